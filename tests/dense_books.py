"""Synthetic books of crowded counties: symbols that coincide or overlap; many small ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geopandas import GeoDataFrame
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.scales import Klass, Scale, reason_class
from aqmap.model.figures import Level
from aqmap.words import Text, text
from tests.book_layers import LEVELS, UGM3
from tests.books import square_book

# Two districts of a hundredth of a degree side by side, a small county around them, large ones.
_BOXES: dict[str, BaseGeometry] = {
    "980001": box(104.50, 30.50, 104.51, 30.51),
    "980002": box(104.51, 30.50, 104.52, 30.51),
    "980003": box(104.40, 30.40, 104.62, 30.62).difference(box(104.50, 30.50, 104.52, 30.51)),
    "980004": box(104.00, 30.40, 104.40, 30.62),
    "980005": box(104.62, 30.40, 105.20, 30.62),
    "980006": box(104.00, 30.00, 104.60, 30.40),
    "980007": box(104.60, 30.00, 105.20, 30.40),
    "980008": box(104.00, 30.62, 104.60, 31.00),
    "980009": box(104.60, 30.62, 105.20, 31.00),
}
VALUES = (1900.0, 1850.0, 2400.0, 30.0, 2100.0, 3.0, 900.0, 1500.0, 12345.6)
ZONE = "zone-dense"
_NAMES = (
    "锦东区",
    "锦西区",
    "双龙县",
    "青溪市",
    "大邑沟县",
    "三水县",
    "北川沟县",
    "平武坝县",
    "安岳口市",
)
_PAINTED = (20.0, 30.0, 60.0, 25.0, 35.0, 12.0, 48.0, 33.0, 41.0)


def dense_book() -> MapBook:
    """Return the book: layer ``amount`` of symbols and layer ``level`` of fills, and a zone."""
    zone_name = Text("空港开发区", "Airport zone")
    zone = BookPlace(ZONE, zone_name, zone_name, Level.ZONE, "dense", 104.515, 30.56, None)
    amounts = [Cell(value, 0, f"{value:g}") for value in VALUES]
    amounts.append(Cell(None, reason_class("dash")))
    sample = Klass(None, 10000, "#2F6DA8", Text("10000", "10000"))
    scale = Scale("size", (sample,), largest=max(VALUES), color="#2F6DA8")
    levels = [*map(_level, _PAINTED), _level(44.0)]
    layers = (_layer("amount", scale, amounts), _layer("level", LEVELS, levels))
    return _book(_BOXES, _NAMES, (zone,), layers)


def many_book() -> MapBook:
    """Return a book of 400 small counties in a grid: layer ``level`` of fills."""
    numbers = range(400)
    shapes: dict[str, BaseGeometry] = {
        f"97{n:04d}": box(104 + x, 30 + y, 104 + x + 0.02, 30 + y + 0.02)
        for n in numbers
        for x, y in [(n % 20 * 0.02, n // 20 * 0.02)]
    }
    levels = [_level(10.0 + n % 50) for n in numbers]
    return _book(shapes, [f"示例{n}县" for n in numbers], (), (_layer("level", LEVELS, levels),))


def _level(value: float) -> Cell:
    return Cell(value, LEVELS.class_of(value), f"≤{value:g}")


def _layer(key: str, scale: Scale, cells: Sequence[Cell]) -> BookLayer:
    name = Text(f"示例{key}", f"Example {key}")
    by_period = {"2021": tuple(cells)}
    view = View("target", text("view.target"), UGM3, scale, by_period, {}, printed=True)
    return BookLayer(key, name, "air", key, ("2021",), ("dense",), {"target": view}, (), ())


def _book(
    shapes: Mapping[str, BaseGeometry],
    names: Sequence[str],
    zones: tuple[BookPlace, ...],
    layers: tuple[BookLayer, ...],
) -> MapBook:
    """Return a book of one region without overlays."""
    counties = tuple(
        BookPlace(
            code, Text(name, name), Text(name, name), Level.COUNTY, "dense", None, None, 500.0
        )
        for code, name in zip(shapes, names, strict=True)
    )
    places = (*counties, *zones)
    name = Text("示例密州", "Crowded example")
    codes = tuple(place.code for place in places)
    outlines = {crs: _geometry(shapes, names, crs) for crs in ("EPSG:4490", "EPSG:4326")}
    return replace(
        square_book(),
        regions=(BookRegion("dense", name, "980000", codes, 104.6, (), codes[0], "landscape"),),
        places=places,
        counties=outlines["EPSG:4490"][0],
        outlines=outlines["EPSG:4490"][1],
        web_counties=outlines["EPSG:4326"][0],
        web_outlines=outlines["EPSG:4326"][1],
        layers=layers,
        marks=(),
        figures={},
        findings=(),
    )


def _geometry(
    shapes: Mapping[str, BaseGeometry], names: Sequence[str], crs: str
) -> tuple[GeoDataFrame, GeoDataFrame]:
    counties = GeoDataFrame(
        {"code": list(shapes), "name": list(names), "role": ["core"] * len(shapes)},
        geometry=list(shapes.values()),
        crs=crs,
    )
    line = LineString([(104.0, 30.0), (104.0, 31.0)])
    return counties, GeoDataFrame({"rank": ["prefecture"]}, geometry=[line], crs=crs)
