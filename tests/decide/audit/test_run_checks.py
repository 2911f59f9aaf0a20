from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.decide.audit.run_checks import audit
from aqmap.model.figures import Dust, Level, Role, Xpcc
from aqmap.model.findings import Severity
from aqmap.model.locators import Locator
from tests.decide.audit.audit_figures import INDICATORS, figure, graded, only, row, unnamed

# ---- sums ----


def test_audit_sum_that_agrees():
    assert audit(row("small_boilers", [("a", "256"), ("b", "1")], "257"), INDICATORS) == []


def test_audit_sum_that_agrees_in_other_decimals():
    assert (
        audit(row("shanty_renovation", [("a", "1.285"), ("b", "1.715")], "3.00"), INDICATORS) == []
    )


def test_audit_sum_too_large_by_one_cell():
    # Row 3 of the Ili plan, as printed.
    cells = ["1334.3", "135.00", "7.8", "692.5", "57", "60", "150", "68", "50", "120", "3.2"]
    places = [("奎屯市" if c == "135.00" else f"县{n}", c) for n, c in enumerate(cells)]
    finding = only(row("coal_cap", places, "2542.8"))
    assert finding.severity is Severity.ERROR
    assert finding.id == "sum-plan-coal_cap-2021"
    assert finding.kind == "sum"
    assert "+135.00" in finding.title.zh
    assert "= 2 677.80万吨" in finding.detail.zh
    assert "奎屯市 135.00，汇总可能未计入" in finding.detail.zh
    assert "which the total seems to leave out" in finding.detail.en
    assert finding.figures == ("f-total", *(f"f-{place}" for place, _ in places))


def test_audit_sum_too_small_by_two_cells():
    finding = only(row("small_boilers", [("a", "3"), ("b", "4"), ("c", "20")], "34"))
    assert finding.severity is Severity.ERROR
    assert "a 3、b 4，汇总可能重复计入" in finding.detail.zh


def test_audit_sum_names_no_cell_when_two_would_do():
    finding = only(row("small_boilers", [("a", "3"), ("b", "3"), ("c", "20")], "23"))
    assert "差额" not in finding.detail.zh


def test_audit_sum_within_rounding_is_a_note():
    # Row 5 of the Ili plan: eleven cells and a total of two decimals: 12 × 0.005.
    cells = ["8.77", "0.00", "0.01", "0.45", "0.40", "0.56", "0.35", "0.96", "0.80", "0.50", "2.93"]
    places = [(f"县{n}", c) for n, c in enumerate(cells)]
    finding = only(row("bungalow_households", places, "15.74"))
    assert finding.severity is Severity.NOTE
    assert "最多可造成0.06的差" in finding.detail.zh
    assert "−0.01" in finding.detail.zh


def test_audit_sum_names_places_not_reported():
    finding = only(row("bungalow_area", [("a", "73.81"), ("霍尔果斯市", None)], "73.80"))
    assert finding.severity is Severity.NOTE
    assert "未报送或空白：霍尔果斯市" in finding.detail.zh


def test_audit_sum_on_the_bound_is_a_note_and_beyond_it_an_error():
    cells = [("a", "1.0"), ("b", "1.0")]  # bound 3 × 0.05
    assert only(row("afforestation", cells, "2.15")).severity is Severity.ERROR
    assert only(row("afforestation", [("a", "1.0"), ("b", "1.0")], "2.1")).severity is Severity.NOTE


def test_audit_sum_of_whole_things_is_never_explained_by_rounding():
    finding = only(row("diesel_trucks", [("a", "40"), ("b", "220")], "261"))
    assert finding.severity is Severity.ERROR


def test_audit_sum_bound_follows_the_written_unit():
    # 1.2 and 2.3 ten thousands were written; 34 600 is printed: 500 + 500 + 50 explain 400.
    cells = row("electric_heating_area", [("a", "12000"), ("b", "23000")], "35100")
    written = {"f-a": "1.2万", "f-b": "2.3万", "f-total": "3.51万"}
    figures = [
        figure(f.id, f.indicator, f.place, str(f.value), value_written=written[f.id]) for f in cells
    ]
    finding = only(figures)
    assert finding.severity is Severity.NOTE
    assert "1 050" in finding.detail.zh


@pytest.mark.parametrize("indicator", ["road_sweeping_rate", "coal_oil_checks"])
def test_audit_leaves_rows_alone_that_do_not_add_up(indicator):
    assert audit(row(indicator, [("a", "100"), ("b", "81")], "1"), INDICATORS) == []


def test_audit_sum_needs_a_printed_total_in_the_same_row():
    cells = row("small_boilers", [("a", "256"), ("b", "1")], "9")
    in_text = figure("t", "small_boilers", "654000", "9", locator=Locator("item 7; line 12"))
    assert audit([*cells[:-1], in_text], INDICATORS) == []
    assert audit(cells[:-1], INDICATORS) == []


def test_audit_sum_keeps_sources_and_roles_apart():
    first = row("small_boilers", [("a", "1")], "1")
    second = row("small_boilers", [("a", "2")], "2", source="report", role=Role.PROGRESS)
    renamed = [
        figure(f"{f.id}-2", f.indicator, f.place, str(f.value), source=f.source, role=f.role)
        for f in second
    ]
    assert audit([*first, *renamed], INDICATORS) == []


def test_audit_names_each_finding_once():
    tables = [
        figure(
            f"{n}-{place}",
            "small_boilers",
            place,
            value,
            locator=Locator(f"table {n}; row 9; line 1"),
        )
        for n in (1, 2)
        for place, value in (("a", "1"), ("654000", "2"))
    ]
    assert [f.id for f in audit(tables, INDICATORS) if f.kind == "sum"] == [
        "sum-plan-small_boilers-2021",
        "sum-plan-small_boilers-2021-2",
    ]


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 4)), min_size=1, max_size=15),
    st.integers(0, 4),
    st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]),
)
def test_audit_rounded_sums_are_never_an_error(cells, total_decimals, rounding):
    def rounded(exact, decimals):
        return format(exact.quantize(Decimal(1).scaleb(-decimals), rounding), "f")

    exact = [Decimal(number).scaleb(-6) for number, _ in cells]
    places = [
        (f"p{n}", rounded(v, d)) for n, (v, (_, d)) in enumerate(zip(exact, cells, strict=True))
    ]
    findings = audit(row("afforestation", places, rounded(sum(exact), total_decimals)), INDICATORS)
    assert [f for f in findings if f.severity is not Severity.NOTE] == []


def column(indicator, cells, total):
    """One column of a table that is the other way round."""
    places = [*cells, ("654000", total)]
    return [
        figure(f"f-{p}", indicator, p, v, locator=Locator(f"table 1; row {p}; column 9; line 7"))
        for p, v in places
    ]


def test_audit_sum_of_a_column_where_the_total_is_a_row():
    cells = [("a", "3"), ("b", "4")]
    assert graded(column("small_boilers", cells, "7")) == []
    assert graded(column("small_boilers", cells, "8")) == [("sum-plan-small_boilers-2021", "error")]


def headed(*cells):
    """A row of an annex by its headers, in reading order; who is no total is a county."""
    return [
        figure(
            f"f-{n}",
            "small_boilers",
            "",
            value,
            place_written=head,
            level=Level.COUNTY,
            part=head.startswith("其中"),
        )
        for n, (head, value) in enumerate(cells)
    ]


def test_audit_sum_knows_a_total_by_its_name():
    assert graded(headed(("甲镇", "3"), ("乙镇", "4"), ("合计", "7"))) == []
    assert len(graded(headed(("甲镇", "3"), ("乙镇", "4"), ("合计", "8")))) == 1


def test_audit_subtotals_are_the_sum_of_the_cells_before_them():
    cells = [
        ("甲县", "3"),
        ("乙县", "4"),
        ("小计", "7"),
        ("丙县", "5"),
        ("小计", "5"),
        ("合计", "12"),
    ]
    assert graded(headed(*cells)) == []
    cells[4] = ("小计", "6")
    finding = only(headed(*cells))
    assert finding.figures == ("f-4", "f-3")
    assert finding.detail.zh.startswith("5 = 5台，表列6台")


def test_audit_totals_of_two_prefectures_are_of_their_own_counties():
    cells = [("654002", "1"), ("654003", "2"), ("652301", "10"), ("654000", "3")]
    other_total = figure("f-o", "small_boilers", "652300", "10", level=Level.PREFECTURE)
    assert graded([*row("small_boilers", cells[:3], "3"), other_total]) == []
    wrong = replace(other_total, value=Decimal(11))
    assert only([*row("small_boilers", cells[:3], "3"), wrong]).figures == ("f-o", "f-652301")


def test_audit_sum_leaves_out_a_column_of_parts():
    assert graded(headed(("甲县", "3"), ("其中：市区", "2"), ("乙县", "4"), ("合计", "7"))) == []


def unknown_row(*cells, unit="台"):
    fields = {"indicator_written": "洗车台改造", "unit": unit}
    return [
        replace(f, indicator="", **fields) for f in row("small_boilers", cells[:-1], cells[-1][1])
    ]


def test_audit_sum_of_a_row_that_the_catalogue_does_not_know_is_a_doubt():
    assert graded(unknown_row(("a", "3"), ("b", "4"), ("t", "7"))) == []
    finding = only(unknown_row(("a", "3"), ("b", "4"), ("t", "9")))
    assert (finding.severity, finding.indicator) == (Severity.DOUBTFUL, "")
    assert finding.title.zh.startswith("洗车台改造：")
    assert "不能确定各地可以相加" in finding.detail.zh


@pytest.mark.parametrize("unit", ["%", "微克/立方米", "天", ""])
def test_audit_adds_up_no_rates_nor_means_that_the_catalogue_does_not_know(unit):
    assert graded(unknown_row(("a", "30"), ("b", "40"), ("t", "99"), unit=unit)) == []


def test_audit_adds_up_no_unknown_row_whose_total_is_a_mean():
    assert graded(unknown_row(("a", "30"), ("b", "40"), ("t", "35"))) == []


# ---- the same quantity twice ----


def twice(indicator, place, table, prose, **fields):
    return [
        figure("t", indicator, place, table),
        figure("p", indicator, place, prose, **{"locator": Locator("item 6; line 41"), **fields}),
    ]


@pytest.mark.parametrize(("table", "prose"), [("3.00", "3.0"), ("256", "256"), ("1.285", "1.285")])
def test_audit_text_and_annex_agree(table, prose):
    assert audit(twice("shanty_renovation", "654000", table, prose), INDICATORS) == []


def test_audit_text_cut_off_not_rounded():
    finding = only(twice("bungalow_households", "654002", "8.77", "8.7"))
    assert finding.severity is Severity.NOTE
    assert finding.kind == "text_against_annex"
    assert finding.figures == ("t", "p")
    assert finding.detail.zh == (
        "表中为8.77万户，正文为8.7万户，相差+0.07。位数少的一个是截去尾数，不是四舍五入。"
    )


@pytest.mark.parametrize(("table", "prose"), [("8.77", "8.8"), ("8.8", "8.77")])
def test_audit_text_rounded(table, prose):
    finding = only(twice("bungalow_households", "654002", table, prose))
    assert finding.severity is Severity.NOTE
    assert "四舍五入" in finding.detail.zh


def test_audit_text_against_annex():
    finding = only(twice("afforestation", "654000", "10.21", "8.2"))
    assert finding.severity is Severity.ERROR
    assert finding.id == "twice-plan-afforestation-654000-2021"
    assert "相差+2.01" in finding.detail.zh
    assert "In the table 10.21" in finding.detail.en


@pytest.mark.parametrize("fields", [{"scope": "不含兵团"}, {"xpcc": Xpcc.EXCLUDED}])
def test_audit_text_of_another_scope_is_a_doubt(fields):
    finding = only(twice("afforestation", "654000", "10.21", "8.2", **fields))
    assert finding.severity is Severity.DOUBTFUL


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "other"},
        {"period": "2022"},
        {"role": Role.PROGRESS},
        {"as_of": "2021-06-30"},
        {"dust": Dust.DEDUCTED},
        {"revision": "2"},
    ],
)
def test_audit_other_quantities_are_not_compared(fields):
    assert audit(twice("afforestation", "654000", "10.21", "8.2", **fields), INDICATORS) == []


def test_audit_two_sentences_that_differ():
    figures = [
        figure("p1", "pm25", "652302", "45", locator=Locator("line 3")),
        figure("p2", "pm25", "652302", "46", locator=Locator("line 9")),
    ]
    finding = only(figures)
    assert (finding.kind, finding.severity) == ("duplicate", Severity.ERROR)


def test_audit_places_that_were_not_found_are_not_compared():
    figures = twice("afforestation", "654000", "10.21", "8.2")
    unknown = [figure(f.id, f.indicator, "", str(f.value), locator=f.locator) for f in figures]
    assert audit(unknown, INDICATORS) == []


def test_audit_limits_on_two_sides_are_two_quantities():
    low, high = twice("pm25", "652302", "35", "45")
    pair = [replace(low, comparator="ge"), replace(high, comparator="le")]
    assert graded(pair) == []


def test_audit_kinds_of_place_are_not_one_place():
    cities, towns = twice("road_sweeping_rate", "654000", "68", "52")
    locator = "item 14; para 1; sentence 4; line 51"
    cities, towns = (
        replace(f, place_written=kind, locator=Locator(locator))
        for f, kind in ((cities, "设市城市"), (towns, "县城"))
    )
    assert graded([cities, towns]) == []
    assert len(graded([cities, replace(towns, place_written="设市城市")])) == 1


def test_audit_part_of_a_quantity_is_not_the_quantity():
    assert graded(twice("afforestation", "652302", "10.21", "8.2", part=True, note="新增")) == []


def test_audit_twice_with_a_forgotten_unit():
    finding = only(twice("coal_cap", "652302", "1334.3", "13343000"))
    assert finding.severity is Severity.ERROR
    assert "单位（如“万”）有误" in finding.detail.zh


@pytest.mark.parametrize(
    ("written", "unit", "sentence", "count"),
    [
        ("生态环境保护专项会议", "次", 4, 1),
        ("生态环境保护专项会议", "次", 2, 0),  # one sentence
        ("生态环境保护专项会议", "场", 4, 0),  # another unit
        ("会议", "次", 4, 0),  # says too little
    ],
)
def test_audit_unknown_names_stated_twice(written, unit, sentence, count):
    locator = f"item 1; para 1; sentence {sentence}; line 6"
    figures = [
        unnamed("u1", written, "次", "12"),
        unnamed("u2", written, unit, "13", locator=locator),
    ]
    assert [grade for _, grade in graded(figures)] == ["doubtful"] * count


# ---- all together ----


def test_audit_puts_errors_first_and_is_deterministic():
    figures = [
        *row("bungalow_households", [("a", "0.45")], "0.46"),
        *[
            figure(f"g-{n}", "coal_cap", p, v)
            for n, (p, v) in enumerate([("a", "9"), ("654000", "1")])
        ],
    ]
    findings = audit(figures, INDICATORS)
    assert [f.severity for f in findings] == [Severity.ERROR, Severity.NOTE]
    assert audit(list(figures), INDICATORS) == findings


def test_audit_unknown_indicator_is_left_alone():
    stray = replace(figure("x", "coal_cap", "a", "1"), indicator="", indicator_written="生词")
    assert audit([stray], INDICATORS) == []


def test_audit_of_numbers_beyond_all_measure():
    huge, tiny = "9" * 90, "0." + "0" * 90 + "1"
    figures = [
        *row("afforestation", [("a", huge), ("b", tiny)], "1"),
        figure("p", "afforestation", "a", tiny, locator=Locator("item 6; line 41")),
        replace(
            figure("c", "pm25", "a", huge, locator=Locator("line 3")),
            baseline_period="2017",
            change=Decimal(1),
            change_unit="%",
        ),
        figure(
            "d", "pm25", "a", tiny, role=Role.BASELINE, period="2017", locator=Locator("line 3")
        ),
    ]
    assert {f.kind for f in audit(figures, INDICATORS)} == {"sum", "text_against_annex", "change"}
