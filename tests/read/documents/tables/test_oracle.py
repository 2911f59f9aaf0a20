"""Nothing of a table is lost: every filled cell is a figure, a header, or said to be neither."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.documents.tables.read_grid import read_grid
from aqmap.read.formats.blocks import Grid, GridCell, Paragraph
from aqmap.read.lexicon.cell_values import read_cell
from aqmap.read.lexicon.one_line import one_line
from aqmap.words import Text, catalogue
from aqmap.workspace.sources import Source

PLACES = {"昌吉市": "652301", "阜康市": "652302", "奇台县": "652325", "全州合计": "652300"}
ROWS = {
    "造林（万亩）": ("afforestation", "万亩"),
    "煤炭总量控制（万吨）": ("coal_cap", "万吨"),
    "电采暖（户）": ("electric_heating_households", "户"),
    "道路机扫率（%）": ("road_sweeping_rate", "%"),
    "种草（亩）": ("", "亩"),
}
ROLES = {"目标": "target", "完成值": "measured"}
ABSENT = ["", "-", "／", "未报送", "暂无", "按需", "5-6"]
VALUES = st.one_of(
    st.sampled_from(ABSENT),
    st.decimals(-10, 10**7, places=2, allow_nan=False).map(lambda n: f"{n:,}"),
)
SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def read(workspace):
    def read_rows(rows, above=()):
        source = Source(
            id="x", title=Text("合成", "synthetic"), file="x", sha256="", place="652300"
        )
        names = (workspace.places, workspace.indicators)
        context = Context(Path("x.docx"), source, *names, "2021", "plan")
        cells = tuple(
            tuple(GridCell(text, f"cell R{r}C{c}") for c, text in enumerate(row))
            for r, row in enumerate(rows)
        )
        return read_grid(
            Grid(1, cells), Layouts(context), [Paragraph(t, "", "line 1") for t in above]
        )

    return read_rows


def accounted(reading, rows):
    """Assert the oracle, and that every reason has its words and every id its figure."""
    marks = [cell.marks for row in reading.passage.rows for cell in row]
    filled = [text for row in rows for text in row if one_line(text)]
    ids = Counter(i for mark in marks for m in mark for i in m.figures)
    changes = {f.id for f in reading.figures if f.change is not None}
    assert set(ids) == {f.id for f in reading.figures}
    assert all(n == 1 or (n == 2 and id_ in changes) for id_, n in ids.items())  # a change's cell
    texts = [cell.text for row in reading.passage.rows for cell in row]
    said = [mark[0] for text, mark in zip(texts, marks, strict=True) if one_line(text)]
    assert len(said) == len(filled)
    figures = sum(bool(mark.figures) for mark in said)
    reasons = [mark.reason for mark in said if mark.reason]
    assert figures + len(reasons) == len(filled)
    assert not any(mark.figures and mark.reason for mark in said)
    assert {f"unread.{reason}" for reason in reasons} <= set(catalogue())
    if not reading.faults and any(m.reason == "not_understood" for m in said):
        assert not any(
            any(map(str.isdigit, t)) and mark[0].reason == "not_understood"
            for t, mark in zip(texts, marks, strict=True)
            if mark
        ) or {f.code for f in reading.remarks} >= {"cells_unread"}


@st.composite
def tables(draw):
    """Draw a table of any of the layouts, and its values by (indicator or name, place, role)."""
    places = draw(st.lists(st.sampled_from(list(PLACES)), min_size=2, max_size=4, unique=True))
    names = draw(st.lists(st.sampled_from(list(ROWS)), min_size=1, max_size=5, unique=True))
    roles = draw(st.sampled_from([[""], list(ROLES)]))
    value = {(n, p, r): draw(VALUES) for n in names for p in places for r in roles}
    layout = draw(st.sampled_from(["across", "down", "long"]))
    number, remark = draw(st.booleans()), draw(st.booleans())
    if layout == "across":
        head = [["指标", *(p for p in places for _ in roles)]]
        head += [["指标", *(r for _ in places for r in roles)]] if roles != [""] else []
        body = [[n, *(value[n, p, r] for p in places for r in roles)] for n in names]
    elif layout == "down":
        head = [["县市", *(n for n in names for _ in roles)]]
        head += [["县市", *(r for _ in names for r in roles)]] if roles != [""] else []
        body = [[p, *(value[n, p, r] for n in names for r in roles)] for p in places]
    else:
        head = [["县市", "指标", *([r or "目标" for r in roles])]]
        body = [[p, n, *(value[n, p, r] for r in roles)] for p in places for n in names]
    if number:
        head = [["序号", *row] for row in head]
        body = [[str(at), *row] for at, row in enumerate(body, 1)]
    if remark:
        head = [[*row, "备注"] for row in head]
        body = [[*row, draw(st.sampled_from(["", "自报", "含3处"]))] for row in body]
    notes = draw(st.sampled_from([[], [["2021年任务表", *[""] * (len(head[0]) - 1)]]]))
    return [*notes, *head, *body], value


@given(drawn=tables())
@SETTINGS
def test_every_value_comes_back_as_it_was_put_in(read, drawn):
    rows, value = drawn
    reading = read(rows)
    assert reading.faults == ()
    accounted(reading, rows)
    places = {code: name for name, code in PLACES.items()}
    found = {}
    for figure in reading.figures:
        spot = (figure.indicator_written, places[figure.place], str(figure.role))
        assert spot not in found
        found[spot] = figure
        assert (figure.indicator, figure.unit_written) == ROWS[figure.indicator_written]
    for (name, place, role), written in value.items():
        figure = found.pop((name, place, ROLES.get(role, "target")))
        expected = read_cell(written)
        assert (figure.value_written, figure.absence) == (written, expected.absence)
        if expected.absence is None:
            assert figure.value == Decimal(written.replace(",", ""))
    assert found == {}


CELLS = st.sampled_from(
    [
        *PLACES,
        *ROWS,
        *ROLES,
        *ABSENT,
        *(
            "序号",
            "指标",
            "县市",
            "单位",
            "备注",
            "完成率",
            "小计",
            "2020年",
            "2021",
            "清洁供暖",
            "合计",
        ),
        *(
            "单位：万吨",
            "注：合成",
            "1",
            "2.5",
            "80%",
            "8.77万户",
            "1..2",
            "≥3",
            "万亩",
            "甲",
            "1",
            "3",
        ),
        "2021年1-11月完成情况",
        *("同比（%）", "较2020年", "变幅", "数值", "其中：人工造林", "同上", "累计", "目标任务"),
    ]
)


@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=7))
@settings(SETTINGS, max_examples=300)
@example(rows=[["昌吉市", "昌吉市", "造林（万亩）"], ["同比（%）", "昌吉市", "1"]])
def test_nothing_is_lost_of_any_table(read, rows):
    accounted(read(rows), rows)


@given(rows=st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=5))
@SETTINGS
def test_nor_of_junk(read, rows):
    accounted(read(rows), rows)
