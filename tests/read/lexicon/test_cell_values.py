"""What a cell says."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.model.figures import Absence
from aqmap.read.lexicon.cell_values import parse_cell, read_cell

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
    ["12..5", "1O5", "l2", "1，5", "1,2345", "12.", ".5.", "1.2.3", "80%%", "1,23", "1 2", "0,905"],
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


# ---- any number, however it is written ----
@given(
    FINITE,
    st.booleans(),
    st.sampled_from(["", "%", "％", " %"]),
    st.sampled_from(["", "（含某园区）", "(自报)", " （ 约数 ）", "\n（含甲、乙）"]),
    st.sampled_from(["", " ", "\u3000", "\n"]),
)
def test_a_number_keeps_its_digits_sign_and_note(number, wide, percent, note, around):
    digits = f"{number:,}"
    if wide:
        digits = "".join(chr(ord(c) + 0xFEE0) if c in "0123456789.," else c for c in digits)
    cell = parse_cell(f"{around}{digits}{percent}{note}{around}")
    assert str(cell.value) == str(number)
    assert cell.unit == ("%" if percent else "")
    inside = note.strip().strip("（）()")
    assert (cell.note, cell.absence, cell.broken) == (inside, None, False)


@given(st.text(alphabet="-‐‑‒–—―－─/／ ", min_size=1, max_size=4))
def test_dashes_of_every_kind_are_a_dash_and_never_zero(written):
    cell = parse_cell(written)
    expected = Absence.DASH if written.strip() and " " not in written.strip() else None
    if expected:
        assert (cell.absence, cell.value) == (expected, None)
    assert cell.value is None


DIFFERENT = ["", "-", "未报送", "无", "按需", "0"]


def test_six_ways_to_have_no_quantity_stay_apart():
    read = [(c.value, c.absence) for c in map(parse_cell, DIFFERENT)]
    assert read == [
        (None, Absence.BLANK),
        (None, Absence.DASH),
        (None, Absence.NOT_REPORTED),
        (None, Absence.NO_FIGURE),
        (None, Absence.TEXT),
        (Decimal(0), None),
    ]


@pytest.mark.parametrize("written", ["无", "暂无", "无数据", "暂无数据", " 无 "])
def test_no_figure(written):
    assert parse_cell(written).absence == Absence.NO_FIGURE


@pytest.mark.parametrize("written", ["未报送", "未报", "未上报", "未填报", "暂未报送"])
def test_not_reported(written):
    assert parse_cell(written).absence == Absence.NOT_REPORTED


@pytest.mark.parametrize("written", ["12..5", "1O5", "1.2.3", "１．２．３", "1l", "3.4%%", "1,2,3"])
def test_broken_numbers_in_any_width(written):
    assert parse_cell(written).broken


# ---- units, comparators and doubts around a number ----
SAID = [
    ("8.77万户", "8.77", "万户", None, False, ""),
    ("8.77万", "8.77", "万", None, False, ""),
    ("35μg/m³", "35", "μg/m3", None, False, ""),
    ("1，234户", "1234", "户", None, False, ""),
    ("≥80", "80", "", "ge", False, ""),
    ("≤ 35", "35", "", "le", False, ""),
    ("不低于80%", "80", "%", "ge", False, ""),
    ("控制在35以内", "35", "", "le", False, ""),
    ("80%以上（含县城）", "80", "%", "ge", False, "含县城"),
    ("＞3", "3", "", "gt", False, ""),
    ("约3800亩", "3800", "亩", None, True, ""),
    ("3800余亩", "3800", "亩", None, True, ""),
    ("100户左右", "100", "户", None, True, ""),
    ("12.5①", "12.5", "", None, False, "①"),
    ("12²", "12", "", None, False, "²"),
    ("−3", "-3", "", None, False, ""),
    ("–3", "-3", "", None, False, ""),
    ("－３", "-3", "", None, False, ""),
]


@pytest.mark.parametrize(("written", "value", "unit", "comparator", "about", "note"), SAID)
def test_what_stands_around_a_number(written, value, unit, comparator, about, note):
    cell = read_cell(written)
    assert (str(cell.value), cell.unit, cell.comparator) == (value, unit, comparator)
    assert (cell.about, cell.note, cell.absence) == (about, note, None)


@pytest.mark.parametrize(
    "written",
    [
        "5-6",
        "5~6",
        "1次/年",
        "12月",
        "12日",
        "2021年12月",
        "1.2e5",
        "1.2E+05",
        "10⁴",
        "(3.5)",
        "（3）",
        "—3",
        "1、2",
        "3½",
        "x12",
        "1①2",
        "国六",
        "煤质：1次/年",
        "80-85%",
        "3户5台",
    ],
)
def test_what_is_more_or_less_than_one_number_is_a_text(written):
    cell = read_cell(written)
    assert (cell.value, cell.absence, cell.broken) == (None, Absence.TEXT, False)


@given(st.text(max_size=16))
def test_any_cell_is_a_number_or_exactly_one_absence(written):
    cell = read_cell(written)
    assert (cell.value is None) != (cell.absence is None)
    plain = parse_cell(written)
    if plain.absence != Absence.TEXT:
        assert cell == plain


ENDLESS = [
    "nan",
    "NaN",
    "ＮａＮ",
    "-nan",
    "inf",
    "+inf",
    "-Infinity",
    "∞",
    "-∞",
    "无穷大",
    "1.#INF",
]
ENDLESS += [
    "1e309",
    "1E+400",
    "-2.5e999",
    "1e0000000309",
    "∞%",
    "nan%",
    "inf吨",
    "≥inf",
    "-nan(ind)",
]


@pytest.mark.parametrize("written", ENDLESS)
def test_what_is_no_finite_number_is_named_and_is_no_quiet_text(written):
    for cell in (parse_cell(written), read_cell(written)):
        assert (cell.value, cell.absence, cell.broken, cell.endless) == (None, "text", True, True)


@pytest.mark.parametrize(
    "written", ["in", "info", "南", "nan市", "1e5", "1e-400", "12..5", "9" * 400, "PM2.5", "无"]
)
def test_other_texts_and_numbers_are_not_called_endless(written):
    assert not parse_cell(written).endless


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_float_is_read_as_another_number_or_as_an_endless_one(number):
    value = parse_cell(str(number)).value
    assert value is None or value.is_finite()
    assert parse_cell(str(number)).endless == (not math.isfinite(number) or abs(number) >= 1e300)
