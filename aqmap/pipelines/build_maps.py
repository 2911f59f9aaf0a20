"""The road from a workspace to its outputs: one function a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.metadata import version as version_of
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aqmap._version import __version__
from aqmap.book.build_summary import summary_lines
from aqmap.book.map_book import MapBook
from aqmap.book.selection import Choice, choose
from aqmap.errors import AqmapError, Fault, PlaceError, SourceError, SpecError, TableError
from aqmap.files.atomic import MANIFEST, checksum, write_file, write_folder
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import Measure
from aqmap.model.station_days import NO_DAYS, StationDays
from aqmap.progress import Progress, silent
from aqmap.words import Lang, Text, text
from aqmap.workspace.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from aqmap.decide.compare.join import Matched
    from aqmap.decide.compose.compose_book import Geometry
    from aqmap.read.geodata.boundaries import Boundaries
    from aqmap.read.tables.read_figures import FigureTables
    from aqmap.workspace.layers import OverlaySpec

Overlays = Sequence[tuple["OverlaySpec", "GeoDataFrame"]]


@dataclass(frozen=True)
class Decided:
    """A workspace read, checked, joined and composed; nothing is drawn yet."""

    workspace: Workspace
    figures: tuple[Figure, ...]
    joined: tuple[JoinedRow, ...]
    measures: tuple[Measure, ...]
    book: MapBook
    outdated: tuple[Path, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Contradictions and doubts."""
        return self.book.findings

    def lines(self, out: Path | None = None) -> tuple[Text, ...]:
        """Return what was read, drawn, missing and contradictory, in words."""
        outdated = (text("summary.outdated", file=path) for path in self.outdated)
        return (*summary_lines(self.figures, self.book, out), *outdated)


def make_book(folder: Path | str = ".") -> MapBook:
    """Return the map book of a workspace, which a notebook shows as a page; see `decide`."""
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
        With all faults of the step that failed.
    """
    from aqmap.decide.compare.join import match_places
    from aqmap.decide.compare.pick_figures import hold_unconfirmed
    from aqmap.read.geodata.boundaries import read_boundaries

    progress("step.read", 0, 3)
    workspace = open_workspace(folder)
    boundaries = read_boundaries(workspace.boundaries)
    _require_polygons(workspace, set(boundaries.counties["code"]))
    progress("step.read", 1, 3)
    tables, measures, days = _read_tables(workspace)
    progress("step.read", 2, 3)
    overlays = _read_overlays(workspace)
    progress("step.read", 3, 3)

    progress("step.decide", 0, 2)
    matched = match_places(tables.figures, workspace.places, workspace.sources, tables.origins)
    if matched.faults and not without_unmatched:
        raise PlaceError(matched.faults)
    matched = replace(matched, figures=tuple(hold_unconfirmed(matched.figures)))
    joined = _joined(workspace, matched, tables.origins)
    progress("step.decide", 1, 2)
    geometry = _geometry(workspace, boundaries)
    book = _composed(workspace, geometry, (matched, joined, measures, days), overlays)
    progress("step.decide", 2, 2)
    return Decided(workspace, tables.figures, joined, measures, book, tables.outdated)


def _read_tables(
    workspace: Workspace,
) -> tuple[FigureTables, tuple[Measure, ...], StationDays]:
    """Read the tables of figures, of measures and of days; all faults come together."""
    from aqmap.read.tables.read_figures import read_figures
    from aqmap.read.tables.read_measures import read_registers
    from aqmap.read.tables.read_station_days import read_daily

    places, sources = workspace.places, tuple(workspace.sources)
    faults: list[Fault] = []
    tables: FigureTables | None = None
    measures: tuple[Measure, ...] = ()
    days = NO_DAYS
    try:
        tables = read_figures(
            workspace.figure_files, indicators=workspace.indicators, places=places, sources=sources
        )
    except TableError as problem:
        faults += problem.faults
    try:
        measures = read_registers(workspace.measure_files, places=places, sources=sources)
    except TableError as problem:
        faults += problem.faults
    try:
        days = read_daily(workspace.daily_files, sources=sources)
    except TableError as problem:
        faults += problem.faults
    if tables is None or faults:
        raise TableError(faults)
    return tables, measures, days


def _read_overlays(workspace: Workspace) -> Overlays:
    """Read every overlay; the faults of all come together."""
    from aqmap.read.geodata.overlays import read_overlay

    read: list[tuple[OverlaySpec, GeoDataFrame]] = []
    faults: list[Fault] = []
    for spec in workspace.overlays:
        try:
            read.append((spec, read_overlay(spec, workspace.folder)))
        except AqmapError as problem:
            faults += problem.faults
    if faults:
        raise TableError(faults)
    return read


def _joined(
    workspace: Workspace, matched: Matched, origins: dict[str, tuple[Path, int]]
) -> tuple[JoinedRow, ...]:
    from aqmap.decide.compare.join import find_duplicates, join_layers

    duplicates = find_duplicates(matched.figures, origins)
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


def _composed(
    workspace: Workspace,
    geometry: Geometry,
    decided: tuple[Matched, Sequence[JoinedRow], Sequence[Measure], StationDays],
    overlays: Overlays,
) -> MapBook:
    from aqmap.decide.audit.run_checks import audit
    from aqmap.decide.compose.compose_book import Answers, compose_book
    from aqmap.decide.compose.overlay_marks import compose_marks

    matched, joined, measures, days = decided
    counties, indicators = geometry.web_counties, workspace.indicators
    answers = Answers(
        figures={figure.id: figure for figure in matched.figures},
        joined=joined,
        findings=audit((*matched.figures, *matched.unmatched), indicators),
        marks=[
            compose_marks(spec, features, counties, matched.figures, indicators)
            for spec, features in overlays
        ],
        measures=measures,
        days=days,
        unmatched=tuple(dict.fromkeys(f.place_written for f in matched.unmatched)),
    )
    return compose_book(workspace, geometry, answers, newest_input(workspace))


def _english(workspace: Workspace, unit: Any) -> str:
    """Return a unit's English name, or its own where the workspace has none."""
    place = workspace.places.by_code.get(unit.code)
    return place.name.en if place else str(unit.name)


def newest_input(workspace: Workspace) -> date:
    """Return SOURCE_DATE_EPOCH's day, or else the date of the newest source."""
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date()
    dates = [source.date for source in workspace.sources.values() if source.date]
    return max(dates, default=date(1970, 1, 1))


def _require_polygons(workspace: Workspace, drawn: set[str]) -> None:
    missing = [
        workspace.places[code]
        for region in workspace.settings.regions
        for code in region.places
        if workspace.places[code].level == "county" and code not in drawn
    ]
    if missing:
        raise PlaceError(
            Fault("place_without_polygon", workspace.boundaries, found=f"{p.name.zh} {p.code}")
            for p in missing
        )


@dataclass(frozen=True)
class Summary:
    """What a build did, in words."""

    lines: tuple[Text, ...]
    out: Path
    findings: tuple[Finding, ...]


def build(
    folder: Path | str = ".",
    *,
    out: Path | None = None,
    lang: Lang = "zh",
    without_unmatched: bool = False,
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
    lang
        Language of the print maps and of ``findings.md``.
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
    """
    target = out or Path(folder) / "out"
    with write_folder(target) as fresh:
        decided = decide(Path(folder), without_unmatched=without_unmatched, progress=progress)
        progress("step.page", 0, 1)
        _write_page(decided.book, fresh / "map.html")
        progress("step.page", 1, 1)
        _write_sheets(decided.book, fresh / "print", lang, progress)
        progress("step.tables", 0, 1)
        _write_tables(decided, fresh, lang)
        _write_manifest(decided.workspace, fresh)
        progress("step.tables", 1, 1)
    return Summary(decided.lines(target), target, decided.findings)


_SHAPING = ("geopandas", "shapely", "pyproj", "folium", "matplotlib", "fonttools", "pypdf")


def _write_page(book: MapBook, path: Path) -> None:
    from aqmap.render.browser import write_page

    write_page(book, path)


def _write_sheets(book: MapBook, folder: Path, lang: Lang, progress: Progress) -> None:
    from aqmap.render.paper import write_sheets

    write_sheets(
        book, folder, lang=lang, progress=lambda done, of: progress("step.print", done, of)
    )


def _write_tables(decided: Decided, folder: Path, lang: Lang) -> None:
    from aqmap.render.exchange import csv_tables, findings_files

    csv_tables.write_figures(decided.figures, folder / "figures.csv")
    csv_tables.write_measures(decided.measures, folder / "measures.csv")
    csv_tables.write_joined(decided.joined, decided.book, folder / "joined.csv")
    findings_files.write_findings_markdown(decided.book, folder / "findings.md", lang)
    findings_files.write_findings_json(decided.book, folder / "findings.json")


def _write_manifest(workspace: Workspace, folder: Path) -> None:
    """List every input and output with its checksum: by this list aqmap knows its own folder."""
    from aqmap.render.exchange.manifest import write_manifest

    inputs = {
        path.relative_to(workspace.folder).as_posix(): checksum(path)
        for path in workspace.input_files
    }
    outputs = {
        path.relative_to(folder).as_posix(): checksum(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        inputs=inputs,
        outputs=outputs,
        libraries={name: version_of(name) for name in _SHAPING},
    )


def draw_page(folder: Path, path: Path, *, choice: Choice | None = None) -> None:
    """Draw the interactive map alone, whole or not at all."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise SourceError(Fault("not_a_page", path))
    with write_file(path) as fresh:
        _write_page(choose(decide(folder).book, choice or Choice()), fresh)


def draw_sheets(
    folder: Path,
    out: Path,
    *,
    choice: Choice | None = None,
    lang: Lang = "zh",
    progress: Progress = silent,
) -> int:
    """Draw print maps alone; return how many. Views named are drawn even if not printed."""
    with write_folder(out) as fresh:
        decided = decide(folder, progress=progress)
        book = choose(decided.book, choice or Choice())
        if not book.sheets():
            raise SpecError(Fault("nothing_chosen", "aqmap print"))
        _write_sheets(book, fresh, lang, progress)
        _write_manifest(decided.workspace, fresh)
    return len(book.sheets())


def lay_workspace(folder: Path, *, template: str = "minimal") -> Path:
    """
    Lay a new workspace down.

    Parameters
    ----------
    folder
        A new or empty folder.
    template
        ``minimal``, or the name of a workspace that aqmap carries: ``ili-changji``.

    Raises
    ------
    SourceError
        If the folder is not empty or cannot be written, or there is no such template.
    """
    from aqmap.workspace.templates import copy_template

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SourceError(Fault("folder_not_empty", folder))
    with write_folder(folder) as fresh:
        copy_template(template, fresh)
    return folder
