"""Periods in ISO 8601 and in words: 2021, 2021-03, 2021-01-01/2021-12-15; XXXX is an open year."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from aqmap.files.table_columns import UnfitCellError
from aqmap.words import Text

OPEN_YEAR = "XXXX"
"""Stands for the year that a document leaves open: XXXX-05, XXXX-05-01/XXXX-12-13."""
_STAND_IN = "0004"  # a leap year, before any that a figure is of
_PLACEHOLDER = "9996"  # a leap year, in words that no other number of a period is like
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)


@lru_cache(maxsize=4096)
def period_bounds(period: str) -> tuple[date, date]:
    """
    Return the first and the last day of a period.

    Raises
    ------
    ValueError
        If `period` is none of ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or two of them around ``/``.

    Examples
    --------
    >>> first, last = period_bounds("2021-01/2021-09")
    >>> first.isoformat(), last.isoformat()
    ('2021-01-01', '2021-09-30')
    """
    first, _, last = period.partition("/")
    start, end = _part_bounds(first)[0], _part_bounds(last or first)[1]
    if end < start:
        raise ValueError(period)
    return start, end


def period(written: str) -> str:
    """Read the cell of a period; an `UnfitCellError` shows how one is written."""
    try:
        period_bounds(written)
    except ValueError:
        raise UnfitCellError("2021 | 2021-03 | 2021-01-01/2021-12-15") from None
    return written


def has_open_year(period: str) -> bool:
    """Return whether the year is yet to be told: such a period is compared with no other."""
    return OPEN_YEAR in period


def figure_bounds(period: str) -> tuple[date, date]:
    """
    Return the first and the last day of a figure's period, whose year may be open.

    Days of an open year lie in one long before any other, so that they fall into no period.

    Raises
    ------
    ValueError
        As `period_bounds`, and if one of two years is open.
    """
    if has_open_year(period) and re.search(r"\d{4}", period):
        raise ValueError(period)
    return period_bounds(period.replace(OPEN_YEAR, _STAND_IN))


def figure_period(written: str) -> str:
    """Read the cell of a figure's period, whose year may be open."""
    try:
        figure_bounds(written)
    except ValueError:
        raise UnfitCellError("2021 | 2021-03 | 2021-01-01/2021-12-15") from None
    return written


def _part_bounds(part: str) -> tuple[date, date]:
    match = _ISO.fullmatch(part)
    if not match:
        raise ValueError(part)
    year, month, day = (int(g) if g else None for g in match.groups())
    assert year is not None  # noqa: S101 - the pattern always has a year
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or 1), date(year, month, day or last)


def shortest_period(first: date, last: date) -> str:
    """
    Return the period of some days as it is written shortest.

    Examples
    --------
    >>> shortest_period(date(2021, 1, 1), date(2021, 12, 31))
    '2021'
    >>> shortest_period(date(2021, 2, 1), date(2021, 2, 28))
    '2021-02'
    """
    for written in (f"{first:%Y}", f"{first:%Y-%m}", first.isoformat()):
        if period_bounds(written) == (first, last):
            return written
    return f"{first.isoformat()}/{last.isoformat()}"


def encloses(whole: str, part: str) -> bool:
    """Return whether no day of `part` lies outside `whole`; a part of an open year does."""
    (start, end), (first, last) = figure_bounds(whole), figure_bounds(part)
    return start <= first and last <= end


def is_day(written: str) -> bool:
    """Return whether this is a day: 2021-01-31."""
    try:
        return len(written) == len("2021-01-31") and bool(period_bounds(written))
    except ValueError:
        return False


def covers_whole_year(period: str) -> bool:
    """Return whether the period is one calendar year, to the day, and it is known which."""
    if has_open_year(period):
        return False
    start, end = period_bounds(period)
    return start == date(start.year, 1, 1) and end == date(start.year, 12, 31)


@lru_cache(maxsize=4096)
def period_text(period: str) -> Text:
    """
    Return the period as a planner says it, its year first.

    Whole years and whole months are said as such: 2013—2015年, 2021年1—9月.

    Examples
    --------
    >>> period_text("2021-01-01/2021-12-15").zh
    '2021年1月1日至12月15日'
    >>> period_text("XXXX-05").zh
    '（年份待核对）5月'
    """
    if has_open_year(period):
        dated = period_text(period.replace(OPEN_YEAR, _PLACEHOLDER))
        zh = dated.zh.replace(f"{_PLACEHOLDER}年", "（年份待核对）")
        return Text(zh, dated.en.replace(_PLACEHOLDER, "(year open)"))
    start, end = period_bounds(period)
    if start == end:
        return day_text(start)
    is_of_months = start.day == 1 and end == _part_bounds(f"{end:%Y-%m}")[1]
    if is_of_months and start.month == 1 and end.month == 12:
        return _year_range(start.year, end.year)
    if is_of_months:
        return _month_range(start, end)
    until = day_text(end, year=end.year != start.year)
    return Text(f"{day_text(start).zh}至{until.zh}", f"{day_text(start).en} to {until.en}")


def _year_range(first: int, last: int) -> Text:
    if first == last:
        return Text(f"{first}年", f"{first}")
    return Text(f"{first}—{last}年", f"{first}–{last}")


def _month_range(start: date, end: date) -> Text:
    """Return whole months in words; the year stands once where it is one."""
    if start.year != end.year:
        zh = f"{start.year}年{start.month}月—{end.year}年{end.month}月"
        return Text(zh, f"{start:%b} {start.year}–{end:%b} {end.year}")
    if start.month == end.month:
        return Text(f"{start.year}年{start.month}月", f"{start:%b} {start.year}")
    zh = f"{start.year}年{start.month}—{end.month}月"
    return Text(zh, f"{start:%b}–{end:%b} {start.year}")


def day_text(day: date, *, year: bool = True) -> Text:
    """Return a day in words, with or without its year."""
    zh = f"{day.month}月{day.day}日"
    en = f"{day.day} {day:%b}"
    return Text(f"{day.year}年{zh}", f"{en} {day.year}") if year else Text(zh, en)
