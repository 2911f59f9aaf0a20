"""Where everything stands on an A4 page, or on a figure of a report, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqmap.render.paper.canvas.pen import Box

FRAME_GAP_MM = 4.6
"""Between neat line and outer frame; the graticule's labels stand in it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """
    The parts of one page.

    Attributes
    ----------
    width, height
        Of the sheet.
    head
        Title and subtitle.
    outer, neat
        The outer frame, and the neat line in which the map stands.
    panels
        Columns for legend and table, in the order they are filled.
    notes, imprint
        The note block, and compiler and date lower right; the status is the page's lowest line.
    """

    width: float
    height: float
    head: Box
    outer: Box
    neat: Box
    panels: tuple[Box, ...]
    notes: Box
    imprint: Box


def page_layout(
    orientation: Literal["landscape", "portrait"], size: Literal["a4", "figure"] = "a4"
) -> Layout:
    """Return the parts of an A4 page, or of a figure, whose title and notes stand in the text."""
    if size == "figure":
        return _FIGURE
    return _LANDSCAPE if orientation == "landscape" else _PORTRAIT


def _layout(
    size: tuple[float, float],
    outer: Box,
    panels: tuple[Box, ...],
    notes_top: float,
    *,
    whole_width: bool = False,
) -> Layout:
    """Notes stand left of the imprint, or over the page's whole width above it."""
    width, height = size
    left, right, bottom = 12.0, width - 10.0, 8.0
    imprint = Box(right - 58, bottom, right, bottom + 9 if whole_width else notes_top)
    notes = (
        Box(left, imprint.top, right, notes_top)
        if whole_width
        else Box(left, bottom, imprint.left - 4, notes_top)
    )
    return Layout(
        width,
        height,
        Box(left, outer.top + 3, right, height - 8),
        outer,
        outer.grown(-FRAME_GAP_MM),
        panels,
        notes,
        imprint,
    )


_LANDSCAPE = _layout(
    (297.0, 210.0), Box(12, 41.5, 225, 186.5), (Box(229, 18, 287, 186.5),), notes_top=37.5
)
_PORTRAIT = _layout(
    (210.0, 297.0),
    Box(12, 155, 200, 271),
    (Box(12, 52, 104, 151), Box(110, 52, 200, 151)),
    notes_top=49.0,
    whole_width=True,
)
_FIGURE = Layout(
    width=150.0,
    height=105.0,
    head=Box(0.5, 105, 149.5, 105),
    outer=Box(0.5, 15, 104.5, 104.5),
    neat=Box(0.5, 15, 104.5, 104.5).grown(-FRAME_GAP_MM),
    panels=(Box(107.5, 13, 149.5, 104.5),),
    notes=Box(0.5, 3.2, 105, 14.2),
    imprint=Box(0.5, 0.2, 105, 3.0),
)
"""A map as a text block of GB/T 9704 (156 mm wide) takes it, two below each other on a page."""
