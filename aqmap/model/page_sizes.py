"""The sizes of print maps by name, exact in millimetres, and the formats of their files."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Orientation = Literal["landscape", "portrait"]
Beside = Literal["bars", "table"]
"""What can stand beside a map: its numbers as bars, and as a table."""

ALL_BESIDE: tuple[Beside, ...] = ("bars", "table")
PrintFormat = Literal["pdf", "png", "svg"]
"""Of a single map's file."""
SizeName = Literal[
    "a4",
    "a4-landscape",
    "a4-portrait",
    "a3",
    "a3-landscape",
    "a3-portrait",
    "figure-150x105",
    "figure-160x90",
    "figure-156x200",
    "figure-225x150",
    "slide",
]
"""What `size` may be; a bare paper size stands as its region's `orientation` says."""
SIZE_NAMES: tuple[SizeName, ...] = get_args(SizeName)


class PageSize(NamedTuple):
    """
    A page.

    Attributes
    ----------
    width, height
        In millimetres.
    is_figure
        Whether it is set into a text that says its title, values and notes itself.
    paper
        The paper that it is printed on at full size; none where it is shown on screens.
    """

    width: float
    height: float
    is_figure: bool = False
    paper: str = "A4"


_SIZES = {
    "a4-landscape": PageSize(297, 210),
    "a4-portrait": PageSize(210, 297),
    "a3-landscape": PageSize(420, 297, paper="A3"),
    "a3-portrait": PageSize(297, 420, paper="A3"),
    # The text block of GB/T 9704 is 156 mm wide and 225 high: two below each other, a whole page
    # less title and note, and a turned page.
    "figure-150x105": PageSize(150, 105, is_figure=True),
    # 16:9: set larger on a slide, its words are read from afar.
    "figure-160x90": PageSize(160, 90, is_figure=True, paper=""),
    "figure-156x200": PageSize(156, 200, is_figure=True),
    "figure-225x150": PageSize(225, 150, is_figure=True),
    # 16:9, 10 by 5.625 inches: what slide programs call on-screen show.
    "slide": PageSize(254, 142.875, paper=""),
}


def page_size(name: SizeName, orientation: Orientation) -> PageSize:
    """
    Return a page by its name.

    Examples
    --------
    >>> page_size("a3", "landscape")
    PageSize(width=420, height=297, is_figure=False, paper='A3')
    """
    return _SIZES[name if name in _SIZES else f"{name}-{orientation}"]
