"""Tables saved as text (csv, tsv), all synthetic."""

import csv
import io
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError
from aqmap.read.formats.open_document import open_document


@pytest.fixture
def read_csv(tmp_path):
    def read(text, *, name="合成 表.csv", encoding="utf-8-sig"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return open_document(path)

    return read


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_titles_units_and_notes_stand_around_the_table(read_csv):
    document = read_csv(
        "昌吉州2021年任务,,\n单位：万亩,,\n指标,昌吉市,阜康市\n造林,1,2\n注：数据来自某局。,,\n"
    )
    assert [(p.text, p.at) for p in document.paragraphs] == [
        ("昌吉州2021年任务", "cell A1"),
        ("单位：万亩", "cell A2"),
        ("注：数据来自某局。", "cell A5"),
    ]
    (grid,) = document.grids
    assert cells(grid) == [["指标", "昌吉市", "阜康市"], ["造林", "1", "2"]]
    assert [row[1].at for row in grid.rows] == ["cell B3", "cell B4"]


def test_quoted_cells_hold_separators_and_line_ends(read_csv):
    document = read_csv('指标,昌吉市,阜康市\n"造林\n（亩）","1,234","含""补植"""\n草原,1,2\n')
    (grid,) = document.grids
    assert cells(grid) == [
        ["指标", "昌吉市", "阜康市"],
        ["造林\n（亩）", "1,234", '含"补植"'],
        ["草原", "1", "2"],
    ]
    assert [row[0].at for row in grid.rows] == ["cell A1", "cell A2", "cell A3"]


@pytest.mark.parametrize(
    ("sign", "name"), [(",", "表.csv"), (";", "表.csv"), ("\t", "表.tsv"), (",", "表.txt")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_line_ends(read_csv, sign, name, encoding, ending):
    rows = (("指标", "昌吉市", "阜康市"), ("造林（亩）", "1", "2"), ("草原（亩）", "3", ""))
    text = ending.join(sign.join(row) for row in rows) + ending
    (grid,) = read_csv(text, name=name, encoding=encoding).grids
    assert cells(grid) == [list(row) for row in rows]


def test_ragged_rows_stay_ragged(read_csv):
    (grid,) = read_csv("指标,昌吉市,阜康市\n造林,1\n草原,3,4\n").grids
    assert cells(grid)[1] == ["造林", "1"]


def test_quotation_marks_that_do_not_pair_are_a_fault_with_the_line(read_csv):
    with pytest.raises(SourceError, match="line 2"):
        read_csv('指标,昌吉市\n"造林,1\n')


def test_empty_cells_alone_are_no_table(read_csv):
    with pytest.raises(SourceError, match="empty"):
        read_csv(",,\n,,\n")


# ---- any table ----
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp")), max_size=8
)
SETTINGS = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
@SETTINGS
def test_no_cell_of_any_table_is_lost_or_changed(read_csv, rows):
    file = io.StringIO()
    csv.writer(file).writerows([["指标", "昌吉市", "阜康市"], *rows, ["造林", "1", "2"]])
    document = read_csv(file.getvalue())
    found = [cell.text for grid in document.grids for row in grid.rows for cell in row]
    found += [paragraph.text for paragraph in document.paragraphs]
    wanted = Counter("".join(cell.split()) for row in rows for cell in row)
    del wanted[""]
    had = Counter("".join(text.split()) for text in found)
    assert not {text: n for text, n in wanted.items() if had[text] < n and text not in str(had)}


@given(content=st.binary(max_size=300))
@SETTINGS
def test_any_bytes_are_read_or_refused(tmp_path, content):
    path = tmp_path / "表.csv"
    path.write_bytes(content)
    try:
        assert open_document(path).blocks
    except AqmapError as problem:
        assert "表.csv" in str(problem)
