"""Places without a polygon: their names stand beside their symbols."""

from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.sheet_words import painted_on, writing_of


def test_the_name_of_a_zone_stands_beside_its_symbol_however_large(default_book):
    page = draw_sheet(default_book.sheet("staggered_production", "target"), map_fonts())
    symbols = [area.box for area in painted_on(page) if area.edge == "white"]
    assert max(box.width for box in symbols) == 14, "the zone's number is the largest"
    names = [line for line in writing_of(page) if line.text == "奎独经开区 8"]
    assert len(names) == 2, "in the frame and in the inset"
    assert not any(name.box.meets(symbol) for name in names for symbol in symbols)
