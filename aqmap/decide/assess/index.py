"""Concentrations → index: exact, for a whole archive at once or for one value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aqmap.readings import FINENESS, Amounts
from aqmap.standards import Scale, category, rules, scales

NONE = -1
"""Stands for no index."""
OLD = "HJ 633-2012"
_PRIMARY_ABOVE = 50
_TOP = 500
Flags = npt.NDArray[np.bool_]


class Status(IntEnum):
    """What came of a concentration."""

    OK = 0
    MISSING = 1
    INVALID_INPUT = 2
    NOT_COMPUTED = 3
    CAPPED = 4
    OVER_RANGE_CONVENTION = 5


def sub_indices(total: Amounts, parts: Amounts, scale: Scale) -> tuple[Amounts, Amounts]:
    """
    Return the individual indices (IAQI) of mean concentrations, and what came of each.

    Parameters
    ----------
    total, parts
        A concentration is ``total / parts`` thousandths of its unit; no part: it is missing.
    scale
        The column of HJ 633, table 1.

    Returns
    -------
    index, status
        In the shape of `total`: the index carried up to a whole number (HJ 633-2012 6.2, -2026
        4.2.6), `NONE` where there is none; and a `Status` each.
    """
    index = np.full(total.shape, NONE, dtype=np.int64)
    status = np.full(total.shape, int(Status.OK), dtype=np.int64)
    there = parts > 0
    points = [(at, bound * FINENESS) for at, bound in scale.breakpoints]
    index[there & (total == 0)] = 0
    for (low, from_), (high, to) in pairwise(points):
        inside = there & (total > from_ * parts) & (total <= to * parts)
        over = (high - low) * (total[inside] - from_ * parts[inside])
        steps = (to - from_) * parts[inside]
        index[inside] = low - (-over // steps)  # carried up
    above = there & (total > points[-1][1] * parts)
    beyond = {"top": _TOP, "cap": points[-1][0], "none": NONE}[scale.beyond]
    reason = {
        "top": Status.OVER_RANGE_CONVENTION,
        "cap": Status.CAPPED,
        "none": Status.NOT_COMPUTED,
    }[scale.beyond]
    index[above], status[above] = beyond, int(reason)
    status[~there] = int(Status.MISSING)
    negative = there & (total < 0)
    index[negative], status[negative] = NONE, int(Status.INVALID_INPUT)
    return index, status


def sub_index(value: Fraction | None, scale: Scale) -> tuple[int, Status]:
    """Return the individual index of one concentration; see `sub_indices`."""
    number = Fraction(0) if value is None else value * FINENESS
    total = np.array([number.numerator], dtype=np.int64)
    parts = np.array([0 if value is None else number.denominator], dtype=np.int64)
    index, status = sub_indices(total, parts, scale)
    return int(index[0]), Status(int(status[0]))


def as_reported(values: Amounts, parts: int, pollutant: str, edition: str) -> Amounts:
    """
    Return the concentrations that enter the formula.

    HJ 633-2026 rounds them first, half to even: CO to one decimal and all else to whole µg/m³
    (4.2.2, 4.2.3); HJ 633-2012 names no rounding.

    Parameters
    ----------
    values, parts
        Concentrations in ``1 / parts`` of their unit, as is what is returned; `parts` is a
        multiple of 10.
    """
    if edition == OLD:
        return values
    step = parts // (10 if pollutant == "CO" else 1)
    whole, rest = values // step, values % step
    up = (2 * rest > step) | ((2 * rest == step) & (whole % 2 == 1))
    rounded: Amounts = (whole + up) * step
    return rounded


def published(index: Amounts, whole: Flags, old: Flags) -> Flags:
    """
    Return which indices may be published: HJ 633-2026, 5.3.1.

    One that misses a pollutant (not `whole`) only above 100; by HJ 633-2012 (`old`) all may.
    """
    shown: Flags = (index != NONE) & (old | whole | (index > rules()["good_aqi"].value))
    return shown


def primary(parts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the pollutants with the highest index, if that is above 50; several where they tie."""
    highest = max(parts.values(), default=NONE)
    return tuple(n for n, index in parts.items() if index == highest > _PRIMARY_ABOVE)


class DayIndex:
    """
    The index of one day or hour, from its individual indices.

    Parameters
    ----------
    parts
        The index of each pollutant, `NONE` where it has none.
    edition
        Of HJ 633.

    Attributes
    ----------
    value
        The air-quality index; none if no pollutant has one.
    primary
        Pollutants with the highest index, if that is above 50; several where they tie.
    exceeding
        Those above 100 (超标污染物, of the 2012 edition alone).
    published
        The index that may be published: by HJ 633-2026 5.3.1 one that misses a pollutant is only
        published above 100.
    """

    def __init__(self, parts: Mapping[str, int], edition: str) -> None:
        highest = max(parts.values(), default=NONE)
        old, whole = np.array(edition == OLD), np.array(NONE not in parts.values())
        good = rules()["good_aqi"].value
        self.value = None if highest == NONE else highest
        self.primary = primary(parts)
        self.exceeding = tuple(n for n, index in parts.items() if index > good) if old else ()
        self.published = highest if published(np.array(highest), whole, old) else None
        self.category = None if highest == NONE else category(highest)


def day_index(values: Mapping[str, Fraction | None], edition: str) -> DayIndex:
    """
    Return the daily index of means in µg/m³ (CO mg/m³).

    Parameters
    ----------
    values
        By pollutant: 24 h means, for ``O3`` the maximum of the 8 h means and, for the 2012
        edition, for ``O3 1h`` the maximum of the hourly means (5.1.2: the higher index counts).
    """
    columns = scales(edition)
    found: dict[str, int] = {}
    for name, value in values.items():
        pollutant, _, hourly = name.partition(" ")
        averaging = hourly or ("8h" if pollutant == "O3" else "24h")
        index, _ = sub_index(_reported(value, pollutant, edition), columns[pollutant, averaging])
        found[pollutant] = max(found.get(pollutant, NONE), index)
    return DayIndex(found, edition)


def _reported(value: Fraction | None, pollutant: str, edition: str) -> Fraction | None:
    """Return one concentration as it enters the formula; see `as_reported`."""
    if value is None:
        return None
    parts = 10 * value.denominator
    number = np.array([10 * value.numerator], dtype=object)
    return Fraction(int(as_reported(number, parts, pollutant, edition)[0]), parts)
