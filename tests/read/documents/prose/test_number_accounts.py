"""Every number of a paragraph is in a figure, or has a reason why it is in none."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aqmap.errors import TableError
from aqmap.model.transcript import Passage
from aqmap.words import catalogue

TITLE = "昌吉州2021年大气污染防治工作总结"


@pytest.fixture
def marks(read_whole, tmp_path):
    """Read a synthetic sentence and return its numbers with what became of them."""

    def read(sentence):
        path = tmp_path / "合成.txt"
        path.write_text(f"{TITLE}\n\n{sentence}\n", encoding="utf-8")
        reading = read_whole(path, "昌吉州")
        passage = reading.transcript.passages[-1]
        assert isinstance(passage, Passage)
        return passage, reading.figures

    return read


def accounts_of(passage):
    return [(passage.text[m.start : m.end], m.reason or len(m.figures)) for m in passage.marks]


def test_figures_and_reasons_in_order(marks):
    passage, figures = marks(
        "2021年，按照《2021年方案》（新政发〔2016〕140号）第39次会议要求，昌吉市PM2.5浓度为45微克/立方米，"
        "较2020年下降5%，拆除3台10蒸吨以下旧炉，3个。"
    )
    assert accounts_of(passage) == [
        ("2021", "date"),
        ("2021", "title"),
        ("2016", "number"),
        ("140", "number"),
        ("39", "ordinal"),
        ("2.5", "name"),
        ("45微克/立方米", 1),
        ("2020", "base"),
        ("下降5%", 1),
        ("3台", 1),
        ("10蒸吨", "qualifier"),
        ("3个", 1),
    ]
    assert [m.figures for m in passage.marks if m.figures] == [
        (figures[0].id,),
        (figures[0].id,),
        (figures[1].id,),
        (figures[2].id,),
    ]


def test_a_number_for_three_places_has_three_figures(marks):
    passage, figures = marks("昌吉市、阜康市、奇台县优良天数比率均为80%。")
    assert accounts_of(passage) == [("80%", 3)]
    assert passage.marks[0].figures == tuple(f.id for f in figures)


@pytest.mark.parametrize("text", ["0，0个万万", "5，3个", "5,3个", "1，2，3次"])
def test_a_number_before_a_comma_is_not_lost_behind_a_figure(marks, text):
    passage, _ = marks(f"造林1万亩。{text}")
    covered = {n for mark in passage.marks for n in range(mark.start, mark.end)}
    assert {n for n, sign in enumerate(passage.text) if sign.isdigit()} <= covered


SIGNS = st.text(
    st.sampled_from(
        "昌吉市阜康优良天数比率达到造林万亩其中较年月日个台次，。；、（）《》〔〕%0123456789.-"
    ),
    max_size=40,
)


@given(text=SIGNS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_number_is_without_an_account(marks, text):
    try:
        passage, figures = marks(f"造林1万亩。{text}")
    except TableError:
        return
    covered = {n for mark in passage.marks for n in range(mark.start, mark.end)}
    for digits in re.finditer(r"\d+", passage.text):
        assert set(range(*digits.span())) <= covered
    ids = {figure.id for figure in figures}
    for mark in passage.marks:
        assert bool(mark.figures) != bool(mark.reason)
        assert set(mark.figures) <= ids
        assert not mark.reason or f"unread.{mark.reason}" in catalogue()
    assert ids <= {name for mark in passage.marks for name in mark.figures}
