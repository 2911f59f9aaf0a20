"""The table of a month, case by case, of invented counties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from aqmap.decide.progress.ranking import rank_places
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import Correction
from aqmap.model.dispatch.unit_rows import UnitKind
from aqmap.words import Text
from tests.decide.progress.dispatch_office import (
    COUNTIES,
    INDICATOR,
    Office,
    reporting,
    row_of,
    table_of,
)

D = Decimal


def _values(change: Correction) -> tuple[Decimal | None, Decimal | None]:
    return change.old.value if change.old else None, change.new.value


@pytest.fixture
def office() -> Office:
    """An office to which nothing has come in yet."""
    return Office()


def test_three_counts_on_time_complete_valid(office: Office) -> None:
    office.sends("甲县", "2021-09", "80")
    office.sends("乙县", "2021-09", "blank", late=True)
    office.asks("甲县", "2021-09")
    office.asks("乙县", "2021-09", closed_on=date(2021, 9, 27))
    told = {
        s.unit: (s.on_time, s.complete, s.valid, s.open_questions) for s in table_of(office).units
    }
    assert told == {
        "甲县": (True, True, False, 1),
        "乙县": (False, False, True, 0),
        "丙县": (False, False, False, 0),
    }
    received = {s.unit: s.received for s in table_of(office).units}
    assert received["乙县"] == date(2021, 9, 26)
    assert received["丙县"] is None


def test_a_late_report_counts_and_says_so(office: Office) -> None:
    office.sends("甲县", "2021-09", "80", late=True)
    row = row_of(table_of(office))
    assert (row.late, row.done, row.light) == (True, D(80), Light.ON_SCHEDULE)


def test_a_report_in_time_that_is_revised_late_was_in_time(office: Office) -> None:
    office.sends("甲县", "2021-09", "80")
    office.sends("甲县", "2021-09", "60", late=True)
    row = row_of(table_of(office))
    assert (row.late, row.done, row.light) == (False, D(60), Light.BEHIND)


def test_what_was_sent_back_counts_for_nothing(office: Office) -> None:
    office.sends("甲县", "2021-09", "80", returned=True)
    table = table_of(office)
    assert (row_of(table).light, row_of(table).done) == (Light.RETURNED, None)
    assert table.units[0].returned
    office.sends("甲县", "2021-09", "70")
    office.sends("甲县", "2021-09", "10", returned=True)
    table = table_of(office)
    assert (row_of(table).done, table.units[0].returned) == (D(70), False)


def test_a_missing_report_shows_the_last_value_with_its_date_and_counts_nothing(
    office: Office,
) -> None:
    office.sends("甲县", "2021-06", "50")
    office.sends("甲县", "2021-07", "dash")
    table = table_of(office)
    row = row_of(table)
    assert (row.light, row.done, row.rate) == (Light.NO_REPORT, None, None)
    assert row.previous_in_words == Text("（50，截至6月20日）", "(50, up to 20 Jun)")
    assert table.totals[0].done is None
    assert row_of(table, "乙县").previous_in_words == Text("", "")


def test_amounts_start_anew_with_the_year(office: Office) -> None:
    office.sends("甲县", "2020-12", "50")
    assert row_of(table_of(office, "2021-01")).previous is None


def test_a_correction_after_release_is_named_once_in_the_next_report(office: Office) -> None:
    office.sends("甲县", "2021-07", "60")
    office.sends("甲县", "2021-07", "61")  # before release: a revision, no correction
    office.releases("2021-07")
    office.sends("甲县", "2021-07", "55", reason="重复统计")
    office.sends("甲县", "2021-08", "70")
    (correction,) = row_of(table_of(office, "2021-08")).corrections
    assert correction.old is not None
    assert str(correction.month) == "2021-07"
    assert (correction.old.value, correction.new.value) == (D(61), D(55))
    assert correction.reason == "重复统计"
    assert row_of(table_of(office, "2021-07")).done == 55
    assert row_of(table_of(office, "2021-07")).corrections == ()
    office.releases("2021-08")
    assert row_of(table_of(office, "2021-09")).corrections == ()
    office.sends("甲县", "2021-07", "54", reason="再核")
    assert [c.reason for c in row_of(table_of(office, "2021-09")).corrections] == ["再核"]
    assert len(row_of(table_of(office, "2021-08")).corrections) == 1


def test_a_report_that_comes_after_the_release_is_named_in_the_next_report(office: Office) -> None:
    office.sends("甲县", "2021-08", "60")
    office.releases("2021-08")
    office.sends("乙县", "2021-08", "1122", reason="补报")
    office.sends("乙县", "2021-08", "95", field="month", reason="补报")
    office.sends("丙县", "2021-08", "blank", reason="补报")
    september = table_of(office)
    (handed_in,) = row_of(september, "乙县").corrections
    assert (handed_in.old, handed_in.new.value, handed_in.reason) == (None, D(1122), "补报")
    assert row_of(september, "甲县").corrections == row_of(september, "丙县").corrections == ()
    office.releases("2021-09")
    assert row_of(table_of(office, "2021-10"), "乙县").corrections == ()


def test_a_report_after_the_release_changes_what_counted_of_the_department(
    office: Office,
) -> None:
    bureau = reporting("林业局", kind=UnitKind.DEPARTMENT, places=COUNTIES, rows=("trees",))
    units = [bureau, *(reporting(place) for place in COUNTIES)]
    office.sends("林业局", "2021-08", {"甲县": "90"})
    office.sends("乙县", "2021-08", "70")
    office.releases("2021-08")
    office.sends("甲县", "2021-08", "80", reason="补报")
    (change,) = row_of(table_of(office, units=units), "甲县").corrections
    assert change.old is not None and (change.old.value, change.new.value) == (D(90), D(80))
    later = Office()
    later.sends("乙县", "2021-08", "70")
    later.releases("2021-08")
    later.sends("林业局", "2021-08", {"乙县": "66"}, reason="补报")
    assert row_of(table_of(later, units=units), "乙县").corrections == ()


def test_every_amount_of_a_released_month_that_is_changed_is_named(office: Office) -> None:
    rule: dict[str, Any] = {"stages": ["开工", "完工", "验收"], "done": "完工"}
    first = {"cumulative": "24", "month": "2", "stage 开工": "20", "stage 完工": "16"}
    for field, amount in first.items():
        office.sends("甲县", "2021-08", amount, field=field)
    office.releases("2021-08")
    for field, amount in {**first, "stage 开工": "21", "month": "3", "cumulative": "25"}.items():
        office.sends("甲县", "2021-08", amount, field=field, reason="更正")
    named = row_of(table_of(office, **rule)).corrections
    amounts = [(c.field, *_values(c)) for c in named]
    assert amounts == [
        ("stage 开工", D(20), D(21)),
        ("cumulative", D(24), D(25)),
        ("month", D(2), D(3)),
    ]
    office.sends("甲县", "2021-08", "15", field="stage 完工", reason="再更正")
    assert row_of(table_of(office, **rule)).corrections[0].field == ""


def test_what_changed_since_a_month_s_own_release_is_named_in_its_draft(office: Office) -> None:
    office.sends("甲县", "2021-09", "80")
    office.releases("2021-09")
    office.sends("甲县", "2021-09", "70", reason="更正")
    office.sends("乙县", "2021-09", "50", reason="补报")
    now, then = table_of(office), table_of(office, as_released=True)
    amounts = [(row.place, *_values(c)) for row in now.rows for c in row.since_release]
    assert amounts == [("甲县", D(80), D(70)), ("乙县", None, D(50))]
    assert not any(row.since_release or row.corrections for row in then.rows)
    assert not any(row.corrections for row in now.rows)


def test_as_released_is_what_was_released(office: Office) -> None:
    office.sends("甲县", "2021-09", "80")
    office.asks("甲县", "2021-09", closed_on=date(2021, 10, 8))
    before = table_of(office)
    assert before.draft
    office.releases("2021-09")
    assert not table_of(office).draft
    office.sends("甲县", "2021-09", "20", reason="更正")
    office.sends("乙县", "2021-09", "70")
    now, then = table_of(office), table_of(office, as_released=True)
    assert (then.rows, then.totals) == (before.rows, before.totals)
    assert (then.draft, now.draft) == (False, True)
    assert (row_of(now).done, row_of(then).done) == (D(20), D(80))
    assert (then.units[0].valid, now.units[0].valid) == (False, True)


def test_one_unit_may_fill_for_two_places(office: Office) -> None:
    units = [reporting("甲县", places=("甲县", "某园区"))]
    office.sends("甲县", "2021-09", {"甲县": "80", "某园区": "10"})
    table = table_of(office, tasks={"甲县": "100", "某园区": "20"}, units=units)
    assert [(r.place, r.unit, r.done) for r in table.rows] == [
        ("甲县", "甲县", D(80)),
        ("某园区", "甲县", D(10)),
    ]
    assert [s.unit for s in table.units] == ["甲县"]
    assert table.totals[0].reports_in_words.zh == "已报2/2"


def test_one_cell_may_take_in_the_zone_whose_own_cell_is_a_dash(office: Office) -> None:
    units = [reporting("甲县", places=("甲县", "某园区"))]
    office.sends("甲县", "2021-09", "80")
    table = table_of(office, tasks={"甲县": "100", "某园区": "dash"}, units=units)
    assert row_of(table, "某园区").reason == "task_dash"
    assert table.totals[0].reports_in_words.zh == "已报1/1"
    assert table.units[0].complete


def test_of_county_and_department_the_countys_own_number_counts(office: Office) -> None:
    bureau = reporting("林业局", kind=UnitKind.DEPARTMENT, places=COUNTIES, rows=("trees",))
    units = [bureau, *(reporting(place) for place in COUNTIES)]
    office.sends("林业局", "2021-09", {"甲县": "90", "乙县": "77"})
    office.sends("甲县", "2021-09", "80")
    table = table_of(office, units=units)
    own = row_of(table, "甲县")
    assert (own.unit, own.done) == ("甲县", D(80))
    assert own.compared is not None and own.compared.value == 90
    of_bureau = row_of(table, "乙县")
    assert (of_bureau.unit, of_bureau.done, of_bureau.compared) == ("林业局", D(77), None)
    assert [s.received is not None for s in table.units] == [True, True, False, False]


def test_a_unit_is_expected_only_while_it_exists(office: Office) -> None:
    units = [
        reporting("甲县", until=date(2021, 8, 31)),
        reporting("乙县", since=date(2021, 9, 20)),
        reporting("丙县", since=date(2021, 9, 21)),
    ]
    office.sends("甲县", "2021-08", "50")
    table = table_of(office, units=units)
    assert [s.unit for s in table.units] == ["乙县"]
    gone = row_of(table, "甲县")
    assert (gone.light, gone.reason, gone.unit) == (Light.NOT_JUDGED, "no_unit", "")
    assert gone.previous == 50
    assert table.totals[0].reports_in_words.zh == "已报0/1"
    assert (table.totals[0].at_least, table.totals[0].without_unit) == (True, 2)
    office.sends("乙县", "2021-09", "30")
    whole = table_of(office, units=units).totals[0]
    assert (whole.at_least, whole.without_unit, whole.rate) == (False, 2, Fraction(30, 300))


def test_a_stage_counts_as_done_where_the_rule_says_so(office: Office) -> None:
    office.sends("甲县", "2021-09", "95")
    office.sends("甲县", "2021-09", "90", field="stage 开工")
    office.sends("甲县", "2021-09", "60", field="stage 完工")
    row = row_of(table_of(office, stages=["开工", "完工", "验收"], done="完工"))
    assert (row.done, row.light) == (D(60), Light.BEHIND)
    assert {stage: told.value for stage, told in row.stages.items()} == {
        "开工": 90,
        "完工": 60,
        "验收": None,
    }
    assert row.cumulative is not None and row.cumulative.value == 95


def test_a_total_says_how_many_reported_and_at_least(office: Office) -> None:
    office.sends("甲县", "2021-09", "80")
    office.sends("乙县", "2021-09", "not_started")
    tasks = {"甲县": "100", "乙县": "50", "丙县": "50", "丁县": "0", "戊县": "blank"}
    total = table_of(office, tasks=tasks).totals[0]
    assert total.reports_in_words.zh == "已报2/3"
    assert total.rate == Fraction(80, 200)
    assert total.rate_in_words == Text("至少40.0%", "at least 40.0%")
    assert (total.lights[Light.NO_TASK], total.lights[Light.NO_REPORT]) == (1, 1)
    office.sends("乙县", "2021-09", "0")
    office.sends("丙县", "2021-09", "20")
    whole = table_of(office, tasks=tasks).totals[0]
    assert (whole.rate_in_words.zh, whole.reports_in_words.zh) == ("50.0%", "已报3/3")


@pytest.mark.parametrize(
    ("chosen", "rate", "noted"),
    [
        (None, None, "未选定分母"),
        ("sum", Fraction(5, 10), "以各地任务之和为分母"),
        ("printed", Fraction(5, 8), "以附表合计为分母"),
    ],
)
def test_where_printed_total_and_sum_differ_the_office_chooses(
    office: Office, chosen: str | None, rate: Fraction | None, noted: str
) -> None:
    office.sends("甲县", "2021-09", "5")
    office.sends("乙县", "2021-09", "0")
    tasks = {"甲县": "8", "乙县": "2"}
    total = table_of(office, tasks=tasks, printed="8", denominator=chosen).totals[0]
    assert (total.rate, total.done) == (rate, D(5))
    assert noted in total.denominator_note.zh
    assert "8" in total.denominator_note.en and "10" in total.denominator_note.en


def test_equal_totals_need_no_choice_and_no_note(office: Office) -> None:
    office.sends("甲县", "2021-09", "5")
    total = table_of(office, tasks={"甲县": "10"}, printed="10.00").totals[0]
    assert (total.denominator, total.denominator_note.zh) == ("sum", "")
    assert total.rate == Fraction(1, 2)


def test_ranks_are_shared_and_the_unranked_stand_apart(office: Office) -> None:
    tasks = {"甲县": "100", "乙县": "200", "丙县": "100", "丁县": "50", "戊县": "0", "己县": "9"}
    for place, done in {"甲县": "80", "乙县": "160", "丙县": "90", "丁县": "10"}.items():
        office.sends(place, "2021-09", done)
    ranking = rank_places(INDICATOR, table_of(office, tasks=tasks).rows)
    assert [(r.rank, r.row.place) for r in ranking.ranked] == [
        (1, "丙县"),
        (2, "甲县"),
        (2, "乙县"),
        (4, "丁县"),
    ]
    assert [row.place for row in ranking.apart] == ["戊县", "己县"]


def test_a_cap_is_ranked_by_how_little_is_used(office: Office) -> None:
    for place, done in {"甲县": "80", "乙县": "60", "丙县": "120"}.items():
        office.sends(place, "2021-09", done)
    cap = INDICATOR.model_copy(update={"kind": "cap", "direction": "lower"})
    ranking = rank_places(cap, table_of(office).rows)
    assert [r.row.place for r in ranking.ranked] == ["乙县", "甲县", "丙县"]


def test_the_sum_of_last_month_is_what_stands_for_it_now(office: Office) -> None:
    office.sends("甲县", "2021-08", "70")
    office.sends("甲县", "2021-09", "80")
    office.sends("甲县", "2021-08", "65")
    last = row_of(table_of(office)).last
    assert last is not None and last.value == 65
    assert row_of(table_of(office), "乙县").last is None
    assert row_of(table_of(office, "2021-01")).last is None
