"""Periods as documents write them, in ISO 8601."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from typing import NamedTuple

_YEAR = r"(?P<year>20\d{2})年(?:度)?"
_TO = r"[-－—–~～至到]"
_HALVES = {"上": (1, 6), "下": (7, 12)}
_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12), "前三": (1, 9)}


class PeriodMention(NamedTuple):
    """Where a period stands in a text, and its ISO form; empty where it cannot be told."""

    start: int
    end: int
    period: str


def _cut_off(found: re.Match[str]) -> str:
    return f"{found['year']}-01-01/{found['year']}-{int(found['month']):02d}-{int(found['day']):02d}"


def _months(found: re.Match[str]) -> str:
    return _span(found["year"], int(found["first"]), int(found["last"]))


def _part(found: re.Match[str]) -> str:
    parts = _HALVES if found["part"] in _HALVES else _QUARTERS
    return _span(found["year"], *parts[found["part"]])


def _span(year: str, first: int, last: int) -> str:
    return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first <= last <= 12 else ""


def _month(found: re.Match[str]) -> str:
    month = int(found["month"])
    return f"{found['year']}-{month:02d}" if 1 <= month <= 12 else ""


def _year(found: re.Match[str]) -> str:
    return found["year"]


def _unclear(_: re.Match[str]) -> str:
    return ""


# In the order in which they are looked for. A deadline (9月底前) closes a period that opens with
# the year. What names a part of some year without the year, or several years, is unclear: a
# number beside it belongs to no period that a figure could state.
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"截[止至]到?{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"), _cut_off),
    (re.compile(rf"{_YEAR}\d{{1,2}}月\d{{1,2}}日"), _unclear),
    (re.compile(rf"{_YEAR}(?P<first>1)月?{_TO}(?P<last>\d{{1,2}})月份?"), _months),
    (re.compile(rf"{_YEAR}(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月份?"), _months),
    (re.compile(rf"{_YEAR}(?P<first>)(?P<last>1?\d)月底之?前"), lambda m: _span(m[1], 1, int(m[3]))),
    (re.compile(rf"{_YEAR}(?P<month>\d{{1,2}})月份?"), _month),
    (re.compile(rf"{_YEAR}(?P<part>[上下])半年"), _part),
    (re.compile(rf"{_YEAR}第?(?P<part>前三|[一二三四])个?季度"), _part),
    (re.compile(rf"20\d{{2}}年?{_TO}20\d{{2}}年"), _unclear),
    (re.compile(rf"(?:{_TO}20\d{{2}}年)"), _unclear),
    (re.compile(rf"(?:到|至|截[止至]到?)?{_YEAR}(?:底之?前|底|末|内|全年|以来|起)?"), _year),
    (
        re.compile(
            rf"\d{{1,2}}月?{_TO}\d{{1,2}}月|\d{{1,2}}月(?:\d{{1,2}}日|底|份|末)?前?|[上下]半年"
            r"|第?(?:前三|[一二三四])个?季度|采暖[季期]|[春夏秋冬]季|本月|当月|同期|去年|上年|前年|往年"
            r"|明年|历年|近\S{1,2}年|每年|期间|[“\"]?十[一二三四五六]五[”\"]?|[三五两]年"
        ),
        _unclear,
    ),
)


def find_periods(text: str) -> list[PeriodMention]:
    """Return the periods mentioned, the most exact reading at each spot, in order."""
    found: list[PeriodMention] = []
    for pattern, read in _PERIODS:
        for match in pattern.finditer(text):
            if all(match.end() <= f.start or match.start() >= f.end for f in found):
                found.append(PeriodMention(match.start(), match.end(), _checked(read(match))))
    return sorted(found)


def find_period(text: str) -> str:
    """Return the first period of a text that can be told, or nothing."""
    return next((mention.period for mention in find_periods(text) if mention.period), "")


def _checked(period: str) -> str:
    """Return no period for a day that no calendar has."""
    year, month, day = (int(part) for part in (*period[-10:].split("-"), "1", "1")[:3]) if (
        period.count("-") == 4
    ) else (2000, 1, 1)
    valid = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return period if valid else ""
