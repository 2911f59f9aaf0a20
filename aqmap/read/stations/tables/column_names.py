"""What the columns of a table hold: hourly means, times, stations; told by their names alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from tomllib import loads
from typing import NamedTuple

from aqmap.read.stations.tables.ozone_columns import MAXIMUM
from aqmap.read.stations.tables.raw_tables import MOST_COLUMNS, Line
from aqmap.read.stations.tables.timestamps import Stamp, stamp_of

_LONGEST = 100  # characters of a column's name
_KEYS = (
    *("station", "site", "city", "county"),
    *("day", "moment", "hour", "year", "month", "day_of_month"),
)
KEYS_OF_DAYS = (*_KEYS, "place")
DAILY_OZONE = {"O3_8h": "o3_8h_max", "O3_1h": "o3_1h_max"}
"""A day's highest mean of 8 hours and of one, by what a user calls them."""
_DATE_PARTS = ("year", "month", "day_of_month")
_BRACKETS = re.compile(r"[(\[{【〔]([^()\[\]{}【】〔〕]*)[)\]}】〕]?")
_PER_VOLUME = re.compile(r"[·•.*]?m\^?[-−]3")
UNIT = r"(?:[μumnk]?g|[微毫纳]?克)[/每](?:m3|nm3|标?立方米)|pp[bmt]v?|[μunm]?mol/mol"
_UNIT_BEHIND = re.compile(rf"(.+?)[/,:_-]*({UNIT})")
OTHER = re.compile(
    r"24|8h|8小时|iaqi|aqi|指数|标识|标记|标志|flag|mark|level|等级|级别|日|月|年|max|最大|滑动|移动"
)
_ZONE = re.compile(r"(?:utc|gmt)(?:\+(\d\d?)(?::?00)?)?|(世界时)|(新疆时间|乌鲁木齐时间)")
_DAILY = re.compile(r"_?24h|_?24小时\w*|日均\w*|日平均\w*|_?daily")
_BEGINNING = re.compile(r"_?(?:开始|起始|start|beginn?(?:ing)?)_?")
_TIMES = ("day", "moment", "hour")
_THOUSANDS = {Decimal(1), Decimal(1000), Decimal("0.001")}


class Amount(NamedTuple):
    """A column of a pollutant, and the factor to its unit: none if that is another quantity."""

    column: int
    header: str
    factor: Decimal | None


@dataclass(frozen=True, slots=True)
class Columns:
    """
    Which column of a table holds what.

    Attributes
    ----------
    keys
        Columns of station, site, city, county, day, moment, hour, and of a date's year, month and
        day, as far as there are.
    amounts
        Columns by pollutant.
    shift
        Minutes that make its times Beijing's.
    headers
        As they are written.
    zoned
        Whether a head says which time zone its times are of.
    code
        Of the station whose columns these are, where no column tells it.
    begins
        Whether a head says that its times are the beginnings of hours.
    """

    keys: Mapping[str, int]
    amounts: Mapping[str, Sequence[Amount]]
    shift: int
    headers: Sequence[str]
    zoned: bool = False
    code: str = ""
    begins: bool = False

    @property
    def tells_station(self) -> bool:
        """Whether each row says whose it is."""
        return bool(self.keys.keys() & {"station", "site"})

    @property
    def is_used(self) -> bool:
        """Whether any column's unit is understood."""
        return any(amount.factor for amounts in self.amounts.values() for amount in amounts)

    def names(self, line: Line) -> str:
        """Return what a row calls its station."""
        cells = (written(self.cell(line, key)).strip() for key in _KEYS[:4])
        return " ".join(filter(None, cells))

    def cell(self, line: Line, key: str) -> object:
        """Return what a row holds of something, if there is a column of it."""
        column = self.keys.get(key, len(line.cells))
        return line.cells[column] if column < len(line.cells) else None

    def _times(self) -> tuple[str, str]:
        """Return the columns of the date and of the time of day: 日期, 时间 or 时间, 小时."""
        if "day" not in self.keys:
            return "moment", "hour"
        return "day", "hour" if "hour" in self.keys else "moment"

    @property
    def _in_parts(self) -> bool:
        """Whether year, month and day stand in columns of their own."""
        return self.keys.keys() >= set(_DATE_PARTS) and not self.keys.keys() & {"day", "moment"}

    def _date(self, line: Line, key: str) -> object:
        """Return the cell with a row's date, or what its parts make."""
        if not self._in_parts:
            return self.cell(line, key)
        parts = (self.cell(line, part) for part in _DATE_PARTS)
        return "-".join(str(part).strip().removesuffix(".0").rstrip("年月日") for part in parts)

    def written_date(self, line: Line) -> object:
        """Return the cell with the day of a row, whatever its time of day."""
        return self._date(line, self._times()[0])

    def time(self, line: Line) -> str:
        """Return the text that tells when a row was measured."""
        day_key, clock_key = self._times()
        cells = (self._date(line, day_key), self.cell(line, clock_key))
        return " ".join(str(cell) for cell in cells if cell is not None)

    def is_day(self, line: Line) -> bool:
        """Return whether a row tells a day and no time of it."""
        no_time = self._times()[1] not in self.keys and self.stamp(line) is None
        return no_time and stamp_of(self.written_date(line), "00:00") is not None

    def stamp(self, line: Line) -> Stamp | None:
        """Return when a row was measured."""
        day_key, clock_key = self._times()
        clock = self.cell(line, clock_key)
        clock = "" if clock is None and clock_key in self.keys else clock
        return stamp_of(self._date(line, day_key), clock, shift=self.shift)


@cache
def _aliases() -> Mapping[str, Sequence[str]]:
    """Return what tables call their columns, by what they hold."""
    aliases: dict[str, Sequence[str]] = loads(
        (files("aqmap.read.stations.tables") / "column_names.toml").read_text(encoding="utf-8")
    )
    return aliases


def renamed(cells: Sequence[object], heads: Mapping[str, str]) -> Sequence[object]:
    """Return a head in the names that are known, where users say what theirs mean."""
    if not heads:
        return cells
    return [_renamed(cell, heads) for cell in cells]


def _renamed(cell: object, heads: Mapping[str, str]) -> object:
    text = written(cell)
    whole = heads.get(plain(text))
    if whole:
        return _as_known(whole, plain(text))
    outside, inside = parted(text)
    known = heads.get(outside)
    return f"{known}({','.join(inside)})" if known else cell


def _as_known(known: str, head: str) -> str:
    """Return a known name in place of a head that a user maps, with what else the head says."""
    begins = _BEGINNING.search(head) and not _BEGINNING.search(known)
    return f"{known}(begin)" if begins else known


def column_meanings() -> dict[str, str]:
    """Return what a column may hold, each with a name that is known for it."""
    names = {key: _aliases()[key][0] for key in (*KEYS_OF_DAYS, *pollutant_names().values())}
    return names | DAILY_OZONE


def known_heads(columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return a known name by each head, from heads by what they mean."""
    meanings = column_meanings()
    return {plain(head): meanings[key] for key, heads in columns.items() for head in heads}


def key_columns(outsides: Sequence[str], keys: Sequence[str]) -> dict[str, int]:
    """Return which column tells a station, a place or a time, from heads without their brackets."""
    columns = {
        key: next((outsides.index(alias) for alias in _aliases()[key] if alias in outsides), -1)
        for key in keys
    }
    return {key: column for key, column in columns.items() if column >= 0}


@cache
def pollutant_names() -> Mapping[str, str]:
    """Return pollutants by what tables call them."""
    columns = _aliases().items()
    return {alias: name for name, aliases in columns if name[0].isupper() for alias in aliases}


@lru_cache(4096)
def plain(written: str) -> str:
    """Return a column's name as names are compared: NFKC, without spaces and case."""
    text = unicodedata.normalize("NFKC", written).replace("\ufeff", "").replace("\u200b", "")
    text = "".join(text.split()).lower()
    return text if len(text) <= _LONGEST else ""


def written(cell: object) -> str:
    """Return a cell as text, cut where no name goes on."""
    return "" if cell is None else str(cell)[: _LONGEST * 2]


def parted(header: str) -> tuple[str, list[str]]:
    """Return what stands outside brackets, and what inside."""
    text = _PER_VOLUME.sub("/m3", plain(header).replace("m^3", "m3"))
    inside = [part for bracket in _BRACKETS.findall(text) for part in re.split("[,;、]", bracket)]
    outside, unit = _BRACKETS.sub("", text), _UNIT_BEHIND.fullmatch(_BRACKETS.sub("", text))
    if unit:
        outside, inside = unit[1], [*inside, unit[2]]
    return outside, [re.sub("^单位:?", "", part) for part in inside]


def bare(text: str) -> str:
    """Return a name without what says no more than that it is an hourly mean."""
    longer = None
    while text != longer and text not in pollutant_names():
        longer = text
        text = text.rstrip("_-/:,.")
        text = text.removesuffix(
            max(filter(text.endswith, _aliases()["hourly"]), key=len, default="")
        )
    return text


def amount_of(column: int, header: str, beside: Collection[str] = ()) -> tuple[str, Amount] | None:
    """
    Return the pollutant whose hourly means a column holds; a mean of 8 h or an index is none.

    `beside` are the names of the other columns.
    """
    outside, inside = parted(header)
    name = pollutant_names().get(bare(outside))
    if bare(outside) in {"", "颗粒物"}:  # 颗粒物(PM10)
        names = (pollutant_names().get(bare(part)) for part in inside)
        name = next(filter(None, names), None)
    again = re.fullmatch(r"(.+)\.\d", outside)  # what pandas makes of a second column
    if name is None and again and again[1] in beside:
        name = pollutant_names().get(bare(again[1]))
    if name is None or any(OTHER.search(part) for part in inside):
        return None
    units = {
        part
        for part in inside
        if bare(part) and not part.startswith("粒径") and pollutant_names().get(bare(part)) != name
    }
    factors = {factor(unit, name) for unit in units} or {Decimal(1)}
    return name, Amount(column, header, factors.pop() if len(factors) == 1 else None)


def holds_daily_means(names: Sequence[object]) -> bool:
    """Return whether a head has columns of pollutants, but all of means of 24 hours."""
    outsides = [parted(written(name))[0] for name in names]
    return len(outsides) > 1 and any(
        _DAILY.search(outside) and bare(_DAILY.sub("", outside)) in pollutant_names()
        for outside in outsides
    )


@lru_cache(1024)
def factor(unit: str, name: str) -> Decimal | None:
    """Return what makes a unit a pollutant's own; none if it is another quantity."""
    from aqmap.model.units import convert  # noqa: PLC0415 - slow to load, and few headers name a unit

    converted = convert(Decimal(1), unit, "mg/m3" if name == "CO" else "ug/m3")
    return converted if converted in _THOUSANDS else None


def columns_of(names: Sequence[object]) -> Columns | None:
    """
    Return which column holds what, or nothing if no column tells a time.

    Whether any holds a pollutant, or tells a station, is the caller's to ask.
    """
    if len(names) > MOST_COLUMNS:
        return None
    headers = [written(name).strip() for name in names]
    apart = [parted(header) for header in headers]
    outsides = [
        "" if any(_BEGINNING.search(part) for part in (outside, *inside)) else outside
        for outside, inside in apart
    ]
    keys = key_columns(outsides, _KEYS)
    begins = False
    if not keys.keys() & {"moment", "hour"}:  # no head says the end, or leaves it open
        of_beginnings = key_columns([_BEGINNING.sub("", outside) for outside, _ in apart], _KEYS)
        begins = bool(of_beginnings.keys() & {"moment", "hour"})
        keys = of_beginnings if begins else keys
    if not (keys.keys() & {"day", "moment"} or keys.keys() >= {*_DATE_PARTS, "hour"}):
        return None
    amounts: dict[str, list[Amount]] = {}
    for column, header in enumerate(headers):
        named_amount = amount_of(column, header, outsides) if header else None
        if named_amount:
            amounts.setdefault(named_amount[0], []).append(named_amount[1])
    if "O3" in amounts:
        amounts[MAXIMUM] = [
            amounts["O3"][0]._replace(column=column, header=header)
            for column, header in enumerate(headers)
            if plain(header) in _aliases()["ozone_maximum"]
        ]
    times = [keys[key] for key in _TIMES if key in keys]
    zones = [zone for n in times for part in apart[n][1] if (zone := _ZONE.search(part))]
    shift = _shift(zones[0]) if zones else 0
    return Columns(keys, amounts, shift, headers, bool(zones), begins=begins)


def _shift(zone: re.Match[str]) -> int:
    return (8 - int(zone[1] or (6 if zone[3] else 0))) * 60
