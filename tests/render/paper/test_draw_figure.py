"""Maps in the text of a report: 150 × 105 mm, with numbers in the form of that text."""

import re

import pytest

from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from tests.sheet_words import words_of

APART = re.compile(r"\d[\u2009\u202f\u00a0 ]\d{3}(?!\d)|[\u2013\u2212]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("layer", "view"), [("electric_heating_households", "target"), ("pm25", "measured")]
)
def test_numbers_are_written_as_in_the_text_and_on_a_sheet_as_before(
    default_book, layer, view, lang
):
    sheet = default_book.sheet(layer, view, region="ili")
    land = RegionGround(default_book, sheet.region, lang, "figure-150x105")
    figure = draw_sheet(sheet, map_fonts(), lang, ground=land)
    assert (figure.width_mm, figure.height_mm) == (150, 105)
    assert [words for words in words_of(figure) if APART.search(words)] == []
    assert any(APART.search(words) for words in words_of(draw_sheet(sheet, map_fonts(), lang)))
