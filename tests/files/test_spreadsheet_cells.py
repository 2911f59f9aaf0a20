"""Cells that a spreadsheet would take for formulas: guarded with a quote, and read without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.files.spreadsheet_cells import guarded, unguarded


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
