"""A grid → figures: places along one side, indicators along the other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from aqmap.errors import Fault
from aqmap.figures import Basis, Comparator, Dust, Figure, Level, Role
from aqmap.indicators import Indicator, fold
from aqmap.places import Place
from aqmap.read.documents.blocks import Grid, GridCell
from aqmap.read.documents.cells import CellValue, parse_cell
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import cut_off

_TOTALS = ("合计", "总计", "汇总", "小计")
_NUMBER_HEADERS = frozenset(map(fold, ("序号", "编号", "号", "No.")))
_UNIT_HEADERS = frozenset(map(fold, ("单位", "计量单位")))
_REMARKS = re.compile(
    r"备注|说明|(?:牵头|责任|配合|负责|落实)(?:单位|部门|人)|.*时限|(?:计量)?单位|序号|编号"
)
_UNIT = re.compile(
    "[百千万亿]?(个|户|台|辆|次|天|日|人|吨|亩|公顷|平方米|公里|千米|米|蒸吨|元|家|座|处|项|套)"
)
_RATES = frozenset(("%", "‰", "微克/立方米", "毫克/立方米"))
_BRACKETED = re.compile(r"(?P<name>.+?)\((?P<inner>[^()]*)\)")
_AIMS = re.compile("目标|任务|计划")
_HEADERS = 10  # a header is among the first rows
Row = Sequence[GridCell]


@dataclass(frozen=True)
class _Column:
    """A column of values: the place its header names, and how the header writes it."""

    index: int
    written: str
    place: Place | None = None
    total: bool = False


@dataclass(frozen=True)
class _Header:
    """
    The row that names the places.

    Attributes
    ----------
    number
        Its position among the rows.
    row
        Its cells.
    columns
        The columns of values.
    unit
        The position of the column of units, if there is one.
    """

    number: int
    row: Row
    columns: Sequence[_Column]
    unit: int | None

    @property
    def name(self) -> int:
        """The position of the column of indicators: the last before the places, but for units."""
        before = [i for i in range(self.columns[0].index) if i != self.unit]
        return before[-1] if before else 0


def read_grid(grid: Grid, context: Context) -> tuple[list[Figure], list[Fault]]:
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
        contradict the catalogue, a place that stands in two columns. A table without places
        gives neither.
    """
    header = _header(grid.rows, context)
    if header is not None:
        return _read_rows(grid, header, context)
    turned = Grid(grid.number, tuple(_turned(grid.rows)))
    header = _header(turned.rows, context)
    if header is None:
        return [], []
    faults = [
        _ragged(row, f"table {grid.number}; {row[0].at}", len(grid.rows[0]), context)
        for row in grid.rows[1:]
        if len(row) != len(grid.rows[0])
    ]
    return ([], faults) if faults else _read_rows(turned, header, context, turned=True)


def _turned(rows: Sequence[Row]) -> Iterator[tuple[GridCell, ...]]:
    """Yield the columns as rows."""
    yield from zip_longest(*rows, fillvalue=GridCell("", ""))


def _header(rows: Sequence[Row], context: Context) -> _Header | None:
    """Return the first row that names places: two, or one with a known indicator below."""
    for number, row in enumerate(rows[:_HEADERS]):
        columns = _columns(row, context)
        if not columns or columns[0].index == 0:
            continue
        units = [i for i, cell in enumerate(row) if fold(cell.text) in _UNIT_HEADERS]
        header = _Header(number, row, columns, units[0] if units else None)
        if len(columns) > 1 or any(
            _indicator(_one_line(below[header.name].text), context)[0]
            for below in rows[number + 1 :]
            if len(below) == len(row)
        ):
            return header
    return None


def _read_rows(
    grid: Grid, header: _Header, context: Context, *, turned: bool = False
) -> tuple[list[Figure], list[Fault]]:
    figures: list[Figure] = []
    faults = list(_columns_twice(header.columns, grid, context))
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
            label = _one_line(row[header.name].text)
            if _REMARKS.fullmatch(label) or not label:
                continue
        read, wrong = _read_line(_Line(row, grid.number, label, turned), header, context)
        figures += read
        faults += wrong
    return figures, faults


def _columns(row: Row, context: Context) -> list[_Column]:
    columns = []
    for index, cell in enumerate(row):
        written = _one_line(cell.text)
        named = parse_cell(written).absence == "text"  # no number, no dash
        place = context.match(written).place if named else None
        total = any(word in written for word in _TOTALS)
        if total and context.own is not None:
            place = context.own
        if place is not None or total:
            columns.append(_Column(index, written, place, total))
    if len(columns) > 1:  # a header of places: what it names between them is a place too
        first = columns[0].index
        known = {column.index for column in columns}
        columns += [
            _Column(index, _one_line(cell.text))
            for index, cell in enumerate(row)
            if index > first
            and index not in known
            and _one_line(cell.text)
            and not _REMARKS.fullmatch(_one_line(cell.text))
        ]
    return sorted(columns, key=lambda column: column.index)


def _columns_twice(columns: Sequence[_Column], grid: Grid, context: Context) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for column in columns:
        code = column.place.code if column.place and not column.total else ""
        if code and code in seen:
            found = f"{seen[code]}, {column.written}"
            yield Fault("place_twice", context.file, f"table {grid.number}", found=found)
        seen[code] = column.written


def _ragged(row: Row, at: str, expected: int, context: Context) -> Fault:
    return Fault("row_cells", context.file, at, found=len(row), expected=expected)


def _one_line(text: str) -> str:
    return "".join(text.split())


def _row_number(row: Row, header: Row) -> str:
    """Return the row's number, where the header has a column for it."""
    if fold(header[0].text) not in _NUMBER_HEADERS:
        return ""
    return _one_line(unicodedata.normalize("NFKC", row[0].text))


def _is_group(row: Row, label: str, following: Sequence[str]) -> bool:
    """Return whether the row only heads the rows 4.1, 4.2 … below it and says nothing itself."""
    if not following or not following[0].startswith(f"{label}."):
        return False
    return all(parse_cell(cell.text).absence in ("blank", "dash") for cell in row[2:])


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


def _read_line(line: _Line, header: _Header, context: Context) -> tuple[list[Figure], list[Fault]]:
    written = _one_line(line.row[header.name].text)
    indicator, unit = _indicator(written, context)
    if not unit and header.unit is not None:
        unit = _one_line(line.row[header.unit].text)
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
        if said.broken:
            faults.append(Fault("number_broken", context.file, at, found=cell.text))
        elif said.unit and indicator and not context.indicators.same_unit(indicator, said.unit):
            faults.append(_unit_fault(said.unit, indicator, at, context))
        else:
            figure = _figure(indicator, written, column, said, context)
            figure = replace(
                figure,
                id=context.next_id(),
                value_written=cell.text if "\n" in cell.text else _one_line(cell.text),
                unit=indicator.unit.zh if indicator else unit,
                unit_written=unit or said.unit,
                locator=at,
            )
            figures.append(figure)
    return figures, faults


def _figure(
    indicator: Indicator | None, written: str, column: _Column, said: CellValue, context: Context
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


def _level(column: _Column) -> Level:
    if column.place is not None:
        return column.place.level
    return Level.PREFECTURE if column.total else Level.COUNTY


def _indicator(written: str, context: Context) -> tuple[Indicator | None, str]:
    """Return the row's indicator and the unit in its name's brackets."""
    bracketed = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", written))
    inner = bracketed["inner"] if bracketed else ""
    unit = inner if inner in _RATES or _UNIT.fullmatch(inner) else ""
    indicator = context.indicators.find(written)
    if indicator is None and bracketed:
        indicator = context.indicators.find(bracketed["name"])
    return indicator, unit


def task_comparator(indicator: Indicator | None) -> Comparator | None:
    """Return how a task of this kind is met where the document does not say it."""
    if indicator is None or not indicator.judged:
        return None
    return Comparator.LE if indicator.direction == "lower" else Comparator.GE
