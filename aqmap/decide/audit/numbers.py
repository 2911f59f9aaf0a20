"""Numbers as printed: how far rounding can have moved them, and where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from aqmap.model.figures import Figure, Level
from aqmap.words import Text, listed
from aqmap.workspace.places import SUBTOTALS, TOTALS

_WRITTEN_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_TOTAL = re.compile("|".join((*TOTALS, *SUBTOTALS)))


def number_of(figure: Figure) -> Decimal:
    """Return the value of a figure that is known to have one."""
    assert figure.value is not None  # noqa: S101 - only figures with a number come here
    return figure.value


def half_step(figure: Figure) -> Decimal:
    """
    Return half a unit in the last decimal that the source prints, in the figure's unit.

    The decimals are those of the cell as written: 1.2 in a column of ten thousands stands for
    12 000 give or take 500, however many decimals the converted value carries.
    """
    value = number_of(figure)
    written = unicodedata.normalize("NFKC", figure.value_written)
    numbers = [Decimal(n.replace(",", "")) for n in _WRITTEN_NUMBER.findall(written)]
    scales = {n: abs(value) / n for n in numbers if n}
    for number in sorted(scales, key=lambda n: scales[n] != 1):
        if scales[number].normalize().as_tuple().digits == (1,):
            return half_unit(number) * scales[number]
    return half_unit(next((n for n in numbers if n == value), value))


def half_unit(number: Decimal) -> Decimal:
    """Return half a unit in a number's last decimal."""
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def sum_of(figures: Sequence[Figure]) -> Decimal:
    """Return the sum of the values that there are."""
    return sum((f.value for f in figures if f.value is not None), Decimal(0))


def rounding_bound(figures: Sequence[Figure], *, counts: bool) -> Decimal:
    """Return how much rounding can have moved a sum of these; nothing where it counts things."""
    if counts:
        return Decimal(0)
    return sum((half_step(f) for f in figures if f.value is not None), Decimal(0))


def slip_of_ten(first: Decimal, second: Decimal) -> int:
    """
    Return the power of ten that parts two numbers, or 0 where none that tells anything does.

    The digits must be so many that they are not the same by chance: three, or two where the
    numbers are parted by 万, the unit that is forgotten most.
    """
    small, large = sorted((abs(first), abs(second)))
    digits = small.normalize().as_tuple().digits
    if not small or large.normalize().as_tuple().digits != digits:
        return 0
    power = large.adjusted() - small.adjusted()
    needed = 2 if power == 4 else 3
    return power if power and len(digits) >= needed else 0


def named_total(figure: Figure) -> bool:
    """Return whether a cell's header calls it a total."""
    return _TOTAL.search(figure.place_written) is not None


def is_total(figure: Figure) -> bool:
    """Return whether a cell is a total by its name, or else by its place."""
    return named_total(figure) or figure.level == Level.PREFECTURE


def reading_order(figure: Figure) -> tuple[int, str]:
    """Return what sorts the figures of one document as it says them: their ids count up."""
    return len(figure.id), figure.id


def place_names(figures: Sequence[Figure]) -> Text:
    """Return the places as written, in a list."""
    return listed(dict.fromkeys(f.place_written for f in figures))


def paragraph(sentences: Sequence[Text]) -> Text:
    """Return sentences one after another."""
    return Text(
        "".join(sentence.zh for sentence in sentences),
        " ".join(sentence.en for sentence in sentences),
    )
