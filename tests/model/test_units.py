"""Units: what they measure, and exact conversion."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.model.units import (
    DIGITS,
    convert,
    has_scale,
    is_exact,
    is_unit,
    same_quantity,
    same_unit,
)

EXACT = [
    ("8.77", "万户", "户", "87700"),
    ("15", "亩", "公顷", "1"),
    ("1", "公顷", "亩", "15"),
    ("1.5", "公顷", "万亩", "0.00225"),
    ("3", "平方公里", "万亩", "0.45"),
    ("1234.50", "平方米", "万平方米", "0.12345"),
    ("1234.50", "㎡", "万平方米", "0.12345"),
    ("5", "千克", "吨", "0.005"),
    ("12", "万吨", "吨", "120000"),
    ("3", "km", "米", "3000"),
    ("2", "亿元", "万元", "20000"),
    ("0.045", "mg/m³", "微克/立方米", "45"),
    ("45", "µg/m³", "毫克/立方米", "0.045"),
    ("45", "微克每立方米", "μg/m3", "45"),
    ("833", "‰", "%", "83.3"),
    ("3", "日", "天", "3"),
    ("12", "万吨标煤", "吨标准煤", "120000"),
    ("135.00", "万吨", "万吨", "135.00"),
]


@pytest.mark.parametrize(("value", "written", "wanted", "expected"), EXACT)
def test_another_scale_is_converted_exactly(value, written, wanted, expected):
    assert str(convert(Decimal(value), written, wanted)) == expected
    assert is_exact(Decimal(value), written, wanted)


OTHERS = [
    ("吨标准煤", "吨"),
    ("蒸吨", "吨"),
    ("户", "台"),
    ("台", "套"),
    ("人", "人次"),
    ("%", "个百分点"),
    ("次/年", "次"),
    ("亩", "米"),
    ("千瓦时", "千瓦"),
    ("含开发区", "户"),
    ("", "户"),
    ("9**9**9", "米"),
    ("户" * 1000, "户"),
]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_what_measures_another_thing_is_never_converted(one, other):
    assert convert(Decimal(1), one, other) is None
    assert convert(Decimal(1), other, one) is None
    assert not same_quantity(one, other)


def test_what_no_finite_decimal_holds_is_rounded():
    assert convert(Decimal(1), "亩", "公顷") == Decimal("0.0666666666666667")
    assert not is_exact(Decimal(1), "亩", "公顷")
    assert DIGITS == 15


def test_spellings_of_one_unit():
    assert same_unit("公里", "km")
    assert same_unit("公里", "千米")
    assert not same_unit("万户", "户")
    assert same_quantity("万户", "户")


def test_what_is_a_unit():
    assert all(map(is_unit, ("万户", "%", "微克/立方米", "吨标准煤", "人次", "hm2", "蒸吨/小时")))
    assert not any(map(is_unit, ("", "万", "含开发区", "日最大", "目标", "12", "a*b", "__name__")))
    assert has_scale("万亩")
    assert not has_scale("亩")


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_unit_or_none(one, other):
    assert same_quantity(one, other) in (True, False)


@given(
    st.decimals(-(10**12), 10**12, places=6, allow_nan=False),
    st.sampled_from(["万亩", "亩", "公顷", "平方公里", "平方米", "万平方米"]),
    st.sampled_from(["万亩", "亩", "公顷", "平方公里", "平方米", "万平方米"]),
)
def test_there_and_back_is_the_same(value, one, other):
    there = convert(value, one, other)
    if is_exact(value, one, other):
        assert convert(there, other, one) == value
        return
    rounded = Fraction(convert(there, other, one))
    assert abs(rounded - Fraction(value)) <= abs(Fraction(value)) / 10 ** (DIGITS - 1)


def test_what_cannot_be_a_unit_is_told_without_loading_the_units():
    code = (
        "import sys; from aqmap.model.units import is_unit\n"
        "print([is_unit(w) for w in ('', '12', '(含开发区)', 'a/b/c')], 'pint' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split("\n")[0] == "[False, False, False, False] False"
