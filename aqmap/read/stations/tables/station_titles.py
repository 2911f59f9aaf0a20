"""Whose the values of a table are, where no column says it: its titles, its sheet, its head do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from aqmap.read.stations.station_lists import station_key
from aqmap.read.stations.tables.column_names import (
    UNIT,
    Amount,
    Columns,
    amount_of,
    factor,
    parted,
    plain,
    pollutant_names,
    written,
)
from aqmap.workspace.indicators import fold

Named = Mapping[tuple[str, str], str]
"""Station codes by city and name, as `station_key` has them, for tables that give no codes."""

_CODE = re.compile(r"(?<![0-9A-Z])\d{4}[A-Z](?![0-9A-Z])")
_LEAST = 3  # characters: a shorter name stands in too many words
_MEANS = re.compile(r"8小时|24小时|日均|日报|月均|年均|滑动|指数|iaqi|aqi")


class Known:
    """
    Stations by what tables call them.

    Parameters
    ----------
    named
        A name that stands in several cities counts only with its city.
    """

    def __init__(self, named: Named) -> None:
        times = Counter(name for _, name in named)
        self._named = named
        self._alone = {name: code for (_, name), code in named.items() if times[name] == 1}
        self._codes = frozenset(named.values())

    def of(self, city: str, name: str) -> str:
        """Return the code of a name; empty if it is not known, or ambiguous without a city."""
        key = station_key(city, name)
        return self._named.get(key, "") if city else self._alone.get(key[1], "")

    def head(self, text: str) -> str:
        """Return the code of the station that a column's head is: its code or its name."""
        code = plain(text).upper()
        return code if _CODE.fullmatch(code) else self.of("", text)

    def told(self, texts: Sequence[str]) -> tuple[str, str]:
        """Return the code of the one station that texts tell of, and the text; or nothing."""
        found = [(text, codes.pop()) for text in texts if len(codes := self._in(text)) == 1]
        return found[0][::-1] if len({code for _, code in found}) == 1 else ("", "")

    def _in(self, text: str) -> set[str]:
        folded = fold(text)
        codes = set(_CODE.findall(text.upper())) & self._codes
        names = {
            name: code
            for (city, name), code in self._named.items()
            if (len(name) >= _LEAST and name in folded) or name == folded
            if name in self._alone or (city and city in folded)
        }
        inner = {one for one in names for other in names if one != other and one in other}
        return codes | {code for name, code in names.items() if name not in inner}


@dataclass(frozen=True, slots=True)
class ByStation:
    """Columns by station; what was met; and whether the row below the head belongs to it."""

    views: Sequence[Columns]
    traps: Sequence[tuple[str, str]]
    below: bool = False


def by_station(
    columns: Columns, below: Sequence[object], texts: Sequence[str], known: Known
) -> ByStation:
    """
    Return what each column of a table without a column of stations holds, and of whom.

    Parameters
    ----------
    columns
        What its head tells: the time at least.
    below
        The row below, which may be a second one of the head.
    texts
        Its titles, and the names of its sheet and file.
    known
        The stations.
    """
    crossed, unknown = _crossed(columns, [written(cell).strip() for cell in below], known)
    if crossed:
        return ByStation(crossed, unknown, below=True)
    if columns.amounts:
        code, text = known.told(texts)
        if not code:
            return ByStation((), [("station_not_told", " ".join(texts))])
        view = replace(columns, code=code)
        return ByStation([view], [("station_from_title", f"{text} → {code}")])
    views, unknown = _of_one(columns, texts, known)
    return ByStation(views, unknown)


def _crossed(
    columns: Columns, below: Sequence[str], known: Known
) -> tuple[list[Columns], list[tuple[str, str]]]:
    """Return the columns of a head of two rows, stations over pollutants or the other way."""
    own: dict[str, dict[str, list[Amount]]] = {}
    unknown = []
    head = ""
    for column, (upper, lower) in enumerate(zip_longest(columns.headers, below, fillvalue="")):
        head = upper or head  # a blank goes on what stands before it
        if column in columns.keys.values():
            head = ""
            continue
        pairs = ((one, other) for one, other in ((head, lower), (lower, head)) if one and other)
        for pollutant, station in pairs:
            code, found = known.head(station), amount_of(column, pollutant)
            if code and found:
                named = found[1]._replace(header=f"{head} {lower}")
                own.setdefault(code, {}).setdefault(found[0], []).append(named)
                break
        else:
            unknown += [("head_unknown", f"{head} {lower}".strip())] if head or lower else []
    views = [replace(columns, amounts=amounts, code=code) for code, amounts in own.items()]
    return views, unknown if views else []


def _of_one(
    columns: Columns, texts: Sequence[str], known: Known
) -> tuple[list[Columns], list[tuple[str, str]]]:
    """Return the columns of a table of one pollutant, each headed by a station."""
    heads = [
        (column, head, known.head(head))
        for column, head in enumerate(columns.headers)
        if head and column not in columns.keys.values()
    ]
    if not any(code for _, _, code in heads):
        return [], []
    name, text = _pollutant(texts)
    if not name:
        return [], [("pollutant_not_told", " ".join(texts))]
    units = {unit for one in texts for unit in _units(one)}
    factors = {factor(unit, name) for unit in units} or {Decimal(1)}
    by = factors.pop() if len(factors) == 1 else None
    own: dict[str, list[Amount]] = {}
    for column, head, code in heads:
        if code:
            own.setdefault(code, []).append(Amount(column, head, by))
    views = [replace(columns, amounts={name: amounts}, code=code) for code, amounts in own.items()]
    met = [("pollutant_from_title", f"{text} → {name}")]
    return views, met + [("head_unknown", head) for _, head, code in heads if not code]


def _pollutant(texts: Sequence[str]) -> tuple[str, str]:
    """Return the one pollutant whose hourly means texts tell of, and the text; or nothing."""
    if any(_MEANS.search(plain(text)) for text in texts):
        return "", ""
    found = [(text, names.pop()) for text in texts if len(names := set(_pollutants(text))) == 1]
    return found[0][::-1] if len({name for _, name in found}) == 1 else ("", "")


def _pollutants(text: str) -> Iterator[str]:
    for alias, name in pollutant_names().items():
        if re.search(rf"(?<![a-z0-9]){re.escape(alias)}(?![a-z0-9.])", plain(text)):
            yield name


def _units(text: str) -> Iterator[str]:
    outside, inside = parted(text)
    yield from (one for part in (outside, *inside) for one in re.findall(UNIT, part))
