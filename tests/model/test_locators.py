"""Locators: what is written is read, part by part, and put into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aqmap.model.locators import NOWHERE, Locator, locator_part
from aqmap.words import Text

SENTENCE = Locator("section 二; item 6; para 2; sentence 1; line 41")
CELL = Locator("table 1; row 4.2; column 伊宁市; line 210")
SHEET = Locator("table 2; row 3; sheet 任务; cell D7")
FORM = Locator("table 3; item 2; para 1; sentence 4; cell B2")


def test_parts_by_their_words():
    assert (CELL.table, CELL.row, CELL.column, CELL.line) == ("1", "4.2", "伊宁市", "210")
    assert (SHEET.sheet, SHEET.value("cell"), SHEET.page) == ("任务", "D7", "")
    assert Locator("page 3; line 5").page == "3"
    assert SENTENCE.table == SENTENCE.row == ""
    assert NOWHERE.parts == () and NOWHERE.last == ""


@pytest.mark.parametrize(
    ("locator", "article"),
    [
        (SENTENCE, "section 二; item 6; para 2; line 41"),
        (CELL, "table 1; row 4.2"),
        (FORM, "item 2; para 1; cell B2"),
        (Locator("sentence 1; line 3"), "line 3"),
    ],
)
def test_the_article_is_the_paragraph_or_the_row(locator, article):
    assert locator.article == article


def test_as_far_as_the_sentence():
    assert SENTENCE.sentence == "section 二; item 6; para 2; sentence 1"
    assert CELL.sentence == ""


def test_the_last_part_and_those_before_it():
    assert (CELL.last, CELL.before_last) == ("line 210", "table 1; row 4.2; column 伊宁市")


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((1, "row 4.2", "cell D7"), "table 1; row 4.2; cell D7"),
        ((1, "", "cell D7"), "table 1; cell D7"),
        # A table that goes on in another names the part in which its cell is counted.
        ((1, "row 5", "table 2; cell B2"), "table 2; row 5; cell B2"),
        ((1, "row 5", "sheet 任务; cell B2"), "table 1; row 5; sheet 任务; cell B2"),
    ],
)
def test_a_spot_in_a_table(parts, written):
    assert Locator.in_table(*parts) == written


def test_only_a_row_with_a_number_is_a_row_of_an_annex():
    assert CELL.annex_row == ("1", "4.2")
    assert Locator("table 2; row 伊宁市; column 造林; line 9").annex_row is None
    assert SENTENCE.annex_row is None


def test_in_words():
    assert CELL.in_words(Text("附表", "the annex")) == (
        "附表第4.2行“伊宁市”列（文件第210行）",
        "the annex, row 4.2, column 伊宁市, line 210 of the file",
    )
    assert Locator("page 3; line 5").in_words().zh == "第3页第5行"
    assert Locator("line 5").in_words().zh == "（文件第5行）"
    assert Locator("where ever").in_words().zh == "where ever"


def test_in_reading_order():
    written = ["item 10; line 90", "item 2; line 9", "item 2; line 10", "table 1; row 1; line 5"]
    assert sorted(map(Locator, written), key=lambda spot: spot.order) == [
        "item 2; line 9",
        "item 2; line 10",
        "item 10; line 90",
        "table 1; row 1; line 5",
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"])))
def test_a_documents_own_words_never_end_a_part(words):
    spot = Locator.of("table 1", locator_part("column", words), "line 2")
    assert [word for word, _ in spot.parts] == ["table", "column", "line"]
    assert spot.column == words.replace(";", "；")


def test_a_locator_is_parsed_once_however_often_it_is_asked():
    spot = Locator("table 1; row 4.2; column 伊宁市; line 210")
    assert spot.parts is spot.parts
    assert (spot.row, spot.in_words().zh) == ("4.2", CELL.in_words().zh)
