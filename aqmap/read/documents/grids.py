"""A grid → figures: units in the header row, one indicator a row, a total beside them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.errors import Fault
from aqmap.figures import Basis, Comparator, Figure, Level, Role
from aqmap.indicators import Indicator, fold
from aqmap.places import Place
from aqmap.read.documents.blocks import Grid, GridCell
from aqmap.read.documents.cells import parse_cell
from aqmap.read.documents.context import Context

_TOTALS = ("合计", "总计", "汇总", "小计")
_NUMBER_HEADERS = frozenset(map(fold, ("序号", "编号", "号", "No.")))
_UNIT = re.compile(
    "[百千万亿]?(个|户|台|辆|次|天|日|人|吨|亩|公顷|平方米|公里|千米|米|蒸吨|元|家|座|处|项|套)"
)
_RATES = frozenset(("%", "‰", "微克/立方米", "毫克/立方米"))
_BRACKETED = re.compile(r"(?P<name>.+?)\((?P<inner>[^()]*)\)")


@dataclass(frozen=True)
class _Column:
    """A column of values: the place its header names, and how the header writes it."""

    index: int
    written: str
    place: Place | None = None
    total: bool = False


def read_grid(grid: Grid, context: Context) -> tuple[list[Figure], list[Fault]]:
    """
    Read a table of tasks.

    Parameters
    ----------
    grid
        Its header row names places; a column of names stands before them.
    context
        The document's source, period, places and indicators.

    Returns
    -------
    figures
        One a cell, in reading order; role ``target``. An unknown row or place is kept as written.
    faults
        Ragged rows that the layout does not explain, digits that make no number, units that
        contradict the catalogue, a place that stands in two columns. A table without places in
        its header gives neither.
    """
    header = next((n for n, row in enumerate(grid.rows) if len(_columns(row, context)) > 1), None)
    if header is None:
        return [], []
    columns = _columns(grid.rows[header], context)
    faults = list(_columns_twice(columns, grid, context))
    figures: list[Figure] = []
    numbers = [_row_number(row, grid.rows[header]) for row in grid.rows]
    for number in range(header + 1, len(grid.rows)):
        row = grid.rows[number]
        label = numbers[number] or str(number - header)
        if len(row) != len(grid.rows[header]):
            if not _is_group(row, label, numbers[number + 1 :]):
                sizes = {"found": len(row), "expected": len(grid.rows[header])}
                at = f"table {grid.number}; row {label}; {row[0].at}"
                faults.append(Fault("row_cells", context.file, at, **sizes))
            continue
        if _is_group(row, label, numbers[number + 1 :]):
            continue
        read, wrong = _read_row(row, f"table {grid.number}; row {label}", columns, context)
        figures += read
        faults += wrong
    return figures, faults


def _columns(row: Sequence[GridCell], context: Context) -> list[_Column]:
    columns = []
    for index, cell in enumerate(row):
        written = _one_line(cell.text)
        place = context.match(written).place
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
            if index > first - 1 and index not in known
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


def _one_line(text: str) -> str:
    return "".join(text.split())


def _row_number(row: Sequence[GridCell], header: Sequence[GridCell]) -> str:
    """Return the row's number, where the header has a column for it."""
    if fold(header[0].text) not in _NUMBER_HEADERS:
        return ""
    return _one_line(unicodedata.normalize("NFKC", row[0].text))


def _is_group(row: Sequence[GridCell], label: str, following: Sequence[str]) -> bool:
    """Return whether the row only heads the rows 4.1, 4.2 … below it and says nothing itself."""
    if not following or not following[0].startswith(f"{label}."):
        return False
    return all(parse_cell(cell.text).absence in ("blank", "dash") for cell in row[2:])


def _read_row(
    row: Sequence[GridCell], at: str, columns: Sequence[_Column], context: Context
) -> tuple[list[Figure], list[Fault]]:
    name = " ".join(cell.text for cell in row[: columns[0].index][-1:])
    written = _one_line(name)
    indicator, unit = _indicator(written, context)
    faults: list[Fault] = []
    if indicator and unit and not context.indicators.same_unit(indicator, unit):
        place = f"{at}; {row[0].at}"
        units = {"found": unit, "expected": indicator.unit.zh}
        return [], [Fault("unit_differs", context.file, place, **units)]
    figures = []
    for column in columns:
        cell = row[column.index]
        locator = f"{at}; column {column.written}; {cell.at}"
        said = parse_cell(cell.text)
        if said.broken:
            faults.append(Fault("number_broken", context.file, locator, found=cell.text))
            continue
        figures.append(
            Figure(
                id=context.next_id(),
                place=column.place.code if column.place else "",
                place_written=column.written,
                level=_level(column),
                indicator=indicator.id if indicator else "",
                indicator_written=written,
                period=context.period,
                role=Role.TARGET,
                comparator=task_comparator(indicator),
                value=said.value,
                unit=indicator.unit.zh if indicator else unit,
                value_written=_one_line(cell.text) if "\n" not in cell.text else cell.text,
                unit_written=unit,
                absence=said.absence,
                basis=Basis.PLAN,
                source=context.source.id,
                locator=locator,
                note=said.note,
            )
        )
    return figures, faults


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
