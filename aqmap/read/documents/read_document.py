"""Plan documents → figures, each with the place it is written at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.model.figures import Figure
from aqmap.model.measures import Measure
from aqmap.model.transcript import Transcript
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import document_kind, document_period, progress_period
from aqmap.read.documents.measures.register import read_measures
from aqmap.read.documents.number_figures import BlockReading, number_figures
from aqmap.read.documents.own_place import common_prefecture, own_place_unknown, unknown_own_word
from aqmap.read.documents.prose.read_paragraph import ProseReader, title_place
from aqmap.read.documents.tables.continued import join_continued
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.documents.tables.read_table import read_grid
from aqmap.read.documents.text_cells.text_cells import read_cell_texts, with_forms_opened
from aqmap.read.formats.blocks import Grid, Paragraph
from aqmap.read.formats.open_document import open_document
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
    """

    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    transcript: Transcript
    remarks: tuple[Fault, ...]


def read_document(path: Path, *, places: Places, indicators: Indicators, source: Source) -> Reading:
    """
    Read a plan or report.

    Parameters
    ----------
    path
        The document.
    places, indicators
        The workspace's; what they do not know is kept as written.
    source
        The document's entry in the register.

    Returns
    -------
    reading
        One figure a table cell, and one a sentence's number whose indicator, place and unit are
        certain; a number that is not gives none.

    Raises
    ------
    SourceError
        If the file cannot be read.
    TableError
        If the document names no year.
    UnusableError
        With every fault of its tables, or if it holds no figure.
    """
    document = open_document(path)
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for grid in document.grids for row in grid.rows for cell in row]
    period = document_period(texts, source) or document_period([*texts, *cells], source)
    if not period:
        raise TableError(Fault("no_year", path))
    kind = document_kind(texts)
    if kind == "report":
        period = progress_period(texts, period)
    context = Context(path, source, places, indicators, period, kind)
    common = ""
    if not source.place:
        titled = title_place(texts, context)
        common = "" if titled else common_prefecture((*texts, *cells), places)
        declared = source.model_copy(update={"place": titled or common})
        context = replace(context, source=declared)
    prose = ProseReader(context)
    layouts = Layouts(context)
    document = replace(document, blocks=tuple(join_continued(document.blocks, layouts)))
    readings: list[BlockReading] = []
    faults: list[Fault] = []
    remarks = list(document.remarks)
    if common and context.own:
        remarks.append(Fault("own_place_common", path, found=context.own.name))
    above: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Grid):
            table = read_cell_texts(read_grid(block, layouts, above), prose, context)
            faults += table.faults
            remarks += table.remarks
            readings.append(table)
            above = []
        else:
            readings.append(prose.read(block))
            above.append(block)
    figures, passages = number_figures(readings, source.id)
    opened = replace(document, blocks=tuple(with_forms_opened(document.blocks)))
    measures = tuple(read_measures(opened, figures, context)) if not faults else ()
    word = unknown_own_word((*texts, *cells)) if context.own is None else ""
    if word:
        remarks.append(own_place_unknown(path, word, places))
    if not figures and not measures and not faults:
        faults.append(Fault("no_figures" if document.grids else "no_figures_said", path))
        faults += remarks[-1:] if word else []
    reading = Reading(
        figures=figures,
        measures=measures,
        transcript=Transcript(source.id, document.name, passages),
        remarks=tuple(remarks),
    )
    if faults:
        raise UnusableError(faults, reading)
    return reading
