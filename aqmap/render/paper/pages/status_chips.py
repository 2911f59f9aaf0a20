"""A status as a small field: the map's colour or hatch, with its sign or letter."""

from __future__ import annotations

from aqmap.book.book_layers import Cell
from aqmap.book.map_signs import (
    COUNTY_LINE,
    DOT_RADIUS_MM,
    family_of,
)
from aqmap.book.scales import ABSENT_FILL, HATCH_LINE, NO_TASK_FILL
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
    if family == "unusable":
        _draw_dots(pen, box)
    letter = say(f"reason.{status.reason}.letter", lang)
    pen.text(*box.center, letter, 6.5, bold=True, anchor="center", halo_pt=0.8)


def _draw_dots(pen: Pen, box: Box) -> None:
    """Dot a field as a county is; its dots are few, and need no geometry."""
    for x in (box.left + 0.6, box.center[0], box.right - 0.6):
        for y in (box.bottom + 0.6, box.top - 0.6):
            pen.circle((x, y), DOT_RADIUS_MM, HATCH_LINE, edge="none", width_mm=0)
