"""Amounts below 0 and equal values in print."""

from __future__ import annotations

import pytest

from aqmap.book.map_signs import LARGEST_RADIUS_MM, radius_mm
from aqmap.render.paper import map_fonts
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.draw_sheet import draw_sheet
from tests.sheet_words import painted_on, words_of
from tests.signed_books import signed_book


@pytest.fixture(scope="module")
def fonts() -> MapFonts:
    return map_fonts()


def test_amounts_below_zero_have_hollow_symbols_as_large_as_their_amount(fonts: MapFonts) -> None:
    sheet = signed_book().sheet("changes", "target")
    scale = sheet.view.scale
    assert radius_mm(-400, scale) == LARGEST_RADIUS_MM
    assert radius_mm(-100, scale) == radius_mm(100, scale) == LARGEST_RADIUS_MM / 2
    painted = painted_on(draw_sheet(sheet, fonts))
    hollow = [area for area in painted if area.edge == scale.color.lower()]
    # -400, -100 and the zone's -25, then the legend's and those of the table's three rows.
    assert {area.face[:7] for area in hollow} == {"#ffffff"}
    widths = [area.box.width for area in hollow]
    assert sorted(round(width, 2) for width in widths if width > 3) == [3.5, 7.0, 14.0]


def test_the_legend_counts_amounts_below_zero_apart(fonts: MapFonts) -> None:
    sheet = signed_book().sheet("changes", "target")
    counted = [(entry.label.zh, entry.count) for entry in sheet.legend]
    assert counted == [("目标", 2), ("目标（负值，空心）", 3)]
    written = words_of(draw_sheet(sheet, fonts))
    assert "目标（负值，空心）" in written


def test_equal_values_are_named_in_the_printed_legend(fonts: MapFonts) -> None:
    sheet = signed_book().sheet("equal", "target")
    assert [(entry.label.zh, entry.count) for entry in sheet.legend] == [("35", 4)]
    written = words_of(draw_sheet(sheet, fonts))
    assert "—" not in written
