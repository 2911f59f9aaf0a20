"""Paper says once that no place has a value: no letter, no number of a note in any county."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from aqmap.book.book_layers import Cell
from aqmap.book.missing_values import missing_values
from aqmap.book.scales import REASONS, reason_class
from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.insets import with_strip
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.margin.furniture import place_sentence
from aqmap.words import Text, text
from tests.books import square_book
from tests.sheet_words import notes_of, words_of

LETTERS = {text(f"reason.{reason}.letter").zh for reason, _ in REASONS} - {"0"}  # the scale has one


def test_one_sentence_stands_for_all_places():
    sheet = square_book().sheet("pm25", "target", "2020", "west")
    words = words_of(draw_sheet(sheet, map_fonts()))
    assert missing_values(sheet).zh in words
    assert not LETTERS & set(words)
    said = Counter(word for word in words if "未收集到公布值" in word)
    assert said == {missing_values(sheet).zh: 1, "暂无数据（未收集到公布值）": 1}  # the legend's


def test_no_note_speaks_of_letters_or_of_a_table_that_is_not_there():
    notes = [n.zh for n in notes_of(square_book().sheet("pm25", "target", "2020", "west"))]
    assert not [note for note in notes if "代号" in note or "单列于表中" in note]
    assert any("图上不逐一标注" in note for note in notes)


def test_reasons_that_differ_stay_in_the_table_and_not_on_the_map():
    sheet = square_book().sheet("pm25", "target", "2020", "west")
    remark = Text("截至12月15日", "until 15 Dec")
    cells = [Cell(None, reason_class("blank"), qualifiers=(remark,))]
    cells += [Cell(None, reason_class("dash"))] * (len(sheet.rows) - 1)
    mixed = replace(sheet, rows=tuple(zip((p for p, _ in sheet.rows), cells, strict=True)))
    words = words_of(draw_sheet(mixed, map_fonts()))
    assert "各县（市）情况" in words
    assert words.count("原表为“-”") == 1 + 4  # the legend, and a row a county
    assert not LETTERS & set(words)
    assert not [word for word in words if word.endswith("①") and "原表为空白" not in word]


def test_a_map_with_one_value_keeps_its_letters():
    words = words_of(draw_sheet(square_book().sheet("pm25", "target", "2021", "west"), map_fonts()))
    assert "比" in words
    assert "各县（市）数值" in words


@pytest.mark.parametrize("region", ["ili", "changji"])
def test_the_sentence_lies_on_no_inset_and_no_national_border(default_book, region):
    sheet = default_book.sheet("pm25", "status", region=region)
    land = RegionGround(default_book, sheet.region)
    insets = [with_strip(inset.ground.frame.box) for inset in land.insets]

    class Ruler:
        """Every character is 2.8 mm wide, as in print at 8 points."""

        def width(self, words, *_args, **_kwargs):
            return 2.8 * len(words)

    pen: Any = Ruler()
    placed = place_sentence(pen, land, missing_values(sheet).zh, [])
    assert not any(placed.box.meets(inset) for inset in insets)
    assert land.layout.neat.shape.covers(placed.box.shape)
    assert not placed.box.shape.intersects(land.main.national)
    assert "".join(placed.lines) == missing_values(sheet).zh
