"""Shares and their differences as tables show them; what judges is the exact fraction."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from aqmap.model.rounding import half_even

_MOST_DECIMALS = 6


def percent(share: Fraction) -> str:
    """
    Return a share in percent, to one decimal.

    >>> percent(Fraction(1262, 1683)), percent(Fraction(3, 4))
    ('75.0%', '75.0%')
    """
    return f"{half_even(share * 100, 1)}%"


def points(difference: Fraction) -> str:
    """
    Return a difference of shares in percentage points; one that is not 0 is not shown as 0.

    >>> points(Fraction(1262, 1683) - Fraction(3, 4)), points(Fraction(1, 8)), points(Fraction(0))
    ('-0.01', '+12.5', '0.0')
    """
    shown = _nonzero(difference * 100)
    return f"{shown:+f}" if shown else "0.0"


def exact_percent(share: Fraction) -> str:
    """
    Return a share in percent as it is, or marked as rounded.

    >>> exact_percent(Fraction(9, 12)), exact_percent(Fraction(268, 365))
    ('=75%', '≈73.4%')
    """
    shown = half_even(share * 100, 1)
    if Fraction(shown) == share * 100:
        return f"={shown.normalize():f}%"
    return f"≈{shown}%"


def _nonzero(number: Fraction) -> Decimal:
    for decimals in range(1, _MOST_DECIMALS):
        shown = half_even(number, decimals)
        if shown or not number:
            return shown
    return half_even(number, _MOST_DECIMALS)
