"""Cells that a spreadsheet would take for formulas: guarded with a quote, and read without it."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.files.spreadsheet_cells import guarded, remark_line, unguarded


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=A1", "'=A1"),
        ("+甲", "'+甲"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-乙", "'-乙"),
        ("-26", "-26"),
        ("-", "-"),
        ("", ""),
        ("甲=乙", "甲=乙"),
        ("'tis", "'tis"),
        ("'=A1", "''=A1"),
    ],
)
def test_only_what_a_spreadsheet_would_compute_is_guarded(cell, written):
    assert guarded(cell) == written
    assert unguarded(written) == cell


@given(st.text("=+-@\t'1甲. ", max_size=6))
def test_every_text_comes_back(cell):
    assert unguarded(guarded(cell)) == cell


HOSTILE = st.text(
    st.sampled_from("a,;\t\"'=+-@＝＠ \n\r\x1b\x85\u2028\u202e\ufeff\ud800#1"), max_size=40
)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@given(text=HOSTILE | st.text())
def test_a_remark_is_one_line_of_texts_in_any_spreadsheet(sign, text):
    line = remark_line(text)
    assert line.startswith("# ")
    assert len(line.splitlines()) == 1
    line.encode()  # no half of a character is left
    (cells,) = csv.reader([line], delimiter=sign, strict=True)
    for cell in cells[1:]:
        assert not cell.lstrip("\"' ").startswith(tuple("=+-@＝＋－＠"))


def test_a_remark_of_a_good_name_is_not_touched():
    remark = "ili-plan-2021: 伊犁州2021年计划 伊州办〔2021〕5号 (计划 (终稿).txt, sha256 0a1b)"
    assert remark_line(remark) == f"# {remark}"


def test_a_remark_shows_the_signs_that_cannot_be_seen():
    assert remark_line("a\nb\x1b[31m\u202e") == r"# a\nb\x1b[31m\u202e"


def test_a_carriage_return_before_a_formula_is_guarded_too():
    assert guarded("\r=1+1") == "'\r=1+1"
    assert unguarded("'\r=1+1") == "\r=1+1"
