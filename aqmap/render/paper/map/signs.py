"""The signs of the map: fills, hatches, boundary lines, symbols. The legend uses the same ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.book_layers import Cell
from aqmap.book.dispatch.light_looks import LIGHT_SHAPES, RINGED
from aqmap.book.map_signs import (
    BOUNDARIES,
    DOT_RADIUS_MM,
    HATCH_MM,
    HATCH_STEP_MM,
    HOLLOW_EDGE_MM,
    HOLLOW_FILL,
    SYMBOL_OPACITY,
    family_of,
    fill_of,
)
from aqmap.book.scales import HATCH_LINE, INDICATIVE_LINE, REASON_BASE, Family, Scale
from aqmap.book.status_palette import SIGN_STROKES
from aqmap.render.paper.canvas.pen import INK, Pen, line_arrays

_THINNEST_MM, _SHORTEST_DASH = 0.1, 0.5


def draw_unit(
    pen: Pen, shape: BaseGeometry, klass: int, scale: Scale, quality: str = "valid"
) -> None:
    """Fill one county, and lay over it the dots of what is unusable, or of what quality."""
    pen.area(shape, fill_of(klass, scale))
    draw_hatch(pen, hatch_of(shape, pattern_of(klass, quality)))


Pattern = Family | Literal["rules", "uprights"]
"""
What is laid over an area: the unusable is dotted, the indicative is ruled, what a satellite says in
place of a measurement has uprights; any other reason is its letter on a flat fill.
"""
PATTERN_OF: Mapping[str, Pattern] = {"indicative": "rules", "satellite": "uprights"}
"""By the quality of a number."""


@dataclass(frozen=True, slots=True)
class Hatch:
    """Real lines or dots over an area, so that every format agrees."""

    lines: Sequence[np.ndarray] = ()
    dots: BaseGeometry | None = None
    color: str = HATCH_LINE


def pattern_of(klass: int, quality: str) -> Pattern:
    """Return what is laid over a county that shows a class or a reason."""
    return family_of(klass) if klass >= REASON_BASE else PATTERN_OF.get(quality, "none")


def hatch_of(shape: BaseGeometry, pattern: Pattern) -> Hatch:
    """Return what is laid over an area: lines or dots 1.5 mm apart, one net on the page."""
    if pattern == "unusable":
        points = shapely.MultiPoint(_dots(shape))
        return Hatch(dots=points.buffer(DOT_RADIUS_MM, quad_segs=3))
    lines = {"rules": _rules, "uprights": _uprights}.get(pattern)
    return Hatch(lines(shape), color=INDICATIVE_LINE) if lines else Hatch()


def draw_hatch(pen: Pen, hatch: Hatch) -> None:
    """Draw the pattern of an area."""
    if hatch.lines:
        pen.lines(hatch.lines, HATCH_MM, hatch.color)
    if hatch.dots is not None:
        pen.area(hatch.dots, hatch.color)


def _rules(shape: BaseGeometry) -> list[np.ndarray]:
    left, bottom, right, top = shape.bounds
    first, last = math.floor(bottom / HATCH_STEP_MM), math.ceil(top / HATCH_STEP_MM)
    heights = np.arange(first, last + 1) * HATCH_STEP_MM
    return _cut(np.full_like(heights, left), heights, np.full_like(heights, right), heights, shape)


def _uprights(shape: BaseGeometry) -> list[np.ndarray]:
    left, bottom, right, top = shape.bounds
    first, last = math.floor(left / HATCH_STEP_MM), math.ceil(right / HATCH_STEP_MM)
    across = np.arange(first, last + 1) * HATCH_STEP_MM
    return _cut(across, np.full_like(across, bottom), across, np.full_like(across, top), shape)


def _cut(
    left: np.ndarray, low: np.ndarray, right: np.ndarray, high: np.ndarray, shape: BaseGeometry
) -> list[np.ndarray]:
    """Return what of straight lines lies in an area."""
    ends = np.stack((np.column_stack((left, low)), np.column_stack((right, high))), axis=1)
    lines = shapely.MultiLineString(list(np.asarray(shapely.linestrings(ends))))
    return line_arrays(lines.intersection(shape))


def _dots(shape: BaseGeometry) -> np.ndarray:
    left, bottom, right, top = shape.bounds
    step = HATCH_STEP_MM
    rows = np.arange(math.floor(bottom / step), math.ceil(top / step) + 1)
    columns = np.arange(math.floor(left / step) - 1, math.ceil(right / step) + 1)
    x = (columns + (rows[:, None] % 2) / 2) * step
    grid = np.column_stack((x.ravel(), np.repeat(rows * step, len(columns))))
    inner = shape.buffer(-0.25)
    shapely.prepare(inner)
    return grid[shapely.contains_xy(inner, grid[:, 0], grid[:, 1])]


def draw_boundary(pen: Pen, rank: str, line: BaseGeometry, weight: float = 1.0) -> None:
    """Draw boundary lines of one rank, thinner by `weight`; a national border always whole."""
    arrays = line_arrays(line)
    weight = 1.0 if rank == "national" else weight
    for stroke in BOUNDARIES[rank]:
        width = max(_THINNEST_MM, stroke.width_mm * weight)
        dash = [part * max(weight, _SHORTEST_DASH) for part in stroke.dash]
        pen.lines(arrays, width, stroke.color, dash=dash, cap=stroke.cap)


def draw_size(
    pen: Pen, spot: tuple[float, float], radius: float, color: str, *, below_zero: bool = False
) -> None:
    """Draw a proportional symbol, hollow for a number below 0."""
    if radius and below_zero:
        fill = f"{HOLLOW_FILL}{SYMBOL_OPACITY:X}"
        pen.circle(spot, radius, fill, edge=color, width_mm=HOLLOW_EDGE_MM)
    elif radius:
        pen.circle(spot, radius, f"{color}{SYMBOL_OPACITY:X}", edge="white", width_mm=0.2)


def draw_status(pen: Pen, spot: tuple[float, float], symbol: str, size_mm: float = 3.2) -> None:
    """Draw a class's second sign on white, which survives a grey copy: of a verdict or a light."""
    if not symbol:
        return
    x, y = spot
    r = size_mm / 2
    if symbol.removesuffix(RINGED) in LIGHT_SHAPES:
        _draw_light(pen, spot, symbol, r)
        return
    strokes = [[(x + dx * r, y - dy * r) for dx, dy in line] for line in SIGN_STROKES[symbol]]
    pen.circle(spot, r, "white", edge=INK, width_mm=0.2)
    pen.lines(strokes, 0.4, INK, cap="round")


def _draw_light(pen: Pen, spot: tuple[float, float], symbol: str, r: float) -> None:
    """Draw the filled sign of a light; one that is settled has a line around it."""
    x, y = spot
    corners = LIGHT_SHAPES[symbol.removesuffix(RINGED)]
    sizes = [(r, INK, "white")]
    if symbol.endswith(RINGED):
        sizes = [(r * 1.08, "white", INK), (r * 0.62, INK, INK)]
    for size, face, edge in sizes:
        shape = shapely.Polygon([(x + dx * size, y - dy * size) for dx, dy in corners])
        pen.area(shape, face, edge=edge, width_mm=0.25)


Seat = Literal["seat_prefecture", "seat_county"]
SEATS: tuple[Seat, ...] = get_args(Seat)


def draw_seat(pen: Pen, spot: tuple[float, float], *, of_prefecture: bool) -> None:
    """Draw a seat of government: ◎ of the prefecture, ○ of a county."""
    pen.circle(spot, 0.95 if of_prefecture else 0.7, "white", edge=INK, width_mm=0.22)
    if of_prefecture:
        pen.circle(spot, 0.42, INK, edge="none", width_mm=0)


def draw_zone(pen: Pen, spot: tuple[float, float], face: str, *, size_mm: float = 1.5) -> None:
    """Draw the marker of a place that has no polygon."""
    x, y = spot
    corners = [(x, y + size_mm), (x + size_mm, y), (x, y - size_mm), (x - size_mm, y)]
    pen.area(shapely.Polygon(corners), face, edge=INK, width_mm=0.25)


Look = Literal["plain", "valid", "indicative", "none"]
"""Without a value; filled; hollow; a cross."""

POINT_MM: Mapping[Look, float] = {"plain": 0.9, "valid": 1.25, "indicative": 1.25, "none": 0.85}
RING_MM, RIM_MM = 0.65, 0.3
"""How far the ring of a background point stands off, and how wide the white around a value is."""


def look_of(cell: Cell | None) -> Look:
    """Return how a point that shows this is drawn."""
    if cell is None:
        return "plain"
    return "none" if cell.reason else "valid" if cell.quality == "valid" else "indicative"


def draw_point(
    pen: Pen,
    spot: tuple[float, float],
    symbol: str,
    color: str,
    look: Look = "plain",
    *,
    background: bool = False,
) -> None:
    """Draw a point of an overlay, with a ring if it is a background point."""
    radius, edge = POINT_MM[look], "white" if look == "plain" else INK
    if background:
        ring = color if look == "plain" else INK
        pen.circle(spot, radius + RING_MM, "none", edge="white", width_mm=0.5)
        pen.circle(spot, radius + RING_MM, "none", edge=ring, width_mm=0.2)
    if look == "none":
        for width, ink in ((0.9, "white"), (0.35, INK)):
            pen.lines(_cross(spot, radius), width, ink, cap="round")
        return
    if look != "plain":  # a white rim: a county of the same class must not swallow the sign
        _draw_shape(pen, spot, symbol, radius + RIM_MM, ("white", "white", 0))
    _draw_shape(pen, spot, symbol, radius, (color, edge, 0.2))
    if look == "indicative":
        _draw_shape(pen, spot, symbol, radius * 0.5, ("white", edge, 0.15))


def _draw_shape(
    pen: Pen,
    spot: tuple[float, float],
    symbol: str,
    r: float,
    paint: tuple[str, str, float],
) -> None:
    (x, y), (face, edge, width) = spot, paint
    shapes = {
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "triangle": [(x - r * 1.1, y - r * 0.8), (x + r * 1.1, y - r * 0.8), (x, y + r * 1.2)],
        "diamond": [(x - 1.2 * r, y), (x, y - 1.2 * r), (x + 1.2 * r, y), (x, y + 1.2 * r)],
    }
    if symbol in shapes:
        pen.area(shapely.Polygon(shapes[symbol]), face, edge=edge, width_mm=width)
    else:
        pen.circle(spot, r, face, edge=edge, width_mm=width)


def _cross(spot: tuple[float, float], r: float) -> list[list[tuple[float, float]]]:
    x, y = spot
    return [[(x - r, y - r), (x + r, y + r)], [(x - r, y + r), (x + r, y - r)]]
