from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from aqmap.model.figures import (
    COLUMNS,
    Absence,
    figure_row,
)
from aqmap.model.locators import Locator
from tests.figures import one_figure
from tests.table_rows import read_figure_row


@given(one_figure)
def test_a_figure_survives_its_row(figure):
    assert read_figure_row(figure_row(figure)) == figure


def row(**cells):
    base = dict.fromkeys(COLUMNS, "")
    base |= {
        "id": "f1",
        "place": "654002",
        "level": "county",
        "indicator": "pm25",
        "period": "2021",
        "role": "target",
        "value": "41",
        "unit": "微克/立方米",
        "basis": "plan",
        "source": "s",
        "locator": Locator("line 1"),
    }
    return base | cells


def test_a_number_keeps_its_decimals():
    figure = read_figure_row(row(value="135.00"))
    assert figure.value == Decimal("135.00")
    assert figure_row(figure)["value"] == "135.00"


@pytest.mark.parametrize("absence", list(Absence))
def test_each_absence_is_read_back_as_itself(absence):
    assert read_figure_row(row(value="", absence=absence.value)).absence is absence


def test_zero_is_a_number_and_no_absence():
    figure = read_figure_row(row(value="0"))
    assert figure.value == 0
    assert figure.absence is None


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"value": "4x"}, "value"),
        ({"value": "NaN"}, "value"),
        ({"value": "Infinity"}, "value"),
        ({"value": ""}, "value"),
        ({"value": "1", "absence": "dash"}, "value"),
        ({"role": "goal"}, "role"),
        ({"comparator": "<="}, "comparator"),
        ({"period": "2021年"}, "period"),
        ({"basis": ""}, "basis"),
        ({"place": "", "place_written": ""}, "place"),
        ({"indicator": "", "indicator_written": ""}, "indicator"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(cells, column):
    problems = read_figure_row(row(**cells))
    assert [problem.column for problem in problems] == [column]


@pytest.mark.parametrize("column", ["period", "as_of"])
def test_a_year_is_open_only_where_it_is_to_be_confirmed(column):
    (problem,) = read_figure_row(row(**{column: "XXXX-05"}))
    assert (problem.column, problem.found) == (column, "XXXX-05")
    assert "confirm" in str(problem.facts["expected"])
    asked = read_figure_row(row(**{column: "XXXX-05"}, confirm="role;period"))
    assert getattr(asked, column) == "XXXX-05"
    assert figure_row(asked)[column] == "XXXX-05"


def test_the_last_day_of_an_open_year_lies_before_any_other():
    asked = read_figure_row(row(period="XXXX", as_of="XXXX-05-31", confirm="period"))
    assert (asked.last_day.month, asked.last_day.day) == (5, 31)
    assert asked.last_day < date(1900, 1, 1)


def test_all_problems_of_a_row_come_together():
    problems = read_figure_row(row(value="x", role="y", period="z"))
    assert {problem.column for problem in problems} == {"value", "role", "period"}


@pytest.mark.parametrize(
    ("column", "written", "expected"),
    [
        ("part", "是", "yes"),
        ("confirm", "role;角色", "columns"),
        ("checked_on", "11月3日", "2021-03"),
    ],
)
def test_what_no_person_may_write_is_named(column, written, expected):
    (problem,) = read_figure_row(row(**{column: written}))
    assert (problem.column, problem.found) == (column, written)
    assert expected in str(problem.facts["expected"])


def test_what_a_source_says_beside_a_number_in_words():
    figure = read_figure_row(row(part="yes", scope="含开发区", note="约数"))
    assert figure.remarks == ("其中；含开发区；约数", "of which；含开发区；约数")
