"""Met and not met look alike on page and paper, and apart in grey and to every eye."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import aqmap
from aqmap.book.book_layers import Cell
from aqmap.book.status_palette import SIGN_STROKES, VERDICT_LOOKS
from aqmap.decide.compose.classify import status_scale
from aqmap.model.joined import Status
from aqmap.render.browser.payload.payload import book_payload
from aqmap.render.paper import map_fonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.signs import draw_status
from tests.books import square_book
from tests.sheet_words import painted_on, words_of

MET, NOT_MET = VERDICT_LOOKS[Status.MET], VERDICT_LOOKS[Status.NOT_MET]
# Linear RGB as seen without green and without red cones: Machado, Oliveira, Fernandes 2009.
EYES = {
    "every cone": np.eye(3),
    "no green cones": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
         [-0.011820, 0.042940, 0.968881]]
    ),
    "no red cones": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
         [-0.003882, -0.048116, 1.051998]]
    ),
}  # fmt: skip
GREY = np.array([0.2126, 0.7152, 0.0722])


def linear(color):
    parts = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("eye", EYES)
def test_the_colours_differ_in_lightness_for_every_eye_and_in_a_grey_copy(eye):
    """3 to 1 is what WCAG asks of graphics that stand beside each other."""
    light, dark = (float(GREY @ (EYES[eye] @ linear(look.color))) for look in (MET, NOT_MET))
    assert (light + 0.05) / (dark + 0.05) >= 3


def test_each_verdict_has_a_sign_and_a_word_of_its_own():
    met, not_met = status_scale().classes
    assert (met.symbol, met.label.zh) == ("check", "完成目标")
    assert (not_met.symbol, not_met.label.zh) == ("cross", "未完成目标")
    assert set(SIGN_STROKES) == {"check", "cross"}


def test_page_and_paper_have_the_same_colours():
    (layer,) = (x for x in book_payload(square_book())["layers"] if x["id"] == "pm25")
    (view,) = (view for view in layer["views"] if view["name"] == "status")
    assert [row[0] for row in view["scale"]["classes"]] == [MET.color, NOT_MET.color]
    page = draw_sheet(square_book().sheet("pm25", "status"), map_fonts())
    drawn = {area.face.upper() for area in painted_on(page)}
    assert {MET.color, NOT_MET.color} <= drawn


def test_no_renderer_has_a_palette_of_verdicts_of_its_own():
    package = Path(aqmap.__file__).parent
    written = [
        file
        for pattern in ("render/**/*.py", "render/**/*.js", "render/**/*.css")
        for file in package.glob(pattern)
        if any(look.color in file.read_text(encoding="utf-8").upper() for look in (MET, NOT_MET))
    ]
    assert written == []


class RecordingPen:
    def __init__(self):
        self.drawn = []

    def circle(self, *_args, **_kwargs):
        pass

    def lines(self, lines, *_args, **_kwargs):
        self.drawn += lines


@pytest.mark.parametrize("sign", ["check", "cross"])
def test_page_and_paper_draw_one_sign(sign):
    """The page's y points down, the paper's up."""
    pen: Any = RecordingPen()
    draw_status(pen, (10.0, 20.0), sign, 4.0)
    on_page = book_payload(square_book())["signs"][sign]
    assert pen.drawn == [[(10 + 2 * x, 20 - 2 * y) for x, y in line] for line in on_page]


def test_a_place_without_outline_has_its_verdicts_sign_on_paper(monkeypatch):
    book = square_book()
    sheet = book.sheet("pm25", "status")
    drawn = []
    monkeypatch.setattr(
        "aqmap.render.paper.map.signs.draw_status",
        lambda _pen, _spot, symbol, size=0.0: drawn.append((symbol, size)),
    )
    rows = tuple(
        (place, Cell(None, 1) if place.level == "zone" else cell) for place, cell in sheet.rows
    )
    assert any(place.level == "zone" and place.lon is not None for place, _ in rows)
    page = draw_sheet(replace(sheet, rows=rows), map_fonts())
    assert ("cross", 2.4) in drawn
    assert "未完成目标" in words_of(page)
