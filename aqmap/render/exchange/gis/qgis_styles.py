"""The scales of the book as QGIS styles (QML): what a layer of the GeoPackage is drawn in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from aqmap.book.book_layers import LegendEntry, Marks
from aqmap.book.map_signs import BOUNDARIES, INK, UNCOUNTED, fill_of, is_below_zero
from aqmap.book.scales import BASE_FILL, CONTEXT_FILL, CONTEXT_LINE, REASON_BASE
from aqmap.render.exchange.gis import qgis_symbols as symbols
from aqmap.render.exchange.gis.qgis_symbols import Sort, SymbolLayer
from aqmap.render.exchange.map_tables import MapTable
from aqmap.words import Lang, Text, text
from aqmap.words.printable import printable

NOTICE_CLASS, MISSING_CLASS = -1, -2
"""No row has them: lines of the legend that say what must stand beside the values, and that no
place has a value."""

_VERSION = "3.22.0"
_HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_GEOMETRY: dict[Sort, str] = {"marker": "0", "line": "1", "fill": "2"}
_LABEL_PT, _BUFFER_MM = 8, 0.6
_OVER_AREAS, _AROUND_POINTS = "4", "6"


class Category(NamedTuple):
    """A line of a layer's legend: the value of its column, its words and its sign."""

    value: int | str
    label: str
    drawn: Sequence[SymbolLayer]


def map_style(table: MapTable, lang: Lang) -> str:
    """Return the style of a map of counties."""
    categories = [Category(e.klass, e.label.in_(lang), _area(table, e)) for e in table.legend]
    if table.missing:
        categories.insert(0, Category(MISSING_CLASS, table.missing.in_(lang), [symbols.nothing()]))
    categories += _notices(table, lang, [symbols.nothing()])
    return style("fill", "class", categories, label=_name_and_sign())


def zone_style(table: MapTable, lang: Lang) -> str:
    """Return the style of the places of a map that have no outline."""
    categories = [
        Category(entry.klass, entry.label.in_(lang), _zone(table, entry)) for entry in table.legend
    ]
    return style("marker", "class", categories, label=_name_and_sign())


def point_style(table: MapTable, lang: Lang) -> str:
    """Return the style of an overlay's points in the classes of a map."""
    shape = table.overlay.symbol if table.overlay else "circle"
    categories = [
        Category(entry.klass, entry.label.in_(lang), _point(entry, shape)) for entry in table.legend
    ]
    if table.has_uncounted:
        words = text("export.uncounted").in_(lang)
        categories.append(Category("", words, [symbols.overlay_point(shape, UNCOUNTED)]))
    blank = symbols.marker("circle", "#FFFFFF", size_mm=0.01, edge="", opacity=0)
    categories += _notices(table, lang, [blank])
    counted_label = 'CASE WHEN "class" IS NOT NULL THEN "label" END'
    return style("marker", "class", categories, label=counted_label)


def overlay_style(marks: Marks, sort: Sort, lang: Lang) -> str:
    """Return the style of an overlay without values: one sign, or one a category."""
    if not marks.categories:
        categories = [Category("", "", _overlay(sort, marks.symbol, marks.color))]
        return style(sort, "", categories)
    listed = [
        Category(kind.name.in_(lang), kind.name.in_(lang), _overlay(sort, kind.symbol, kind.color))
        for kind in marks.categories
    ]
    return style(sort, "category", listed)


def county_style(lang: Lang) -> str:
    """Return the style of the bare counties: those of the regions, and what lies around them."""
    around = symbols.fill(CONTEXT_FILL, edge=CONTEXT_LINE, width_mm=0.15)
    categories = [
        Category("core", text("paper.sign.county").in_(lang), [symbols.fill(BASE_FILL)]),
        Category("neighbour", text("paper.sign.neighbour").in_(lang), [around]),
    ]
    return style("fill", "role", categories, label='"name"')


def spot_style() -> str:
    """Return the style of the bare places that have a spot instead of an outline."""
    return style("marker", "", [Category("", "", [symbols.zone(BASE_FILL)])], label='"name"')


def boundary_style(lang: Lang) -> str:
    """Return the style of the boundary lines by rank."""
    categories = [
        Category(rank, text(f"paper.sign.{rank}").in_(lang), [symbols.line(s) for s in strokes])
        for rank, strokes in BOUNDARIES.items()
        if rank in ("national", "prefecture", "edge")
    ]
    return style("line", "rank", categories)


def style(sort: Sort, column: str, categories: Sequence[Category], *, label: str = "") -> str:
    """
    Return a QML document.

    Parameters
    ----------
    sort
        Of the layer's symbols.
    column
        Whose values the categories are; without it the only category draws every row.
    categories
        In the order of the legend.
    label
        What is written beside each row, an expression; nothing without it.
    """
    kind = "categorizedSymbol" if column else "singleSymbol"
    root = ET.Element(
        "qgis", version=_VERSION, styleCategories="Symbology|Labeling", labelsEnabled="1"
    )
    levels = "1" if any(s.level for c in categories for s in c.drawn) else "0"
    renderer = ET.SubElement(root, "renderer-v2", type=kind, symbollevels=levels, forceraster="0")
    if column:
        renderer.set("attr", column)
        listed = ET.SubElement(renderer, "categories")
        for number, category in enumerate(categories):
            ET.SubElement(
                listed,
                "category",
                value=printable(str(category.value)),
                symbol=str(number),
                label=_as_words(category.label),
                render="true",
                type="long" if isinstance(category.value, int) else "string",
            )
    drawn = ET.SubElement(renderer, "symbols")
    for number, category in enumerate(categories):
        drawn.append(symbols.symbol_element(sort, str(number), category.drawn))
    if label:
        root.append(_labels(label, _AROUND_POINTS if sort == "marker" else _OVER_AREAS))
    else:
        root.set("labelsEnabled", "0")
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY[sort]
    ET.indent(root, " ")
    return _HEAD + ET.tostring(root, encoding="unicode") + "\n"


def _as_words(label: str) -> str:
    """Return a label of which QGIS computes nothing: a layout's legend takes ``[% %]`` for code."""
    return printable(label).replace("[%", "[ %")


def _area(table: MapTable, entry: LegendEntry) -> list[SymbolLayer]:
    """Return how a county of a class or reason is drawn."""
    scale = table.scale
    layers = [symbols.fill(fill_of(entry.klass, scale))]
    if entry.klass >= REASON_BASE:
        return layers + symbols.hatch(entry.family)
    if "indicative" in table.qualities:
        layers.append(symbols.rules())
    if "satellite" in table.qualities:
        layers.append(symbols.uprights())
    if scale.kind == "size" and scale.largest > 0:
        below_zero = is_below_zero(entry.klass, scale)
        layers.append(symbols.proportional(scale.color, scale.largest, below_zero=below_zero))
    return layers


def _zone(table: MapTable, entry: LegendEntry) -> list[SymbolLayer]:
    scale = table.scale
    layers = [symbols.zone(fill_of(entry.klass, scale))]
    if entry.klass < REASON_BASE and scale.kind == "size" and scale.largest > 0:
        below_zero = is_below_zero(entry.klass, scale)
        layers.insert(0, symbols.sized_marker(scale.color, scale.largest, below_zero=below_zero))
    return layers


def _point(entry: LegendEntry, shape: str) -> list[SymbolLayer]:
    if entry.klass >= REASON_BASE:
        return symbols.unvalued_point()
    return symbols.valued_point(shape, entry.color)


def _overlay(sort: Sort, shape: str, color: str) -> list[SymbolLayer]:
    match sort:
        case "marker":
            return [symbols.overlay_point(shape, color)]
        case "line":
            return [symbols.overlay_line(color)]
        case _:
            return [symbols.outline(color)]


def _notices(table: MapTable, lang: Lang, drawn: Sequence[SymbolLayer]) -> Iterable[Category]:
    """Yield what must stand beside unofficial or synthetic values, as one line of the legend."""
    if table.notices:
        joint = Text("；", "; ").in_(lang)
        words = joint.join(notice.in_(lang) for notice in table.notices)
        yield Category(NOTICE_CLASS, words, drawn)


def _name_and_sign() -> str:
    """Return the label of a place: its name, below it number or letter, and if it is synthetic."""
    synthetic = text("notice.synthetic")
    said = " OR ".join(f"\"notice\" LIKE '%{words}%'" for words in synthetic)
    lines = ['"short_name"', "nullif(\"sign\", '')", f'CASE WHEN {said} THEN "notice" END']
    return f"array_to_string(array_filter(array({', '.join(lines)}), @element IS NOT NULL), '\\n')"


def _labels(expression: str, placement: str) -> ET.Element:
    element = ET.Element("labeling", type="simple")
    settings = ET.SubElement(element, "settings", calloutType="simple")
    written = ET.SubElement(
        settings,
        "text-style",
        fieldName=expression,
        isExpression="1",
        fontSize=str(_LABEL_PT),
        fontSizeUnit="Point",
        textColor=symbols.rgba(INK),
        textOpacity="1",
        multilineHeight="1",
    )
    ET.SubElement(
        written,
        "text-buffer",
        bufferDraw="1",
        bufferSize=str(_BUFFER_MM),
        bufferSizeUnits="MM",
        bufferColor=symbols.rgba("#FFFFFF"),
        bufferOpacity="1",
        bufferNoFill="1",
    )
    ET.SubElement(settings, "text-format", multilineAlign="1", wrapChar="")
    ET.SubElement(settings, "placement", placement=placement, dist="1", distUnits="MM")
    ET.SubElement(settings, "rendering", drawLabels="1", fontLimitPixelSize="0", obstacle="1")
    return element
