"""Whose days they are: of a station by code, or name and city; of a county or prefecture."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from aqmap.read.stations.station_lists import station_key
from aqmap.read.stations.tables.column_names import Columns, plain, written
from aqmap.read.stations.tables.raw_tables import Line
from aqmap.read.stations.tables.station_titles import CodesByName, StationNames
from aqmap.workspace.indicators import fold
from aqmap.workspace.places import Place, Places

_NOTHING = frozenset({"", "NAN", "NA", "N/A", "NULL", "NONE"})
_SHORTEST = 2  # characters of a name that a title may hold
# what a title says beside a place; any other word may make it another place's, or a station's
_BESIDE = re.compile(
    r"环境|空气质量|大气|污染物?|六项|六参数|逐日|每日|日均值?|日报|日值|日|浓度|指数|监测|实测|自动|历史|统计"
    r"|汇总|明细|数据|结果|情况|状况|报表|一览|表|全年|上半年|下半年|年度?|月份?|季度?|第|[一二三四]|城市|城区"
    r"|各?县市区?|县级|区县|新疆|维吾尔|自治区|省|实况|标况|审核|后|前|及|和|与|至|到|的|份|[a-z0-9().\[\]/~+μ³]"
)


class DailyPlaces:
    """
    Places and stations by what tables of days call them.

    Parameters
    ----------
    places
        The workspace's.
    wanted
        Codes of the counties and prefectures that are assessed.
    stations
        Codes of the stations that are.
    named
        Stations by city and name.
    """

    def __init__(
        self,
        places: Places,
        wanted: Collection[str],
        stations: Collection[str],
        named: CodesByName,
    ) -> None:
        self._places = places
        self._wanted, self._stations = frozenset(wanted), frozenset(stations)
        self._names = StationNames(named)
        self._cities: dict[str, list[str]] = {}
        for place in places:
            if place.is_prefecture:
                self._cities.setdefault(station_key(place.name.zh, "")[0], []).append(place.code)
        self._spellings = _spellings(places)

    def of_row(self, columns: Columns, line: Line) -> tuple[str, str]:
        """Return the code of whom a row is; or none, and the trap that it is."""
        if columns.code:
            return columns.code, ""
        code = next(
            filter(None, (_code(columns.cell(line, key)) for key in ("station", "place"))), ""
        )
        if code:
            known = self._known(code)
            return known, "" if known else "day_elsewhere"
        site, city, county = (
            written(columns.cell(line, key)).strip() for key in ("site", "city", "county")
        )
        if not _is_nothing(site):
            return self._of_site(site, city, county)
        return self._of_area(city, county)

    def of_head(self, text: str) -> str:
        """Return the code of the station or place that a column's head is; empty for none."""
        code = self._known(_code(text))
        return code or self._of_area(text, "")[0]

    def told_by(self, texts: Sequence[str]) -> tuple[str, str]:
        """Return the code of the one station or place that titles tell of, and the text."""
        code, text = self._names.only_one_in(texts)
        if code in self._stations:
            return code, text
        told = {code: text for text in reversed(texts) if (code := self._in_title(text))}
        around = {self._places[code].prefecture for code in told}
        inner = [code for code in told if code not in around or len(told) == 1]
        if len(inner) != 1 or any(code not in {*inner, *around} for code in told):
            return "", ""
        return (inner[0], told[inner[0]]) if len(around) == 1 else ("", "")

    def _known(self, code: str) -> str:
        if code in self._stations:
            return code
        place = self._places.match(code).place if code.isdigit() else None
        return place.code if place and place.code in self._wanted else ""

    def _of_site(self, site: str, city: str, county: str) -> tuple[str, str]:
        codes = {self._names.code_of(area, site) for area in (county, city)} - {""}
        if not codes:
            return "", "station_unknown"
        code = codes.pop() if len(codes) == 1 else ""
        return (code, "") if code in self._stations else ("", "day_elsewhere")

    def _of_area(self, city: str, county: str) -> tuple[str, str]:
        around = None if _is_nothing(city) else self._city(city)
        if _is_nothing(county):
            place = around
        else:
            prefecture = around.prefecture if around else ""
            place = self._places.match(county, prefecture=prefecture).place
            if place and around and prefecture != place.prefecture:
                return "", "place_unknown"  # a county of that name, but of another city
        if place is None:
            return "", "place_unknown"
        return (place.code, "") if place.code in self._wanted else ("", "day_elsewhere")

    def _city(self, written_city: str) -> Place | None:
        """Return a place by its name, or a prefecture also by its name without 市 or 自治州."""
        place = self._places.match(written_city).place
        if place:
            return place
        codes = self._cities.get(station_key(written_city, "")[0], ())
        return self._places[codes[0]] if len(codes) == 1 else None

    def _in_title(self, title: str) -> str:
        """Return the code of the place that a title is of, if it holds no word of another."""
        rest = fold(title)
        held: dict[str, str] = {}
        for name, code in self._spellings:
            if name in rest:
                held[code] = name
                rest = rest.replace(name, " ")
        around = {self._places[code].prefecture for code in held}
        inner = [code for code in held if code not in around or len(held) == 1]
        alone = len(inner) == 1 and len(around) == 1 and not _BESIDE.sub("", rest).strip(" \0.-_")
        return inner[0] if alone and inner[0] in self._wanted else ""


def _spellings(places: Places) -> list[tuple[str, str]]:
    """Return every name that is one place's alone with its code, the longest first."""
    names: dict[str, set[str]] = {}
    for place in places:
        around = places.by_code.get(place.prefecture, place)
        city = "" if around is place else around.name.zh
        for name in (place.name.zh, *place.other_names):
            if len(name) >= _SHORTEST:
                for before in {"", city, station_key(city, "")[0]}:
                    names.setdefault(fold(before + name), set()).add(place.code)
    single = ((name, codes.pop()) for name, codes in names.items() if len(codes) == 1)
    return sorted(single, key=lambda item: (-len(item[0]), item))


def _code(cell: object) -> str:
    whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    code = plain(written(whole)).upper().removesuffix(".0")
    return "" if _is_nothing(code) else code


def _is_nothing(cell: str) -> bool:
    return cell.upper().strip("-—/ ") in _NOTHING
