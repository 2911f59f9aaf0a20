"""The rows of a county's sheet, worked out by hand from the synthetic book."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapBook
from aqmap.book.profiles.indicator_rows import (
    IndicatorRow,
    Tally,
    indicator_rows,
    row_periods,
    short_words,
    tally,
    target_periods,
)
from aqmap.book.scales import NO_TEXT, reason_class
from aqmap.model.joined import Status
from aqmap.words import Text
from tests.book_layers import ZONE, pm25_layer
from tests.books import square_book


@pytest.fixture(scope="module")
def book() -> MapBook:
    return square_book()


def row_of(book: MapBook, place: str, layer: str, period: str = "2021") -> IndicatorRow:
    (row,) = [
        row for row in indicator_rows(book, place) if (row.layer, row.period) == (layer, period)
    ]
    return row


def test_a_county_has_a_row_a_layer_and_period_by_theme(book: MapBook) -> None:
    rows = [(row.layer, row.period) for row in indicator_rows(book, "990001")]
    # 空气质量 first, 煤炭与锅炉 after it; the layer of the east alone is not here.
    assert rows == [("pm25", "2021"), ("pm25", "2020"), ("reasons", "2021"), ("boilers", "2021")]


def test_a_row_says_what_the_maps_say(book: MapBook) -> None:
    row = row_of(book, "990002", "pm25")
    assert row.target is not None
    assert row.measured is not None
    assert row.gap is not None
    labels = (row.target.label, row.measured.label, row.gap.label)
    assert labels == ("≤41", "47.5", "+6.5")
    assert row.verdict == Status.NOT_MET
    assert row.status_words.zh == "未完成目标"
    assert row.figures == ("f-t-2", "f-m-2")


def test_each_absence_is_its_own_reason(book: MapBook) -> None:
    reasons = {
        place: row_of(book, place, "reasons").target
        for place in ("990001", "990002", "990003", "990004", ZONE)
    }
    assert {place: cell.reason for place, cell in reasons.items() if cell} == {
        "990001": "no_task",
        "990002": "text",
        "990003": "no_station",
        "990004": "not_comparable",
        ZONE: "not_reported",
    }


def test_a_bar_runs_from_0_to_the_larger_of_actual_and_target(book: MapBook) -> None:
    bullet = row_of(book, "990002", "pm25").bullet
    assert bullet is not None
    assert (bullet.low, bullet.high) == (0.0, 47.5)
    assert bullet.share(bullet.actual) == 1.0
    assert bullet.share(bullet.target) == pytest.approx(41 / 47.5)


@pytest.mark.parametrize(
    ("place", "layer", "period"),
    [
        ("990003", "pm25", "2021"),  # a target without a number
        ("990001", "pm25", "2020"),  # nothing known
        ("990001", "boilers", "2021"),  # a layer that is never compared
    ],
)
def test_what_is_not_compared_has_no_bar(
    book: MapBook, place: str, layer: str, period: str
) -> None:
    assert row_of(book, place, layer, period).bullet is None


def row_with(status: str, target: float | None = 10.0, actual: float | None = 12.0) -> IndicatorRow:
    """Return a row of this status, a verdict or a reason."""
    klass = {"met": 0, "not_met": 1}.get(status)
    cells = [
        Cell(number, 0, str(number)) if number is not None else Cell(None, reason_class("dash"))
        for number in (target, actual)
    ]
    shown = Cell(None, reason_class(status) if klass is None else klass)
    return IndicatorRow(
        "x", Text("甲", "A"), "air", "2021", NO_TEXT, cells[0], cells[1], None, shown
    )


@pytest.mark.parametrize("status", ["not_judged", "not_comparable", "no_task"])
def test_two_numbers_that_must_not_be_compared_have_no_bar(status: str) -> None:
    assert row_with(status).bullet is None


@pytest.mark.parametrize("status", ["reported", "not_due"])
def test_a_unit_s_own_report_and_what_is_not_due_have_a_bar_and_no_verdict(status: str) -> None:
    row = row_with(status)
    assert row.bullet is not None
    assert row.verdict is None


def test_a_number_below_0_moves_the_start_of_the_bar() -> None:
    bullet = row_with("met", target=-5.0, actual=-20.0).bullet
    assert bullet is not None
    assert (bullet.low, bullet.high) == (-20.0, 0.0)
    assert bullet.share(0.0) == 1.0
    assert bullet.share(-5.0) == 0.75


def test_nothing_and_nothing_have_no_bar() -> None:
    assert row_with("met", target=0.0, actual=0.0).bullet is None


def test_a_task_of_0_is_counted_in_no_verdict() -> None:
    rows = [row_with(s) for s in ("met", "met", "not_met", "no_task", "not_due", "not_due")]
    counts = tally(row.status for row in rows)
    reason = Text("考核期未满", "not yet due")
    assert counts == Tally(met=2, not_met=1, no_task=1, reasons={reason: 2})
    assert (counts.undecided, counts.total) == (2, 6)


def test_a_missing_target_says_in_few_words_what_the_source_has() -> None:
    assert short_words(row_with("no_target", target=None)).zh == "原表为“-”"
    assert short_words(row_with("no_task")).zh == "无任务"
    assert short_words(row_with("met")).en == "target met"


def test_months_are_no_rows_beside_a_year() -> None:
    layer = replace(pm25_layer(), periods=("2021", "2021-01", "2021-02", "2020"))
    assert row_periods(layer) == ("2021", "2020")
    assert row_periods(replace(layer, print_periods=("2020",))) == ("2020",)
    assert row_periods(replace(layer, periods=("2021-01", "2021-02"))) == ("2021-02",)


def test_the_title_s_periods_are_those_of_targets(book: MapBook) -> None:
    assert target_periods(indicator_rows(book, "990001")) == ("2021", "2020")


def test_a_comparison_of_figures_that_were_left_out_is_left_out_too(book: MapBook) -> None:
    layer = pm25_layer()
    hidden = replace(
        layer,
        views={name: layer.views[name] for name in ("target", "measured")},
        comparison={name: layer.views[name] for name in ("gap", "status")},
    )
    whole = replace(book, layers=(hidden,))
    assert row_of(whole, "990002", "pm25").verdict == Status.NOT_MET
    reduced = {key: card for key, card in book.figures.items() if key != "f-m-2"}
    row = row_of(replace(whole, figures=reduced), "990002", "pm25")
    assert (row.status, row.gap, row.bullet) == (None, None, None)
