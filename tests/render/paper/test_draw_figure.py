"""Maps in the text of a report: 150 × 105 mm, with numbers in the form of that text."""

import re
from dataclasses import replace

import pytest
import shapely

from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_figure_says_how_many_names_it_left_out(lang):
    """Strips of 3 mm have no room for a name, and few have land beside them."""
    book = grid_book(30)
    strips = [shapely.box(104 + 0.1 * n, 30, 104.1 + 0.1 * n, 33) for n in range(30)]
    book = replace(book, counties=book.counties.set_geometry(strips, crs=book.counties.crs))
    sheet = book.sheets()[0]
    land = RegionGround(book, sheet.region, lang, "figure-150x105")
    words = words_of(draw_sheet(sheet, map_fonts(), lang, ground=land))
    left_out = 30 - sum(place.label.in_(lang) in words for place, _ in sheet.rows)
    assert left_out > 0
    beginning = {"zh": f"{left_out}个县（市）", "en": f"Places not named: {left_out}"}
    assert any(line.startswith(beginning[lang]) for line in words)


def test_a_figure_with_every_name_says_nothing_of_it():
    book = grid_book(4)
    land = RegionGround(book, book.regions[0], "en", "figure-150x105")
    words = words_of(draw_sheet(book.sheets()[0], map_fonts(), "en", ground=land))
    assert [line for line in words if "not named" in line or "no room" in line] == []
