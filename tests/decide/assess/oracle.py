"""
The assessment again, slow and plain, from the standards' text: GB 3095, HJ 633, HJ 663.

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
TABLE_2026 = TABLE | {  # two cells changed; ozone's hourly maximum is out of the daily index
    "PM10": (0, 50, 120, 250, 350, 420, 500, 600),
    "PM2.5": (0, 35, 60, 115, 150, 250, 350, 500),
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
                peak = max(there, default=None)
                counts = peak is not None and (values["O3"] is not None or peak > 200)
                values["O3 1h"] = peak if counts else None
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
            day = name.removesuffix(" 1h")  # an hour counts with its station's valid day alone
            there = [row[name] for row in rows if None not in {row[name], row[day]}]
            values[name] = sum(there) / len(there) if there else None
        found.append(values)
    return found


def to_even(value, decimals=0):
    """Round half to even."""
    scaled = value * 10**decimals
    below = scaled.numerator // scaled.denominator
    rest = scaled - below
    if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and below % 2):
        below += 1
    return Fraction(below, 10**decimals)


def iaqi(name, value, *, new=False):
    """Return an individual index by HJ 633-2012, or if `new` by HJ 633-2026; or None."""
    bounds = (TABLE_2026 if new else TABLE)[name]
    if value is None:
        return None
    if new:
        value = to_even(Fraction(value), 1 if name == "CO" else 0)
    if name == "O3" and value > 800:
        return 300 if new else None
    for n in range(1, len(bounds)):
        if value <= bounds[n]:
            low, high = NODES[n - 1], NODES[n]
            over = Fraction(value) - bounds[n - 1]
            return ceil(Fraction(high - low, bounds[n] - bounds[n - 1]) * over + low)
    return 500


def aqi(values, *, new=False):
    """Return the index of a day: the highest of those it has; if `new`, whole or above 100."""
    own = [iaqi(n, v, new=new) for n, v in values.items() if not (new and n == "O3 1h")]
    highest = max((index for index in own if index is not None), default=None)
    if new and None in own and highest is not None and highest <= 100:
        return None
    return highest


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


def year_is_valid(by_month):
    """Return whether a year has 324 valid days, and 27 in each month, 25 in February."""
    enough = all(n >= (25 if month == 2 else 27) for month, n in enumerate(by_month, 1))
    return enough and sum(by_month) >= 324
