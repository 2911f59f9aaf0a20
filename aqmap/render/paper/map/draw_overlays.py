"""Overlays on the map: lines and areas below the names, points with what they measure above."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
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
from aqmap.render.paper.map.labels.box_places import Wanted
from aqmap.render.paper.map.labels.declutter import CLEAR_MM, DOT_MM, MOST_MOVED, apart
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed, leader_start
from aqmap.words import Text

VALUE_PT, NAME_PT, VALUE_COLOR = 6.5, 6.0, "#0B3C6F"
_NAME_NEAR_MM = 2.0
_MOVED_MM = 0.3  # less is within a sign and needs no line

_POINTS = frozenset(("Point", "MultiPoint"))

_MOST_LED = 60
"""Of more numbers, those that find no room beside their signs have no lines either."""


@dataclass(frozen=True, slots=True)
class PointLabel:
    """The box of a drawn point's sign, what to write beside it, and the point's name."""

    box: Box
    words: str
    name: str


@dataclass(frozen=True)
class DrawnPoints:
    """The points that were drawn: those with a value, and those whose names are asked for."""

    valued: list[PointLabel]
    named: list[PointLabel]


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
                number = cell.label + note_signs(cell, notes)
                drawn.valued.append(PointLabel(box, number, mark.name or mark.code))
            if marks.named:
                drawn.named.append(PointLabel(box, mark.name, mark.name))
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


def write_values(
    pen: Pen,
    valued: list[PointLabel],
    placer: LabelPlacer,
    barred: Sequence[LabelArea | None],
    *,
    led: bool,
) -> list[str]:
    """
    Write each point's value beside it, where nothing else stands; the table has them all.

    Where colours are not apart to every eye, a value is `led`: further off with a line to its sign.
    `barred` is what words keep off, the most first.

    Returns
    -------
    left_out
        The names of points whose values have no room.
    """
    look = _Look(VALUE_PT, bold=True, pad_mm=(0.5, 0.3), led=led and len(valued) <= _MOST_LED)
    taken = [label.box for label in valued]
    return _write_beside(pen, valued, _PointPlacer(placer, taken, barred), look)


def write_names(
    pen: Pen,
    named: list[PointLabel],
    placer: LabelPlacer,
    barred: Sequence[LabelArea | None],
) -> list[str]:
    """
    Write each point's name beside it, or further off with a line to it.

    `barred` is what words keep off, the most first.

    Returns
    -------
    left_out
        The names for which there was no room.
    """
    taken = [label.box for label in named]
    placer.taken += taken
    look = _Look(NAME_PT, bold=False, pad_mm=(0.6, 0.4), led=True)
    return _write_beside(pen, named, _PointPlacer(placer, taken, barred), look)


@dataclass(frozen=True, slots=True)
class _Look:
    """How words beside points are set: size, weight, room around them, and whether with lines."""

    points: float
    bold: bool
    pad_mm: tuple[float, float]
    led: bool


@dataclass(frozen=True, slots=True)
class _PointPlacer:
    """Places words beside points: off their signs, and off what is barred if it can be."""

    placer: LabelPlacer
    signs: Sequence[Box]
    barred: Sequence[LabelArea | None]

    def beside(self, box: Box, size: tuple[float, float]) -> Box | None:
        """Return the first place beside a point that is in the frame and where nothing stands."""
        obstacles = [other for other in (*self.placer.taken, *self.signs) if other != box]
        free = [
            label_box
            for label_box in _beside(box, *size)
            if self.placer.frame.shape.contains(label_box.shape)
            and not any(label_box.meets(obstacle) for obstacle in obstacles)
        ]
        places = (
            label_box
            for barred in self.barred
            for label_box in free
            if barred is None or not _covers(label_box, barred)
        )
        return next(places, None)

    def led_to(self, spot: tuple[float, float], size: tuple[float, float]) -> Placed | None:
        """Find a free place further off a point and take it."""
        around = LabelArea(shapely.Point(spot).buffer(_NAME_NEAR_MM))
        places = (self.placer.place(Wanted(around, *size, near=spot, barred=barred))
                  for barred in self.barred)  # fmt: skip
        return next((placed for placed in places if placed is not None), None)


def _covers(box: Box, area: LabelArea) -> bool:
    x, y = (np.array([middle]) for middle in box.center)
    return bool(area.share_of_boxes(x, y, box.width, box.height).item() > 0)


def _write_beside(
    pen: Pen, labels: list[PointLabel], places: _PointPlacer, look: _Look
) -> list[str]:
    """Write labels beside their signs or at lines; return the names of those without room."""
    left_out = []
    across, up = look.pad_mm
    for label in labels:
        size = (
            pen.width(label.words, look.points, bold=look.bold) + across,
            look.points * MM_PER_POINT + up,
        )
        label_box = places.beside(label.box, size)
        if label_box is not None:
            places.placer.taken.append(label_box)
        elif look.led:
            label_box = _led_to(pen, label.box.center, size, places)
        if label_box is None:
            left_out.append(label.name)
            continue
        pen.text(*label_box.center, label.words, look.points, bold=look.bold, color=VALUE_COLOR,
                 anchor="center", halo_pt=0.8)  # fmt: skip
    return left_out


def _led_to(
    pen: Pen, spot: tuple[float, float], size: tuple[float, float], places: _PointPlacer
) -> Box | None:
    """Find a free place further off a point and draw the line to it."""
    placed = places.led_to(spot, size)
    if placed is None:
        return None
    pen.lines([[leader_start(placed.box, spot), spot]], 0.15, INK)
    places.placer.add_line(Placed(placed.box, spot))
    return placed.box


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
