"""One map sheet → one A4 page."""

from __future__ import annotations

from aqmap.book.map_book import MapSheet
from aqmap.book.missing_values import counted_places, has_one_reason, missing_values
from aqmap.errors import SourceError
from aqmap.render.paper.canvas.engine import Figure, own_settings
from aqmap.render.paper.canvas.fonts import MapFonts, session_fonts
from aqmap.render.paper.canvas.pen import INK, Box, Pen
from aqmap.render.paper.map.body import OverlayNames, draw_land, draw_words, scene_of
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.region import RegionGround, sheet_key, with_strip
from aqmap.render.paper.margin import furniture
from aqmap.render.paper.margin.legend import Column, draw_legend
from aqmap.render.paper.margin.notes import draw_imprint, draw_notes, sheet_alerts
from aqmap.render.paper.margin.station_list import draw_stations, stations_mm
from aqmap.render.paper.margin.value_table import draw_table
from aqmap.words import Lang, Text, say, text


@own_settings()
def draw_sheet(
    sheet: MapSheet,
    fonts: MapFonts,
    lang: Lang = "zh",
    *,
    ground: RegionGround | None = None,
) -> Figure:
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
    figure
        A page of exactly 297 × 210 or 210 × 297 mm; equal for equal input.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    land = ground or RegionGround(sheet.book, sheet.region, lang)
    layout = land.layout
    pen = Pen(fonts, layout.width, layout.height)
    corner = (sheet.book.title.in_(lang), _number(sheet, land).in_(lang))
    furniture.draw_head(pen, layout, sheet.title.in_(lang), subtitle(sheet).in_(lang), corner)
    left_out = draw_map(pen, sheet, land, lang)
    columns = [Column(box, box.top) for box in layout.panels]
    seats = any(place.lon is not None for place, _ in sheet.rows)
    draw_legend(pen, sheet, land.main, columns[0], lang, seats=seats)
    last = columns[-1]
    last.y = furniture.draw_scale(pen, land.main.frame, last.box, last.y - 2, lang) - 3
    if not sheet.of_points and not (missing_values(sheet) and has_one_reason(sheet)):
        draw_table(pen, sheet, last, lang, reserved_mm=stations_mm(sheet))
    draw_stations(pen, sheet, last, lang)
    draw_notes(pen, sheet, land, lang, left_out)
    draw_imprint(pen, sheet, layout, lang)
    if pen.faults:
        raise SourceError(dict.fromkeys(pen.faults))
    return pen.figure


def draw_map(pen: Pen, sheet: MapSheet, land: RegionGround, lang: Lang) -> list[str]:
    """
    Draw the main frame, then the insets over it, then everything around it.

    Returns the names of overlays' points that are written nowhere.
    """
    scene = scene_of(sheet, land.main, lang, land.fixed)
    draw_land(pen, scene)
    for extent in land.extents:
        pen.box(extent, edge=INK, width_mm=0.2)
    alerts = furniture.place_alerts(pen, land.layout, [a.in_(lang) for a in sheet_alerts(sheet)])
    if missing := missing_values(sheet):
        alerts.append(furniture.place_sentence(pen, land, missing.in_(lang), alerts))
    main = draw_words(pen, scene, [alert.box for alert in alerts])
    insets = [_draw_inset(pen, sheet, code, inset, lang) for code, inset in land.insets]
    enlarged = {name for names in insets for name in set(names.asked) - set(names.left_out)}
    furniture.draw_north(pen, land.main.frame, land.north, lang)
    furniture.draw_alerts(pen, alerts)
    furniture.draw_frame(pen, land.layout.outer, land.main)
    return [name for name in main.left_out if name not in enlarged]


def _draw_inset(pen: Pen, sheet: MapSheet, code: str, ground: Ground, lang: Lang) -> OverlayNames:
    """Draw one county enlarged, with its own scale below its name."""
    shown = ground.frame.box
    strip = Box(shown.left, shown.top, shown.right, with_strip(shown).top)
    named = {place.code: place.label for place, _ in sheet.rows}
    words = say("paper.inset", lang, name=named.get(code, Text(code, code)),
                scale=furniture.scale_text(ground.frame.denominator))  # fmt: skip
    scene = scene_of(sheet, ground, lang)
    draw_land(pen, scene)
    names = draw_words(pen, scene)
    pen.box(strip, "white", edge=INK, width_mm=0.3)
    pen.text(*strip.center, words, 7, bold=True, anchor="center")
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
    counted = counted_places(place for place, _ in sheet.rows)
    return text("paper.subtitle", what=shown, places=counted)


def to_figure(sheet: MapSheet, lang: Lang = "zh") -> Figure:
    """
    Return a sheet as a matplotlib figure, with fonts that last as long as the interpreter.

    Examples
    --------
    >>> from pathlib import Path
    >>> import aqmap
    >>> book = aqmap.make_book(Path(aqmap.__file__).with_name("templates") / "minimal")
    >>> figure = to_figure(book.sheet("pm25", "target", region="example"), "en")
    >>> [round(float(side), 2) for side in figure.get_size_inches()]  # A4
    [11.69, 8.27]
    """
    return draw_sheet(sheet, session_fonts(sheet.book), lang)
