"""The furniture around a map: head, frame, graticule labels, scale, north arrow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.render.paper.canvas.fitted_lines import at_most, balanced, cut, fitting
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.page_layout import Layout
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen, line_arrays
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.north_arrow import NorthArrow
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang, say

TITLE_PT, SUBTITLE_PT, _TWO_LINES_PT, _DEGREE_PT = 14.0, 9.0, 12.0, 6.0
_MOST_ALERT_LINES, _NARROWEST_FOOT_MM = 3, 50.0
_BAR_SHARES = (0.2, 0.3)
_SENTENCE_MM = 130.0
_STEPS = (1.0, 2.0, 2.5, 5.0)


def draw_head(pen: Pen, layout: Layout, title: str, subtitle: str, corner: tuple[str, str]) -> None:
    """Draw the title and subtitle; the book's name upper left, the map's number upper right."""
    head = layout.head
    middle = head.center[0]
    size, lines = _title_lines(pen, title, head.width)
    pitch = size * MM_PER_POINT * 1.12
    top = head.top - (5.2 if len(lines) == 1 else 3.2)
    for number, line in enumerate(lines):
        pen.text(middle, top - pitch * number, line, size, bold=True, anchor="center")
    below = head.top - (11.2 if len(lines) == 1 else 12.2)
    subtitle_pt = fitting(pen, subtitle, head.width, SUBTITLE_PT)
    subtitle = cut(pen, subtitle, subtitle_pt, head.width)
    pen.text(middle, below, subtitle, subtitle_pt, color="#333333", anchor="center")
    book, number_words = corner
    room = head.width - pen.width(number_words, 8, bold=True) - 4
    pen.text(head.left, head.top + 0.6, cut(pen, book, 6.5, room), 6.5, color=GREY)
    pen.text(head.right, head.top + 0.4, number_words, 8, bold=True, anchor="right")


def _title_lines(pen: Pen, title: str, room: float) -> tuple[float, list[str]]:
    """Return a title in one line of 14 to 12 points, or else in two, as large as it fits."""
    size = fitting(pen, title, room, TITLE_PT, bold=True)
    if size >= _TWO_LINES_PT:
        return size, [title]
    for size in (_TWO_LINES_PT, 11.0, 10.0, 9.0):
        lines = balanced(pen, title, size, room, bold=True)
        if len(lines) <= 2:
            break
    return size, at_most(pen, lines, 2, size, room, bold=True)


def draw_frame(pen: Pen, outer: Box, ground: Ground) -> None:
    """Draw neat line and outer frame, and the graticule's degrees between them."""
    neat = ground.frame.box
    pen.box(neat, edge=INK, width_mm=0.3)
    pen.box(outer, edge=INK, width_mm=0.6)
    gap = (neat.left - outer.left) / 2
    for side, labels in _degree_labels(pen, ground).items():
        for _, position, word in labels:
            x = {"left": neat.left - gap, "right": neat.right + gap}.get(side, position)
            y = {"bottom": neat.bottom - gap, "top": neat.top + gap}.get(side, position)
            turned = {"left": 90, "right": 270}.get(side, 0)
            pen.text(x, y, word, _DEGREE_PT, color="#444444", anchor="center", turned=turned)


_DegreeLabel = tuple[int, float, str]
"""The degree, where on its side of the frame it stands, and its words."""


def _degree_labels(pen: Pen, ground: Ground) -> dict[str, list[_DegreeLabel]]:
    """Return the graticule's labels; where they would meet, every second, third … line has one."""
    neat = ground.frame.box
    labels: dict[str, list[_DegreeLabel]] = {
        side: [] for side in ("bottom", "top", "left", "right")
    }
    for degree, is_meridian, line in ground.graticule:
        word = f"{degree}°{'E' if is_meridian else 'N'}"
        half = pen.width(word, _DEGREE_PT) / 2
        for x, y in _ends(line, neat):
            if is_meridian and neat.left + half < x < neat.right - half:
                side = "bottom" if _on(y, neat.bottom) else "top" if _on(y, neat.top) else ""
                at = x
            elif not is_meridian and neat.bottom + half < y < neat.top - half:
                side = "left" if _on(x, neat.left) else "right" if _on(x, neat.right) else ""
                at = y
            else:
                continue
            if side:
                labels[side].append((degree, at, word))
    return {side: _thinned(pen, listed) for side, listed in labels.items()}


def _thinned(pen: Pen, labels: list[_DegreeLabel]) -> list[_DegreeLabel]:
    """Return as many labels as do not meet, at even steps."""
    degrees = sorted({degree for degree, _, _ in labels})
    step = min((b - a for a, b in pairwise(degrees)), default=1)
    for every in range(1, len(degrees) + 1):
        shown = [label for label in labels if label[0] // step % every == 0]
        if not _meet(pen, shown):
            return shown
    return []


def _meet(pen: Pen, labels: list[_DegreeLabel]) -> bool:
    spans = sorted((at, pen.width(word, _DEGREE_PT)) for _, at, word in labels)
    return any(b - a < (first + second) / 2 + 1 for (a, first), (b, second) in pairwise(spans))


def _ends(line: BaseGeometry, neat: Box) -> list[tuple[float, float]]:
    on_edge = shapely.intersection(line, neat.shape.boundary)
    ends = shapely.get_coordinates(on_edge)
    if not len(ends):
        ends = np.vstack([a[[0, -1]] for a in line_arrays(line)])
    return [(float(x), float(y)) for x, y in ends]


def _on(position: float, *edges: float) -> bool:
    return any(abs(position - edge) < 0.01 for edge in edges)


def scale_text(denominator: int) -> str:
    """Return a numeric scale as it is printed: 1:2 500 000."""
    return "1:" + f"{denominator:,}".replace(",", "\u2009")


def bar_length_km(frame: MapFrame, room_mm: float) -> float:
    """
    Return the ground length of the scale bar.

    It is round, a fifth to a third of the frame's width, and shorter where there is less room.
    """
    low, high = (share * frame.box.width / frame.mm_per_m / 1000 for share in _BAR_SHARES)
    high = min(high, room_mm / frame.mm_per_m / 1000)
    power: float = 10.0 ** math.floor(math.log10(low / 4))
    rounds = [4 * step * power * tens for tens in (0.1, 1, 10) for step in _STEPS]
    fitting = [length for length in rounds if low <= length <= high]
    return fitting[0] if fitting else max(length for length in rounds if length <= high)


def draw_scale(pen: Pen, frame: MapFrame, column: Box, top: float, lang: Lang) -> float:
    """
    Draw the numeric scale and a bar of four segments across a column, from `top` down.

    Returns
    -------
    bottom
        Where the drawing ends, in millimetres.
    """
    number = say("paper.scale", lang, scale=scale_text(frame.denominator))
    left, unit = column.left, say("paper.km", lang)
    pen.text(left, top - 1.8, number, 8, bold=True)
    length = bar_length_km(frame, column.width - 2.6 - pen.width(unit, 6.5))
    step = length * 1000 * frame.mm_per_m / 4
    y = top - 8.2
    for part in range(4):
        box = Box(left + 1 + part * step, y, left + 1 + (part + 1) * step, y + 1.3)
        pen.box(box, INK if part % 2 == 0 else "white", edge=INK, width_mm=0.15)
    for part in range(5):
        x = left + 1 + part * step
        pen.text(x, y + 2.9, f"{length * part / 4:g}", 6.5, anchor="center")
    pen.text(left + 2.6 + 4 * step, y + 0.6, unit, 6.5)
    return y - 1


def draw_north(pen: Pen, arrow: NorthArrow, lang: Lang) -> None:
    """Draw the north arrow with its letter."""
    pen.call(arrow.drawing)
    pen.text(*arrow.sign, say("paper.north", lang), 8, bold=True, anchor="center", halo_pt=0.7)


@dataclass(frozen=True)
class Alert:
    """What must not be overlooked, the box it stands in, the size that makes it fit, its ink."""

    lines: tuple[str, ...]
    box: Box
    size_pt: float
    color: str


def place_alerts(pen: Pen, land: RegionGround, alerts: list[str]) -> list[Alert]:
    """Return what must not be overlooked, below each other at the foot of the map."""
    neat, largest = land.layout.neat, 8.0
    bottom, placed = neat.bottom + 1.2, []
    left, right = _foot(land)
    for words in reversed(alerts):
        room = right - left - 8
        size = fitting(pen, words, room, largest, bold=True)
        lines = balanced(pen, words, size, room, bold=True)
        lines = at_most(pen, lines, _MOST_ALERT_LINES, size, room, bold=True)
        half = max(pen.width(line, size, bold=True) for line in lines) / 2 + 1.2
        height = size * MM_PER_POINT * 1.5 * len(lines)
        middle = (left + right) / 2
        box = Box(middle - half, bottom, middle + half, bottom + height)
        placed.append(Alert(tuple(lines), box, size, RED))
        bottom = box.top + 1
    return placed


def _foot(land: RegionGround) -> tuple[float, float]:
    """Return from where to where the foot of the map is free."""
    neat = land.layout.neat
    low = [box for box in land.boxes if box.bottom < neat.bottom + 0.25 * neat.height]
    left = max([neat.left, *(box.right for box in low if box.center[0] < neat.center[0])])
    right = min([neat.right, *(box.left for box in low if box.center[0] >= neat.center[0])])
    return (left, right) if right - left >= _NARROWEST_FOOT_MM else (neat.left, neat.right)


def place_sentence(pen: Pen, land: RegionGround, words: str, alerts: list[Alert]) -> Alert:
    """Return what is said of the whole map: at its foot, beside insets and the national border."""
    neat, size = land.layout.neat, 8.0
    left, right = _foot(land)
    lines = balanced(pen, words, size, min(right - left, _SENTENCE_MM) - 8, bold=True)
    half = max(pen.width(line, size, bold=True) for line in lines) / 2 + 1.6
    bottom = alerts[-1].box.top + 1 if alerts else neat.bottom + 1.2
    height = size * MM_PER_POINT * 1.5 * len(lines)
    spots = ((left + right) / 2, right - half - 1.2, left + half + 1.2)
    boxes = [Box(x - half, bottom, x + half, bottom + height) for x in spots]
    border = land.main.national
    box = next((b for b in boxes if not b.shape.intersects(border)), boxes[0])
    return Alert(tuple(lines), box, size, INK)


def draw_alerts(pen: Pen, alerts: list[Alert]) -> None:
    """Draw warnings and what is said of the whole map, each in its box and ink."""
    for alert in alerts:
        pen.box(alert.box, "white", edge=alert.color, width_mm=0.2)
        x, y = alert.box.center
        pitch = alert.box.height / len(alert.lines)
        for number, line in enumerate(alert.lines):
            above = pitch * ((len(alert.lines) - 1) / 2 - number)
            pen.text(
                x, y + above, line, alert.size_pt, bold=True, color=alert.color, anchor="center"
            )
