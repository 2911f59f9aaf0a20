"""Web pages, all synthetic: what a reader sees is read, in order, and nothing else."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import AqmapError, SourceError
from aqmap.read.formats.blocks import Grid
from aqmap.read.formats.open_document import open_document

TITLE = "<h1>昌吉州2021年大气污染防治行动计划</h1>"


@pytest.fixture
def read_page(tmp_path):
    def read(body, *, name="合成 页.html", encoding="utf-8", head=""):
        path = tmp_path / name
        text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
        path.write_bytes(text.encode(encoding))
        return open_document(path)

    return read


def lines(document):
    return [(p.text, p.at) for p in document.paragraphs]


def cells(grid):
    return [[cell.text for cell in row] for row in grid.rows]


def test_blocks_in_order_and_words_across_inline_elements(read_page):
    document = read_page(
        "<div>一、<b>主要</b>目标"
        "<p>到<span>2021</span>年，<i>PM<sub>2.5</sub></i>&nbsp;为 35</p>尾</div>"
    )
    assert lines(document) == [
        ("一、主要目标", "paragraph 1"),
        ("到2021年，PM2.5 为 35", "paragraph 2"),
        ("尾", "paragraph 3"),
    ]


def test_breaks_part_lines(read_page):
    assert [text for text, _ in lines(read_page("<p>甲<br/>乙<span>丙<br>丁</span></p>"))] == [
        *("甲", "乙", "丙", "丁")
    ]


def test_list_numbers_are_written_out(read_page):
    document = read_page('<ol start="3"><li>甲</li><li><p>乙</p></li></ol><ul><li>丙</li></ul>')
    places = [(p.place, p.text) for p in document.paragraphs]
    assert places == [("item 3; para 1", "甲"), ("item 4; para 1", "乙"), ("item 4; para 2", "丙")]


def test_merged_cells_are_repeated_with_their_own_spot(read_page):
    document = read_page(
        "<table><tr><th rowspan=2>县市</th><th colspan=2>造林（万亩）</th></tr>"
        "<tr><td>目标</td><td>完成</td></tr><tr><td>昌吉市</td><td>1</td><td>2<br>（补）</td></tr></table>"
    )
    (grid,) = document.grids
    assert cells(grid) == [
        ["县市", "造林（万亩）", "造林（万亩）"],
        ["县市", "目标", "完成"],
        ["昌吉市", "1", "2\n（补）"],
    ]
    assert [cell.at for cell in grid.rows[0]] == ["cell A1", "cell B1", "cell B1"]
    assert grid.rows[1][0].at == "cell A1"


def test_a_cell_over_no_rows_reaches_to_the_last_and_hidden_ones_are_left_out(read_page):
    document = read_page(
        "<table><tr><td rowspan=0>县</td><td>1</td></tr>"
        "<tr style='display:none'><td>2</td></tr><tr><td hidden>3</td><td>4</td></tr></table>"
    )
    assert cells(document.grids[0]) == [["县", "1"], ["县", "4"]]


def test_raised_digits_behind_a_number_are_no_part_of_it(read_page):
    (said,) = read_page(
        "<p>造林35<sup>1</sup>万亩，<b>10</b><sup><a>2</a></sup>吨，35微克/m<sup>3</sup></p>"
    ).paragraphs
    assert said.text == "造林35¹万亩，10²吨，35微克/m3"


def test_long_measures_in_cells_are_a_table_and_an_article_in_one_is_none(read_page):
    long = "推进清洁取暖，按要求完成。" * 40
    document = read_page(
        f"<table><tr><th>任务</th><th>单位</th></tr><tr><td>{long}</td><td>甲</td></tr>"
        f"<tr><td>{long}</td><td>乙</td></tr></table>"
        f"<table><tr><td>首页</td><td>{long}</td></tr></table>"
    )
    assert [len(grid.rows) for grid in document.grids] == [3]
    assert [text for text, _ in lines(document)] == ["首页", long]


def test_a_table_that_lays_the_page_out_is_no_table(read_page):
    document = read_page(
        "<table><tr><td>导航</td><td><p>正文</p><table><tr><td>县市</td><td>造林</td></tr>"
        "<tr><td>昌吉市</td><td>1</td></tr></table></td></tr></table>"
    )
    assert [b.text if not isinstance(b, Grid) else cells(b) for b in document.blocks] == [
        "导航",
        "正文",
        [["县市", "造林"], ["昌吉市", "1"]],
    ]


def test_what_no_one_sees_is_left_out(read_page):
    document = read_page(
        "<script>var a = '<p>1</p>'</script><style>p{}</style><p hidden>2</p>"
        "<p style='display: none'>3</p><!-- 4 --><select><option>5</option></select><p>看得见</p>"
    )
    assert [text for text, _ in lines(document)] == ["看得见"]


def test_the_title_of_the_page_serves_where_no_heading_says_it(read_page):
    document = read_page("<p>正文</p>", head="<title>昌吉州2021年计划</title>")
    assert lines(document)[0] == ("昌吉州2021年计划", "paragraph 0")
    document = read_page("<h1>昌吉州2021年计划</h1>", head="<title>昌吉州2021年计划-某网</title>")
    assert [text for text, _ in lines(document)] == ["昌吉州2021年计划"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(read_page, encoding):
    declared = "" if encoding.startswith("utf") else "<meta charset=gb2312>"
    document = read_page("<p>昌吉市造林5万亩</p>", encoding=encoding, head=declared)
    assert [text for text, _ in lines(document)] == ["昌吉市造林5万亩"]


def test_another_declared_encoding_is_refused_by_name(read_page):
    with pytest.raises(SourceError, match="big5"):
        read_page(
            "<p>x</p>", head='<meta http-equiv="Content-Type" content="text/html; charset=big5">'
        )


def test_a_page_named_xls_is_read_and_said(read_page):
    document = read_page("<table><tr><td>a</td><td>b</td></tr></table>", name="表.xls")
    assert [remark.code for remark in document.remarks] == ["name_differs"]
    assert len(document.grids) == 1


def test_a_page_without_text_is_refused(read_page):
    with pytest.raises(SourceError, match="no text"):
        read_page("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "1",
        "<table><tr><td colspan=1000000>1</td><td>2</td></tr></table>",
        "<table>" + "<tr><td colspan=999 rowspan=999>1</td><td>2</td></tr>" * 2000 + "</table>",
        "<span>" * 200 + "<b></b>" * 390_000 + "<p>1",
    ],
    ids=["deep", "wide", "many", "elements"],
)
def test_bombs_are_refused_at_once(read_page, body):
    begin = time.process_time()
    with pytest.raises(SourceError, match="too much"):
        read_page(body)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "body",
    ["<table>" + "<tr><td>1<td>2" * 60_000, ("<span>" + "<b></b>" * 900) * 200 + "<p>1"],
    ids=["rows", "levels"],
)
def test_a_large_page_is_read_in_a_moment(read_page, body):
    begin = time.process_time()
    assert read_page(body).blocks
    assert time.process_time() - begin < 5


PAGE = (
    f"<html><body>{TITLE}<ol><li>昌吉市造林5万亩</li></ol>"
    "<table><tr><td rowspan=2>县</td></tr></table>"
)


@given(
    cuts=st.lists(
        st.tuples(
            st.integers(0, len(PAGE)), st.integers(0, 9), st.text("<>/=\"'a1 td\0", max_size=4)
        ),
        max_size=6,
    )
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_mutated_page_is_read_or_refused(tmp_path, cuts):
    text = PAGE
    for start, length, more in cuts:
        text = text[:start] + more + text[start + length :]
    path = tmp_path / "合成.html"
    path.write_text(text, encoding="utf-8")
    try:
        open_document(path)
    except AqmapError as problem:
        assert problem.faults
