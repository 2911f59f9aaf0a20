"""Kinds of columns: what a cell may hold, what it is then, and what is asked for instead."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from aqmap.files.table_columns import (
    BadCell,
    Column,
    TableColumns,
    UnfitCellError,
    calendar_day,
    choice,
    code,
    exact_number,
    flag,
    is_not_finite,
    number,
    several,
    several_of,
    whole_number,
)
from aqmap.model.figures import COLUMNS as FIGURES
from aqmap.model.figures import FIGURE_COLUMNS
from aqmap.model.measures import COLUMNS as MEASURES
from aqmap.model.measures import MEASURE_COLUMNS
from aqmap.model.periods import period
from aqmap.model.station_days import COLUMNS as DAYS
from aqmap.model.station_days import DAY_COLUMNS


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


STATION = code(r"\d{4}[A-Z]", "2703A")
LISTED = several_of(("SO2", "NO2", "O3"), "SO2;NO2;O3")


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (exact_number("figure.number"), "135.00", Decimal("135.00")),
        (exact_number("figure.number"), "-26", Decimal(-26)),
        (exact_number("figure.number"), "+3.5", Decimal("3.5")),
        (exact_number("figure.number"), "1E+05", Decimal(100000)),
        (exact_number("figure.number"), "-1.5e-3", Decimal("-0.0015")),
        (number(0, 90), "43.9", 43.9),
        (number(0, 90), "90", 90.0),
        (number(0, 90), "４3.9", 43.9),
        (whole_number(24), "0", 0),
        (whole_number(24), "24", 24),
        (choice(Light), "green", Light.GREEN),
        (calendar_day, "2020-02-29", date(2020, 2, 29)),
        (STATION, "2703A", "2703A"),
        (flag("yes"), "yes", True),
        (several(), " 甲局; 乙局 ;;甲局", ("甲局", "乙局")),
        (several(STATION), "1001A;1002A", ("1001A", "1002A")),
        (LISTED, "O3; SO2", ("SO2", "O3")),
        (period, "2021", "2021"),
        (period, "2021-01-01/2021-12-15", "2021-01-01/2021-12-15"),
    ],
)
def test_a_cell_that_fits_is_its_value(kind, written, value):
    read = kind(written)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        *(
            (exact_number("figure.number"), written, "figure.number")
            for written in ("x", "１", "1,000", ".5", "5.", "9" * 101)
        ),
        *(
            (exact_number("figure.number"), written, "cell.finite")
            for written in (
                *(
                    "nan",
                    "NaN",
                    "-nan",
                    "ＮａＮ",
                    "NAN(ind)",
                    "NaT",
                    "<NA>",
                    "nan%",
                    "nan（含开发区）",
                ),
                *("inf", "-inf", "+Infinity", "∞", "－∞", "1.#INF", "-1.#IND", "≥inf"),
                *("1e309", "1E+105", "-1.5e-301", "1,000e400"),
                *("#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#####", "Err:502"),
            )
        ),
        *((number(0, 90), written, "0 … 90") for written in ("90.1", "-1", "x", "1e1", "inf")),
        *((whole_number(24), written, "0 … 24") for written in ("25", "-1", "2.0", "２", "9" * 10)),
        (choice(Light), "RED", "red | green"),
        *(
            (calendar_day, written, "2019-01-31")
            for written in ("2019-02-29", "2019-1-3", "2019/01/03", "9999-12-31", "20190103")
        ),
        (STATION, "2703", "2703A"),
        (flag("yes"), "no", "yes"),
        (flag("yes"), "是", "yes"),
        (LISTED, "O3;CO", "SO2;NO2;O3"),
        (period, "2021年", "2021 | 2021-03 | 2021-01-01/2021-12-15"),
        (period, "2021-12/2021-01", "2021 | 2021-03 | 2021-01-01/2021-12-15"),
    ],
)
def test_a_cell_that_does_not_fit_says_what_was_expected(kind, written, expected):
    with pytest.raises(UnfitCellError) as problem:
        kind(written)
    assert problem.value.expected == expected


def test_of_a_list_the_parts_that_do_not_fit_are_named():
    with pytest.raises(UnfitCellError) as problem:
        several(STATION)("1001A;x;1002A;y")
    assert (problem.value.found, problem.value.expected) == ("x;y", "2703A")


def test_an_empty_cell_has_the_blank_value_or_is_asked_for():
    assert Column("light", choice(Light), blank=None).read("") is None
    assert Column("note").read("") == ""
    with pytest.raises(UnfitCellError, match=r"measure\.value"):
        Column("title", filled="measure.value").read("")


def test_what_was_expected_is_a_phrase_or_stands_for_itself():
    phrase = BadCell("title", "", "measure.value").facts["expected"]
    assert phrase == ("要有内容", "something")
    assert BadCell("date", "x", "2019-01-31").facts == {"found": "x", "expected": "2019-01-31"}


def test_a_column_is_found_under_the_first_of_its_headings_that_is_there():
    declared = TableColumns(
        (
            Column("code", needed=True, headings=("编码", "code")),
            Column("lon", needed=True, headings=("经度", "lon")),
        ),
        heading=lambda written: written.strip().lower(),
    )
    assert declared.positions(["CODE", "备注", " 编码 "]) == {"code": 2}
    assert declared.missing(["CODE", "备注"]) == ["lon"]


@pytest.mark.parametrize(
    ("declared", "columns"),
    [(FIGURE_COLUMNS, FIGURES), (MEASURE_COLUMNS, MEASURES), (DAY_COLUMNS, DAYS)],
)
def test_a_declaration_has_the_fields_of_its_type_in_their_order(declared, columns):
    assert tuple(column.name for column in declared.columns) == columns


@pytest.mark.parametrize(
    "written",
    [
        "12",
        "-",
        "—",
        "",
        "按月检查",
        "≥80",
        "info",
        "nano",
        "e5",
        "3#楼",
        "#1锅炉",
        "未报送",
        "5-6",
    ],
)
def test_a_text_is_not_taken_for_a_number_that_is_none(written):
    assert not is_not_finite(written)
