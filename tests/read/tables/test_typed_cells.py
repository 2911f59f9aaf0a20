"""Cells of tables as people type them: numbers with units and signs, periods, codes, words."""

from decimal import Decimal

import pytest
from openpyxl import Workbook

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Basis, Comparator, Dust, Role
from aqmap.read.tables.read_figures import read_figures
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import read_places

PLACES = """\
code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,lon,lat,note
130100,石家庄市,Shijiazhuang,,130100,prefecture,,,,,
130700,张家口市,Zhangjiakou,,130700,prefecture,,,,,
130104,桥西区,Qiaoxi,,130100,county,,,,,
130703,桥西区,Qiaoxi,,130700,county,,,,,
130109,藁城区,Gaocheng,,130100,county,,,,,
"""
INDICATORS = """
[pm25]
name = "PM2.5浓度"
aliases = ["PM2.5"]
unit = "微克/立方米"
theme = "a"
direction = "lower"
kind = "quality"
[good]
name = "优良天数比率"
unit = "%"
theme = "a"
direction = "higher"
kind = "quality"
[trees]
name = "造林"
unit = "亩"
theme = "a"
direction = "higher"
kind = "quantity"
[sweeps]
name = "清扫频次"
unit = "次/天"
theme = "a"
kind = "frequency"
[visits]
name = "走访人次"
unit = "人次"
theme = "a"
direction = "higher"
kind = "quantity"
[odd]
name = "未定方向"
unit = "台"
theme = "a"
kind = "quantity"
[stock]
name = "底数"
unit = "台"
theme = "a"
kind = "stock"
"""
HEAD = "place,indicator,period,value,source"


@pytest.fixture
def read(tmp_path):
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "indicators.toml").write_text(INDICATORS, encoding="utf-8")

    def read_rows(*rows, head=HEAD, folder="targets", content=None, name="t.csv"):
        file = tmp_path / folder / name
        file.parent.mkdir(exist_ok=True)
        if name.endswith("xlsx"):
            book = Workbook()
            for row in ([*head.split(",")], *rows):
                book.active.append(row)
            book.save(file)
        else:
            file.write_text(content or "\n".join([head, *rows]) + "\n", encoding="utf-8")
        return read_figures(
            [file],
            indicators=read_indicators(tmp_path / "indicators.toml"),
            places=read_places(tmp_path / "places.csv"),
            sources=["s"],
        ).figures

    return read_rows


def faults(read, *rows, **options):
    with pytest.raises(TableError) as caught:
        read(*rows, **options)
    return [(fault.code, fault.at) for fault in caught.value.faults]


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
            )
        ),
    ],
)
@pytest.mark.parametrize("folder", ["targets", "measured"])
def test_all_else_is_a_fault_with_the_cell(read, indicator, cell, code, folder):
    row = f"藁城区,{indicator},2025,{cell},s"
    assert faults(read, row, folder=folder) == [(code, "line 2, column value")]


@pytest.mark.parametrize("cell", ["按月检查", "一户一策", "完成上级下达任务", "持续改善"])
def test_a_task_in_words_is_a_text(read, cell):
    (figure,) = read(f"藁城区,造林,2025,{cell},s")
    assert figure.absence is Absence.TEXT
    assert faults(read, f"藁城区,造林,2025,{cell},s", folder="measured")


def test_a_text_with_digits_is_taken_where_the_table_says_that_it_is_one(read):
    head = "place,indicator,period,value_written,absence,source"
    (figure,) = read("藁城区,造林,2025,每月3次,text,s", head=head)
    assert (figure.absence, figure.value_written) == (Absence.TEXT, "每月3次")


def test_a_unit_in_the_cell_must_be_that_of_its_column(read):
    head = "place,indicator,period,value,unit,source"
    (figure,) = read("藁城区,造林,2025,5亩,亩,s", head=head)
    assert figure.value == 5
    code = [("unit_differs", "line 2, column value")]
    assert faults(read, "藁城区,造林,2025,5万亩,亩,s", head=head) == code
    assert faults(read, "藁城区,造林,2025,5亩,台,s", head=head) == [
        ("unit_differs", "line 2, column unit")
    ]


def test_a_sign_in_the_cell_must_be_the_comparator(read):
    head = "place,indicator,period,comparator,value,source"
    assert read("藁城区,PM2.5,2025,≤,≤35,s", head=head)[0].comparator == Comparator.LE
    assert faults(read, "藁城区,PM2.5,2025,le,≥35,s", head=head) == [
        ("comparator_differs", "line 2, column value")
    ]


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
def test_what_may_be_two_periods_or_none_is_a_fault(read, written):
    assert faults(read, f"藁城区,造林,{written},5,s") == [("cell_value", "line 2, column period")]


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_spreadsheets_number_of_a_day_is_named_as_one(read, name):
    row = ["藁城区", "造林", 44561, 5, "s"] if name == "t.xlsx" else "藁城区,造林,44561,5,s"
    with pytest.raises(TableError) as caught:
        read(row, name=name)
    (fault,) = caught.value.faults
    assert fault.code == "date_serial"
    assert "2021-12-31" in fault.said.zh  # Excel shows 44561 as this day


# ---- places ----
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
@pytest.mark.parametrize(
    "written", ["130109.0", "130109", "'130109", "130109000000", "１３０１０９"]
)
def test_codes_that_a_spreadsheet_took_for_numbers(read, name, written):
    row = f"{written},造林,2025,5,s"
    (figure,) = read(row.split(",") if name == "t.xlsx" else row, name=name)
    assert (figure.place, figure.place_written) == ("130109", "藁城区")


@pytest.mark.parametrize("written", ["1.30E+05", "1.3e5", "1.301E+5"])
def test_a_code_that_lost_its_digits_is_refused_as_one(read, written):
    code = [("code_broken", "line 2, column place")]
    assert faults(read, f"{written},造林,2025,5,s") == code


# ---- words ----
def test_words_stand_for_codes(read):
    head = "place,indicator,period,value,source,role,basis,dust,part"
    (figure,) = read("藁城区,PM2.5,2025,35,s,实际,自报,已扣除,是", head=head)
    assert (figure.role, figure.basis, figure.dust, figure.part) == (
        Role.MEASURED,
        Basis.REPORT,
        Dust.DEDUCTED,
        True,
    )


def test_an_unclear_word_is_a_fault(read):
    head = "place,indicator,period,value,source,role"
    assert faults(read, "藁城区,PM2.5,2025,35,s,数", head=head) == [
        ("cell_value", "line 2, column role")
    ]


# ---- headings, separators, faults of whole files ----
CHINESE = "县市,指标,年份,数值,来源,单位,性质"
ROW = "藁城区,造林,2025年,5万亩,s,,目标"


@pytest.mark.parametrize("sign", [",", ";", "\t", "，", "；"])
def test_chinese_headings_whatever_stands_between_the_cells(read, sign):
    content = "# 说明，请勿改动; 1\n" + "\n".join((CHINESE, ROW)).replace(",", sign) + "\n"
    (figure,) = read(content=content)
    assert (figure.place_written, figure.value, figure.period, figure.role) == (
        "藁城区",
        Decimal(50000),
        "2025",
        Role.TARGET,
    )


def test_a_workbook_with_chinese_headings_is_read_as_csv_is(read):
    (figure,) = read(ROW.split(","), head=CHINESE, name="t.xlsx")
    assert (figure.place_written, figure.value, figure.period) == (
        "藁城区",
        Decimal(50000),
        "2025",
    )


@pytest.mark.parametrize(
    "head", ["行政区划代码", "代码", "区划代码", "县市", "县（市、区）", "place"]
)
@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_code_is_a_place_under_any_heading_of_places(read, head, name):
    rows = [130109.0, "造林", 2025, 5, "s"]
    row = rows if name == "t.xlsx" else ",".join(map(str, rows))
    (figure,) = read(row, head=f"{head},指标,年份,数值,来源", name=name)
    assert (figure.place, figure.place_written) == ("130109", "藁城区")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_that_are_missing_are_named_beside_those_that_are_there(read, sign):
    content = "县市,指标,颜色\n藁城区,造林,红\n".replace(",", sign)
    with pytest.raises(TableError) as caught:
        read(content=content)
    (fault,) = caught.value.faults
    assert fault.code == "column_missing"
    assert "period, value, source" in fault.said.zh
    assert "县市 | 指标 | 颜色" in fault.said.zh


def test_a_fault_that_every_row_repeats_is_one_line(read):
    rows = [f"藁城区,造林,2025,{n},elsewhere" for n in range(30)]
    with pytest.raises(TableError) as caught:
        read(*rows)
    (fault,) = caught.value.faults
    assert (fault.code, fault.at, fault.again) == ("source_unknown", "line 2, column source", 29)
    assert "29" in fault.said.zh
    assert "29" in fault.said.en
    other = [*rows, "藁城区,造林,2025,5,another", "x,造林树,2025,5,s"]
    assert faults(read, *other) == [
        ("source_unknown", "line 2, column source"),
        ("source_unknown", "line 32, column source"),
        ("indicator_unknown", "line 33, column indicator"),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("藁城区,,2025,5,s", "indicator"),
        ("藁城区,造林,2025,5,", "source"),
        ("藁城区,造林,,5,s", "period"),
        (",造林,2025,5,s", "place"),
    ],
)
def test_an_empty_cell_is_one_fault(read, row, column):
    assert faults(read, row) == [("cell_value", f"line 2, column {column}")]


@pytest.mark.parametrize("broken", ['藁城区,"造林,2025,5,s', '藁城区,"造林"x,2025,5,s'])
def test_what_is_no_csv_is_said_in_words(read, broken):
    with pytest.raises(TableError) as caught:
        read(broken)
    (fault,) = caught.value.faults
    assert fault.code == "csv_syntax"
    assert not {"expected", "unexpected", "data", "delimiter"} & set(fault.said.zh.split())
    assert "引号" in fault.said.zh
