"""Readings → daily values of stations, counties and prefectures: valid ones, and exact."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import lcm

import numpy as np
import numpy.typing as npt

from aqmap.model.natural_days import FINENESS, POLLUTANTS, Amounts, Days
from aqmap.standards.standards import limits, rules

_HOURS = lcm(*range(20, 25), *range(6, 9))
"""A multiple of whatever hours a valid mean has: 20 to 24 a day, 6 to 8 a window of ozone."""
_FINEST = 10**12  # finer parts of a unit are counted in Python's own integers: sums may pass 2**63

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class DayValues:
    """
    Daily values of some places, as whole parts of one unit: sums and comparisons are exact.

    Attributes
    ----------
    dates
        The natural days, ascending.
    places
        Codes of stations, counties or prefectures; every array has the shape (days, places).
    values
        By pollutant the daily value in ``1 / parts`` µg/m³ (CO mg/m³): the 24 h mean, of ``O3``
        the highest 8 h mean; under ``O3 1h`` the highest hourly mean.
    valid
        Whether it is valid: GB 3095-2026, table 4, and HJ 663, 6.1.2. An invalid value is 0.
    hours
        The hourly means that stand behind each valid value; of a group, of all its stations.
    parts
        See `values`.
    """

    dates: tuple[date, ...]
    places: tuple[str, ...]
    values: Mapping[str, Amounts]
    valid: Mapping[str, Flags]
    hours: Mapping[str, Amounts]
    parts: int

    @property
    def pollutants(self) -> tuple[str, ...]:
        """The pollutants that were asked for, in the standard's order."""
        return tuple(name for name in POLLUTANTS if name in self.values)


def station_days(days: Days) -> DayValues:
    """Return the daily values of stations from what their hours add up to."""
    least = rules()["day_hours"].value
    values: dict[str, Amounts] = {}
    valid: dict[str, Flags] = {}
    counted: dict[str, Amounts] = {}
    for name in days.pollutants:
        hours = days.hours[name].astype(np.int64)
        if name == "O3":
            values["O3"], valid["O3"] = _ozone(days)
            valid["O3 1h"] = _peak_counts(days, valid["O3"])
            values["O3 1h"] = np.where(valid["O3 1h"], days.peaks.astype(np.int64) * _HOURS, 0)
            counted["O3 1h"] = np.where(valid["O3 1h"], hours, 0)
        else:
            valid[name] = hours >= least
            share = _HOURS // np.maximum(hours, 1)
            values[name] = np.where(valid[name], days.totals[name] * share, 0)
        counted[name] = np.where(valid[name], hours, 0)
    return DayValues(days.dates, days.stations, values, valid, counted, FINENESS * _HOURS)


def _ozone(days: Days) -> tuple[Amounts, Flags]:
    """
    Return the highest 8 h means and which days are valid.

    14 valid 8 h means are needed, or a maximum above the limit of class 2: HJ 663, 6.1.2.
    """
    limit = int(limits("GB 3095-2012")["O3", "mda8"].class_2)  # the same in both editions
    hours = days.window_hours.astype(np.int64)
    measured = days.windows > 0
    above = days.window_totals > limit * FINENESS * hours
    valid = measured & ((days.windows >= rules()["day_windows"].value) | above)
    share = _HOURS // np.maximum(hours, 1)
    return np.where(valid, days.window_totals * share, 0), valid


def _peak_counts(days: Days, whole: Flags) -> Flags:
    """
    Return on which days the highest hourly mean of ozone counts.

    Where the 8 h means do, or above the limit of class 2. No rule was found for it (unverified);
    without one, the single hour of a day cut short would make it a good day.
    """
    limit = int(limits("GB 3095-2012")["O3", "1h"].class_2)  # the same in both editions
    counts: Flags = (days.peaks >= 0) & (whole | (days.peaks > limit * FINENESS))
    return counts


def combined(days: DayValues, members: Mapping[str, Sequence[str]], share: int = 0) -> DayValues:
    """
    Return the daily values of groups: the mean of their members with a valid day.

    Parameters
    ----------
    days
        Of the members.
    members
        Codes of the members by code of the group; those not in `days` have no value there.
    share
        How many percent of a group's members must be valid for its day to be (HJ 663's 75 % is
        unverified); 0 asks for one.

    Notes
    -----
    Of ozone's hourly maxima only those of members whose day is valid count, whatever they are: one
    hour of one station is not the air of a county.
    """
    column = {place: n for n, place in enumerate(days.places)}
    groups = {code: [column[m] for m in codes if m in column] for code, codes in members.items()}
    most = max((len(columns) for columns in groups.values()), default=1)
    multiple = lcm(*range(1, most + 1))
    values: dict[str, Amounts] = {}
    valid: dict[str, Flags] = {}
    hours: dict[str, Amounts] = {}
    for name, amounts in days.values.items():
        exact = amounts.astype(object) if days.parts * multiple > _FINEST else amounts
        means = np.zeros((len(days.dates), len(groups)), dtype=exact.dtype)
        flags = np.zeros(means.shape, dtype=bool)
        hours_behind = np.zeros(means.shape, dtype=np.int64)
        usable = days.valid[name] & days.valid["O3"] if name == "O3 1h" else days.valid[name]
        counted_hours = np.where(usable, days.hours[name], 0)
        for n, (code, columns) in enumerate(groups.items()):
            counted = usable[:, columns].sum(axis=1)
            flags[:, n] = (counted > 0) & (counted * 100 >= share * len(members[code]))
            if name == "O3 1h":  # of all that its 8 h mean is made of, or of none
                flags[:, n] &= counted == days.valid["O3"][:, columns].sum(axis=1)
            total = np.where(usable[:, columns], exact[:, columns], 0).sum(axis=1)
            means[:, n] = np.where(flags[:, n], total * (multiple // np.maximum(counted, 1)), 0)
            hours_behind[:, n] = np.where(flags[:, n], counted_hours[:, columns].sum(axis=1), 0)
        values[name], valid[name], hours[name] = means, flags, hours_behind
    return DayValues(days.dates, tuple(groups), values, valid, hours, days.parts * multiple)


def within(days: DayValues, rows: Flags) -> DayValues:
    """Return some of the days, by a flag each."""
    return replace(
        days,
        dates=tuple(day for day, wanted in zip(days.dates, rows, strict=True) if wanted),
        values={name: column[rows] for name, column in days.values.items()},
        valid={name: column[rows] for name, column in days.valid.items()},
        hours={name: column[rows] for name, column in days.hours.items()},
    )


def without_days(days: DayValues, out: Mapping[str, Collection[date]]) -> DayValues:
    """Return the days with those of `out`, by place, made invalid: their values are 0."""
    counted = np.ones((len(days.dates), len(days.places)), dtype=bool)
    for column, place in enumerate(days.places):
        counted[:, column] = [day not in out.get(place, ()) for day in days.dates]
    return replace(
        days,
        values={name: np.where(counted, column, 0) for name, column in days.values.items()},
        valid={name: column & counted for name, column in days.valid.items()},
        hours={name: np.where(counted, column, 0) for name, column in days.hours.items()},
    )
