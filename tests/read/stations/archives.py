"""Synthetic archives in the national layout, and what they hold by plain loops."""

import csv
from datetime import date, timedelta
from typing import Any

from aqmap.model.natural_days import POLLUTANTS

OTHERS = ("AQI", "PM2.5_24h", "O3_8h", "O3_8h_24h", "CO_24h")
FIRST = date(2021, 3, 1)


def write_day(path, day, rows, stations):
    """Write one file: `rows` by (hour, type), a text a station."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "hour", "type", *stations])
        for (hour, kind), cells in rows.items():
            writer.writerow([f"{day:%Y%m%d}", hour, kind, *cells])


def write_archive(folder, values, stations, *, first=FIRST):
    """
    Write an archive of `values[day][hour][pollutant][station]`, text; hour 0 to 23 of each label.

    Row types that no one asks for stand between them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for n, hours in enumerate(values):
        day = first + timedelta(days=n)
        rows = {}
        for hour, kinds in hours.items():
            for other in OTHERS:
                rows[hour, other] = ["999"] * len(stations)
            for kind, cells in kinds.items():
                rows[hour, kind] = cells
        write_day(folder / f"china_sites_{day:%Y%m%d}.csv", day, rows, stations)
    return folder


def natural_days(values, stations, *, first=FIRST, pollutants=POLLUTANTS):
    """
    Return ``{(day, station, pollutant): [24 thousandths or None]}`` of natural days.

    The hours that end at 01:00 to 24:00: labels 1 to 23 of the day, and 0 of the next.
    """
    found: dict[tuple[Any, ...], Any] = {}
    for n, hours in enumerate(values):
        for hour, kinds in hours.items():
            day = first + timedelta(days=n - (hour == 0))
            for kind, cells in kinds.items():
                if kind not in pollutants:
                    continue
                for station, cell in zip(stations, cells, strict=True):
                    row = found.setdefault((day, station, kind), [None] * 24)
                    row[(hour or 24) - 1] = round(float(cell) * 1000) if cell else None
    return found
