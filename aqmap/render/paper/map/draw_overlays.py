"""Overlays on the map: lines and areas below the names, points with what they measure above."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import shapely

from aqmap.book.book_layers import Cell, Mark
from aqmap.book.map_book import MapSheet
from aqmap.book.map_signs import AREA_EDGE_MM, LINE_MM, UNCOUNTED
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.footnotes import note_signs
from aqmap.render.paper.canvas.pen import INK, Box, Pen, line_arrays
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.labels.declutter import CLEAR_MM, DOT_MM, MOST_MOVED, apart
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed, leader_start
from aqmap.words import Text

VALUE_PT, NAME_PT, VALUE_COLOR = 6.5, 6.0, "#0B3C6F"
_NAME_NEAR_MM = 2.0
_MOVED_MM = 0.3  # less is within a sign and needs no line

_POINTS = frozenset(("Point", "MultiPoint"))

Labelled = list[tuple[Box, str]]
"""The boxes of drawn points, and what to write beside them."""


@dataclass(frozen=True)
class DrawnPoints:
    """The points that were drawn: those with a value, and those whose names are asked for."""

    valued: Labelled
    named: Labelled


def draw_areas(pen: Pen, sheet: MapSheet, frame: MapFrame) -> None:
    """Draw the lines and areas of printed overlays."""
    for marks in sheet.marks:
        drawn = [mark for mark in marks.features if mark.geometry.geom_type not in _POINTS]
        if not drawn:
            continue
        placed = frame.place([mark.geometry for mark in drawn])
        for mark, shape in zip(drawn, shapely.intersection(placed, frame.box.shape), strict=True):
            color = marks.color_of(mark)
            if "Polygon" in shape.geom_type:
                pen.area(shape, "none", edge=color, width_mm=AREA_EDGE_MM)
            else:
                pen.lines(line_arrays(shape), LINE_MM, color)


def draw_points(
    pen: Pen, sheet: MapSheet, frame: MapFrame, placer: LabelPlacer, notes: Mapping[Text, str]
) -> DrawnPoints:
    """Draw the points of printed overlays in what they show; labels keep off if they can."""
    drawn = DrawnPoints([], [])
    scale = sheet.view.scale
    for marks in sheet.marks:
        readings = sheet.readings(marks)
        pairs = [
            (mark, cell if sheet.counts(mark) else None)
            for mark, cell in zip_longest(marks.features, readings)
        ]
        # A cross lies over no other mark.
        pairs.sort(key=lambda pair: signs.look_of(pair[1]) != "none")
        for mark, cell, spot in _placed(pen, pairs, frame, placer):
            look = signs.look_of(cell)
            plain = UNCOUNTED if readings else marks.color_of(mark)
            color = scale.color_of(cell.klass) if cell and not cell.reason else plain
            symbol = marks.symbol_of(mark)
            signs.draw_point(pen, spot, symbol, color, look, background=mark.background)
            half = _radius(mark, cell)
            box = Box(spot[0] - half, spot[1] - half, spot[0] + half, spot[1] + half)
            placer.soft.append(box)
            if cell and not cell.reason:
                drawn.valued.append((box, cell.label + note_signs(cell, notes)))
            if marks.named:
                drawn.named.append((box, mark.name))
    return drawn


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
        if mark.geometry.geom_type in _POINTS
        for x, y in shapely.get_coordinates(mark.geometry)
        for spot in [frame.place_point(x, y)]
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


def write_values(pen: Pen, valued: Labelled, placer: LabelPlacer) -> None:
    """Write each point's value beside it, where nothing else stands; the table has them all."""
    signs_taken = [box for box, _ in valued]
    for box, label in valued:
        width = pen.width(label, VALUE_PT, bold=True) + 0.5
        height = VALUE_PT * MM_PER_POINT + 0.3
        label_box = _free_beside(box, width, height, placer, signs_taken)
        if label_box is not None:
            placer.taken.append(label_box)
            pen.text(*label_box.center, label, VALUE_PT, bold=True, color=VALUE_COLOR,
                     anchor="center", halo_pt=0.8)  # fmt: skip


def write_names(pen: Pen, named: Labelled, placer: LabelPlacer) -> list[str]:
    """
    Write each point's name beside it, or further off with a line to it.

    Returns
    -------
    left_out
        The names for which there was no room.
    """
    signs_taken = [box for box, _ in named]
    placer.taken += signs_taken
    left_out = []
    height = NAME_PT * MM_PER_POINT + 0.4
    for box, name in named:
        width = pen.width(name, NAME_PT) + 0.6
        label_box = _free_beside(box, width, height, placer, signs_taken)
        if label_box is None:
            around = LabelArea(shapely.Point(box.center).buffer(_NAME_NEAR_MM))
            placed = placer.place(around, width, height, near=box.center)
            if placed is None:
                left_out.append(name)
                continue
            label_box = placed.box
            pen.lines([[leader_start(label_box, box.center), box.center]], 0.15, INK)
            placer.add_line(Placed(label_box, box.center))
        else:
            placer.taken.append(label_box)
        pen.text(*label_box.center, name, NAME_PT, color=VALUE_COLOR, anchor="center",
                 halo_pt=0.8)  # fmt: skip
    return left_out


def _free_beside(
    box: Box, width: float, height: float, placer: LabelPlacer, signs_taken: list[Box]
) -> Box | None:
    """Return the first place beside a point that is in the frame and where nothing stands."""
    obstacles = [other for other in (*placer.taken, *signs_taken) if other != box]
    for label_box in _beside(box, width, height):
        inside = placer.frame.shape.contains(label_box.shape)
        if inside and not any(label_box.meets(obstacle) for obstacle in obstacles):
            return label_box
    return None


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
