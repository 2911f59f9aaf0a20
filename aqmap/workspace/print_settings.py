"""What ``aqmap.toml`` says of printing."""

from __future__ import annotations

from pydantic import Field

from aqmap.model.page_sizes import PrintFormat, SizeName
from aqmap.workspace.toml_schema import Spec


class PrintSettings(Spec):
    """
    How the print maps are written.

    Attributes
    ----------
    formats
        Of the single maps; the atlas is a PDF.
    size
        Of the pages, by name; a region may have another.
    dpi
        Dots an inch of a PNG.
    font, bold_font
        TrueType files of an office (仿宋_GB2312, 小标宋), by their paths from the workspace; one
        alone serves for both. Without them, Noto Sans SC.
    county_sheets
        Whether the overview of each region and the sheet of each place are printed too.
    """

    formats: tuple[PrintFormat, ...] = ("pdf",)
    size: SizeName = "a4"
    dpi: int = Field(default=300, ge=72, le=1200)
    font: str = ""
    bold_font: str = ""
    county_sheets: bool = True
