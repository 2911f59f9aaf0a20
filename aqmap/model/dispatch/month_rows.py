"""The table of a month: what each place has done of each task, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.shares import percent
from aqmap.model.dispatch.tasks import Task
from aqmap.model.periods import day_text
from aqmap.words import Text, text


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """A reported amount: a number, or one of the things that are none."""

    state: CellState
    value: Decimal | None = None
    written: str = ""
    approximate: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """
    A value that was changed, or handed in, after its month was released (上期更正).

    Attributes
    ----------
    month, field
        Of which month, and which field of the ledger; empty for what counts as done.
    old
        What stood in the release; none where no report had come by then.
    new, reason, received
        What it was changed to, why, and when that came in.
    """

    month: DispatchMonth
    field: str = ""
    old: Amount | None
    new: Amount
    reason: str
    received: date


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthRow:
    """
    One task of one place in one month.

    Attributes
    ----------
    month, unit, place, indicator
        What the row is about; `unit` is the reporting unit that fills it, empty where none does.
    task
        What the plan of the month asks.
    this_month, cumulative, stages
        As reported; none where no report came.
    last
        The sum that stands for the month before; none in January, and where no report came then.
    done
        What counts as done: the stage that the rule declares, else the cumulative amount.
    compared
        What a department reports as done of the same row, where the place's own unit reports too:
        the unit's own counts.
    scope, problems, next_steps
        As reported.
    rate
        Done over task, not rounded; none where there is no task, or nothing reported.
    expected
        Which share the schedule asks for by the month's cut-off.
    difference
        Rate less expected (×100: percentage points); none where either is.
    limits
        The differences at which its light changes, beside 0.
    from_level
        Of a level: done less task, in the row's unit.
    light, reason
        What it comes to, and the key (below ``progress.reason`` in the catalogue) of why it is not
        judged.
    late
        Whether the report came after the deadline (迟报).
    previous, previous_month, previous_day
        The last number that was reported in the year, where none came this month, with the month
        and the day that it counts to: shown in brackets with its date, never counted.
    corrections
        Of earlier, released months: of what counts as done first, then of the other amounts.
    since_release
        What of this month was changed since it was released itself.
    """

    month: DispatchMonth
    unit: str
    place: str
    indicator: str
    task: Task
    last: Amount | None = None
    this_month: Amount | None = None
    cumulative: Amount | None = None
    stages: Mapping[str, Amount] = field(default_factory=dict)
    done: Decimal | None = None
    compared: Amount | None = None
    scope: str = ""
    problems: str = ""
    next_steps: str = ""
    rate: Fraction | None = None
    expected: Fraction | None = None
    difference: Fraction | None = None
    limits: tuple[Fraction, ...] = ()
    from_level: Decimal | None = None
    light: Light
    reason: str = ""
    late: bool = False
    previous: Decimal | None = None
    previous_month: DispatchMonth | None = None
    previous_day: date | None = None
    corrections: tuple[Correction, ...] = ()
    since_release: tuple[Correction, ...] = ()

    @property
    def previous_in_words(self) -> Text:
        """The last number in brackets with its date; empty where a number came."""
        if self.previous is None or self.previous_day is None:
            return Text("", "")
        day = day_text(self.previous_day, year=False)
        return text("progress.previous", value=format(self.previous, "f"), day=day)


@dataclass(frozen=True, kw_only=True, slots=True)
class RowTotal:
    """
    A row of the annex over all its places.

    Attributes
    ----------
    indicator
        The row.
    expected_reports, reports
        How many places with a task were to report, and did (已报9/11).
    task_sum, task_printed
        The sum of the places' tasks, and what the annex prints as total; none where it has none.
    denominator
        Which of them the rate is of: ``sum`` or ``printed``; empty where they differ and
        ``dispatch.toml`` does not choose, and then there is no rate; ``unrated`` where they differ
        in a row of a kind that never has one.
    done
        Sum of what was reported.
    rate
        Done over the denominator.
    at_least
        Whether numbers of those that were to report are missing, so that the rate is 至少.
    lights
        How many places have each light.
    without_unit
        How many places with a task no unit reports for any more: the task counts all the same.
    """

    indicator: str
    expected_reports: int
    reports: int
    task_sum: Decimal | None
    task_printed: Decimal | None
    denominator: str
    done: Decimal | None
    rate: Fraction | None
    at_least: bool
    lights: Mapping[Light, int]
    without_unit: int = 0

    @property
    def reports_in_words(self) -> Text:
        """How many have reported: 已报9/11."""
        return text("progress.total.reports", reports=self.reports, expected=self.expected_reports)

    @property
    def rate_in_words(self) -> Text:
        """The rate, as 至少 while reports are missing; empty where there is none."""
        if self.rate is None:
            return Text("", "")
        shown = percent(self.rate)
        return text("progress.total.at_least", rate=shown) if self.at_least else Text(shown, shown)

    @property
    def denominator_note(self) -> Text:
        """Which total the rate is of, or why there is none, where the two differ; else empty."""
        if self.task_sum is None or self.task_printed in (None, self.task_sum):
            return Text("", "")
        key = f"progress.total.of_{self.denominator or 'neither'}"
        tasks = {"sum": self.task_sum, "printed": self.task_printed}
        return text(key, **{name: format(task, "f") for name, task in tasks.items()})


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitStatus:
    """
    How a unit's report of a month stands; on time, complete and valid are three things.

    Attributes
    ----------
    unit
        Its id.
    received
        The day that its counted form came in; none where none did.
    on_time, complete, valid
        Whether it came by the deadline, has something in every row, and has no open question;
        false where nothing came.
    returned
        Whether all that came was sent back (未报送（退回）).
    open_questions
        How many.
    """

    unit: str
    received: date | None
    on_time: bool
    complete: bool
    valid: bool
    returned: bool
    open_questions: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthTable:
    """
    All of a month.

    Attributes
    ----------
    month, cut_off, report_by
        The month, the day it counts up to, and the last day to report.
    plan_version
        Id of the plan of the month.
    rows
        In the annex's order: by row, then by place.
    totals
        By indicator, in the annex's order.
    units
        Of every unit that was to report, in the units' order.
    state
        Whether it is a draft: a month is one until it is released.
    """

    month: DispatchMonth
    cut_off: date
    report_by: date
    plan_version: str
    rows: tuple[MonthRow, ...]
    totals: tuple[RowTotal, ...]
    units: tuple[UnitStatus, ...]
    draft: bool = True
