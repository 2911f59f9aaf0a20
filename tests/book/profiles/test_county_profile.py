"""A county's profile: what concerns it and nothing else, each number with where it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aqmap.book.book_layers import Cell, View
from aqmap.book.map_book import MapBook
from aqmap.book.profiles.county_profile import CountyProfile, county_profile
from aqmap.book.profiles.indicator_rows import IndicatorRow
from aqmap.book.profiles.monthly_series import monthly_series
from aqmap.book.scales import NO_TEXT, reason_class
from aqmap.words import Text, text
from tests.book_layers import LEVELS, ORDER, UGM3, ZONE, pm25_layer
from tests.books import square_book


@pytest.fixture(scope="module")
def book() -> MapBook:
    return square_book()


@pytest.fixture(scope="module")
def profile(book: MapBook) -> CountyProfile:
    return county_profile(book, "990001")


def with_months(book: MapBook, cells: dict[int, Cell]) -> MapBook:
    """Return the book with months of 2021 in the measured view of 990001."""
    layer = pm25_layer()
    number = ORDER.index("990001")

    def row(cell: Cell) -> tuple[Cell | None, ...]:
        return tuple(cell if n == number else None for n in range(len(ORDER)))

    months = {f"2021-{month:02d}": row(cell) for month, cell in cells.items()}
    measured = View("measured", text("view.measured"), UGM3, LEVELS, months, {}, printed=False)
    monthly = replace(layer, id="monthly", periods=tuple(months), views={"measured": measured})
    return replace(book, layers=(monthly,))


def test_its_headline_counts_a_blank_apart_from_a_missing_target(profile: CountyProfile) -> None:
    def row(reason: str) -> IndicatorRow:
        cells = [Cell(None, reason_class(key)) for key in (reason, "no_figure", "no_target")]
        return IndicatorRow(
            "x", NO_TEXT, "air", "2021", NO_TEXT, cells[0], cells[1], None, cells[2]
        )

    rows = tuple(map(row, ("blank", "dash", "blank", "no_target")))
    counts = replace(profile, rows=rows).tally
    assert {words.zh: number for words, number in counts.reasons.items()} == {
        "原表为空白": 2,
        "原表为“-”": 1,
        "未收集到目标值": 1,
    }


def test_its_stations_have_a_value_or_a_reason(profile: CountyProfile) -> None:
    first, background = profile.stations
    assert (first.name, first.code, first.value.zh) == (
        "示例站一",
        "9901A",
        "2021年35.0微克/立方米",
    )
    assert first.figures == ("f-s-year",)
    assert first.facts == ((Text("设立年份", "since"), "2013"),)
    assert background.background
    assert background.value.zh == ""
    assert background.reason == text("reason.no_figure")


def test_a_station_says_why_it_has_no_number_before_that_none_is_known(book: MapBook) -> None:
    stations, *others = book.marks
    bare = replace(stations.features[0], value_label=NO_TEXT, figures=())
    reasons = ("no_figure", "too_few_data")
    readings = {
        layer: {"2021": (Cell(None, reason_class(reason)),)}
        for layer, reason in zip(("a", "b"), reasons, strict=True)
    }
    marks = replace(stations, features=(bare,), readings=readings)
    (row,) = county_profile(replace(book, marks=(marks, *others)), "990001").stations
    assert row.reason == text("reason.too_few_data")
    assert row.figures == ()


def test_points_without_figures_are_no_stations(book: MapBook) -> None:
    # The park lies in 990003 and is an area; the river lies in no place.
    assert county_profile(book, "990003").stations == ()


def test_findings_are_those_of_its_own_figures(book: MapBook, profile: CountyProfile) -> None:
    assert [finding.id for finding in profile.findings] == ["sum-boilers", "text-pm25"]
    assert [f.id for f in county_profile(book, ZONE).findings] == ["sum-boilers"]
    assert county_profile(replace(book, findings=()), "990001").findings == ()


def test_every_number_is_cited_with_its_spot(profile: CountyProfile) -> None:
    plan, third = profile.citations
    assert (plan.title.zh, plan.number) == ("示例行动计划", "示例〔2021〕1号")
    spot = plan.spots[0]
    assert (spot.row, spot.side and spot.side.zh) == (1, "目标")
    assert spot.locator.zh == "附表第4.2行“伊宁市”列（文件第210行）"
    # Row 1 is PM2.5 of 2021, row 4 the boilers; number 5 is the first station.
    assert [(s.row, s.side and s.side.zh) for s in third.spots] == [(1, "实际"), (5, None)]
    assert [s.row for s in plan.spots] == [1, 4]


def test_what_must_stand_beside_the_values_is_known(profile: CountyProfile) -> None:
    assert profile.notices == (text("notice.third_party"),)


def test_a_series_keeps_its_gaps(book: MapBook) -> None:
    missing = Cell(None, reason_class("too_few_data"))
    cells = {
        1: Cell(60.0, 2, "60.0"),
        2: Cell(41.5, 2, "41.5"),
        3: missing,
        4: Cell(20.0, 0, "20.0", "indicative"),
        12: Cell(60.0, 2, "60.0"),
    }
    (series,) = monthly_series(with_months(book, cells), "990001")
    assert series.year == "2021"
    assert [[value.month for value in run] for run in series.runs] == [[1, 2], [4], [12]]
    assert series.lowest is not None
    assert series.highest is not None
    assert series.last is not None
    ends = [(v.month, v.label) for v in (series.lowest, series.highest, series.last)]
    assert ends == [(4, "20.0"), (1, "60.0"), (12, "60.0")]
    assert series.missing == {"too_few_data": [3], "": [5, 6, 7, 8, 9, 10, 11]}
    assert series.indicative == {4}


def test_a_year_without_any_number_has_no_ends(book: MapBook) -> None:
    cells = {month: Cell(None, reason_class("no_station")) for month in range(1, 13)}
    (series,) = monthly_series(with_months(book, cells), "990001")
    assert (series.values, series.lowest, series.highest, series.last) == ((), None, None, None)
    assert series.missing == {"no_station": list(range(1, 13))}


def test_a_place_without_months_has_no_series(book: MapBook) -> None:
    assert list(monthly_series(book, "990001")) == []
