"""Whose the values of a table are, where no column says it: its titles, its sheet, its head do."""

from __future__ import annotations

import re
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

CodesByName = Mapping[tuple[str, str], str]
"""Station codes by city and name, as `station_key` has them, for tables that give no codes."""

_CODE = re.compile(r"(?<![0-9A-Z])\d{4}[A-Z](?![0-9A-Z])")
_LEAST = 3  # characters: a shorter name stands in too many words
_MEANS = re.compile(r"8小时|24小时|日均|日报|月均|年均|滑动|指数|iaqi|aqi")


class StationNames:
    """
    Stations by what tables call them: by code, or by name together with the city.

    Parameters
    ----------
    named
        A name alone is no station's: every second city has a 市环保局.
    """

    def __init__(self, named: CodesByName) -> None:
        self._named = {key: code for key, code in named.items() if all(key)}
        self._codes = frozenset(named.values())
        self._cities = frozenset(city for city, _ in self._named)

    def code_of(self, city: str, name: str) -> str:
        """Return the code that stands in the name's place, or that of the name in its city."""
        code = as_code(name)
        return code or (self._named.get(station_key(city, name), "") if city else "")

    def code_of_head(self, text: str, titles: Sequence[str] = ()) -> str:
        """Return the code of the station that a column's head is, in the city that titles tell."""
        code = as_code(text)
        if code:
            return code
        folded, cities = fold(text), self._cities_in([text]) or self._cities_in(titles)
        codes = {
            code
            for (city, name), code in self._named.items()
            if city in cities and _is_name(name, city, folded)
        }
        return codes.pop() if len(codes) == 1 else ""

    def only_one_in(self, texts: Sequence[str]) -> tuple[str, str]:
        """Return the code of the one station that texts tell of, and the text; or nothing."""
        cities = self._cities_in(texts)
        single = [
            (codes.pop(), text) for text in texts if len(codes := self._in(text, cities)) == 1
        ]
        return single[0] if len({code for code, _ in single}) == 1 else ("", "")

    def _cities_in(self, texts: Sequence[str]) -> set[str]:
        """Return the cities that texts tell of; 伊宁 in 伊宁县 is another place."""
        folded = [fold(text) for text in texts]
        return {
            city
            for city in self._cities
            if any(re.search(rf"{re.escape(city)}(?![县旗区])", text) for text in folded)
        }

    def _in(self, text: str, cities: set[str]) -> set[str]:
        folded = fold(text)
        codes = set(_CODE.findall(text.upper())) & self._codes
        names = {
            name: code
            for (city, name), code in self._named.items()
            if city in cities and (len(name) >= _LEAST or _is_name(name, city, folded))
            if name in folded
        }
        inner = {name for name in names for longer in names if name != longer and name in longer}
        return codes | {code for name, code in names.items() if name not in inner}


def as_code(text: str) -> str:
    """Return a text that is a station's code as codes are written; empty for any other."""
    code = plain(text).upper()
    return code if _CODE.fullmatch(code) else ""


def _is_name(name: str, city: str, folded: str) -> bool:
    """Return whether a text is a name and nothing else, but for its city before it."""
    before = folded.removesuffix(name)
    return before != folded and station_key(before, "")[0] in {"", city}


@dataclass(frozen=True, slots=True)
class ByStation:
    """Columns by station; what was met; and whether the row below the head belongs to it."""

    views: Sequence[Columns]
    traps: Sequence[tuple[str, str]]
    below: bool = False


def by_station(
    columns: Columns, below: Sequence[object], texts: Sequence[str], stations: StationNames
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
    stations
        By the names that tables use.
    """
    titles = texts[:-1]  # a file's name may be a whole country's
    crossed, unknown = _crossed(
        columns, [written(cell).strip() for cell in below], titles, stations
    )
    if crossed:
        return ByStation(crossed, unknown, below=True)
    if columns.amounts:
        code, text = stations.only_one_in(texts)
        if not code:
            return ByStation((), [("station_not_told", " ".join(texts))])
        view = replace(columns, code=code)
        return ByStation([view], [("station_from_title", f"{text} → {code}")])
    views, unknown = _of_one(columns, texts, stations)
    return ByStation(views, unknown)


def _crossed(
    columns: Columns, below: Sequence[str], titles: Sequence[str], stations: StationNames
) -> tuple[list[Columns], list[tuple[str, str]]]:
    """Return the columns of a head of two rows, stations over pollutants or the other way."""
    amounts_of: dict[str, dict[str, list[Amount]]] = {}
    unknown = []
    head = ""
    for column, (upper, lower) in enumerate(zip_longest(columns.headers, below, fillvalue="")):
        head = upper or head  # a blank goes on what stands before it
        if column in columns.keys.values():
            head = ""
            continue
        for pollutant, station in ((head, lower), (lower, head)):
            code = stations.code_of_head(station, titles) if pollutant and station else ""
            named_amount = amount_of(column, pollutant) if code else None
            if named_amount:
                name, amount = named_amount
                amount = amount._replace(header=f"{head} {lower}")
                amounts_of.setdefault(code, {}).setdefault(name, []).append(amount)
                break
        else:
            unknown += [("head_unknown", f"{head} {lower}".strip())] if head or lower else []
    views = [replace(columns, amounts=amounts, code=code) for code, amounts in amounts_of.items()]
    return views, unknown if views else []


def _of_one(
    columns: Columns, texts: Sequence[str], stations: StationNames
) -> tuple[list[Columns], list[tuple[str, str]]]:
    """Return the columns of a table of one pollutant, each headed by a station."""
    heads = [
        (column, head, stations.code_of_head(head, texts[:-1]))
        for column, head in enumerate(columns.headers)
        if head and column not in columns.keys.values()
    ]
    if not any(code for _, _, code in heads):
        return [], []
    name, text = _pollutant(texts)
    if not name:
        return [], [("pollutant_not_told", " ".join(texts))]
    units = {unit for title in texts for unit in _units(title)}
    factors = {factor(unit, name) for unit in units} or {Decimal(1)}
    unit_factor = factors.pop() if len(factors) == 1 else None
    amounts_of: dict[str, list[Amount]] = {}
    for column, head, code in heads:
        if code:
            amounts_of.setdefault(code, []).append(Amount(column, head, unit_factor))
    views = [
        replace(columns, amounts={name: amounts}, code=code) for code, amounts in amounts_of.items()
    ]
    traps = [("pollutant_from_title", f"{text} → {name}")]
    return views, traps + [("head_unknown", head) for _, head, code in heads if not code]


def _pollutant(texts: Sequence[str]) -> tuple[str, str]:
    """Return the one pollutant whose hourly means texts tell of, and the text; or nothing."""
    if any(_MEANS.search(plain(text)) for text in texts):
        return "", ""
    single = [(names.pop(), text) for text in texts if len(names := set(_pollutants(text))) == 1]
    return single[0] if len({name for name, _ in single}) == 1 else ("", "")


def _pollutants(text: str) -> Iterator[str]:
    for alias, name in pollutant_names().items():
        if re.search(rf"(?<![a-z0-9]){re.escape(alias)}(?![a-z0-9.])", plain(text)):
            yield name


def _units(text: str) -> Iterator[str]:
    outside, inside = parted(text)
    yield from (unit for part in (outside, *inside) for unit in re.findall(UNIT, part))
