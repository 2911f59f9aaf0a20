"""Days as tables give them → daily values, beside those that are made of stations' hours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from aqmap.decide.assess.aqi import NONE
from aqmap.decide.assess.daily_aqi import day_indices
from aqmap.decide.assess.daily_values import DayValues
from aqmap.decide.assess.rule_choices import Choices
from aqmap.model.natural_days import FINENESS, POLLUTANTS, DailyMeans
from aqmap.standards.standards import rules


def given_days(means: DailyMeans, places: Collection[str]) -> DayValues:
    """Return the daily values of some places; whether their hours were enough is not known."""
    columns = [n for n, code in enumerate(means.places) if code in places]
    amounts = {name: values[:, columns] for name, values in means.values.items()}
    return DayValues(
        means.dates,
        tuple(means.places[n] for n in columns),
        {name: np.maximum(values, 0) for name, values in amounts.items()},
        {name: values >= 0 for name, values in amounts.items()},
        {name: np.zeros(values.shape, dtype=np.int64) for name, values in amounts.items()},
        FINENESS,
    )


def with_given(groups: DayValues, given: DayValues | None) -> DayValues:
    """Return groups' days with those that tables give of a group in place of its members'."""
    if given is None:
        return groups
    column_of = {code: n for n, code in enumerate(given.places)}
    pairs = [(n, column_of[c]) for n, c in enumerate(groups.places) if c in column_of]
    into, taken = [n for n, _ in pairs], [n for _, n in pairs]
    finer = groups.parts // given.parts
    values, valid, hours = ({**part} for part in (groups.values, groups.valid, groups.hours))
    for name in groups.values:
        values[name], valid[name], hours[name] = (
            part[name].copy() for part in (groups.values, groups.valid, groups.hours)
        )
        values[name][:, into] = given.values[name][:, taken] * finer
        valid[name][:, into] = given.valid[name][:, taken]
        hours[name][:, into] = 0
    return replace(groups, values=values, valid=valid, hours=hours)


class IndexDifferences(NamedTuple):
    """
    Days on which a table's index is another than that of its values.

    Attributes
    ----------
    days, good
        How many there are, and how many of them are good by one of the two alone.
    place, date, given, computed
        The first of them.
    """

    days: int
    good: int
    place: str
    date: date
    given: int
    computed: int


def index_differences(means: DailyMeans, choices: Choices) -> IndexDifferences | None:
    """Hold the index that tables give against that of six values; none if all agree."""
    if not {*POLLUTANTS} <= means.values.keys():
        return None
    days = given_days(means, means.places)
    whole = np.all([days.valid[name] for name in POLLUTANTS], axis=0)
    computed = day_indices(days, choices)
    differs = whole & (means.index >= 0) & (computed != NONE) & (means.index != computed)
    if not differs.any():
        return None
    row, column = np.argwhere(differs)[0]
    highest = rules()["good_aqi"].value
    return IndexDifferences(
        int(differs.sum()),
        int((differs & ((means.index <= highest) != (computed <= highest))).sum()),
        means.places[column],
        means.dates[row],
        int(means.index[row, column]),
        int(computed[row, column]),
    )
