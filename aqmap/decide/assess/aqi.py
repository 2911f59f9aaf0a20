"""Concentrations → index: exact, for a whole archive at once or for one value."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aqmap.model.natural_days import FINENESS, Amounts
from aqmap.standards.standards import Scale, rules

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
    present = parts > 0
    points = [(index_at, bound * FINENESS) for index_at, bound in scale.breakpoints]
    index[present & (total == 0)] = 0
    for (low_index, low), (high_index, high) in pairwise(points):
        inside = present & (total > low * parts) & (total <= high * parts)
        over = (high_index - low_index) * (total[inside] - low * parts[inside])
        steps = (high - low) * parts[inside]
        index[inside] = low_index - (-over // steps)  # carried up
    above = present & (total > points[-1][1] * parts)
    beyond = {"top": _TOP, "cap": points[-1][0], "none": NONE}[scale.beyond]
    reason = {
        "top": Status.OVER_RANGE_CONVENTION,
        "cap": Status.CAPPED,
        "none": Status.NOT_COMPUTED,
    }[scale.beyond]
    index[above], status[above] = beyond, int(reason)
    status[~present] = int(Status.MISSING)
    negative = present & (total < 0)
    index[negative], status[negative] = NONE, int(Status.INVALID_INPUT)
    return index, status


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
