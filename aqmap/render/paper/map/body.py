"""The map itself: land, counties, lines, symbols and labels inside one frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.render.paper.map.insets import Inset
from aqmap.render.paper.map.labels.box_places import Wanted
from aqmap.render.paper.map.labels.context_names import CONTEXT_PT, draw_context_names
from aqmap.render.paper.map.labels.county_labels import (
    HALO_PT,
    CountyLabel,
    LabelParts,
    LabelWords,
    draw_county_labels,
)
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.label_placer import LabelPlacer, Placed, leader_start
from aqmap.render.paper.map.letter_rims import rim_on
from aqmap.render.paper.map.region import RegionGround
from aqmap.words import Lang, Text, text

_ZONE_STATUS_MM = 2.4
_ZONE_MM = 1.6
_SEAT_MM, _TIMES_SEAT = 1.8, 4


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
    enlarged
        Counties that an inset shows: here their labels stand inside or nowhere.
    named
        In an inset, the counties that are more than a piece at its rim; else all.
    """

    sheet: MapSheet
    drawings: GroundDrawings
    lang: Lang
    notes: Mapping[Text, str]
    fixed: tuple[Box, ...] = ()
    enlarged: frozenset[str] = frozenset()
    named: frozenset[str] | None = None

    @property
    def ground(self) -> Ground:
        """The frame's land."""
        return self.drawings.ground

    @property
    def barred(self) -> tuple[LabelArea | None, ...]:
        """What words keep off, the most first; see `Ground.keep_off`."""
        return tuple(self.ground.keep_off.values())

    @cached_property
    def is_bare(self) -> bool:
        """Whether no place has a value, which one sentence says for all of them."""
        return missing_values(self.sheet) is not None

    @property
    def counties(self) -> list[tuple[BookPlace, Cell]]:
        """The rows that have a polygon in the frame."""
        return [(p, c) for p, c in self.sheet.rows if p.code in self.ground.core]

    @property
    def labelled(self) -> list[tuple[BookPlace, Cell]]:
        """The rows whose polygon has a symbol or a label here."""
        return [row for row in self.counties if self.named is None or row[0].code in self.named]


@dataclass(frozen=True)
class WrittenNames:
    """
    What a frame wrote, and what it had no room for.

    Attributes
    ----------
    asked, left_out
        Names beside points: all, and those that are not written.
    valued, unvalued
        Names of points on a map of points whose numbers are written, and are not.
    labelled, unlabelled
        Codes of counties with and without their label; the code of a class alone is none.
    unnumbered
        Codes of those with their name alone.
    seats
        The signs of the seats of government that are drawn.
    """

    asked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    valued: tuple[str, ...] = ()
    unvalued: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    unnumbered: tuple[str, ...] = ()
    seats: frozenset[signs.Seat] = frozenset()


def main_scene(sheet: MapSheet, land: RegionGround, lang: Lang) -> Scene:
    """Return what is drawn in the main frame."""
    notes = footnotes(sheet)
    return Scene(sheet, land.main_drawings, lang, notes, land.fixed, land.enlarged)


def inset_scene(sheet: MapSheet, inset: Inset, drawings: GroundDrawings, lang: Lang) -> Scene:
    """Return what is drawn in an inset."""
    named = frozenset((*inset.places, *inset.others))
    return Scene(sheet, drawings, lang, footnotes(sheet), named=named)


def draw_land(pen: Pen, scene: Scene) -> None:
    """Draw everything below symbols and words."""
    drawings, scale = scene.drawings, scene.sheet.view.scale
    pen.box(scene.ground.frame.box, ABROAD_FILL)
    underlay = scene.sheet.underlay
    if underlay is not None:
        pen.call(drawings.underlay(underlay))
    for place, cell in scene.counties:
        if underlay is None:
            pen.call(drawings.fill(place.code), fill_of(cell.klass, scale))
        pattern = signs.pattern_of(cell.klass, cell.quality)
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
    symbols = _draw_sizes(pen, scene, placer)
    _draw_zones(pen, scene, placer)
    seats, seat_pen = _place_seats(scene, placer), pen.layer()
    points = overlays.draw_points(pen, scene.sheet, scene.ground.frame, placer, scene.notes)
    valued = _write_values(pen, scene, points, placer)
    counties = sorted(scene.labelled, key=lambda r: scene.ground.core[r[0].code].area)
    labels = [_county_label(place, cell, scene) for place, cell in counties]
    yielding = {code: box for code, box in seats.items() if code != scene.sheet.region.seat}
    drawn = draw_county_labels(pen, scene.ground, placer, labels, symbols, seats=yielding)
    seats = {code: box for code, box in seats.items() if code not in drawn.seats_given_up}
    parts = drawn.parts | _draw_zone_names(pen, scene, placer)
    left_out = overlays.write_names(pen, points.named, placer, scene.barred)
    draw_context_names(pen, scene.ground, scene.fixed, placer)
    return WrittenNames(
        tuple(label.name for label in points.named),
        tuple(left_out),
        *valued,
        tuple(code for code, part in parts.items() if part == "whole"),
        tuple(code for code, part in parts.items() if part in ("nothing", "value")),
        tuple(code for code, part in parts.items() if part == "name"),
        _draw_seats(seat_pen, scene, seats),
    )


def _write_values(
    pen: Pen, scene: Scene, points: overlays.DrawnPoints, placer: LabelPlacer
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the numbers beside points; return the points of a map of points with and without."""
    left_out = overlays.write_values(
        pen, points.valued, placer, scene.barred, led=scene.sheet.of_points
    )
    if not scene.sheet.of_points:
        return (), ()
    names = (label.name for label in points.valued)
    return tuple(name for name in names if name not in left_out), tuple(left_out)


def _draw_sizes(pen: Pen, scene: Scene, placer: LabelPlacer) -> dict[str, Box]:
    """Draw proportional symbols, each in the roomiest part of its county, large ones first."""
    scale = scene.sheet.view.scale
    if scale.kind != "size":
        return {}
    sized = [(radius_mm(c.value, scale), p.code, c.value < 0) for p, c in scene.labelled if c.value]
    symbols: dict[str, Box] = {}
    for radius, code, below_zero in sorted(sized, key=lambda s: (-s[0], s[1])):
        area = scene.ground.label_areas[code]
        placed = placer.find(Wanted(area, 2 * radius, 2 * radius))
        # Where there is no free room in its county a symbol lies over a larger one, never away.
        spot = area.middle if placed is None or placed.leader else placed.box.center
        symbols[code] = Box(*spot, *spot).grown(radius)
        placer.taken.append(symbols[code])
        signs.draw_size(pen, spot, radius, scale.color, below_zero=below_zero)
    return symbols


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
        placer.taken.append(Box(*spot, *spot).grown(_zone_reach(cell, scene)))


def _zone_reach(cell: Cell, scene: Scene) -> float:
    """Return how far the signs of a place without a polygon reach."""
    scale = scene.sheet.view.scale
    radius = radius_mm(cell.value, scale) if scale.kind == "size" and cell.value else 0.0
    return max(_ZONE_MM, radius)


def _draw_zone_names(pen: Pen, scene: Scene, placer: LabelPlacer) -> dict[str, LabelParts]:
    """Write each zone's name and number on one line, with a leader; return which have room."""
    written: dict[str, LabelParts] = {}
    for place, cell, spot in _zones(scene):
        words = f"{place.label.in_(scene.lang)} {_value_of(cell, scene)}".strip()
        sign, words_width = _sign_of(cell, scene), pen.width(words, CONTEXT_PT, bold=True)
        width = words_width + 0.6 + (_ZONE_STATUS_MM + 0.6 if sign else 0)
        around = LabelArea(shapely.Point(spot).buffer(_zone_reach(cell, scene) + 0.9))
        height = CONTEXT_PT * MM_PER_POINT + 0.5
        # On no border if it can be; it is in use on few sheets, so nothing is kept of it.
        tries = (placer.place(Wanted(around, width, height, barred=barred))
                 for barred in scene.barred)  # fmt: skip
        placed = next((place for place in tries if place is not None), None)
        written[place.code] = "nothing" if placed is None else "whole"
        if placed is None:
            continue
        start = leader_start(placed.box, spot)
        pen.lines([[start, spot]], 0.15, INK)
        placer.add_line(Placed(placed.box, spot))
        signs.draw_zone(pen, spot, fill_of(cell.klass, scene.sheet.view.scale))
        left, y = placed.box.center[0] - width / 2 + 0.3, placed.box.center[1]
        pen.text(left, y, words, CONTEXT_PT, bold=True, halo_pt=HALO_PT)
        middle = left + words_width + 0.6 + _ZONE_STATUS_MM / 2
        signs.draw_status(pen, (middle, y), sign, _ZONE_STATUS_MM)
    return written


def _place_seats(scene: Scene, placer: LabelPlacer) -> dict[str, Box]:
    """
    Return where seats of government stand, by the codes of their counties, and take their places.

    A county that is small on the page has none: the sign would hide its fill.
    """
    seats = [p for p, _ in scene.counties if p.lon is not None and p.lat is not None]
    inside = scene.ground.frame.box.grown(-1)
    placed: dict[str, Box] = {}
    for place in seats:
        if scene.ground.core[place.code].area < _TIMES_SEAT * _SEAT_MM**2:
            continue
        x, y = scene.ground.frame.place_point(place.lon or 0, place.lat or 0)
        if not (inside.left < x < inside.right and inside.bottom < y < inside.top):
            continue
        box = Box(x, y, x, y).grown(_SEAT_MM / 2)
        if not any(box.meets(taken) for taken in placer.taken):
            placed[place.code] = box
            placer.taken.append(box)
    return placed


def _draw_seats(pen: Pen, scene: Scene, seats: Mapping[str, Box]) -> frozenset[signs.Seat]:
    """Draw seats, the prefecture's in the county that the region names; return the signs drawn."""
    drawn: set[signs.Seat] = set()
    for code, box in seats.items():
        kind: signs.Seat = "seat_prefecture" if code == scene.sheet.region.seat else "seat_county"
        signs.draw_seat(pen, box.center, of_prefecture=kind == "seat_prefecture")
        drawn.add(kind)
    return frozenset(drawn)


def _words_of(place: BookPlace, cell: Cell, scene: Scene) -> LabelWords:
    return LabelWords(place.label.in_(scene.lang), _value_of(cell, scene), _sign_of(cell, scene))


def _county_label(place: BookPlace, cell: Cell, scene: Scene) -> CountyLabel:
    words, inside_only = _words_of(place, cell, scene), place.code in scene.enlarged
    is_filled = scene.sheet.underlay is None
    rim = rim_on(fill_of(cell.klass, scene.sheet.view.scale)) if is_filled else HALO_PT
    return CountyLabel(place.code, words, _short_words(words, cell, scene), inside_only, rim)


def _short_words(words: LabelWords, cell: Cell, scene: Scene) -> LabelWords | None:
    """
    Return a label with what matters most alone; its numbers are in the table.

    Of a map of two layers that is its code, of one of progress its light, or the letter of why it
    has none.
    """
    scale = scene.sheet.view.scale
    if scene.sheet.progress and cell.label and not scene.is_bare:
        letter = text(f"reason.{cell.reason}.letter").in_(scene.lang) if cell.reason else ""
        return replace(words, value=letter + note_signs(cell, scene.notes))
    if scale.kind != "bivariate" or cell.klass >= REASON_BASE:
        return None
    return replace(words, value=scale.classes[cell.klass].symbol)


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
        return letter + cell.label + note_signs(cell, scene.notes)
    return cell.label + note_signs(cell, scene.notes)
