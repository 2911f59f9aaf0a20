"""Readings made from hourly values by plain loops, as the standard defines them; all synthetic."""

from datetime import date, timedelta

import numpy as np

from aqmap.model.natural_days import Days


def days_of(hourly, *, pollutants, first=date(2021, 1, 1)):
    """
    Return readings of stations from `hourly[station][pollutant][day][0..23]`, thousandths or None.

    The 24 entries are the hours ending at 01:00 to 24:00.
    """
    stations = tuple(sorted(hourly))
    count = max(len(row) for own in hourly.values() for row in own.values())
    shape = (count, len(stations))
    hours = {name: np.zeros(shape, np.int16) for name in pollutants}
    totals = {name: np.zeros(shape, np.int64) for name in pollutants}
    windows, window_hours = np.zeros(shape, np.int16), np.zeros(shape, np.int16)
    window_totals, peaks = np.zeros(shape, np.int64), np.full(shape, -1, np.int64)
    for column, station in enumerate(stations):
        for name in pollutants:
            for row, day in enumerate(hourly[station].get(name, [])):
                there = [value for value in day if value is not None]
                hours[name][row, column], totals[name][row, column] = len(there), sum(there)
                if name == "O3":
                    at = row, column
                    windows[at], window_hours[at], window_totals[at] = best_window(day)
                    peaks[at] = max(there, default=-1)
    dates = tuple(first + timedelta(days=n) for n in range(count))
    return Days(dates, stations, hours, totals, windows, window_hours, window_totals, peaks)


def best_window(day):
    """Return how many 8 h means ending at 08:00 to 24:00 are valid, and the highest's parts."""
    valid = []
    for end in range(8, 25):
        there = [value for value in day[end - 8 : end] if value is not None]
        if len(there) >= 6:
            valid.append((sum(there) / len(there), len(there), sum(there)))
    _, hours, total = max(valid, default=(0, 0, 0))
    return len(valid), hours, total
