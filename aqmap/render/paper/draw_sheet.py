"""One map sheet → one A4 page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import counted_places, has_one_reason, missing_values
from aqmap.book.report.office_spelling import office_spelling
from aqmap.model.audit_numbers import review_line
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fitted_lines import cut, fitting
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import INK, RED, Box, Pen
from aqmap.render.paper.map.body import WrittenNames, draw_land, draw_words, inset_scene, main_scene
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.render.paper.map.insets import Inset, with_strip
from aqmap.render.paper.map.region import RegionGround, sheet_key
from aqmap.render.paper.map.signs import Seat
from aqmap.render.paper.margin import furniture
from aqmap.render.paper.margin.legend import Column, draw_legend, draw_lines_in_rows
from aqmap.render.paper.margin.next_pages import DrawPage, NextPages
from aqmap.render.paper.margin.notes import (
    LeftOut,
    audit_number,
    draw_imprint,
    draw_left_out,
    draw_notes,
    draw_status,
    sheet_alerts,
)
from aqmap.render.paper.margin.pair_lines import PairLines, pair_lines, without_marks
from aqmap.render.paper.margin.station_list import StationRow, draw_stations, stations_mm
from aqmap.render.paper.margin.value_table import PlaceRow, draw_table, table_mm
from aqmap.render.paper.sheet_words import map_in_words
from aqmap.words import Lang, Text, say, text

_SCALE_MM, _STATUS_GAP_MM, _LEAST_TABLE_MM = 13.5, 4.0, 20.0
_WITHOUT_BARS = ("category", "bivariate")


def draw_sheet(
    sheet: MapSheet,
    fonts: MapFonts,
    lang: Lang = "zh",
    *,
    ground: RegionGround | None = None,
    has_notes: bool = False,
) -> Page:
    """
    Draw one map sheet on an A4 page.

    Parameters
    ----------
    sheet
        What is shown; nothing is decided here.
    fonts
        The only fonts of the page.
    lang
        Of every word.
    ground
        The region's land, if other sheets share it.
    has_notes
        Whether the text around a figure has its notes.

    Returns
    -------
    page
        Of exactly its region's size, or of that of `ground`; equal for equal input.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    land = ground or _land_of(sheet, lang)
    if not land.layout.is_figure:
        return _draw(sheet, fonts, lang, land)[0]
    # It stands in a text, whose numbers it writes as the text does.
    spelled = partial(office_spelling, lang=lang)
    pen = Pen(fonts, land.layout.width, land.layout.height, spelled)
    shown = sheet if has_notes else without_marks(sheet)
    return _draw_figure(pen, shown, land, lang, has_notes=has_notes)


def draw_sheet_pages(
    sheet: MapSheet, fonts: MapFonts, lang: Lang = "zh", *, ground: RegionGround | None = None
) -> list[Page]:
    """
    Draw a map sheet, and the pages with the rows of its tables that have no room beside the map.

    See `draw_sheet`.
    """
    land = ground or _land_of(sheet, lang)
    if land.layout.is_figure:
        return [draw_sheet(sheet, fonts, lang, ground=land)]
    following = NextPages(sheet, land.layout, lang)
    page, unlisted = _draw(sheet, fonts, lang, land, most_on_next=following.most_rows)
    tables = list(following.draw(*unlisted))
    return [
        page,
        *(
            _draw_table_page(draw, sheet, fonts, lang, land=land, page=(number, len(tables) + 1))
            for number, draw in enumerate(tables, 2)
        ),
    ]


_Unlisted = tuple[Sequence[PlaceRow], Sequence[StationRow]]
"""The rows of places and of stations that have no room beside a map."""


def _land_of(sheet: MapSheet, lang: Lang) -> RegionGround:
    return RegionGround(sheet.book, sheet.region, lang, has_table=bool(sheet.layer.beside))


def _draw(
    sheet: MapSheet, fonts: MapFonts, lang: Lang, land: RegionGround, *, most_on_next: int = 0
) -> tuple[Page, _Unlisted]:
    """Draw a map's page; return it with the rows that its tables have no room for."""
    layout = land.layout
    pen = Pen(fonts, layout.width, layout.height)
    corner = (sheet.book.title.in_(lang), _number(sheet, land).in_(lang))
    words = map_in_words(sheet, lang)
    with pen.part("H1"):
        furniture.draw_head(pen, layout, sheet.title.in_(lang), subtitle(sheet).in_(lang), corner)
    with pen.part("Figure", words):
        drawn = draw_map(pen, sheet, land, lang)
    with pen.part("P"):
        unlisted = _draw_margin(
            pen, sheet, land, lang, seats=drawn.seats, most_on_next=most_on_next
        )
    with pen.part("P"):
        draw_notes(pen, sheet, land, lang, drawn.left_out)
        draw_imprint(pen, sheet, layout, lang)
    return pen.page(sheet.title.in_(lang), words), unlisted


def _draw_table_page(
    draw: DrawPage,
    sheet: MapSheet,
    fonts: MapFonts,
    lang: Lang,
    *,
    land: RegionGround,
    page: tuple[int, int],
) -> Page:
    """Draw a page with the rest of a table, under the head and over the foot of its map."""
    layout = land.layout
    pen = Pen(fonts, layout.width, layout.height)
    title = say("paper.table_page", lang, title=sheet.title)
    number = _number(sheet, land)
    key = "paper.table_page_number" if number.zh else "paper.table_page_alone"
    corner = say(key, lang, number=number, page=page[0], pages=page[1])
    with pen.part("H1"):
        book = sheet.book.title.in_(lang)
        furniture.draw_head(pen, layout, title, subtitle(sheet).in_(lang), (book, corner))
    with pen.part("Table"):
        draw(pen)
    with pen.part("P"):
        draw_status(pen, sheet, land, lang)
        draw_imprint(pen, sheet, layout, lang)
    return pen.page(title, title)


def _draw_figure(
    pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang, *, has_notes: bool
) -> Page:
    """Draw map, legend and scale; title and notes stand in the text around it."""
    words, layout = map_in_words(sheet, lang), land.layout
    with pen.part("Figure", words):
        drawn = draw_map(pen, sheet, land, lang)
    first, *others = (Column(box, box.top) for box in layout.panels)
    with pen.part("P"):
        below = PairLines(()) if has_notes else pair_lines(pen, sheet, first.box.width, lang)
        draw_legend(
            pen, sheet, land.main, first, lang,
            seats=drawn.seats, lines=False, kept_mm=below.height,
        )  # fmt: skip
        below.draw(pen, first)
        draw_lines_in_rows(pen, sheet, land.main, layout.notes, lang, seats=drawn.seats)
        furniture.draw_scale(pen, land.main.frame, first.box, first.box.bottom - 1, lang)
        for column in others:
            _draw_tables(pen, sheet, column, lang)
        number = audit_number(sheet, land, lang)
        color, spot = INK if number else RED, layout.imprint
        line = review_line(sheet.book.audience, number).in_(lang)
        size = fitting(pen, line, layout.width - 2 * spot.left, bold=True)
        pen.text(spot.left, spot.center[1], line, size, bold=True, color=color)
        status_right = spot.left + pen.width(line, size, bold=True) + _STATUS_GAP_MM
        rest = Box(status_right, spot.bottom, layout.width - spot.left, spot.top)
        draw_left_out(pen, sheet, drawn.left_out, rest, lang)
    return pen.page(sheet.title.in_(lang), words)


def _draw_margin(
    pen: Pen,
    sheet: MapSheet,
    land: RegionGround,
    lang: Lang,
    *,
    seats: frozenset[Seat],
    most_on_next: int,
) -> _Unlisted:
    """Draw legend, scale and tables beside the map; return the rows that have no room."""
    columns = [Column(box, box.top) for box in land.layout.panels]
    last = columns[-1]
    kept = least = 0.0
    if last is columns[0]:  # scale and table must follow, the table whole if half the column does
        tables = table_mm(sheet, last.box.width) if _has_table(sheet) else 0.0
        tables = min(tables + _stations_mm(sheet), last.box.height / 2)
        kept, least = _SCALE_MM + tables, _SCALE_MM + min(tables, _LEAST_TABLE_MM)
    draw_legend(pen, sheet, land.main, columns[0], lang, seats=seats, kept_mm=kept, least_mm=least)
    last.y = furniture.draw_scale(pen, land.main.frame, last.box, last.y - 2, lang) - 3
    return _draw_tables(pen, sheet, last, lang, most_on_next)


def _has_table(sheet: MapSheet) -> bool:
    """Return whether places stand beside the map: not where one sentence says all their values."""
    if sheet.of_points or (missing_values(sheet) and has_one_reason(sheet)):
        return False
    has_bars = "bars" in sheet.layer.beside and sheet.view.scale.kind not in _WITHOUT_BARS
    return "table" in sheet.layer.beside or has_bars


def _stations_mm(sheet: MapSheet) -> float:
    """Return how high the table of stations is; 0 where it is not asked for."""
    return stations_mm(sheet) if sheet.of_points or "table" in sheet.layer.beside else 0.0


def _draw_tables(
    pen: Pen, sheet: MapSheet, column: Column, lang: Lang, most_on_next: int = 0
) -> _Unlisted:
    """Draw the tables of places and of stations into what is left of a column."""
    places: Sequence[PlaceRow] = ()
    stations: Sequence[StationRow] = ()
    if _has_table(sheet):
        places = draw_table(
            pen,
            sheet,
            column,
            lang,
            reserved_mm=_stations_mm(sheet),
            most_on_next=most_on_next,
        )
    if _stations_mm(sheet):
        stations = draw_stations(pen, sheet, column, lang, most_on_next=most_on_next)
    return places, stations


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """What a map has no room to write, and the signs of seats of government on it."""

    left_out: LeftOut
    seats: frozenset[Seat]


def draw_map(pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang) -> DrawnMap:
    """Draw the main frame, then the insets over it, then everything around it."""
    scene = main_scene(sheet, land, lang)
    draw_land(pen, scene)
    for extent in land.extents:
        pen.box(extent, edge=INK, width_mm=0.2)
    alerts = furniture.place_alerts(pen, land, [a.in_(lang) for a in sheet_alerts(sheet)])
    if missing := missing_values(sheet):
        alerts.append(furniture.place_sentence(pen, land, missing.in_(lang), alerts))
    main = draw_words(pen, scene, [alert.box for alert in alerts])
    insets = [
        _draw_inset(pen, sheet, inset, drawings, lang)
        for inset, drawings in zip(land.insets, land.inset_drawings, strict=True)
    ]
    if land.locator is not None:
        pen.call(land.locator.drawing)
    enlarged = {name for names in insets for name in set(names.asked) - set(names.left_out)}
    furniture.draw_north(pen, land.north_arrow, lang)
    furniture.draw_alerts(pen, alerts)
    furniture.draw_frame(pen, land.layout.outer, land.main)
    labelled = {code for names in insets for code in names.labelled}
    named = labelled.union(*(names.unnumbered for names in insets), main.unnumbered)
    unnumbered = [*main.unnumbered, *(code for names in insets for code in names.unnumbered)]
    valued = {name for names in insets for name in names.valued}
    left_out = LeftOut(
        tuple(name for name in main.left_out if name not in enlarged),
        tuple(code for code in main.unlabelled if code not in named),
        tuple(dict.fromkeys(c for c in unnumbered if c not in labelled.union(main.labelled))),
        tuple(name for name in main.unvalued if name not in valued),
    )
    return DrawnMap(left_out, main.seats.union(*(names.seats for names in insets)))


def _draw_inset(
    pen: Pen, sheet: MapSheet, inset: Inset, drawings: GroundDrawings, lang: Lang
) -> WrittenNames:
    """Draw counties enlarged, with their own scale beside their name."""
    ground = drawings.ground
    shown = ground.frame.box
    strip = Box(shown.left, shown.top, shown.right, with_strip(shown).top)
    named = {place.code: place.label for place, _ in sheet.rows}
    places = inset.places
    name = named.get(places[0], Text(places[0], places[0]))
    if len(places) > 1:
        name = text("paper.inset_places", name=name, count=len(places))
    scale = furniture.scale_text(ground.frame.denominator)
    words = say("paper.inset", lang, name=name, scale=scale)
    scene = inset_scene(sheet, inset, drawings, lang)
    draw_land(pen, scene)
    names = draw_words(pen, scene)
    pen.box(strip, "white", edge=INK, width_mm=0.3)
    room = strip.width - 1
    size = fitting(pen, words, room, bold=True)
    words = cut(pen, words, size, room, bold=True)
    pen.text(*strip.center, words, size, bold=True, anchor="center")
    pen.box(shown, edge=INK, width_mm=0.3)
    return names


def _number(sheet: MapSheet, land: RegionGround) -> Text:
    """Return the sheet's number in the book; nothing for a map that the atlas does not have."""
    number = land.sheet_numbers.get(sheet_key(sheet))
    return text("paper.number", number=number) if number else Text("", "")


def subtitle(sheet: MapSheet) -> Text:
    """Return the unit and how many places, or stations, the map shows."""
    if sheet.of_points:
        count = text("paper.stations", count=len(sheet.stations))
        return text("paper.subtitle", what=text("paper.subtitle_day"), places=count)
    unit = sheet.view.unit
    shown = text("paper.subtitle_unit", unit=unit) if unit.zh else text("paper.subtitle_status")
    if sheet.progress:
        shown = text("paper.subtitle_progress")
    if sheet.view.scale.kind == "bivariate":
        shown = text("paper.subtitle_pair")
    counted = counted_places(place for place, _ in sheet.rows)
    return text("paper.subtitle", what=shown, places=counted)
