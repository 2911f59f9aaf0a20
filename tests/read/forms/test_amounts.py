"""A cell for a number: what is one, and what stays apart from it and from 0."""

from decimal import Decimal

import pytest

from aqmap.model.dispatch.forms import CellKind, CellState
from aqmap.read.forms.amounts import read_amount
from aqmap.read.forms.form_sheets import SheetCell


def typed(written, unit="户"):
    return read_amount("G9", SheetCell(written, CellKind.TEXT, written), unit)


def stored(value, shown, unit="户"):
    return read_amount("G9", SheetCell(value, CellKind.NUMBER, shown), unit)


def test_nothing_done_has_no_sign():
    assert str(typed("-0").value) == "0"
    assert str(typed("-0.0").value) == "0.0"


def test_a_number_that_its_format_shows_as_a_dash_is_marked():
    cell = stored(0, "-")
    assert (cell.state, cell.value, cell.adjusted) == (CellState.VALUE, Decimal(0), ("format",))
    assert stored(12, "12").adjusted == ()


@pytest.mark.parametrize(
    ("written", "unit", "value", "adjusted"),
    [
        ("0", "户", "0", ()),
        ("1263", "户", "1263", ()),
        ("1,263", "户", "1263", ()),
        ("1 263", "户", "1263", ()),
        ("0.050", "万亩", "0.050", ()),
        ("-5", "户", "-5", ()),
        ("１２０", "户", "120", ("full_width",)),
        ("１，２６３．５", "万吨", "1263.5", ("full_width",)),
        ("120户", "户", "120", ("own_unit",)),
        ("１２０ 户", "户", "120", ("full_width", "own_unit")),
        ("75%", "%", "75", ("own_unit",)),
        ("3km", "公里", "3", ("own_unit",)),
        ("3次", "次", "3", ("own_unit",)),
        ("135（含开发区）", "万吨", "135", ("note",)),
    ],
)
def test_a_number_is_read_and_what_was_passed_over_is_named(written, unit, value, adjusted):
    cell = typed(written, unit)
    assert (cell.state, cell.value, cell.adjusted) == (CellState.VALUE, Decimal(value), adjusted)
    assert not cell.approximate
    assert (cell.cell, cell.written) == ("G9", written)


@pytest.mark.parametrize("written", ["约120", "120左右", "近120户", "120余户"])
def test_about_is_kept_and_marked(written):
    cell = typed(written)
    assert (cell.value, cell.approximate) == (Decimal(120), True)


@pytest.mark.parametrize(
    ("written", "state"),
    [
        *((dash, CellState.DASH) for dash in ("-", "—", "－", "——", "/", "–", "一")),
        ("未报送", CellState.NOT_REPORTED),
        ("暂未报送", CellState.NOT_REPORTED),
        ("无任务", CellState.NO_TASK),
        (" 未开展 ", CellState.NOT_STARTED),
        ("不适用", CellState.NOT_APPLICABLE),
    ],
)
def test_what_is_no_number_and_no_text_has_its_own_state(written, state):
    assert (typed(written).state, typed(written).value) == (state, None)


@pytest.mark.parametrize(
    "written",
    [
        "正在统计",
        "无",
        "12月",
        "1-2",
        "1.2万户",
        "12万",
        "≥80",
        "80以上",
        "1O5",
        "12..5",
        "一百二十",
        "nan",
        "1e400",
        "=cmd()",
        "=cmd|' /C calc'!A0",
        "120/130",
        "<script>alert(1)</script>",
    ],
)
def test_no_number_is_made_of_what_is_none_beyond_doubt(written):
    cell = typed(written)
    assert (cell.state, cell.value, cell.written) == (CellState.TEXT, None, written)


def test_a_blank_cell_is_blank_and_no_nought():
    cell = read_amount("G9", None, "户")
    assert (cell.state, cell.value) == (CellState.BLANK, None)


def test_a_stored_number_has_the_digits_that_a_spreadsheet_keeps():
    assert stored(0.1 + 0.2, "0.3").value == Decimal("0.3")
    assert stored(1263.0, "1263").value == Decimal(1263)
    assert stored(1234.5, "1,235").value == Decimal("1234.5")


@pytest.mark.parametrize(
    ("value", "shown", "unit", "expected"),
    [
        (0.75, "75%", "%", Decimal(75)),
        (0.7512, "75%", "%", Decimal("75.12")),
        (0.75, "75%", "户", None),
        (8.77, "8.77万户", "户", None),
        (8.77, "8.77万户", "万户", Decimal("8.77")),
    ],
)
def test_what_a_format_writes_around_a_number_counts_as_typed(value, shown, unit, expected):
    cell = stored(value, shown, unit)
    assert cell.value == expected
    assert cell.state == (CellState.TEXT if expected is None else CellState.VALUE)


@pytest.mark.parametrize(
    "kind",
    [
        CellKind.DATE,
        CellKind.LOGICAL,
        CellKind.ERROR,
        CellKind.FORMULA_WITHOUT_VALUE,
        CellKind.EXTERNAL_LINK,
    ],
)
def test_what_a_workbook_holds_otherwise_gives_no_number(kind):
    cell = read_amount("G9", SheetCell(120, kind, "120"), "户")
    assert (cell.kind, cell.state, cell.value) == (kind, CellState.TEXT, None)
