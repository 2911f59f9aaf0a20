"""The unit behind a number: that of its column and of what it counts, or a contradiction."""

from __future__ import annotations

from typing import NamedTuple

from aqmap.model.units import has_scale, is_unit, same_quantity, same_unit
from aqmap.workspace.indicators import Indicator, Indicators

ROUNDED = "单位换算，取15位有效数字"
_MULTIPLES = ("万", "亿")


class UnitClash(NamedTuple):
    """A unit behind a number, and the one that should stand there."""

    found: str
    expected: str


def unit_of_cell(
    known: Indicator | None, stated: str, behind: str, indicators: Indicators
) -> str | UnitClash:
    """
    Return the unit that a number is written in.

    Parameters
    ----------
    known
        What it counts, if the catalogue knows it.
    stated
        The unit of its row or column; may be empty.
    behind
        The unit behind the number, which must be the one stated; 万 is a multiple of it.
    indicators
        For the spellings of units.
    """
    if behind in _MULTIPLES:
        base = stated or (known.unit.zh if known else "")
        multiple = behind + base
        good = base and not has_scale(base) and (known is None or is_unit(multiple))
        return multiple if good else UnitClash(behind, base)
    if stated and not are_alike(behind, stated):
        return UnitClash(behind, stated)
    if known and not fits_unit(known, behind, indicators):
        return UnitClash(behind, known.unit.zh)
    return stated or behind


def fits_unit(known: Indicator, unit: str, indicators: Indicators) -> bool:
    """Return whether a unit measures what the indicator does, at whatever scale."""
    return indicators.same_unit(known, unit) or same_quantity(unit, known.unit.zh)


def are_alike(unit: str, other: str) -> bool:
    """Return whether two spellings are one unit."""
    return unit == other or same_unit(unit, other)
