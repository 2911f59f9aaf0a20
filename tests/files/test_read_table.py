"""The one reader of tables: what it accepts, and every fault of a file together, in its order."""

import tracemalloc

import pytest

from aqmap.errors import AqmapError, SourceError, TableError
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import BadCell, Column, TableColumns, code, whole_number
from aqmap.files.table_files import table_file

DECLARED = TableColumns(
    (
        Column("place", code(r"\d+", "654002"), filled="654002", needed=True),
        Column("count", whole_number(9), blank=0),
        Column("note"),
    )
)


def read(folder, text, declared=DECLARED, encoding="utf-8"):
    path = folder / "表.csv"
    path.write_bytes(text.encode(encoding))
    return read_table(path, declared)


def faults_of(folder, text, declared=DECLARED):
    with pytest.raises(AqmapError) as problem:
        read(folder, text, declared)
    return [(fault.code, fault.at) for fault in problem.value.faults]


def test_columns_stand_in_any_order_and_may_be_left_out(tmp_path):
    checked = read(tmp_path, "count,place\n3,1\n,2\n").checked()
    assert list(checked.rows()) == [
        {"place": "1", "count": 3, "note": ""},
        {"place": "2", "count": 0, "note": ""},
    ]
    assert not checked.bad


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end_of_an_office_is_read(tmp_path, encoding, end):
    text = end.join(['# 说明 "', "#", "place,note", '1,"a,b"', "", ",", "2,甲"])
    table = read(tmp_path, text, encoding=encoding)
    assert list(table.rows()) == [{"place": "1", "note": "a,b"}, {"place": "2", "note": "甲"}]
    assert table.lines.tolist() == [4, 7]


def test_cells_are_read_without_blanks_around_them_and_without_the_guarding_quote(tmp_path):
    table = read(tmp_path, "place , note\n 1 ,'=A1\n2,'tis\n3,''-x\n")
    assert [row["note"] for row in table.rows()] == ["=A1", "'tis", "'-x"]
    assert [row["place"] for row in table.rows()] == ["1", "2", "3"]


def test_blank_columns_behind_the_last_heading_are_passed_over(tmp_path):
    assert list(read(tmp_path, "place,,\n1,,\n2\n").rows()) == [{"place": "1"}, {"place": "2"}]


def test_a_row_that_a_comma_too_many_made_slip_is_a_fault_though_its_end_is_blank(tmp_path):
    text = "place,count,note\n1,,2,\n"
    table = read(tmp_path, text)
    assert [(fault.code, fault.at) for fault in table.in_order(())] == [("row_cells", "line 2")]
    padded = read(tmp_path, text.replace("note", "note,,"))
    assert [fault.code for fault in padded.in_order(())] == ["row_cells"]
    published = TableColumns(DECLARED.columns, published=True)
    assert len(read(tmp_path, text, published)) == 1


def test_rows_of_other_width_stand_among_the_faults_where_they_are(tmp_path):
    table = read(tmp_path, "place,count\nx,1\n1\n2,y\n3,4,5\n,x\n")
    checked = table.checked()
    unfit = [(row, table.bad_cell(row, cell)) for row, bad in checked.bad.items() for cell in bad]
    assert [(fault.code, fault.at) for fault in table.in_order(unfit)] == [
        ("cell_value", "line 2, column place"),
        ("row_cells", "line 3"),
        ("cell_value", "line 4, column count"),
        ("row_cells", "line 5"),
        ("cell_value", "line 6, column place"),
        ("cell_value", "line 6, column count"),
    ]
    assert checked.bad[2] == [BadCell("place", "", "654002"), BadCell("count", "x", "0 … 9")]


def test_what_is_wrong_with_the_headings_is_said_once(tmp_path):
    assert faults_of(tmp_path, "count,count,colour\n1,2,3\n") == [
        ("header_twice", ""),
        ("column_missing", ""),
    ]
    with pytest.raises(TableError) as caught:
        read(tmp_path, "palce,count\n1,2\n")
    (fault,) = caught.value.faults  # what is misspelt is no second fault
    assert "place" in fault.said.zh
    assert "palce | count" in fault.said.zh
    assert faults_of(tmp_path, "place,count,colour\n1,2,3\n") == [("column_unknown", "")]
    others = TableColumns(DECLARED.columns, unknown="")
    assert list(read(tmp_path, "place,colour,colour\n1,2,3\n", others).rows()) == [{"place": "1"}]


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path):
    table = read(tmp_path, '# 甲\nplace,note\n1,"a\nb"\n2,c\n')
    assert table.lines.tolist() == [3, 5]
    assert table.spot(1, "note") == "line 5, column note"
    assert table.spot(1, "count") == "line 5, column count"


def test_what_is_no_csv_ends_the_rows_and_is_the_last_fault(tmp_path):
    table = read(tmp_path, 'place,note\n1\n2,a\n3,"b\n4,c\n')
    assert [row["place"] for row in table.rows()] == ["2"]
    assert [(f.code, f.at) for f in table.in_order(())] == [
        ("row_cells", "line 2"),
        ("csv_syntax", "line 4"),
    ]


def test_remarks_below_the_headings_are_rows_but_of_a_table_that_others_publish(tmp_path):
    text = "note,place\n# a,1\n b,2\n"
    assert [row["note"] for row in read(tmp_path, text).rows()] == ["# a", "b"]
    published = TableColumns(DECLARED.columns, published=True)
    assert [row["note"] for row in read(tmp_path, text, published).rows()] == ["b"]


def test_a_file_that_is_missing_empty_or_has_no_headings_says_so(tmp_path):
    with pytest.raises(SourceError, match="no such file"):
        read_table(tmp_path / "none.csv", DECLARED)
    assert faults_of(tmp_path, " \n") == [("file_empty", "")]
    assert faults_of(tmp_path, "# only a remark\n") == [("column_missing", "")]


def test_each_different_cell_is_read_once(tmp_path):
    calls = []

    def counted(written):
        calls.append(written)
        return written

    declared = TableColumns((Column("place", counted, needed=True),))
    rows = read(tmp_path, "place\n" + "a\nb\n" * 25_000, declared).checked().rows()
    assert [row["place"] for row in rows] == ["a", "b"] * 25_000
    assert calls == ["a", "b"]


def test_a_large_table_keeps_no_object_a_cell(tmp_path):
    text = "place,count,note\n" + "1001,7,monitor\n1002,,monitor\n" * 20_000
    path = tmp_path / "大.csv"
    path.write_text(text, encoding="utf-8")
    tracemalloc.start()
    table = read_table(path, DECLARED)
    checked = table.checked()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(checked.table) == 40_000
    # three columns and the lines, four bytes each; an object a cell would be 6 MB
    assert kept < 1_000_000


def test_a_table_of_a_name_is_csv_or_xlsx_and_never_both(tmp_path):
    assert table_file(tmp_path, "places").name == "places.csv"
    (tmp_path / "places.xlsx").touch()
    assert table_file(tmp_path, "places").name == "places.xlsx"
    (tmp_path / "places.csv").touch()
    with pytest.raises(SourceError, match=r"places\.csv, places\.xlsx"):
        table_file(tmp_path, "places")


def test_faults_of_headings_are_a_table_error(tmp_path):
    with pytest.raises(TableError):
        read(tmp_path, "note\nx\n")
