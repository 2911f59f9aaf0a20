"""How print maps are written: in which formats, how fine, in which fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aqmap.model.page_sizes import PrintFormat, SizeName
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts

PNG_DPI = 300


@dataclass(frozen=True)
class PrintStyle:
    """
    How print maps are written.

    Attributes
    ----------
    formats
        Of the single maps; the atlas is a PDF.
    dpi
        Dots an inch of a PNG.
    fonts
        The only fonts of every page.
    county_sheets
        Write the overview of each region and the sheet of each place too: ``overview-ID.pdf`` and
        ``county-CODE.pdf``, in the atlas before and after the maps.
    size
        Of the maps' pages, instead of their regions' own.
    """

    formats: Sequence[PrintFormat] = ("pdf",)
    dpi: int = PNG_DPI
    fonts: MapFonts = field(default_factory=map_fonts)
    county_sheets: bool = False
    size: SizeName | None = None
