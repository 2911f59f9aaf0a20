"""The signs of the map as QGIS symbols: the elements of a QML style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree as ET

from aqmap.book.map_signs import (
    AREA_EDGE_MM,
    COUNTY_LINE,
    DOT_RADIUS_MM,
    HATCH_MM,
    HATCH_STEP_MM,
    HOLLOW_EDGE_MM,
    HOLLOW_FILL,
    INK,
    LARGEST_RADIUS_MM,
    LINE_MM,
    SMALLEST_RADIUS_MM,
    SYMBOL_OPACITY,
    Stroke,
)
from aqmap.book.scales import HATCH_LINE, INDICATIVE_LINE, Family

Sort = Literal["fill", "line", "marker"]
INDICATIVE = "\"quality\" = 'indicative' AND \"reason\" = ''"
"""Which rows have a value that is indicative only, as QGIS writes it."""
SATELLITE = "\"quality\" = 'satellite' AND \"reason\" = ''"
"""Which rows have a satellite's value."""
_SHAPES = {"square": "square", "triangle": "triangle", "diamond": "diamond"}
_COUNTY_MM, _EDGE_MM = 0.2, 0.2
_POINT_MM, _PLAIN_MM, _CROSS_MM, _ZONE_MM = 2.5, 1.8, 2.0, 3.0


@dataclass(frozen=True)
class SymbolLayer:
    """
    One layer of a symbol.

    Attributes
    ----------
    kind
        QGIS's class of it: ``SimpleFill``.
    options
        Its settings as QGIS writes them.
    inner
        The symbol that it repeats, as a hatch its line, and of which sort.
    bound
        Settings that follow the row: an expression by setting.
    level
        In which pass it is drawn: symbols above all fills.
    """

    kind: str
    options: Mapping[str, str]
    inner: tuple[Sort, Sequence[SymbolLayer]] | None = None
    bound: Mapping[str, str] = field(default_factory=dict)
    level: int = 0


def rgba(color: str, opacity: int = 255) -> str:
    """Return a colour as QGIS writes it."""
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return f"{red},{green},{blue},{opacity}"


def symbol_element(sort: Sort, name: str, layers: Sequence[SymbolLayer]) -> ET.Element:
    """Return a symbol, its lowest layer first."""
    element = ET.Element(
        "symbol", type=sort, name=name, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    for number, layer in enumerate(layers):
        drawn = ET.SubElement(
            element,
            "layer",
            {"class": layer.kind, "enabled": "1", "locked": "0", "pass": str(layer.level)},
        )
        settings = ET.SubElement(drawn, "Option", type="Map")
        for key, value in layer.options.items():
            ET.SubElement(settings, "Option", type="QString", name=key, value=value)
        for key, value in layer.options.items():  # as versions before 3.18 read them
            ET.SubElement(drawn, "prop", k=key, v=value)
        if layer.bound:
            drawn.append(_bound_element(layer.bound))
        if layer.inner is not None:
            drawn.append(symbol_element(layer.inner[0], f"@{name}@{number}", layer.inner[1]))
    return element


def _bound_element(bound: Mapping[str, str]) -> ET.Element:
    element = ET.Element("data_defined_properties")
    table = ET.SubElement(element, "Option", type="Map")
    ET.SubElement(table, "Option", type="QString", name="name", value="")
    properties = ET.SubElement(table, "Option", type="Map", name="properties")
    for setting, expression in bound.items():
        one = ET.SubElement(properties, "Option", type="Map", name=setting)
        ET.SubElement(one, "Option", type="bool", name="active", value="true")
        ET.SubElement(one, "Option", type="QString", name="expression", value=expression)
        ET.SubElement(one, "Option", type="int", name="type", value="3")
    ET.SubElement(table, "Option", type="QString", name="type", value="collection")
    return element


# ---- areas ----
def fill(color: str, *, edge: str = COUNTY_LINE, width_mm: float = _COUNTY_MM) -> SymbolLayer:
    """Return a plain fill with a line around it."""
    return SymbolLayer(
        "SimpleFill",
        {
            "color": rgba(color),
            "style": "solid",
            "outline_color": rgba(edge),
            "outline_style": "solid",
            "outline_width": f"{width_mm:g}",
            "outline_width_unit": "MM",
            "joinstyle": "round",
        },
    )


def outline(color: str) -> SymbolLayer:
    """Return the edge of an overlay's area, which hides nothing."""
    options = dict(fill("#FFFFFF", edge=color, width_mm=AREA_EDGE_MM).options)
    return SymbolLayer("SimpleFill", options | {"style": "no"})


def nothing() -> SymbolLayer:
    """Return a fill that cannot be seen: a line of the legend that is words alone."""
    options = dict(fill("#FFFFFF").options)
    return SymbolLayer("SimpleFill", options | {"style": "no", "outline_style": "no"})


def hatch(family: Family) -> list[SymbolLayer]:
    """Return what is laid over the fill of a family of reasons: dots over the unusable."""
    return [_hatch_dots()] if family == "unusable" else []


def rules() -> SymbolLayer:
    """Return the level lines over a value that is indicative only."""
    lines = _hatch_lines(0, INDICATIVE_LINE)
    return SymbolLayer(lines.kind, lines.options, lines.inner, {"enabled": INDICATIVE})


def uprights() -> SymbolLayer:
    """Return the upright lines over what a satellite says in place of a measurement."""
    lines = _hatch_lines(90, INDICATIVE_LINE)
    return SymbolLayer(lines.kind, lines.options, lines.inner, {"enabled": SATELLITE})


def _hatch_lines(angle: int, color: str) -> SymbolLayer:
    options = {
        "angle": str(angle),
        "color": rgba(color),
        "distance": f"{HATCH_STEP_MM:g}",
        "distance_unit": "MM",
        "line_width": f"{HATCH_MM:g}",
        "line_width_unit": "MM",
        "offset": "0",
        "offset_unit": "MM",
    }
    return SymbolLayer("LinePatternFill", options, ("line", [line(Stroke(HATCH_MM, color))]))


def _hatch_dots() -> SymbolLayer:
    step = f"{HATCH_STEP_MM:g}"
    options = {
        "distance_x": step,
        "distance_x_unit": "MM",
        "distance_y": step,
        "distance_y_unit": "MM",
        "displacement_x": f"{HATCH_STEP_MM / 2:g}",
        "displacement_x_unit": "MM",
        "displacement_y": "0",
        "displacement_y_unit": "MM",
    }
    dot = marker("circle", HATCH_LINE, size_mm=2 * DOT_RADIUS_MM, edge="")
    return SymbolLayer("PointPatternFill", options, ("marker", [dot]))


def proportional(color: str, largest: float, *, below_zero: bool = False) -> SymbolLayer:
    """Return symbols in the middle of areas whose own area is in proportion to the amount."""
    return SymbolLayer(
        "CentroidFill",
        {"point_on_surface": "1", "point_on_all_parts": "0", "clip_points": "0"},
        ("marker", [sized_marker(color, largest, below_zero=below_zero)]),
        level=1,
    )


def sized_marker(color: str, largest: float, *, below_zero: bool = False) -> SymbolLayer:
    """
    Return a circle whose area is in proportion to the amount; 0 and no value have none.

    It is hollow for numbers below 0.
    """
    widest, least = 2 * LARGEST_RADIUS_MM, 2 * SMALLEST_RADIUS_MM
    root = f'{widest:g} * sqrt(abs("value") / {largest!r})'
    size = f'CASE WHEN "value" <> 0 THEN max({root}, {least:g}) ELSE 0 END'
    fill, edge = (HOLLOW_FILL, color) if below_zero else (color, "#FFFFFF")
    edge_mm = HOLLOW_EDGE_MM if below_zero else _EDGE_MM
    drawn = marker(
        "circle", fill, size_mm=widest, edge=edge, edge_mm=edge_mm, opacity=SYMBOL_OPACITY
    )
    return SymbolLayer(drawn.kind, drawn.options, bound={"size": size}, level=1)


# ---- lines and points ----
def line(stroke: Stroke) -> SymbolLayer:
    """Return a line of a width, a colour and dashes."""
    return SymbolLayer(
        "SimpleLine",
        {
            "line_color": rgba(stroke.color),
            "line_style": "solid",
            "line_width": f"{stroke.width_mm:g}",
            "line_width_unit": "MM",
            "capstyle": "round" if stroke.cap == "round" else "flat",
            "joinstyle": "round",
            "use_custom_dash": "1" if stroke.dash else "0",
            "customdash": ";".join(f"{length:g}" for length in stroke.dash) or "5;2",
            "customdash_unit": "MM",
        },
    )


def overlay_line(color: str) -> SymbolLayer:
    """Return a line of an overlay."""
    return line(Stroke(LINE_MM, color))


def marker(
    shape: str,
    color: str,
    *,
    size_mm: float = _PLAIN_MM,
    edge: str = "#FFFFFF",
    edge_mm: float = _EDGE_MM,
    opacity: int = 255,
    bound: Mapping[str, str] | None = None,
) -> SymbolLayer:
    """Return a point's sign; without `edge` it has no line around it."""
    return SymbolLayer(
        "SimpleMarker",
        {
            "name": shape,
            "color": rgba(color, opacity),
            "size": f"{size_mm:g}",
            "size_unit": "MM",
            "outline_color": rgba(edge or color),
            "outline_style": "solid" if edge else "no",
            "outline_width": f"{edge_mm:g}",
            "outline_width_unit": "MM",
        },
        bound=bound or {},
    )


def overlay_point(shape: str, color: str) -> SymbolLayer:
    """Return a point of an overlay without a value."""
    return marker(_SHAPES.get(shape, "circle"), color)


def valued_point(shape: str, color: str) -> list[SymbolLayer]:
    """Return a point in the colour of its class; hollow where the value is indicative only."""
    known = _SHAPES.get(shape, "circle")
    hollow = {"enabled": INDICATIVE}
    half = marker(known, "#FFFFFF", size_mm=_POINT_MM / 2, edge=INK, bound=hollow)
    return [marker(known, color, size_mm=_POINT_MM, edge=INK), half]


def unvalued_point() -> list[SymbolLayer]:
    """Return the cross of a point without a value."""
    return [marker("cross2", INK, size_mm=_CROSS_MM, edge=INK)]


def zone(color: str) -> SymbolLayer:
    """Return the marker of a place that has no outline."""
    return marker("diamond", color, size_mm=_ZONE_MM, edge=INK)
