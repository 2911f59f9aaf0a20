"""What a table gave so far: its figures, and what became of every cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from aqmap.errors import Fault
from aqmap.figures import Figure
from aqmap.read.documents.blocks import Grid, GridCell
from aqmap.read.documents.labels import Label, one_line
from aqmap.transcript import Mark, Passage, TablePassage


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
    """

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    passage: TablePassage
    remarks: tuple[Fault, ...] = ()


@dataclass
class Ledger:
    """
    What became of a table's cells so far.

    Attributes
    ----------
    grid, file
        The table, and its document's file for messages.
    """

    grid: Grid
    file: Path
    _figures: dict[str, Figure] = field(default_factory=dict)
    _faults: dict[Fault, int] = field(default_factory=dict)  # and the row, for reading order
    _remarks: dict[Fault, None] = field(default_factory=dict)
    _marks: dict[tuple[int, int], tuple[tuple[str, ...], str]] = field(default_factory=dict)

    def add(self, key: tuple[int, int], figure: Figure) -> None:
        """Take a figure of a cell, or the same figure with a change that the cell states."""
        self._figures[figure.id] = figure
        self._marks[key] = ((figure.id,), "")

    def mark(self, key: tuple[int, int], reason: str) -> None:
        """Note why a cell, by row and column, is no figure; the first reason holds."""
        self._marks.setdefault(key, ((), reason))

    def mark_row(self, at: int, reason: str) -> None:
        """Note why a whole row is none."""
        for index in range(len(self.grid.rows[at])):
            self.mark((at, index), reason)

    def figures_at(self, keys: Iterable[tuple[int, int]]) -> list[Figure]:
        """Return the figures of these cells."""
        ids = [i for key in keys for i in self._marks.get(key, ((), ""))[0]]
        return [self._figures[i] for i in ids]

    def fault(self, fault: Fault, row: int = -1) -> None:
        """Take a fault of a row, or one of the whole table."""
        self._faults.setdefault(fault, row)

    def fault_at(self, code: str, cell: GridCell, row: int) -> None:
        """Take a fault that a cell shows."""
        at = f"table {self.grid.number}; {cell.at}"
        self.fault(Fault(code, self.file, at, found=cell.text), row)

    def remark(self, code: str, at: str, **facts: object) -> None:
        """Take what a reader should know of a cell."""
        spot = f"table {self.grid.number}; {at}"
        self._remarks[Fault(code, self.file, spot, **facts)] = None

    def twice(self, labels: Iterable[tuple[str, Label]]) -> None:
        """Take a fault for each of the known labels that says the same as one before it."""
        seen: dict[Label, str] = {}
        for text, label in labels:
            key = plain(label)
            if label.known and key in seen:
                code = "place_twice" if label.place else "header_twice"
                at = f"table {self.grid.number}"
                self.fault(Fault(code, self.file, at, found=f"{seen[key]}, {text}"))
            seen[key] = text

    def reading(self) -> GridReading:
        """Return what the table gave."""
        rows = []
        missed: list[GridCell] = []
        for at, row in enumerate(self.grid.rows):
            passages = []
            for index, cell in enumerate(row):
                filled = bool(one_line(cell.text))
                ids, reason = self._marks.get((at, index), ((), "not_understood"))
                if filled and reason == "not_understood" and any(map(str.isdigit, cell.text)):
                    missed.append(cell)
                marks = (Mark(0, len(cell.text), ids, reason),) if filled or ids else ()
                passages.append(Passage(cell.text, cell.at, marks))
            rows.append(tuple(passages))
        if missed and not self._faults:
            found = one_line(missed[0].text)
            self.remark("cells_unread", missed[0].at, count=len(missed), found=found)
        return GridReading(
            tuple(self._figures.values()),
            tuple(sorted(self._faults, key=self._faults.__getitem__)),
            TablePassage(self.grid.number, tuple(rows)),
            tuple(self._remarks),
        )


def plain(label: Label) -> Label:
    """Return a label without its spellings: what makes two columns one."""
    return replace(label, text="", place_written="", written="", total=False)
