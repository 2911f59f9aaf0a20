"""The colour bar of a grid under the county lines: limits, unit, and what kind of values it has."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import floor, log10

import numpy as np

from aqmap.book.map_book import MapSheet
from aqmap.book.map_signs import COUNTY_LINE
from aqmap.book.underlays import NO_DATA, Covered, Grid
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.drawing import Picture
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.words import Lang, say

_TITLE_PT, _PT, _SMALL_PT, _LINE_MM, _BAR_MM = 8.0, 7.0, 6.5, 3.3, 3.4
_SWATCH_MM = (8.0, 2.8)
_TRIES = ((5, _PT), (3, _PT), (2, _PT), (2, 6.0))
"""How many numbers stand at the bar, and in which size."""
_OVER_MM, _APART_MM = 2.0, 1.2


def draw_color_bar(
    pen: Pen,
    sheet: MapSheet,
    box: Box,
    take: Callable[[float], float],
    lang: Lang,
) -> None:
    """
    Draw the bar of a map's grid, if there is one, into a column from its top down.

    Parameters
    ----------
    pen, sheet, lang
        What is drawn, in which language.
    box
        The column.
    take
        Uses some of its height and returns the middle of it.
    """
    underlay = sheet.underlay
    if underlay is None:
        return
    facts = {"title": underlay.title, "unit": underlay.unit}
    words = say("underlay.title", lang, **facts, period=period_text(underlay.period))
    for line in wrap(pen, words, _TITLE_PT, box.width, bold=True):
        pen.text(box.left, take(_LINE_MM), line, _TITLE_PT, bold=True)
    take(0.6)
    y, count = take(_BAR_MM), len(underlay.colors)
    bar = Box(box.left + 2, y - _BAR_MM / 2, box.right - 4, y + _BAR_MM / 2)
    picture = Picture(np.arange(count, dtype=np.uint8)[None, :], underlay.colors)
    pen.image(picture, bar)
    pen.box(bar, edge=INK, width_mm=0.15)
    covered = underlay.covered.get(sheet.region.id) or _covered_whole(underlay.grid)
    _draw_ticks(pen, underlay.limits, covered, bar, take(_LINE_MM))
    kind = say(f"basis.{underlay.basis}", lang)
    key = "underlay.kind" if covered.share == 1 else "underlay.kind_of_part"
    _draw_remark(pen, say(key, lang, kind=kind, share=covered.percent), box, take)
    take(1.0)


def _draw_remark(pen: Pen, words: str, box: Box, take: Callable[[float], float]) -> None:
    """Draw the colour of cells without a value, and say what kind of values the others have."""
    width, height = _SWATCH_MM
    left = box.left + width + 1.5
    lines = wrap(pen, words, _SMALL_PT, box.right - left)
    for number, line in enumerate(lines):
        y = take(_LINE_MM if number else 4.0)
        if number == 0:
            swatch = Box(box.left, y - height / 2, box.left + width, y + height / 2)
            pen.box(swatch, NO_DATA, edge=COUNTY_LINE, width_mm=0.15)
        pen.text(left, y, line, _SMALL_PT)


def _covered_whole(grid: Grid) -> Covered:
    """Return what a grid covers of which nothing is known but its values."""
    return Covered(1.0, float(np.nanmin(grid.values)), float(np.nanmax(grid.values)))


def _draw_ticks(
    pen: Pen, limits: tuple[float, float], covered: Covered, bar: Box, y: float
) -> None:
    """Draw numbers below the bar, as many at even steps as stand apart; none sticks out."""
    for count, size in _TRIES:
        ticks = [_tick(limits, covered, number, count) for number in range(count)]
        steps = [bar.left + number / (count - 1) * bar.width for number in range(count)]
        halves = [pen.width(words, size) / 2 for words in ticks]
        middles = [
            min(max(x, bar.left - _OVER_MM + half), bar.right + _OVER_MM - half)
            for x, half in zip(steps, halves, strict=True)
        ]
        ends = pairwise(zip(middles, halves, strict=True))
        if all(a + a_half + _APART_MM <= b - b_half for (a, a_half), (b, b_half) in ends):
            break
    for x, middle, words in zip(steps, middles, ticks, strict=True):
        pen.lines([[(x, bar.bottom), (x, bar.bottom - 0.8)]], 0.15, INK)
        pen.text(middle, y, words, size, anchor="center")


def _tick(limits: tuple[float, float], covered: Covered, number: int, count: int) -> str:
    """Return a number at the bar; at an end that values pass, with ≤ or ≥."""
    low, high = limits
    if number == 0:
        return _written(low, "≤" if covered.lowest is not None and covered.lowest < low else "")
    if number == count - 1:
        passed = covered.highest is not None and covered.highest > high
        return _written(high, "≥" if passed else "")
    step = (high - low) / (count - 1)
    # A thousandth of a step more is no reader's.
    return _written(round(low + number * step, 3 - floor(log10(step))))


def _written(value: float, sign: str = "") -> str:
    return sign + f"{value:.10g}".replace("-", "−")
