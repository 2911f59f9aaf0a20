"""Tables of other shapes than the real one; all synthetic."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.figures import Absence, Comparator, Dust, Level, Role

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
    assert {f.comparator for f in figures[3:]} == {None}


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
        "2|造林（亩）|1|2|3",
        "3|气采暖（户）|12..5|1O5|3",
        "4|煤炭总量控制（万吨）|80%|1|2",
        "5|电采暖（户）|1|2|3|4",
    )
    with pytest.raises(TableError) as caught:
        read(text)
    assert [(f.code, f.at, f.facts["found"]) for f in caught.value.faults] == [
        ("row_cells", "table 1; row 1; line 4", 4),
        ("unit_differs", "table 1; row 2; line 5", "亩"),
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


def test_one_place_in_two_columns_is_a_fault(read):
    with pytest.raises(TableError, match="one place heads two columns: 昌吉市, 昌吉市"):
        read(table("指标|昌吉市|阜康市|昌吉市", "造林（万亩）|1|2|3"))


def test_a_table_without_places_gives_nothing(read):
    with pytest.raises(TableError, match="no figure was found"):
        read(table("指标|2020年|2021年", "造林（万亩）|1|2"))


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
