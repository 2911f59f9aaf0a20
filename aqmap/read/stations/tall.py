"""Tables with a row a station and hour: the national centre's CSV and GeoJSON, exported xlsx."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain, islice
from tomllib import loads
from typing import NamedTuple

from aqmap.errors import Fault, SourceError
from aqmap.read.stations.digits import parse_number
from aqmap.read.stations.hours import MISSING, Hours, Traps
from aqmap.read.stations.minutes import Measured, hours_of
from aqmap.read.stations.moments import Stamp, stamp_of
from aqmap.read.stations.sheets import MOST_COLUMNS, Line, Table, tables_of

Named = Mapping[tuple[str, str], str]
"""Station codes by city and name, as `station_key` has them, for tables that give no codes."""

_MOST_ROWS = 2_000_000
_HEADER_WITHIN = 30  # rows
_LONGEST = 100  # characters of a column's name
_KEYS = ("station", "site", "city", "day", "moment", "hour")
_BRACKETS = re.compile(r"[(\[{【〔]([^()\[\]{}【】〔〕]*)[)\]}】〕]?")
_PER_VOLUME = re.compile(r"[·•.*]?m\^?[-−]3")
_UNIT = r"(?:[μumnk]?g|[微毫纳]?克)[/每](?:m3|nm3|标?立方米)|pp[bmt]v?|[μunm]?mol/mol"
_UNIT_BEHIND = re.compile(rf"(.+?)[/,:_-]*({_UNIT})")
_OTHER = re.compile(
    r"24|8h|8小时|iaqi|aqi|指数|标识|标记|标志|flag|mark|level|等级|级别|日|月|年|max|最大|滑动|移动"
)
_ZONE = re.compile(r"(?:utc|gmt)(?:\+(\d\d?)(?::?00)?)?|(世界时)|(新疆时间|乌鲁木齐时间)")
_BEGINNING = re.compile(r"开始|起始|start|begin")
_NO_CODE = frozenset({"", "-", "--", "—", "NAN", "NA", "N/A", "NULL", "NONE"})
_THOUSANDS = {Decimal(1), Decimal(1000), Decimal("0.001")}


class _Amount(NamedTuple):
    """A column of a pollutant, and the factor to its unit: none if that is another quantity."""

    column: int
    header: str
    factor: Decimal | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds what; `shift` are minutes that make its times Beijing's."""

    keys: Mapping[str, int]
    amounts: Mapping[str, Sequence[_Amount]]
    shift: int
    headers: Sequence[str]

    def cell(self, line: Line, what: str) -> object:
        """Return what a row holds of something, if there is a column of it."""
        column = self.keys.get(what, len(line.cells))
        return line.cells[column] if column < len(line.cells) else None

    def _times(self) -> tuple[str, str]:
        """Return the columns of the date and of the time of day: 日期, 时间 or 时间, 小时."""
        if "day" not in self.keys:
            return "moment", "hour"
        return "day", "hour" if "hour" in self.keys else "moment"

    def time(self, line: Line) -> str:
        """Return the text that tells when a row was measured."""
        cells = (self.cell(line, what) for what in self._times())
        return " ".join(str(cell) for cell in cells if cell is not None)

    def stamp(self, line: Line) -> Stamp | None:
        """Return when a row was measured."""
        day, at = self._times()
        clock = self.cell(line, at)
        clock = "" if clock is None and at in self.keys else clock
        return stamp_of(self.cell(line, day), clock, shift=self.shift)


@cache
def _aliases() -> Mapping[str, Sequence[str]]:
    """Return what tables call their columns, by what they hold."""
    found: dict[str, Sequence[str]] = loads(
        (files("aqmap.read.stations") / "columns.toml").read_text(encoding="utf-8")
    )
    return found


@cache
def _pollutants() -> Mapping[str, str]:
    every = _aliases().items()
    return {alias: what for what, own in every if what[0].isupper() for alias in own}


@lru_cache(4096)
def _plain(written: str) -> str:
    """Return a column's name as names are compared: NFKC, without spaces and case."""
    text = unicodedata.normalize("NFKC", written).replace("\ufeff", "").replace("\u200b", "")
    text = "".join(text.split()).lower()
    return text if len(text) <= _LONGEST else ""


def _written(cell: object) -> str:
    return "" if cell is None else str(cell)[: _LONGEST * 2]


def _parted(header: str) -> tuple[str, list[str]]:
    """Return what stands outside brackets, and what inside."""
    text = _PER_VOLUME.sub("/m3", _plain(header).replace("m^3", "m3"))
    inside = [part for found in _BRACKETS.findall(text) for part in re.split("[,;、]", found)]
    outside, unit = _BRACKETS.sub("", text), _UNIT_BEHIND.fullmatch(_BRACKETS.sub("", text))
    if unit:
        outside, inside = unit[1], [*inside, unit[2]]
    return outside, [re.sub("^单位:?", "", part) for part in inside]


def _bare(text: str) -> str:
    """Return a name without what says no more than that it is an hourly mean."""
    before = None
    while text != before and text not in _pollutants():
        before = text
        text = text.rstrip("_-/:,.")
        text = text.removesuffix(
            max(filter(text.endswith, _aliases()["hourly"]), key=len, default="")
        )
    return text


def _amount(column: int, header: str, plain: Collection[str]) -> tuple[str, _Amount] | None:
    """Return the pollutant whose hourly means a column holds; a mean of 8 h or an index is none."""
    outside, inside = _parted(header)
    name = _pollutants().get(_bare(outside))
    if _bare(outside) in {"", "颗粒物"}:  # 颗粒物(PM10)
        name = next((_pollutants()[_bare(n)] for n in inside if _bare(n) in _pollutants()), None)
    again = re.fullmatch(r"(.+)\.\d", outside)  # what pandas makes of a second column
    if name is None and again and again[1] in plain:
        name = _pollutants().get(_bare(again[1]))
    if name is None or any(_OTHER.search(part) for part in inside):
        return None
    units = {
        part
        for part in inside
        if _bare(part) and not part.startswith("粒径") and _pollutants().get(_bare(part)) != name
    }
    factors = {_factor(unit, name) for unit in units} or {Decimal(1)}
    return name, _Amount(column, header, factors.pop() if len(factors) == 1 else None)


@lru_cache(1024)
def _factor(unit: str, name: str) -> Decimal | None:
    from aqmap.units import convert  # noqa: PLC0415 - slow to load, and few headers name a unit

    found = convert(Decimal(1), unit, "mg/m3" if name == "CO" else "ug/m3")
    return found if found in _THOUSANDS else None


def _columns(names: Sequence[object]) -> _Columns | None:
    """Return which column holds what, or nothing if no station, time or pollutant is there."""
    if len(names) > MOST_COLUMNS:
        return None
    headers = [_written(name).strip() for name in names]
    parted = [_parted(header) for header in headers]
    plain = [
        "" if any(_BEGINNING.search(part) for part in inside) else outside
        for outside, inside in parted
    ]
    keys = {
        what: next((plain.index(alias) for alias in _aliases()[what] if alias in plain), -1)
        for what in _KEYS
    }
    keys = {what: column for what, column in keys.items() if column >= 0}
    amounts: dict[str, list[_Amount]] = {}
    for column, header in enumerate(headers):
        found = _amount(column, header, plain) if header else None
        if found:
            amounts.setdefault(found[0], []).append(found[1])
    if not (amounts and keys.keys() & {"station", "site"} and keys.keys() & {"day", "moment"}):
        return None
    times = [keys[what] for what in ("day", "moment", "hour") if what in keys]
    zones = [zone for n in times for part in parted[n][1] if (zone := _ZONE.search(part))]
    return _Columns(keys, amounts, _shift(zones[0]) if zones else 0, headers)


def _shift(zone: re.Match[str]) -> int:
    return (8 - int(zone[1] or (6 if zone[3] else 0))) * 60


def _found(table: Table) -> tuple[_Columns | None, Iterator[Line]]:
    """Return a table's columns, if one of its first rows names them, and the rows below."""
    lines = table.lines
    for line in islice(lines, _HEADER_WITHIN):
        columns = _columns(line.cells)
        if columns is None:
            continue
        below = next(lines, None)
        if below is None:
            return columns, iter(())
        whole = _columns(_joined(columns, below))
        return (whole, lines) if whole else (columns, chain((below,), lines))
    return None, iter(())


def _joined(columns: _Columns, below: Line) -> Sequence[str]:
    """Return names with what a second row of the header adds in brackets: a unit, 浓度, IAQI."""
    told = [_plain(_written(cell)) for cell in below.cells]
    names = list(columns.headers)
    known = False
    for column in (one.column for own in columns.amounts.values() for one in own):
        text = told[column] if column < len(told) else ""
        if text and text != _plain(names[column]):
            names[column] += f"({text})"
            known = known or _is_qualifier(text)
    return names if known and not columns.stamp(below) else ()


def _is_qualifier(text: str) -> bool:
    unit = _parted(f"({text})")[1]
    told = any(re.fullmatch(_UNIT, part) or _OTHER.search(part) for part in unit)
    return re.search(r"[^\W\d_]", text) is not None and (told or not _bare(text))


def read_tall(
    content: bytes, file: str, *, pollutants: Sequence[str], named: Named, traps: Traps
) -> Hours | None:
    """
    Read a table with a row a station and hour, or a station and minute.

    Parameters
    ----------
    content, file
        Its bytes and name; of a workbook all sheets are read.
    pollutants
        Those to keep.
    named
        For tables without codes; a name that is not there is counted and left out.
    traps
        Counts what is met.

    Returns
    -------
    hours
        None for what is no such table, which is counted.

    Raises
    ------
    SourceError
        If it is damaged, no text, or larger than any such table.
    """
    found = Measured(pollutants)
    tables = 0
    others: list[str] = []
    for table in tables_of(content, file):
        columns, lines = _found(table)
        if columns:
            _note_columns(columns, table, file, pollutants, traps)
        if columns and any(one.factor for own in columns.amounts.values() for one in own):
            tables += 1
            _Reader(file, table, columns, named, traps).read(lines, found)
        else:
            others.append(table.title)
    if not tables:
        traps.note(file, "other_file")
        return None
    for title in others:
        traps.note(file, "sheet_without_hours", spot=title)
    return hours_of(found, file, traps)


def _note_columns(
    columns: _Columns, table: Table, file: str, pollutants: Sequence[str], traps: Traps
) -> None:
    for name in pollutants:
        own = columns.amounts.get(name, ())
        used = [one for one in own if one.factor]
        for one in own:
            spot = f"{table.title} {one.header}".strip()
            traps.note(file, "column_of_other_unit", int(one.factor is None), spot)
            traps.note(file, "unit_converted", int(one.factor not in {None, Decimal(1)}), spot)
            traps.note(file, "column_twice", int(one in used[1:]), spot)
    for cell in table.unsaved:
        traps.note(file, "formula_without_result", spot=cell)


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table; every trap is noted with its row."""

    file: str
    table: Table
    columns: _Columns
    named: Named
    traps: Traps

    def read(self, lines: Iterator[Line], found: Measured) -> None:
        """Add the values of all rows to what was found."""
        first, clocked, spot = len(found), False, ""
        for line in lines:
            if len(found) >= _MOST_ROWS:
                raise SourceError(
                    Fault(
                        "container_too_large", self.file, found="rows", expected=f"{_MOST_ROWS:,}"
                    )
                )
            row = self._row(line)
            if row:
                stamp, code = row
                clocked = clocked or stamp.clocked
                spot = spot or self._at(line, self.columns.time(line))
                found.add(stamp.minutes, code, [self._value(line, n) for n in found.pollutants])
        if not clocked:  # days, not hours: Excel gives each the time 00:00
            self._note("row_without_time", spot, len(found) - first)
            found.cut(first)

    def _row(self, line: Line) -> tuple[Stamp, str] | None:
        width = len(self.columns.headers)
        if self.table.even and len(line.cells) != width:
            cut = not line.whole and len(line.cells) < width
            spot = self._at(line, f"{len(line.cells)} ≠ {width}")
            self._note("row_cut_off" if cut else "row_of_other_width", spot)
            return None
        stamp = self.columns.stamp(line)
        if stamp is None:
            self._note("row_without_time", self._at(line, self.columns.time(line)))
            return None
        code = self._code(line)
        if not code:
            names = (_written(self.columns.cell(line, what)).strip() for what in _KEYS[:3])
            self._note("station_unknown", self._at(line, " ".join(filter(None, names))))
            return None
        self._note("other_time_zone", self._at(line, self.columns.time(line)), int(stamp.shifted))
        self._note("row_hidden", self._at(line), int(line.hidden))
        self._note("no_line_end", self._at(line, _written(line.cells[-1])), int(not line.whole))
        return stamp, code

    def _code(self, line: Line) -> str:
        if "station" in self.columns.keys:
            cell = self.columns.cell(line, "station")
            whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
            code = _plain(_written(whole)).upper()
            return "" if code in _NO_CODE else code
        from aqmap.read.stations.lists import station_key  # noqa: PLC0415 - few tables need it

        city, name = (_written(self.columns.cell(line, what)).strip() for what in ("city", "site"))
        return self.named.get(station_key(city, name), "")

    def _value(self, line: Line, name: str) -> int:
        told = set()
        for one in self.columns.amounts.get(name, ()):
            if one.factor is None or one.column in line.covered or one.column >= len(line.cells):
                continue
            cell = line.cells[one.column]
            value, trap = parse_number(cell, one.factor)
            if trap:
                self._note(trap, self._at(line, f"{cell}", one.header))
            if value != MISSING:
                told.add(value)
        if len(told) > 1:
            self._note("column_twice_different", self._at(line, "", name))
        return told.pop() if len(told) == 1 else MISSING

    def _at(self, line: Line, text: str = "", header: str = "") -> str:
        at = f"{self.table.where} {line.number}"
        at = f"{at}, {header}" if header else at
        return f"{at}: {text}" if text else at

    def _note(self, trap: str, spot: str, times: int = 1) -> None:
        self.traps.note(self.file, trap, times, spot)
