"""The dates that a file's name tells: 20190131, 2019-01-31, 2019年1月, 20190101-20191231."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from aqmap.read.stations.hours import Traps

_FIRST, _LAST = 1970, 2100
_FIRST_BARE = 2005  # of four digits alone, which may be a number of stations
_ENDINGS = re.compile(r"(?:\.(?:csv|json|geojson|xlsx|txt|gz|tar|tgz))+$", re.IGNORECASE)
# when a file was made, and winters, which reach into the next year
_OTHER = re.compile(
    r"导出|下载|生成|采暖|供暖|冬|export|download|creat|updat|version", re.IGNORECASE
)
_STANDARD = re.compile(r"(?:GB|HJ|DB)[/T\s\d.]*[-—–]\d{4}", re.IGNORECASE)
_TO = r"\s*[-~—–至到]\s*"
_DAY = re.compile(
    r"(?<!\d)(\d{4})(?:(\d\d)(\d\d)(?:[0-2]\d(?:[0-5]\d){0,2})?(?!\d)"
    r"|([-_./])(\d\d?)\4(\d\d?)(?!\d)|年(\d\d?)月(\d\d?)(?:日|(?!\d)))"
    rf"(?:{_TO}(?:(?P<month>\d\d?)月)?(?P<day>\d\d?)(?:日|(?![\d月]))|{_TO}(?P<both>\d{{4}})(?![\d年]|[-_./]\d))?"
)
_MONTH = re.compile(
    r"(?<!\d)(\d{4})(?:(\d\d)(?!\d)|-(\d\d)(?!\d)|年(\d\d?)(?=月|[-~—–至到]\d))月?"
    rf"(?:{_TO}(?P<month>\d\d?)(?:月|(?!\d)))?"
)
_OPEN = re.compile(rf"\0{_TO}\d")  # a span whose end is not understood
_YEAR = re.compile(
    r"(?<![\dA-Za-z])(\d{4})(?![\dA-Za-z]|个|[-./]\d\d?(?!\d)|_(?:1[3-9]|[2-9]\d)(?!\d))"
)


class NamedDates(NamedTuple):
    """The first and the last date that a name tells."""

    first: date
    last: date

    def beyond(
        self, dates: Collection[date], midnights: Collection[date], slack: int
    ) -> list[date]:
        """
        Return the dates that the name does not tell.

        Parameters
        ----------
        dates
            Of a file's labels.
        midnights
            Those of them with no hour but 0: that of the day behind the last is its 24:00.
        slack
            Days that another time zone may shift.
        """
        first, last = self.first - timedelta(slack), self.last + timedelta(slack)
        end = self.last + timedelta(1)
        return sorted(
            day for day in dates if not (first <= day <= last or (day == end and day in midnights))
        )


def note_dates(
    name: str, dates: Collection[date], midnights: Collection[date], met: Traps, traps: Traps
) -> None:
    """
    Count the dates in a file that its name does not tell.

    Parameters
    ----------
    name
        Of the file, behind that of an archive it lies in.
    dates, midnights
        See `NamedDates.beyond`.
    met
        What was met in the file: rows in another time zone may be of the day before or behind.
    traps
        Gets the count.
    """
    named = dates_of_name(name)
    if named:
        shifted = any(trap == "other_time_zone" for _, trap in met.counts)
        beyond = named.beyond(dates, midnights, int(shifted))
        traps.note(name, "date_not_of_name", len(beyond), str(beyond[0]) if beyond else "")


@lru_cache(1 << 10)
def dates_of_name(name: str) -> NamedDates | None:
    """Return the dates that a file's name tells; of several all that lie between them."""
    plain = unicodedata.normalize("NFKC", name.rpartition("/")[2])
    stem = _STANDARD.sub(" ", _ENDINGS.sub("", plain))
    if _OTHER.search(stem):
        return None
    spans: list[NamedDates] = []
    for pattern, read in ((_DAY, _days), (_MONTH, _months), (_YEAR, _years)):
        stem = _without(stem, pattern, read, spans)
    if not spans or _OPEN.search(stem):
        return None
    return NamedDates(min(span.first for span in spans), max(span.last for span in spans))


_Read = Callable[[re.Match[str]], Iterator[NamedDates]]


def _without(stem: str, pattern: re.Pattern[str], read: _Read, spans: list[NamedDates]) -> str:
    """Return a name without the dates of one kind, which are added to the spans."""

    def taken(match: re.Match[str]) -> str:
        try:
            found = list(read(match))
        except ValueError:
            return match[0]
        spans.extend(found)
        return "\0"

    return pattern.sub(taken, stem)


def _whole(first: date, last: date) -> NamedDates:
    if not _FIRST <= first.year <= last.year <= _LAST:
        raise ValueError(first)
    return NamedDates(first, last)


def _days(match: re.Match[str]) -> Iterator[NamedDates]:
    year, month, day = (int(part) for part in match.group(1, 2, 3, 5, 6, 7, 8) if part)
    first = date(year, month, day)
    yield _whole(first, first)
    both = match["both"]
    if both and _FIRST <= int(both) <= _LAST:
        yield _whole(first, date(int(both), 12, 31))
        return
    later = (both[:2], both[2:]) if both else (match["month"] or month, match["day"])
    if later[1]:  # 20190101-0131, 2019年1月5日至2月3日; or an hour: 2019-01-31-05
        with suppress(ValueError):
            yield _whole(first, max(first, date(year, int(later[0]), int(later[1]))))


def _months(match: re.Match[str]) -> Iterator[NamedDates]:
    year, month = (int(part) for part in match.group(1, 2, 3, 4) if part)
    yield _whole(date(year, month, 1), _month_end(year, month))
    later = int(match["month"] or 0)
    if month < later <= 12:
        yield _whole(date(year, month, 1), _month_end(year, later))


def _years(match: re.Match[str]) -> Iterator[NamedDates]:
    year = int(match[1])
    if year < _FIRST_BARE:
        raise ValueError(year)
    yield _whole(date(year, 1, 1), date(year, 12, 31))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
