"""A period that fills a cell, as people write it: 2025年1—6月, 2025/1, 2025年度 → ISO 8601."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from aqmap.model.periods import period_bounds
from aqmap.read.lexicon.dates import SAME_YEAR, find_periods

_YEAR = re.compile(r"(\d{4})(?:\.0+|年度?)?")
_DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?")
_DATE_IN_WORDS = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日|份)?")
_DIGITS = re.compile(r"(20\d{2})(\d{2})(\d{2})?")
_STRETCH = re.compile(
    r"(\d{4})[/.年](\d{1,2})月?[-—–~至到](\d{1,2})月?份?|(\d{4})-(\d{1,2})[~至到](\d{1,2})月?"
)
_TO = re.compile("[-—–~至到]")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_EPOCH = date(1899, 12, 30)  # from which spreadsheets count days

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "year": _YEAR,
    "date": _DATE,
    "date_in_words": _DATE_IN_WORDS,
    "digits": _DIGITS,
    "stretch": _STRETCH,
    "to": _TO,
    "serial": _SERIAL,
}
"""The grammar of a period in digits, for the interactive page."""


@lru_cache(maxsize=4096)
def iso_period(written: str) -> str:
    """
    Return a period in ISO 8601, or nothing where it cannot be told.

    What may be two periods is none: 2025.1 is January, or October whose 0 a spreadsheet dropped,
    and 2025-1-6 is a day or six months.

    Examples
    --------
    >>> [iso_period(written) for written in ("2025年", "2025/1", "2025年1—6月", "2025.1")]
    ['2025', '2025-01', '2025-01/2025-06', '']
    """
    plain = "".join(unicodedata.normalize("NFKC", written).split())
    if period := _one(plain) or _stretch(plain):
        return period
    for sign in _TO.finditer(plain):
        first, last = _one(plain[: sign.start()]), _one(plain[sign.end() :])
        if first and last:
            return _checked(f"{first}/{last}")
    return _checked(plain) or _in_words(plain)


@lru_cache(maxsize=4096)
def date_of_serial(written: str) -> str:
    """Return the day that a spreadsheet's number of a day stands for: 44561 is 2021-12-31."""
    match = _SERIAL.fullmatch(unicodedata.normalize("NFKC", written).strip())
    day = _EPOCH + timedelta(days=int(match[1])) if match else _EPOCH
    return day.isoformat() if _FIRST <= day <= _LAST else ""


def _one(plain: str) -> str:
    """Return a year, a month or a day."""
    if year := _YEAR.fullmatch(plain):
        return _checked(year[1])
    match = _DATE_IN_WORDS.fullmatch(plain) or _DIGITS.fullmatch(plain)
    if match:
        return _joined(match[1], match[2], match[3])
    match = _DATE.fullmatch(plain)
    if match is None or _is_ambiguous(match):
        return ""
    return _joined(match[1], match[3], match[4])


def _is_ambiguous(match: re.Match[str]) -> bool:
    _, sign, month, day = match.groups()
    if day is None:
        return sign == "." and len(month) == 1
    return sign == "-" and len(month) == len(day) == 1


def _stretch(plain: str) -> str:
    match = _STRETCH.fullmatch(plain)
    if match is None:
        return ""
    year, first, last = (group for group in match.groups() if group)
    return _checked(f"{year}-{int(first):02d}/{year}-{int(last):02d}")


def _in_words(plain: str) -> str:
    mentions = find_periods(plain)
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(plain)):
        return ""
    return "" if SAME_YEAR in mentions[0].period else _checked(mentions[0].period)


def _joined(year: str, month: str, day: str | None) -> str:
    parts = [year, f"{int(month):02d}", *([f"{int(day):02d}"] if day else [])]
    return _checked("-".join(parts))


def _checked(period: str) -> str:
    """Return a period that the calendar has, or nothing."""
    try:
        period_bounds(period)
    except ValueError:
        return ""
    return period
