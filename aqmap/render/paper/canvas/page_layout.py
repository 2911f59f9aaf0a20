"""Where everything stands on a page, in millimetres, worked out from its size."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aqmap.model.page_sizes import PageSize
from aqmap.render.paper.canvas.pen import Box

FRAME_GAP_MM = 4.6
"""Between neat line and outer frame; the graticule's labels stand in it."""

_MARGIN_MM, _BINDING_MM, _GUTTER_MM = 8.0, 12.0, 4.0
_RIGHT_MM = 10.0
_HEAD_MM = 12.5
_IMPRINT_MM, _IMPRINT_HEIGHT_MM = 58.0, 9.0
_LEGEND_MM, _TABLE_HEAD_MM, _TABLE_LINE_MM = 66.0, 24.0, 2.75
"""Heights of a legend of ten entries, of scale and head above a table, and of its least line."""
_RIM_MM, _STATUS_MM = 0.5, 2.8
"""Of a figure: its frame's half line, and the line of its status."""


@dataclass(frozen=True, slots=True)
class Layout:
    """
    The parts of one page.

    Attributes
    ----------
    width, height
        Of the sheet.
    head
        Title and subtitle; of no height on a figure.
    outer, neat
        The outer frame, and the neat line in which the map stands.
    panels
        Columns for legend and table, in the order they are filled.
    notes, imprint
        The note block, and compiler and date lower right; the status is the page's lowest line. On
        a figure the boundaries' signs, and the status.
    is_figure
        Whether title, notes and values are said by the text around it.
    paper
        On which its scale is true; see `PageSize`.
    """

    width: float
    height: float
    head: Box
    outer: Box
    neat: Box
    panels: tuple[Box, ...]
    notes: Box
    imprint: Box
    is_figure: bool = False
    paper: str = "A4"


def page_layout(
    size: PageSize, table_lines: int | None = None, *, has_table: bool = True
) -> Layout:
    """
    Return the parts of a page.

    Parameters
    ----------
    size
        Of the page.
    table_lines
        How many the longest table of its maps has: an upright page leaves no more room below the
        map than they and a legend need. Without it, a third of the page.
    has_table
        Whether bars or a table stand beside the map at all; without them the map takes their room.
    """
    width, height = size.width, size.height
    if size.is_figure:
        parts = _wide_figure(width, height) if width > height else _high_figure(width, height)
    else:
        parts = (
            _landscape(width, height, has_table=has_table)
            if width > height
            else _portrait(width, height, table_lines)
        )
    return replace(parts, paper=size.paper)


def _between(low: float, share: float, high: float) -> float:
    return min(max(low, share), high)


def _landscape(width: float, height: float, *, has_table: bool) -> Layout:
    """Return a page with legend and table right of the map, and the notes below it."""
    left, right = _BINDING_MM, width - _RIGHT_MM
    panel = _between(50, 0.195 * width, 76) if has_table else _between(42, 0.15 * width, 56)
    # As many lines of notes as on A4, whose columns are 100 mm wide.
    notes_height = _between(22, 29.5 * 213 / (right - left - _IMPRINT_MM - _GUTTER_MM), 30)
    notes_top = _MARGIN_MM + min(notes_height, 0.16 * height)
    outer = Box(left, notes_top + 4, right - panel - _GUTTER_MM, height - _MARGIN_MM - _HEAD_MM - 3)
    panels = (Box(right - panel, _MARGIN_MM + _IMPRINT_HEIGHT_MM + 1, right, outer.top),)
    imprint = Box(right - max(panel, _IMPRINT_MM), _MARGIN_MM, right, notes_top)
    notes = Box(left, _MARGIN_MM, imprint.left - _GUTTER_MM, notes_top)
    head = Box(left, outer.top + 3, right, height - _MARGIN_MM)
    neat = outer.grown(-FRAME_GAP_MM)
    return Layout(width, height, head, outer, neat, panels, notes, imprint)


def _portrait(width: float, height: float, table_lines: int | None) -> Layout:
    """Return a page with legend and table side by side below the map, above the notes."""
    left, right = _BINDING_MM, width - _RIGHT_MM
    imprint_top = _MARGIN_MM + _IMPRINT_HEIGHT_MM
    notes_top = imprint_top + 32 * _between(0.7, 188 / (right - left), 1)
    most = height / 3
    needed = most if table_lines is None else _TABLE_HEAD_MM + _TABLE_LINE_MM * table_lines
    panels_top = notes_top + 3 + _between(_LEGEND_MM, needed, most)
    half = (right - left - 6) / 2
    panels = (
        Box(left, notes_top + 3, left + half, panels_top),
        Box(right - half, notes_top + 3, right, panels_top),
    )
    outer = Box(left, panels_top + _GUTTER_MM, right, height - _MARGIN_MM - _HEAD_MM - 5.5)
    imprint = Box(right - _IMPRINT_MM, _MARGIN_MM, right, imprint_top)
    notes = Box(left, imprint_top, right, notes_top)
    head = Box(left, outer.top + 3, right, height - _MARGIN_MM)
    neat = outer.grown(-FRAME_GAP_MM)
    return Layout(width, height, head, outer, neat, panels, notes, imprint)


def _wide_figure(width: float, height: float) -> Layout:
    """Return a figure with the legend right of the map, and the lines' signs below it."""
    panel = _between(42, 0.25 * width, 56)
    right = width - _RIM_MM
    outer = Box(_RIM_MM, 15, right - panel - 3, height - _RIM_MM)
    panels = (Box(right - panel, 13, right, outer.top),)
    return _figure(width, height, outer, panels, outer.right)


def _high_figure(width: float, height: float) -> Layout:
    """Return a figure with the legend and a table of values side by side below the map."""
    right = width - _RIM_MM
    half = (right - _RIM_MM - 6) / 2
    bottom, top = 27.0, 17 + height / 3  # the scale stands below the legend
    panels = (Box(_RIM_MM, bottom, _RIM_MM + half, top), Box(right - half, 16, right, top))
    outer = Box(_RIM_MM, top + 3, right, height - _RIM_MM)
    return _figure(width, height, outer, panels, right)


def _figure(
    width: float, height: float, outer: Box, panels: tuple[Box, ...], signs_right: float
) -> Layout:
    head = Box(_RIM_MM, height, width - _RIM_MM, height)
    signs = Box(_RIM_MM, 0.2 + _STATUS_MM + 0.2, signs_right, 14.2)
    status = Box(_RIM_MM, 0.2, signs_right, 0.2 + _STATUS_MM)
    neat = outer.grown(-FRAME_GAP_MM)
    return Layout(width, height, head, outer, neat, panels, signs, status, is_figure=True)
