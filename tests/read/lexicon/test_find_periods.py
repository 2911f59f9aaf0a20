"""Periods as sentences write them, with or without a year, blanks and the words around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.read.lexicon.dates import find_periods


def periods(text):
    return [(text[m.start : m.end], m.period) for m in find_periods(text)]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("自2024年1月1日至2024年7月31日", "2024-01-01/2024-07-31"),
        ("2023年3月5日至9月20日", "2023-03-05/2023-09-20"),
        ("从2023年3月5日到20日", "2023-03-05/2023-03-20"),
        ("2023年10月15日—2024年4月15日", "2023-10-15/2024-04-15"),
        ("2023年11月至2024年2月", "2023-11/2024-02"),
        ("2024年1月1日至12月31日", "2024"),
        ("5月1日—12月13日", "YYYY-05-01/YYYY-12-13"),
        ("自5月1日起", ""),
        ("1月1日至31日", "YYYY-01-01/YYYY-01-31"),
        ("2月1日至30日", ""),
    ],
)
def test_days_spelled_out_bound_a_period(written, period):
    assert [found for _, found in periods(f"{written}，新源县")] == [period]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("截至6月", "YYYY-01/YYYY-06"),
        ("截至6月底", "YYYY-01/YYYY-06"),
        ("截止9月份", "YYYY-01/YYYY-09"),
        ("截至2024年6月", "2024-01/2024-06"),
        ("截至2024年6月底", "2024-01/2024-06"),
        ("截至6月20日", "YYYY-01-01/YYYY-06-20"),
        ("1—8月", "YYYY-01/YYYY-08"),
        ("1至8月", "YYYY-01/YYYY-08"),
        ("1——8月份", "YYYY-01/YYYY-08"),
        ("2024年1-8月", "2024-01/2024-08"),
        ("前8个月", "YYYY-01/YYYY-08"),
        ("2024年前三个月", "2024-01/2024-03"),
        ("上半年", "YYYY-01/YYYY-06"),
        ("2024年前三季度", "2024-01/2024-09"),
    ],
)
def test_the_year_so_far_begins_in_january(written, period):
    assert periods(f"{written}，奇台县") == [(written, period)]


@given(
    st.data(), st.sampled_from(["2024年1月1日至2024年7月31日", "2024年1-6月", "截至2024年6月底"])
)
def test_blanks_within_a_date_mean_nothing(data, written):
    gaps = st.sampled_from(["", " ", "\u3000", "  "])
    bare = [sign + ("" if sign.isdigit() else data.draw(gaps)) for sign in written[:-1]]
    before_signs = [(data.draw(gaps) if not s[0].isdigit() else "") + s for s in bare]
    spread = "".join(before_signs) + written[-1]
    (found,) = find_periods(f"{spread}，")
    assert [found.period] == [m.period for m in find_periods(written)]
    assert spread[found.start : found.end] == spread.strip()
