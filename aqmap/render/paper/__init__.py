"""Print maps: A4 sheets as PDF, PNG and SVG, and the atlas of them all."""

from __future__ import annotations

from aqmap.render.paper.atlas import write_sheets
from aqmap.render.paper.canvas.fonts import MapFonts, make_fonts
from aqmap.render.paper.draw_figure import MapPicture, draw_pictures
from aqmap.render.paper.draw_sheet import to_figure

__all__ = ["MapFonts", "MapPicture", "draw_pictures", "make_fonts", "to_figure", "write_sheets"]
