"""The difference from a target on paper: 0 in the middle, and which side is what."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import aqmap
from aqmap.decide.compose.classify import BETTER, WORSE, gap_scale
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.canvas.fonts import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang
from tests.books import square_book
from tests.sheet_words import words_of

SIDES: dict[Lang, str] = {
    "zh": "0为等于目标；蓝色一侧优于目标，红色一侧劣于目标",
    "en": "0 equals the target; the blue side is better, the red side worse",
}


@pytest.mark.parametrize("lang", SIDES)
@pytest.mark.parametrize("size", ["a4", "figure-150x105"])
def test_the_legend_says_which_side_is_better(lang: Lang, size: SizeName) -> None:
    sheet = square_book().sheet("pm25", "gap", "2021", "west")
    land = RegionGround(sheet.book, sheet.region, lang, size)
    words = words_of(draw_sheet(sheet, map_fonts(), lang, ground=land))
    joint = "" if lang == "zh" else " "
    assert SIDES[lang] in joint.join(words)


@pytest.mark.parametrize(("indicator", "low", "high"), [
    ("pm25", BETTER, WORSE), ("afforestation", WORSE, BETTER),
])  # fmt: skip
def test_the_middle_of_the_ramp_is_0(
    indicator: str, low: tuple[str, ...], high: tuple[str, ...], small_workspace: Path
) -> None:
    known = aqmap.open_workspace(small_workspace).indicators[indicator]
    scale = gap_scale([-8.0, 1.0, 3.0], known, None)
    limits = [klass.upper for klass in scale.classes[:-1]]
    assert limits == [-value for value in reversed(limits)], "as far on both sides"
    assert 0.0 in limits
    middle = limits.index(0.0)
    colors = [klass.color for klass in scale.classes]
    assert len(colors[: middle + 1]) == len(colors[middle + 1 :])
    assert (colors[0], colors[middle]) == (low[-1], low[0])
    assert (colors[middle + 1], colors[-1]) == (high[0], high[-1])
    assert all(a != b for a, b in pairwise(colors))
