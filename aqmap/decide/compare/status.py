"""What a target and a measurement come to, and why they come to no verdict."""

from __future__ import annotations

from aqmap.decide.compare.limits import MEETS
from aqmap.decide.compare.pick_figures import ChosenFigure
from aqmap.model.figures import Absence, Dust, Figure
from aqmap.model.joined import Status
from aqmap.model.periods import encloses, period_bounds
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import LayerSpec

COMPARED = frozenset({Status.MET, Status.NOT_MET, Status.NOT_DUE, Status.REPORTED})
"""Statuses of two numbers that stand side by side; only the first two are verdicts."""


def decide_status(
    indicator: Indicator, layer: LayerSpec, target: ChosenFigure, measured: ChosenFigure
) -> tuple[Status, Text | None, tuple[Text, ...]]:
    """
    Return status, the reason behind it, and what follows the number.

    A part of the target's period and a unit's own report are shown beside the target and are never
    a verdict, whatever they say: what is reported is a claim, and what is not due can still change.
    """
    hindrance = _hindrance(indicator, target, measured)
    if hindrance is not None:
        return *hindrance, measured.qualifiers
    goal, actual = target.figure, measured.figure
    assert goal is not None and actual is not None  # noqa: S101 - no hindrance
    dust, refused = _dust(indicator, layer, goal, actual)
    qualifiers = (*measured.qualifiers, *((dust,) if dust else ()))
    if refused:
        return Status.NOT_COMPARABLE, dust, qualifiers
    if goal.comparator is None or goal.value is None or actual.value is None:
        return Status.NOT_JUDGED, text("status.no_comparator"), qualifiers
    met = MEETS[goal.comparator](actual.value, goal.value)
    if actual.is_own_report and met and actual.source == goal.source:
        qualifiers = (*qualifiers, text("qualifier.claims_met"))
    return _status(goal, actual, met=met), None, qualifiers


def _status(goal: Figure, actual: Figure, *, met: bool) -> Status:
    is_due = actual.last_day >= period_bounds(goal.period)[1]
    if not is_due and (encloses(goal.period, actual.period) or not met):
        return Status.NOT_DUE
    if actual.is_own_report:
        return Status.REPORTED
    return Status.MET if met else Status.NOT_MET


def _hindrance(
    indicator: Indicator, target: ChosenFigure, measured: ChosenFigure
) -> tuple[Status, Text | None] | None:
    """Return why a target and a measurement cannot be held against each other, or none."""
    goal, actual = target.figure, measured.figure
    hindrance: tuple[Status, Text | None] | None = None
    if not indicator.judged:
        hindrance = Status.NOT_JUDGED, indicator.note
    elif goal is None or (goal.value is None and goal.absence != Absence.RELATIVE):
        hindrance = Status.NO_TARGET, text(f"reason.{target.reason}")
    elif indicator.is_no_task(goal.value):
        hindrance = Status.NO_TASK, None
    elif actual is None or actual.value is None:
        hindrance = Status.NO_MEASUREMENT, text(f"reason.{measured.reason}")
    elif measured.reason:
        hindrance = Status.NOT_COMPARABLE, measured.hindrance or text(f"reason.{measured.reason}")
    elif goal.value is None:
        hindrance = Status.NOT_COMPARABLE, text("reason.relative")
    return hindrance


def _dust(
    indicator: Indicator, layer: LayerSpec, goal: Figure, actual: Figure
) -> tuple[Text | None, bool]:
    """
    Return what must be said of sand-dust days, and whether it forbids the comparison.

    They matter to the air alone. What one document says of a target and of its result is meant
    alike, if it does not say that it differs.
    """
    bases = {goal.dust, actual.dust}
    if not indicator.of_air or bases in ({None}, {Dust.INCLUDED}, {Dust.DEDUCTED}):
        return None, False
    if bases == {Dust.INCLUDED, Dust.DEDUCTED}:
        return text("qualifier.dust_differs"), True
    accepted = "dust_unknown" in layer.compare.accept or goal.source == actual.source
    return text("qualifier.dust_unknown"), not accepted
