"""Progress against time: every vector of the rule, its exact boundaries, what has no light."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.progress.judge_progress import Judgement, judge
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.lights import GREEN, RED, YELLOW, Light
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.shares import percent
from aqmap.model.dispatch.tasks import Task
from aqmap.model.figures import Absence
from aqmap.words import Text, catalogue
from aqmap.workspace.dispatch.settings import RowRule
from aqmap.workspace.indicators import Indicator

BETTER = {"quantity": "higher", "cap": "lower", "level": "higher", "quality": "lower"}
COLOURED = GREEN | YELLOW | RED


def _indicator(kind: str | None, direction: str | None = None) -> Indicator:
    told: dict[str, Any] = {"kind": kind, "direction": direction or BETTER.get(kind or "")}
    return Indicator(id="x", name=Text("某项", "x"), unit=Text("台", "台"), theme="t", **told)


def _judge(
    kind: str | None,
    task: str | Absence,
    done: str | CellState | None,
    *,
    month: str = "2021-09",
    cut_off: date | None = None,
    direction: str | None = None,
    returned: bool = False,
    **rule: Any,
) -> Judgement:
    """Judge one row of one place; a `done` of none is no report."""
    absence = task if isinstance(task, Absence) else None
    asked = Task(
        indicator="x",
        place="p",
        amount=None if absence else Decimal(task),
        absence=absence,
        written="",
        scope="",
        figure="f",
    )
    amount = None
    if isinstance(done, CellState):
        amount = Amount(state=done)
    elif done is not None:
        amount = Amount(state=CellState.VALUE, value=Decimal(done))
    of_month = dispatch_month(month)
    return judge(
        _indicator(kind, direction),
        RowRule.model_validate(rule),
        asked,
        amount,
        month=of_month,
        cut_off=cut_off or of_month.last_day,
        returned=returned,
    )


@pytest.mark.parametrize(
    ("kind", "task", "done", "light"),
    [
        ("quantity", "1683", "1263", Light.ON_SCHEDULE),
        ("quantity", "1683", "1262", Light.SLIGHTLY_BEHIND),
        ("quantity", "1683", "1094", Light.SLIGHTLY_BEHIND),
        ("quantity", "1683", "1093", Light.BEHIND),
        ("quantity", "1683", "1683", Light.DONE),
        ("quantity", "1683", "1684", Light.DONE),
        ("quantity", "1683", "0", Light.BEHIND),
        ("cap", "692.5", "0", Light.ON_SCHEDULE),
        ("cap", "692.5", "519.3", Light.ON_SCHEDULE),
        ("cap", "692.5", "519.4", Light.SLIGHTLY_BEHIND),
        ("cap", "692.5", "554.0", Light.SLIGHTLY_BEHIND),
        ("cap", "692.5", "554.1", Light.BEHIND),
        ("cap", "692.5", "692.5", Light.BEHIND),
        ("cap", "692.5", "692.6", Light.OVER_CAP),
    ],
)
def test_september_by_month(kind: str, task: str, done: str, light: Light) -> None:
    assert _judge(kind, task, done).light == light


def test_a_yellow_may_show_the_very_percentage_of_the_schedule() -> None:
    judged = _judge("quantity", "1683", "1262")
    assert judged.rate == Fraction(1262, 1683)
    assert judged.expected == Fraction(3, 4)
    assert judged.difference == Fraction(1262, 1683) - Fraction(3, 4)
    assert percent(judged.rate) == "75.0%"
    assert judged.light == Light.SLIGHTLY_BEHIND


def test_a_light_comes_with_the_differences_at_which_it_changes() -> None:
    limits = {"behind": "7.5", "over": 3}
    assert _judge("quantity", "100", "70", thresholds=limits).limits == (Fraction(-3, 40),)
    assert _judge("cap", "100", "70", thresholds=limits).limits == (Fraction(3, 100),)
    assert _judge("cap", "692.5", "554.1").limits == (Fraction(1, 20),)


@pytest.mark.parametrize(
    ("done", "light"),
    [
        ("75", Light.ON_SCHEDULE),
        ("74.9999999999999999999999999999999999", Light.SLIGHTLY_BEHIND),
        ("65", Light.SLIGHTLY_BEHIND),
        ("64.9999999999999999999999999999999999", Light.BEHIND),
    ],
)
def test_boundaries_hold_beyond_any_float(done: str, light: Light) -> None:
    assert _judge("quantity", "100", done).light == light


@pytest.mark.parametrize(
    ("done", "light"),
    [
        ("75", Light.ON_SCHEDULE),
        ("75.0000000000000000000000000000000001", Light.SLIGHTLY_BEHIND),
        ("80", Light.SLIGHTLY_BEHIND),
        ("80.0000000000000000000000000000000001", Light.BEHIND),
        ("100", Light.BEHIND),
        ("100.0000000000000000000000000000000001", Light.OVER_CAP),
    ],
)
def test_boundaries_of_a_cap_hold_beyond_any_float(done: str, light: Light) -> None:
    assert _judge("cap", "100", done).light == light


def test_a_schedule_by_day_counts_the_day_itself() -> None:
    """25 September is the 268th day of 365."""
    told: dict[str, Any] = {"cut_off": date(2021, 9, 25), "schedule": "days"}
    assert _judge("quantity", "365", "268", **told).light == Light.ON_SCHEDULE
    assert _judge("quantity", "365", "268", **told).expected == Fraction(268, 365)
    assert _judge("quantity", "365", "267.99", **told).light == Light.SLIGHTLY_BEHIND


def test_a_leap_year_has_366_days() -> None:
    judged = _judge(
        "quantity", "366", "60", month="2024-02", cut_off=date(2024, 2, 29), schedule="days"
    )
    assert judged.expected == Fraction(60, 366)
    assert judged.light == Light.ON_SCHEDULE


@pytest.mark.parametrize(
    ("month", "cut_off", "share"),
    [("2021-01", date(2020, 12, 31), 0), ("2021-12", date(2022, 1, 5), 1)],
)
def test_a_cut_off_outside_its_year_counts_none_or_all_of_it(
    month: str, cut_off: date, share: int
) -> None:
    judged = _judge("quantity", "10", "1", month=month, cut_off=cut_off, schedule="days")
    assert judged.expected == share


def test_twelve_percentages_are_the_schedule_of_their_months() -> None:
    listed = (0, 0, 0, 5, 20, 40, 60, 80, "92.5", 97, 99, 100)
    assert _judge("quantity", "200", "185", schedule=listed).light == Light.ON_SCHEDULE
    assert _judge("quantity", "200", "184", schedule=listed).light == Light.SLIGHTLY_BEHIND
    january = _judge("quantity", "200", "0", month="2021-01", schedule=listed)
    assert january.expected == 0
    assert january.light == Light.ON_SCHEDULE


def test_thresholds_are_the_rows_own() -> None:
    narrow: dict[str, Any] = {"thresholds": {"behind": 0, "over": 0}}
    assert _judge("quantity", "100", "74.9", **narrow).light == Light.BEHIND
    assert _judge("cap", "100", "75.1", **narrow).light == Light.BEHIND
    assert _judge("quantity", "100", "72.5", thresholds={"behind": "2.5"}).light in YELLOW


@pytest.mark.parametrize(
    ("deadline", "done", "light"),
    [
        (date(2021, 8, 31), "99", Light.OVERDUE),
        (date(2021, 8, 31), "100", Light.DONE),
        (date(2021, 9, 30), "99", Light.OVERDUE),
        (date(2021, 10, 1), "99", Light.ON_SCHEDULE),
        (None, "99", Light.ON_SCHEDULE),
    ],
)
def test_what_is_unfinished_at_its_deadline_is_overdue(
    deadline: date | None, done: str, light: Light
) -> None:
    """A report that counts up to the deadline (here the 30th of September) is final."""
    assert _judge("quantity", "100", done, deadline=deadline).light == light


@pytest.mark.parametrize(
    "schedule", ["months", "days", [0, 0, 5, 10, 20, 30, 40, 50, 60, 70, 90, 100]]
)
def test_all_is_due_from_the_deadline_on_whatever_the_schedule(schedule: object) -> None:
    told: dict[str, Any] = {"deadline": date(2021, 9, 10), "schedule": schedule}
    judged = _judge("quantity", "120.5", "100", cut_off=date(2021, 9, 25), **told)
    assert (judged.light, judged.expected) == (Light.OVERDUE, Fraction(1))
    assert judged.difference == Fraction(-205, 1205)
    before = _judge("quantity", "120.5", "100", cut_off=date(2021, 9, 9), **told)
    assert before.expected is not None and before.expected < 1
    used = _judge("cap", "100", "100", cut_off=date(2021, 9, 25), **told)
    assert (used.light, used.expected) == (Light.ON_SCHEDULE, Fraction(1))
    assert _judge("cap", "100", "100.1", **told).light == Light.OVER_CAP


@pytest.mark.parametrize(
    ("done", "deadline", "light", "difference"),
    [
        ("68", "2021-12-31", Light.DONE, "0"),
        ("70.5", "2021-12-31", Light.DONE, "2.5"),
        ("60", "2021-12-31", Light.NOT_DUE, "-8"),
        ("60", None, Light.NOT_DUE, "-8"),
        ("60", "2021-09-30", Light.OVERDUE, "-8"),
        ("68", "2021-09-30", Light.DONE, "0"),
    ],
)
def test_a_level_counts_once_reached_and_has_no_schedule(
    done: str, deadline: str | None, light: Light, difference: str
) -> None:
    judged = _judge("level", "68", done, deadline=deadline)
    assert (judged.light, judged.from_level) == (light, Decimal(difference))
    assert (judged.rate, judged.expected, judged.difference) == (None, None, None)


def test_a_level_to_sink_to_is_reached_from_above() -> None:
    assert _judge("level", "0", "0", direction="lower").light == Light.DONE
    assert _judge("level", "5", "5.1", direction="lower").light == Light.NOT_DUE


@pytest.mark.parametrize(
    ("done", "deadline", "light"),
    [
        ("1", "2021-12-31", Light.NOT_DUE),
        ("4", "2021-12-31", Light.NOT_DUE),
        ("1", None, Light.NOT_DUE),
        ("3", "2021-09-30", Light.OVERDUE),
        ("4", "2021-09-30", Light.DONE),
    ],
)
def test_a_frequency_is_n_of_n_without_a_light_before_its_deadline(
    done: str, deadline: str | None, light: Light
) -> None:
    judged = _judge("frequency", "4", done, deadline=deadline)
    assert (judged.light, judged.rate) == (light, Fraction(int(done), 4))
    assert judged.expected is None


@pytest.mark.parametrize("kind", ["stock", "supervised", "quality", None])
@pytest.mark.parametrize("done", ["0", "1", "50", "100", "999", None])
def test_stocks_supervised_and_undeclared_rows_never_have_a_light(
    kind: str | None, done: str | None
) -> None:
    judged = _judge(kind, "100", done, deadline=date(2021, 1, 1))
    assert judged.light not in COLOURED
    assert judged.rate is None
    if done is not None:
        assert judged.reason == (kind or "undeclared")


def test_a_quantity_of_which_less_is_better_is_asked_for_its_kind_first() -> None:
    judged = _judge("quantity", "100", "80", direction="lower")
    assert (judged.light, judged.reason) == (Light.NOT_JUDGED, "direction")


@pytest.mark.parametrize("done", ["0", "5", None, CellState.BLANK])
def test_a_task_of_0_is_no_task_whatever_is_reported(done: str | CellState | None) -> None:
    for kind in ("quantity", "frequency", "level", None):
        assert _judge(kind, "0.00", done).light == Light.NO_TASK


def test_a_cap_of_0_is_a_cap() -> None:
    assert _judge("cap", "0", "0").light == Light.ON_SCHEDULE
    assert _judge("cap", "0", "0.01").light == Light.OVER_CAP
    assert _judge("cap", "0", "0").rate is None
    for kind in ("quantity", "cap"):  # as the yearly comparison has it
        is_none = _judge(kind, "0", "0").light == Light.NO_TASK
        assert is_none == _indicator(kind).is_no_task(Decimal(0))


@pytest.mark.parametrize("absence", list(Absence))
@pytest.mark.parametrize("done", ["0", "5", None])
def test_a_task_that_is_no_number_is_not_judged_and_says_why(
    absence: Absence, done: str | None
) -> None:
    judged = _judge("quantity", absence, done)
    assert (judged.light, judged.reason) == (Light.NOT_JUDGED, f"task_{absence}")
    assert f"progress.reason.{judged.reason}" in catalogue()
    assert judged.rate is None


@pytest.mark.parametrize("state", [s for s in CellState if s != CellState.VALUE])
def test_a_cell_that_is_no_number_is_not_judged_and_says_why(state: CellState) -> None:
    for kind in ("quantity", "cap", "level", "frequency"):
        judged = _judge(kind, "100", state)
        assert (judged.light, judged.reason) == (Light.NOT_JUDGED, f"report_{state}")
        assert f"progress.reason.{judged.reason}" in catalogue()
        assert (judged.done, judged.rate) == (None, None)


def test_not_started_is_0_only_where_the_rule_says_so() -> None:
    counted = _judge("quantity", "100", CellState.NOT_STARTED, not_started="zero")
    assert counted.light == Light.BEHIND
    assert counted.done == 0
    assert counted.rate == 0
    assert _judge("quantity", "100", CellState.BLANK, not_started="zero").done is None


@pytest.mark.parametrize("kind", ["quantity", "cap", "level", "frequency", "stock", None])
@pytest.mark.parametrize("month", ["2021-01", "2021-12"])
def test_no_report_is_never_red(kind: str | None, month: str) -> None:
    told: dict[str, Any] = {"month": month, "deadline": date(2020, 12, 31)}
    assert _judge(kind, "100", None, **told).light == Light.NO_REPORT
    assert _judge(kind, "100", None, returned=True, **told).light == Light.RETURNED


def test_every_light_has_words_and_only_colours_have_a_sign() -> None:
    for light in Light:
        assert light.in_words().zh and light.in_words().en
        assert bool(light.sign) == (light in COLOURED)
    assert len({light.sign for light in COLOURED}) == 3
    assert Light.DONE.in_words("level").zh == "已达到"
    assert Light.BEHIND.in_words("quantity").zh == "滞后序时进度"
    assert Light.BEHIND.in_words("cap").zh == "超序时进度"


AMOUNTS = st.decimals(0, 10**7, places=3)
TASKS = st.decimals("0.001", 10**7, places=3)
MONTHS = st.integers(1, 12).map(lambda n: f"2021-{n:02d}")
ORDER = [Light.BEHIND, Light.SLIGHTLY_BEHIND, Light.ON_SCHEDULE, Light.DONE]
CAP_ORDER = [Light.ON_SCHEDULE, Light.SLIGHTLY_BEHIND, Light.BEHIND, Light.OVER_CAP]


@given(task=TASKS, less=AMOUNTS, more=AMOUNTS, month=MONTHS)
def test_doing_more_never_makes_a_light_worse(
    task: Decimal, less: Decimal, more: Decimal, month: str
) -> None:
    less, more = sorted((less, more))
    lights = [_judge("quantity", str(task), str(n), month=month).light for n in (less, more)]
    assert ORDER.index(lights[0]) <= ORDER.index(lights[1])
    lights = [_judge("cap", str(task), str(n), month=month).light for n in (less, more)]
    assert CAP_ORDER.index(lights[0]) <= CAP_ORDER.index(lights[1])


@given(task=TASKS, done=AMOUNTS, month=MONTHS, power=st.integers(-8, 8))
def test_another_unit_gives_the_same_light(
    task: Decimal, done: Decimal, month: str, power: int
) -> None:
    for kind in ("quantity", "cap"):
        plain = _judge(kind, str(task), str(done), month=month)
        scaled = _judge(kind, str(task.scaleb(power)), str(done.scaleb(power)), month=month)
        assert (plain.light, plain.rate, plain.difference) == (
            scaled.light,
            scaled.rate,
            scaled.difference,
        )


@given(months=st.integers(1, 12), task=st.integers(1, 10**6), step=st.sampled_from([-1, 0, 1]))
def test_the_boundaries_lie_exactly_on_the_schedule(months: int, task: int, step: int) -> None:
    """Of a task of 60 n, a twelfth a month and ten points are whole numbers."""
    whole, month = 60 * task, f"2021-{months:02d}"
    on_time = 5 * task * months
    judged = _judge("quantity", str(whole), str(max(on_time + step, 0)), month=month)
    assert (judged.light in GREEN) == (step >= 0)
    late = on_time - 6 * task + step
    if late >= 0:
        assert (_judge("quantity", str(whole), str(late), month=month).light in RED) == (step < 0)
    used = on_time + 3 * task + step
    red = _judge("cap", str(whole), str(used), month=month).light in RED
    assert red == (step > 0 or used > whole)
