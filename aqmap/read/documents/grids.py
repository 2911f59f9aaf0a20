"""A grid → figures: places along one side, indicators along the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.errors import Fault
from aqmap.figures import Basis, Comparator, Dust, Figure, Level, Role
from aqmap.indicators import Indicator, fold
from aqmap.read.documents.blocks import Grid, Paragraph
from aqmap.read.documents.cells import CellValue, parse_cell
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import cut_off
from aqmap.read.documents.headers import (
    REMARKS,
    UNIT,
    Column,
    Header,
    Row,
    find_header,
    one_line,
    row_indicator,
    turned_rows,
)
from aqmap.transcript import Passage, TablePassage

_NUMBER_HEADERS = frozenset(map(fold, ("序号", "编号", "号", "No.")))
_AIMS = re.compile("目标|任务|计划")


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
        Every cell with what became of it: figures, or the reason why it is none.
    """

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    passage: TablePassage


def read_grid(grid: Grid, context: Context, above: Sequence[Paragraph] = ()) -> GridReading:  # noqa: ARG001
    """Read a table; `above` are the paragraphs between it and the table before (单位：万吨)."""
    figures, faults = _read_grid(grid, context)
    rows = tuple(tuple(Passage(cell.text, cell.at) for cell in row) for row in grid.rows)
    return GridReading(tuple(figures), tuple(faults), TablePassage(grid.number, rows))


def _read_grid(grid: Grid, context: Context) -> tuple[list[Figure], list[Fault]]:
    """
    Read a table.

    Parameters
    ----------
    grid
        A header row names places and a column before them indicators, or the other way round.
    context
        The document's source, period, kind, places and indicators.

    Returns
    -------
    figures
        One a cell, in reading order: targets of a plan, what a report says was reached. An unknown
        indicator or place is kept as written.
    faults
        Ragged rows that the layout does not explain, digits that make no number, units that
        contradict the catalogue, a place that stands in two columns, values whose row or column
        has no name. A table without places gives neither.
    """
    grid = Grid(grid.number, tuple(row for row in grid.rows if not _is_footnote(row)))
    header = find_header(grid.rows, context)
    if header is not None:
        return _read_rows(grid, header, context)
    turned = Grid(grid.number, tuple(turned_rows(grid.rows)))
    header = find_header(turned.rows, context)
    if header is None:
        return [], []
    faults = [
        _ragged(row, f"table {grid.number}; {row[0].at}", len(grid.rows[0]), context)
        for row in grid.rows[1:]
        if len(row) != len(grid.rows[0])
    ]
    return ([], faults) if faults else _read_rows(turned, header, context, turned=True)


def _read_rows(
    grid: Grid, header: Header, context: Context, *, turned: bool = False
) -> tuple[list[Figure], list[Fault]]:
    figures: list[Figure] = []
    faults = list(_columns_twice(header.columns, grid, context))
    faults += _nameless(grid.rows, header, grid.number, context)
    numbers = [_row_number(row, header.row) for row in grid.rows]
    for position in range(header.number + 1, len(grid.rows)):
        row = grid.rows[position]
        label = numbers[position] or str(position - header.number)
        if _is_group(row, label, numbers[position + 1 :]):
            continue
        if len(row) != len(header.row):
            faults.append(
                _ragged(
                    row, f"table {grid.number}; row {label}; {row[0].at}", len(header.row), context
                )
            )
            continue
        if turned:
            label = one_line(row[header.name].text)
            if REMARKS.fullmatch(label):
                continue
        if not one_line(row[header.name].text):
            filled = [row[c.index] for c in header.columns if one_line(row[c.index].text)]
            at = f"table {grid.number}; "
            faults += [
                Fault("row_nameless", context.file, at + c.at, found=c.text) for c in filled[:1]
            ]
            continue
        read, wrong = _read_line(_Line(row, grid.number, label, turned), header, context)
        figures += read
        faults += wrong
    return figures, faults


def _nameless(rows: Sequence[Row], header: Header, table: int, context: Context) -> list[Fault]:
    """Return the faults of columns that hold something, but whose header does not say of whom."""
    below = [row for row in rows[header.number + 1 :] if len(row) == len(header.row)]
    return [
        Fault("header_blank", context.file, f"table {table}; {filled[0].at}", found=filled[0].text)
        for index in range(header.columns[0].index, len(header.row))
        if not one_line(header.row[index].text)
        and (filled := [row[index] for row in below if one_line(row[index].text)])
    ]


def _columns_twice(columns: Sequence[Column], grid: Grid, context: Context) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for column in columns:
        code = column.place.code if column.place else ""
        if code and code in seen:
            found = f"{seen[code]}, {column.written}"
            yield Fault("place_twice", context.file, f"table {grid.number}", found=found)
        seen[code] = column.written


def _ragged(row: Row, at: str, expected: int, context: Context) -> Fault:
    return Fault("row_cells", context.file, at, found=len(row), expected=expected)


def _row_number(row: Row, header: Row) -> str:
    """Return the row's number, where the header has a column for it."""
    if fold(header[0].text) not in _NUMBER_HEADERS:
        return ""
    return one_line(unicodedata.normalize("NFKC", row[0].text))


def _is_group(row: Row, label: str, following: Sequence[str]) -> bool:
    """Return whether the row only heads the rows 4.1, 4.2 … below it and says nothing itself."""
    if not following or not following[0].startswith(f"{label}."):
        return False
    return all(parse_cell(cell.text).absence in ("blank", "dash") for cell in row[2:])


def _is_footnote(row: Row) -> bool:
    """Return whether a row is nothing but a remark on the table."""
    filled = [cell.text for cell in row if cell.text.strip()]
    return len(filled) == 1 and REMARKS.fullmatch(one_line(filled[0])) is not None


@dataclass(frozen=True)
class _Line:
    """
    A line of values: a row, or a column of a table that is the other way round.

    Attributes
    ----------
    row
        Its cells.
    table
        The table's number.
    label
        The row's number, or what the column is headed.
    turned
        Whether it is a column.
    """

    row: Row
    table: int
    label: str
    turned: bool

    def at(self, place: str = "") -> str:
        """Return the locator of the line, or of its cell for a place."""
        row, column = (place, self.label) if self.turned else (self.label, place)
        parts = (f"table {self.table}", row and f"row {row}", column and f"column {column}")
        return "; ".join(filter(None, parts))


def _read_line(line: _Line, header: Header, context: Context) -> tuple[list[Figure], list[Fault]]:
    written = one_line(line.row[header.name].text)
    indicator, unit = row_indicator(written, context)
    if not unit and header.unit is not None:
        unit = one_line(line.row[header.unit].text)
        indicator = indicator or context.indicators.find(f"{written}（{unit}）")
    if indicator and unit and not context.indicators.same_unit(indicator, unit):
        at = f"{line.at()}; {line.row[header.name].at}"
        return [], [_unit_fault(unit, indicator, at, context)]
    figures: list[Figure] = []
    faults: list[Fault] = []
    for column in header.columns:
        cell = line.row[column.index]
        at = f"{line.at(column.written)}; {cell.at}"
        said = parse_cell(cell.text)
        own = said.unit or (said.note if UNIT.fullmatch(said.note) else "")
        if said.broken:
            faults.append(Fault("number_broken", context.file, at, found=cell.text))
        elif own and indicator and not context.indicators.same_unit(indicator, own):
            faults.append(_unit_fault(own, indicator, at, context))
        else:
            figure = _figure(indicator, written, column, said, context)
            figure = replace(
                figure,
                id=context.next_id(),
                value_written=cell.text if "\n" in cell.text else one_line(cell.text),
                unit=indicator.unit.zh if indicator else unit,
                unit_written=unit or own,
                locator=at,
            )
            figures.append(figure)
    return figures, faults


def _figure(
    indicator: Indicator | None, written: str, column: Column, said: CellValue, context: Context
) -> Figure:
    """Return a cell's figure without its spot."""
    aimed = context.kind == "plan" or _AIMS.search(written) is not None
    return Figure(
        id="",
        place=column.place.code if column.place else "",
        place_written=column.written,
        level=_level(column),
        indicator=indicator.id if indicator else "",
        indicator_written=written,
        period=context.period,
        as_of=cut_off(context.period) if not aimed else "",
        role=Role.TARGET if aimed else Role.MEASURED,
        comparator=task_comparator(indicator) if aimed else None,
        value=said.value,
        unit="",
        value_written="",
        absence=said.absence,
        basis=Basis.PLAN if aimed else Basis.REPORT,
        dust=Dust.UNKNOWN if indicator and indicator.kind == "quality" else None,
        source=context.source.id,
        locator="",
        note=said.note,
    )


def _unit_fault(found: str, indicator: Indicator, at: str, context: Context) -> Fault:
    return Fault("unit_differs", context.file, at, found=found, expected=indicator.unit.zh)


def _level(column: Column) -> Level:
    if column.place is not None:
        return column.place.level
    return Level.PREFECTURE if column.total else Level.COUNTY


def task_comparator(indicator: Indicator | None) -> Comparator | None:
    """Return how a task of this kind is met where the document does not say it."""
    if indicator is None or not indicator.judged:
        return None
    return Comparator.LE if indicator.direction == "lower" else Comparator.GE
