from decimal import Decimal
from pathlib import Path

import pytest

from aqmap.errors import TableError
from aqmap.model.figures import Absence, Basis, Level, Role
from aqmap.read.tables.read_figures import read_figures
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.workspace.indicators import read_indicators
from aqmap.workspace.places import read_places

ROOT = Path(__file__).parents[3]
PLACES = read_places(ROOT / "boundaries" / "places.csv")
INDICATORS = read_indicators(ROOT / "layers" / "indicators.toml")


def read(tmp_path, text, name="measured/新数据.csv", encoding="utf-8"):
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))
    return read_figures(
        [file], indicators=INDICATORS, places=PLACES, sources=["s"], bases=BASES
    ).figures


BASES = {"s": Basis.REPORT}
HEAD = "place,indicator,period,value,source\n"


def test_a_planners_short_table_is_filled_in(tmp_path):
    (figure,) = read(tmp_path, HEAD + "伊宁市,PM2.5,2021,39.5,s\n")
    assert (figure.id, figure.place, figure.place_written) == ("measured-新数据-0001", "", "伊宁市")
    assert (figure.indicator, figure.value, figure.unit) == ("pm25", Decimal("39.5"), "微克/立方米")
    assert (figure.role, figure.level, figure.basis) == (Role.MEASURED, Level.COUNTY, Basis.REPORT)


def test_a_target_is_a_target_by_its_folder_and_a_prefecture_by_its_place(tmp_path):
    (figure,) = read(tmp_path, HEAD + "昌吉州,造林,2021,3,s\n", "targets/t.csv")
    assert (figure.role, figure.basis, figure.level) == (
        Role.TARGET,
        Basis.PLAN,
        Level.PREFECTURE,
    )


@pytest.mark.parametrize(
    ("cell", "value", "absence", "scope"),
    [
        ("0", Decimal(0), None, ""),
        ("", None, Absence.BLANK, ""),
        ("-", None, Absence.DASH, ""),
        ("——", None, Absence.DASH, ""),
        ("未报送", None, Absence.NOT_REPORTED, ""),
        ("135.00（含开发区）", Decimal("135.00"), None, "含开发区"),
        ("１２．５", Decimal("12.5"), None, ""),
    ],
)
def test_zero_blank_dash_not_reported_and_text_stay_apart(tmp_path, cell, value, absence, scope):
    (figure,) = read(tmp_path, HEAD + f"伊宁市,造林,2021,{cell},s\n")
    assert (figure.value, figure.absence, figure.scope) == (value, absence, scope)
    assert figure.value_written == cell


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_of_offices(tmp_path, encoding):
    (figure,) = read(tmp_path, "# 说明\n" + HEAD + "伊宁市,造林,2021,1,s\n", encoding=encoding)
    assert figure.place_written == "伊宁市"


def test_all_faults_of_a_table_come_together_with_file_line_and_column(tmp_path):
    rows = [
        "伊宁市,PM25x,2021,1,s",
        "伊宁市,造林,2021,1,unknown",
        "伊宁市,造林,二零二一,1,s",
        "伊宁市,造林,2021",
        "伊宁市,造林,2021,1,s,extra",
    ]
    with pytest.raises(TableError) as caught:
        read(tmp_path, HEAD + "\n".join(rows) + "\n")
    said = [fault.said.zh for fault in caught.value.faults]
    assert len(said) == 5
    assert all("新数据.csv：第" in message for message in said)
    for word in ("PM25x", "unknown", "二零二一", "有 3 格，应有 5 格", "有 6 格，应有 5 格"):
        assert any(word in message for message in said), word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("place,indicator,period,value,source,colour\n", "colour"),
        ("place,value\n", "indicator, period, source"),
        (HEAD + '伊宁市,"造林,2021,1,s\n', "quotation"),
        ("", "empty"),
        ("place,indicator,period,value,unit,source\n伊宁市,造林,2021,5,公顷,s\n", "公顷"),
        ("id," + HEAD + "a,伊宁市,造林,2021,1,s\na,奎屯市,造林,2021,1,s\n", "stands twice"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path, text, word):
    with pytest.raises(TableError, match=word):
        read(tmp_path, text)


def test_what_is_written_is_read_back_and_no_cell_is_a_formula(tmp_path):
    hostile = '=cmd()|"x"'
    (figure,) = read(tmp_path, HEAD + "伊宁市,造林,2021,-3,s\n")
    file = tmp_path / "measured" / "out.csv"
    from dataclasses import replace

    figures = [
        replace(figure, id="a", note=hostile, change=Decimal(-26)),
        replace(figure, id="b", value=None, absence=Absence.DASH, value_written="-"),
    ]
    write_figures(figures, file, header=["made by a test"])
    written = file.read_text(encoding="utf-8-sig")
    assert "'=cmd()" in written
    assert ",-26," in written
    assert ",-," in written
    back = read_figures([file], indicators=INDICATORS, places=PLACES, sources=["s"], bases=BASES)
    assert list(back.figures) == figures


@pytest.mark.parametrize("cell", ["abc", "nan", "3o.5", "1e400", "=cmd()", "12..5", "9" * 101])
def test_a_measurement_that_is_no_number_is_a_fault(tmp_path, cell):
    with pytest.raises(TableError) as caught:
        read(tmp_path, HEAD + f"伊宁市,造林,2021,{cell},s\n")
    (fault,) = caught.value.faults
    assert fault.at == "line 2, column value"
    assert "应为：数字" in fault.said.zh


def test_a_target_may_be_a_text_but_no_broken_number(tmp_path):
    (figure,) = read(tmp_path, HEAD + "伊宁市,造林,2021,按月检查,s\n", "targets/t.csv")
    assert figure.absence is Absence.TEXT
    with pytest.raises(TableError, match=r"1O5"):
        read(tmp_path, HEAD + "伊宁市,造林,2021,1O5,s\n", "targets/u.csv")


def test_a_level_that_is_not_the_places_is_a_fault(tmp_path):
    head = "place,level,indicator,period,value,source\n"
    with pytest.raises(TableError, match="county"):
        read(tmp_path, head + "654002,prefecture,造林,2021,1,s\n")


def test_a_table_from_before_the_columns_part_and_scope_is_read_and_named(tmp_path):
    old = tmp_path / "measured" / "old.csv"
    old.parent.mkdir()
    head = "id,place,place_written,indicator,period,value,source,note\n"
    rows = "a,652302,,造林,2021,2,s,其中；含开发区；约数\nb,,其中：阜康市,造林,2021,1,s,\n"
    old.write_text(head + rows, encoding="utf-8")
    new = tmp_path / "measured" / "new.csv"
    new.write_text(HEAD + "阜康市,造林,2021,5（含开发区）,s\n", encoding="utf-8")
    tables = read_figures(
        [old, new], indicators=INDICATORS, places=PLACES, sources=["s"], bases=BASES
    )
    assert [(f.part, f.scope, f.note) for f in tables.figures] == [
        (True, "含开发区", "约数"),
        (True, "", ""),
        (False, "含开发区", ""),
    ]
    assert tables.outdated == (old,)


def test_a_table_with_the_column_part_says_it_there_alone(tmp_path):
    text = "place,indicator,period,value,source,part,note\n阜康市,造林,2021,2,s,,其中\n"
    (figure,) = read(tmp_path, text)
    assert (figure.part, figure.note) == (False, "其中")
