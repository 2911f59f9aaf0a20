"""What each task of each place comes to at year's end, and what it was held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from aqmap.model.dispatch.month_rows import UnitStatus
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion
from aqmap.model.dispatch.yearend.assessment_rows import AssessmentRow, Step
from aqmap.words import Text, text

_NOTHING = Text("", "")


class Verdict(StrEnum):
    """What a row of a place comes to at year's end."""

    MET = "met"
    NOT_MET = "not_met"
    NO_TASK = "no_task"
    REPORTED = "reported"
    NO_REPORT = "no_report"
    NO_MEASUREMENT = "no_measurement"
    NO_BASELINE = "no_baseline"
    NOT_DUE = "not_due"
    NOT_JUDGED = "not_judged"

    @property
    def words(self) -> Text:
        """What it is called."""
        return text(f"yearend.verdict.{self}")


VERDICTS = frozenset({Verdict.MET, Verdict.NOT_MET})
"""Only these two are verdicts; all others say why there is none."""


class YearPart(StrEnum):
    """Whether a row is of the air's quality or one of the plan's tasks."""

    QUALITY = "quality"
    TASKS = "tasks"


@dataclass(frozen=True, kw_only=True, slots=True)
class YearRow:
    """
    One task, or one target of the air, of one place.

    Attributes
    ----------
    part, place, indicator
        What the row is about.
    task, task_words
        What is asked in the row's unit; as the plan writes it where that is no number.
    limit
        What the result is held against: the task, or what a relative target comes to.
    reported, reported_on, reported_words
        自报: the amount of the year's self-assessment or else of the final form, up to which day,
        and in words what stands there where it is no number.
    deducted
        核减, as entered; none where nobody entered one.
    verified
        核定; of the air the measured value.
    rate, rate_is_reported
        Verified over task, not rounded; reported over task, and labelled so, where nothing is
        verified.
    verdict, reason
        What it comes to, and why or by what.
    remarks
        What contradicts.
    steps
        By step the newest row of the assessment.
    """

    part: YearPart = YearPart.TASKS
    place: str
    indicator: str
    task: Decimal | None
    task_words: Text
    limit: Decimal | None = None
    reported: Decimal | None = None
    reported_on: date | None = None
    reported_words: Text = _NOTHING
    deducted: Decimal | None = None
    verified: Decimal | None = None
    rate: Fraction | None = None
    rate_is_reported: bool = False
    verdict: Verdict
    reason: Text = _NOTHING
    remarks: tuple[Text, ...] = ()
    steps: Mapping[Step, AssessmentRow] = field(default_factory=dict)

    @property
    def open_appeal(self) -> AssessmentRow | None:
        """
        The appeal (申诉) since which nobody has decided anew; none without one.

        A task is decided by its 核定; the air, which is verified by its data, by an answer (反馈).
        An appeal of a whole place is none of rows that have no verdict to appeal against.
        """
        appeal = self.steps.get(Step.APPEAL)
        if appeal is None or not (appeal.indicator or self.verdict in VERDICTS):
            return None
        by_part = {YearPart.QUALITY: Step.FEEDBACK, YearPart.TASKS: Step.VERIFICATION}
        decision = self.steps.get(by_part[self.part])
        return appeal if decision is None or decision.order < appeal.order else None


DIFFERENCES = ("plan_less_superior", "sum_less_plan", "sum_less_printed")


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainAmount:
    """An amount of the task chain, as its source writes it, and what it is of."""

    amount: Decimal | None
    written: str
    scope: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainRow:
    """
    A row's task as it was handed down: 上级下达, 本级计划, 县市分解.

    Attributes
    ----------
    row
        The row of the annex.
    superior, plan
        What the superior asks, and what the text of the prefecture's own plan says: as many as
        there are.
    printed
        The annex's printed total.
    places_sum, places
        The sum of what it gives the places, and how many of them have a number.
    plan_less_superior, sum_less_plan, sum_less_printed
        The differences; none where one of the two is not there, or is not one amount.
    rounding
        Names of the differences that rounding explains.
    """

    row: PlanRow
    superior: tuple[ChainAmount, ...] = ()
    plan: tuple[ChainAmount, ...] = ()
    printed: Decimal | None = None
    places_sum: Decimal | None = None
    places: int = 0
    plan_less_superior: Decimal | None = None
    sum_less_plan: Decimal | None = None
    sum_less_printed: Decimal | None = None
    rounding: frozenset[str] = frozenset()

    @property
    def differs(self) -> bool:
        """Whether two of its amounts differ by more than rounding explains."""
        return any(getattr(self, name) for name in DIFFERENCES if name not in self.rounding)


@dataclass(frozen=True, kw_only=True, slots=True)
class YearTable:
    """
    All of a year.

    Attributes
    ----------
    year, cut_off
        The year, and the day that its final forms count up to.
    plan
        The plan as it holds on the year's last day.
    rows
        First the air, then the tasks in the annex's order, each by place.
    chain
        By row of the annex.
    units
        Of every unit that was to hand in a final form.
    history
        Every row of the assessment, in the table's order.
    """

    year: int
    cut_off: date
    plan: PlanVersion
    rows: tuple[YearRow, ...]
    chain: tuple[ChainRow, ...]
    units: tuple[UnitStatus, ...]
    history: tuple[AssessmentRow, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether its forms count up to the year's last day."""
        return self.cut_off >= date(self.year, 12, 31)

    @property
    def missing(self) -> tuple[UnitStatus, ...]:
        """The units of which no final form counts."""
        return tuple(unit for unit in self.units if unit.received is None)

    def of_part(self, part: YearPart) -> tuple[YearRow, ...]:
        """Return the rows of the air, or of the tasks."""
        return tuple(row for row in self.rows if row.part == part)
