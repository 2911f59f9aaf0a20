"""The figures of one place, indicator and role, found by their period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from aqmap.decide.compare.conditions import is_drawn_way
from aqmap.model.figures import Figure
from aqmap.workspace.layers import LayerSpec

_MANY = 8
"""So many figures are worth an index: most places have one or two."""


class PeriodIndex:
    """
    The figures of one place, indicator and role.

    Attributes
    ----------
    figures
        All of them, in order.
    """

    __slots__ = ("_by_period", "figures")

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self.figures = tuple(figures)
        self._by_period: dict[str, list[Figure]] | None = None

    def of(self, period: str) -> Sequence[Figure]:
        """Return the figures of exactly this period."""
        if not self.figures:
            return ()
        if len(self.figures) < _MANY:
            return [figure for figure in self.figures if figure.period == period]
        if self._by_period is None:
            self._by_period = defaultdict(list)
            for figure in self.figures:
                self._by_period[figure.period].append(figure)
        return self._by_period.get(period, ())

    def weighed(self, period: str, layer: LayerSpec) -> Sequence[Figure]:
        """
        Return those among which a layer chooses what it draws as measured in a period.

        A number of the period itself beats all others; without one, those of other periods may
        stand for it, or say why there is none.
        """
        if len(self.figures) < 2:  # nothing to choose among, as for most places
            return self.figures
        own = self.of(period)
        if any(figure.value is not None and is_drawn_way(figure, layer) for figure in own):
            return own
        return self.figures
