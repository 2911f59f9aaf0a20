"""Daily values → the table of days: mean of PM2.5, index and primary pollutants by station."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from aqmap.decide.assess.aqi import NONE, primary
from aqmap.decide.assess.daily_aqi import day_indices, pollutant_indices
from aqmap.decide.assess.daily_values import DayValues
from aqmap.decide.assess.rule_choices import Choices
from aqmap.model.figures import Basis, Dust
from aqmap.model.natural_days import Amounts
from aqmap.model.rounding import half_even
from aqmap.model.station_days import StationDay


def days_table(
    values: DayValues,
    hours: Amounts | None,
    choices: Choices,
    *,
    basis: Basis,
    source: str,
) -> Iterator[StationDay]:
    """
    Yield the days of every station, by date; one without an hour of PM2.5 or an index is left out.

    The index is that of the pollutants that the archive holds, which every day names. `hours` are
    those of PM2.5; none where it was not asked for, or where tables of days do not tell them.
    """
    indices, index = pollutant_indices(values, choices), day_indices(values, choices)
    hours = np.zeros(index.shape, dtype=np.int16) if hours is None else hours
    for row, day in enumerate(values.dates):
        edition = choices.edition(day)
        for column, place in enumerate(values.places):
            cell = row, column
            items = tuple(name for name in values.pollutants if indices[name][cell] != NONE)
            if not items and not hours[cell]:
                continue
            highest = int(index[cell])
            mean = "PM2.5" in values.values and bool(values.valid["PM2.5"][cell])
            exact = Fraction(int(values.values["PM2.5"][cell]), values.parts) if mean else None
            yield StationDay(
                place=place,
                date=day,
                pm25=None if exact is None else int(half_even(exact, 0)),
                pm25_hours=int(hours[cell]),
                aqi=None if highest == NONE else highest,
                primary=()
                if highest == NONE
                else primary({n: int(indices[n][cell]) for n in items}),
                items=items,
                standard=edition.name if items and edition else "",
                basis=basis,
                dust=Dust.INCLUDED,
                source=source,
            )
