"""Numbers in words, with their units; `aqmap.book.report.office_spelling` has the signs in them."""

from __future__ import annotations

from decimal import Decimal

from aqmap.words import Text, text

PERCENT = ("%", "％")


def office_number(number: Decimal) -> str:
    """
    Return a number with its own decimals.

    Examples
    --------
    >>> office_number(Decimal("-3463.50"))
    '-3463.50'
    """
    return f"{number:f}"


def with_unit(number: Decimal, unit: Text) -> Text:
    """Return a number and its unit."""
    return in_unit(Text(*[office_number(number)] * 2), unit)


def in_unit(number: Text, unit: Text) -> Text:
    """Return a written number and its unit."""
    gap = " " if unit.zh[:1].isascii() and unit.zh not in PERCENT else ""
    # 1.25 and 10 000 mu are two numbers side by side; the sign says what they come to.
    english = "" if unit.en in PERCENT else " × " if unit.en[:1].isdigit() else " "
    return Text(f"{number.zh}{gap}{unit.zh}", f"{number.en}{english}{unit.en}")


def difference(number: Decimal, unit: Text) -> Text:
    """Return how large a difference is: that of two percentages is in percentage points."""
    return with_unit(abs(number), text("report.points") if unit.zh in PERCENT else unit)
