from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.files.table_columns import UnfitCellError
from aqmap.model.periods import (
    covers_whole_year,
    encloses,
    figure_period,
    period_bounds,
    period_text,
)

CASES = [
    ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021年"),
    ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "2020年2月"),
    ("2021-12-15", date(2021, 12, 15), date(2021, 12, 15), "2021年12月15日"),
    ("2021-01-01/2021-12-15", date(2021, 1, 1), date(2021, 12, 15), "2021年1月1日至12月15日"),
    ("2020-10/2021-03", date(2020, 10, 1), date(2021, 3, 31), "2020年10月—2021年3月"),
    ("2021-01/2021-09", date(2021, 1, 1), date(2021, 9, 30), "2021年1—9月"),
    ("2021-01-01/2021-03-31", date(2021, 1, 1), date(2021, 3, 31), "2021年1—3月"),
    ("2013/2015", date(2013, 1, 1), date(2015, 12, 31), "2013—2015年"),
    ("2021-02-05/2021-02-28", date(2021, 2, 5), date(2021, 2, 28), "2021年2月5日至2月28日"),
    ("2021-12-15/2022-01", date(2021, 12, 15), date(2022, 1, 31), "2021年12月15日至2022年1月31日"),
]


@pytest.mark.parametrize(("period", "first", "last", "said"), CASES)
def test_period_bounds_and_words(period, first, last, said):
    assert period_bounds(period) == (first, last)
    assert period_text(period).zh == said


@pytest.mark.parametrize(
    "wrong", ["", "21", "2021-13", "2021-02-30", "2021/2020", "2021年", "2021-1"]
)
def test_period_refuses_what_is_none(wrong):
    with pytest.raises(ValueError):
        period_bounds(wrong)


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("XXXX", "（年份待核对）", "(year open)"),
        ("XXXX-02-29", "（年份待核对）2月29日", "29 Feb (year open)"),
        ("XXXX-01/XXXX-05", "（年份待核对）1—5月", "Jan–May (year open)"),
        (
            "XXXX-05-01/XXXX-12-13",
            "（年份待核对）5月1日至12月13日",
            "1 May (year open) to 13 Dec",
        ),
    ],
)
def test_the_words_of_an_open_year(period, zh, en):
    assert period_text(period) == (zh, en)


@pytest.mark.parametrize("wrong", ["XXXX-13", "XXX", "2021/XXXX", "XXXX-05/2021-06", "xxxx"])
def test_an_open_year_is_written_in_one_way(wrong):
    with pytest.raises(UnfitCellError):
        figure_period(wrong)


def test_an_open_year_is_no_bound_and_lies_in_no_other():
    with pytest.raises(ValueError):
        period_bounds("XXXX")
    assert not covers_whole_year("XXXX")
    assert not encloses("2021", "XXXX-05")
    assert not encloses("XXXX", "2021-05")


def test_a_year_written_by_its_days_is_that_year():
    assert covers_whole_year("2021-01-01/2021-12-31")
    assert not covers_whole_year("2021-01-01/2021-12-30")


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ("2021", "2021", True),
        ("2021", "2021-01-01/2021-12-15", True),
        ("2021", "2021-12-31", True),
        ("2021", "2021-12-31/2022-01-01", False),
        ("2021", "2020-12-31", False),
        ("2021-03", "2021", False),
    ],
)
def test_a_period_encloses_what_has_no_day_outside_it(whole, part, expected):
    assert encloses(whole, part) is expected


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_its_own_period(day):
    assert period_bounds(day.isoformat()) == (day, day)
