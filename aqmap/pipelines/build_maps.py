"""The road from a workspace to its outputs: one function a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version as version_of
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqmap._version import __version__
from aqmap.book.book_layers import Marks
from aqmap.book.build_summary import summary_lines
from aqmap.book.map_book import MapBook
from aqmap.book.selection import Choice, choose
from aqmap.errors import Fault, PlaceError, SourceError, SpecError, TableError
from aqmap.files.outputs import MANIFEST, Sort, Target, checksum, write_outputs
from aqmap.files.read_record import ReadRecord, recording
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import Measure
from aqmap.pipelines.print_maps import PrintChoice, print_style, write_print_maps
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.pipelines.read_inputs import Inputs, read_inputs
from aqmap.pipelines.workspace_findings import workspace_findings
from aqmap.progress import Progress, silent
from aqmap.words import Lang, Text, text
from aqmap.workspace.data_folders import unread_tables
from aqmap.workspace.workspace import Workspace, require_workspace

if TYPE_CHECKING:
    from aqmap.decide.compare.join import MatchedFigures
    from aqmap.decide.compose.compose_book import BookContents, Geometry
    from aqmap.read.geodata.boundaries import Boundaries

_LIBRARIES = ("geopandas", "shapely", "pyproj", "folium", "pydyf", "uharfbuzz")
"""Their versions shape the outputs, and go into the manifest."""
_EPOCH = re.compile(r"[0-9]{1,15}")
_LAST_EPOCH = 253_402_300_799  # the last second of the year 9999


@dataclass(frozen=True)
class Decided:
    """
    A workspace read, checked, joined and composed; nothing is drawn yet.

    Attributes
    ----------
    workspace, figures, joined, measures, book
        What was read, and what was made of it.
    read
        The files that were read, with their checksums.
    outdated
        Tables that were written before they had all columns.
    undrawn
        Figures of the catalogue's indicators that are in no layer.
    """

    workspace: Workspace
    figures: tuple[Figure, ...]
    joined: tuple[JoinedRow, ...]
    measures: tuple[Measure, ...]
    book: MapBook
    read: ReadRecord
    outdated: tuple[Path, ...] = ()
    undrawn: tuple[Figure, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Contradictions and doubts."""
        return self.book.findings

    def lines(self, out: Path | None = None) -> tuple[Text, ...]:
        """Return what was read, drawn, missing and contradictory, in words."""
        return tuple(summary_lines(self.figures, self.book, self.undrawn, out))

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What stops nothing, but should be known of the files."""
        remarks = [Fault("figures_outdated", path).said for path in self.outdated]
        unread = unread_tables(self.workspace.data, self.read.paths)
        names = Text("、".join(unread), ", ".join(unread))
        remarks += [text("summary.unread", names=names)] if unread else []
        return tuple(remarks)


def make_book(folder: Path | str = ".") -> MapBook:
    """
    Return the map book of a workspace, which a notebook shows as a page; see `decide`.

    Examples
    --------
    >>> import aqmap
    >>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
    >>> book = aqmap.make_book(folder)
    >>> [layer.title.en for layer in book.layers]
    ['PM2.5', 'afforestation']
    >>> book.sheet("pm25", "status", region="example").title.en
    'PM2.5: status, Example region, 2025'
    """
    from aqmap.pipelines.notebook import NotebookDisplays

    return replace(decide(Path(folder)).book, displays=NotebookDisplays())


def decide(
    folder: Path, *, without_unmatched: bool = False, progress: Progress = silent
) -> Decided:
    """
    Read a workspace and decide everything that will be drawn.

    Parameters
    ----------
    folder
        The workspace.
    without_unmatched
        Go on without figures whose place names fit no single place; every map then says so.
    progress
        Called as the steps go by.

    Raises
    ------
    AqmapError
        With all faults of the step that failed; of files that changed while they were read, too.
    """
    from aqmap.decide.audit.run_checks import audit, by_severity
    from aqmap.decide.compare.pick_figures import hold_unconfirmed
    from aqmap.decide.compare.undrawn_figures import undrawn_figures
    from aqmap.decide.compose.compose_book import compose_book

    with recording() as record:
        inputs = read_inputs(folder, progress)
    progress("step.decide", 0, 2)
    matched = _matched(inputs, without_unmatched=without_unmatched)
    # A printed row is added up as it is printed, also where a cell is yet to be confirmed.
    findings = audit((*matched.figures, *matched.unmatched), inputs.workspace.indicators)
    shown = replace(matched, figures=tuple(hold_unconfirmed(matched.figures)))
    joined = _joined(inputs, shown)
    progress("step.decide", 1, 2)
    geometry = _geometry(inputs.workspace, inputs.boundaries)
    marks = _marks(inputs, shown, geometry)
    findings = by_severity([*findings, *workspace_findings(inputs, shown, geometry, marks)])
    contents = _contents(inputs, shown, joined, findings, marks)
    book = compose_book(inputs.workspace, geometry, contents, _newest_date(inputs.workspace))
    on_cards = [figure for figure in shown.figures if figure.id in book.figures]
    progress("step.decide", 2, 2)
    record.verify_unchanged()
    return Decided(
        inputs.workspace,
        inputs.tables.figures,
        joined,
        inputs.measures,
        book,
        record,
        inputs.tables.outdated,
        tuple(undrawn_figures(inputs.workspace, on_cards, joined)),
    )


def _matched(inputs: Inputs, *, without_unmatched: bool) -> MatchedFigures:
    """Give the figures their places."""
    from aqmap.decide.compare.join import match_places

    workspace, tables = inputs.workspace, inputs.tables
    matched = match_places(tables.figures, workspace.places, workspace.sources, tables.origins)
    if matched.faults and not without_unmatched:
        raise PlaceError(matched.faults)
    return matched


def _joined(inputs: Inputs, matched: MatchedFigures) -> tuple[JoinedRow, ...]:
    from aqmap.decide.compare.join import find_duplicates, join_layers

    workspace = inputs.workspace
    duplicates = find_duplicates(matched.figures, inputs.tables.origins)
    if duplicates:
        raise TableError(duplicates)
    joined, faults = join_layers(
        workspace.layers, workspace.settings.regions, matched.figures, workspace.indicators
    )
    if faults:
        raise SpecError(dict.fromkeys(faults))
    return tuple(joined)


def _geometry(workspace: Workspace, boundaries: Boundaries) -> Geometry:
    from aqmap import geo
    from aqmap.decide.compose.compose_book import Geometry

    english = [_english(workspace, row) for row in boundaries.counties.itertuples()]
    counties = boundaries.counties.assign(name_en=english)
    web_counties, web_outlines = geo.simplify_for_web(counties, boundaries.outlines)
    areas = geo.areas_km2(counties)
    return Geometry(counties, boundaries.outlines, web_counties, web_outlines, areas)


def _marks(inputs: Inputs, matched: MatchedFigures, geometry: Geometry) -> list[Marks]:
    from aqmap.decide.compose.overlay_marks import compose_marks

    counties, indicators = geometry.web_counties, inputs.workspace.indicators
    return [
        compose_marks(spec, features, counties, matched.figures, indicators)
        for spec, features in inputs.overlays
    ]


def _contents(
    inputs: Inputs,
    matched: MatchedFigures,
    joined: tuple[JoinedRow, ...],
    findings: Sequence[Finding],
    marks: Sequence[Marks],
) -> BookContents:
    from aqmap.decide.compose.compose_book import BookContents

    return BookContents(
        figures={figure.id: figure for figure in matched.figures},
        joined=joined,
        findings=findings,
        marks=marks,
        measures=inputs.measures,
        days=inputs.days,
        unmatched=tuple(dict.fromkeys(f.place_written for f in matched.unmatched)),
    )


def _english(workspace: Workspace, unit: Any) -> str:
    """Return a unit's English name, or its own where the workspace has none."""
    place = workspace.places.by_code.get(unit.code)
    return place.name.en if place else str(unit.name)


def _newest_date(workspace: Workspace) -> date:
    """Return SOURCE_DATE_EPOCH's day, or else the date of the newest source."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        if not _EPOCH.fullmatch(epoch) or int(epoch) > _LAST_EPOCH:
            raise SpecError(Fault("epoch_none", "SOURCE_DATE_EPOCH", found=epoch[:40]))
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch))).date()
    dates = [source.date for source in workspace.sources.values() if source.date]
    return max(dates, default=date(1970, 1, 1))


@dataclass(frozen=True)
class Summary:
    """What a build did, in words; remarks are on the files that were read."""

    lines: tuple[Text, ...]
    out: Path
    findings: tuple[Finding, ...]
    remarks: tuple[Text, ...] = ()


def build(
    folder: Path | str = ".",
    *,
    out: Path | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
    without_unmatched: bool = False,
    printing: PrintChoice | None = None,
    progress: Progress = silent,
) -> Summary:
    """
    Walk the whole road: read, check, join, draw everything.

    Parameters
    ----------
    folder
        The workspace.
    out
        The folder to write, whole or not at all; by default ``out`` in the workspace.
    overwrite
        Replace files in it that were changed since aqmap wrote them.
    lang
        Language of the print maps and of ``findings.md``.
    printing
        Formats of the print maps, instead of those of ``aqmap.toml``.
    without_unmatched, progress
        See `decide`.

    Returns
    -------
    summary
        What was read, drawn, missing and contradictory, and where it lies.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.

    Examples
    --------
    >>> import tempfile
    >>> import aqmap
    >>> folder = Path(aqmap.__file__).with_name("templates") / "minimal"
    >>> with tempfile.TemporaryDirectory() as place:
    ...     summary = aqmap.build(folder, out=Path(place) / "out", lang="en")
    ...     sorted(path.name for path in summary.out.iterdir())[:4]
    ['figures.csv', 'findings.json', 'findings.md', 'joined.csv']
    >>> summary.lines[0].en
    'Read: 9 figures from 1 sources, 3 counties, 2 layers'
    """
    require_workspace(Path(folder))
    destination = out or Path(folder) / "out"
    targets = [Target(destination, Sort.FOLDER)]
    protected = protected_from_drawing(Path(folder), overwrite=overwrite)
    with write_outputs(targets, protected) as fresh:
        new_folder = fresh[destination]
        decided = decide(Path(folder), without_unmatched=without_unmatched, progress=progress)
        progress("step.page", 0, 1)
        _write_page(decided.book, new_folder / "map.html")
        progress("step.page", 1, 1)
        style = print_style(decided.workspace, decided.read, printing or PrintChoice())
        write_print_maps(
            decided.book, new_folder / "print", lang, replace(style, county_sheets=True), progress
        )
        progress("step.tables", 0, 1)
        write_tables(decided, new_folder, lang)
        write_folder_manifest(decided, new_folder)
        progress("step.tables", 1, 1)
        decided.read.verify_unchanged()
    return Summary(decided.lines(destination), destination, decided.findings, decided.remarks)


def _write_page(book: MapBook, path: Path) -> None:
    from aqmap.render.browser import write_page

    write_page(book, path)


def write_tables(decided: Decided, folder: Path, lang: Lang) -> None:
    """Write figures, measures, the joined table and findings for other programs."""
    from aqmap.render.exchange import csv_tables, findings_files

    csv_tables.write_figures(decided.figures, folder / "figures.csv")
    csv_tables.write_measures(decided.measures, folder / "measures.csv")
    csv_tables.write_joined(decided.joined, decided.book, folder / "joined.csv")
    findings_files.write_findings_markdown(decided.book, folder / "findings.md", lang)
    findings_files.write_findings_json(decided.book, folder / "findings.json")


def write_folder_manifest(
    decided: Decided, folder: Path, libraries: Sequence[str] = _LIBRARIES
) -> None:
    """List what was read and written with checksums: by this list aqmap knows its own folder."""
    from aqmap.render.exchange.manifest import write_manifest

    outputs = {
        path.relative_to(folder).as_posix(): checksum(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        inputs=decided.read.checksums(decided.workspace.folder),
        outputs=outputs,
        libraries={name: version_of(name) for name in libraries},
    )


def draw_page(folder: Path, path: Path, *, choice: Choice | None = None) -> None:
    """Draw the interactive map alone, whole or not at all."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise SourceError(Fault("output_ending", path, expected=".html"))
    protected = protected_from_drawing(folder)
    with write_outputs([Target(path)], protected) as fresh:
        decided = decide(folder)
        _write_page(choose(decided.book, choice or Choice()), fresh[path])
        decided.read.verify_unchanged()


def draw_sheets(
    folder: Path,
    out: Path,
    *,
    choice: Choice | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
    printing: PrintChoice | None = None,
    progress: Progress = silent,
) -> int:
    """
    Draw print maps alone; return how many. Views named are drawn even if not printed.

    Without a choice the sheets of regions and counties are drawn too.
    """
    protected = protected_from_drawing(folder, overwrite=overwrite)
    with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
        decided = decide(folder, progress=progress)
        book = choose(decided.book, choice or Choice())
        if not book.sheets():
            raise SpecError(Fault("nothing_chosen", "aqmap print"))
        # What was chosen are maps; county sheets are of the whole book.
        style = print_style(decided.workspace, decided.read, printing or PrintChoice())
        style = replace(style, county_sheets=choice is None or choice == Choice())
        write_print_maps(book, fresh[out], lang, style, progress)
        write_folder_manifest(decided, fresh[out])
        decided.read.verify_unchanged()
    return len(book.sheets())
