"""What a table gave so far: its figures, and what became of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from aqmap.errors import Fault
from aqmap.model.figures import Figure
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Mark, Passage, Reason, TablePassage
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.documents.tables.cells.repeated_lines import (
    NamedLine,
    asked_head,
    asked_place,
    repeated_lines,
)
from aqmap.read.documents.tables.label import Label
from aqmap.read.formats.blocks import Grid, GridCell
from aqmap.read.lexicon.dates import find_periods
from aqmap.read.lexicon.one_line import one_line


@dataclass(frozen=True)
class GridReading:
    """
    What a table gave.

    Attributes
    ----------
    figures
        One a cell of values, in reading order.
    faults
        What cannot be read.
    passage
        Every cell with what became of it: figures, or the reason why it is none. A change (同比)
        has the figure that it is a change of.
    remarks
        What a reader should know and that stops nothing: cells with digits that were not
        understood, a number in a cell that covers several places.
    reasons
        How the fields of its figures are known, by their keys.
    """

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    passage: TablePassage
    remarks: tuple[Fault, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)

    def doubted(self) -> GridReading:
        """Return the reading; if it has faults, as remarks, and what its figures count is asked."""
        if not self.faults:
            return self
        doubt = Reason("indicator", Known.ASSUMED, "faulty_table")
        reasons = {
            name: (doubt, *(reason for reason in told if reason.field != "indicator"))
            for name, told in self.reasons.items()
        }
        return replace(self, faults=(), remarks=(*self.faults, *self.remarks), reasons=reasons)


@dataclass
class CellOutcomes:
    """
    What became of a table's cells so far.

    Attributes
    ----------
    grid, file
        The table, and its document's file for messages.
    before
        How many figures the tables over it in the same grid gave.
    """

    grid: Grid
    file: Path
    before: int
    _figures: dict[str, Figure] = field(default_factory=dict)
    _reasons: dict[str, tuple[Reason, ...]] = field(default_factory=dict)
    _faults: dict[Fault, int] = field(default_factory=dict)  # and the row, for reading order
    _lost: int = 0  # cells that faults make unreadable
    _remarks: dict[Fault, None] = field(default_factory=dict)
    _marks: dict[tuple[int, int], tuple[tuple[str, ...], str]] = field(default_factory=dict)
    _parts: dict[tuple[int, int], list[Mark]] = field(default_factory=dict)

    def add(self, key: tuple[int, int], figure: Figure, reasons: tuple[Reason, ...] = ()) -> None:
        """Take a figure of a cell, or the same figure with a change that the cell states."""
        name = figure.id or key_in_block(self.before + len(self._figures))
        if reasons:
            self._reasons[name] = reasons
        self._figures[name] = replace(figure, id=name)
        self._marks[key] = ((name,), "")

    def add_part(
        self,
        key: tuple[int, int],
        part: tuple[Figure, tuple[Reason, ...]],
        span: tuple[int, int],
    ) -> None:
        """Take a figure of a part of a cell, which may hold several: 32（37）."""
        name = key_in_block(self.before + len(self._figures))
        self._figures[name] = replace(part[0], id=name)
        self._reasons[name] = part[1]
        self._marks[key] = ((*self._marks.get(key, ((), ""))[0], name), "")
        self._parts.setdefault(key, []).append(Mark(*span, (name,)))

    def mark(self, key: tuple[int, int], reason: str) -> None:
        """Note why a cell, by row and column, is no figure; the first reason holds."""
        self._marks.setdefault(key, ((), reason))

    def mark_row(self, row_index: int, reason: str) -> None:
        """Note why a whole row is none."""
        for index in range(len(self.grid.rows[row_index])):
            self.mark((row_index, index), reason)

    def figures_at(self, keys: Iterable[tuple[int, int]]) -> list[Figure]:
        """Return the figures of these cells."""
        ids = [i for key in keys for i in self._marks.get(key, ((), ""))[0]]
        return [self._figures[i] for i in ids]

    def fault(self, fault: Fault, row: int = -1, lost: int = 1) -> None:
        """Take a fault of a row with the number of cells it makes unreadable, or the table's."""
        self._faults.setdefault(fault, row)
        self._lost += lost

    def fault_at(self, code: str, cells: Sequence[GridCell], row: int) -> None:
        """Take a fault that cells show, the first of them."""
        spot = Locator.in_table(self.grid.number, cells[0].at)
        self.fault(Fault(code, self.file, spot, found=cells[0].text), row, len(cells))

    def remark(self, code: str, at: str, **facts: object) -> None:
        """Take what a reader should know of a cell."""
        spot = Locator.in_table(self.grid.number, at)
        self._remarks[Fault(code, self.file, spot, **facts)] = None

    def count_once(self, lines: Iterable[NamedLine]) -> None:
        """
        Count each of the places once that name two of these rows or columns, and say so.

        Where the two say the same, the figures of the second are left out; else the place of both
        is to be confirmed, because one may be another's.
        """
        for pair in repeated_lines(lines, self._figures_by_spot()):
            spots = (
                Locator.in_table(self.grid.number, each.at) for each in (pair.first, pair.again)
            )
            here, there = spots
            code = "place_twice" if pair.same else "place_twice_differs"
            found = "、".join(dict.fromkeys((pair.first.text, pair.again.text)))
            self._remarks[Fault(code, self.file, here, found=found, other=there.in_words())] = None
            if pair.same:
                self._leave_out(pair.again.spots, pair.others)
            for name in () if pair.same else (*pair.figures, *pair.others):
                self._reasons[name] = asked_place(self._reasons[name], pair.again)

    def ask_alike(self, columns: Iterable[NamedLine]) -> None:
        """
        Say which columns are headed alike, and ask what tells their figures apart.

        One that repeats another number by number is counted once.
        """
        for pair in repeated_lines(columns, self._figures_by_spot()):
            if pair.same:
                self._leave_out(pair.again.spots, pair.others)
                continue
            found = "、".join(dict.fromkeys((pair.first.text, pair.again.text)))
            self.remark("header_alike", pair.again.at, found=found)
            for name in (*pair.figures, *pair.others):
                figure = self._figures[name]
                self._reasons[name] = asked_head(self._reasons[name], figure, pair.again)

    def _figures_by_spot(self) -> dict[tuple[int, int], list[Figure]]:
        return {
            key: [self._figures[name] for name in names if name in self._figures]
            for key, (names, _) in self._marks.items()
        }

    def _leave_out(self, spots: Iterable[tuple[int, int]], names: Sequence[str]) -> None:
        for name in names:
            del self._figures[name]
            self._reasons.pop(name, None)
        for key in spots:
            if any(name in names for name in self._marks.get(key, ((), ""))[0]):
                self._marks[key] = ((), "counted")
                self._parts.pop(key, None)

    def _renumbered(self) -> dict[str, str]:
        """Return the keys of the figures that are left, by those they had."""
        return {name: key_in_block(self.before + n) for n, name in enumerate(self._figures)}

    def _is_sound(self) -> bool:
        """Return whether more of the table was read than its faulty cells and rows left out."""
        read = sum(figure.value is not None for figure in self._figures.values())
        return -1 not in self._faults.values() and read > self._lost

    def reading(self) -> GridReading:
        """Return what the table gave."""
        names = self._renumbered()
        rows = []
        serial = _serial_numbers(self.grid.rows)
        for row_index, row in enumerate(self.grid.rows):
            passages = []
            for index, cell in enumerate(row):
                filled = bool(one_line(cell.text))
                ids, reason = self._marks.get((row_index, index), ((), ""))
                ids = tuple(names[name] for name in ids)
                if not ids and reason in ("", "not_understood"):
                    reason = (
                        "row_number" if (row_index, index) in serial else why_no_value(cell.text)
                    )
                whole = [Mark(0, len(cell.text), ids, reason)] if filled or ids else []
                parts = self._parts.get((row_index, index), [])
                parts = [replace(m, figures=tuple(names[n] for n in m.figures)) for m in parts]
                marks = tuple(parts or whole)
                passages.append(Passage(cell.text, cell.at, marks))
            rows.append(tuple(passages))
        passage = TablePassage(self.grid.number, tuple(rows))
        faults = sorted(self._faults, key=self._faults.__getitem__)
        said = faults if self._is_sound() else []
        faults = [] if said else faults
        unread = [] if faults else unread_cells(passage, self.file)
        remarks = (*said, *self._remarks, *unread)
        figures = tuple(replace(f, id=names[name]) for name, f in self._figures.items())
        reasons = {names[name]: told for name, told in self._reasons.items()}
        return GridReading(figures, tuple(faults), passage, remarks, reasons)


def why_no_value(text: str) -> str:
    """Return why a cell of which nothing is known has no value: it may be a date, or all words."""
    line = one_line(text)
    if not any(map(str.isdigit, line)):
        return "no_number"
    undated = line
    for mention in reversed(find_periods(line)):
        undated = undated[: mention.start] + undated[mention.end :]
    return "not_understood" if any(map(str.isdigit, undated)) else "date"


def unread_cells(passage: TablePassage, file: Path) -> Iterator[Fault]:
    """Yield the remark on a table's cells with digits that were not understood, if there are."""
    cells = [cell for row in passage.rows for cell in row]
    missed = [cell for cell in cells if any(m.reason == "not_understood" for m in cell.marks)]
    if missed:
        spot = Locator.in_table(passage.number, missed[0].at)
        first_text = one_line(missed[0].text)
        yield Fault("cells_unread", file, spot, count=len(missed), found=first_text)


def _serial_numbers(rows: Sequence[Sequence[GridCell]]) -> set[tuple[int, int]]:
    """Return the cells of a first column that do no more than count: 1, 2, 3."""
    texts = {row_index: one_line(row[0].text) for row_index, row in enumerate(rows) if row}
    counted = {
        row_index: text for row_index, text in texts.items() if re.fullmatch(r"\d{1,3}", text)
    }
    runs = len(counted) > 1 and all(
        int(behind) == int(number) + 1 for number, behind in pairwise(counted.values())
    )
    return {(row_index, 0) for row_index in counted} if runs else set()


def without_spelling(label: Label) -> Label:
    """Return a label without its spellings: what makes two columns one."""
    return replace(label, text="", place_written="", written="", total=False)
