"""What is only said of a form, and that every remark says what to do."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import aqmap
from aqmap.model.dispatch.forms import CellState, FormCell
from aqmap.model.dispatch.remarks import Severity
from tests.decide.progress.checks.returned_forms import (
    FORM,
    IN_TIME,
    LATE,
    codes,
    remarks,
    with_cells,
)

NOTE = Severity.NOTE
WORDS = Path(aqmap.__file__).parent / "words"


# ---- 说明 ----
@pytest.mark.parametrize(
    ("adjusted", "code"),
    [("full_width", "full_width"), ("own_unit", "own_unit"), ("note", "words_behind")],
)
def test_what_was_passed_over_to_read_a_number_is_said(adjusted: str, code: str) -> None:
    cell = FormCell(
        cell="",
        written="1200户",
        state=CellState.VALUE,
        value=Decimal(1200),
        adjusted=(adjusted,),
    )
    (remark,) = remarks(with_cells("households", cumulative=cell))
    assert (remark.severity, remark.code, remark.cell) == (NOTE, code, "G7")
    assert "1200户" in remark.said.zh


def test_who_did_not_sign_is_named() -> None:
    (remark,) = remarks(replace(FORM, people={"head": "赵某", "filled_by": " "}))
    assert (remark.severity, remark.code) == (NOTE, "no_signature")
    assert "填报人、审核人" in remark.said.zh


def test_late_is_accepted_and_said() -> None:
    assert codes(FORM, received=IN_TIME) == []
    (remark,) = remarks(FORM, received=LATE)
    assert (remark.severity, remark.code) == (NOTE, "late")
    assert "2021-09-26" in remark.said.zh
    assert "迟报" in remark.said.zh


def test_hidden_rows_are_named() -> None:
    (remark,) = remarks(replace(FORM, hidden_rows=(8, 9)))
    assert (remark.code, remark.facts["found"]) == ("hidden_rows", "8、9")


def test_every_remark_says_what_to_do_in_both_languages() -> None:
    table = tomllib.loads((WORDS / "dispatch_collect.toml").read_text(encoding="utf-8"))["remark"]
    codes_written = set(table) - {"severity", "role"}
    assert len(codes_written) > 35
    for code in codes_written:
        for lang in ("zh", "en"):
            assert table[code][lang]
            assert table[code]["do"][lang], code
