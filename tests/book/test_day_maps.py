"""Maps of one day: what each station shows, in which class, and which days there are to choose."""

import pytest

from aqmap.book.day_maps import index_scale, with_day_maps
from aqmap.book.selection import Choice, choose
from aqmap.errors import SpecError
from aqmap.words import text
from tests.station_books import station_book


@pytest.fixture(scope="module")
def book():
    return station_book()


def cells(book, day):
    dated = with_day_maps(book, {"stations": [day]}, asked_by="--day")
    sheet = dated.sheet("stations", "aqi", day, "west")
    return {mark.code: cell for mark, cell in sheet.stations}


def test_a_station_shows_its_index_in_the_class_of_hj_633(book):
    shown = cells(book, "2020-01-01")["9901A"]
    assert (shown.value, shown.label, shown.reason) == (156, "156", "")
    assert index_scale().classes[shown.klass].label.zh == "中度污染（151–200）"
    assert text("notice.third_party") in shown.qualifiers
    assert any("PM10、PM2.5" in said.zh and "缺" in said.zh for said in shown.qualifiers)


def test_no_row_and_no_valid_day_are_two_reasons(book):
    """3 January has a row with 12 hours; the other stations have no days at all."""
    shown = cells(book, "2020-01-03")
    assert shown.pop("9901A").reason == "too_few_data"
    assert {cell.reason for cell in shown.values()} == {"no_figure"}


def test_the_classes_are_the_standards(book):
    """HJ 633, tables 2 and A.1."""
    found = [(k.lower, k.upper, k.color) for k in index_scale().classes]
    assert found == [
        (0, 50, "#00E400"),
        (51, 100, "#FFFF00"),
        (101, 150, "#FF7E00"),
        (151, 200, "#FF0000"),
        (201, 300, "#99004C"),
        (301, None, "#7E0023"),
    ]


def test_counties_have_no_value_and_are_no_reason(book):
    dated = with_day_maps(book, {"stations": ["2020-01-01"]}, asked_by="--day")
    rows = dated.sheet("stations", "aqi", "2020-01-01", "west").rows
    assert rows
    assert all(cell.value is None and not cell.reason and not cell.label for _, cell in rows)


def test_legend_counts_stations_not_counties(book):
    dated = with_day_maps(book, {"stations": ["2020-01-01"]}, asked_by="--day")
    sheet = dated.sheet("stations", "aqi", "2020-01-01", "west")
    assert [entry.count for entry in sheet.legend] == [0, 0, 0, 1, 0, 0]


@pytest.mark.parametrize("day", ["2020-01-04", "2019-12-31", "2021-01-01"])
def test_a_day_of_which_nobody_has_a_row_is_a_fault(book, day):
    with pytest.raises(SpecError, match=day):
        with_day_maps(book, {"stations": [day]}, asked_by="--day")
    with pytest.raises(SpecError, match=day):
        choose(book, Choice(days=(day,)))


def test_all_days_that_cannot_be_are_said_at_once(book):
    with pytest.raises(SpecError) as caught:
        choose(book, Choice(days=("2020-13-01", "2020", "2020-01-04", "2020-01-01")))
    assert [fault.facts["found"] for fault in caught.value.faults] == [
        "2020-13-01",
        "2020",
        "2020-01-04",
    ]


def test_days_alone_choose_no_layer_and_a_layer_alone_no_day(book):
    printed = with_day_maps(book, {"stations": ["2020-01-01"]}, asked_by="layers/stations.toml")

    def sheets(**choice):
        found = choose(printed, Choice(**choice)).sheets()
        return {(sheet.layer.id, sheet.period) for sheet in found}

    assert ("stations", "2020-01-01") in sheets()
    assert sheets(days=("2020-01-02", "2020-01-02")) == {("stations", "2020-01-02")}
    assert sheets(layers=("months",)) == {("months", "2021")}
    both = sheets(layers=("months",), days=("2020-01-02",))
    assert both == {("months", "2021"), ("stations", "2020-01-02")}
    with pytest.raises(SpecError, match="no map that fits"):
        choose(printed, Choice(days=("2020-01-02",), regions=("east",)))
