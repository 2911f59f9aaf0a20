"""Maps in the text of a report: 150 × 105 mm, with numbers in the form of that text."""

import re

import pytest

from aqmap.render.paper.canvas.fonts import book_characters, make_fonts
from aqmap.render.paper.draw_figure import draw_figure
from aqmap.render.paper.draw_sheet import to_figure
from aqmap.render.paper.map.region import RegionGround
from tests.sheet_words import words_of

APART = re.compile(r"\d[\u2009\u202f\u00a0 ]\d{3}(?!\d)|[\u2013\u2212]")


@pytest.fixture(scope="module")
def fonts(default_book, tmp_path_factory):
    return make_fonts(sorted(book_characters(default_book)), tmp_path_factory.mktemp("fonts"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("layer", "view"), [("electric_heating_households", "target"), ("pm25", "measured")]
)
def test_numbers_are_written_as_in_the_text_and_on_a_sheet_as_before(
    default_book, fonts, layer, view, lang
):
    sheet = default_book.sheet(layer, view, region="ili")
    land = RegionGround(default_book, sheet.region, lang, "figure")
    written = words_of(draw_figure(sheet, fonts, land, lang))
    assert [words for words in written if APART.search(words)] == []
    assert any(APART.search(words) for words in words_of(to_figure(sheet, lang)))
