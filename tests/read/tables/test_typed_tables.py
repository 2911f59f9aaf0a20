"""Tables as people type them: codes and names of places, words, headings, separators, faults."""

from decimal import Decimal

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Basis, Comparator, Dust, Role, State
from aqmap.workspace.places import read_places


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
def test_a_code_that_lost_its_digits_is_refused_as_one(faults, written):
    code = [("code_broken", "line 2, column place")]
    assert faults(f"{written},造林,2025,5,s") == code


# ---- words ----
def test_words_stand_for_codes(read):
    head = "place,indicator,period,value,source,role,basis,dust,part,state"
    (figure,) = read("藁城区,PM2.5,2025,35,s,实际,自报,已扣除,是,实况", head=head)
    assert figure.state == State.ACTUAL
    assert (figure.role, figure.basis, figure.dust, figure.part) == (
        Role.MEASURED,
        Basis.REPORT,
        Dust.DEDUCTED,
        True,
    )


def test_an_unclear_word_is_a_fault(faults):
    head = "place,indicator,period,value,source,role"
    assert faults("藁城区,PM2.5,2025,35,s,数", head=head) == [("cell_value", "line 2, column role")]


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


@pytest.mark.parametrize(
    "head",
    [
        "县市区,指标名称,年度,数值,数据来源",
        "地区,项目,时间,值,来源",
        "*县市,*指标,*年份,数 值,来源（必填）",
        "Place,Indicator,PERIOD,Value,source",
    ],
)
def test_headings_as_offices_write_them(read, head):
    (figure,) = read("藁城区,造林,2025,5,s", head=head)
    assert (figure.place_written, figure.period, figure.value) == ("藁城区", "2025", 5)


def test_two_columns_that_mean_one_are_refused(read):
    with pytest.raises(TableError) as caught:
        read("藁城区,造林,2025,5,6,s", head="县市,指标,年份,数值,值,来源")
    (fault,) = caught.value.faults
    assert fault.code == "header_twice"
    assert "数值, 值" in fault.said.zh


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_typed_in_an_office_program_in_any_of_its_encodings(read, encoding):
    content = "县市\t指标\t年份\t数值\t来源\n藁城区\tPM2.5\t２０２５年\t≤３５\ts\n"
    (figure,) = read(content=content, encoding=encoding)
    assert (figure.value, figure.period, figure.comparator) == (35, "2025", Comparator.LE)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_that_are_missing_are_named_beside_those_that_are_there(read, sign):
    content = "县市,指标,颜色\n藁城区,造林,红\n".replace(",", sign)
    with pytest.raises(TableError) as caught:
        read(content=content)
    (fault,) = caught.value.faults
    assert fault.code == "column_missing"
    assert "缺少列：period（年份）、value（数值）、source（来源）；" in fault.said.zh
    assert "period, value, source" in fault.said.en
    assert "县市 | 指标 | 颜色" in fault.said.zh


def test_a_fault_that_every_row_repeats_is_one_line(read, faults):
    rows = [f"藁城区,造林,2025,{n},elsewhere" for n in range(30)]
    with pytest.raises(TableError) as caught:
        read(*rows)
    (fault,) = caught.value.faults
    assert (fault.code, fault.at, fault.again) == ("source_unknown", "line 2, column source", 29)
    assert "29" in fault.said.zh
    assert "29" in fault.said.en
    other = [*rows, "藁城区,造林,2025,5,another", "x,造林树,2025,5,s"]
    assert faults(*other) == [
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
def test_an_empty_cell_is_one_fault(faults, row, column):
    assert faults(row) == [("cell_value", f"line 2, column {column}")]


@pytest.mark.parametrize("broken", ['藁城区,"造林,2025,5,s', '藁城区,"造林"x,2025,5,s'])
def test_what_is_no_csv_is_said_in_words(read, broken):
    with pytest.raises(TableError) as caught:
        read(broken)
    (fault,) = caught.value.faults
    assert fault.code == "csv_syntax"
    assert not {"expected", "unexpected", "data", "delimiter"} & set(fault.said.zh.split())
    assert "引号" in fault.said.zh


# ---- full names ----
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("石家庄市桥西区", "130104"),
        ("张家口市桥西区", "130703"),
        ("河北省张家口市桥西区", "130703"),
        ("河北石家庄市藁城区", "130109"),
        ("河北省藁城区", "130109"),
        ("石家庄市 藁城区", "130109"),
        ("藁城区", "130109"),
    ],
)
def test_a_full_name_always_fits(read, tmp_path, written, code):
    (figure,) = read(f"{written},造林,2025,5,s")
    places = read_places(tmp_path / "places.csv")
    assert places.match(figure.place_written).place.code == code


@pytest.mark.parametrize("written", ["桥西区", "河北省桥西区", "唐山市桥西区", "山西省藁城区"])
def test_what_fits_two_places_or_none_is_matched_to_none(read, tmp_path, written):
    read(f"{written},造林,2025,5,s")
    places = read_places(tmp_path / "places.csv")
    match = places.match(written)
    assert match.place is None
    both = {"石家庄市桥西区", "张家口市桥西区"}
    asked = {places.full_name(place).zh for place in match.candidates}
    assert asked == (both if written in ("桥西区", "河北省桥西区") else set())
