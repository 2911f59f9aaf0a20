"""The road from a workspace to its outputs: one function a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap._version import __version__
from aqmap.book.build_summary import summary_lines
from aqmap.book.map_book import MapBook
from aqmap.book.missing_values import printed_sheets
from aqmap.book.selection import Choice, choose
from aqmap.errors import Fault, SourceError, SpecError
from aqmap.files.outputs import MANIFEST, Sort, Target, checksum, write_outputs
from aqmap.files.read_record import ReadRecord, recording
from aqmap.model.audience import Audience
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import Measure
from aqmap.pipelines.audit_maps import at_size, audited, listed_fingerprints, still_audited
from aqmap.pipelines.decide_steps import (
    book_contents,
    book_geometry,
    book_marks,
    join_figures,
    match_figures,
    monitor_remarks,
    release_inputs,
    require_no_duplicates,
    workspace_findings,
)
from aqmap.pipelines.dispatch.progress_maps import released_months, with_progress
from aqmap.pipelines.page_reading import with_reading
from aqmap.pipelines.print_maps import PrintChoice, print_style, write_print_maps
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.pipelines.read_inputs import read_inputs
from aqmap.pipelines.reading.waiting_figures import waiting_remarks
from aqmap.progress import Progress, silent
from aqmap.words import Lang, Text, listed, text
from aqmap.workspace.data_folders import unread_tables
from aqmap.workspace.sources import newest_date
from aqmap.workspace.workspace import Workspace, require_workspace

if TYPE_CHECKING:
    from aqmap.decide.compare.left_out import LeftOut

_LIBRARIES = ("geopandas", "shapely", "pyproj", "folium", "pydyf", "uharfbuzz")
"""Their versions shape the outputs, and go into the manifest."""


@dataclass(frozen=True)
class Decided:
    """
    A workspace read, checked, joined and composed; nothing is drawn yet.

    Attributes
    ----------
    workspace, figures, joined, measures, book
        What was read, and what was made of it: what is for the audience alone.
    findings
        Contradictions and doubts, also where the book is for those who get none.
    left_out
        What was read and is not for the audience.
    further_remarks
        On approval numbers that fell off, on uneven classes, on what a command does not write.
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
    findings: tuple[Finding, ...]
    left_out: LeftOut
    further_remarks: tuple[Text, ...]
    read: ReadRecord
    outdated: tuple[Path, ...] = ()
    undrawn: tuple[Figure, ...] = ()

    def lines(self, out: Path | None = None) -> tuple[Text, ...]:
        """Return what was read, drawn, missing and contradictory, in words."""
        read = (*self.figures, *self.left_out.figures)
        return tuple(summary_lines(read, self.book, self.findings, self.undrawn, out))

    @property
    def remarks(self) -> tuple[Text, ...]:
        """What stops nothing, but should be known of the files."""
        remarks = [Fault("figures_outdated", path).said for path in self.outdated]
        if unread := unread_tables(self.workspace.data, self.read.paths):
            remarks.append(text("summary.unread", names=listed(unread)))
        remarks += waiting_remarks((*self.figures, *self.left_out.figures), self.workspace.sources)
        return (*remarks, *self.left_out.remarks, *self.further_remarks)


def make_book(folder: Path | str = ".", *, audience: Audience | str | None = None) -> MapBook:
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

    return replace(decide(Path(folder), audience=audience).book, displays=NotebookDisplays())


def decide(
    folder: Path,
    *,
    audience: Audience | str | None = None,
    without_unmatched: bool = False,
    progress: Progress = silent,
) -> Decided:
    """
    Read a workspace and decide everything that will be drawn.

    Parameters
    ----------
    folder
        The workspace.
    audience
        ``internal``, ``leader`` or ``public``: whom the outputs are for, and what is left out;
        by default as ``aqmap.toml`` says.
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
    from aqmap.decide.compare.release import Release
    from aqmap.decide.compare.undrawn_figures import undrawn_figures
    from aqmap.decide.compose.compose_book import compose_book
    from aqmap.decide.compose.uneven_classes import uneven_classes

    with recording() as record:
        inputs = read_inputs(folder, progress)
        workspace = inputs.workspace
        kind = Audience(audience or workspace.settings.audience)
        released = released_months(workspace, kind)
    progress("step.decide", 0, 2)
    release = Release(kind, workspace.sources, workspace.indicators)
    matched = match_figures(inputs, without_unmatched=without_unmatched)
    findings = audit((*matched.figures, *matched.unmatched), workspace.indicators, workspace.places)
    require_no_duplicates(inputs, matched)
    given, left_out = release_inputs(inputs, release)
    shown = replace(matched, figures=tuple(hold_unconfirmed(release.stripped(matched.figures))))
    geometry = book_geometry(workspace, inputs.boundaries)
    marks = book_marks(given, shown, geometry)
    joined = join_figures(given, shown, remarks := monitor_remarks(given, shown, marks))
    progress("step.decide", 1, 2)
    held = replace(matched, figures=tuple(hold_unconfirmed(matched.figures)))
    findings = by_severity([*findings, *workspace_findings(inputs, held, geometry, marks)])
    contents = book_contents(given, shown, joined, marks, release)
    contents = replace(contents, findings=findings if kind.gets_findings else (), remarks=remarks)
    book = compose_book(given.workspace, geometry, contents, newest_date(workspace.sources))
    book, progress_remarks = with_progress(book, given.workspace, released)
    book = with_reading(book, workspace)
    book, audit_remarks = audited(book, workspace.settings, folder / "aqmap.toml")
    on_cards = [figure for figure in shown.figures if figure.id in book.figures]
    progress("step.decide", 2, 2)
    record.verify_unchanged()
    return Decided(
        workspace,
        given.tables.figures,
        joined,
        given.measures,
        book,
        tuple(findings),
        left_out.after(book, findings, given.workspace.overlays),
        (*audit_remarks, *progress_remarks, *uneven_classes(book, workspace.layers)),
        record,
        inputs.tables.outdated,
        tuple(undrawn_figures(given.workspace, on_cards, joined)),
    )


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
    audience: Audience | str | None = None,
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
    audience, without_unmatched, progress
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
        decided = decide(
            Path(folder), audience=audience, without_unmatched=without_unmatched, progress=progress
        )
        progress("step.page", 0, 1)
        _write_page(decided.book, new_folder / "map.html", lang)
        progress("step.page", 1, 1)
        style = print_style(decided.workspace, decided.read, printing or PrintChoice())
        book, remarks = still_audited(at_size(decided.book, style.size), decided.book)
        write_print_maps(book, new_folder / "print", lang, style, progress)
        progress("step.tables", 0, 1)
        write_tables(decided, new_folder, lang)
        audits = decided.workspace.settings.audit
        fingerprints = listed_fingerprints(book, lang, audits, with_pages=style.county_sheets)
        write_folder_manifest(decided, new_folder, fingerprints=fingerprints)
        progress("step.tables", 1, 1)
        decided.read.verify_unchanged()
    remarks = [*decided.remarks, *remarks]
    return Summary(decided.lines(destination), destination, decided.findings, tuple(remarks))


def _write_page(book: MapBook, path: Path, lang: Lang) -> None:
    from aqmap.render.browser import write_page

    write_page(book, path, lang)


def write_tables(decided: Decided, folder: Path, lang: Lang) -> None:
    """Write figures, measures, the joined table and findings for other programs."""
    from aqmap.render.exchange import csv_tables, findings_files

    header = [text("audience.csv", audience=decided.book.audience.label).in_(lang)]
    csv_tables.write_figures(decided.figures, folder / "figures.csv", header=header)
    csv_tables.write_measures(decided.measures, folder / "measures.csv", header=header)
    joined = folder / "joined.csv"
    csv_tables.write_joined(decided.joined, decided.book, joined, header=header)
    if not decided.book.audience.gets_findings:
        return
    findings_files.write_findings_markdown(decided.book, folder / "findings.md", lang)
    findings_files.write_findings_json(decided.book, folder / "findings.json")


def write_folder_manifest(
    decided: Decided,
    folder: Path,
    libraries: Sequence[str] = _LIBRARIES,
    fingerprints: Mapping[str, str] | None = None,
) -> None:
    """List what was read and written with checksums: by this list aqmap knows its own folder."""
    from aqmap.render.exchange.manifest import write_manifest

    names_inputs = decided.book.audience.gets_unpublished
    outputs = {
        path.relative_to(folder).as_posix(): checksum(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        audience=decided.book.audience,
        # The names of the office's own files are not for the public.
        inputs=decided.read.checksums(decided.workspace.folder) if names_inputs else {},
        outputs=outputs,
        fingerprints=fingerprints or {},
        libraries={name: version_of(name) for name in libraries},
    )


def draw_page(
    folder: Path,
    path: Path,
    *,
    choice: Choice | None = None,
    audience: Audience | str | None = None,
    lang: Lang = "zh",
) -> tuple[Text, ...]:
    """Draw the interactive map alone, whole or not at all; return what should be known of it."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise SourceError(Fault("output_ending", path, expected=".html"))
    with write_outputs([Target(path)], protected_from_drawing(folder)) as fresh:
        decided = decide(folder, audience=audience)
        book, lapsed = still_audited(choose(decided.book, choice or Choice()), decided.book)
        remarks, read = (*decided.remarks, *lapsed), decided.read
        del decided  # large, and the page is made of the book alone
        _write_page(book, fresh[path], lang)
        read.verify_unchanged()
    return remarks


@dataclass(frozen=True)
class DrawnSheets:
    """How many print maps were drawn, and what should be known of them."""

    number: int
    remarks: tuple[Text, ...]


def draw_sheets(
    folder: Path,
    out: Path,
    *,
    choice: Choice | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
    audience: Audience | str | None = None,
    printing: PrintChoice | None = None,
    progress: Progress = silent,
) -> DrawnSheets:
    """
    Draw print maps alone. Views named are drawn even if not printed.

    Without a choice the sheets of regions and counties are drawn too.
    """
    protected = protected_from_drawing(folder, overwrite=overwrite)
    with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
        decided = decide(folder, audience=audience, progress=progress)
        style = print_style(decided.workspace, decided.read, printing or PrintChoice())
        chosen = at_size(choose(decided.book, choice or Choice()), style.size)
        book, remarks = still_audited(chosen, decided.book)
        if not book.sheets():
            raise SpecError(Fault("nothing_chosen", "aqmap print"))
        is_whole = choice is None or choice == Choice()
        # What was chosen by name is drawn even without a value.
        book = replace(book, print_empty=book.print_empty or not is_whole)
        # What was chosen are maps; county sheets are of the whole book.
        style = replace(style, county_sheets=style.county_sheets and is_whole)
        write_print_maps(book, fresh[out], lang, style, progress)
        audits = decided.workspace.settings.audit
        fingerprints = listed_fingerprints(
            book, lang, audits, whole=is_whole, with_pages=style.county_sheets
        )
        write_folder_manifest(decided, fresh[out], fingerprints=fingerprints)
        decided.read.verify_unchanged()
    return DrawnSheets(len(printed_sheets(book)), (*decided.remarks, *remarks))
