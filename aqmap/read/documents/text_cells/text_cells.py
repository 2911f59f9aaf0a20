"""Sentences inside a table's cells, as forms and lists of measures have them, → figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from aqmap.model.figures import Figure, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.naming_words import names_a_thing
from aqmap.read.documents.prose.read_paragraph import ProseReader
from aqmap.read.documents.tables.cell_outcomes import GridReading, unread_cells
from aqmap.read.documents.text_cells.listed_parts import parts_of, split_list
from aqmap.read.documents.text_cells.task_columns import (
    answer,
    heads_of,
    role_told,
    telling_columns,
)
from aqmap.read.formats.articles import articles
from aqmap.read.formats.blocks import Grid, Paragraph
from aqmap.read.formats.broken_lines import lines_of
from aqmap.read.lexicon.cell_values import read_cell
from aqmap.read.lexicon.one_line import one_line

_SHORTEST = 15  # characters of a sentence
_TEXT = 100  # no cell of a table of figures is longer
_FORM = 2  # columns
_SHORTEST_NAME = 2
_ONLY_COUNTED = re.compile(
    r"(?:截[止至][^，,。；]{1,10}[，,]?)?(?:已|共|累计|全部|现|实际|全年)*(?P<work>[\u4e00-\u9fff]{2})?了?\d"
)
_SENTENCE = re.compile("[。；，]")
_COUNTS = re.compile(r"[\u4e00-\u9fff]{3}[^\d]{0,12}\d[\d,.]*\s*(?:[%％‰]|[^\W\d]{1,5}(?:、|$))")


def read_cell_texts(table: GridReading, prose: ProseReader, context: Context) -> GridReading:
    """
    Read the cells of a table that hold no value but sentences, or ends of them, with numbers.

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
        With the figures of the sentences behind those of the values. What stands under 整改措施
        is to be done, what stands under 落实情况 was done, whatever the document's kind. A cell
        that covers several is read once; a cell that was not understood and is read now is no
        longer remarked.
    """
    heads = heads_of(table.passage.rows)
    reader = _CellReader(table.passage, prose, context, before=len(table.figures))
    rows = []
    for row in table.passage.rows:
        reader.begin(row)
        rows.append(tuple(reader.read(n, row, heads.get(n)) for n in range(len(row))))
    passage = replace(table.passage, rows=tuple(rows))
    kept = [remark for remark in table.remarks if remark.code != "cells_unread"]
    unread = [] if table.faults else unread_cells(passage, context.file)
    return replace(
        table,
        figures=(*table.figures, *reader.figures),
        reasons={**table.reasons, **reader.reasons},
        passage=passage,
        remarks=(*kept, *unread),
    )


class _CellReader:
    """Reads the cells of one table, row by row."""

    def __init__(
        self, table: TablePassage, prose: ProseReader, context: Context, *, before: int
    ) -> None:
        self.figures: list[Figure] = []
        self.reasons: dict[str, tuple[Reason, ...]] = {}
        self._values = before
        self._number = table.number
        self._telling = telling_columns(table.rows)
        self._prose = prose
        self._context = context
        self._others: dict[str, ProseReader] = {}
        self._read: dict[tuple[str, str], tuple[Mark, ...]] = {}
        self._place = self._name = ""
        self._labels: Sequence[str] = ()
        self._valued = False
        self._tasks: list[Figure] = []

    def begin(self, row: Sequence[Passage]) -> None:
        """Begin a row: its first name of a place is whose its sentences are."""
        self._place = next((c.text for c in row if self._context.match(one_line(c.text)).place), "")
        self._labels = _labels_beside(row)
        self._valued = any(mark.figures for cell in row for mark in cell.marks)
        self._tasks = []
        self._name = next((text for cell in row if _is_name(text := one_line(cell.text))), "")

    def read(self, index: int, row: Sequence[Passage], headed: Role | None) -> Passage:
        """Return a cell of the row with what became of its numbers."""
        cell = row[index]
        role = headed or role_told(self._labels[index])
        if any(mark.figures for mark in cell.marks) or not any(map(str.isdigit, cell.text)):
            return cell
        if (cell.at, cell.text) in self._read:
            return replace(cell, marks=self._read[cell.at, cell.text])
        sentence = len(cell.text) >= _SHORTEST and _SENTENCE.search(cell.text) is not None
        sentence = sentence or (index in self._telling and bool(_COUNTS.search(cell.text)))
        if not sentence and (not role or self._valued):
            return cell
        figures, marks = self._read_text(cell, role)
        if not figures and not sentence:
            return cell
        self.figures += figures
        self._tasks += [figure for figure in figures if figure.role == Role.TARGET]
        self._read[cell.at, cell.text] = marks  # a line of a text file holds several cells
        return replace(cell, marks=marks)

    @property
    def _before(self) -> int:
        """How many figures the table gave so far."""
        return self._values + len(self.figures)

    def _read_text(self, cell: Passage, role: Role | None) -> tuple[list[Figure], tuple[Mark, ...]]:
        """Return what a cell gives: of its row's task, as sentences, or of the row's name."""
        if role == Role.MEASURED and len(self._tasks) == 1:
            answered = answer(cell, self._number, self._tasks[0], self._context, self._before)
            if answered:
                return [answered[0]], answered[1]
        figures, marks = ([], cell.marks) if _is_value(cell.text) else self._parted(cell, role)
        named = any(f.indicator or names_a_thing(f.indicator_written, aimed=False) for f in figures)
        if named or role is None or self._valued:
            return figures, marks
        counted = self._counted(cell, role)
        return counted if counted[0] or not figures else (figures, marks)

    def _parted(self, cell: Passage, role: Role | None) -> tuple[list[Figure], tuple[Mark, ...]]:
        """Return what a cell gives; a list of places at its end parts the number before it."""
        head, listed = split_list(cell.text, self._context)
        if listed:
            figures, marks = self._told(replace(cell, text=head), role)
            if figures:
                whole, before = figures[-1], self._before + len(figures)
                reasons = self.reasons[whole.id]
                for part in parts_of(whole, reasons, listed, self._context, before):
                    self.reasons[part[0].id] = part[1]
                    figures.append(part[0])
                    marks = (*marks, part[2])
                return figures, marks
        return self._told(cell, role)

    def _counted(self, cell: Passage, role: Role) -> tuple[list[Figure], tuple[Mark, ...]]:
        """Return what a cell that only counts (已淘汰8台) gives of what its row is named after."""
        text = _ONLY_COUNTED.match(cell.text)
        if not text or not self._name or self._tasks:
            return [], cell.marks
        name = self._name.removesuffix(text["work"] or " ")
        figures, marks = self._told(replace(cell, text=name + cell.text), role)
        shift = len(name)
        moved = (replace(m, start=max(m.start - shift, 0), end=m.end - shift) for m in marks)
        return figures, tuple(mark for mark in moved if mark.end > mark.start)

    def _told(self, cell: Passage, role: Role | None) -> tuple[list[Figure], tuple[Mark, ...]]:
        """Return what a cell's sentences give, read as a plan's or as a report's."""
        kind: Literal["plan", "report"] = "plan" if role == Role.TARGET else "report"
        if role is None or kind == self._context.kind:
            return self._sentences(cell, self._prose)
        if kind not in self._others:
            year = self._context.period[:4] if kind == "plan" else self._context.period
            headed = Reason("role", Known.SAID, "header")
            context = replace(self._context, kind=kind, period=year, role_ground=headed)
            self._others[kind] = ProseReader(context)
        return self._sentences(cell, self._others[kind])

    def _sentences(
        self, cell: Passage, prose: ProseReader
    ) -> tuple[list[Figure], tuple[Mark, ...]]:
        """Return the figures of a cell's sentences, and what became of each of its numbers."""
        figures: list[Figure] = []
        marks: list[Mark] = []
        begin = 0
        heading = self._place
        for paragraph in articles((line, cell.at) for line in lines_of(cell.text)):
            locator = Locator.in_table(self._number, paragraph.place, cell.at)
            is_above = heading and one_line(heading) not in paragraph.text
            under = (heading,) if is_above else ()
            moved = Paragraph(paragraph.text, locator.before_last, locator.last, under)
            reading = prose.read(moved, self._before + len(figures))
            figures += reading.figures
            self.reasons |= reading.reasons
            positions = _positions(cell.text, paragraph.text, begin)
            if not positions:
                continue
            marks += (
                replace(mark, start=positions[mark.start], end=positions[mark.end - 1] + 1)
                for mark in reading.passage.marks
            )
            begin = positions[-1] + 1
        return figures, tuple(marks)


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


def _is_name(text: str) -> bool:
    """Return whether a cell names a task: words without a number."""
    return _SHORTEST_NAME <= len(text) <= _TEXT // 5 and not any(map(str.isdigit, text))


def _labels_beside(row: Sequence[Passage]) -> list[str]:
    """Return the label before each cell (整改目标, in a form without a header): another's text."""
    labels = []
    last = before = Passage("", "", ())  # the last filled cell, and that before it at another spot
    for cell in row:
        labels.append((last if last.at != cell.at else before).text)
        if one_line(cell.text):
            before = last if last.at != cell.at else before
            last = cell
    return labels


def _is_value(text: str) -> bool:
    """Return whether a cell is a number, of which a sentence's words say nothing."""
    cell = read_cell(text)
    return cell.value is not None or cell.broken


def _positions(whole: str, part: str, begin: int) -> Sequence[int]:
    """Return where each character of a line stands in the cell, whose own lines may break it."""
    positions = []
    for sign in part:
        position = whole.find(sign, begin)
        if position < 0:
            return []
        positions.append(position)
        begin = position + 1
    return positions
