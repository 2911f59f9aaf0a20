"""Lists of sand-dust days: which days, for which county or prefecture."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.files.written_rows import written_rows
from aqmap.read.stations.tables.timestamps import DAY, EPOCH, stamp_of
from aqmap.workspace.places import Places

_LONGEST = 60  # days
_UNTIL = re.compile(r"[至到~〜—–/-]+")
_HEADING = re.compile(r"日期|时间|沙尘|date|day", re.IGNORECASE)


def read_dust_days(path: Path, places: Places) -> dict[str, frozenset[date]]:
    """
    Return the days of a list by the code of their area, "" for everywhere.

    A row is a date, or the first and last of at most 60, and, if it is not meant for the whole
    workspace, the name or code of a county or prefecture; whatever else stands behind it (who
    decided it) is not used. The first row may name the columns.

    Raises
    ------
    SourceError
        As `aqmap.files.text_files.read_text`.
    TableError
        With every row that begins with no date from 1970 to 2100, or with a span that ends before
        it begins or is too long, or that names an area that is not known; or if no row is there.
    """
    days_of: dict[str, set[date]] = {}
    faults: list[Fault] = []
    listed = written_rows(path, remarks_anywhere=True)
    for number, (line, cells) in enumerate(listed.all_rows(faults)):
        row = [cell.strip() for cell in cells]
        if number == 0 and _is_header(row):
            continue
        written, area = (*row, "")[:2]
        code = _code(area, places)
        days = _days(written)
        place_in_file = listed.spot(line)
        if area and not code:
            faults.append(Fault("dust_area", path, place_in_file, found=area))
        if days is None:
            faults.append(Fault("dust_day", path, place_in_file, found=written))
        elif not days:
            faults.append(Fault("dust_span", path, place_in_file, found=written, expected=_LONGEST))
        else:
            days_of.setdefault(code, set()).update(days)
    if not days_of and not faults:
        faults.append(Fault("dust_empty", path))
    if faults:
        raise TableError(faults)
    return {code: frozenset(days) for code, days in days_of.items()}


def _is_header(row: Sequence[str]) -> bool:
    return bool(_HEADING.search(row[0])) and not re.search(r"\d", "".join(row))


def _code(area: str, places: Places) -> str:
    place = places.match(area).place if area else None
    return place.code if place else ""


def _days(written: str) -> Sequence[date] | None:
    """Return the days of a date or span, none of one that cannot be, or nothing for neither."""
    plain = unicodedata.normalize("NFKC", written)
    day = _day(plain)
    if day:
        return [day]
    for sign in _UNTIL.finditer(plain):
        first, last = _day(plain[: sign.start()].strip()), _day(plain[sign.end() :].strip())
        if first and last:
            length = (last - first).days + 1
            return [first + timedelta(n) for n in range(length)] if length <= _LONGEST else []
    return None


def _day(written: str) -> date | None:
    stamp = stamp_of(written, "00:00")
    if stamp is None or stamp.shifted:
        return None
    return EPOCH + timedelta(stamp.minutes // DAY)
