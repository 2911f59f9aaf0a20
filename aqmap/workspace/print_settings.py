"""What ``aqmap.toml`` says of printing."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import BeforeValidator, Field

from aqmap.model.page_sizes import ALL_BESIDE, Beside, PrintFormat, SizeName
from aqmap.workspace.toml_schema import Spec


def _parts_beside(written: object) -> tuple[object, ...]:
    """Return what is to stand beside a map: one name, several, or ``none``."""
    names = [] if written == "none" else [written] if isinstance(written, str) else written
    if not isinstance(names, list) or not all(name in get_args(Beside) for name in names):
        raise ValueError("spec.beside")
    if len(set(names)) < len(names):
        raise ValueError("spec.once_each")
    return tuple(names)


PartsBeside = Annotated[tuple[Beside, ...], BeforeValidator(_parts_beside)]
"""Written as ``"table"``, ``["bars", "table"]`` or ``"none"``."""


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
    beside
        What stands beside each map, unless its layer says another.
    """

    formats: tuple[PrintFormat, ...] = ("pdf",)
    size: SizeName = "a4"
    dpi: int = Field(default=300, ge=72, le=1200)
    font: str = ""
    bold_font: str = ""
    county_sheets: bool = True
    beside: PartsBeside = ALL_BESIDE
