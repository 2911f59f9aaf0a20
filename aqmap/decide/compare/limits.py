"""What each comparator asks of a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from aqmap.model.figures import Comparator

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
