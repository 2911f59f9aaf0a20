"""What a task of a place comes to at year's end: a verdict rests on 核定, on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from aqmap.book.dispatch.month_cells import done_cell, task_cell
from aqmap.decide.compare.limits import LOWER_LIMITS, UPPER_LIMITS, hold_against
from aqmap.decide.progress.judge_progress import is_no_task, kind_of
from aqmap.decide.progress.yearend.relative_targets import Baselines
from aqmap.decide.progress.yearend.standing_steps import StandingSteps, Steps
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import MonthRow
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow, Step
from aqmap.model.dispatch.yearend.year_rows import Verdict, YearRow
from aqmap.model.figures import Absence, Basis, Comparator, Figure, Role
from aqmap.model.periods import day_text, period_text
from aqmap.words import Text, text
from aqmap.workspace.dispatch.settings import RowRule
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layers import Rounding

JUDGED_KINDS = frozenset({"quantity", "cap", "level", "frequency"})
_WITH_RATES = frozenset({"quantity", "cap", "frequency"})
_NOTHING = Text("", "")
Judged = tuple[Verdict, Text]


@dataclass(frozen=True, kw_only=True)
class TaskJudge:
    """
    What tasks are judged by.

    Attributes
    ----------
    year, cut_off
        The year, and the day that its final forms count up to.
    figures
        The plan's figures, by id.
    baselines
        What relative tasks go by.
    steps
        Of the assessment.
    """

    year: int
    cut_off: date
    figures: Mapping[str, Figure]
    baselines: Baselines
    steps: StandingSteps

    def row(
        self, indicator: Indicator, rule: RowRule, final: MonthRow, rounding: Rounding | None
    ) -> YearRow:
        """
        Return what a place's task comes to.

        Parameters
        ----------
        indicator, rule
            What it counts, and how the office has it judged.
        final
            What the final form says.
        rounding
            How a level is rounded, where a layer declares that.
        """
        steps = self.steps.of(final.place, final.indicator)
        goal = self._goal(indicator, final)
        reported, reported_on, words = self._reported(final, steps)
        deducted, verified = (_amount(steps, s) for s in (Step.DEDUCTION, Step.VERIFICATION))
        limit = goal.value if goal else None
        verdict, reason = self._unjudged(indicator, final, goal) or (
            self._verdict(indicator, rule, goal, steps[Step.VERIFICATION], rounding)
            if goal is not None and verified is not None
            else self._unverified(final, steps)
        )
        of_rate = verified if verified is not None else reported
        rate = None
        if of_rate is not None and limit and kind_of(indicator) in _WITH_RATES:
            rate = Fraction(of_rate) / Fraction(limit)
        return YearRow(
            place=final.place,
            indicator=final.indicator,
            task=final.task.amount,
            task_words=task_cell(final.task).words,
            limit=limit,
            reported=reported,
            reported_on=reported_on,
            reported_words=words,
            deducted=deducted,
            verified=verified,
            rate=rate,
            rate_is_reported=rate is not None and verified is None,
            verdict=verdict,
            reason=reason,
            remarks=tuple(_remarks(reported, deducted, verified)),
            steps=steps,
        )

    def _goal(self, indicator: Indicator, final: MonthRow) -> Figure | None:
        """Return the task as a figure with its number; none where it has none."""
        figure = self.figures.get(final.task.figure)
        if figure is None:
            return None
        resolved = figure if figure.confirm else self.baselines.resolved(figure)
        value = final.task.amount if final.task.amount is not None else resolved.value
        if value is None:
            return None
        by_direction = Comparator.LE if indicator.direction == "lower" else Comparator.GE
        return replace(figure, value=value, comparator=figure.comparator or by_direction)

    def _reported(self, final: MonthRow, steps: Steps) -> tuple[Decimal | None, date | None, Text]:
        """Return 自报 with its day: the year's self-assessment, or else the final form."""
        assessed = steps.get(Step.SELF_ASSESSMENT)
        if assessed is not None and assessed.amount is not None:
            return assessed.amount, assessed.date, _NOTHING
        if final.done is not None:
            return final.done, self.cut_off, _NOTHING
        return None, None, done_cell(final).words

    def _verdict(
        self,
        indicator: Indicator,
        rule: RowRule,
        goal: Figure,
        verification: AssessmentRow,
        rounding: Rounding | None,
    ) -> Judged:
        end = rule.deadline or date(self.year, 12, 31)
        if verification.date < end:
            facts = {"day": day_text(verification.date), "end": day_text(end)}
            return Verdict.NOT_DUE, text("yearend.reason.verified_early", **facts)
        if goal.is_approximate:
            return Verdict.NOT_JUDGED, text("status.approximate")
        actual = replace(
            goal, role=Role.MEASURED, basis=Basis.VERIFIED, value=verification.amount, note=""
        )
        outcome = hold_against(goal, actual, indicator, rounding)
        if outcome.open_question is not None:
            return Verdict.NOT_JUDGED, outcome.open_question
        by = {"day": day_text(verification.date), "by": verification.by}
        by["document"] = verification.document
        verdict = Verdict.MET if outcome.met else Verdict.NOT_MET
        return verdict, text("yearend.reason.verified", **by)

    def _unjudged(
        self, indicator: Indicator, final: MonthRow, goal: Figure | None
    ) -> Judged | None:
        """Return why a row is never judged, whatever was verified; none of others."""
        task, kind = final.task, kind_of(indicator)
        if is_no_task(indicator, task):
            return Verdict.NO_TASK, _NOTHING
        if kind not in JUDGED_KINDS:
            return Verdict.NOT_JUDGED, text(f"progress.reason.{kind}")
        if goal is None and task.absence == Absence.RELATIVE:
            figure = self.figures.get(task.figure)
            period = (
                period_text(figure.baseline_period) if figure and figure.baseline_period else ""
            )
            return Verdict.NO_BASELINE, text("yearend.reason.no_baseline", period=period)
        if goal is None:
            absence = task.absence or Absence.NO_FIGURE
            return Verdict.NOT_JUDGED, text(f"progress.reason.task_{absence}")
        against = UPPER_LIMITS if indicator.direction == "higher" else LOWER_LIMITS
        if goal.comparator is None or (indicator.direction and goal.comparator in against):
            return Verdict.NOT_JUDGED, text("yearend.reason.comparator")
        return None

    def _unverified(self, final: MonthRow, steps: Steps) -> Judged:
        reported, day, _ = self._reported(final, steps)
        if reported is not None and day is not None:
            return Verdict.REPORTED, text("yearend.reason.reported", day=day_text(day))
        if final.light in (Light.NO_REPORT, Light.RETURNED):
            return Verdict.NO_REPORT, final.light.in_words()
        if final.reason:
            return Verdict.NO_REPORT, text(f"progress.reason.{final.reason}")
        return Verdict.NO_REPORT, Light.NO_REPORT.in_words()


def _amount(steps: Steps, step: Step) -> Decimal | None:
    return steps[step].amount if step in steps else None


def _remarks(
    reported: Decimal | None,
    deducted: Decimal | None,
    verified: Decimal | None,
) -> Iterator[Text]:
    """Yield what contradicts."""
    if deducted is not None:
        if verified is None:
            yield text("yearend.remark.deducted_only")
        elif reported is not None and reported - deducted != verified:
            facts = {"reported": reported, "deducted": deducted, "verified": verified}
            plain = {name: f"{number:f}" for name, number in facts.items()}
            yield text("yearend.remark.no_sum", expected=f"{reported - deducted:f}", **plain)
    if verified is not None and reported is None:
        yield text("yearend.remark.without_report")
    elif verified is not None and reported is not None and verified > reported:
        yield text("yearend.remark.more_verified")
    elif verified is not None and reported is not None and verified < reported and deducted is None:
        yield text("yearend.remark.not_deducted", difference=f"{reported - verified:f}")
