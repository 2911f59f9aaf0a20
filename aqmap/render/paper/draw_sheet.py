"""One map sheet → one A4 page."""

from __future__ import annotations

from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import counted_places, has_one_reason, missing_values
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fonts import MapFonts, map_fonts
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map.body import OverlayNames, draw_land, draw_words, scene_of
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.render.paper.map.region import RegionGround, with_strip
from aqmap.render.paper.margin import furniture
from aqmap.render.paper.margin.legend import Column, draw_legend
from aqmap.render.paper.margin.notes import draw_imprint, draw_notes, sheet_alerts
from aqmap.render.paper.margin.station_list import draw_stations, stations_mm
from aqmap.render.paper.margin.value_table import draw_table
from aqmap.render.paper.sheet_words import map_in_words
from aqmap.words import Lang, Text, say, text


def draw_sheet(
    sheet: MapSheet,
    fonts: MapFonts,
    lang: Lang = "zh",
    *,
    ground: RegionGround | None = None,
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

    Returns
    -------
    page
        Of exactly 297 × 210 or 210 × 297 mm; equal for equal input.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    land = ground or RegionGround(sheet.book, sheet.region, lang)
    layout = land.layout
    pen = Pen(fonts, layout.width, layout.height)
    corner = (sheet.book.title.in_(lang), _number(sheet).in_(lang))
    words = map_in_words(sheet, lang)
    with pen.part("H1"):
        furniture.draw_head(pen, layout, sheet.title.in_(lang), subtitle(sheet).in_(lang), corner)
    with pen.part("Figure", words):
        left_out = draw_map(pen, sheet, land, lang)
    with pen.part("P"):
        _draw_margin(pen, sheet, land, lang)
    with pen.part("P"):
        draw_notes(pen, sheet, land, lang, left_out)
        draw_imprint(pen, sheet, layout, lang)
    return pen.page(sheet.title.in_(lang), words)


def _draw_margin(pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang) -> None:
    """Draw legend, scale and tables beside the map."""
    columns = [Column(box, box.top) for box in land.layout.panels]
    seats = any(place.lon is not None for place, _ in sheet.rows)
    draw_legend(pen, sheet, land.main, columns[0], lang, seats=seats)
    last = columns[-1]
    last.y = furniture.draw_scale(pen, land.main.frame, last.box, last.y - 2, lang) - 3
    if not sheet.of_points and not (missing_values(sheet) and has_one_reason(sheet)):
        draw_table(pen, sheet, last, lang, reserved_mm=stations_mm(sheet))
    draw_stations(pen, sheet, last, lang)


def draw_map(pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang) -> list[str]:
    """
    Draw the main frame, then the insets over it, then everything around it.

    Returns the names of overlays' points that are written nowhere.
    """
    scene = scene_of(sheet, land.main_drawings, lang)
    draw_land(pen, scene)
    blocked = [land.north, *(with_strip(g.frame.box).grown(0.8) for _, g in land.insets)]
    for code, _ in land.insets:
        extent = Box(*land.main.core[code].bounds).grown(0.8)
        pen.box(extent, edge=INK, width_mm=0.2)
        blocked += _edges(extent)
    alerts = furniture.place_alerts(pen, land.layout, [a.in_(lang) for a in sheet_alerts(sheet)])
    if missing := missing_values(sheet):
        alerts.append(furniture.place_sentence(pen, land, missing.in_(lang), alerts))
    main = draw_words(pen, scene, [*blocked, *(alert.box for alert in alerts)])
    insets = [
        _draw_inset(pen, sheet, code, inset, lang)
        for (code, _), inset in zip(land.insets, land.inset_drawings, strict=True)
    ]
    enlarged = {name for names in insets for name in set(names.asked) - set(names.left_out)}
    furniture.draw_north(pen, land.main.frame, land.north, lang)
    furniture.draw_alerts(pen, alerts)
    furniture.draw_frame(pen, land.layout.outer, land.main)
    return [name for name in main.left_out if name not in enlarged]


def _edges(box: Box) -> list[Box]:
    """Return the four sides of a drawn box, so that no word is laid across them."""
    half = 0.3
    return [
        Box(box.left - half, box.bottom, box.left + half, box.top),
        Box(box.right - half, box.bottom, box.right + half, box.top),
        Box(box.left, box.bottom - half, box.right, box.bottom + half),
        Box(box.left, box.top - half, box.right, box.top + half),
    ]


def _draw_inset(
    pen: Pen, sheet: MapSheet, code: str, drawings: GroundDrawings, lang: Lang
) -> OverlayNames:
    """Draw one county enlarged, with its own scale below its name."""
    ground = drawings.ground
    shown = ground.frame.box
    strip = Box(shown.left, shown.top, shown.right, with_strip(shown).top)
    named = {place.code: place.label for place, _ in sheet.rows}
    words = say("paper.inset", lang, name=named.get(code, Text(code, code)),
                scale=furniture.scale_text(ground.frame.denominator))  # fmt: skip
    scene = scene_of(sheet, drawings, lang)
    draw_land(pen, scene)
    names = draw_words(pen, scene, [])
    pen.box(strip, "white", edge=INK, width_mm=0.3)
    pen.text(*strip.center, words, 7, bold=True, anchor="center")
    pen.box(shown, edge=INK, width_mm=0.3)
    return names


def _number(sheet: MapSheet) -> Text:
    """Return the sheet's number in the book."""
    key = (sheet.layer.id, sheet.view.name, sheet.period, sheet.region.id)
    keys = [(s.layer.id, s.view.name, s.period, s.region.id) for s in sheet.book.sheets()]
    return text("paper.number", number=keys.index(key) + 1) if key in keys else Text("", "")


def subtitle(sheet: MapSheet) -> Text:
    """Return the unit and how many places, or stations, the map shows."""
    if sheet.of_points:
        count = text("paper.stations", count=len(sheet.stations))
        return text("paper.subtitle", what=text("paper.subtitle_day"), places=count)
    unit = sheet.view.unit
    shown = text("paper.subtitle_unit", unit=unit) if unit.zh else text("paper.subtitle_status")
    counted = counted_places(place for place, _ in sheet.rows)
    return text("paper.subtitle", what=shown, places=counted)
