"""
The assessment again, slow and plain, from the standards' text: GB 3095, HJ 633-2012, HJ 663.

Written before and apart from `aqmap.decide.assess`; fractions throughout.
"""

from fractions import Fraction
from math import ceil

TABLE = {  # HJ 633-2012, table 1: concentrations at IAQI 0, 50, 100, 150, 200, 300, 400, 500
    "SO2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "NO2": (0, 40, 80, 180, 280, 565, 750, 940),
    "PM10": (0, 50, 150, 250, 350, 420, 500, 600),
    "CO": (0, 2, 4, 14, 24, 36, 48, 60),
    "O3 1h": (0, 160, 200, 300, 400, 800, 1000, 1200),
    "O3": (0, 100, 160, 215, 265, 800),
    "PM2.5": (0, 35, 75, 115, 150, 250, 350, 500),
}
NODES = (0, 50, 100, 150, 200, 300, 400, 500)


def day_mean(day):
    """Return the mean of a natural day with 20 hours or more, else None."""
    there = [Fraction(value, 1000) for value in day if value is not None]
    return sum(there) / len(there) if len(there) >= 20 else None


def day_ozone(day):
    """Return the highest 8 h mean: 14 valid of those ending at 08:00 to 24:00, or above 160."""
    means = []
    for end in range(8, 25):
        there = [Fraction(value, 1000) for value in day[end - 8 : end] if value is not None]
        if len(there) >= 6:
            means.append(sum(there) / len(there))
    if means and (len(means) >= 14 or max(means) > 160):
        return max(means)
    return None


def day_values(station, pollutants):
    """Return a station's days, each a dict of the valid values."""
    found = []
    for n in range(max(len(rows) for rows in station.values())):
        values = {}
        for name in pollutants:
            day = station[name][n]
            if name == "O3":
                values["O3"] = day_ozone(day)
                there = [Fraction(value, 1000) for value in day if value is not None]
                values["O3 1h"] = max(there, default=None)
            else:
                values[name] = day_mean(day)
        found.append(values)
    return found


def county_values(stations):
    """Return the days of a county: the mean of its stations with a valid day."""
    found = []
    for rows in zip(*stations, strict=True):
        values = {}
        for name in rows[0]:
            there = [row[name] for row in rows if row[name] is not None]
            values[name] = sum(there) / len(there) if there else None
        found.append(values)
    return found


def iaqi(name, value):
    """Return an individual index, or None."""
    bounds = TABLE[name]
    if value is None or (name == "O3" and value > 800):
        return None
    for n in range(1, len(bounds)):
        if value <= bounds[n]:
            low, high = NODES[n - 1], NODES[n]
            over = Fraction(value) - bounds[n - 1]
            return ceil(Fraction(high - low, bounds[n] - bounds[n - 1]) * over + low)
    return 500


def aqi(values):
    """Return the index of a day: the highest of those it has."""
    return max((i for i in (iaqi(n, v) for n, v in values.items()) if i is not None), default=None)


def mean(days, name):
    """Return the mean of the valid days and how many they are."""
    there = [day[name] for day in days if day[name] is not None]
    return (sum(there) / len(there) if there else None), len(there)


def percentile(values, percent):
    """Return a percentile by k = 1 + (n - 1) p."""
    ordered = sorted(values)
    k = 1 + (len(ordered) - 1) * Fraction(percent, 100)
    s = int(k)
    above = ordered[min(s, len(ordered) - 1)]
    return ordered[s - 1] + (above - ordered[s - 1]) * (k - s)
