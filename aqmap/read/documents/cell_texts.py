"""Sentences inside a table's cells, as forms and lists of measures have them, → figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from aqmap.errors import Fault
from aqmap.figures import Figure
from aqmap.read.documents.blocks import Grid, Paragraph
from aqmap.read.documents.containers.articles import articles
from aqmap.read.documents.containers.lines import lines_of
from aqmap.read.documents.context import Context
from aqmap.read.documents.grids import GridReading
from aqmap.read.documents.labels import one_line
from aqmap.read.documents.prose import ProseReader
from aqmap.transcript import Mark, Passage

_SHORTEST = 15  # characters of a sentence
_TEXT = 100  # no cell of a table of figures is longer
_FORM = 2  # columns
_SENTENCE = re.compile("[。；，]")


def read_cell_texts(table: GridReading, prose: ProseReader, context: Context) -> GridReading:
    """
    Read the cells of a table that hold no value but sentences with numbers.

    Parameters
    ----------
    table
        What its values gave.
    prose
        The document's reader of sentences.
    context
        Says whether a row's first cell is a place: its sentences are then about that.

    Returns
    -------
    table
        With the figures of the sentences behind those of the values. A cell that covers several
        is read once; a cell that was not understood and is read now is no longer remarked.
    """
    figures: list[Figure] = []
    read: dict[str, tuple[Mark, ...]] = {}
    rows = []
    for row in table.passage.rows:
        heading = next((c.text for c in row if context.match(one_line(c.text)).place), "")
        passages = []
        for cell in row:
            if not _says_more(cell):
                passages.append(cell)
                continue
            if cell.at not in read:
                found, read[cell.at] = _read(cell, table.passage.number, heading, prose)
                figures += found
            passages.append(replace(cell, marks=read[cell.at]))
        rows.append(tuple(passages))
    return replace(
        table,
        figures=(*table.figures, *figures),
        passage=replace(table.passage, rows=tuple(rows)),
        remarks=tuple(_still_true(table.remarks, read)),
    )


def with_forms_opened(blocks: Iterable[Paragraph | Grid]) -> Iterator[Paragraph | Grid]:
    """Yield the blocks; a form, whose cells are label and text, as the paragraphs in its cells."""
    for block in blocks:
        if isinstance(block, Grid) and _is_form(block):
            cells = {cell.at: cell for row in block.rows for cell in row if cell.text}
            yield from articles(
                (line, cell.at) for cell in cells.values() for line in lines_of(cell.text)
            )
        else:
            yield block


def _is_form(grid: Grid) -> bool:
    wide = max(len({cell.at for cell in row}) for row in grid.rows)
    return wide <= _FORM and any(len(cell.text) > _TEXT for row in grid.rows for cell in row)


def _says_more(cell: Passage) -> bool:
    """Return whether a cell holds a sentence with a number, of which no value was made."""
    taken = any(mark.figures for mark in cell.marks)
    words = len(cell.text) >= _SHORTEST and _SENTENCE.search(cell.text) is not None
    return words and not taken and any(map(str.isdigit, cell.text))


def _read(
    cell: Passage, number: int, heading: str, prose: ProseReader
) -> tuple[list[Figure], tuple[Mark, ...]]:
    """Return a cell's figures, and what became of each of its numbers."""
    figures: list[Figure] = []
    marks: list[Mark] = []
    begin = 0
    for paragraph in articles((line, cell.at) for line in lines_of(cell.text)):
        place = "; ".join(filter(None, (f"table {number}", paragraph.place)))
        under = heading if heading and one_line(heading) not in paragraph.text else ""
        said = prose.read(Paragraph(paragraph.text, place, cell.at, under))
        figures += said.figures
        spots = _spots(cell.text, paragraph.text, begin)
        if not spots:
            continue
        marks += (
            replace(mark, start=spots[mark.start], end=spots[mark.end - 1] + 1)
            for mark in said.passage.marks
        )
        begin = spots[-1] + 1
    return figures, tuple(marks)


def _spots(whole: str, part: str, begin: int) -> Sequence[int]:
    """Return where each character of a line stands in the cell, whose own lines may break it."""
    spots = []
    for sign in part:
        found = whole.find(sign, begin)
        if found < 0:
            return []
        spots.append(found)
        begin = found + 1
    return spots


def _still_true(remarks: Sequence[Fault], read: dict[str, tuple[Mark, ...]]) -> list[Fault]:
    """Return the remarks without those on cells that are read now."""
    return [
        remark
        for remark in remarks
        if remark.code != "cells_unread" or not any(remark.at.endswith(at) for at in read)
    ]
