"""Shares and their differences as tables show them; what judges is the exact fraction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from aqmap.model.rounding import half_even

_MOST_DECIMALS = 6


def percent(share: Fraction) -> str:
    """
    Return a share in percent, to one decimal; one that is not 0 or all is not shown as that.

    >>> percent(Fraction(1262, 1683)), percent(Fraction(3, 4)), percent(Fraction(6926, 6925))
    ('75.0%', '75.0%', '100.01%')
    """
    return f"{_beside(share * 100, (Fraction(0), Fraction(100)))}%"


def points(difference: Fraction, limits: Iterable[Fraction] = ()) -> str:
    """
    Return a difference of shares in percentage points, to one decimal.

    It has more where fewer would show it as 0, or on another side of a limit than it is: what a
    light is told by must be seen.

    Parameters
    ----------
    difference
        Not rounded.
    limits
        Differences at which the light changes, beside 0.

    Examples
    --------
    >>> points(Fraction(1262, 1683) - Fraction(3, 4)), points(Fraction(1, 8)), points(Fraction(0))
    ('-0.01', '+12.5', '0.0')
    >>> points(Fraction(5541, 6925) - Fraction(3, 4), [Fraction(1, 20)])
    '+5.01'
    """
    shown = _beside(difference * 100, (Fraction(0), *(limit * 100 for limit in limits)))
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


def _beside(number: Fraction, limits: Sequence[Fraction]) -> Decimal:
    """Return a number with as few decimals as leave it on its side of each limit."""
    for decimals in range(1, _MOST_DECIMALS + 1):
        shown = half_even(number, decimals)
        if all(_side(Fraction(shown), limit) == _side(number, limit) for limit in limits):
            return shown
    return half_even(number, 1)


def _side(number: Fraction, limit: Fraction) -> int:
    return (number > limit) - (number < limit)
