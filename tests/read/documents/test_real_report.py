"""The real report of Fukang, against numbers typed from it by hand."""

from pathlib import Path

import pytest

from aqmap.figures import Absence, Basis, Dust, Level, figure_row
from aqmap.read.tables import read_figures

ROOT = Path(__file__).parents[3]
REPORT = "004_688559981bcac65b.txt"
TABLE = ROOT / "data" / "targets" / "fukang-report-2021.csv"
UNTIL = "2021-01-01/2021-12-15"
AT = "sentence 2; line 16"

# Indicator, role, period, comparator, number as printed, locator.
FIGURES = [
    ("heavy_pollution_days", "target", "2020", "le", "下降15%", "sentence 1; line 3"),
    (
        "electric_heating_area",
        *("measured", "2021", "", "84万平方米", "item 6; para 1; sentence 2; line 11"),
    ),
    (
        "rural_clean_heating",
        *("measured", "2021", "", "2943户", "item 6; para 1; sentence 2; line 11"),
    ),
    (
        "road_sweeping_rate",
        *("measured", "2021", "", "100%", "item 7; para 1; sentence 4; line 12"),
    ),
    ("diesel_trucks", "measured", "2021", "", "66辆", "item 8; para 1; sentence 2; line 13"),
    ("pm25", "measured", UNTIL, "", "45微克/立方米", AT),
    ("heavy_pollution_days", "measured", UNTIL, "", "27天", AT),
    ("pm25", "baseline", "2017", "", "63微克/立方米", AT),
    ("heavy_pollution_days", "baseline", "2017", "", "53天", AT),
    ("pm25", "target", "2021", "le", "63.5微克/立方米", "sentence 3; line 16"),
    ("heavy_pollution_days", "target", "2021", "le", "46天", "sentence 3; line 16"),
]
VALUES = [None, "84", "2943", "100", "66", "45", "27", "63", "53", "63.5", "46"]


@pytest.fixture
def report(read_seed):
    return read_seed(REPORT)


def test_every_figure_and_nothing_else(report):
    read = [
        (f.indicator, f.role, f.period, str(f.comparator or ""), f.value_written, f.locator)
        for f in report
    ]
    assert read == FIGURES
    assert [None if f.value is None else str(f.value) for f in report] == VALUES


def test_no_figure_is_given_to_another_place(report):
    assert {(f.place, f.level) for f in report} == {("652302", Level.COUNTY)}
    assert [f.place_written for f in report] == ["阜康市"] * 9 + ["我市"] * 2


def test_changes_stand_on_what_they_are_stated_of(report):
    changed = {f.id[-4:]: (str(f.change), f.change_unit, f.baseline_period) for f in report}
    assert {key: said for key, said in changed.items() if said[1]} == {
        "0001": ("-15", "%", "2017"),
        "0006": ("-28.6", "%", "2017"),
        "0007": ("-26", "天", "2017"),
    }
    assert {f.baseline_period for f in report if f.change is None} == {""}


def test_the_relative_target_has_no_number(report):
    assert [f.absence for f in report] == [Absence.RELATIVE, *[None] * 10]


def test_a_part_of_the_year_is_cut_off(report):
    assert {f.as_of for f in report if f.period == UNTIL} == {"2021-12-15"}
    assert {f.as_of for f in report if f.period != UNTIL} == {""}


def test_who_hands_the_targets_down_and_what_they_cover(report):
    notes = {f.id[-4:]: f.note for f in report if f.note}
    assert notes == {"0002": "城区", "0010": "昌吉州下达", "0011": "昌吉州下达"}
    plans = [number for number, f in enumerate(report, 1) if f.basis == Basis.PLAN]
    assert plans == [1, 10, 11]
    assert {f.basis for f in report} == {Basis.PLAN, Basis.REPORT}


def test_dust_is_open_for_air_alone(report):
    air = ("pm25", "heavy_pollution_days")
    assert all((f.dust == Dust.UNKNOWN) == (f.indicator in air) for f in report)


def test_the_committed_table_is_a_fresh_reading(report, workspace):
    committed = read_figures(
        [TABLE],
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
    ).figures
    assert list(map(figure_row, committed)) == list(map(figure_row, report))
