"""The real report of Fukang, against numbers typed from it by hand."""

import re
from collections import Counter
from pathlib import Path

import pytest

from aqmap.model.figures import Absence, Basis, Dust, Level, figure_row
from aqmap.read.tables.read_figures import read_figures

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[3]
REPORT = "004_688559981bcac65b.txt"
TABLE = ROOT / "data" / "targets" / "fukang-report-2021.csv"
UNTIL = "2021-01-01/2021-12-15"

# Indicator (- for what the catalogue does not know), role, number as printed, article and sentence.
FIGURES = """
heavy_pollution_days target 下降15% 0 1
- measured 12次 1 2
- measured 6次 1 2
- measured 6次 1 2
- measured 3次 1 2
- measured 11次 1 2
- measured 15次 1 2
- measured 12次 2 3
- measured 194个 2 3
- measured 69.49亿元 2 3
- measured 6个 2 3
- measured 1.88亿元 2 3
- measured 2次 3 2
- measured 2次 3 2
- measured 3次 3 2
- measured 35家 3 2
- measured 88家 3 2
- measured 5家 3 2
- measured 27台 3 2
- measured 50mg/m3以下 3 2
- measured 82家 3 3
- measured 239小时 3 3
- measured 81家 3 4
- measured 235条 3 4
- measured 2家 3 5
- measured 4小时 3 5
- measured 82.945万元 3 5
- measured 2家 4 2
- measured 99家 4 2
- measured 749.34万吨 5 2
- measured 20台 6 2
electric_heating_area measured 84万平方米 6 2
rural_clean_heating measured 2943户 6 2
- measured 2856万元 6 2
- measured 2家 6 2
- measured 20% 6 2
- measured 16批次 6 2
- measured 30个 7 2
- measured 3800余亩 7 3
road_sweeping_rate measured 100% 7 4
- measured 8家 7 5
- measured 16家 7 5
- measured 2.1万平方米 7 7
- measured 7个 8 2
- measured 下降98% 8 2
diesel_trucks measured 66辆 8 2
- measured 36辆 8 2
- measured 80% 8 2
- measured 1235.62万吨 8 2
- measured 74家 10 2
- measured 11个 10 2
- measured 43家 10 2
- measured 4家 10 2
- measured 3次 10 3
- measured 2次 10 3
pm25 measured 45微克/立方米 0 2
heavy_pollution_days measured 27天 0 2
pm25 baseline 63微克/立方米 0 2
heavy_pollution_days baseline 53天 0 2
pm25 target 63.5微克/立方米 0 3
heavy_pollution_days target 46天 0 3
""".strip().splitlines()
# What the document's other digits are: reasons and how often, counted by hand but for the dates.
NOT_FIGURES = {
    "name": 6,  # PM10 once, PM2.5 five times
    "base": 4,  # 2014, 2017 twice, 2020
    "title": 9,
    "number": 2,
    "saying": 3,  # 8 aspects, six 100 %, 9 measures
    "qualifier": 3,  # 65 t/h, 3000 m², 24 h
    "period": 1,  # +65 % of a heating season
}


@pytest.fixture
def report(read_seed):
    return read_seed(REPORT)


@pytest.fixture
def transcript(transcribe_seed):
    return transcribe_seed(REPORT)


def test_every_figure_and_nothing_else(report):
    read = []
    for figure in report:
        parts = dict(part.split(" ", 1) for part in figure.locator.split("; "))
        spot = f"{parts.get('item', 0)} {parts['sentence']}"
        indicator = figure.indicator or "-"
        read.append(f"{indicator} {figure.role} {figure.value_written} {spot}")
    assert read == FIGURES


def test_values_and_units_are_as_printed(report):
    for figure in report:
        if figure.value is not None:
            assert figure.value_written.startswith(str(figure.value))
            unit = re.sub(r"^[\d.]+余?|以下$", "", figure.value_written)
            assert unit in (figure.unit, figure.unit_written)


def test_every_other_number_has_its_reason(transcript):
    counted = Counter(mark.reason for p in transcript.passages for mark in p.marks if mark.reason)
    del counted["date"]
    assert counted == NOT_FIGURES
    for passage in transcript.passages:
        covered = {n for mark in passage.marks for n in range(mark.start, mark.end)}
        assert all(n in covered for n, sign in enumerate(passage.text) if sign.isdigit())


def test_nothing_is_asked_of_what_is_said_but_what_no_catalogue_knows(report):
    asked = [(f.indicator, f.confirm) for f in report if f.confirm]
    assert asked == [("", ("indicator",))] * 50
    assert len([f for f in report if not f.indicator]) == 50


def test_no_figure_is_given_to_another_place(report):
    assert {(f.place, f.level) for f in report} == {("652302", Level.COUNTY)}
    assert {f.place_written for f in report} == {"阜康市", "我市", "全市"}


def test_changes_stand_on_what_they_are_stated_of(report):
    changed = [(f.value_written, str(f.change), f.baseline_period) for f in report if f.change_unit]
    assert changed == [
        ("下降15%", "-15", "2017"),
        ("20%", "-20", "2020"),
        ("下降98%", "-98", ""),
        ("45微克/立方米", "-28.6", "2017"),
        ("27天", "-26", "2017"),
    ]
    assert {f.baseline_period for f in report if f.change is None} == {""}
    assert [f.value_written for f in report if f.absence == Absence.RELATIVE] == [
        *("下降15%", "20%", "下降98%")
    ]


def test_a_part_of_the_year_is_cut_off(report):
    assert {f.as_of for f in report if f.period == UNTIL} == {"2021-12-15"}
    months = "2021-01/2021-11"
    assert [f.value_written for f in report if f.period == months] == [
        *("82家", "239小时", "81家", "235条", "749.34万吨", "1235.62万吨")
    ]
    assert {f.as_of for f in report if f.period == months} == {"2021-11-30"}
    assert {f.as_of for f in report if f.period not in (UNTIL, months)} == {""}


def test_who_hands_the_targets_down_and_what_they_cover(report):
    notes = [(f.value_written, f.remarks.zh) for f in report if f.remarks.zh]
    assert notes == [
        *((number, "其中") for number in ("6次", "6次", "3次", "11次", "15次")),
        ("81家", "其中"),
        ("235条", "其中"),
        ("84万平方米", "城区"),
        ("3800余亩", "约数"),
        ("63.5微克/立方米", "昌吉州下达"),
        ("46天", "昌吉州下达"),
    ]
    assert [f.value_written for f in report if f.basis == Basis.PLAN] == [
        *("下降15%", "63.5微克/立方米", "46天")
    ]
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
