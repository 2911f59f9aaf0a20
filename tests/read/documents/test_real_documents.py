"""The two real documents, against numbers typed from them by hand; `·` is a blank cell."""

from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.figures import Absence, Basis, Comparator, Dust, Level, Role
from aqmap.read.tables import read_figures

ROOT = Path(__file__).parents[3]
PLAN = "000_14e2709d003bcb1e.txt"
REPORT = "004_688559981bcac65b.txt"

PLACES = [
    "zone-kuitun-dushanzi",
    *("654002", "654003", "654004", "654021", "654022", "654023", "654024", "654025", "654026"),
    *("654028", "654027", "654000"),
]
ANNEX = """
1 outdated_capacity 0 2 0 0 8 2 4 0 6 0 10 0 32
2 staggered_production 8 1 0 0 0 2 1 0 0 0 0 1 13
3 coal_cap - 1334.3 135.00 7.8 692.5 57 60 150 68 50 120 3.2 2542.8
4.1 electric_heating_households - · 10 · 600 · 500 150 1683 40 · 480 3463
4.2 electric_heating_area - 19.00 .09 14.86 9.73 12.00 12.00 3.50 34.65 12.00 11.00 6.00 134.83
4.3 gas_heating_households - · 0 0 700 0 0 0 41 0 0 0 741
4.4 gas_heating_area - · 0.00 0.00 8.00 0.00 0.00 0.00 0.41 0.00 0.00 0.00 8.41
5 bungalow_households - 8.77 0.00 0.01 0.45 0.40 0.56 0.35 0.96 0.80 0.50 2.93 15.74
6 bungalow_area - 73.81 0.00 未报送 36.14 24.00 280.00 32.00 192.00 96.00 33.34 116.95 884.23
7 shanty_renovation - 1.285 0 0 0.3 0.26 0.27 0.205 0.22 0.21 0.15 0.1 3.00
8 heating_network 3 10.5 0 3.4 0 3.5 5 5.5 16.3 4 10 0 61.2
9 small_boilers 0 256 0 0 1 0 0 0 0 0 0 0 257
10 urban_boilers 0 3 0 0 1 0 0 0 1 0 0 0 5
11 large_boilers 2 15 0 4 6 3 4 4 6 2 3 3 52
12 road_sweeping_rate 100 81 85 70 60 70 80 75 65 63 65 90 -
13 building_sites 23 70 77 35 10 3 7 10 14 5 10 13 277
14 diesel_trucks - 40 220 0 1 0 130 0 0 6 20 0 417
15 muck_trucks 75 4000 83 0 1113 50 5 91 0 8 8 45 5478
16 clean_vehicles - 302 0 0 0 0 0 30 0 0 30 60 422
17 vehicles_scrapped - 900 1500 25 83 429 720 735 0 18 968 300 5678
18 coal_oil_checks T T T T T T T T T T T T -
19 afforestation 0.07 1 0.05 0.28 0.12 5 2.14 0.7 0.5 0.05 0.1 0.2 10.21
""".strip().splitlines()
ABSENT = {
    "·": Absence.BLANK,
    "-": Absence.DASH,
    "未报送": Absence.NOT_REPORTED,
    "T": Absence.TEXT,
}
GE, LE, GT = Comparator.GE, Comparator.LE, Comparator.GT

PLAN_PROSE = """
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
afforestation 654000 ge 8.2
grassland_improvement 654000 ge 9.05
straw_use_rate 654000 ge 88
manure_use_rate 654000 ge 80
manure_equipment_rate 654000 ge 97
""".strip().splitlines()


def cells(line):
    row, indicator, *values = line.split()
    return [(row, indicator, *pair) for pair in zip(PLACES, values, strict=True)]


@pytest.fixture
def plan(read_seed):
    return read_seed(PLAN)


@pytest.fixture
def report(read_seed):
    return read_seed(REPORT)


def test_the_typed_annex_is_22_rows_of_13():
    assert [len(cells(line)) for line in ANNEX] == [13] * 22


def test_every_cell_of_the_annex(plan):
    read = [f for f in plan if f.locator.startswith("table")]
    typed = [cell for line in ANNEX for cell in cells(line)]
    assert len(read) == len(typed) == 286
    for figure, (row, indicator, place, written) in zip(read, typed, strict=True):
        assert (figure.indicator, figure.place) == (indicator, place)
        assert figure.locator.startswith(
            f"table 1; row {row}; column {figure.place_written}; line "
        )
        assert figure.absence == ABSENT.get(written), figure.locator
        assert figure.value == (None if written in ABSENT else Decimal(written)), figure.locator
        assert (figure.role, figure.basis, figure.period) == (Role.TARGET, Basis.PLAN, "2021")


def test_levels_and_comparators_of_the_annex(plan, workspace):
    for figure in (f for f in plan if f.locator.startswith("table")):
        assert figure.level == workspace.places[figure.place].level
        kind = workspace.indicators[figure.indicator].kind
        expected = {"cap": LE, "quantity": GE, "level": GE}.get(kind)
        assert figure.comparator == expected, figure.indicator
        assert figure.unit == workspace.indicators[figure.indicator].unit.zh


def test_the_note_in_a_cell_is_kept_and_its_digits_too(plan):
    (figure,) = [f for f in plan if f.note]
    assert (figure.place, figure.indicator) == ("654003", "coal_cap")
    assert str(figure.value) == "135.00"
    assert (figure.value_written, figure.note) == ("135.00（含开发区）", "含开发区")
    assert figure.locator == "table 1; row 3; column 奎屯市; line 127"


def test_the_frequency_row_keeps_both_lines_of_its_cells(plan):
    written = {f.value_written for f in plan if f.absence == Absence.TEXT}
    assert written == {"煤质：1次/年\n油品：1次/年"}


def test_the_last_cell_does_not_swallow_the_text_below(plan):
    last = plan[-1]
    assert (last.value_written, last.locator) == (
        "10.21",
        "table 1; row 19; column 州直汇总; line 458",
    )


def test_prose_of_the_plan(plan):
    read = []
    for figure in (f for f in plan if "sentence" in f.locator):
        number = figure.baseline_period if figure.absence else str(figure.value)
        read.append(f"{figure.indicator} {figure.place} {figure.comparator or '-'} {number}")
        assert (figure.role, figure.basis) == (Role.TARGET, Basis.PLAN)
        assert figure.absence in (None, Absence.RELATIVE)
        assert figure.dust == (
            Dust.UNKNOWN if figure.indicator in ("pm25", "good_day_ratio") else None
        )
    assert read == PLAN_PROSE


def test_a_deadline_closes_the_period(plan):
    rates = [f for f in plan if f.indicator.endswith("clean_heating_rate")]
    assert [f.period for f in rates] == ["2021-01/2021-09"] * 2
    others = [f for f in plan if f not in rates]
    assert {f.period for f in others} == {"2021"}


def test_spots_in_the_plan(plan):
    by_id = {f.id: f for f in plan}
    assert by_id["ili-plan-2021-0004"].locator == "section 一; para 1; sentence 1; line 18"
    assert by_id["ili-plan-2021-0004"].value_written == "45微克/立方米以下"
    assert by_id["ili-plan-2021-0032"].locator == "item 13; para 1; sentence 2; line 50"
    assert [f.id for f in plan] == [f"ili-plan-2021-{n:04d}" for n in range(1, len(plan) + 1)]


def test_the_prefecture_is_never_a_county(plan):
    assert {f.level for f in plan if f.place == "654000"} == {Level.PREFECTURE}


def test_the_report(report):
    read = [
        (f.indicator, f.role.value, f.period, str(f.comparator or ""), str(f.value or ""))
        for f in report
    ]
    until = "2021-01-01/2021-12-15"
    assert read == [
        ("heavy_pollution_days", "target", "2020", "le", ""),
        ("electric_heating_area", "measured", "2021", "", "84"),
        ("rural_clean_heating", "measured", "2021", "", "2943"),
        ("road_sweeping_rate", "measured", "2021", "", "100"),
        ("diesel_trucks", "measured", "2021", "", "66"),
        ("pm25", "measured", until, "", "45"),
        ("heavy_pollution_days", "measured", until, "", "27"),
        ("pm25", "baseline", "2017", "", "63"),
        ("heavy_pollution_days", "baseline", "2017", "", "53"),
        ("pm25", "target", "2021", "le", "63.5"),
        ("heavy_pollution_days", "target", "2021", "le", "46"),
    ]
    assert {(f.place, f.level) for f in report} == {("652302", Level.COUNTY)}


def test_changes_of_the_report(report):
    changed = {f.id[-4:]: (str(f.change), f.change_unit, f.baseline_period) for f in report}
    assert {key: said for key, said in changed.items() if said[1]} == {
        "0001": ("-15", "%", "2017"),
        "0006": ("-28.6", "%", "2017"),
        "0007": ("-26", "天", "2017"),
    }
    assert report[0].absence == Absence.RELATIVE
    assert {f.as_of for f in report if "/" in f.period} == {"2021-12-15"}


def test_who_hands_the_targets_down_and_what_they_cover(report):
    notes = {f.id[-4:]: f.note for f in report if f.note}
    assert notes == {"0002": "城区", "0010": "昌吉州下达", "0011": "昌吉州下达"}
    assert [f.basis for f in report[9:]] == [Basis.PLAN, Basis.PLAN]


@pytest.mark.parametrize(
    ("seed", "table"), [(PLAN, "ili-plan-2021.csv"), (REPORT, "fukang-report-2021.csv")]
)
def test_the_committed_table_is_a_fresh_reading(read_seed, workspace, seed, table):
    committed = read_figures(
        [ROOT / "data" / "targets" / table],
        indicators=workspace.indicators,
        places=workspace.places,
        sources=tuple(workspace.sources),
    )
    assert committed.figures == read_seed(seed)
