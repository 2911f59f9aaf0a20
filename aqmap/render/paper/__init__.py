"""Print maps: sheets as PDF, PNG and SVG, and the atlas of them all."""

from __future__ import annotations

from aqmap.render.paper.atlas import write_sheets
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts, office_fonts
from aqmap.render.paper.character_check import lacking_characters
from aqmap.render.paper.draw_figure import MapPicture, draw_pictures
from aqmap.render.paper.export import sheet_picture, to_figure
from aqmap.render.paper.print_style import PrintStyle

__all__ = [
    "MapFonts",
    "MapPicture",
    "PrintStyle",
    "draw_pictures",
    "lacking_characters",
    "map_fonts",
    "office_fonts",
    "sheet_picture",
    "to_figure",
    "write_sheets",
]
