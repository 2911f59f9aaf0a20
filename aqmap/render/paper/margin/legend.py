"""The legend: the same classes, reasons and counts as on the sheet, then boundaries and signs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

import numpy as np
import shapely

from aqmap.book.book_layers import LegendEntry, Marks
from aqmap.book.map_book import MapSheet
from aqmap.book.map_signs import COUNTY_LINE, is_below_zero
from aqmap.book.missing_values import missing_values
from aqmap.book.scales import CONTEXT_FILL, CONTEXT_LINE, NO_TEXT, REASON_BASE
from aqmap.render.paper.canvas.pen import GREY, Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.map import signs
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.declutter import MOST_MOVED
from aqmap.render.paper.margin.color_bar import draw_color_bar
from aqmap.render.paper.margin.pair_key import draw_pair_key
from aqmap.render.paper.margin.scale_key import draw_scale_key
from aqmap.words import Lang, Text, say, text

ROW_MM, SWATCH, _GUTTER_MM = 4.7, (8.0, 3.7), 3.0
_LINE_MM, _APART_MM = 3.3, 0.3
_CLOSEST = 0.76
"""The least pitch at which lines of 8 points stand apart."""
_WORD_PT, _COUNT_PT, _SMALL_PT = 8.0, 7.5, 6.5


@dataclass
class Column:
    """
    A column that is filled from above.

    Attributes
    ----------
    box, y
        Where it is, and how far down it is used.
    pitch
        By how much rows are squeezed.
    """

    box: Box
    y: float
    pitch: float = 1.0

    def take(self, height: float) -> float:
        """Use some height; return the middle of what was taken."""
        return self.take_whole(height * self.pitch)

    def take_whole(self, height: float) -> float:
        """Use a height that cannot be squeezed; return the middle of it."""
        self.y -= height
        return self.y + height / 2


@dataclass(frozen=True, slots=True)
class _Fit:
    """How the classes stand in the room there is: squeezed, side by side, and how many of them."""

    pitch: float
    beside: int
    shown: int


def draw_legend(
    pen: Pen,
    sheet: MapSheet,
    ground: Ground,
    column: Column,
    lang: Lang,
    *,
    seats: Collection[signs.Seat],
    lines: bool = True,
    kept_mm: float = 0.0,
    least_mm: float = 0.0,
) -> None:
    """
    Draw the whole legend into a column.

    Where there are many classes they are squeezed, then stand side by side; then empty ones are
    left out and counted; then what follows gives way; at last others are left out.

    Parameters
    ----------
    pen, sheet, ground, column, lang
        What is drawn where; the column's `y` ends below the last entry.
    seats
        The signs of the seats of government on the map.
    lines
        Whether boundaries and seats stand here too; see `draw_lines_in_rows`.
    kept_mm, least_mm
        Room kept below for what follows: at first, and before a class with places is left out.
    """
    room = column.y - column.box.bottom

    def draw(on: Pen, into: Column, fit: _Fit) -> None:
        _draw_whole(on, sheet, ground, into, lang, fit=fit, seats=seats, lines=lines)

    filled = sum(entry.count > 0 for entry in _listed(sheet))
    fits = list(_fits(pen, sheet, column, lang))
    whole = [(fit, kept_mm) for fit in fits if fit.shown >= filled]
    for fit, kept in (*whole, *((fit, min(kept_mm, least_mm)) for fit in fits)):
        trial = Column(column.box, column.y, fit.pitch)
        draw(Pen(pen.fonts, 0, 0), trial, fit)
        if column.y - trial.y <= room - kept:
            break
    into = Column(column.box, column.y, fit.pitch)
    draw(pen, into, fit)
    column.y = into.y


def _listed(sheet: MapSheet) -> list[LegendEntry]:
    """Return what has a row: no classes of a square, nor of counties that are not filled."""
    kind = sheet.view.scale.kind
    rowless = kind == "bivariate" or _is_unfilled(sheet)
    return [e for e in sheet.legend if not rowless or e.klass >= REASON_BASE]


def _is_unfilled(sheet: MapSheet) -> bool:
    """Return whether classes are on no county: a grid lies there, and they have no sign."""
    return sheet.underlay is not None and sheet.view.scale.kind in ("sequential", "diverging")


def _fits(pen: Pen, sheet: MapSheet, column: Column, lang: Lang) -> Iterator[_Fit]:
    """Yield ever closer ways to set the classes, the last with one class alone."""
    listed = _listed(sheet)
    count = len(listed)
    for pitch in (1.0, 0.88, _CLOSEST):
        yield _Fit(pitch, 1, count)
    labels = [entry.label.in_(lang) for entry in listed if entry.klass < REASON_BASE]
    half = (column.box.width - _GUTTER_MM) / 2 - SWATCH[0] - 2
    counted = max(pen.width(say("paper.count", lang, count=e.count), _COUNT_PT)
                  for e in listed) if count else 0  # fmt: skip
    narrow = all(pen.width(label, _WORD_PT) <= half - counted - 1 for label in labels)
    beside = 2 if narrow else 1
    for shown in range(count, 0, -1):
        yield _Fit(_CLOSEST, beside, shown)


def _draw_whole(
    pen: Pen,
    sheet: MapSheet,
    ground: Ground,
    column: Column,
    lang: Lang,
    *,
    fit: _Fit,
    seats: Collection[signs.Seat],
    lines: bool,
) -> None:
    pen.text(column.box.left, column.take(6.0), say("paper.legend", lang), 11, bold=True)
    kind = sheet.view.scale.kind
    if kind != "bivariate":
        unit = sheet.view.unit.in_(lang)
        head = say("paper.legend_unit", lang, view=sheet.view.title, unit=unit)
        shown = head if unit else sheet.view.title.in_(lang)
        pen.text(column.box.left, column.take(4.6), shown, 8, bold=True, color="#333333")
    if kind == "bivariate":
        draw_pair_key(pen, sheet, column.box, column.take_whole, lang, pitch=fit.pitch)
        column.take(1.2)
    else:
        draw_scale_key(pen, sheet.view.scale, column.box, column.take_whole, lang)
    if _is_unfilled(sheet):
        for line in wrap(pen, say("underlay.unfilled", lang), _SMALL_PT, column.box.width):
            pen.text(column.box.left, column.take_whole(_LINE_MM), line, _SMALL_PT)
    _draw_entries(pen, sheet, column, fit, lang)
    _draw_quality(pen, text("paper.indicative"), sheet.indicative, "rules", column, lang=lang)
    _draw_quality(pen, sheet.layer.satellite, sheet.satellite, "uprights", column, lang=lang)
    column.take(1.2)
    draw_color_bar(pen, sheet, column.box, column.take_whole, lang)
    _draw_rule(pen, column)
    if lines:
        cells = [*_boundaries_on(ground), *_seats_on(sheet, seats=seats)]
        _draw_boundaries(pen, cells, column, lang, ground.line_weight)
    _draw_overlays(pen, sheet, column, lang)


def _swatch(column: Column, y: float) -> Box:
    width, height = SWATCH[0], SWATCH[1] * column.pitch
    left = column.box.left
    return Box(left, y - height / 2, left + width, y + height / 2)


def _draw_entries(pen: Pen, sheet: MapSheet, column: Column, fit: _Fit, lang: Lang) -> None:
    """Draw the classes, then the reasons, as far as they have room."""
    bare = missing_values(sheet) is not None
    in_square = sheet.view.scale.kind == "bivariate"
    # Of what has no room the empty classes go first, and then the last ones.
    listed = _listed(sheet)
    entries = sorted(enumerate(listed), key=lambda e: (e[1].count == 0, e[0]))[: fit.shown]
    kept = [entry for _, entry in sorted(entries, key=itemgetter(0))]
    if bare and not in_square:  # the table beside it has their letters
        kept = [replace(entry, letter=NO_TEXT) for entry in kept]
    classes = [entry for entry in kept if entry.klass < REASON_BASE]
    width = (column.box.width - _GUTTER_MM * (fit.beside - 1)) / fit.beside
    in_a_part = -(-len(classes) // fit.beside)
    top, lowest, left = column.y, column.y, column.box.left
    for first in range(0, len(classes), max(in_a_part, 1)):
        part = Column(column.box._replace(left=left, right=left + width), top, column.pitch)
        for entry in classes[first : first + in_a_part]:
            _draw_entry(pen, sheet, entry, part, lang)
        lowest, left = min(lowest, part.y), left + width + _GUTTER_MM
    column.y = lowest
    for entry in kept[len(classes) :]:
        _draw_entry(pen, sheet, entry, column, lang)
    if left_out := len(listed) - len(kept):
        words = say("paper.legend_more", lang, count=left_out)
        pen.text(column.box.left, column.take(3.6), words, 6.5, color=GREY)


def _draw_entry(pen: Pen, sheet: MapSheet, entry: LegendEntry, column: Column, lang: Lang) -> None:
    words = column.box.left + SWATCH[0] + 2
    count = say("paper.count", lang, count=entry.count)
    room = column.box.right - words - pen.width(count, _COUNT_PT) - 1
    lines = wrap(pen, entry.label.in_(lang), _WORD_PT, room)
    y = column.take_whole(max(ROW_MM * column.pitch, _LINE_MM * len(lines) + _APART_MM))
    scale, box = sheet.view.scale, _swatch(column, y)
    if sheet.underlay is None or entry.klass >= REASON_BASE:
        signs.draw_unit(pen, box.shape, entry.klass, scale)
    pen.box(box, edge=COUNTY_LINE, width_mm=0.15)
    if entry.klass >= REASON_BASE:
        letter = entry.letter.in_(lang)
        pen.text(*box.center, letter, 7, bold=True, anchor="center", halo_pt=0.8)
    elif scale.kind == "points":
        signs.draw_point(pen, box.center, "circle", scale.classes[entry.klass].color, "valid")
    elif scale.kind == "category":
        signs.draw_status(pen, box.center, scale.classes[entry.klass].symbol, 2.9)
    elif scale.kind == "size":
        signs.draw_size(
            pen, box.center, 1.2, scale.color, below_zero=is_below_zero(entry.klass, scale)
        )
    for number, line in enumerate(lines):
        pen.text(words, y + _LINE_MM * ((len(lines) - 1) / 2 - number), line, _WORD_PT)
    pen.text(column.box.right, y, count, _COUNT_PT, color="#333333", anchor="right")


def _draw_quality(
    pen: Pen, said: Text, shown: int, pattern: signs.Pattern, column: Column, *, lang: Lang
) -> None:
    """Draw how numbers of a quality are marked, if there are any; they are counted above too."""
    if not shown:
        return
    words = column.box.left + SWATCH[0] + 2
    count = say("paper.count", lang, count=shown)
    room = column.box.right - words - pen.width(count, _COUNT_PT) - 1
    lines = wrap(pen, said.in_(lang), _WORD_PT, room)
    y = column.take_whole(max(ROW_MM * column.pitch, _LINE_MM * len(lines) + _APART_MM))
    box = _swatch(column, y)
    pen.box(box, "white", edge=COUNTY_LINE, width_mm=0.15)
    signs.draw_hatch(pen, signs.hatch_of(box.shape, pattern))
    for number, line in enumerate(lines):
        pen.text(words, y + _LINE_MM * ((len(lines) - 1) / 2 - number), line, _WORD_PT)
    pen.text(column.box.right, y, count, _COUNT_PT, color="#333333", anchor="right")


def _draw_rule(pen: Pen, column: Column) -> None:
    pen.lines([[(column.box.left, column.y), (column.box.right, column.y)]], 0.12, "#AAAAAA")
    column.take(1.0)


def _boundaries_on(ground: Ground) -> list[str]:
    """Return the kinds of line that are drawn, and the grey context if there is any."""
    lines = {
        "national": ground.national,
        "prefecture": ground.prefecture,
        "county": ground.county,
        "edge": ground.edge,
    }
    kinds = [kind for kind, line in lines.items() if not line.is_empty]
    return [*kinds, *(["neighbour"] if ground.neighbours else [])]


def _seats_on(sheet: MapSheet, *, seats: Collection[signs.Seat]) -> list[str]:
    cells: list[str] = [kind for kind in signs.SEATS if kind in seats]
    if any(place.level == "zone" for place, _ in sheet.rows):
        cells.append("zone")
    return cells


def _draw_boundaries(pen: Pen, cells: list[str], column: Column, lang: Lang, weight: float) -> None:
    """Draw boundary ranks, grey context and seats, two in a row."""
    half = column.box.width / 2
    for number, name in enumerate(cells):
        if number % 2 == 0:
            y = column.take(4.3)
        left = column.box.left + half * (number % 2)
        _draw_sign(pen, name, left, y, weight)
        word = say(f"paper.sign.{name}", lang)
        room = half - 11.5
        size = max(6.0, min(7.5, 7.5 * room / max(pen.width(word, 7.5), 1)))
        pen.text(left + 9.5, y, word, size)
    column.take(0.6)


def draw_lines_in_rows(
    pen: Pen,
    sheet: MapSheet,
    ground: Ground,
    box: Box,
    lang: Lang,
    *,
    seats: Collection[signs.Seat],
) -> None:
    """Draw boundary ranks, grey context and seats in rows as wide as the box, from its top."""
    left, y, size = box.left, box.top - 1.8, 6.5
    for name in [*_boundaries_on(ground), *_seats_on(sheet, seats=seats)]:
        word = say(f"paper.sign.{name}", lang)
        width = 9.0 + pen.width(word, size)
        if left + width > box.right:
            left, y = box.left, y - 3.8
        _draw_sign(pen, name, left, y, ground.line_weight)
        pen.text(left + 9.0, y, word, size)
        left += width + 3.0


def _draw_sign(pen: Pen, name: str, left: float, y: float, weight: float) -> None:
    middle = (left + 4, y)
    if name == "neighbour":
        box = Box(left, y - 1.6, left + 8, y + 1.6)
        pen.box(box, CONTEXT_FILL, edge=CONTEXT_LINE, width_mm=0.15)
    elif name in signs.SEATS:
        signs.draw_seat(pen, middle, of_prefecture=name == "seat_prefecture")
    elif name == "zone":
        signs.draw_zone(pen, middle, "white")
    else:
        line = shapely.LineString([(left, y), (left + 8, y)])
        signs.draw_boundary(pen, name, line, weight)


def _draw_overlays(pen: Pen, sheet: MapSheet, column: Column, lang: Lang) -> None:
    """Draw the printed overlays' signs; a point's variants only where they occur."""
    for marks in sheet.marks:
        kinds = {np.char.lower(m.geometry.geom_type).item() for m in marks.features}
        y, left = column.take(4.3), column.box.left
        is_of_points = not any("polygon" in kind or "line" in kind for kind in kinds)
        if is_of_points and sheet.readings(marks):
            pen.text(left, y, marks.title.in_(lang), 7.5, bold=True)
            _draw_readings(pen, sheet, marks, column, lang)
            continue
        if marks.categories:
            pen.text(left, y, marks.title.in_(lang), 7.5, bold=True)
            for category in marks.categories:
                y = column.take(4.3)
                _draw_overlay_sign(pen, (left, y), kinds, category.symbol, category.color)
                pen.text(left + 9.5, y, category.name.in_(lang), 7.5)
        else:
            _draw_overlay_sign(pen, (left, y), kinds, marks.symbol, marks.color)
            pen.text(left + 9.5, y, marks.title.in_(lang), 7.5)
        if any(m.background for m in marks.features):
            y = column.take(4.3)
            signs.draw_point(pen, (left + 4, y), marks.symbol, marks.color, background=True)
            pen.text(left + 9.5, y, say("paper.sign.background", lang), 7.5)


def _draw_overlay_sign(
    pen: Pen, spot: tuple[float, float], kinds: set[str], symbol: str, color: str
) -> None:
    """Draw the sign of an overlay of areas, lines or points from its left end on."""
    left, y = spot
    if any("polygon" in kind for kind in kinds):
        pen.box(Box(left, y - 1.6, left + 8, y + 1.6), "none", edge=color, width_mm=0.35)
    elif any("line" in kind for kind in kinds):
        pen.lines([[(left, y), (left + 8, y)]], 0.4, color)
    else:
        signs.draw_point(pen, (left + 4, y), symbol, color)


def _draw_readings(pen: Pen, sheet: MapSheet, marks: Marks, column: Column, lang: Lang) -> None:
    """Draw how an overlay's values are shown, each sign with its count."""
    scale, left = sheet.view.scale, column.box.left
    for entry in sheet.mark_entries(marks):
        y, spot = column.take(4.3), (left + 4, column.y + 2.15)
        if entry.sign == "background":
            signs.draw_point(pen, spot, marks.symbol, "white", "valid", background=True)
        else:
            colors = list(dict.fromkeys(map(scale.color_of, entry.klasses))) or [marks.color]
            step = min(2 * signs.POINT_MM["valid"] + 0.6, 6 / len(colors))
            for number, color in enumerate(colors):
                x = spot[0] + (number - (len(colors) - 1) / 2) * step
                signs.draw_point(pen, (x, spot[1]), marks.symbol, color, entry.sign)
        count = say("paper.count", lang, count=entry.count)
        pen.text(column.box.right, y, count, _COUNT_PT, color="#333333", anchor="right")
        room = column.box.width - 11.5 - pen.width(count, _COUNT_PT)
        words = entry.label.in_(lang)
        size = max(6.0, min(7.5, 7.5 * room / max(pen.width(words, 7.5), 1)))
        first, *others = wrap(pen, words, size, room)
        pen.text(left + 9.5, y, first, size)
        for line in others:
            pen.text(left + 9.5, column.take(2.9), line, size)
    remarks = [] if sheet.of_points else [say("mark.same_scale", lang)]
    remarks += [say("mark.moved", lang)] if len(sheet.readings(marks)) <= MOST_MOVED else []
    for line in (
        line for words in remarks for line in wrap(pen, words, 6.5, column.box.width - 9.5)
    ):
        pen.text(left + 9.5, column.take(3.6), line, 6.5, color="#333333")
