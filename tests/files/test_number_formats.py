"""Format codes → what Excel shows, worked out by hand from Excel's rules."""

from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.files.number_formats import shown_date, shown_general, shown_number

DECIMALS = [
    (135, "0.00", "135.00"),
    (135, "0.00_ ", "135.00"),  # a blank as wide as a sign aligns only
    (41.25, "0.0", "41.3"),
    (1.005, "0.00", "1.01"),  # half away from zero, of what is written
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (7, "000", "007"),
    (50, "00#", "050"),
    (0.5, "0.##", "0.5"),
    (5, "0.##", "5."),  # Excel keeps the point
    (0.5, ".00", ".50"),
    (0.5, "#.0", ".5"),
    (0, "#", ""),
    (1.5, "0.0?", "1.5"),
    (1e300, "0." + "0" * 200, "1" + "0" * 300 + "." + "0" * 200),
]
GROUPED = [
    (1234567.891, "#,##0.00", "1,234,567.89"),
    (1234567, "#,##0", "1,234,567"),
    (999, "#,##0", "999"),
    (0, "#,##0", "0"),
    (12345, "0.0,", "12.3"),  # a comma behind the digits counts thousands
    (12345, "0,", "12"),
    (1234567890, '#,##0,,"百万"', "1,235百万"),
]
PERCENT = [
    (0.833, "0.0%", "83.3%"),
    (0.8333, "0%", "83%"),
    (0.125, "0%", "13%"),
    (-0.286, "0.0%", "-28.6%"),
    (1, "0%", "100%"),
]
WORDS = [
    (5, '0"户"', "5户"),
    (5, "0户", "5户"),
    (12.34, '0.0"万"', "12.3万"),
    (3, "\\±0", "±3"),
    (5, "[$¥-804]#,##0.00", "¥5.00"),
    (5, '"约"0', "约5"),
]
SECTIONS = [  # positive; negative; zero; text
    (-1234.5, "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
    (-1234.5, "#,##0.0_ ;[红色]\\-#,##0.0\\ ", "-1,234.5"),
    (-1.5, "0.0;(0.0)", "(1.5)"),  # without a sign of its own
    (1.5, "0.0;(0.0)", "1.5"),
    (0, "0.0;(0.0)", "0.0"),
    (0, '0;-0;"零"', "零"),
    (-5, '0;-0;"零"', "-5"),
    (-5, "0;;", ""),  # an empty section hides
    (0, "0;;", ""),
    (0, '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
    (5, "0.0;-0.0;0.0;@", "5.0"),  # a number is no text
    (86.6, "@", "86.6"),
    (-0.001, "0.00", "0.00"),
]
GENERAL = [
    (-3, "General", "-3"),
    (1e-5, "General", "1E-05"),
    (0.1 + 0.2, "General", "0.3"),
    (5, 'General"户"', "5户"),
]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [*DECIMALS, *GROUPED, *PERCENT, *WORDS, *SECTIONS, *GENERAL],
)
def test_a_number_reads_as_excel_shows_it(value, number_format, shown):
    assert shown_number(value, number_format) == shown


@pytest.mark.parametrize(
    "number_format",
    [
        "# ?/?",  # a fraction
        "0.00E+00",
        "[DBNum1]0",  # Chinese numerals
        "[>5]0;1",  # conditions
        "[<=100]0;[>100]0.0",
        "0 0",
        "0;0;0;@;0",
        "[h]:mm",
        "0" * 300,
    ],
)
def test_a_number_format_that_is_not_known_gives_nothing(number_format):
    assert shown_number(5, number_format) is None


def test_what_no_format_can_show_is_written_as_it_is():
    assert shown_general(5) == "5"
    assert shown_number(1e301, "0") is None
    assert shown_general(1e301) == "1e+301"


MOMENT = datetime(2021, 3, 5, 9, 7, 30)
DATES = [
    (MOMENT, 'yyyy"年"m"月"', "2021年3月"),
    (MOMENT, 'yyyy"年"m"月"d"日"', "2021年3月5日"),
    (MOMENT, 'yyyy"年"mm"月"dd"日"', "2021年03月05日"),
    (MOMENT, '[$-804]yyyy"年"m"月";@', "2021年3月"),
    (MOMENT, "yy/m/d", "21/3/5"),
    (date(2021, 12, 5), "yyyy/m/d", "2021/12/5"),
    (MOMENT, "m月d日", "3月5日"),
    (MOMENT, "yyyy-mm-dd h:mm:ss", "2021-03-05 9:07:30"),  # mm behind hours are minutes
    (MOMENT, "mm:ss", "07:30"),  # and before seconds
    (MOMENT, "hh:mm", "09:07"),
    (time(9, 7), "h:mm", "9:07"),
    (MOMENT, "mm-dd-yy", "2021-03-05T09:07:30"),  # as the locale has it
    (datetime(2021, 12, 5), "mm-dd-yy", "2021-12-05"),
    (datetime(2021, 12, 5), "[$-404]e/m/d", "2021-12-05"),  # years of another calendar
    (datetime(2021, 12, 5), "d-mmm-yy", "2021-12-05"),  # English months
    (timedelta(hours=26, minutes=5), "[h]:mm", "1 day, 2:05:00"),
]


@pytest.mark.parametrize(("value", "number_format", "shown"), DATES)
def test_a_date_reads_as_it_is_formatted_or_as_iso(value, number_format, shown):
    assert shown_date(value, number_format) == shown


@given(value=st.decimals(-(10**9), 10**9, allow_nan=False, places=4), places=st.integers(0, 6))
def test_a_number_is_rounded_to_its_places_and_grouping_moves_no_digit(value, places):
    behind = "." + "0" * places if places else ""
    exact = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = shown_number(float(value), f"0{behind}")
    assert Decimal(shown) == exact
    assert len(shown.partition(".")[2]) == places
    grouped = shown_number(float(value), f"#,##0{behind}")
    assert grouped.replace(",", "") == shown
    assert all(len(part) == 3 for part in grouped.partition(".")[0].split(",")[1:])
