"""What a cell says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.figures import Absence
from aqmap.read.documents.cells import parse_cell

NUMBERS = [
    ("0", "0", ""),
    ("0.00", "0.00", ""),
    (" 19.00 ", "19.00", ""),
    ("135.00（含开发区）", "135.00", "含开发区"),
    ("135 (含开发区)", "135", "含开发区"),
    ("１２．５", "12.5", ""),
    ("1,234.5", "1234.5", ""),
    ("1，234", "1234", ""),
    ("12 345", "12345", ""),
    ("-3.5", "-3.5", ""),
]


@pytest.mark.parametrize(("written", "value", "note"), NUMBERS)
def test_numbers(written, value, note):
    cell = parse_cell(written)
    assert (str(cell.value), cell.note, cell.absence, cell.broken) == (value, note, None, False)


@pytest.mark.parametrize(("written", "unit"), [("80%", "%"), ("85％", "%"), ("3‰", "‰"), ("8", "")])
def test_a_rate_keeps_its_sign_apart(written, unit):
    assert parse_cell(written).unit == unit


ABSENT = [
    *((written, Absence.BLANK) for written in ("", "  ", "\t", "\u3000")),
    *((written, Absence.DASH) for written in ("-", "—", "——", "–", "－", "/", "一")),
    ("未报送", Absence.NOT_REPORTED),
    ("暂无", Absence.NO_FIGURE),
    ("煤质：1次/年\n油品：1次/年", Absence.TEXT),
    ("按需", Absence.TEXT),
    ("5-6", Absence.TEXT),
    ("3/4", Absence.TEXT),
    ("约500", Absence.TEXT),
    ("≥5", Absence.TEXT),
    ("OIl", Absence.TEXT),
]


@pytest.mark.parametrize(("written", "absence"), ABSENT)
def test_absences_stay_apart(written, absence):
    cell = parse_cell(written)
    assert (cell.absence, cell.value, cell.broken) == (absence, None, False)


@pytest.mark.parametrize(
    "written",
    ["12..5", "1O5", "l2", "1，5", "1,2345", "12.", ".5.", "1.2.3", "80%%", "1,23", "1 2"],
)
def test_digits_that_make_no_number_are_broken(written):
    cell = parse_cell(written)
    assert (cell.value, cell.absence, cell.broken) == (None, Absence.TEXT, True)


FINITE = st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False, allow_infinity=False)


@given(FINITE, st.booleans(), st.booleans())
def test_a_number_survives_width_and_separators(number, wide, grouped):
    written = f"{number:,}" if grouped else str(number)
    if wide:
        written = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in written)
    assert parse_cell(written).value == number


@given(st.text(max_size=12))
def test_a_cell_is_a_number_or_exactly_one_absence(written):
    cell = parse_cell(written)
    assert (cell.value is None) != (cell.absence is None)
    assert not (cell.broken and cell.absence != Absence.TEXT)


@given(st.text(alphabet="0123456789.,OlI ", min_size=1, max_size=8))
def test_what_looks_like_a_number_is_one_or_is_broken(written):
    cell = parse_cell(written)
    if any(sign in "0123456789" for sign in written):
        assert cell.broken != isinstance(cell.value, Decimal)
