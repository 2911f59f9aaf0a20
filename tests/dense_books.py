"""A synthetic book of crowded counties: symbols that coincide, overlap, and lie in one another."""

from __future__ import annotations

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
    """Return the book: layer ``amount`` of symbols and layer ``level`` of fills, one region."""
    counties, outlines = _geometry("EPSG:4490")
    web_counties, web_outlines = _geometry("EPSG:4326")
    codes = tuple(_BOXES)
    places = [
        BookPlace(
            code, Text(name, name), Text(name, name), Level.COUNTY, "dense", None, None, 500.0
        )
        for code, name in zip(codes, _NAMES, strict=True)
    ]
    zone_name = Text("空港开发区", "Airport zone")
    places.append(BookPlace(ZONE, zone_name, zone_name, Level.ZONE, "dense", 104.515, 30.56, None))
    region = BookRegion(
        "dense",
        Text("示例密州", "Crowded example"),
        "980000",
        (*codes, ZONE),
        104.6,
        (),
        "980001",
        "landscape",
    )
    return replace(
        square_book(),
        regions=(region,),
        places=tuple(places),
        counties=counties,
        outlines=outlines,
        web_counties=web_counties,
        web_outlines=web_outlines,
        layers=(_amount(), _level()),
        marks=(),
        figures={},
        findings=(),
    )


def _geometry(crs: str) -> tuple[GeoDataFrame, GeoDataFrame]:
    counties = GeoDataFrame(
        {"code": list(_BOXES), "name": list(_NAMES), "role": ["core"] * len(_BOXES)},
        geometry=list(_BOXES.values()),
        crs=crs,
    )
    line = LineString([(104.0, 30.0), (104.0, 31.0)])
    return counties, GeoDataFrame({"rank": ["prefecture"]}, geometry=[line], crs=crs)


def _layer(key: str, view: View) -> BookLayer:
    name = Text(f"示例{key}", f"Example {key}")
    return BookLayer(key, name, "air", key, ("2021",), ("dense",), {"target": view}, (), ())


def _amount() -> BookLayer:
    sample = Klass(None, 10000, "#2F6DA8", Text("10000", "10000"))
    scale = Scale("size", (sample,), largest=max(VALUES), color="#2F6DA8")
    cells = [Cell(value, 0, f"{value:g}") for value in VALUES]
    cells.append(Cell(None, reason_class("dash")))
    view = View(
        "target", text("view.target"), UGM3, scale, {"2021": tuple(cells)}, {}, printed=True
    )
    return _layer("amount", view)


def _level() -> BookLayer:
    cells = [Cell(value, LEVELS.class_of(value), f"≤{value:g}") for value in _PAINTED]
    cells.append(Cell(44.0, 2, "≤44"))
    view = View(
        "target", text("view.target"), UGM3, LEVELS, {"2021": tuple(cells)}, {}, printed=True
    )
    return _layer("level", view)
