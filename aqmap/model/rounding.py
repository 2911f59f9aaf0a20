"""Rounding by GB/T 8170: half to even, once, from the exact value."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

_DIGITS = 60


def half_even(value: Fraction | Decimal, decimals: int) -> Decimal:
    """
    Return a number rounded to decimals (negative: to tens, hundreds) by GB/T 8170, 3.2.

    A tie goes to the even digit; whatever lies beyond the digit decides in one step, since rounding
    twice is forbidden (3.3).

    Examples
    --------
    >>> half_even(Decimal("2.5"), 0), half_even(Decimal("3.5"), 0), half_even(Decimal("2.51"), 0)
    (Decimal('2'), Decimal('4'), Decimal('3'))
    """
    exact = Fraction(value)
    scaled = exact * Fraction(10) ** decimals
    with localcontext(prec=_DIGITS):
        whole = Decimal(round(abs(scaled)))  # of a Fraction: half to even, exactly
        sign = -1 if exact < 0 else 1
        return (
            (sign * whole)
            .scaleb(-decimals)
            .quantize(Decimal(1).scaleb(-max(decimals, 0)), rounding=ROUND_HALF_EVEN)
        )
