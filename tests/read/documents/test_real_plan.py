"""The real plan of Ili, against numbers typed from it by hand; `·` is a blank cell."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.model.figures import Absence, Basis, Comparator, Dust, Level, Role, figure_row
from aqmap.read.tables.read_figures import read_figures

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[3]
PLAN = "000_14e2709d003bcb1e.txt"
TABLE = ROOT / "data" / "targets" / "ili-plan-2021.csv"

COLUMNS = [
    ("zone-kuitun-dushanzi", "奎-独经济技术开发区"),
    ("654002", "伊宁市"),
    ("654003", "奎屯市"),
    ("654004", "霍尔果斯市"),
    ("654021", "伊宁县"),
    ("654022", "察布查尔县"),
    ("654023", "霍城县"),
    ("654024", "巩留县"),
    ("654025", "新源县"),
    ("654026", "昭苏县"),
    ("654028", "尼勒克县"),
    ("654027", "特克斯县"),
    ("654000", "州直汇总"),
]
# Row, indicator, how a task of it is met, and the unit that its name gives; - for none.
ROWS = """
1 outdated_capacity ge 个
2 staggered_production - 个
3 coal_cap le 万吨
4.1 electric_heating_households ge 户
4.2 electric_heating_area ge 万平方米
4.3 gas_heating_households ge 户
4.4 gas_heating_area ge 万平方米
5 bungalow_households - 万户
6 bungalow_area - 万平方米
7 shanty_renovation ge 万户
8 heating_network ge 公里
9 small_boilers ge -
10 urban_boilers ge -
11 large_boilers - -
12 road_sweeping_rate ge %
13 building_sites - 个
14 diesel_trucks ge 辆
15 muck_trucks - 辆
16 clean_vehicles ge 辆
17 vehicles_scrapped ge 辆
18 coal_oil_checks - 次
19 afforestation ge 万亩
""".strip().splitlines()
# T is the text of row 18; the other cells stand as printed.
CELLS = """
1 0 2 0 0 8 2 4 0 6 0 10 0 32
2 8 1 0 0 0 2 1 0 0 0 0 1 13
3 - 1334.3 135.00（含开发区） 7.8 692.5 57 60 150 68 50 120 3.2 2542.8
4.1 - · 10 · 600 · 500 150 1683 40 · 480 3463
4.2 - 19.00 0.09 14.86 9.73 12.00 12.00 3.50 34.65 12.00 11.00 6.00 134.83
4.3 - · 0 0 700 0 0 0 41 0 0 0 741
4.4 - · 0.00 0.00 8.00 0.00 0.00 0.00 0.41 0.00 0.00 0.00 8.41
5 - 8.77 0.00 0.01 0.45 0.40 0.56 0.35 0.96 0.80 0.50 2.93 15.74
6 - 73.81 0.00 未报送 36.14 24.00 280.00 32.00 192.00 96.00 33.34 116.95 884.23
7 - 1.285 0 0 0.3 0.26 0.27 0.205 0.22 0.21 0.15 0.1 3.00
8 3 10.5 0 3.4 0 3.5 5 5.5 16.3 4 10 0 61.2
9 0 256 0 0 1 0 0 0 0 0 0 0 257
10 0 3 0 0 1 0 0 0 1 0 0 0 5
11 2 15 0 4 6 3 4 4 6 2 3 3 52
12 100 81 85 70 60 70 80 75 65 63 65 90 -
13 23 70 77 35 10 3 7 10 14 5 10 13 277
14 - 40 220 0 1 0 130 0 0 6 20 0 417
15 75 4000 83 0 1113 50 5 91 0 8 8 45 5478
16 - 302 0 0 0 0 0 30 0 0 30 60 422
17 - 900 1500 25 83 429 720 735 0 18 968 300 5678
18 T T T T T T T T T T T T -
19 0.07 1 0.05 0.28 0.12 5 2.14 0.7 0.5 0.05 0.1 0.2 10.21
""".strip().splitlines()
ABSENT = {
    "·": ("", Absence.BLANK),
    "-": ("-", Absence.DASH),
    "未报送": ("未报送", Absence.NOT_REPORTED),
    "T": ("煤质：1次/年\n油品：1次/年", Absence.TEXT),
}
NOTED = "135.00（含开发区）"

# Indicator, place, comparator, number as printed; for targets without one, the year they look to.
PROSE = """
good_day_ratio 654002 ge 83.3
good_day_ratio 654003 ge 80
pm25 654002 le 41
pm25 654003 le 45
good_day_ratio 654021 ge 90
good_day_ratio 654023 ge 90
good_day_ratio 654022 ge 90
pm25 654021 le 30.7
pm25 654023 le 30.7
pm25 654022 le 30.7
good_day_ratio 654004 gt 2020
good_day_ratio 654024 gt 2020
good_day_ratio 654025 gt 2020
good_day_ratio 654026 gt 2020
good_day_ratio 654027 gt 2020
good_day_ratio 654028 gt 2020
pm25 654004 le 2020
pm25 654024 le 2020
pm25 654025 le 2020
pm25 654026 le 2020
pm25 654027 le 2020
pm25 654028 le 2020
urban_clean_heating_rate 654000 ge 80
clean_heating_rate 654000 ge 70
bungalow_households 654002 - 8.7
shanty_renovation 654000 ge 3.0
shanty_renovation 654002 ge 1.285
shanty_renovation 654021 ge 0.3
shanty_renovation 654023 ge 0.27
shanty_renovation 654022 ge 0.26
small_boilers 654002 ge 256
- 654000 ge 100
afforestation 654000 ge 8.2
grassland_improvement 654000 ge 9.05
road_sweeping_rate 654000 ge 68
road_sweeping_rate 654000 ge 52
straw_use_rate 654000 ge 88
manure_use_rate 654000 ge 80
manure_equipment_rate 654000 ge 97
""".strip().splitlines()


@pytest.fixture
def plan(read_seed):
    return read_seed(PLAN)


@pytest.fixture
def annex(plan):
    """The annex's figures by row number and place."""
    figures = [f for f in plan if f.locator.startswith("table")]
    return {(f.locator.split("; ")[1].removeprefix("row "), f.place): f for f in figures}


@pytest.fixture
def prose(plan):
    return [f for f in plan if "sentence" in f.locator]


def typed():
    """Yield row, indicator, comparator, unit, place code, column header and cell, as printed."""
    for head, cells in zip(ROWS, CELLS, strict=True):
        row, indicator, comparator, unit = head.split()
        number, *values = cells.split()
        assert row == number
        for (code, header), written in zip(COLUMNS, values, strict=True):
            yield row, indicator, comparator, unit, code, header, written


def test_the_typed_annex_is_22_rows_of_13():
    assert len(list(typed())) == 22 * 13 == 286


def test_every_cell_of_the_annex(annex):
    assert list(annex) == [(row, code) for row, _, _, _, code, _, _ in typed()]
    for row, indicator, comparator, unit, code, header, cell in typed():
        figure = annex[row, code]
        written, absence = ABSENT.get(cell, (cell, None))
        value = None if absence else Decimal(cell.split("（")[0])
        said = (figure.indicator, figure.place_written, str(figure.comparator or "-"))
        assert said == (indicator, header, comparator)
        assert figure.unit_written == unit.replace("-", ""), figure.locator
        assert (figure.value_written, figure.absence) == (written, absence), figure.locator
        assert (figure.value, str(figure.value)) == (value, str(value)), figure.locator
        assert figure.remarks.zh == ("含开发区" if cell == NOTED else ""), figure.locator
        assert (figure.role, figure.basis, figure.period) == (Role.TARGET, Basis.PLAN, "2021")


def test_every_locator_points_at_the_line_that_holds_the_cell(annex, read_seed):
    lines = (ROOT.parent / "shared" / "seeds" / PLAN).read_text(encoding="utf-8").split("\n")
    spots = []
    for (row, _), figure in annex.items():
        form = rf"table 1; row {re.escape(row)}; column {figure.place_written}; line (\d+)"
        spots.append(int(re.fullmatch(form, figure.locator)[1]))
        assert lines[spots[-1] - 1].strip() == figure.value_written.split("\n")[0]
    assert spots == sorted(set(spots))
    first, last = annex["1", "zone-kuitun-dushanzi"], annex["19", "654000"]
    assert first.locator == "table 1; row 1; column 奎-独经济技术开发区; line 93"
    assert last.locator == "table 1; row 19; column 州直汇总; line 458"


def test_the_group_row_gives_nothing(annex):
    rows = {row for row, _ in annex}
    assert "4" not in rows
    assert {"4.1", "4.2", "4.3", "4.4"} < rows


def test_levels_and_units_of_the_annex(annex, workspace):
    for (_, code), figure in annex.items():
        assert figure.level == workspace.places[code].level
        assert figure.unit == workspace.indicators[figure.indicator].unit.zh
    assert {f.level for f in annex.values() if f.place == "654000"} == {Level.PREFECTURE}


def test_the_note_in_a_cell_is_kept_and_its_digits_too(annex):
    figure = annex["3", "654003"]
    assert (figure.value, str(figure.value)) == (Decimal("135.00"), "135.00")
    assert (figure.value_written, figure.scope, figure.note) == (NOTED, "含开发区", "")
    assert [f for f in annex.values() if f.remarks.zh] == [figure]


def test_the_last_cell_does_not_swallow_the_text_below(annex):
    assert annex["19", "654000"].value_written == "10.21"


def test_nothing_is_asked_of_what_is_said_but_what_no_catalogue_knows(plan):
    asked = [(f.value_written, f.indicator, f.confirm) for f in plan if f.confirm]
    assert asked == [("100%", "", ("indicator",))]


def test_prose(prose):
    read = []
    for figure in prose:
        number = figure.baseline_period if figure.absence else str(figure.value)
        indicator = figure.indicator or "-"
        read.append(f"{indicator} {figure.place} {figure.comparator or '-'} {number}")
    assert read == PROSE


def test_kinds_of_place_and_what_the_catalogue_does_not_know(prose):
    kinds = [f for f in prose if f.indicator == "road_sweeping_rate"]
    assert [f.place_written for f in kinds] == ["设市城市", "县城"]
    (unnamed,) = (f for f in prose if not f.indicator)
    assert (unnamed.value_written, unnamed.unit) == ("100%", "%")
    assert "公交车气（电）化率" in unnamed.indicator_written


def test_the_first_section_gives_22_targets_and_12_of_them_look_to_2020(prose):
    first = [f for f in prose if f.locator.startswith("section 一")]
    assert first == prose[:22]
    relative = [f for f in first if f.absence]
    assert relative == first[10:]
    assert {(f.absence, f.value, f.baseline_period) for f in relative} == {
        (Absence.RELATIVE, None, "2020")
    }
    assert {(f.indicator, f.comparator, f.value_written) for f in relative} == {
        ("good_day_ratio", Comparator.GT, "高于2020年"),
        ("pm25", Comparator.LE, "控制在2020年平均浓度以下"),
    }
    assert {f.baseline_period for f in prose if not f.absence} == {""}


def test_what_prose_figures_have_in_common(prose):
    assert {(f.role, f.basis, f.remarks.zh, f.change) for f in prose} == {
        (Role.TARGET, Basis.PLAN, "", None)
    }
    for figure in prose:
        air = figure.indicator in ("pm25", "good_day_ratio")
        assert figure.dust == (Dust.UNKNOWN if air else None)
        assert figure.level == (Level.PREFECTURE if figure.place == "654000" else Level.COUNTY)


def test_a_deadline_closes_the_period(plan):
    rates = [f for f in plan if f.indicator.endswith("clean_heating_rate")]
    assert [f.period for f in rates] == ["2021-01/2021-09"] * 2
    assert {f.period for f in plan if f not in rates} == {"2021"}


def test_spots_and_spellings_of_the_prose(prose):
    spots = {f.id[-4:]: (f.value_written, f.locator) for f in prose}
    assert spots["0004"] == ("45微克/立方米以下", "section 一; para 1; sentence 1; line 18")
    assert spots["0027"] == ("1.285万户", "item 6; para 1; sentence 3; line 35")
    assert spots["0031"] == ("256台", "item 7; para 1; sentence 3; line 39")
    assert spots["0033"] == ("8.2万亩", "item 13; para 1; sentence 2; line 50")
    assert spots["0039"] == ("97%以上", "item 15; para 1; sentence 4; line 52")


def test_nothing_else_and_numbered_in_order(plan):
    assert len(plan) == 39 + 286
    assert [f.id for f in plan] == [f"ili-plan-2021-{n:04d}" for n in range(1, 326)]


def test_the_committed_table_is_a_fresh_reading(plan, workspace):
    committed = read_figures(
        [TABLE],
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
    ).figures
    assert list(map(figure_row, committed)) == list(map(figure_row, plan))
