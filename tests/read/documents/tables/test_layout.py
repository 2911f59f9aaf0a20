"""Tables laid out in other ways; all synthetic, every value worked out by hand."""

import tomllib

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Comparator, Level, Role
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.documents.tables.read_grid import read_grid
from aqmap.read.formats.blocks import Grid, GridCell, Paragraph
from aqmap.words import Text
from aqmap.workspace.indicator_stubs import unnamed_stubs
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.sources import Source

CHANGJI, FUKANG = "652301", "652302"


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def said(figures):
    return [
        (f.indicator, f.place, str(f.role), f.period, str(f.value) if f.absence is None else "")
        for f in figures
    ]


@pytest.fixture
def grid(workspace, tmp_path):
    """Read rows of a container whose locators are cells and repeat where cells are merged."""

    def read_rows(*rows, above=(), place="652300", kind="plan"):
        title = Text("合成", "synthetic")
        source = Source(id="x", title=title, file="x", sha256="", place=place)
        names = (workspace.places, workspace.indicators)
        context = Context(tmp_path / "x", source, *names, "2021", kind)
        cells = []
        for number, row in enumerate(rows, 1):
            texts = row.split("|") if isinstance(row, str) else row
            cells.append(tuple(_cell(text, number, at) for at, text in enumerate(texts, 1)))
        lines = [Paragraph(text, "", "line 1") for text in above]
        return read_grid(Grid(1, tuple(cells)), Layouts(context), lines)

    return read_rows


def _cell(text, row, column):
    if "@" in text:  # 昌吉市@B1 is a merged cell that begins at B1
        text, at = text.split("@")
        return GridCell(text, f"cell {at}")
    return GridCell(text, f"cell R{row}C{column}")


# ---- header levels ----
TWO = [
    (CHANGJI, "target", "1"),
    (CHANGJI, "measured", "2"),
    (FUKANG, "target", "3"),
    (FUKANG, "measured", "4"),
]


@pytest.mark.parametrize(
    "rows",
    [
        ("指标|昌吉市||阜康市|", "|目标|完成|目标|完成", "造林（万亩）|1|2|3|4"),
        ("指标|昌吉市||阜康市", "|目标|完成|目标|完成", "造林（万亩）|1|2|3|4"),
        (
            "指标|昌吉市|昌吉市|阜康市|阜康市",
            "指标|目标值|完成值|目标值|完成值",
            "造林（万亩）|1|2|3|4",
        ),
        ("指标|昌吉市目标|昌吉市完成|阜康市（目标）|阜康市（完成）", "造林（万亩）|1|2|3|4"),
        ("指标|目标||完成|", "|昌吉市|阜康市|昌吉市|阜康市", "造林（万亩）|1|3|2|4"),
        ("县市|造林（万亩）|", "|目标|完成", "昌吉市|1|2", "阜康市|3|4"),
        ("县市|造林|造林", "县市|目标（万亩）|完成（万亩）", "昌吉市|1|2", "阜康市|3|4"),
        ("县市|指标|单位|目标值|完成值", "昌吉市|造林|万亩|1|2", "阜康市|造林|万亩|3|4"),
        ("指标|单位|县市|完成值|目标值", "造林|万亩|昌吉市|2|1", "|万亩|阜康市|4|3"),
        ("目标值|完成值|县市|指标|单位", "1|2|昌吉市|造林|万亩", "3|4|阜康市|造林|万亩"),
        ("指标|类别|昌吉市|阜康市", "造林（万亩）|目标|1|3", "|完成|2|4"),
    ],
)
def test_role_place_and_indicator_come_from_any_level(read, rows):
    figures = read(table(*rows))
    assert sorted((f.place, str(f.role), str(f.value)) for f in figures) == sorted(TWO)
    assert {(f.indicator, f.period, f.unit, f.unit_written) for f in figures} == {
        ("afforestation", "2021", "万亩", "万亩")
    }


def test_a_group_over_indicators_that_only_their_units_tell_apart(read):
    figures = read(
        table("县市|电采暖||造林|备注", "|户|万平方米|万亩|", "昌吉市|5|0.5|1|x", "合计|6|0.6|2|")
    )
    assert [(f.indicator, f.place, str(f.value)) for f in figures] == [
        ("electric_heating_households", CHANGJI, "5"),
        ("electric_heating_households", "652300", "6"),
        ("electric_heating_area", CHANGJI, "0.5"),
        ("electric_heating_area", "652300", "0.6"),
        ("afforestation", CHANGJI, "1"),
        ("afforestation", "652300", "2"),
    ]


def test_years_over_places_and_baselines(read):
    figures = read(
        table("指标|2020年实际||2021年目标|", "|昌吉市|阜康市|昌吉市|阜康市", "PM2.5|50|52|45|48")
    )
    assert said(figures) == [
        ("pm25", CHANGJI, "baseline", "2020", "50"),
        ("pm25", FUKANG, "baseline", "2020", "52"),
        ("pm25", CHANGJI, "target", "2021", "45"),
        ("pm25", FUKANG, "target", "2021", "48"),
    ]
    assert [f.comparator for f in figures] == [None, None, Comparator.LE, Comparator.LE]


def test_bare_years_head_columns_too(read):
    figures = read(table("县市|2020|2021", "昌吉市|1|2", "阜康市|3|4"), title="2021年造林任务表")
    assert [(f.indicator, f.place, f.period, str(f.value)) for f in figures] == [
        ("afforestation", CHANGJI, "2020", "1"),
        ("afforestation", FUKANG, "2020", "3"),
        ("afforestation", CHANGJI, "2021", "2"),
        ("afforestation", FUKANG, "2021", "4"),
    ]


def test_progress_has_a_cut_off_and_rates_are_no_indicator(grid):
    reading = grid(
        "县市|造林（万亩）@B1|造林（万亩）@B1|造林（万亩）@B1|优良天数比率（%）",
        "县市|任务|截至11月底完成|完成率（%）|2021年1-10月",
        "昌吉市|10|9|90%|80",
    )
    assert [(f.indicator, str(f.role), f.period, f.as_of) for f in reading.figures] == [
        ("afforestation", "target", "2021", ""),
        ("afforestation", "progress", "2021-01/2021-11", "2021-11-30"),
        ("good_day_ratio", "target", "2021-01/2021-10", ""),
    ]
    assert reasons(reading)[2] == ["row_name", "", "", "derived", ""]


def reasons(reading):
    return [
        [cell.marks[0].reason if cell.marks else None for cell in row]
        for row in reading.passage.rows
    ]


# ---- groups ----
@pytest.mark.parametrize(
    "rows",
    [
        ("清洁供暖|||", "电采暖（户）|1|2|3", "气采暖（户）|4|5|6"),
        ("一、清洁供暖|||", "电采暖（户）|1|2|3", "气采暖（户）|4|5|6"),
    ],
)
def test_a_row_of_a_name_alone_heads_the_rows_below(read, rows):
    figures = read(table("指标|昌吉市|阜康市|合计", *rows))
    assert [str(f.value) for f in figures] == list("123456")
    assert {f.indicator for f in figures} == {
        "electric_heating_households",
        "gas_heating_households",
    }


def test_a_group_across_the_table_or_beside_the_names(grid):
    reading = grid("指标|昌吉市|阜康市", "清洁供暖@A2|清洁供暖@A2|清洁供暖@A2", "电采暖（户）|1|2")
    assert [str(f.value) for f in reading.figures] == ["1", "2"]
    assert reasons(reading)[1] == ["group"] * 3
    reading = grid(
        "类别|指标|昌吉市|阜康市", "供暖@A2|电采暖（户）|1|2", "供暖@A2|气采暖（户）|3|4"
    )
    assert [str(f.value) for f in reading.figures] == ["1", "2", "3", "4"]
    assert reasons(reading)[2] == ["group", "row_name", "", ""]


# ---- what stands over a table ----
def test_a_unit_in_a_line_above(read):
    rows = ("县市|电采暖户数|电采暖面积|优良天数比率", "昌吉市|8.77|12|83%")
    for above in ("单位：万户、平方米、%", "表1 清洁取暖任务（单位：万户、平方米、%）"):
        figures = read(above + "\n\n" + table(*rows))
        assert [(str(f.value), f.unit, f.unit_written) for f in figures] == [
            ("87700", "户", "万户"),
            ("0.0012", "万平方米", "平方米"),
            ("83", "%", "%"),
        ]


def test_title_and_unit_rows_inside_the_grid(grid):
    reading = grid(
        "2021年1-11月造林完成情况@A1|2021年1-11月造林完成情况@A1|2021年1-11月造林完成情况@A1",
        "||单位：亩",
        "县市|完成值|责任单位",
        "昌吉市|15000|林草局",
        "填表人：某某||2021年12月1日",
    )
    (figure,) = reading.figures
    assert (figure.indicator, str(figure.value), figure.unit_written) == (
        "afforestation",
        "1.5",
        "亩",
    )
    assert (figure.role, figure.period, figure.as_of) == (
        Role.MEASURED,
        "2021-01/2021-11",
        "2021-11-30",
    )
    assert [row[0] for row in reasons(reading)] == [
        "table_title",
        None,
        "header",
        "row_name",
        "footnote",
    ]


def test_the_unit_of_the_line_above_must_fit(read):
    with pytest.raises(TableError) as caught:
        read("单位：万吨\n\n" + table("县市|造林|草原改良", "昌吉市|1|2"))
    assert [(f.code, f.facts["found"]) for f in caught.value.faults] == [("unit_differs", "万吨")]


def test_a_countys_own_table(read):
    (figure, _) = read(
        "表2 昌吉市2021年主要目标\n\n"
        + table("指标|单位|目标值", "PM2.5|微克/立方米|45", "造林|万亩|1")
    )
    assert (figure.place, figure.level, str(figure.value)) == (CHANGJI, Level.COUNTY, "45")


# ---- cells ----
def test_comparators_units_and_doubts_in_cells(read):
    figures = read(
        table(
            "指标|昌吉市|阜康市|奇台县",
            "优良天数比率（%）|≥80|不低于85%|90以上",
            "PM2.5|≤35|<36微克/立方米|0.037mg/m3",
            "电采暖户数|8.77万户|约3800户|1.2万",
            "造林（万亩）|5-6|1e5|—",
        )
    )
    assert [(f.comparator, str(f.value), f.note) for f in figures[:9]] == [
        ("ge", "80", ""),
        ("ge", "85", ""),
        ("ge", "90", ""),
        ("le", "35", ""),
        ("lt", "36", ""),
        ("le", "37", ""),
        ("ge", "87700", ""),
        ("ge", "3800", "约数"),
        ("ge", "12000", ""),
    ]
    assert [f.absence for f in figures[9:]] == [Absence.TEXT, Absence.TEXT, Absence.DASH]


def test_two_units_at_odds_are_a_fault(read):
    with pytest.raises(TableError) as caught:
        read(table("指标|单位|昌吉市|阜康市", "电采暖（万户）|户|1|2", "造林|万亩|1亩|2"))
    assert [(f.code, f.facts["found"], f.facts["expected"]) for f in caught.value.faults] == [
        ("unit_differs", "万户", "户"),
        ("unit_differs", "亩", "万亩"),
    ]


def test_a_value_that_no_decimal_holds_is_rounded_and_says_so(grid, workspace):
    reading = grid("指标|昌吉市|阜康市", "造林（公里2）|1|2", "PM2.5|1|2")
    assert reading.figures[0].indicator == ""
    (whole, third) = grid("指标|昌吉市|阜康市", "电采暖面积|3亩|1亩").figures
    assert (str(whole.value), whole.note) == ("0.2", "")
    assert (str(third.value), third.note) == ("0.0666666666666667", "单位换算，取15位有效数字")


# ---- places by code alone ----
HEADS = ("行政区划代码", "区划代码", "代码", "县市代码", "统计用区划代码", "编码", "code")


@pytest.mark.parametrize("head", HEADS)
def test_a_table_whose_only_place_column_is_the_code(grid, head):
    rows = (f"{head}|PM2.5|造林（万亩）", "652301|30|0", "652302.0|31|1000")
    assert {(f.place_written, *said([f])[0]) for f in grid(*rows).figures} == {
        ("昌吉市", "pm25", CHANGJI, "target", "2021", "30"),
        ("昌吉市", "afforestation", CHANGJI, "target", "2021", "0"),
        ("阜康市", "pm25", FUKANG, "target", "2021", "31"),
        ("阜康市", "afforestation", FUKANG, "target", "2021", "1000"),
    }
    listed = grid(f"{head}|指标|目标", "652301|PM2.5|30", "652302|造林|1000").figures
    assert said(listed) == [
        ("pm25", CHANGJI, "target", "2021", "30"),
        ("afforestation", FUKANG, "target", "2021", "1000"),
    ]


@pytest.mark.parametrize("head", ["行政区划代码|县市|PM2.5", "县市|行政区划代码|PM2.5"])
def test_a_code_beside_the_name_is_no_value(grid, head):
    codes_first = head.startswith("行政")
    row = "652301|昌吉市|30" if codes_first else "昌吉市|652301|30"
    (figure,) = grid(head, row, "|".join(("",) * 3)).figures
    assert (figure.place, figure.place_written, str(figure.value)) == (CHANGJI, "昌吉市", "30")


# ---- what must not become figures ----
def test_a_merged_number_is_no_ones(grid):
    reading = grid("指标|昌吉市|阜康市|奇台县", "造林（万亩）|5@B2|5@B2|3")
    assert [f.place for f in reading.figures] == ["652325"]
    assert reasons(reading)[1] == ["row_name", "merged", "merged", ""]
    assert [fault.code for fault in reading.remarks] == ["cell_merged"]


def test_subtotals_are_kept_apart_and_totals_are_the_wholes(grid):
    reading = grid("指标|昌吉市|小计|全州合计", "造林（万亩）|1|2|3", "合计|4|5|6")
    assert [(f.place, f.level) for f in reading.figures] == [
        (CHANGJI, Level.COUNTY),
        ("652300", Level.PREFECTURE),
    ]
    assert reasons(reading)[1:] == [
        ["row_name", "", "subtotal", ""],
        ["row_name", "subtotal", "subtotal", "subtotal"],
    ]


def test_a_table_without_a_header_is_said_not_to_be_understood(grid):
    reading = grid("草原改良|3", "电采暖（户）|4")
    assert (reading.figures, reading.faults) == ((), ())
    assert reasons(reading) == [["no_number", "not_understood"]] * 2
    (remark,) = reading.remarks
    assert (remark.code, remark.facts) == ("cells_unread", {"count": 2, "found": "3"})


def test_numbered_columns_and_a_repeated_header_are_header(grid):
    reading = grid(
        "指标|昌吉市|阜康市", "甲|1|2", "造林（万亩）|3|4", "指标|昌吉市|阜康市", "草原改良|5|6"
    )
    assert [str(f.value) for f in reading.figures] == ["3", "4", "5", "6"]
    assert [row[1] for row in reasons(reading)] == ["header", "header", "", "header", ""]


def test_columns_that_are_headed_alike_are_said(grid):
    reading = grid("县市|造林（万亩）|造林（万亩）", "昌吉市|1|2", "阜康市|3|4")
    assert (reading.faults, [str(f.value) for f in reading.figures]) == ((), ["1", "3", "2", "4"])
    assert [(f.code, f.facts["found"]) for f in reading.remarks] == [
        ("header_alike", "造林（万亩）")
    ]


def test_two_places_in_a_row_give_no_figure(grid):
    reading = grid("县市|涉及县市|造林（万亩）", "昌吉市|阜康市|1")
    assert (reading.figures, reading.faults) == ((), ())
    assert [fault.code for fault in reading.remarks] == ["cells_unread"]


def test_the_task_beside_progress_is_the_years_and_months_head_columns(grid):
    rows = ("县市|任务数（户）|完成数（户）", "昌吉市|100|90")
    above = ["2021年1-11月农村清洁取暖改造完成情况"]
    figures = grid(*rows, above=above, kind="report").figures
    assert [(f.indicator, str(f.role), f.period) for f in figures] == [
        ("rural_clean_heating", "target", "2021"),
        ("rural_clean_heating", "measured", "2021-01/2021-11"),
    ]
    figures = grid("指标|1月|上半年|全年", "PM2.5|50|51|52", kind="report").figures
    assert [f.period for f in figures] == ["2021-01", "2021-01/2021-06", "2021"]


# ---- ragged rows ----
def test_a_row_may_lack_its_remarks_and_have_empty_cells_too_many(grid):
    reading = grid(
        "指标|昌吉市|阜康市|备注", "造林（万亩）|1|2", "草原改良|3|4|x||", "煤炭总量控制|5"
    )
    assert [str(f.value) for f in reading.figures] == ["1", "2", "3", "4"]
    assert [f.code for f in reading.remarks] == ["row_cells", "cells_unread"]
    assert reading.remarks[0].facts["found"] == 2


# ---- names of another prefecture, indicators of another catalogue ----
def test_places_that_the_workspace_does_not_know_are_kept(grid):
    reading = grid("指标|甲乙市|丙丁县", "造林（万亩）|1|2", place="")
    assert [(f.place, f.place_written, str(f.value)) for f in reading.figures] == [
        ("", "甲乙市", "1"),
        ("", "丙丁县", "2"),
    ]


def test_a_stub_makes_an_unknown_row_known(read, tmp_path, workspace):
    rows = ("指标|单位|昌吉市|阜康市", '种草（"新"）|万亩|1.5|2', "退牧（万亩）|万亩|3|4")
    figures = read(table(*rows))
    assert {f.indicator for f in figures} == {""}
    stubs = unnamed_stubs(figures, taken=("indicator_1",))
    assert list(tomllib.loads(stubs)) == ["indicator_2", "indicator_3"]
    path = tmp_path / "indicators.toml"
    path.write_text(stubs, encoding="utf-8")
    known = read_indicators(path)
    for figure in figures:
        found = known.find(figure.indicator_written)
        assert (found.unit.zh, known.same_unit(found, figure.unit_written)) == ("万亩", True)
    assert known.find_with_unit("退牧", "万亩").id == "indicator_3"
    assert unnamed_stubs([]) == ""
