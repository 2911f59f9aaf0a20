"""Daily values → the air-quality index of every day and place, by the edition that holds."""

from __future__ import annotations

import numpy as np

from aqmap.decide.assess.aqi import NONE, OLD, as_reported, published, sub_indices
from aqmap.decide.assess.daily_values import DayValues, Flags
from aqmap.decide.assess.rule_choices import Choices
from aqmap.model.natural_days import FINENESS, Amounts
from aqmap.standards.standards import scales


def pollutant_indices(days: DayValues, choices: Choices) -> dict[str, Amounts]:
    """
    Return the individual index of every pollutant, day and place, `NONE` where there is none.

    Shapes (days, places). HJ 633-2012 takes the higher of ozone's two indices; -2026 rounds the
    concentrations first.
    """
    shape = (len(days.dates), len(days.places))
    indices = {name: np.full(shape, NONE, dtype=np.int64) for name in days.pollutants}
    names = editions_of(days, choices)
    for edition in sorted(set(names) - {""}):
        rows = np.array([name == edition for name in names])
        for name in days.values:
            if not _used(name, edition):
                continue
            index = indices[name.partition(" ")[0]]
            index[rows] = np.maximum(index[rows], _one_index(days, name, rows, edition))
    return indices


def day_indices(days: DayValues, choices: Choices) -> Amounts:
    """
    Return the air-quality index of every day and place, `NONE` where there is none that counts.

    Shape (days, places): the highest of the pollutants. HJ 633-2026 counts one that misses a
    pollutant only above 100 (5.3.1).
    """
    indices = pollutant_indices(days, choices)
    shape = (len(days.dates), len(days.places))
    index: Amounts = np.max([*indices.values()], axis=0) if indices else np.full(shape, NONE)
    old = np.array([name == OLD for name in editions_of(days, choices)], dtype=bool)
    if indices and not old.all():
        complete = np.all([of_one != NONE for of_one in indices.values()], axis=0)
        index = np.where(published(index, complete, old[:, None]), index, NONE)
    return index


def days_by_completeness(days: DayValues, choices: Choices) -> tuple[Amounts, Flags]:
    """
    Return the index of every day by the completeness rule of HJ 633-2026, and what lacks a part.

    Shapes (days, places). One that misses a pollutant counts only above 100 (5.3.1), whatever
    edition holds on its day; the flags are of the days that have some pollutants but not all.
    """
    indices = [*pollutant_indices(days, choices).values()]
    index: Amounts = np.max(indices, axis=0)
    complete = np.all([of_one != NONE for of_one in indices], axis=0)
    strict = np.where(published(index, complete, np.zeros_like(complete)), index, NONE)
    return strict, (index != NONE) & ~complete


def days_without_peak(days: DayValues, choices: Choices) -> Flags:
    """
    Return the days of HJ 633-2012 whose index lacks ozone's highest hour; shape (days, places).

    Tables of days often have the highest mean of 8 hours alone.
    """
    old = np.array([name == OLD for name in editions_of(days, choices)], dtype=bool)
    none = np.zeros((len(days.dates), len(days.places)), dtype=bool)
    lacks: Flags = days.valid.get("O3", none) & ~days.valid.get("O3 1h", none) & old[:, None]
    return lacks


def editions_of(days: DayValues, choices: Choices) -> list[str]:
    """Return the name of the edition of HJ 633 that holds on each day, empty where none does."""
    editions = [choices.edition(day) for day in days.dates]
    return [edition.name if edition else "" for edition in editions]


def _used(name: str, edition: str) -> bool:
    return name != "O3 1h" or edition == OLD


def _one_index(days: DayValues, name: str, rows: Flags, edition: str) -> Amounts:
    """Return the individual index of one pollutant on some days."""
    pollutant, _, hourly = name.partition(" ")
    scale = scales(edition)[pollutant, hourly or ("8h" if pollutant == "O3" else "24h")]
    values, flags = days.values[name][rows], days.valid[name][rows]
    parts = days.parts // FINENESS
    values = as_reported(values, days.parts, pollutant, edition)
    return sub_indices(values, np.where(flags, parts, 0).astype(values.dtype), scale)[0]
