"""The road from a year's final forms and a person's 核定 to the drafts of its assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version as version_of
from pathlib import Path

from aqmap._version import __version__
from aqmap.book.dispatch.year_book import YearBook
from aqmap.book.dispatch.year_notes import as_of_sentences
from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import MANIFEST, Protected, Sort, Target, checksum, write_outputs
from aqmap.files.read_record import ReadRecord, recording
from aqmap.model.audience import Audience
from aqmap.model.dispatch.yearend.year_rows import Verdict
from aqmap.model.periods import day_text
from aqmap.pipelines.dispatch.month_files import report_template
from aqmap.pipelines.dispatch.yearend.year_books import year_book_of
from aqmap.pipelines.dispatch.yearend.year_inputs import YearInputs, read_year_inputs
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Lang, Text, listed, text
from aqmap.workspace.dispatch.scoring import FILE as SCORING
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import Workspace, require_workspace

YEAREND = "yearend"
TABLE, REPORT, SCORES = "考核表.xlsx", "年终考核.docx", "评分表.xlsx"
RECTIFICATION = "整改台账.xlsx"
_LIBRARIES = ("openpyxl", "python-docx")


@dataclass(frozen=True)
class AssessedYear:
    """The folder of an assessment's drafts, their names, and what should be known of them."""

    out: Path
    files: tuple[str, ...]
    remarks: tuple[Text, ...]


def assess_year(
    folder: Path,
    year: str,
    *,
    out: Path | None = None,
    on: date | None = None,
    audience: Audience | str | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
) -> AssessedYear:
    """
    Write the drafts of a year's assessment, whole or not at all.

    Parameters
    ----------
    folder
        The workspace.
    year
        As written: 2021.
    out
        The folder to write; by default ``yearend/2021`` in the workspace.
    on
        As of which day all of it stands: what came later is left out and said. Without it, all
        counts that there is, and problems are overdue as of the year's last day.
    audience
        Whom it is for; by default as ``aqmap.toml`` says. A draft is not for the public.
    overwrite
        Replace files that were changed since aqmap wrote them.
    lang
        Of the files' words.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    require_workspace(folder)
    with recording() as record:
        inputs = read_year_inputs(folder, year)
    workspace = inputs.dispatch.workspace
    kind = Audience(audience or workspace.settings.audience)
    if not kind.gets_unpublished:
        raise SourceError(Fault("yearend_public", year))
    if on is None:
        inputs.require_past(date.today())
    book = year_book_of(inputs, kind, on)
    destination = out or folder / YEAREND / year
    closed = protected_from_drawing(folder)
    protected = Protected(
        inputs=[*closed.inputs, folder / FILE, folder / SCORING],
        closed=closed.closed,
        overwrite=overwrite,
    )
    with write_outputs([Target(destination, Sort.FOLDER)], protected) as fresh:
        new = fresh[destination]
        write_year_files(book, workspace, new, lang, record)
        files = sorted(p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file())
        record.verify_unchanged()
    return AssessedYear(destination, tuple(files), tuple(year_remarks(book, inputs)))


def write_year_files(
    book: YearBook, workspace: Workspace, folder: Path, lang: Lang, record: ReadRecord
) -> None:
    """Write all files of a year's assessment, and their manifest."""
    from aqmap.decide.report.yearend.year_report import year_report
    from aqmap.render.exchange.manifest import write_manifest
    from aqmap.render.exchange.workbook.year_workbooks import (
        write_rectification_workbook,
        write_score_workbook,
        write_year_workbook,
    )
    from aqmap.render.report import ReportStyle, write_document

    settings = workspace.settings.report
    style = ReportStyle(lang, settings.line_pt, report_template(workspace, record))
    write_year_workbook(book, folder / TABLE, lang)
    if book.scores is not None:
        write_score_workbook(book, book.scores, folder / SCORES, lang)
    if book.rectification:
        write_rectification_workbook(book, folder / RECTIFICATION, lang)
    report = year_report(book)
    document = write_document(report, [], day=book.dated, style=style, page_numbers=lambda _: None)
    (folder / REPORT).write_bytes(document)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        audience=book.audience,
        inputs=record.checksums(workspace.folder),
        outputs={path.relative_to(folder).as_posix(): checksum(path) for path in files},
        fingerprints={},
        libraries={name: version_of(name) for name in _LIBRARIES},
    )


def year_remarks(book: YearBook, inputs: YearInputs) -> Iterator[Text]:
    """Yield who is missing, what nobody has verified, and what is not there to score by."""
    if any(book.left_out.values()):
        yield from as_of_sentences(book)
    missing = [book.units.get(unit.unit, unit.unit) for unit in book.table.missing]
    if missing:
        yield text("yearend.line.missing", count=len(missing), names=listed(missing))
    if not book.table.is_final:
        yield text("yearend.line.not_final", day=day_text(book.table.cut_off))
    unverified = book.count(Verdict.REPORTED, Verdict.NO_REPORT)
    if unverified:
        file = f"data/dispatch/verified-{book.table.year}.csv"
        yield text("yearend.line.unverified", count=unverified, file=file)
    if inputs.scoring is None:
        yield text("yearend.line.no_scoring")
