"""The measure: its row and back, and the book's look-up by place."""

from dataclasses import replace

import pytest

from aqmap.errors import TableError
from aqmap.model.locators import Locator
from aqmap.model.measures import COLUMNS, MEASURE_COLUMNS, Measure, measure_of, measure_row
from aqmap.pipelines.build_maps import decide
from tests.table_rows import read_rows

MEASURE = Measure(
    id="s-m1", source="s", number="1", title="合成措施", locator=Locator("item 1; line 2")
)
ILI, YINING_CITY, TEKES, ZONE = "654000", "654002", "654027", "zone-kuitun-dushanzi"


def test_a_row_has_the_columns_and_reads_back():
    row = measure_row(replace(MEASURE, lead=("甲局", "乙;局"), responsible_by_note=True))
    assert tuple(row) == COLUMNS
    assert (row["lead"], row["responsible_by_note"], row["state"]) == ("甲局;乙；局", "yes", "")
    assert read_rows(MEASURE_COLUMNS, [measure_row(MEASURE)], measure_of) == [MEASURE]


def test_everything_wrong_with_a_row_is_said():
    row = {"source": "s", "title": "甲", "state": "完成", "deadline": "年底"}
    (bad,) = read_rows(MEASURE_COLUMNS, [row])
    assert [cell.column for cell in bad] == ["number", "deadline", "state"]


# The annex by hand: Tekes has tasks in rows 2, 3, 4.2, 5, 7, 12 and 19 among those of a measure,
# its outdated capacity (row 1) and boilers (9, 10) are 0; the zone has rows 2, 8, 11, 12 and 19.
@pytest.mark.parametrize(
    ("place", "numbers"),
    [
        (TEKES, "3 4 5 6 10 13 14"),
        (ZONE, "1 4 5 10 13 14"),
        (YINING_CITY, "2 3 4 5 6 7 10 12 13 14"),
        (ILI, " ".join(str(n) for n in range(1, 19))),
        ("652302", " ".join(str(n) for n in range(1, 11))),
        ("652301", ""),
    ],
)
def test_measures_of_a_place_name_it_or_have_a_task_for_it(default_book, place, numbers):
    found = default_book.measures_of(place)
    assert " ".join(measure.number for measure in found) == numbers


def test_the_books_measures_point_only_at_figures_it_has(default_book):
    assert len(default_book.measures) == 28
    keys = {key for measure in default_book.measures for key in measure.figures}
    assert keys
    assert keys <= set(default_book.figures)


def test_a_figure_that_was_deleted_is_left_out(small_workspace):
    path = small_workspace / "data" / "measures" / "合成.csv"
    path.parent.mkdir()
    path.write_text("source,number,title,figures\nexample,1,合成,gone-0001\n", encoding="utf-8")
    (measure,) = decide(small_workspace).book.measures
    assert measure.figures == ()


def test_faults_of_figures_and_of_measures_come_together(small_workspace):
    path = small_workspace / "data" / "measures" / "合成.csv"
    path.parent.mkdir()
    path.write_text("source,number,title\nunknown,1,合成\n", encoding="utf-8")
    with (small_workspace / "data" / "targets" / "example.csv").open("a", encoding="utf-8") as more:
        more.write("one cell\n")
    with pytest.raises(TableError) as caught:
        decide(small_workspace)
    assert [fault.code for fault in caught.value.faults] == ["row_cells", "source_unregistered"]
