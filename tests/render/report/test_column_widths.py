"""Columns of a report's tables: by their shares, and never narrower than a word of their head."""

import pytest

from aqmap.pipelines.write_report import write_report
from aqmap.render.report.word_tables import column_widths
from tests.reports import WrittenReport, coarse_pictures, no_office


def test_widths_are_by_share_where_all_words_fit():
    assert column_widths([1, 3], [10, 10], 100) == [25, 75]


def test_a_column_is_as_wide_as_its_longest_word_and_the_others_share_the_rest():
    """14 mm of 100 go to the narrow one: 86 are shared 1 to 3."""
    assert column_widths([1, 3, 0.1], [0, 0, 14], 100) == [21.5, 64.5, 14]


def test_a_column_that_becomes_too_narrow_by_that_is_widened_too():
    assert column_widths([2, 2, 1], [0, 38, 30], 100) == [32, 38, 30]


def test_words_that_fit_in_no_way_leave_the_shares():
    assert column_widths([1, 1], [80, 80], 100) == [50, 50]


def test_no_head_of_an_english_table_is_broken_in_a_word(small_workspace, tmp_path):
    """Difference has 10 letters of 9 points: at least 13.5 mm, with 1.6 mm of margins."""
    with no_office(), coarse_pictures():
        write_report(small_workspace, tmp_path / "report", lang="en")
    report = WrittenReport((tmp_path / "report" / "report.docx").read_bytes())
    (table,) = [
        t for t in report.document.tables if "Difference" in [c.text for c in t.rows[0].cells]
    ]
    assert table.rows[0].cells[6].width.mm >= 15.1
    assert sum(cell.width.mm for cell in table.rows[0].cells) == pytest.approx(225, abs=1)
