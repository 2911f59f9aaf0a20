"""A region at a glance: the statuses of the synthetic book, counted by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from aqmap.book.map_book import MapBook
from aqmap.book.profiles.status_matrix import StatusMatrix, status_matrix
from aqmap.book.scales import reason_class
from tests.book_layers import COUNTIES, ZONE
from tests.books import square_book


@pytest.fixture(scope="module")
def book() -> MapBook:
    return square_book()


@pytest.fixture(scope="module")
def matrix(book: MapBook) -> StatusMatrix:
    return status_matrix(book, "west")


def test_its_columns_are_the_region_s_places_in_their_order(matrix: StatusMatrix) -> None:
    assert [place.code for place in matrix.places] == [ZONE, *COUNTIES]


def test_a_layer_without_statuses_is_named_beside_it(matrix: StatusMatrix) -> None:
    assert [(row.layer, row.period) for row in matrix.rows] == [("pm25", "2021"), ("pm25", "2020")]
    assert [title.zh for title in matrix.left_out] == ["各类缺值（示例）", "淘汰燃煤小锅炉"]


def test_rows_columns_and_all_are_counted(matrix: StatusMatrix) -> None:
    # 2021: A and D met, B not met, C and the zone without a target. 2020: nothing is known.
    row = matrix.rows[0].tally
    assert (row.met, row.not_met, row.undecided, row.no_task) == (2, 1, 2, 0)
    column = matrix.tally_of(2)  # 示例乙县: not met in 2021
    assert (column.met, column.not_met, column.undecided) == (0, 1, 1)
    whole = matrix.tally
    assert (whole.met, whole.not_met, whole.undecided, whole.total) == (2, 1, 7, 10)
    assert sum(matrix.tally_of(n).total for n in range(5)) == whole.total


def test_the_legend_counts_each_sign(matrix: StatusMatrix) -> None:
    # C has a task in words only, the zone a blank: not one number of targets that nobody has.
    silent = {reason_class("relative"): 1, reason_class("blank"): 1}
    expected = {0: 2, 1: 1, **silent, reason_class("no_figure"): 5}
    assert matrix.statuses == Counter(expected)
