"""What a target and a measurement come to, and why they come to no verdict."""

from __future__ import annotations

from aqmap.decide.compare.conditions import hold_conditions
from aqmap.decide.compare.limits import hold_against
from aqmap.decide.compare.pick_figures import ChosenFigure
from aqmap.decide.compare.satellite_figures import is_satellite, judges_satellites
from aqmap.model.figures import Absence, Figure
from aqmap.model.joined import Status
from aqmap.model.periods import encloses, period_bounds
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import LayerSpec

VERDICTS = frozenset({Status.MET, Status.NOT_MET})
COMPARED = VERDICTS | {Status.NOT_DUE, Status.REPORTED}
"""Statuses of two numbers that stand side by side."""


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
    if is_satellite(actual, layer) and not judges_satellites(layer):
        return Status.NOT_JUDGED, text("status.satellite"), measured.qualifiers
    held = hold_conditions(indicator, layer, goal, actual, measured.counterparts)
    qualifiers = (*measured.qualifiers, *held.qualifiers)
    if held.refused:
        return Status.NOT_COMPARABLE, held.reason, qualifiers
    if goal.comparator is None or goal.value is None or actual.value is None:
        return Status.NOT_JUDGED, text("status.no_comparator"), qualifiers
    outcome = hold_against(goal, actual, indicator, layer.compare.rounding)
    qualifiers = (*qualifiers, *outcome.qualifiers)
    open_question = held.reason or outcome.open_question
    claims = actual.is_own_report and actual.source == goal.source and outcome.met
    if claims and open_question is None:
        qualifiers = (*qualifiers, text("qualifier.claims_met"))
    if goal.is_approximate or actual.is_approximate:
        open_question = open_question or text("status.approximate")
    status = _status(goal, actual, met=outcome.met)
    if status in VERDICTS and open_question is not None:
        return Status.NOT_JUDGED, open_question, qualifiers
    return status, None, qualifiers


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
