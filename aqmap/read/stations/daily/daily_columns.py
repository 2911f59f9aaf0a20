"""What the columns of a table of days hold: means of 24 hours, ozone's highest of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from aqmap.read.stations.tables.column_names import (
    KEYS_OF_DAYS,
    Amount,
    Columns,
    bare,
    factor,
    key_columns,
    parted,
    plain,
    pollutant_names,
    written,
)
from aqmap.read.stations.tables.raw_tables import MOST_COLUMNS

PEAK, INDEX = "O3 1h", "AQI"
"""Ozone's highest hour of the day, and the index that a table gives, beside the pollutants."""
NOT_TOLD = "O3 ?"
"""Columns of ozone that do not say which value of the day they hold."""

_WORDS = (
    r"24_?(?:h|小时|hours?)|日|均|平均|滑动|移动|浓度|值|数据|监测|实测|daily|day|means?|avg|average"
    r"|conc|concentration|[_\-/:,.]"
)
_MEAN = re.compile(f"(?:{_WORDS})*")
_HIGHEST = re.compile(
    rf"(?:{_WORDS}|[81][_-]?(?:hr?|小时|hours?)|[八一]小时|小时|最大|max|mda8|最高)*"
)
_OF_8 = re.compile(r"8[_-]?(?:h|小时)|八小时|mda8")
_OF_1 = re.compile(r"(?<!\d)1[_-]?(?:h|小时)|一小时|最[大高]小时|小时最[大高]")
_INDEX = re.compile(r"(?:每?日)?(?:aqi|空气质量指数)(?:指数|值|日均值?)?")


_OF_24 = re.compile(r"24_?(?:h|小时)")


def says_24_hours(columns: Columns) -> bool:
    """Return whether a head says 24 hours: written at an hour, such means run on."""
    return any(_OF_24.search(plain(head)) for head in columns.headers)


def daily_columns(names: Sequence[object]) -> Columns | None:
    """Return which column of a table of days holds what; none without a date or any pollutant."""
    if len(names) > MOST_COLUMNS:
        return None
    headers = [written(name).strip() for name in names]
    keys = key_columns([parted(header)[0] for header in headers], KEYS_OF_DAYS)
    if "day_of_month" in keys and not keys.keys() & {"day", "moment", "year", "month"}:
        keys["day"] = keys.pop("day_of_month")
    if not (keys.keys() & {"day", "moment"} or keys.keys() >= {"year", "month", "day_of_month"}):
        return None
    amounts: dict[str, list[Amount]] = {}
    for column, header in enumerate(headers):
        named_amount = _amount(column, header) if column not in keys.values() else None
        if named_amount:
            amounts.setdefault(named_amount[0], []).append(named_amount[1])
    return Columns(keys, amounts, 0, headers) if amounts else None


def _amount(column: int, header: str) -> tuple[str, Amount] | None:
    """Return what a column holds of a day, and the factor to its unit."""
    outside, inside = parted(header)
    if _INDEX.fullmatch(outside):
        return INDEX, Amount(column, header, Decimal(1))
    qualifiers = [part for part in inside if _HIGHEST.fullmatch(part)]
    name, qualifier = _pollutant(outside, inside)
    qualifier += "".join(qualifiers)
    if name == "O3":
        name = _of_ozone(qualifier)
    elif name and not _MEAN.fullmatch(qualifier):
        name = ""
    if not name:
        return None
    units = [
        part
        for part in inside
        if part not in qualifiers and bare(part) not in {"", *pollutant_names()}
        if not part.startswith("粒径")
    ]
    factors = {factor(unit, name.split()[0]) for unit in units} or {Decimal(1)}
    return name, Amount(column, header, factors.pop() if len(factors) == 1 else None)


def _of_ozone(qualifier: str) -> str:
    """Return which value of the day a column of ozone holds."""
    if not _HIGHEST.fullmatch(qualifier):
        return ""
    if _OF_8.search(qualifier):
        return "O3"
    return PEAK if _OF_1.search(qualifier) else NOT_TOLD


def _pollutant(outside: str, inside: Sequence[str]) -> tuple[str, str]:
    """Return the pollutant that a head names, and what else it says."""
    if outside in {"", "颗粒物"}:
        names = (pollutant_names().get(bare(part)) for part in inside)
        return next(filter(None, names), ""), ""
    for alias in sorted(pollutant_names(), key=len, reverse=True):
        before, there, behind = outside.partition(alias)
        if there and _HIGHEST.fullmatch(before + behind):
            return pollutant_names()[alias], before + behind
    is_highest = _HIGHEST.fullmatch(outside) and re.search("最[大高]|max|mda8", outside)
    return ("O3", outside) if is_highest and _OF_8.search(outside) else ("", "")
