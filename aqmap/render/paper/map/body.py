"""The map itself: land, counties, lines, symbols and labels inside one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import shapely

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import BookPlace, MapSheet
from aqmap.book.map_signs import fill_of, radius_mm
from aqmap.book.missing_values import missing_values
from aqmap.book.scales import ABROAD_FILL, REASON_BASE
from aqmap.model.figures import Level
from aqmap.render.paper.canvas.fonts import MM_PER_POINT
from aqmap.render.paper.canvas.footnotes import footnotes, note_signs
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map import draw_overlays as overlays
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.context_names import CONTEXT_PT, draw_context_names, draw_leader
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.render.paper.map.label_area import LabelArea
from aqmap.render.paper.map.label_placer import LabelPlacer, leader_start
from aqmap.words import Lang, Text, text

NAME_PT, VALUE_PT = 8.0, 8.5
_HALO_PT = 0.8
_LINE_MM = 3.5
_STATUS_MM, _ZONE_STATUS_MM = 3.4, 2.4
_SYMBOL_NEAR_MM = 2.5


@dataclass(frozen=True)
class Scene:
    """
    What is drawn in one frame.

    Attributes
    ----------
    sheet, ground, lang
        Which map, on which ground, in which language.
    notes
        The signs of its footnotes.
    fixed
        Boxes in use on every sheet of the region, such as insets and the north arrow.
    """

    sheet: MapSheet
    drawings: GroundDrawings
    lang: Lang
    notes: Mapping[Text, str]
    fixed: tuple[Box, ...] = ()

    @property
    def ground(self) -> Ground:
        """The frame's land."""
        return self.drawings.ground

    @cached_property
    def is_bare(self) -> bool:
        """Whether no place has a value, which one sentence says for all of them."""
        return missing_values(self.sheet) is not None

    @property
    def counties(self) -> list[tuple[BookPlace, Cell]]:
        """The rows that have a polygon in the frame."""
        return [(p, c) for p, c in self.sheet.rows if p.code in self.ground.core]


@dataclass(frozen=True)
class WrittenNames:
    """
    What a frame wrote, and what it had no room for.

    Attributes
    ----------
    asked, left_out
        Names beside points: all, and those that are not written.
    labelled, unlabelled
        Codes of counties with and without their label.
    """

    asked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()


def scene_of(
    sheet: MapSheet, drawings: GroundDrawings, lang: Lang, fixed: tuple[Box, ...] = ()
) -> Scene:
    """Return what `draw_land` and `draw_words` need."""
    return Scene(sheet, drawings, lang, footnotes(sheet), fixed)


def draw_land(pen: Pen, scene: Scene) -> None:
    """Draw everything below symbols and words."""
    drawings, scale = scene.drawings, scene.sheet.view.scale
    pen.box(scene.ground.frame.box, ABROAD_FILL)
    for place, cell in scene.counties:
        pen.call(drawings.fill(place.code), fill_of(cell.klass, scale))
        pattern = signs.pattern_of(cell.klass, indicative=cell.quality == "indicative")
        if pattern != "none":
            pen.call(drawings.hatch(place.code, pattern))
    pen.call(drawings.context)


def draw_words(pen: Pen, scene: Scene, alerts: Sequence[Box] = ()) -> WrittenNames:
    """
    Draw symbols, markers and labels.

    Parameters
    ----------
    pen, scene
        What is drawn.
    alerts
        Boxes in use on this sheet alone.

    Returns
    -------
    names
        Which were written, and which left out for want of room.
    """
    frame = scene.ground.frame.box
    placer = LabelPlacer(frame.grown(-0.6), taken=[*scene.fixed, *alerts])
    overlays.draw_areas(pen, scene.sheet, scene.ground.frame)
    anchors = _draw_sizes(pen, scene, placer)
    _draw_zones(pen, scene, placer)
    _draw_seats(pen, scene, placer)
    points = overlays.draw_points(pen, scene.sheet, scene.ground.frame, placer, scene.notes)
    overlays.write_values(pen, points.valued, placer)
    counties = sorted(scene.counties, key=lambda r: scene.ground.core[r[0].code].area)
    written = {
        row[0].code: _draw_label(pen, scene, placer, row, anchors.get(row[0].code))
        for row in counties
    }
    _draw_zone_names(pen, scene, placer)
    left_out = overlays.write_names(pen, points.named, placer)
    draw_context_names(pen, scene.ground, scene.fixed, placer)
    return WrittenNames(
        tuple(name for _, name in points.named),
        tuple(left_out),
        tuple(code for code, is_written in written.items() if is_written),
        tuple(code for code, is_written in written.items() if not is_written),
    )


def _draw_sizes(pen: Pen, scene: Scene, placer: LabelPlacer) -> dict[str, Box]:
    """Draw proportional symbols, each in the roomiest part of its county, large ones first."""
    scale = scene.sheet.view.scale
    if scale.kind != "size":
        return {}
    sized = [(radius_mm(c.value, scale), p.code, c.value < 0) for p, c in scene.counties if c.value]
    anchors: dict[str, Box] = {}
    for radius, code, below_zero in sorted(sized, key=lambda s: (-s[0], s[1])):
        placed = placer.place(scene.ground.label_areas[code], 2 * radius, 2 * radius)
        if placed is None:
            continue
        anchors[code] = placed.box
        signs.draw_size(pen, placed.box.center, radius, scale.color, below_zero=below_zero)
    return anchors


def _zones(scene: Scene) -> list[tuple[BookPlace, Cell, tuple[float, float]]]:
    """Return the places without a polygon that have a marker in the frame, and where."""
    frame, zones = scene.ground.frame, []
    for place, cell in scene.sheet.rows:
        if place.level == Level.ZONE and place.lon is not None and place.lat is not None:
            spot = frame.place_point(place.lon, place.lat)
            if frame.box.shape.contains(shapely.Point(spot)):
                zones.append((place, cell, spot))
    return zones


def _draw_zones(pen: Pen, scene: Scene, placer: LabelPlacer) -> None:
    """Draw places without a polygon at their markers."""
    scale = scene.sheet.view.scale
    for _, cell, spot in _zones(scene):
        if scale.kind == "size" and cell.value:
            radius, below_zero = radius_mm(cell.value, scale), cell.value < 0
            signs.draw_size(pen, spot, radius, scale.color, below_zero=below_zero)
        signs.draw_zone(pen, spot, fill_of(cell.klass, scale))
        placer.taken.append(Box(spot[0] - 1.6, spot[1] - 1.6, spot[0] + 1.6, spot[1] + 1.6))


def _draw_zone_names(pen: Pen, scene: Scene, placer: LabelPlacer) -> None:
    """Write each zone's name and number on one line, with a leader to its marker."""
    for place, cell, spot in _zones(scene):
        words = f"{place.label.in_(scene.lang)} {_value_of(cell, scene)}".strip()
        sign, words_width = _sign_of(cell, scene), pen.width(words, CONTEXT_PT, bold=True)
        width = words_width + 0.6 + (_ZONE_STATUS_MM + 0.6 if sign else 0)
        around = LabelArea(shapely.Point(spot).buffer(2.5))
        height = CONTEXT_PT * MM_PER_POINT + 0.5
        placed = placer.place(around, width, height, avoid=scene.ground.abroad_area)
        if placed is None:
            continue
        start = leader_start(placed.box, spot)
        pen.lines([[start, spot]], 0.15, INK)
        signs.draw_zone(pen, spot, fill_of(cell.klass, scene.sheet.view.scale))
        left, y = placed.box.center[0] - width / 2 + 0.3, placed.box.center[1]
        pen.text(left, y, words, CONTEXT_PT, bold=True, halo_pt=_HALO_PT)
        middle = left + words_width + 0.6 + _ZONE_STATUS_MM / 2
        signs.draw_status(pen, (middle, y), sign, _ZONE_STATUS_MM)


def _draw_seats(pen: Pen, scene: Scene, placer: LabelPlacer) -> None:
    """Draw seats of government, the prefecture's in the county that the region names."""
    seats = [p for p, _ in scene.counties if p.lon is not None and p.lat is not None]
    for place in seats:
        spot = scene.ground.frame.place_point(place.lon or 0, place.lat or 0)
        if not scene.ground.frame.box.grown(-1).shape.contains(shapely.Point(spot)):
            continue
        box = Box(spot[0] - 0.9, spot[1] - 0.9, spot[0] + 0.9, spot[1] + 0.9)
        if any(box.meets(taken) for taken in placer.taken):
            continue
        signs.draw_seat(pen, spot, of_prefecture=place.code == scene.sheet.region.seat)
        placer.taken.append(box)


def _draw_label(
    pen: Pen,
    scene: Scene,
    placer: LabelPlacer,
    row: tuple[BookPlace, Cell],
    symbol_box: Box | None,
) -> bool:
    """Write a county's name and, below it, its number, sign or letter; return whether it fits."""
    place, cell = row
    name = place.label.in_(scene.lang)
    symbol = _sign_of(cell, scene)
    value = _value_of(cell, scene)
    value_width = pen.width(value, VALUE_PT, bold=True) if value else 0.0
    if symbol:
        value_width += _STATUS_MM + (0.6 if value else 0)
    width = max(pen.width(name, NAME_PT), value_width) + 0.8
    rows = 1 + bool(value_width)
    area = scene.ground.label_areas[place.code]
    height = rows * _LINE_MM + 0.5
    near = symbol_box.center if symbol_box else None
    outside = not scene.ground.is_crowded_at(place.code)
    placed = placer.place(
        area, width, height, near=near, outside=outside, avoid=scene.ground.abroad_area
    )
    if placed is None:
        return False
    if symbol_box is None or not symbol_box.grown(_SYMBOL_NEAR_MM).meets(placed.box):
        draw_leader(pen, placed)
    x, y = placed.box.center
    pen.text(x, y + (_LINE_MM / 2 if rows == 2 else 0), name, NAME_PT, anchor="center",
             halo_pt=_HALO_PT)  # fmt: skip
    left, low = x - value_width / 2, y - _LINE_MM / 2
    if symbol:
        signs.draw_status(pen, (left + _STATUS_MM / 2, low), symbol)
        left += _STATUS_MM + 0.6
    if value:
        pen.text(left, low, value, VALUE_PT, bold=True, halo_pt=_HALO_PT)
    return True


def _sign_of(cell: Cell, scene: Scene) -> str:
    """Return the sign of a category, so that it is not told by colour alone."""
    scale = scene.sheet.view.scale
    if scale.kind != "category" or cell.klass >= REASON_BASE:
        return ""
    return scale.classes[cell.klass].symbol


def _value_of(cell: Cell, scene: Scene) -> str:
    if scene.is_bare:
        return ""
    if cell.reason:
        letter = text(f"reason.{cell.reason}.letter").in_(scene.lang)
        return letter + note_signs(cell, scene.notes)
    return cell.label + note_signs(cell, scene.notes)
