"""Overlays on the map: lines and areas below the names, points with what they measure above."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import zip_longest

import numpy as np
import shapely

from aqmap.book.book_layers import Cell, Mark
from aqmap.book.map_book import MapSheet
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.footnotes import note_signs
from aqmap.render.paper.canvas.pen import INK, Box, Pen, line_arrays
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.declutter import CLEAR_MM, DOT_MM, MOST_MOVED, apart
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.label_placer import LabelPlacer
from aqmap.words import Text

VALUE_PT, VALUE_COLOR = 6.5, "#0B3C6F"
_MOVED_MM = 0.3  # less is within a sign and needs no line

Valued = list[tuple[Box, str]]
"""The boxes of drawn points, and the values to write beside them."""


def draw_areas(pen: Pen, sheet: MapSheet, frame: MapFrame) -> None:
    """Draw the lines and areas of printed overlays."""
    for marks in sheet.marks:
        shapes = [m.geometry for m in marks.features if m.geometry.geom_type != "Point"]
        if not shapes:
            continue
        for shape in shapely.intersection(frame.place(shapes), frame.box.shape):
            if "Polygon" in shape.geom_type:
                pen.area(shape, "none", edge=marks.color, width_mm=0.35)
            else:
                pen.lines(line_arrays(shape), 0.4, marks.color)


def draw_points(
    pen: Pen, sheet: MapSheet, frame: MapFrame, placer: LabelPlacer, notes: Mapping[Text, str]
) -> Valued:
    """Draw the points of printed overlays in what they show; labels keep off if they can."""
    valued: Valued = []
    classes = sheet.view.scale.classes
    for marks in sheet.marks:
        readings = sheet.readings(marks)
        plain = signs.UNCOUNTED if readings else marks.color
        pairs = [
            (mark, cell if sheet.counts(mark) else None)
            for mark, cell in zip_longest(marks.features, readings)
        ]
        # A cross lies over no other mark.
        pairs.sort(key=lambda pair: signs.look_of(pair[1]) != "none")
        for mark, cell, spot in _placed(pen, pairs, frame, placer):
            look = signs.look_of(cell)
            color = classes[cell.klass].color if cell and not cell.reason else plain
            signs.draw_point(pen, spot, marks.symbol, color, look, background=mark.background)
            half = _radius(mark, cell)
            box = Box(spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half)
            placer.soft.append(box)
            if cell and not cell.reason:
                valued.append((box, cell.label + note_signs(cell, notes)))
    return valued


def _placed(
    pen: Pen,
    pairs: Iterable[tuple[Mark, Cell | None]],
    frame: MapFrame,
    placer: LabelPlacer,
) -> list[tuple[Mark, Cell | None, tuple[float, float]]]:
    """
    Return the points in the frame with where their signs stand.

    Signs that show what was measured cover no other: each that was moved has a line to its place.
    """
    inside = frame.box.grown(-1)
    points = [
        (mark, cell, spot)
        for mark, cell in pairs
        if mark.geometry.geom_type == "Point"
        for spot in [frame.place_point(*shapely.get_coordinates(mark.geometry)[0])]
        if inside.shape.contains(shapely.Point(spot))
    ]
    read = [n for n, (_, cell, _) in enumerate(points) if cell is not None]
    radii = np.array([_radius(*points[n][:2]) for n in read])
    places = np.array([points[n][2] for n in read]).reshape(-1, 2)
    moved = apart(places, radii) if len(read) <= MOST_MOVED else places
    for n, (x, y) in zip(read, moved.tolist(), strict=True):
        mark, cell, spot = points[n]
        sign = min(max(x, inside.left), inside.right), min(max(y, inside.bottom), inside.top)
        if math.dist(spot, sign) > _MOVED_MM:
            pen.lines([[spot, sign]], 0.7, "white")
            pen.lines([[spot, sign]], 0.2, INK)
            pen.circle(spot, DOT_MM, INK, edge="white", width_mm=0.1)
            placer.taken.append(Box(*spot, *spot).grown(DOT_MM))
            points[n] = mark, cell, sign
    return points


def _radius(mark: Mark, cell: Cell | None) -> float:
    return signs.POINT_MM[signs.look_of(cell)] + (signs.RING_MM if mark.background else 0) + 0.1


def write_values(pen: Pen, valued: Valued, placer: LabelPlacer) -> None:
    """Write each point's value beside it, where nothing else stands; the table has them all."""
    signs_taken = [box for box, _ in valued]
    for box, label in valued:
        width = pen.width(label, VALUE_PT, bold=True) + 0.5
        height = VALUE_PT * MM_PER_POINT + 0.3
        for label_box in _beside(box, width, height):
            obstacles = (*placer.taken, *(sign for sign in signs_taken if sign is not box))
            inside = placer.frame.shape.contains(label_box.shape)
            if inside and not any(label_box.meets(obstacle) for obstacle in obstacles):
                placer.taken.append(label_box)
                pen.text(*label_box.center, label, VALUE_PT, bold=True, color=VALUE_COLOR,
                         anchor="center", halo_pt=0.8)  # fmt: skip
                break


def _beside(box: Box, width: float, height: float) -> list[Box]:
    """Return the places for a label: right, left, above, below, then the corners."""
    x, y = box.center
    middle = x - width / 2, y - height / 2
    corners = []
    for clear in (CLEAR_MM, 3 * CLEAR_MM):
        right, left = box.right + clear, box.left - clear - width
        top, bottom = box.top + clear, box.bottom - clear - height
        corners += [
            (right, middle[1]), (left, middle[1]), (middle[0], top), (middle[0], bottom),
            (right, top), (left, top), (right, bottom), (left, bottom),
        ]  # fmt: skip
    return [Box(cx, cy, cx + width, cy + height) for cx, cy in corners]
