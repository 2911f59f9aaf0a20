"""The fonts of the maps: exact widths, only the letters that are used, an office's own files."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from aqmap.errors import SourceError
from aqmap.files.file_content import FileContent
from aqmap.render.paper.canvas.fonts import map_fonts, office_fonts, plain
from aqmap.render.paper.canvas.pen import Pen
from aqmap.render.paper.canvas.typeset import wrap

FONTS = map_fonts()


def test_a_subset_keeps_what_was_asked_for_in_its_weight() -> None:
    regular, bold = (
        TTFont(BytesIO(face.subset("伊犁", with_names=True).blob.data))
        for face in (FONTS.regular, FONTS.bold)
    )
    assert set(regular.getBestCmap()) == {ord("伊"), ord("犁")}
    assert "fvar" not in regular
    assert "glyf" in regular
    assert (regular["OS/2"].usWeightClass, bold["OS/2"].usWeightClass) == (400, 700)


def test_equal_letters_give_equal_subsets() -> None:
    first, again = (FONTS.bold.subset(letters).blob.data for letters in ("伊犁州", "州犁伊"))
    assert first == again


def test_width_of_chinese_is_its_size() -> None:
    assert FONTS.width_mm("伊犁", 72) == pytest.approx(2 * 25.4)


def test_bold_latin_is_as_wide_as_fonttools_says_of_the_instance() -> None:
    bold = TTFont(BytesIO(FONTS.bold.subset("W").blob.data))
    width, _ = bold["hmtx"][bold.getBestCmap()[ord("W")]]
    assert FONTS.width_mm("W", 72, bold=True) == pytest.approx(25.4 * width / 1000)


def test_faults_name_the_character_and_the_text() -> None:
    (fault,) = FONTS.faults("伊\U0001f600\U0001f600")
    assert "U+1F600" in fault.said.en
    assert "伊\U0001f600\U0001f600" in fault.said.zh


def test_plain_has_ordinary_spaces() -> None:
    assert plain("1:2\u2009500\u202f000\n") == "1:2 500 000 "


def office_file(tmp_path: Path, letters: str) -> FileContent:
    """Write a synthetic office font: Noto cut down to a few letters."""
    path = tmp_path / "office.ttf"
    path.write_bytes(FONTS.regular.subset(letters, with_names=True).blob.data)
    return FileContent.read(path)


def test_an_offices_font_is_checked_letter_by_letter(tmp_path: Path) -> None:
    file = office_file(tmp_path, "伊犁")
    fonts = office_fonts(file, file)
    assert fonts.faults("伊犁") == []
    (fault,) = fonts.faults("伊宁")
    assert "宁 (U+5B81)" in fault.said.en


def test_what_is_no_truetype_font_is_named(tmp_path: Path) -> None:
    path = tmp_path / "仿宋.ttf"
    path.write_bytes(b"no font at all")
    with pytest.raises(SourceError, match="TrueType") as caught:
        office_fonts(FileContent.read(path), FileContent.read(path))
    assert str(path) in caught.value.faults[0].said.zh


def test_wrap_keeps_punctuation_off_line_starts() -> None:
    pen = Pen(FONTS, 100, 100)
    size, four_wide = 10.0, 4 * 10 * 25.4 / 72 + 0.01
    assert wrap(pen, "伊犁州直，伊犁", size, four_wide) == ["伊犁州", "直，伊犁"]
    assert wrap(pen, "伊犁州（直）", size, four_wide) == ["伊犁州", "（直）"]
    assert wrap(pen, "", size, four_wide) == [""]


def test_wrap_keeps_numbers_whole() -> None:
    pen = Pen(FONTS, 100, 100)
    assert wrap(pen, "伊犁州2021", 10.0, 4 * 10 * 25.4 / 72) == ["伊犁州", "2021"]
    assert wrap(pen, "伊犁州2 021 000.5", 10.0, 6 * 10 * 25.4 / 72) == ["伊犁州", "2 021 000.5"]
    assert wrap(pen, "伊犁2 2021", 10.0, 4 * 10 * 25.4 / 72) == ["伊犁2", "2021"]
    # What does not fit is the bracket alone: it takes the number with it, not its last digit.
    room = pen.width("污染（101–150", 10.0) + 0.5
    assert wrap(pen, "污染（101–150）", 10.0, room) == ["污染", "（101–150）"]
