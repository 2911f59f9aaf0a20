"""The font subset: only what was asked for, the same every time, and exact widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from aqmap.render.paper.canvas.fonts import MapFonts, book_characters, make_fonts, plain
from aqmap.render.paper.canvas.pen import Pen
from aqmap.render.paper.canvas.typeset import wrap
from tests.books import square_book


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> MapFonts:
    return make_fonts("伊犁州直（），。《》2021", tmp_path_factory.mktemp("fonts"))


def test_make_fonts_keeps_what_was_asked_for(fonts: MapFonts) -> None:
    regular, bold = TTFont(fonts.regular), TTFont(fonts.bold)
    assert ord("犁") in regular.getBestCmap()
    assert ord("京") not in regular.getBestCmap()
    assert regular["name"].getDebugName(6) == "NotoSansSC-Regular"
    assert bold["name"].getDebugName(6) == "NotoSansSC-Bold"
    assert "fvar" not in regular
    assert "glyf" in regular


def test_make_fonts_is_deterministic(fonts: MapFonts, tmp_path: Path) -> None:
    again = make_fonts(list("》《。，）（直州犁伊1202"), tmp_path)
    assert again.regular.read_bytes() == fonts.regular.read_bytes()
    assert again.bold.read_bytes() == fonts.bold.read_bytes()


def test_width_of_chinese_is_its_size(fonts: MapFonts) -> None:
    assert fonts.width_mm("伊犁", 72) == pytest.approx(2 * 25.4)


def test_faults_name_the_character_and_the_text(fonts: MapFonts) -> None:
    (fault,) = fonts.faults("伊京京")
    assert "京 (U+4EAC)" in fault.said.en
    assert "伊京京" in fault.said.zh


def test_plain_has_ordinary_spaces() -> None:
    assert plain("1:2\u2009500\u202f000\n") == "1:2 500 000 "


def test_book_characters_cover_places_and_words() -> None:
    found = book_characters(square_book())
    assert set("示例甲市内部工作用图阿尔伯斯") <= found


def test_wrap_keeps_punctuation_off_line_starts(fonts: MapFonts) -> None:
    pen = Pen(fonts, 100, 100)
    size, four_wide = 10.0, 4 * 10 * 25.4 / 72 + 0.01
    assert wrap(pen, "伊犁州直，伊犁", size, four_wide) == ["伊犁州", "直，伊犁"]
    assert wrap(pen, "伊犁州（直）", size, four_wide) == ["伊犁州", "（直）"]
    assert wrap(pen, "", size, four_wide) == [""]


def test_wrap_keeps_numbers_whole(fonts: MapFonts) -> None:
    pen = Pen(fonts, 100, 100)
    assert wrap(pen, "伊犁州2021", 10.0, 4 * 10 * 25.4 / 72) == ["伊犁州", "2021"]
    assert wrap(pen, "伊犁州2 021 000.5", 10.0, 6 * 10 * 25.4 / 72) == ["伊犁州", "2 021 000.5"]
    assert wrap(pen, "伊犁2 2021", 10.0, 4 * 10 * 25.4 / 72) == ["伊犁2", "2021"]
