"""Tables of other shapes than the real one; all synthetic."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Comparator, Dust, Level, Role
from aqmap.pipelines.read_documents import read_documents
from aqmap.words import Text

ROOT = Path(__file__).parents[4]
REPORT = {"title": "昌吉州2021年大气污染防治工作完成情况"}


def table(*rows):
    return "\n".join("\t".join(row.split("|")) for row in rows)


def said(figures):
    return [
        (f.indicator, f.place, f.value_written, None if f.value is None else str(f.value))
        for f in figures
    ]


def test_numbered_rows_with_a_total(read):
    figures = read(table("序号|指标|昌吉市|阜康市|全州合计", "1|造林（万亩）|1|未报送|3"))
    assert said(figures) == [
        ("afforestation", "652301", "1", "1"),
        ("afforestation", "652302", "未报送", None),
        ("afforestation", "652300", "3", "3"),
    ]
    assert [f.level for f in figures] == [Level.COUNTY, Level.COUNTY, Level.PREFECTURE]
    assert figures[0].locator == "table 1; row 1; column 昌吉市; line 4"
    assert figures[0].comparator == Comparator.GE


def test_places_down_the_side(read):
    text = table("县市|造林（万亩）|煤炭总量控制（万吨）|备注", "昌吉市|1|2|无", "合计|3|4|无")
    figures = read(text)
    assert said(figures) == [
        ("afforestation", "652301", "1", "1"),
        ("afforestation", "652300", "3", "3"),
        ("coal_cap", "652301", "2", "2"),
        ("coal_cap", "652300", "4", "4"),
    ]
    assert figures[0].locator == "table 1; row 昌吉市; column 造林（万亩）; line 4"


def test_units_in_a_column_of_their_own(read):
    figures = read(table("指标|单位|昌吉市|阜康市|备注", "造林|万亩|1|2|x", "电采暖|户|5|6|x"))
    assert said(figures) == [
        ("afforestation", "652301", "1", "1"),
        ("afforestation", "652302", "2", "2"),
        ("electric_heating_households", "652301", "5", "5"),
        ("electric_heating_households", "652302", "6", "6"),
    ]


def test_one_place_is_a_table_where_an_indicator_is_known(read):
    assert said(read(table("指标|昌吉市", "造林（万亩）|1"))) == [
        ("afforestation", "652301", "1", "1")
    ]


def test_a_reports_table_is_measured(read):
    (figure, _) = read(table("指标|昌吉市|阜康市", "PM2.5平均浓度|45|48"), **REPORT)
    assert (figure.role, figure.comparator, figure.basis) == (Role.MEASURED, None, "report")
    assert (figure.dust, figure.period) == (Dust.UNKNOWN, "2021")


def test_a_monthly_table_is_no_year(read):
    figures = read(
        table("指标|昌吉市|阜康市", "PM2.5平均浓度|45|48"), title="2021年3月昌吉州空气质量通报"
    )
    assert {f.period for f in figures} == {"2021-03"}


def test_a_table_of_a_part_of_the_year_is_cut_off(read):
    text = table("指标|昌吉市|阜康市", "造林（万亩）|1|2")
    figures = read(text, title="昌吉州2021年1-11月大气污染防治工作完成情况")
    assert {(f.period, f.as_of) for f in figures} == {("2021-01/2021-11", "2021-11-30")}
    figures = read(text, title="昌吉州2021年1-11月大气污染防治工作计划")
    assert {(f.role, f.as_of) for f in figures} == {(Role.TARGET, "")}


def test_what_is_unknown_is_kept_as_written(read):
    figures = read(
        table("指标|昌吉市|阜康市|准东开发区", "造林（万亩）|1|2|3", "种草（万亩）|4|5|6")
    )
    assert [(f.place, f.place_written) for f in figures[2:4]] == [
        ("", "准东开发区"),
        ("652301", "昌吉市"),
    ]
    assert {(f.indicator, f.indicator_written, f.unit) for f in figures[3:]} == {
        ("", "种草（万亩）", "万亩")
    }
    assert {f.comparator for f in figures[3:]} == {Comparator.GE}  # of what is sown, the more


def test_an_ambiguous_place_is_kept_without_a_code(read):
    figures = read(table("指标|阜康市|昌吉|奇台县", "造林（万亩）|1|2|3"))
    assert [f.place for f in figures] == ["652302", "", "652325"]


@pytest.mark.parametrize("head", ["4|清洁供暖|-|", "4|清洁供暖|", "4|清洁供暖||||"])
def test_a_group_row_heads_the_rows_below_it(read, head):
    text = table("序号|指标|昌吉市|阜康市|合计", head, "4.1|电采暖（户）|1|2|3")
    assert [f.locator.split("; ")[1] for f in read(text)] == ["row 4.1"] * 3


def test_all_faults_are_reported_at_once(read):
    text = table(
        "序号|指标|昌吉市|阜康市|合计",
        "1|造林（万亩）|1|2",
        "2|造林（吨）|1|2|3",
        "3|气采暖（户）|12..5|1O5|3",
        "4|煤炭总量控制（万吨）|80%|1|2",
        "5|电采暖（户）|1|2|3|4",
    )
    with pytest.raises(TableError) as caught:
        read(text)
    assert [(f.code, f.at, f.facts["found"]) for f in caught.value.faults] == [
        ("row_cells", "table 1; row 1; line 4", 4),
        ("unit_differs", "table 1; row 2; line 5", "吨"),
        ("number_broken", "table 1; row 3; column 昌吉市; line 6", "12..5"),
        ("number_broken", "table 1; row 3; column 阜康市; line 6", "1O5"),
        ("unit_differs", "table 1; row 4; column 昌吉市; line 7", "%"),
        ("row_cells", "table 1; row 5; line 8", 6),
    ]
    assert caught.value.faults[0].facts["expected"] == 5


def test_a_ragged_table_with_places_down_the_side(read):
    with pytest.raises(TableError, match="the row has 2 cells, expected 3"):
        read(table("县市|造林（万亩）|电采暖（户）", "昌吉市|1|2", "阜康市|3"))


def test_a_group_row_without_rows_of_its_own_is_ragged(read):
    with pytest.raises(TableError, match="3 cells, expected 4"):
        read(table("序号|指标|昌吉市|阜康市", "4|清洁供暖|-", "5|造林（万亩）|1|2"))


def test_one_place_in_two_columns_is_to_be_confirmed(read):
    figures = read(table("指标|昌吉市|阜康市|昌吉市", "造林（万亩）|1|2|3"))
    assert [(f.place, f.confirm) for f in figures] == [
        ("652301", ("place",)),
        ("652302", ()),
        ("652301", ("place",)),
    ]


def test_a_table_without_places_is_of_the_documents_own(read):
    figures = read(table("指标|2020年|2021年", "造林（万亩）|1|2"))
    assert [(f.place, f.level, f.role, f.period, str(f.value)) for f in figures] == [
        ("652300", Level.PREFECTURE, Role.BASELINE, "2020", "1"),
        ("652300", Level.PREFECTURE, Role.TARGET, "2021", "2"),
    ]


def test_without_a_place_of_its_own_its_place_is_asked_for(read):
    text = table("指标|2020年|2021年", "造林（万亩）|1|2")
    figures = read(text, title="2021年任务清单", place="")
    assert [(f.place, f.place_written, f.confirm, str(f.value)) for f in figures] == [
        ("", "", ("place",), "1"),
        ("", "", ("place",), "2"),
    ]


VALUES = st.one_of(
    st.sampled_from(["", "-", "未报送", "按需", "0", "0.00"]),
    st.decimals(0, 10**6, places=2, allow_nan=False).map(str),
)
NAMES = ("昌吉市", "阜康市", "呼图壁县", "玛纳斯县", "奇台县")
ROWS = st.lists(st.lists(VALUES, min_size=5, max_size=5), min_size=1, max_size=6)
EXPECTED = {"": Absence.BLANK, "-": Absence.DASH, "未报送": Absence.NOT_REPORTED}


@pytest.mark.parametrize("cell_a_line", [True, False])
@given(rows=ROWS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_random_table_comes_back_cell_for_cell(read, cell_a_line, rows):
    lines = [["指标", *NAMES], *(["造林（万亩）", *row] for row in rows)]
    if cell_a_line:
        text = "\n\n".join("\n".join(f"\t{cell}" for cell in line) for line in lines)
    else:
        text = "\n".join("\t".join(line) for line in lines)
    figures = read(text)
    written = [value for row in rows for value in row]
    assert [f.value_written for f in figures] == written
    assert [f.place_written for f in figures] == list(NAMES) * len(rows)
    for figure, value in zip(figures, written, strict=True):
        if value in EXPECTED or value == "按需":
            assert (figure.value, figure.absence) == (None, EXPECTED.get(value, Absence.TEXT))
        else:
            assert (str(figure.value), figure.absence) == (value, None)


# ---- totals ----
@pytest.mark.parametrize(
    "header", ["合计", "总计", "汇总", "全州合计", "昌吉州汇总", "县市合计", "各县市总计"]
)
def test_a_total_is_the_documents_own_place(read, header):
    figure = read(table(f"指标|昌吉市|阜康市|{header}", "造林（万亩）|1|2|3"))[-1]
    assert (figure.place, figure.level, figure.place_written) == ("652300", "prefecture", header)


def test_a_subtotal_is_no_ones_and_a_countys_total_is_the_countys(read):
    figures = read(table("指标|昌吉市|小计|奇台县合计|合计", "造林（万亩）|1|2|3|4"))
    assert [f.place for f in figures] == ["652301", "652325", "652300"]


def test_a_total_without_a_document_place_has_no_code(read):
    text = table("指标|昌吉市|阜康市|合计", "造林（万亩）|1|2|3")
    figures = read(text, title="2021年任务清单", place="")
    assert (figures[-1].place, figures[-1].level) == ("", Level.PREFECTURE)


@pytest.mark.parametrize("header", ["玛纳斯|玛纳斯县", "玛纳斯县|玛纳斯县合计", "全州|合计"])
def test_two_spellings_of_one_place_that_differ_are_to_be_confirmed(read, header):
    figures = read(table(f"指标|阜康市|{header}", "造林（万亩）|1|2|3"))
    assert [(str(f.value), f.confirm) for f in figures] == [
        ("1", ()),
        ("2", ("place",)),
        ("3", ("place",)),
    ]


# ---- units ----
UNITS = [
    ("造林（公里）", "公里"),
    ("造林（万株）", "万株"),
    ("煤炭总量控制（万吨标准煤）", "万吨标准煤"),
    ("PM2.5平均浓度（%）", "%"),
]


@pytest.mark.parametrize(("name", "unit"), UNITS)
def test_a_unit_that_contradicts_the_catalogue_is_a_fault(read, name, unit, workspace):
    with pytest.raises(TableError) as caught:
        read(table("指标|昌吉市|阜康市", f"{name}|1|2"))
    (fault,) = caught.value.faults
    assert (fault.code, fault.at) == ("unit_differs", "table 1; row 1; line 4")
    indicator = workspace.indicators.find(name.split("（")[0])
    assert fault.facts == {"found": unit, "expected": indicator.unit.zh}


def test_a_unit_in_another_spelling_is_none(read):
    figures = read(table("指标|昌吉市|阜康市", "PM2.5平均浓度（μg/m³）|41|42"))
    assert [(f.unit, f.unit_written) for f in figures] == [("微克/立方米", "μg/m3")] * 2


def test_a_unit_behind_the_number_is_held_against_the_catalogue_too(read):
    with pytest.raises(TableError) as caught:
        read(table("指标|昌吉市|阜康市", "电采暖（户）|5（万户）|6（户）"))
    assert [(f.code, f.at, f.facts["found"]) for f in caught.value.faults] == [
        ("unit_differs", "table 1; row 1; column 昌吉市; line 4", "万户")
    ]


@pytest.mark.parametrize("name", ["PM2.5（日最大）", "煤炭总量控制（含某单位）"])
def test_any_other_bracket_makes_another_indicator(read, name):
    figures = read(table("指标|昌吉市|阜康市", f"{name}|1|2", "造林（万亩）|3|4"))
    assert [(f.indicator, f.indicator_written) for f in figures[:2]] == [("", name)] * 2


# ---- names that are missing ----
def test_a_filled_column_without_a_header_is_a_fault(read):
    text = table("指标|昌吉市||阜康市|", "造林（万亩）|1|2|3|4", "|5|6|7|8")
    with pytest.raises(TableError) as caught:
        read(text)
    assert [(f.code, f.at, f.facts["found"]) for f in caught.value.faults] == [
        ("header_blank", "table 1; line 4", "2"),
        ("header_blank", "table 1; line 4", "4"),
        ("row_nameless", "table 1; line 5", "5"),
    ]


def test_blank_columns_and_rows_are_left_out(read):
    figures = read(table("指标|昌吉市||阜康市|", "造林（万亩）|1||2|", "||||", "草原改良|3||4|"))
    assert [str(f.value) for f in figures] == ["1", "2", "3", "4"]


def test_a_column_of_numbers_without_an_indicator_is_a_fault(read):
    with pytest.raises(TableError) as caught:
        read(table("县市|造林（万亩）|", "昌吉市|1|2", "阜康市|3|4"))
    assert [(f.code, f.at) for f in caught.value.faults] == [("header_blank", "table 1; line 4")]


@pytest.mark.parametrize("note", ["注：自报数", "备注：自报数||", "说明：略|"])
def test_a_footnote_is_no_row(read, note):
    figures = read(table("指标|昌吉市|阜康市", "造林（万亩）|1|2", note))
    assert [str(f.value) for f in figures] == ["1", "2"]
    figures = read(table("县市|造林（万亩）|草原改良", "昌吉市|1|2", "阜康市|3|4", note))
    assert [str(f.value) for f in figures] == ["1", "3", "2", "4"]


# ---- a table in two parts ----
def test_an_empty_line_does_not_lose_the_rest_of_a_table(read):
    text = table("指标|昌吉市|阜康市", "造林（万亩）|1|2", "", "草原改良|3|4")
    assert said(read(text))[2:] == [
        ("grassland_improvement", "652301", "3", "3"),
        ("grassland_improvement", "652302", "4", "4"),
    ]


def test_an_empty_line_between_places_down_the_side(read):
    text = table("县市|造林（万亩）|草原改良", "昌吉市|1|2", "", "阜康市|3|4", "奇台县|5|6")
    assert [(f.place, f.value_written) for f in read(text)][:3] == [
        ("652301", "1"),
        ("652302", "3"),
        ("652325", "5"),
    ]


def test_another_table_of_the_same_width_is_not_put_to_it(read):
    first = ("指标|昌吉市|阜康市", "造林（万亩）|1|2", "")
    figures = read(table(*first, "项目|2020年|2021年", "草原改良|3|4"))
    assert [(f.place, f.period) for f in figures[2:]] == [("652300", "2020"), ("652300", "2021")]
    figures = read(table(*first, "指标|奇台县|木垒县", "草原改良|3|4"))
    assert [(f.place, f.value_written) for f in figures[2:]] == [("652325", "3"), ("652328", "4")]
    assert figures[2].locator == "table 2; row 1; column 奇台县; line 7"
    figures = read(table(*first, "草原改良|奇台县|木垒县", "造林（万亩）|3|4"))
    assert [(f.place, f.value_written) for f in figures[2:]] == [("652325", "3"), ("652328", "4")]


def test_what_is_wider_or_narrower_is_not_put_to_a_table(read):
    first = ("指标|昌吉市|阜康市", "造林（万亩）|1|2", "")
    for rest in (("草原改良|3", "电采暖（户）|4"), ("草原改良|3|4|5", "电采暖（户）|6|7|8")):
        assert [f.value_written for f in read(table(*first, *rest))] == ["1", "2"]


# ---- the road of `aqmap read` ----
def test_unknown_names_are_kept_and_reported(tmp_path):
    path = tmp_path / "昌吉州任务.txt"
    rows = ("指标|昌吉市|昌吉试|奇台县", "造林（万亩）|1|2|3", "种草（万亩）|4|5|6")
    path.write_text("2021年昌吉州任务清单\n\n" + table(*rows), encoding="utf-8")
    done = read_documents([path], workspace=ROOT, place="昌吉州")
    assert [(f.place, f.place_written) for f in done.figures[1::3]] == [("", "昌吉试")] * 2
    assert done.unnamed == ("种草（万亩）",)
    assert [f.confirm for f in done.figures[1::3]] == [("place",)] * 2
    unknown = [(f.code, f.facts["found"], f.again) for f in done.unmatched]
    assert unknown == [("place_unknown", "昌吉试", 1)]
    for fault in done.unmatched:
        names = fault.facts["nearest"]
        assert isinstance(names, Text)
        nearest = names.zh.split("、")
        assert len(nearest) == 3
        assert "昌吉市" in nearest
        assert "column 昌吉试" in fault.at


def test_the_faults_of_all_documents_come_in_one_error(tmp_path):
    paths = []
    for name, rows in {
        "甲": ("造林（吨）|1|2",),
        "乙": ("造林（万亩）|1", "草原改良|1..2|3"),
    }.items():
        paths.append(tmp_path / f"{name}.txt")
        text = "2021年任务清单\n\n" + table("指标|昌吉市|阜康市", *rows)
        paths[-1].write_text(text, encoding="utf-8")
    paths.append(tmp_path / "没有.txt")
    with pytest.raises(TableError) as caught:
        read_documents(paths, workspace=ROOT, place="昌吉州")
    assert [(f.file, f.code) for f in caught.value.faults] == [
        (str(paths[0]), "unit_differs"),
        (str(paths[1]), "row_cells"),
        (str(paths[1]), "number_broken"),
        (str(paths[2]), "file_missing"),
    ]
