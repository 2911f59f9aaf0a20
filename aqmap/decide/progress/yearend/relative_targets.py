"""Relative targets: what better than 2020 comes to where the value of 2020 is at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from aqmap.decide.compare.pick_figures import allowed_figures
from aqmap.model.figures import Absence, Basis, Dust, Figure, Role

_UNFIT = frozenset({Basis.REPORT, Basis.PLAN})
"""What nobody but the unit itself says is no base of a verdict."""


class Baselines:
    """Values of earlier periods that relative targets go by."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        self._by_key: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        for figure in allowed_figures(figures, ()):
            is_value = figure.role in (Role.BASELINE, Role.MEASURED) and figure.value is not None
            if is_value and figure.basis not in _UNFIT and not figure.confirm:
                key = figure.place, figure.indicator, figure.period
                self._by_key[key].append(figure)

    def of(self, place: str, indicator: str, period: str) -> Figure | None:
        """Return the one value of a period; none without one, or where two differ."""
        whole = [f for f in self._by_key.get((place, indicator, period), ()) if not f.part]
        whole = [f for f in whole if f.comparator is None and not f.as_of]
        return whole[0] if len({f.value for f in whole}) == 1 else None

    def resolved(self, target: Figure) -> Figure:
        """
        Return a target with its number; a relative one without a base stays as it is.

        It then speaks of the air in the way of its base, and is of the base's source.
        """
        if target.absence != Absence.RELATIVE or not target.baseline_period:
            return target
        base = self.of(target.place, target.indicator, target.baseline_period)
        if base is None or base.value is None:
            return target
        return replace(
            target,
            value=_limit(base.value, target),
            absence=None,
            dust=base.dust if target.dust in (None, Dust.UNKNOWN) else target.dust,
            state=target.state or base.state,
            source=base.source,
        )


def _limit(base: Decimal, target: Figure) -> Decimal:
    if target.change is None:
        return base
    if target.change_unit == "%":
        return base + (base * target.change).scaleb(-2)
    return base + target.change


def targets_in_force(figures: Iterable[Figure], plan: Sequence[str], year: int) -> list[Figure]:
    """
    Return the targets of a year that hold at its end: of a changed one the change alone.

    Parameters
    ----------
    figures
        All of the workspace.
    plan
        Ids of the sources that are dispatched, the plan before its changes.
    year
        Whose targets.
    """
    newest: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        is_of_year = figure.period == str(year) and figure.effective_from <= f"{year}-12-31"
        if figure.role == Role.TARGET and figure.source in plan and is_of_year and not figure.part:
            newest[figure.place, figure.indicator].append(figure)
    kept: list[Figure] = []
    for of_cell in newest.values():
        last = max((f.effective_from, plan.index(f.source)) for f in of_cell)
        kept += (f for f in of_cell if (f.effective_from, plan.index(f.source)) == last)
    return kept
