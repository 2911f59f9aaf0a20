"""A broken cell or row is said, and the rest of its table read; a table mostly broken is not."""

import pytest

from aqmap.errors import TableError

TITLE = "昌吉州2025年大气污染防治任务分解表"
HEAD = "县市|造林（万亩）|煤改电（户）"
ROWS = ("昌吉市|1|100", "阜康市|2|200", "奇台县|3|300")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("吉木萨尔县|4 1|400", "number_broken"),
        ("吉木萨尔县|4|400|7", "row_cells"),
        ("|4|400", "row_nameless"),
        ("吉木萨尔县|4公里|400", "unit_differs"),
    ],
)
def test_what_is_broken_is_said_with_its_place_and_the_rest_is_read(read_lines, row, code):
    reading = read_lines(TITLE, "", HEAD, *ROWS, row)
    values = [str(f.value) for f in reading.figures if f.indicator == "afforestation"]
    assert values[:3] == ["1", "2", "3"]
    assert "4" not in values
    (said,) = [remark for remark in reading.remarks if remark.code != "cells_unread"]
    assert said.code == code
    assert "table 1" in said.at


def test_sentences_around_a_broken_cell_are_read_too(read_lines):
    reading = read_lines(
        TITLE, "2025年，昌吉州PM2.5浓度控制在40微克/立方米以内。", HEAD, *ROWS, "木垒县|1..2|5"
    )
    assert "40" in [str(f.value) for f in reading.figures]


def test_a_table_of_which_more_is_broken_than_read_stops_the_document(read_lines):
    with pytest.raises(TableError) as caught:
        read_lines(TITLE, "", HEAD, "昌吉市|1|100", "阜康市|2|200|3", "奇台县|3|300|3")
    assert [fault.code for fault in caught.value.faults] == ["row_cells", "row_cells"]


@pytest.mark.parametrize("place", ["昌吉市", "伊宁市"])
def test_a_table_mostly_broken_is_asked_where_the_rest_of_the_document_is_sound(read_lines, place):
    reading = read_lines(
        f"{place}2025年工作方案",
        f"2025年，{place}PM2.5浓度控制在40微克/立方米以内。",
        "任务分解表",
        "",
        "镇|造林（亩）|煤改电（户）",
        "甲镇|1|100",
        "乙镇|2|200|3",
        "丙镇|3|300|3",
    )
    assert [(f.value_written, f.confirm) for f in reading.figures] == [
        ("40微克/立方米以内", ()),
        ("1", ("place", "indicator")),
        ("100", ("place", "indicator")),
    ]
    assert [fault.code for fault in reading.remarks][:2] == ["row_cells", "row_cells"]
