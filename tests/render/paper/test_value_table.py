"""The table beside the map."""

from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.sheet_words import painted_on, writing_of


def test_a_bar_ends_before_its_number_and_the_marks_behind_it(default_book):
    sheet = default_book.sheet("pm25", "measured", region="changji")
    page = draw_sheet(sheet, map_fonts())
    number = max(
        (line.box for line in writing_of(page) if "②③" in line.text), key=lambda box: box.left
    )
    _, middle = number.center
    beside = [
        area.box
        for area in painted_on(page)
        if area.face != "none"
        and area.box.bottom < middle < area.box.top
        and area.box.height < number.height
    ]
    assert len(beside) >= 2, "its chip and its bar"
    assert max(box.right for box in beside) < number.left
