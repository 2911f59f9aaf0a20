"""Plan documents → figures, each with the place it is written at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aqmap.errors import Fault, SourceError, TableError
from aqmap.files.file_content import FileContent
from aqmap.model.figures import Figure
from aqmap.model.measures import Measure
from aqmap.model.transcript import Known, Reason, Transcript
from aqmap.read.documents.absent_annexes import absent_annexes
from aqmap.read.documents.answers import NO_ANSWERS, Answers
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import (
    document_kind,
    kind_ground,
    months_of,
    named_periods,
    progress_period,
    title_lines,
    written_on,
)
from aqmap.read.documents.measures.register import read_measures
from aqmap.read.documents.number_figures import number_figures
from aqmap.read.documents.own_period import other_period, own_period
from aqmap.read.documents.own_place import common_prefecture, own_place_unknown, unknown_own_word
from aqmap.read.documents.prose.claims.head_place import head_place
from aqmap.read.documents.prose.claims.heading_scopes import HeadingScope
from aqmap.read.documents.prose.read_paragraph import ProseReader, ProseReading
from aqmap.read.documents.secrecy_mark import is_secret, secrecy_mark
from aqmap.read.documents.tables.caption import Headings, without_parts
from aqmap.read.documents.tables.cell_outcomes import GridReading
from aqmap.read.documents.tables.continued import join_continued
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.documents.tables.read_grid import read_grid
from aqmap.read.documents.text_cells.text_cells import read_cell_texts, with_forms_opened
from aqmap.read.documents.told_otherwise import told_otherwise
from aqmap.read.formats.articles import headings_below
from aqmap.read.formats.blocks import Document, Grid, Paragraph
from aqmap.read.formats.open_document import open_document
from aqmap.words import listed
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places
from aqmap.workspace.sources import Source


class UnusableError(TableError):
    """
    A document that was read to its end, and cannot be used.

    Attributes
    ----------
    reading
        What it gave all the same, for whoever looks into its faults.
    """

    def __init__(self, faults: Sequence[Fault], reading: Reading) -> None:
        super().__init__(faults)
        self.reading = reading


@dataclass(frozen=True)
class Reading:
    """
    What a document gave.

    Attributes
    ----------
    figures
        In reading order.
    measures
        The register of what it tells whom to do.
    transcript
        The document itself, with what became of every part.
    remarks
        What a reader should know of the container (see `Document`) and of the tables.
    place
        Code of the document's own place, unless it is only assumed.
    """

    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    transcript: Transcript
    remarks: tuple[Fault, ...]
    place: str = ""


def read_document(
    file: Path | FileContent,
    *,
    places: Places,
    indicators: Indicators,
    source: Source,
    answers: Answers = NO_ANSWERS,
) -> Reading:
    """
    Read a plan or report.

    Parameters
    ----------
    file
        The document, or what was read of its file.
    places, indicators
        The workspace's; what they do not know is kept as written.
    source
        The document's entry in the register.
    answers
        What to take where the document leaves it open; its own words hold.

    Returns
    -------
    reading
        One figure a table cell, and one a sentence's number whose indicator, place and unit are
        certain; a number that is not gives none. Where no year is told, it is open.

    Raises
    ------
    SourceError
        If the file cannot be read, or is marked 秘密, 机密 or 绝密 in its head.
    UnusableError
        With every fault of its tables, or if it holds no figure.
    """
    path = file.path if isinstance(file, FileContent) else file
    document = open_document(file)
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for grid in document.grids for row in grid.rows for cell in row]
    marks = [mark for head in (document.headers, paragraphs, cells) if (mark := secrecy_mark(head))]
    mark = next(filter(is_secret, marks), next(iter(marks), ""))
    if is_secret(mark):
        raise SourceError(Fault("document_secret", path, found=mark))
    context = _context(document, Context(path, source, places, indicators, "", "plan", answers))
    remarks = [*document.remarks, *other_period(context)]
    remarks += [Fault("document_internal", path, found=mark)] if mark else []
    context = _with_own_place(context, paragraphs, cells)
    remarks += _remarks_on_place(context)
    if annexes := absent_annexes(document.blocks):
        remarks.append(Fault("annex_absent", path, found=listed(annexes)))
    layouts = Layouts(context)
    document = replace(document, blocks=tuple(join_continued(document.blocks, layouts)))
    readings = _used(list(_read_blocks(document, layouts, context)))
    tables = [reading for reading in readings if isinstance(reading, GridReading)]
    faults = [fault for table in tables for fault in table.faults]
    remarks += [remark for table in tables for remark in table.remarks]
    figures, passages, known = number_figures(readings, source.id)
    remarks += told_otherwise(context, figures, known)
    if mark:
        figures = tuple(replace(f, note="；".join(filter(None, (f.note, mark)))) for f in figures)
    opened = replace(document, blocks=tuple(with_forms_opened(document.blocks)))
    measures = tuple(read_measures(opened, figures, context)) if not faults else ()
    measures = tuple(replace(measure, note=mark) for measure in measures) if mark else measures
    word = unknown_own_word((*paragraphs, *cells)) if context.own is None else ""
    if word:
        remarks.append(own_place_unknown(path, word, places))
    if not figures and not measures and not faults:
        faults.append(Fault("no_figures" if document.grids else "no_figures_said", path))
        faults += remarks[-1:] if word else []
    checksum = file.sha256 if isinstance(file, FileContent) else ""
    transcript = Transcript(source.id, document.name, passages, known, checksum)
    own = "" if context.own_ground.known == Known.ASSUMED else context.source.place
    reading = Reading(figures, measures, transcript, tuple(remarks), own)
    if faults:
        raise UnusableError(faults, reading)
    return reading


def _used(readings: Sequence[GridReading | ProseReading]) -> list[GridReading | ProseReading]:
    """Return what the blocks gave; beside others that were read, a faulty table is only doubted."""
    faulty = [isinstance(reading, GridReading) and bool(reading.faults) for reading in readings]
    sound = any(r.figures for r, fault in zip(readings, faulty, strict=True) if not fault)
    return [r.doubted() if sound and isinstance(r, GridReading) else r for r in readings]


def _context(document: Document, begun: Context) -> Context:
    """Return the context with the period and the kind that the document has, and how it tells."""
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    period, ground = own_period(document, begun.source, begun.answers)
    kind = document_kind(paragraphs, begun.answers.role)
    up_to = progress_period(paragraphs, period) if kind == "report" else period
    if up_to != period:
        period, ground = up_to, Reason("period", Known.CARRIED, "before")
    written = written_on(paragraphs)
    return replace(
        begun,
        period=period,
        kind=kind,
        period_ground=ground,
        role_ground=kind_ground(paragraphs),
        title=next(iter(title_lines(paragraphs)), ""),
        named_periods=named_periods(paragraphs) | months_of(period),
        this_year="" if ground.by == "title" else written[:4],
        written_on=written,
    )


def _with_own_place(context: Context, paragraphs: Sequence[str], cells: Sequence[str]) -> Context:
    """
    Return the context with the document's own place.

    The register's holds, then the one that its head names, unless the one told takes it in; then
    the one told, and at last what all counties have in common, which is assumed.
    """
    if context.source.place:
        return context
    (titled, ground), told = head_place(paragraphs, context), context.answers.place
    code = titled
    if told and (not titled or context.places[titled].prefecture == told):
        code, ground = told, Reason("place", Known.CARRIED, "option")
    elif not titled and (code := common_prefecture((*paragraphs, *cells), context.places)):
        ground = Reason("place", Known.ASSUMED, "counties")
    declared = context.source.model_copy(update={"place": code})
    return replace(context, source=declared, own_ground=ground)


def _remarks_on_place(context: Context) -> Iterator[Fault]:
    """Yield what should be known of how the document's own place was found."""
    told, own = context.answers.place, context.own
    if own is not None and context.own_ground.by == "counties":
        yield Fault("own_place_common", context.file, found=own.name)
    if told and own is not None and own.code != told:
        option = f"--place {context.places[told].name.zh}"
        yield Fault("option_other", context.file, option=option, found=own.name)


def _read_blocks(
    document: Document, layouts: Layouts, context: Context
) -> Iterator[GridReading | ProseReading]:
    """Yield what each paragraph and table gave, in reading order."""
    prose = ProseReader(context)
    above: list[Paragraph] = []
    headings: tuple[str, ...] = ()
    for block in document.blocks:
        if isinstance(block, Grid):
            headings = headings_below(above[-1], headings) if above else headings
            scope = prose.scope_under(tuple(map(without_parts, headings)))
            said = _headings(scope, context)
            yield read_cell_texts(read_grid(block, layouts, above, said), prose, context)
            above = []
        else:
            yield prose.read(block)
            above.append(block)


def _headings(scope: HeadingScope, context: Context) -> Headings:
    """Return what holds for a table under headings, as its reader takes it."""
    of_place = Reason("place", Known.ASSUMED, "other_heading", "", scope.candidates)
    roles = tuple(dict.fromkeys(vote.role for vote in scope.votes))
    words = scope.votes[0].words if scope.votes else ""
    of_role = Reason("role", Known.CARRIED, "heading", words)
    if len(roles) > 1:
        of_role = Reason("role", Known.ASSUMED, "disagree", words, roles)
    return Headings(
        period=(scope.period or context.period, scope.period_ground),
        role=(roles[0], of_role) if roles else None,
        place=(scope.place.place, scope.place.reason) if scope.place else (None, of_place),
    )
