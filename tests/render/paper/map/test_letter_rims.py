"""Letters on fills: legible by the contrast of WCAG 2.2, or with a wide white rim."""

from __future__ import annotations

import pytest

from aqmap.decide.compose.pair_layers import PAIR_COLORS
from aqmap.render.paper.canvas.drawing import Words
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.letter_rims import contrast, letters_on, rim_on
from tests.crowded_sheets import grid_book
from tests.pair_books import with_pair

COLORS = [color for row in PAIR_COLORS for color in row]
DARK = ("#562714", "#4D3A6F", "#4A34D0", "#B2182B")


def test_contrast_is_that_of_wcag() -> None:
    # Known figures: pure red on white 4.00, #767676 on white 4.54, pure blue on black 2.44.
    assert contrast("#FF0000", "#FFFFFF") == pytest.approx(4.0, abs=0.005)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
    assert contrast("#0000FF", "#000000") == pytest.approx(2.44, abs=0.005)


def test_dark_fills_have_wide_rims_and_light_ones_narrow() -> None:
    assert {rim_on(color) for color in DARK} == {1.3}
    assert {rim_on(color) for color in ("#FFFFFF", "#FFFFB2", "#B8E0E8", "#E4AE00")} == {0.8}


@pytest.mark.parametrize("color", COLORS)
def test_letters_of_a_key_stand_out_from_their_field(color: str) -> None:
    assert contrast(letters_on(color), color) >= 4.2


def test_a_sheet_of_two_layers_has_such_letters_on_map_and_key() -> None:
    book = with_pair(grid_book(18))
    (sheet,) = (s for s in book.sheets() if s.layer.pair_of)
    words = [mark for mark in draw_sheet(sheet, map_fonts()).marks if isinstance(mark, Words)]
    dark = {place.label.zh for place, cell in sheet.rows
            if rim_on(sheet.view.scale.classes[cell.klass].color) == 1.3}  # fmt: skip
    light = {place.label.zh for place, _ in sheet.rows} - dark
    rims = {(w.text in dark, w.halo_pt) for w in words if w.halo_pt and w.text in dark | light}
    assert rims == {(True, 1.3), (False, 0.8)}
    inks = {w.text[:2]: w.color for w in words if w.text[2:4] == ": " and w.text.endswith("个")}
    assert {code: color == "#FFFFFF" for code, color in inks.items() if code in ("A1", "C3")} == {
        "A1": False,
        "C3": True,
    }
