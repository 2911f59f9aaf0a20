"""What each comparator asks of a value, and of a value that is rounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from aqmap.book.figure_cards import number_text
from aqmap.model.figures import Comparator, Figure
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import Rounding

_DIGITS = 1000  # more than a table of figures takes
_ROUNDED_KINDS = frozenset(("quality", "level"))  # means and rates; amounts are held as they are

LOWER_LIMITS = frozenset((Comparator.GE, Comparator.GT))
UPPER_LIMITS = frozenset((Comparator.LE, Comparator.LT))
MEETS: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.GE: lambda value, limit: value >= limit,
    Comparator.LE: lambda value, limit: value <= limit,
    Comparator.GT: lambda value, limit: value > limit,
    Comparator.LT: lambda value, limit: value < limit,
    Comparator.EQ: lambda value, limit: value == limit,
}
"""Whether a value meets a limit."""


@dataclass(frozen=True)
class Outcome:
    """
    What a value comes to at its limit.

    Attributes
    ----------
    met
        Whether it meets it.
    qualifiers
        The value that was held against it, where that is not the one shown.
    open_question
        Both values, where rounding decides and nothing says whether it counts.
    """

    met: bool
    qualifiers: tuple[Text, ...] = ()
    open_question: Text | None = None


def hold_against(
    goal: Figure, actual: Figure, indicator: Indicator, rounding: Rounding | None
) -> Outcome:
    """Hold a result against its target, both with a number, by the layer's rule of rounding."""
    assert goal.comparator is not None  # noqa: S101 - asked before
    assert goal.value is not None and actual.value is not None  # noqa: S101
    meets, limit, value = MEETS[goal.comparator], goal.value, actual.value
    if rounding is not None:
        judged = judged_value(value, rounding)
        shown = (text("qualifier.rounded", value=number_text(judged)),) if judged != value else ()
        return Outcome(meets(judged, limit), shown)
    met = meets(value, limit)
    if indicator.kind in _ROUNDED_KINDS and not indicator.counts:
        for rounded in _roundings(value, limit):
            if meets(rounded, limit) != met:
                facts = {"exact": number_text(value), "rounded": number_text(rounded)}
                return Outcome(met, open_question=text("status.rounding_open", **facts))
    return Outcome(met)


def judged_value(value: Decimal, rounding: Rounding | None) -> Decimal:
    """Return what is held against a limit: the value rounded, where a layer declares that."""
    if rounding is None or rounding.judged == "exact":
        return value
    return _rounded(value, rounding.decimals)


def _roundings(value: Decimal, limit: Decimal) -> Iterator[Decimal]:
    """Yield a value rounded to the decimals of its limit, and to each more that it has itself."""
    most, least = (-int(number.as_tuple().exponent) for number in (value, limit))
    yield from (_rounded(value, decimals) for decimals in range(max(least, 0), most))


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value rounded half to even, once, as GB/T 8170 asks."""
    with localcontext(prec=_DIGITS):
        rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
        return Decimal(format(rounded, "f"))
