"""
How long a year of the whole country takes: 2,000 synthetic stations, 365 days, six pollutants.

    python benchmarks/assessment.py
"""

from datetime import date, timedelta
from statistics import median
from time import perf_counter

import numpy as np

from aqmap.decide.assess.daily_values import combined, station_days
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.statistics import assess
from aqmap.model.natural_days import POLLUTANTS, Days

DAYS, STATIONS, IN_A_COUNTY, RUNS = 365, 2000, 3, 5


def synthetic() -> Days:
    """Return log-normal days of which some miss hours."""
    random = np.random.default_rng(2021)
    shape = (DAYS, STATIONS)
    hours = {
        name: np.where(random.random(shape) < 0.05, 12, random.integers(20, 25, shape))
        for name in POLLUTANTS
    }
    level = {name: 0 if name == "CO" else 3.3 for name in POLLUTANTS}
    totals = {
        name: (random.lognormal(level[name], 0.7, shape) * 1000).astype(np.int64) * hours[name]
        for name in POLLUTANTS
    }
    highest = (random.lognormal(4.4, 0.4, shape) * 1000).astype(np.int64)
    return Days(
        tuple(date(2021, 1, 1) + timedelta(n) for n in range(DAYS)),
        tuple(f"{n:04d}A" for n in range(STATIONS)),
        {name: column.astype(np.int16) for name, column in hours.items()},
        totals,
        random.integers(12, 18, shape).astype(np.int16),
        np.full(shape, 8, np.int16),
        highest * 8,
        highest * 5 // 4,
    )


def main() -> None:
    """Print the median seconds of stations, and of counties of three."""
    days, choices = synthetic(), Choices()
    at_stations, at_counties = [], []
    for _ in range(RUNS):
        start = perf_counter()
        values = station_days(days)
        told = assess(values, "2021", choices)
        at_stations.append(perf_counter() - start)
        start = perf_counter()
        groups = range(0, STATIONS, IN_A_COUNTY)
        members = {str(n): values.places[n : n + IN_A_COUNTY] for n in groups}
        assess(combined(values, members), "2021", choices)
        at_counties.append(perf_counter() - start)
    valid = sum(one.means["PM2.5"].valid for one in told)
    print(f"{STATIONS} stations, {DAYS} days: {median(at_stations):.2f} s ({valid} valid years)")
    print(f"{len(members)} counties of them: {median(at_counties):.2f} s")


if __name__ == "__main__":
    main()
