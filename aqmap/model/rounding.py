"""Rounding by GB/T 8170: half to even, once, from the exact value."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

_WIDE = Context(prec=60)


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
    last, shown = Decimal(1).scaleb(-decimals), Decimal(1).scaleb(-max(decimals, 0))
    if isinstance(value, Decimal) and value.is_finite():
        return value.quantize(last, ROUND_HALF_EVEN, _WIDE).quantize(shown, context=_WIDE)
    exact = Fraction(value)
    whole = Decimal(round(abs(exact) * Fraction(10) ** decimals))  # half to even, exactly
    return _WIDE.multiply(whole, -last if exact < 0 else last).quantize(shown, context=_WIDE)
