"""Cells of tables as people type them: numbers with units and signs, comparators, periods."""

from datetime import date
from decimal import Decimal

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Comparator


# ---- numbers ----
@pytest.mark.parametrize(
    ("indicator", "cell", "value", "comparator"),
    [
        ("优良天数比率", "50%", "50", Comparator.GE),
        ("优良天数比率", "５０％", "50", Comparator.GE),
        ("优良天数比率", "5‰", "0.5", Comparator.GE),
        ("造林", "5万亩", "50000", Comparator.GE),
        ("造林", "5万", "50000", Comparator.GE),
        ("造林", "2公顷", "30", Comparator.GE),
        ("造林", "5（万亩）", "50000", Comparator.GE),
        ("造林", "1.5E+3", "1500", Comparator.GE),
        ("造林", "1.5e3亩", "1500", Comparator.GE),
        ("造林", "1E-1万亩", "1000", Comparator.GE),
        ("PM2.5", "0.035mg/m³", "35", Comparator.LE),
        ("PM2.5", "<36", "36", Comparator.LT),
        ("PM2.5", "35以下", "35", Comparator.LE),
        ("优良天数比率", "≥80", "80", Comparator.GE),
        ("优良天数比率", "不低于80%", "80", Comparator.GE),
        ("优良天数比率", "高于80", "80", Comparator.GT),
        ("清扫频次", "3次/天", "3", None),
        ("走访人次", "300人次", "300", Comparator.GE),
    ],
)
def test_a_unit_or_sign_in_the_cell_is_read_as_in_a_document(
    read, indicator, cell, value, comparator
):
    (figure,) = read(f"藁城区,{indicator},2025,{cell},s")
    assert (figure.value, figure.comparator) == (Decimal(value), comparator)
    assert (figure.value_written, figure.absence) == (cell, None)


def test_what_was_converted_keeps_its_unit_as_written(read):
    (figure,) = read("藁城区,造林,2025,5万亩,s")
    assert (figure.unit, figure.unit_written) == ("亩", "万亩")
    (about,) = read("藁城区,造林,2025,约3800亩,s")
    assert (about.value, about.note) == (Decimal(3800), "约数")


@pytest.mark.parametrize(
    ("indicator", "cell", "code"),
    [
        ("造林", "120%", "unit_differs"),
        ("造林", "5台", "unit_differs"),
        ("造林", "5头", "unit_differs"),
        ("优良天数比率", "5万", "unit_differs"),
        ("PM2.5", "35%", "unit_differs"),
        *(
            ("造林", cell, "cell_value")
            for cell in (
                *('"46,4"', "#DIV/0!", "2025-03-01", "2025/3/1", "3月1日", "5-6", "5～6", "1/2"),
                *("每月3次", "1e309", "1.2.3", "五万亩", "百分之五十", "TRUE", "≥", "?"),
                *("1e400", "9e99999", "5 6", "５；６", "3O", "2E+3E"),
                *("10⁴", "5²", "5×10⁴", '"0,905"', '"1,5E+3"', "NULL", "T", "(5)"),
            )
        ),
    ],
)
@pytest.mark.parametrize("folder", ["targets", "measured"])
def test_all_else_is_a_fault_with_the_cell(faults, indicator, cell, code, folder):
    row = f"藁城区,{indicator},2025,{cell},s"
    assert faults(row, folder=folder) == [(code, "line 2, column value")]


@pytest.mark.parametrize("cell", ["46,4", "46,400", "4,5万亩"])
def test_a_comma_is_refused_where_semicolons_part_the_cells(read, faults, cell):
    content = f"place;indicator;period;value;source\n藁城区;造林;2025;{cell};s\n"
    assert faults(content=content) == [("comma_unclear", "line 2, column value")]
    if cell == "46,400":  # beside commas and tabs it parts thousands
        (figure,) = read(f'藁城区,造林,2025,"{cell}",s')
        assert figure.value == Decimal(46400)
        (figure,) = read(content=content.replace(";", "\t"))
        assert figure.value == Decimal(46400)


@pytest.mark.parametrize("cell", ["按月检查", "一户一策", "完成上级下达任务", "持续改善"])
def test_a_task_in_words_is_a_text(read, faults, cell):
    (figure,) = read(f"藁城区,造林,2025,{cell},s")
    assert figure.absence is Absence.TEXT
    assert faults(f"藁城区,造林,2025,{cell},s", folder="measured")


def test_a_text_with_digits_is_taken_where_the_table_says_that_it_is_one(read):
    head = "place,indicator,period,value_written,absence,source"
    (figure,) = read("藁城区,造林,2025,每月3次,text,s", head=head)
    assert (figure.absence, figure.value_written) == (Absence.TEXT, "每月3次")


def test_a_unit_in_the_cell_must_be_that_of_its_column(read, faults):
    head = "place,indicator,period,value,unit,source"
    (figure,) = read("藁城区,造林,2025,5亩,亩,s", head=head)
    assert figure.value == 5
    code = [("unit_differs", "line 2, column value")]
    assert faults("藁城区,造林,2025,5万亩,亩,s", head=head) == code
    assert faults("藁城区,造林,2025,5亩,台,s", head=head) == [
        ("unit_differs", "line 2, column unit")
    ]


def test_a_sign_in_the_cell_must_be_the_comparator(read, faults):
    head = "place,indicator,period,comparator,value,source"
    assert read("藁城区,PM2.5,2025,≤,≤35,s", head=head)[0].comparator == Comparator.LE
    assert faults("藁城区,PM2.5,2025,le,≥35,s", head=head) == [
        ("comparator_differs", "line 2, column value")
    ]


@pytest.mark.parametrize("cell", ["≥5", "5以上", "<5", "不低于5万亩"])
def test_a_result_that_is_only_bounded_is_refused(faults, cell):
    row = f"藁城区,造林,2025,{cell},s"
    assert faults(row, folder="measured") == [("result_bounded", "line 2, column value")]


# ---- comparators ----
def test_a_task_without_comparator_follows_the_indicators_direction(read):
    figures = read("藁城区,造林,2025,1.20,s", "藁城区,PM2.5,2025,35,s", "藁城区,底数,2025,3,s")
    assert [f.comparator for f in figures] == [Comparator.GE, Comparator.LE, None]
    (measured,) = read("藁城区,造林,2025,1.20,s", folder="measured")
    assert measured.comparator is None


def test_a_task_of_no_direction_is_asked_for_once(read):
    rows = [f"{place},未定方向,2025,{n},s" for n, place in enumerate(("藁城区", "130104"), 1)]
    with pytest.raises(TableError) as caught:
        read(*rows)
    assert {fault.code for fault in caught.value.faults} == {"comparator_unknown"}
    assert "在 comparator 列写 ≥ 或 ≤" in "\n".join(caught.value.said("zh"))  # the nearer remedy
    said = caught.value.faults[0].said
    assert "未定方向" in said.zh
    assert "direction" in said.zh
    head = "place,indicator,period,comparator,value,source"
    (figure,) = read("藁城区,未定方向,2025,ge,1,s", head=head)
    assert figure.comparator == Comparator.GE


@pytest.mark.parametrize(
    ("written", "comparator"),
    [
        ("≥", "ge"),
        (">=", "ge"),
        ("不低于", "ge"),
        ("大于等于", "ge"),
        ("以上", "ge"),
        ("GE", "ge"),
        ("≤", "le"),
        ("不超过", "le"),
        ("以内", "le"),
        ("＜", "lt"),
        ("高于", "gt"),
        ("＝", "eq"),
    ],
)
def test_comparators_as_people_write_them(read, written, comparator):
    head = "place,indicator,period,comparator,value,source"
    (figure,) = read(f"藁城区,造林,2025,{written},5,s", head=head)
    assert figure.comparator == comparator


# ---- periods ----
@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2025年", "2025"),
        ("2025年度", "2025"),
        ("２０２５", "2025"),
        ("2025.0", "2025"),
        ("2025/1", "2025-01"),
        ("2025-3", "2025-03"),
        ("2025年3月", "2025-03"),
        ("2025.03", "2025-03"),
        ("202503", "2025-03"),
        ("2025年1—6月", "2025-01/2025-06"),
        ("2025年1-6月", "2025-01/2025-06"),
        ("2025年1月—2025年6月", "2025-01/2025-06"),
        ("2025/1-6", "2025-01/2025-06"),
        ("2025年上半年", "2025-01/2025-06"),
        ("2025年一季度", "2025-01/2025-03"),
        ("2025年1月1日至12月15日", "2025-01-01/2025-12-15"),
        ("2025/1/1-2025/12/15", "2025-01-01/2025-12-15"),
        ("截至2025年12月15日", "2025-01-01/2025-12-15"),
        ("2025-01-01/2025-12-15", "2025-01-01/2025-12-15"),
    ],
)
def test_periods_as_people_write_them(read, written, period):
    assert read(f"藁城区,造林,{written},5,s")[0].period == period


@pytest.mark.parametrize(
    "written", ["2025.1", "2025-1-6", "今年", "1-6月", "十四五", "2025年13月", "2025年和2026年"]
)
def test_what_may_be_two_periods_or_none_is_a_fault(faults, written):
    assert faults(f"藁城区,造林,{written},5,s") == [("cell_value", "line 2, column period")]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_spreadsheets_number_of_a_day_is_named_as_one(read, name):
    row = ["藁城区", "造林", 44561, 5, "s"] if name == "t.xlsx" else "藁城区,造林,44561,5,s"
    with pytest.raises(TableError) as caught:
        read(row, name=name)
    (fault,) = caught.value.faults
    assert fault.code == "date_serial"
    assert "2021-12-31" in fault.said.zh  # Excel shows 44561 as this day


def test_a_day_where_a_year_or_month_is_meant_is_asked_for(read):
    for written in ("2025-01-01", "2025/1/1", "2025年1月1日", "20250101"):
        with pytest.raises(TableError) as caught:
            read(f"藁城区,造林,{written},5,s")
        (fault,) = caught.value.faults
        assert (fault.code, fault.at) == ("period_is_day", "line 2, column period"), written
        for remedy in ("2025，", "2025-01；", "2025-01-01/2025-01-01"):
            assert remedy in fault.said.zh, written


def test_a_date_cell_of_a_workbook_is_asked_for_too(read):
    with pytest.raises(TableError) as caught:
        read(["藁城区", "造林", date(2025, 3, 1), 5, "s"], name="t.xlsx")
    (fault,) = caught.value.faults
    assert fault.code == "period_is_day"
    assert "2025-03；" in fault.said.zh


def test_a_day_written_as_one_is_a_period(read):
    (figure,) = read("藁城区,PM2.5,2025-01-01/2025-01-01,35,s")
    assert figure.period == "2025-01-01/2025-01-01"


def test_a_stations_day_is_a_period(read):
    head = "place,place_written,level,indicator,period,value,source"
    (figure,) = read("1029A,测站,站点,PM2.5,2025-01-01,35,s", head=head, folder="measured")
    assert figure.period == "2025-01-01"
