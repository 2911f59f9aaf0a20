"""Numbers as offices print them: no thin spaces, no half-long dashes, no long minus."""

import pytest

from aqmap.book.report.office_spelling import office_words
from aqmap.words import Text


@pytest.mark.parametrize(
    ("of_the_book", "of_an_office"),
    [
        ("汇总3\u2009463户", "汇总3463户"),
        ("1 334.3 + 135.00", "1334.3 + 135.00"),
        ("6 + 6 + 3 = 15次", "6 + 6 + 3 = 15次"),
        ("2021年 100户", "2021年 100户"),
        ("相差−0.01", "相差-0.01"),
        ("1\u202f234\u202f567", "1234567"),
        ("35–45", "35~45"),
        ("原表为“–”", "原表为“-”"),
        ("−1.5 ~ 0", "-1.5 ~ 0"),
    ],
)
def test_numbers_of_the_book_are_written_as_offices_print_them(of_the_book, of_an_office):
    assert office_words(Text(of_the_book, "")).zh == of_an_office


def test_a_range_in_english_has_a_hyphen():
    assert office_words(Text("", "35–45 µg/m³, Jan–Dec 2021")).en == "35-45 µg/m³, Jan-Dec 2021"
