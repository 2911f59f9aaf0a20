"""A grid's header: the row that names the places, and how indicators and units are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from aqmap.indicators import Indicator, fold
from aqmap.places import Place
from aqmap.read.documents.blocks import Grid, GridCell, Paragraph
from aqmap.read.documents.cells import parse_cell
from aqmap.read.documents.context import Context

_TOTALS = re.compile("合计|总计|汇总|小计")
_EVERYONE = re.compile("各?(?:县市区?|县、市|市县|地区?|区县|单位)?")
_UNIT_HEADERS = frozenset(map(fold, ("单位", "计量单位")))
REMARKS = re.compile(
    r"(?:备?注|说明)[:：].*|备注|说明|(?:牵头|责任|配合|负责|落实)(?:单位|部门|人)|.*时限|(?:计量)?单位|序号|编号"
)
UNIT = re.compile(
    "[十百千万亿]*(?:个|户|台|辆|次|批次|天|日|小时|人|吨(?:标准?煤)?|公斤|千克|亩|公顷|平方公里|平方米"
    "|立方米|公里|千米|米|蒸吨|千瓦时?|兆瓦|元|家|座|处|项|套)(?:/[年月日天])?"
    "|(?:[mμu]g|k?g|t|[ck]?m[23]?|hm2|ha|[kMG]Wh?|h|d)(?:/(?:m3|h|d|a))?"
)
_RATES = frozenset(("%", "‰", "微克/立方米", "毫克/立方米"))
_BRACKETED = re.compile(r"(?P<name>.+?)\((?P<inner>[^()]*)\)")
_HEADERS = 10  # a header is among the first rows
Row = Sequence[GridCell]


@dataclass(frozen=True)
class Column:
    """A column of values: the place its header names, and how the header writes it."""

    index: int
    written: str
    place: Place | None = None
    total: bool = False


@dataclass(frozen=True)
class Header:
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
    columns: Sequence[Column]
    unit: int | None

    @property
    def name(self) -> int:
        """The position of the column of indicators: the last before the places, but for units."""
        before = [i for i in range(self.columns[0].index) if i != self.unit]
        return before[-1] if before else 0


def joined(blocks: Sequence[Paragraph | Grid], context: Context) -> Iterator[Paragraph | Grid]:
    """Yield the blocks; a table's rest behind an empty line is put to the part with the header."""
    last: Paragraph | Grid | None = None
    for block in blocks:
        if isinstance(last, Grid) and isinstance(block, Grid) and _goes_on(last, block, context):
            last = Grid(last.number, (*last.rows, *block.rows))
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _goes_on(grid: Grid, rest: Grid, context: Context) -> bool:
    """Return whether `rest` has no header and begins with a known indicator, or place."""
    first = rest.rows[0]
    if len(first) != len(grid.rows[0]):
        return False
    if any(find_header(rows, context) for rows in (rest.rows, tuple(turned_rows(rest.rows)))):
        return False
    header = find_header(grid.rows, context)
    if header is not None:
        return row_indicator(one_line(first[header.name].text), context)[0] is not None
    header = find_header(tuple(turned_rows(grid.rows)), context)
    if header is None:
        return False
    return context.match(one_line(first[header.number].text)).place is not None


def find_header(rows: Sequence[Row], context: Context) -> Header | None:
    """Return the first row that names places: two, or one with a known indicator below."""
    for number, row in enumerate(rows[:_HEADERS]):
        columns = _columns(row, context)
        if not columns or columns[0].index == 0:
            continue
        units = [i for i, cell in enumerate(row) if fold(cell.text) in _UNIT_HEADERS]
        header = Header(number, row, columns, units[0] if units else None)
        if len(columns) > 1 or any(
            row_indicator(one_line(below[header.name].text), context)[0]
            for below in rows[number + 1 :]
            if len(below) == len(row)
        ):
            return header
    return None


def _columns(row: Row, context: Context) -> list[Column]:
    columns = []
    for index, cell in enumerate(row):
        written = one_line(cell.text)
        total = _TOTALS.search(written) is not None
        place = _heads(written, context)
        if place is not None or total:
            columns.append(Column(index, written, place, total))
    if len(columns) > 1:  # a header of places: what it names between them is a place too
        first = columns[0].index
        known = {column.index for column in columns}
        columns += [
            Column(index, one_line(cell.text))
            for index, cell in enumerate(row)
            if index > first
            and index not in known
            and one_line(cell.text)
            and not REMARKS.fullmatch(one_line(cell.text))
        ]
    return sorted(columns, key=lambda column: column.index)


def _heads(written: str, context: Context) -> Place | None:
    """Return the place that a header means; a total is its own place's, or that of its name."""
    if parse_cell(written).absence != "text":  # a number or a dash
        return None
    whose = _TOTALS.sub("", written)
    if whose == written:
        return context.match(written).place
    if _EVERYONE.fullmatch(whose):
        return context.own if "小计" not in written else None  # of some of them
    return context.match(whose).place


def turned_rows(rows: Sequence[Row]) -> Iterator[tuple[GridCell, ...]]:
    """Yield the columns as rows."""
    yield from zip_longest(*rows, fillvalue=GridCell("", ""))


def one_line(text: str) -> str:
    """Return a text without blanks and line ends."""
    return "".join(text.split())


def row_indicator(written: str, context: Context) -> tuple[Indicator | None, str]:
    """Return the row's indicator and the unit in its name's brackets; any else makes another."""
    bracketed = _BRACKETED.fullmatch(unicodedata.normalize("NFKC", written))
    inner = bracketed["inner"] if bracketed else ""
    unit = inner if inner in _RATES or UNIT.fullmatch(inner) else ""
    indicator = context.indicators.find(written)
    if indicator is None and bracketed and unit:
        indicator = context.indicators.find(bracketed["name"])
    return indicator, unit
