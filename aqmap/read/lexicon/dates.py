"""Periods as documents write them, in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from aqmap.model.periods import (
    OPEN_YEAR,
    covers_whole_year,
    figure_bounds,
    has_open_year,
    period_bounds,
)
from aqmap.read.lexicon.free_stretches import FreeStretches
from aqmap.read.lexicon.plain_signs import narrow, without_blanks

_YEAR = r"(?P<year>20\d{2})年(?:度)?"
_TO = r"(?:[-－—–~～至到]|—{2}|－{2})"
_DAY_TO_DAY = rf"(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日{_TO}"
_LAST_DAY = r"(?:(?P<last_month>\d{1,2})月)?(?P<last_day>\d{1,2})日"
_NUMBERS = "一二三四五六七八九十"
_FIRST_MONTHS = rf"前(?P<month>\d{{1,2}}|[{_NUMBERS}])个月"
_PARTS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
}
_UNTIL = "(?:截[止至]到?|(?<![高升加降低少长])[到至])?"  # but for 提高到2022年的80%
_BARE = r"(?:[今本当]年|(?<![年\d每]))"  # without a year of its own, and not 每年9月
_PART = r"(?P<part>[上下]半年|第?(?:前三|[一二三四])个?季度)"
_YEARS_AGO = ("今年", "去年", "前年")
_IN_A_ROW = re.compile(rf"(?P<first>20\d{{2}})年?{_TO}(?P<last>20\d{{2}})年$")
_NO_ROW = re.compile("度|的?(?:秋冬|采暖|供暖|取暖|冬[季春]|春[季夏]|夏季)")
_LONGEST_ROW = 14  # signs of 2021年——2023年
_SPOKEN_DAY = re.compile(r"(?:(?<=月\d)|(?<=月\d\d))号")  # 12月17号
_Groups = re.Match[str]


YEAR_BEFORE, MONTH_BEFORE = "-1", "-0-1"
"""What 同比 is stated against, the same period a year before; and 环比, the month before."""
BEFORE = (YEAR_BEFORE, MONTH_BEFORE)
SAME_PART = "="
"""Before the year of 较2019年同期: the same part of that year."""
SAME_YEAR = "YYYY"
"""Stands for the year in a period that names none: 1-11月, 9月底前, 上半年."""


class PeriodMention(NamedTuple):
    """Where a period stands in a text, and its ISO form; empty where it cannot be told."""

    start: int
    end: int
    period: str


def _months(year: str, first: int, last: int) -> str:
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _days(match: _Groups) -> str:
    return _stretch_of_days(match, match["year"], match["last_year"] or match["year"])


def _bare_days(match: _Groups) -> str:
    return _stretch_of_days(match, SAME_YEAR, SAME_YEAR)


def _stretch_of_days(match: _Groups, year: str, last_year: str) -> str:
    first = f"{year}-{int(match['month']):02d}-{int(match['day']):02d}"
    month = int(match["last_month"] or match["month"])
    return f"{first}/{last_year}-{month:02d}-{int(match['last_day']):02d}"


def _over_years(match: _Groups) -> str:
    first = f"{match['year']}-{int(match['first']):02d}"
    return f"{first}/{match['last_year']}-{int(match['last']):02d}"


def _first_months(match: _Groups) -> str:
    year = match.groupdict().get("year") or SAME_YEAR
    month = match["month"]
    return _months(year, 1, int(month) if month.isdigit() else _NUMBERS.index(month) + 1)


def _cut_off(match: _Groups) -> str:
    return (
        f"{match['year']}-01-01/{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    )


def _stretch(match: _Groups) -> str:
    return _months(match["year"], int(match["first"]), int(match["last"]))


def _deadline(match: _Groups) -> str:
    return _months(match["year"], 1, int(match["month"]))


def _part(match: _Groups) -> str:
    return _months(match["year"], *_PARTS[re.sub("[第个]", "", match["part"])])


def _bare_stretch(match: _Groups) -> str:
    return _months(SAME_YEAR, int(match["first"]), int(match["last"]))


def _bare_deadline(match: _Groups) -> str:
    return _months(SAME_YEAR, 1, int(match["month"]))


def _bare_month(match: _Groups) -> str:
    return f"{SAME_YEAR}-{int(match['month']):02d}"


def _bare_cut_off(match: _Groups) -> str:
    month, day = int(match["month"]), int(match["day"])
    return f"{SAME_YEAR}-01-01/{SAME_YEAR}-{month:02d}-{day:02d}"


def _bare_part(match: _Groups) -> str:
    return _months(SAME_YEAR, *_PARTS[re.sub("[第个]", "", match["part"])])


def _month(match: _Groups) -> str:
    return f"{match['year']}-{int(match['month']):02d}"


def _year(match: _Groups) -> str:
    return match["year"]


def _since(match: _Groups) -> str:
    return f"{match['year']}/{SAME_YEAR}"


def _year_before(_: _Groups) -> str:
    return YEAR_BEFORE


def _of_the_month_before(_: _Groups) -> str:
    return MONTH_BEFORE


def _this_year(_: _Groups) -> str:
    return SAME_YEAR


def _unclear(_: _Groups) -> str:
    return ""


# In the order in which they are looked for. A deadline (9月底前) closes a period that opens with
# the year. What names a part of some year without the year, or several years, is unclear: a
# number beside it belongs to no period that a figure could state.
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[_Groups], str]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"20\d{{2}}年?{_TO}20\d{{2}}年(?:\d{{1,2}}月|度(?!假))?", _unclear),
        (rf"截[止至]到?{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日", _cut_off),
        (rf"[自从]?{_YEAR}{_DAY_TO_DAY}(?:(?P<last_year>20\d{{2}})年)?{_LAST_DAY}", _days),
        (
            rf"[自从]?{_YEAR}(?P<first>\d{{1,2}})月?{_TO}(?P<last_year>20\d{{2}})年(?P<last>\d{{1,2}})月份?",
            _over_years,
        ),
        (rf"{_YEAR}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日之?前", _cut_off),
        (rf"{_YEAR}\d{{1,2}}月\d{{1,2}}日|20\d{{2}}年度?(?:采暖[季期]|[春夏秋冬]季)", _unclear),
        (rf"{_YEAR}(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月份?", _stretch),
        (
            rf"(?:截[止至]到?|到|至)?{_YEAR}(?P<month>\d{{1,2}})月(?:(?:底|末)(?:之?前)?|之?前)",
            _deadline,
        ),
        (rf"截[止至]到?{_YEAR}(?P<month>\d{{1,2}})月份?", _deadline),
        (_YEAR + _FIRST_MONTHS, _first_months),
        (rf"{_YEAR}(?P<month>\d{{1,2}})月份?", _month),
        (_YEAR + _PART, _part),
        (rf"(?:自|从)?{_YEAR}(?:以来|起)", _since),
        (rf"{_UNTIL}{_YEAR}(?:底之?前|底|末|内|全年)?", _year),
        (rf"{_BARE}(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月份?", _bare_stretch),
        (rf"{_BARE}(?P<month>\d{{1,2}})月(?:底|末)之?前", _bare_deadline),
        (rf"(?:[自从]|{_BARE}){_DAY_TO_DAY}{_LAST_DAY}", _bare_days),
        (rf"(?<!年){_FIRST_MONTHS}", _first_months),
        (r"截[止至]到?(?P<month>\d{1,2})月(?:[底末份]|(?!\d))", _bare_deadline),
        (r"截[止至]到?(?P<month>\d{1,2})月(?P<day>\d{1,2})日", _bare_cut_off),
        (rf"{_BARE}(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日之?前", _bare_cut_off),
        (r"(?:去年|上年)(?:同期|(?=的\d))", _year_before),
        (r"上月(?=的\d)", _of_the_month_before),
        (rf"(?:[今本当]年|(?<![每去上前明今历]年)(?<![年每])){_PART}", _bare_part),
        (
            rf"{_BARE}(?<![-—－~～])(?P<month>\d{{1,2}})月(?:份|当月)?(?!\d|底|末|份|当月|之?前|[至到-])",
            _bare_month,
        ),
        (
            rf"\d{{1,2}}月?{_TO}\d{{1,2}}月|\d{{1,2}}月(?:\d{{1,2}}日|底|份|末)?前?|{_PART}",
            _unclear,
        ),
        ("(?<![每年])全年|年内|今年(?!以来)|本年度?", _this_year),
        (
            "采暖[季期]|[春夏秋冬]季|本月|当月|同期|去年|上年|前年|往年|明年|历年|每年|期间",
            _unclear,
        ),
        (r"(?:[每当次本]月)?\d{1,2}日(?=前|起|至|之)|\d+年内", _unclear),
        ("近?[两三五]年(?!任务|规划|计划|目标)|十[一二三四五六]五", _unclear),
    )
)


def find_periods(text: str) -> list[PeriodMention]:
    """Return the periods mentioned, the most exact reading at each spot, in order."""
    mentions: list[PeriodMention] = []
    closed_up = without_blanks(narrow(text))
    said = _SPOKEN_DAY.sub("日", closed_up.text)
    free = FreeStretches(len(said))
    for pattern, read in _PERIODS:
        mentions += (
            PeriodMention(*closed_up.span(*match.span()), _checked(read(match)))
            for match in pattern.finditer(said)
            if free.take(*match.span())
        )
    return sorted(mentions)


def of_this_year(written: str, period: str, year: str) -> str:
    """Return a period whose words count from the year of writing: 今年1—4月, 去年, 前年."""
    if not year:
        return period
    if written in _YEARS_AGO:
        return str(int(year) - _YEARS_AGO.index(written))
    return period.replace(SAME_YEAR, year) if written[:2] in ("今年", "本年") else period


def years_in_a_row(text: str, end: int) -> str:
    """Return the period of 2021—2023年 that ends a text there; nothing for a winter of two."""
    behind = _NO_ROW.match(text, end)
    match = _IN_A_ROW.search(text, max(0, end - _LONGEST_ROW), end)
    return _checked(f"{match['first']}/{match['last']}") if match and not behind else ""


def stated_against(written: str, period: str) -> str:
    """Return the period of a change's base: a year, or the same part of one."""
    if written == YEAR_BEFORE:
        return same_part(period)
    if written == MONTH_BEFORE:
        return _month_before(period)
    if written.startswith(SAME_PART):
        return same_part(period, written.removeprefix(SAME_PART))
    return written


def _month_before(period: str) -> str:
    """Return the month before a month; nothing for another period."""
    if not re.fullmatch(r"\d{4}-\d{2}", period):
        return ""
    day = period_bounds(period)[0] - timedelta(days=1)
    return f"{day:%Y-%m}"


def same_part(period: str, year: str = "") -> str:
    """
    Return the same part of another year, or of the year before.

    Nothing for a 29 February, and for the year before one that is open.
    """
    if has_open_year(period):
        return _checked(period.replace(OPEN_YEAR, year)) if year else ""
    return _checked(re.sub(r"\d{4}", lambda own: year or str(int(own[0]) - 1), period))


def find_period(text: str) -> str:
    """Return the first period of a text that can be told, or nothing."""
    periods = (mention.period for mention in find_periods(text))
    return next(
        (
            period
            for period in periods
            if period and SAME_YEAR not in period and period not in BEFORE
        ),
        "",
    )


def _checked(period: str) -> str:
    """Return no period for days or months that no calendar has; a year's 12 months are the year."""
    if not period or period in BEFORE:
        return period
    dated = re.sub(f"{SAME_YEAR}|{OPEN_YEAR}", "2096", period)  # a leap year none speaks of
    try:
        whole = covers_whole_year(dated)
    except ValueError:
        return ""
    return period[: len(SAME_YEAR)] if whole else period


def cut_off(period: str) -> str:
    """Return the last day of a value that covers part of a year, and nothing for a whole one."""
    if "/" not in period:
        return ""
    last = figure_bounds(period)[1].isoformat()
    return f"{OPEN_YEAR}{last[4:]}" if has_open_year(period) else last
