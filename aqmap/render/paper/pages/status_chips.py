"""A status as a small field: the map's colour or hatch, with its sign or letter."""

from __future__ import annotations

import math

from aqmap.book.book_layers import Cell
from aqmap.book.map_signs import (
    ABSENT_FILL,
    COUNTY_LINE,
    DOT_RADIUS_MM,
    HATCH_MM,
    HATCH_STEP_MM,
    family_of,
)
from aqmap.book.scales import HATCH_LINE, NO_TASK_FILL, Family
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.map.signs import draw_status
from aqmap.words import Lang, say

CHIP_MM = (4.4, 3.6)


def draw_chip(pen: Pen, status: Cell, left: float, y: float, lang: Lang) -> None:
    """Draw a status at a middle height `y`: never by colour alone."""
    width, height = CHIP_MM
    box = Box(left, y - height / 2, left + width, y + height / 2)
    if not status.reason:
        look = tuple(VERDICT_LOOKS.values())[status.klass]
        pen.box(box, look.color, edge=COUNTY_LINE, width_mm=0.12)
        draw_status(pen, box.center, look.sign, 2.8)
        return
    family = family_of(status.klass)
    face = NO_TASK_FILL if family == "none" else ABSENT_FILL
    pen.box(box, face, edge=COUNTY_LINE, width_mm=0.12)
    _draw_hatch(pen, box, family)
    letter = say(f"reason.{status.reason}.letter", lang)
    pen.text(*box.center, letter, 6.5, bold=True, anchor="center", halo_pt=0.8)


def _draw_hatch(pen: Pen, box: Box, family: Family) -> None:
    """Hatch a field as a county is; its strokes are few, and need no geometry."""
    if family == "unusable":
        for x in (box.left + 0.6, box.center[0], box.right - 0.6):
            for y in (box.bottom + 0.6, box.top - 0.6):
                pen.circle((x, y), DOT_RADIUS_MM, HATCH_LINE, edge="none", width_mm=0)
    elif family != "none":
        pen.lines(_strokes(box, 1 if family == "silent" else -1), HATCH_MM, HATCH_LINE)


def _strokes(box: Box, lean: int) -> list[list[tuple[float, float]]]:
    """Return the diagonals of a field, at the distance they have on the map."""
    step, strokes = HATCH_STEP_MM * math.sqrt(2), []
    offset = step / 2 - box.height
    while offset < box.width:
        # From the lower edge up at 45 degrees, cut at the sides.
        start, end = max(offset, 0.0), min(offset + box.height, box.width)
        ends = [(start, start - offset), (end, end - offset)]
        strokes.append([_mirrored(box, x, y, lean) for x, y in ends])
        offset += step
    return strokes


def _mirrored(box: Box, x: float, y: float, lean: int) -> tuple[float, float]:
    return (box.left + x if lean > 0 else box.right - x), box.bottom + y
