"""When rows of a table were measured, in minutes of Beijing time."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

EPOCH = date(1970, 1, 1)
DAY = 1440
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_050  # Excel's numbers of 1970-01-01 and 2099-12-31
_BEIJING = 480  # minutes before UTC
_LONGEST = 60
_EXCEL_24 = datetime(1900, 1, 1)  # what openpyxl makes of 24:00 in a cell for times
_DATE = re.compile(
    r"(?:(\d{4})([-/.])(\d\d?)\2(\d\d?)(?=[T\s,]|$)|(\d{4})年(\d\d?)月(\d\d?)日?"
    r"|(\d{4})(\d\d)(\d\d)(?=[T\s,\d]|$))[T\s,]*(.*)"
)
_ZONE = re.compile(r"(.*?)(?:(Z|UTC|GMT)|(?:UTC|GMT)?\+(0\d|1[0-4]):?(\d\d)?)", re.IGNORECASE)
_DIGITS = re.compile(r"(\d\d)(\d\d)?(\d\d)?(?:\.0+)?")
_ONE = r"(\d\d?)(?:[:时点](\d\d?)分?(?::?(\d\d(?:\.\d+)?)秒?)?|\.0+|[时点h])?"
_CLOCK = re.compile(rf"{_ONE}(?:[-~〜–—至到]{_ONE})?")


class Stamp(NamedTuple):
    """
    When a value was measured.

    Attributes
    ----------
    minutes
        Since 1970-01-01 00:00 Beijing time.
    clocked
        Whether the time of day is written: an Excel date may be a day or its first minute.
    shift
        What of the minutes was added for another time zone.
    zoned
        Whether it was written with its time zone.
    """

    minutes: int
    clocked: bool = True
    shift: int = 0
    zoned: bool = False

    @property
    def shifted(self) -> bool:
        """Whether it was written in another time zone."""
        return bool(self.shift)


class _Written(NamedTuple):
    """A date in minutes, its time of day if there is one, and what is Beijing time before it."""

    day: int
    clock: int | None
    clocked: bool = True
    shift: int | None = None


def stamp_of(day: object, clock: object = None, *, shift: int = 0) -> Stamp | None:
    """
    Return when a row was measured, or nothing if its cells do not tell.

    Parameters
    ----------
    day
        A cell with a date, or with a date and a time of day: text, Excel's number or moment.
    clock
        A cell with the time of day, empty or not, if there is another column of it; of a range
        the end counts.
    shift
        Minutes to add where the cells name no time zone.
    """
    return _stamp(_cacheable(day), _cacheable(clock), shift)


def _cacheable(cell: object) -> object:
    if isinstance(cell, str | list | dict):
        text = unicodedata.normalize("NFKC", str(cell)[: _LONGEST * 2]).strip()
        return text if len(text) <= _LONGEST else "?"
    return cell


@lru_cache(1 << 14, typed=True)
def _stamp(day: object, clock: object, shift: int) -> Stamp | None:
    written = _written(day)
    if written is None:
        return None
    whole = _written(clock)
    if clock is None or clock == "" or (whole and whole.clock is not None):
        written = whole or written
        if written.clock is None or not (written.clocked or clock is None):
            return None
        minutes = written.clock
    else:
        clock_minutes = _time_of_day(clock)
        if clock_minutes is None:
            return None
        minutes = clock_minutes
        if written.clock:  # both tell an hour, and one of them perhaps minutes
            if written.clock // 60 != clock_minutes // 60:
                return None
            minutes = max(written.clock, clock_minutes)
        written = written._replace(clocked=True)
    zoned = written.shift is not None
    shift = shift if written.shift is None else written.shift
    return Stamp(written.day + minutes + shift, written.clocked, shift, zoned)


def _written(cell: object) -> _Written | None:
    """Return what a cell with a date tells; years before 1970 and after 2100 are none."""
    if isinstance(cell, datetime):
        day = _midnight(cell.year, cell.month, cell.day)
        clock = _rounded(cell.hour, cell.minute, cell.second + cell.microsecond / 1e6)
        return None if day is None else _Written(day, clock, clock != 0)
    if isinstance(cell, date):
        day = _midnight(cell.year, cell.month, cell.day)
        return None if day is None else _Written(day, None)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None or isinstance(cell, bool | time | timedelta) else str(cell)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
        return _from_serial(float(text))
    return _from_text(text)


def _from_serial(number: float) -> _Written | None:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return None
    day, clock = divmod(int((number - _FIRST_SERIAL) * DAY + 0.5), DAY)
    return _Written(day * DAY, clock, clock != 0)


def _from_text(text: str) -> _Written | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, number = (int(part) for part in match.group(1, 3, 4, 5, 6, 7, 8, 9, 10) if part)
    day, rest, shift = _midnight(year, month, number), match[11], None
    if day is None:
        return None
    zone = _ZONE.fullmatch(rest)
    if zone:
        rest, before = zone[1].strip(), int(zone[3] or 0) * 60 + int(zone[4] or 0)
        shift = _BEIJING - before
    if match[8]:  # 2023111522
        rest = _with_colons(rest)
    if not rest:
        return None if zone else _Written(day, None)
    clock = _time_of_day(rest)
    return None if clock is None else _Written(day, clock, shift=shift)


def _midnight(year: int, month: int, day: int) -> int | None:
    try:
        midnight = date(year, month, day)
    except ValueError:
        return None
    return (midnight - EPOCH).days * DAY if EPOCH.year <= year <= 2100 else None


def _time_of_day(cell: object) -> int | None:
    """Return the minute of the day that a cell tells, to the nearest; 1440 is its end."""
    if isinstance(cell, time):
        return _rounded(cell.hour, cell.minute, cell.second + cell.microsecond / 1e6)
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds() / 60 + 0.5)
        return minutes if 0 <= minutes <= DAY else None
    if isinstance(cell, datetime):
        return DAY if cell == _EXCEL_24 else None
    written = "".join(str(cell).split())
    written = _with_colons(written) if len(written) in {4, 6} else written  # 2200
    match = None if isinstance(cell, bool) else _CLOCK.fullmatch(written)
    if match is None:
        return None
    begin = _rounded(int(match[1]), int(match[2] or 0), float(match[3] or 0))
    if match[4] is None or begin is None:
        return begin
    end = _rounded(int(match[4]), int(match[5] or 0), float(match[6] or 0))
    return None if end is None else _end(begin, end)


def _with_colons(written: str) -> str:
    """Return a time of day of digits alone with colons between them; any other as it is."""
    digits = _DIGITS.fullmatch(written)
    return ":".join(part for part in digits.groups() if part) if digits else written


def _end(begin: int, end: int) -> int | None:
    """Return where a range of an hour at most ends: 13:00-13:59 ends at 14:00, 23-0 at 24:00."""
    length = (end - begin) % DAY
    length += length == 59
    return begin + length if 0 < length <= 60 and begin + length <= DAY else None


def _rounded(hour: int, minute: int, second: float) -> int | None:
    """Return the nearest minute: Excel's times fall short of it by parts of a second."""
    minutes = hour * 60 + minute + (second >= 30)
    return minutes if minute < 60 and second < 60 and minutes <= DAY else None
