"""Lists of sand-dust days: which days, for which county or prefecture."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from aqmap.errors import Fault, TableError
from aqmap.places import Places
from aqmap.textfiles import read_text


def read_dust_days(path: Path, places: Places) -> dict[str, frozenset[date]]:
    """
    Return the days of a list by the code of their area, "" for everywhere.

    A row is a date and, if it is not meant for the whole workspace, the name or code of a county or
    prefecture; whatever else stands behind it (who decided it) is not used.

    Raises
    ------
    TableError
        With every row that begins with no date, or names an area that is not known.
    """
    found: dict[str, set[date]] = {}
    faults: list[Fault] = []
    for line, row in enumerate(csv.reader(StringIO(read_text(path))), 1):
        written, area = (*(cell.strip() for cell in row), "", "")[:2]
        if not written or written.startswith("#") or (line == 1 and not written[:1].isdigit()):
            continue
        matched = places.match(area).place if area else None
        code = area if area in places.by_code else matched.code if matched else ""
        if area and not code:
            faults.append(Fault("dust_area", path, f"line {line}", found=area))
        try:
            found.setdefault(code, set()).add(date.fromisoformat(written))
        except ValueError:
            faults.append(Fault("dust_day", path, f"line {line}", found=written))
    if faults:
        raise TableError(faults)
    return {code: frozenset(days) for code, days in found.items()}
