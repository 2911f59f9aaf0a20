"""How a share stands in a workbook: a number that looks as it does in words."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from aqmap.model.dispatch.shares import percent


def share_format(share: Fraction, words: str) -> str:
    """
    Return the format in which a share looks as in words, also where programs round a tie up.

    Examples
    --------
    >>> share_format(Fraction(3, 4), "75.0%"), share_format(Fraction(3, 4), "至少75.0%")
    ('0.0%', '"至少"0.0%')
    >>> share_format(Fraction(6926, 6925), "100.01%")
    '0.00%'
    """
    shown = percent(share)
    before = words.removesuffix(shown)
    decimals = len(shown.removesuffix("%").partition(".")[2])
    if _rounded_up(share, decimals) != shown:
        return f'"{words}"'
    return (f'"{before}"' if before else "") + f"0.{'0' * decimals}%"


def _rounded_up(share: Fraction, decimals: int) -> str:
    hundredths = Decimal(repr(float(share))) * 100
    return f"{hundredths.quantize(Decimal(10) ** -decimals, rounding=ROUND_HALF_UP)}%"
