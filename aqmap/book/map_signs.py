"""The signs of a map with their measures: fills, hatches, symbols, boundary lines, once for all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from aqmap.book.scales import (
    ABSENT_FILL,
    BASE_FILL,
    CONTEXT_LINE,
    NATIONAL_LINE,
    NO_TASK_FILL,
    REASON_BASE,
    REASONS,
    Family,
    Scale,
)

INK, GREY = "#1A1A1A", "#6B6B6B"
UNCOUNTED = "#9AA0A6"
"""A point with a value that lies outside the region."""
HATCH_MM, HATCH_STEP_MM, DOT_RADIUS_MM = 0.2, 1.5, 0.22
COUNTY_LINE = "#5A5A5A"
SYMBOL_OPACITY = 0xD9
"""Of 255: boundaries stay visible under a symbol."""
LARGEST_RADIUS_MM, SMALLEST_RADIUS_MM = 7.0, 0.4
HOLLOW_FILL, HOLLOW_EDGE_MM = "#FFFFFF", 0.45
"""Of the symbol of a number below 0, whose edge has the symbols' colour."""
AREA_EDGE_MM, LINE_MM = 0.35, 0.4
"""Of the areas and lines of overlays."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line: its width, colour, and the dashes and gaps it is made of, if it is not whole."""

    width_mm: float
    color: str
    dash: tuple[float, ...] = ()
    cap: Literal["butt", "round"] = "butt"


BOUNDARIES: Mapping[str, tuple[Stroke, ...]] = {
    "national": (
        Stroke(1.3, "#E3DDE8", cap="round"),
        Stroke(0.6, NATIONAL_LINE, (4.2, 1.1, 0.6, 1.1)),
    ),
    "prefecture": (Stroke(0.42, INK, (3.6, 1.0)),),
    "edge": (Stroke(0.3, GREY, (0.9, 0.6)),),
    "county": (Stroke(0.2, COUNTY_LINE),),
    "neighbour": (Stroke(0.15, CONTEXT_LINE),),
}
"""The strokes of each rank of boundary, the lowest first."""


def fill_of(klass: int, scale: Scale) -> str:
    """Return the fill of a county with this class number."""
    if klass >= REASON_BASE:
        return NO_TASK_FILL if family_of(klass) == "none" else ABSENT_FILL
    return BASE_FILL if scale.kind in ("size", "points") else scale.classes[klass].color


def family_of(klass: int) -> Family:
    """Return the hatch family of a reason's class number."""
    return REASONS[klass - REASON_BASE][1]


def is_below_zero(klass: int, scale: Scale) -> bool:
    """Return whether a class is that of the hollow symbols of numbers below 0."""
    return scale.kind == "size" and scale.below_zero and klass == 1


def radius_mm(value: float, scale: Scale) -> float:
    """Return the radius of a proportional symbol: its area is in proportion to the amount."""
    if value == 0 or scale.largest <= 0:
        return 0.0
    return max(LARGEST_RADIUS_MM * math.sqrt(abs(value) / scale.largest), SMALLEST_RADIUS_MM)
