"""The table of a year: the air and the tasks of every place, the task chain, who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from aqmap.decide.compare.pick_figures import hold_unconfirmed
from aqmap.decide.progress.month_table import month_table
from aqmap.decide.progress.plan_of_month import Origins, plan_of_month
from aqmap.decide.progress.unit_tasks import expected_units
from aqmap.decide.progress.yearend.air_verdicts import air_rows
from aqmap.decide.progress.yearend.relative_targets import Baselines
from aqmap.decide.progress.yearend.standing_steps import StandingSteps
from aqmap.decide.progress.yearend.task_chain import task_chain
from aqmap.decide.progress.yearend.task_verdicts import TaskJudge
from aqmap.model.dispatch.ledger_rows import LedgerRows
from aqmap.model.dispatch.tasks import PlanVersion
from aqmap.model.dispatch.unit_rows import ReportingUnit
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow
from aqmap.model.dispatch.yearend.year_rows import YearTable
from aqmap.model.figures import Figure
from aqmap.workspace.dispatch.days_of_month import DayOfMonth
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.layers import LayerSpec, Rounding
from aqmap.workspace.workspace import Region


def plan_at_years_end(
    figures: Sequence[Figure],
    settings: DispatchSettings,
    *,
    indicators: Indicators,
    region: Region,
    origins: Origins,
) -> PlanVersion:
    """Return the plan as it holds on 31 December, whatever day December's forms count up to."""
    to_the_end = settings.model_copy(update={"cut_off": DayOfMonth(day="last")})
    return plan_of_month(
        figures,
        to_the_end,
        settings.last_month,
        indicators=indicators,
        region=region,
        origins=origins,
    )


def year_table(
    plan: PlanVersion,
    settings: DispatchSettings,
    figures: Sequence[Figure],
    *,
    indicators: Indicators,
    layers: Sequence[LayerSpec],
    region: Region,
    units: Sequence[ReportingUnit],
    ledger: LedgerRows,
    assessment: Iterable[AssessmentRow],
) -> YearTable:
    """
    Return all of a year.

    Parameters
    ----------
    plan, settings
        The plan as it holds at the year's end (`plan_at_years_end`), and the office's rules.
    figures
        Targets and results of the workspace, with their places.
    indicators, layers, region
        What is judged, by which rules the air is, and of which places.
    units, ledger
        Who reports, and all that came in: the final form is December's, and nothing is carried
        forward from earlier ones.
    assessment
        The steps that were taken.
    """
    history = tuple(assessment)
    steps = StandingSteps(history)
    month = settings.last_month
    final = month_table(month, plan, settings, indicators=indicators, units=units, ledger=ledger)
    expected = {u.id for u in expected_units(units, plan, final.cut_off)}
    judge = TaskJudge(
        year=settings.year,
        cut_off=min(final.cut_off, date(settings.year, 12, 31)),
        figures={figure.id: figure for figure in figures},
        baselines=Baselines(hold_unconfirmed(figures)),
        steps=steps,
    )
    tasks = [
        judge.row(
            indicators[row.indicator],
            settings.rule_of(row.indicator),
            row,
            _rounding(row.indicator, layers, region),
        )
        for row in final.rows
        if indicators[row.indicator].kind != "quality"
    ]
    air = air_rows(
        settings.year,
        settings.plan,
        figures,
        indicators=indicators,
        layers=layers,
        region=region,
        steps=steps,
    )
    return YearTable(
        year=settings.year,
        cut_off=judge.cut_off,
        plan=plan,
        rows=(*air, *tasks),
        chain=task_chain(plan, figures, settings, indicators=indicators, region=region),
        units=tuple(unit for unit in final.units if unit.unit in expected),
        history=history,
    )


def _rounding(indicator: str, layers: Iterable[LayerSpec], region: Region) -> Rounding | None:
    """Return how a result is rounded, where a layer of the region declares that."""
    of_indicator = (
        lay for lay in layers if lay.indicator == indicator and region.id in lay.regions
    )
    return next((lay.compare.rounding for lay in of_indicator if lay.compare.rounding), None)
