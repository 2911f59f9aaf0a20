"""The table beside the map."""

from matplotlib.patches import PathPatch
from matplotlib.text import Text as Words

from aqmap.render.paper.draw_sheet import to_figure


def test_a_bar_ends_before_its_number_and_the_marks_behind_it(default_book):
    figure = to_figure(default_book.sheet("pm25", "measured", region="changji"))
    figure.canvas.draw()
    number = max(
        (words.get_window_extent() for words in figure.findobj(Words) if "②③" in words.get_text()),
        key=lambda extent: extent.x0,
    )
    middle = number.y0 + number.height / 2
    filled = [patch.get_window_extent() for patch in figure.findobj(PathPatch) if patch.get_fill()]
    beside = [
        extent
        for extent in filled
        if extent.y0 < middle < extent.y1 and extent.height < number.height
    ]
    assert len(beside) >= 2, "its chip and its bar"
    assert max(extent.x1 for extent in beside) < number.x0
