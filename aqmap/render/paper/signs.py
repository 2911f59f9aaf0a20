"""The signs of the map: fills, hatches, boundary lines, symbols. The legend uses the same ones."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.render.paper.pen import INK, Pen, line_arrays
from aqmap.symbology import (
    BASE_FILL,
    CONTEXT_LINE,
    NATIONAL_LINE,
    NO_TASK_FILL,
    REASON_BASE,
    REASONS,
    Family,
    Scale,
)

ABSENT = "#FFFFFF"
HATCH_COLOR, HATCH_MM, HATCH_STEP_MM = "#8C8C8C", 0.2, 1.5
COUNTY_LINE = "#5A5A5A"
_SEE_THROUGH = "D9"  # boundaries stay visible under a symbol
LARGEST_RADIUS_MM, SMALLEST_RADIUS_MM = 7.0, 0.4


def fill_of(klass: int, scale: Scale) -> str:
    """Return the fill of a county with this class number."""
    if klass >= REASON_BASE:
        return NO_TASK_FILL if family_of(klass) == "none" else ABSENT
    return BASE_FILL if scale.kind == "size" else scale.classes[klass].color


def family_of(klass: int) -> Family:
    """Return the hatch family of a reason's class number."""
    return REASONS[klass - REASON_BASE][1]


def draw_unit(pen: Pen, shape: BaseGeometry, klass: int, scale: Scale) -> None:
    """Fill one county, and hatch it where it has no number."""
    pen.area(shape, fill_of(klass, scale))
    if klass >= REASON_BASE:
        draw_hatch(pen, shape, family_of(klass))


def draw_hatch(pen: Pen, shape: BaseGeometry, family: Family) -> None:
    """
    Hatch an area with real lines, 0.2 mm wide and 1.5 mm apart, so that every format agrees.

    Silent sources lean right, what nobody measured leans left, the unusable is dotted.
    """
    if family == "silent":
        pen.lines(_strokes(shape, 1), HATCH_MM, HATCH_COLOR)
    elif family == "unmeasured":
        pen.lines(_strokes(shape, -1), HATCH_MM, HATCH_COLOR)
    elif family == "unusable":
        dots = [shapely.Point(x, y).buffer(0.22, quad_segs=3) for x, y in _dots(shape)]
        pen.area(shapely.MultiPolygon(dots), HATCH_COLOR)


def _strokes(shape: BaseGeometry, lean: int) -> list[np.ndarray]:
    left, bottom, right, top = shape.bounds
    step = HATCH_STEP_MM * math.sqrt(2)
    height = top - bottom
    # Lines start at multiples of the step on the page, so that neighbours share one pattern.
    ends = (left - lean * top, left - lean * bottom, right - lean * top, right - lean * bottom)
    starts = np.arange(math.floor(min(ends) / step), math.ceil(max(ends) / step) + 1) * step
    strokes = [
        shapely.LineString([(s + lean * bottom, bottom), (s + lean * (bottom + height), top)])
        for s in starts
    ]
    return line_arrays(shapely.intersection(shapely.MultiLineString(strokes), shape))


def _dots(shape: BaseGeometry) -> np.ndarray:
    left, bottom, right, top = shape.bounds
    step = HATCH_STEP_MM
    points = [
        (x * step + (y % 2) * step / 2, y * step)
        for y in range(math.floor(bottom / step), math.ceil(top / step) + 1)
        for x in range(math.floor(left / step) - 1, math.ceil(right / step) + 1)
    ]
    grid = np.array(points)
    inner = shape.buffer(-0.25)
    return grid[shapely.contains_xy(inner, grid[:, 0], grid[:, 1])]


def draw_boundary(pen: Pen, rank: str, line: BaseGeometry) -> None:
    """Draw boundary lines of one rank; the national border is never simplified."""
    arrays = line_arrays(line)
    if rank == "national":
        pen.lines(arrays, 1.3, "#E3DDE8", cap="round")
        pen.lines(arrays, 0.6, NATIONAL_LINE, dash=(4.2, 1.1, 0.6, 1.1))
    elif rank == "prefecture":
        pen.lines(arrays, 0.42, INK, dash=(3.6, 1.0))
    elif rank == "county":
        pen.lines(arrays, 0.2, COUNTY_LINE)
    else:
        pen.lines(arrays, 0.15, CONTEXT_LINE)


def radius_mm(value: float, scale: Scale) -> float:
    """Return the radius of a proportional symbol: its area is in proportion to `value`."""
    if value <= 0 or scale.largest <= 0:
        return 0.0
    return max(LARGEST_RADIUS_MM * math.sqrt(value / scale.largest), SMALLEST_RADIUS_MM)


def draw_size(pen: Pen, at: tuple[float, float], radius: float, color: str) -> None:
    """Draw a proportional symbol."""
    if radius:
        pen.circle(at, radius, color + _SEE_THROUGH, edge="white", width_mm=0.2)


def draw_status(pen: Pen, at: tuple[float, float], symbol: str, size_mm: float = 3.2) -> None:
    """Draw a class's second sign, a tick or a cross on white, which survives a grey copy."""
    if not symbol:
        return
    x, y = at
    r = size_mm / 2
    strokes: Mapping[str, list[list[tuple[float, float]]]] = {
        "check": [[(x - 0.5 * r, y), (x - 0.12 * r, y - 0.42 * r), (x + 0.55 * r, y + 0.42 * r)]],
        "cross": [
            [(x - 0.4 * r, y - 0.4 * r), (x + 0.4 * r, y + 0.4 * r)],
            [(x - 0.4 * r, y + 0.4 * r), (x + 0.4 * r, y - 0.4 * r)],
        ],
    }
    pen.circle(at, r, "white", edge=INK, width_mm=0.2)
    pen.lines(strokes.get(symbol, []), 0.4, INK, cap="round")


def draw_seat(pen: Pen, at: tuple[float, float], *, of_prefecture: bool) -> None:
    """Draw a seat of government: ◎ of the prefecture, ○ of a county."""
    pen.circle(at, 0.95 if of_prefecture else 0.7, "white", edge=INK, width_mm=0.22)
    if of_prefecture:
        pen.circle(at, 0.42, INK, edge="none", width_mm=0)


def draw_zone(pen: Pen, at: tuple[float, float], face: str, *, size_mm: float = 1.5) -> None:
    """Draw the marker of a place that has no polygon."""
    x, y = at
    corners = [(x, y + size_mm), (x + size_mm, y), (x, y - size_mm), (x - size_mm, y)]
    pen.area(shapely.Polygon(corners), face, edge=INK, width_mm=0.25)


def draw_point(
    pen: Pen,
    at: tuple[float, float],
    symbol: str,
    color: str,
    *,
    hollow: bool = False,
    background: bool = False,
) -> None:
    """Draw a point of an overlay: hollow if indicative, with a ring if a background point."""
    x, y = at
    r = 0.9
    shapes = {
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "triangle": [(x - r * 1.1, y - r * 0.8), (x + r * 1.1, y - r * 0.8), (x, y + r * 1.2)],
        "diamond": [(x - 1.2 * r, y), (x, y - 1.2 * r), (x + 1.2 * r, y), (x, y + 1.2 * r)],
    }
    if background:
        pen.circle(at, 1.6, "none", edge=color, width_mm=0.2)
    face, edge = ("white", color) if hollow else (color, "white")
    if symbol in shapes:
        pen.area(shapely.Polygon(shapes[symbol]), face, edge=edge, width_mm=0.2)
    else:
        pen.circle(at, r, face, edge=edge, width_mm=0.2)
