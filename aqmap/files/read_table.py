"""
The one reader of the workspace's own tables, CSV or xlsx: by column, every fault together.

`read_table` returns what is written, `Table.checked` what it means. A column holds each different
cell once and by row its number, so that a national table costs a few bytes a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from aqmap.errors import Fault, TableError, without_repeats
from aqmap.files.spreadsheet_cells import unguarded
from aqmap.files.table_columns import BadCell, TableColumns, UnfitCellError
from aqmap.files.written_rows import Cells, WrittenRows, written_rows
from aqmap.words import text

_MOST_SHOWN, _LONGEST_SHOWN = 40, 400  # headings in a message, and their characters
_CHUNK = 10_000  # rows that are text at a time
Numbers = npt.NDArray[np.int32]
T = TypeVar("T")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class TextColumn:
    """
    A column as it is written.

    Attributes
    ----------
    texts
        Each different cell, without blanks around it.
    numbers
        By row, which of them.
    """

    texts: tuple[str, ...]
    numbers: Numbers

    @classmethod
    def of(cls, texts: Sequence[str], numbers: Numbers) -> TextColumn:
        """Return a column of texts by number, some of which may be alike."""
        numbering = _Numbering()
        places = np.fromiter(map(numbering.__getitem__, texts), np.int32, len(texts))
        return cls(tuple(numbering), places[numbers])

    def by_row(self) -> Iterator[str]:
        """Yield the cells in the order of the rows."""
        return _by_row(self.texts, self.numbers)


@dataclass(frozen=True)
class ValueColumn:
    """
    A column of values.

    Attributes
    ----------
    values
        Of each different cell; none where it does not fit.
    numbers
        By row, which of them.
    """

    values: tuple[Any, ...]
    numbers: Numbers

    def by_row(self) -> Iterator[Any]:
        """Yield the values in the order of the rows."""
        return _by_row(self.values, self.numbers)


def _by_row(distinct: Sequence[T], numbers: Numbers) -> Iterator[T]:
    if len(distinct) == 1:  # as most columns of a wide table are
        return repeat(distinct[0], len(numbers))
    return map(distinct.__getitem__, numbers.data)


def distinct_rows(columns: Mapping[str, TextColumn]) -> tuple[list[dict[str, str]], Numbers]:
    """Return the different rows that columns have, and by row which of them."""
    varied = [column for column in columns.values() if len(column.texts) > 1]
    numbers = np.zeros(len(next(iter(columns.values())).numbers), dtype=np.int64)
    for column in varied:
        numbers = numbers * len(column.texts) + column.numbers
        numbers = np.unique(numbers, return_inverse=True)[1]
    first = np.unique(numbers, return_index=True)[1]
    cells = [TextColumn(c.texts, c.numbers[first]).by_row() for c in columns.values()]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]
    return rows, numbers.astype(np.int32)


@dataclass(frozen=True)
class Table:
    """
    A table as it is written.

    Attributes
    ----------
    declared
        Its columns.
    written
        The file, and how its spots are named.
    headings, positions
        What stands over the columns; which of them is where, by name.
    lines
        By row the number of the line, or of the sheet's row.
    columns
        The columns that it has, by name.
    faults
        Of rows that are left out, each with its line.
    """

    declared: TableColumns
    written: WrittenRows
    headings: tuple[str, ...]
    positions: Mapping[str, int]
    lines: Numbers
    columns: Mapping[str, TextColumn]
    faults: tuple[tuple[int, Fault], ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def path(self) -> Path:
        """The file."""
        return self.written.path

    def line(self, row: int) -> int:
        """Return the line of a row."""
        return int(self.lines[row])

    def spot(self, row: int, column: str = "") -> str:
        """Return where a row is, or its cell in a column."""
        position = self.positions.get(column)
        heading = column if position is None else self.headings[position]
        return self.written.spot(self.line(row), position, heading)

    def text(self, row: int, column: str) -> str:
        """Return a cell as it is written; empty where the table has no such column."""
        cells = self.columns.get(column)
        return "" if cells is None else cells.texts[cells.numbers[row]]

    def fault(self, row: int, code: str, column: str = "", **facts: object) -> Fault:
        """Return the fault of a row, or of its cell in a column."""
        return Fault(code, self.path, self.spot(row, column), **facts)

    def bad_cell(self, row: int, cell: BadCell) -> Fault:
        """Return the fault of a cell that does not fit its column."""
        return self.fault(row, "cell_value", cell.column, **cell.facts)

    def in_order(self, faults: Iterable[tuple[int, Fault]]) -> list[Fault]:
        """Return the faults of rows, and of those left out, from top to bottom, each once."""
        numbered = [(self.line(row), fault) for row, fault in faults]
        ordered = sorted(chain(self.faults, numbered), key=itemgetter(0))
        return without_repeats(fault for _, fault in ordered)

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield each row as text by column, without the columns that the table has not."""
        cells = [column.by_row() for column in self.columns.values()]
        for row in zip(*cells, strict=True):
            yield dict(zip(self.columns, row, strict=True))

    def checked(self) -> CheckedTable:
        """Return the values of every declared column, and the cells that do not fit."""
        values: dict[str, ValueColumn] = {}
        bad: dict[int, list[BadCell]] = {}
        none = TextColumn(("",), np.zeros(len(self), dtype=np.int32))
        for column in self.declared.columns:
            cells = self.columns.get(column.name, none)
            read: list[Any] = []
            unfit: dict[int, BadCell] = {}
            for number, written in enumerate(cells.texts):
                try:
                    read.append(column.read(written))
                except UnfitCellError as problem:
                    read.append(None)
                    found = problem.found or written
                    unfit[number] = BadCell(column.name, found, problem.expected)
            values[column.name] = ValueColumn(tuple(read), cells.numbers)
            if unfit:
                rows = np.flatnonzero(np.isin(cells.numbers, list(unfit)))
                for row, number in zip(rows.tolist(), cells.numbers[rows].tolist(), strict=True):
                    bad.setdefault(row, []).append(unfit[number])
        return CheckedTable(self, values, bad)


@dataclass(frozen=True)
class CheckedTable:
    """
    The values of a table.

    Attributes
    ----------
    table
        As it is written.
    values
        The declared columns, by name.
    bad
        The cells that do not fit, by row, in the order of the columns.
    """

    table: Table
    values: Mapping[str, ValueColumn]
    bad: Mapping[int, list[BadCell]]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row as values by column; none where a cell does not fit."""
        cells = [column.by_row() for column in self.values.values()]
        for row in zip(*cells, strict=True):
            yield dict(zip(self.values, row, strict=True))

    def objects(
        self,
        make: Callable[[dict[str, Any]], T],
        contradictions: Callable[[Row], list[BadCell]] = lambda _: [],
    ) -> Iterator[tuple[int, T | list[BadCell]]]:
        """
        Yield for each row its number and what `make` makes of its values.

        A row with cells that do not fit, or whose cells contradict each other, yields those.
        """
        for row, values in enumerate(self.rows()):
            problems = self.bad.get(row) or contradictions(values)
            yield row, problems or make(values)


class _Numbering(dict[str, int]):
    """Numbers texts in the order in which they come."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def read_table(path: Path, declared: TableColumns) -> Table:
    """
    Read a table.

    Parameters
    ----------
    path
        CSV as `aqmap.files.text_files.read_text` reads it, or a workbook (xlsx): the sheet that has
        the needed columns, or its first. Rows on top that begin with ``#`` are remarks, blank rows
        are passed over, and a quote before what would be a formula is undone.
    declared
        Its columns.

    Returns
    -------
    table
        Its rows; those with too few or too many cells, behind what is no CSV, or with cells of a
        workbook that hold no value, are among its faults.

    Raises
    ------
    SourceError
        If the file cannot be read.
    TableError
        If columns are unknown, missing or stand twice, or no sheet is the table alone.
    """
    written = written_rows(
        path,
        remarks_anywhere=declared.published,
        fits=lambda cells: not declared.missing(cells),
    )
    top, cells = next(written.rows, (0, []))
    headings = tuple(cell.strip() for cell in cells)
    while headings and not headings[-1]:
        headings = headings[:-1]
    faults = list(_heading_faults(headings, declared, path))
    if faults:
        raise TableError(faults)
    positions = declared.positions(headings)
    numberings = {name: _Numbering() for name in positions}
    numbers: dict[str, list[Numbers]] = {name: [] for name in positions}
    lines: list[Numbers] = []
    ragged: list[tuple[int, Fault]] = []
    # CSV of a spreadsheet is as wide everywhere; a sheet's cells cannot slip to the side
    padded = written.letters is not None or declared.published
    rows = _rows(written, _Width(len(headings), None if padded else len(cells)), ragged)
    while chunk := list(islice(rows, _CHUNK)):
        line_numbers, cells_by_row = zip(*chunk, strict=True)
        lines.append(np.array(line_numbers, np.int32))
        for name, position in positions.items():
            of_text = map(numberings[name].__getitem__, map(itemgetter(position), cells_by_row))
            numbers[name].append(np.fromiter(of_text, np.int32, len(chunk)))
    columns = {
        name: TextColumn(
            tuple(unguarded(text).strip() for text in numberings[name]), _joined(numbers[name])
        )
        for name in positions
    }
    ragged += ((n, fault) for n, of_row in written.faults.items() if n >= top for fault in of_row)
    return Table(declared, written, headings, positions, _joined(lines), columns, tuple(ragged))


def _joined(pieces: list[Numbers]) -> Numbers:
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.int32)


def _heading_faults(
    headings: tuple[str, ...], declared: TableColumns, path: Path
) -> Iterator[Fault]:
    compared = [declared.heading(heading) for heading in headings]
    used = set(declared.positions(headings).values())
    doubled = {compared[n] for n in used if compared.count(compared[n]) > 1}
    twice = dict.fromkeys(h for n, h in enumerate(headings) if compared[n] in doubled)
    unknown = [h for n, h in enumerate(headings) if compared[n] not in {compared[u] for u in used}]
    missing = declared.missing(headings)
    if twice:
        yield Fault("header_twice", path, found=", ".join(twice))
    if missing:  # a misspelt heading is among those that were found
        facts = {"missing": declared.called(missing), "headings": _shown(headings)}
        yield Fault("column_missing", path, found=text("columns.missing", **facts))
    elif unknown and declared.unknown:
        yield Fault(declared.unknown, path, found=", ".join(unknown))


def _shown(headings: tuple[str, ...]) -> str:
    """Return the headings for a message, no more than it can hold."""
    shown = " | ".join(heading for heading in headings[:_MOST_SHOWN] if heading)
    shown = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"
    return shown + (" | …" if len(headings) > _MOST_SHOWN else "") or "-"


class _Width(NamedTuple):
    """How many cells a row has, or with the blank ones behind; none for any number of those."""

    cells: int
    padded: int | None

    def fits(self, cells: Cells) -> bool:
        """Return whether a row is as wide."""
        if len(cells) == self.cells:
            return True
        blank = len(cells) > self.cells and not any(map(str.strip, cells[self.cells :]))
        return blank and self.padded in (None, len(cells))


def _rows(
    written: WrittenRows, width: _Width, faults: list[tuple[int, Fault]]
) -> Iterator[tuple[int, Cells]]:
    """Yield the rows that are as wide as the headings."""
    try:
        for number, cells in written.rows:
            if number in written.faults:
                continue
            if written.letters is not None:  # a sheet's row ends with its last filled cell
                cells.extend([""] * (width.cells - len(cells)))
            if not width.fits(cells):
                sizes = {"found": len(cells), "expected": width.cells}
                faults.append(
                    (number, Fault("row_cells", written.path, written.spot(number), **sizes))
                )
                continue
            yield number, cells
    except TableError as problem:
        faults += ((_AFTER_ALL, fault) for fault in problem.faults)


_AFTER_ALL = 1 << 31
