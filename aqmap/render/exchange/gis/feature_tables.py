"""What has a geometry of its own: counties, boundary lines, places without an outline, overlays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from aqmap import geo
from aqmap.book.book_layers import Mark, Marks
from aqmap.book.map_book import BookPlace
from aqmap.render.exchange.gis import qgis_styles as styles
from aqmap.render.exchange.gis.qgis_symbols import Sort
from aqmap.render.exchange.list_tables import Contents
from aqmap.render.exchange.map_tables import Kind, Value, has_marker, point_cells
from aqmap.words import Lang, say

GeometryType = Literal["GEOMETRY", "POINT", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON"]
FeatureRow = tuple[BaseGeometry | None, Sequence[Value]]

_COUNTIES: dict[str, Kind] = {
    **dict.fromkeys(("code", "name", "name_en", "role", "prefecture"), "text"),
    **dict.fromkeys(("region", "region_name"), "text"),
    **dict.fromkeys(("area_km2", "seat_lon", "seat_lat"), "number"),
}
_ZONES: dict[str, Kind] = dict.fromkeys(("code", "name", "name_en", "region", "note"), "text")
_POINT: dict[str, Kind] = {
    **dict.fromkeys(("code", "name", "county", "county_name"), "text"),
    "background": "truth",
    **dict.fromkeys(("category", "value_label"), "text"),
}
_COLLECTIONS: Mapping[str, GeometryType] = {
    "Point": "MULTIPOINT",
    "MultiPoint": "MULTIPOINT",
    "LineString": "MULTILINESTRING",
    "MultiLineString": "MULTILINESTRING",
    "Polygon": "MULTIPOLYGON",
    "MultiPolygon": "MULTIPOLYGON",
}
_SORTS: Mapping[GeometryType, Sort] = {
    "POINT": "marker",
    "MULTIPOINT": "marker",
    "MULTILINESTRING": "line",
    "MULTIPOLYGON": "fill",
}


@dataclass(frozen=True)
class FeatureTable:
    """
    A table whose rows have a geometry in CGCS2000.

    Attributes
    ----------
    name, title, description
        What it is called, and what it holds in words.
    geometry_type
        Of all its rows.
    columns, rows
        Its columns with their kinds, and each geometry with its cells.
    style
        How QGIS draws it (QML); empty where it draws as it likes.
    """

    name: str
    title: str
    description: str
    geometry_type: GeometryType
    columns: Mapping[str, Kind]
    rows: Sequence[FeatureRow]
    style: str = ""


def ground_tables(contents: Contents) -> Iterator[FeatureTable]:
    """Yield counties with those around them, boundary lines, and places that have a spot only."""
    book, lang = contents.book, contents.lang
    source = book.boundary_credit.in_(lang)
    places = {place.code: place for place in book.places}
    regions = {region.id: region.name.in_(lang) for region in book.regions}
    yield FeatureTable(
        "counties",
        say("export.table.counties", lang),
        source,
        "MULTIPOLYGON",
        _COUNTIES,
        [
            _county(row, places.get(row["code"]), regions)
            for row in book.counties.to_dict("records")
        ],
        styles.county_style(lang),
    )
    yield FeatureTable(
        "boundaries",
        say("export.table.boundaries", lang),
        source,
        "MULTILINESTRING",
        {"rank": "text"},
        [
            (_as_multi(shape, "MULTILINESTRING"), (str(rank),))
            for rank, shape in zip(book.outlines["rank"], book.outlines.geometry, strict=True)
        ],
        styles.boundary_style(lang),
    )
    zones = [_zone(place) for place in book.places if has_marker(place)]
    if zones:
        title = say("export.table.zones", lang)
        yield FeatureTable("zones", title, "", "POINT", _ZONES, zones, styles.spot_style())


def _county(
    row: Mapping[str, object], place: BookPlace | None, regions: Mapping[str, str]
) -> FeatureRow:
    name_en = row.get("name_en") or (place.name.en if place else "")
    cells: list[Value] = [str(row["code"]), str(row["name"]), str(name_en), str(row["role"])]
    cells.append(str(row.get("prefecture_code") or ""))
    if place is None:
        cells += [""] * 2 + [None] * 3
    else:
        cells += [place.region, regions[place.region], place.area_km2, place.lon, place.lat]
    return _as_multi(row["geometry"], "MULTIPOLYGON"), cells


def _zone(place: BookPlace) -> FeatureRow:
    spot = shapely.Point(place.lon or 0.0, place.lat or 0.0)
    return spot, (place.code, place.name.zh, place.name.en, place.region, place.note)


def overlay_table(marks: Marks, name: str, contents: Contents) -> FeatureTable:
    """
    Return an overlay's features with the columns of their own that the overlay shows.

    Parameters
    ----------
    marks
        The overlay.
    name
        Of the table.
    contents
        For the names of counties, and the language.
    """
    lang = contents.lang
    names = {place.code: place.name.in_(lang) for place in contents.book.places}
    facts = list(dict.fromkeys(n.in_(lang) for mark in marks.features for n, _ in mark.facts))
    columns: dict[str, Kind] = dict(_POINT)
    for fact in facts:
        columns[free_name(fact, ("fid", "geom", *columns))] = "text"
    shapes = _in_degrees(marks)
    geometry_type = _common_type(shapes)
    return FeatureTable(
        name,
        marks.title.in_(lang),
        marks.notice.in_(lang) if marks.notice else "",
        geometry_type,
        columns,
        [
            (_as_multi(shape, geometry_type), _mark_cells(mark, marks, names, facts, lang))
            for mark, shape in zip(marks.features, shapes, strict=True)
        ],
        styles.overlay_style(marks, _SORTS[geometry_type], lang) if geometry_type in _SORTS else "",
    )


def _mark_cells(
    mark: Mark, marks: Marks, names: Mapping[str, str], facts: Sequence[str], lang: Lang
) -> list[Value]:
    category = marks.categories[mark.category].name.in_(lang) if mark.category >= 0 else ""
    shown = {name.in_(lang): value for name, value in mark.facts}
    cells = [*point_cells(mark, names).values(), category, mark.value_label.in_(lang)]
    return [*cells, *(shown.get(fact) for fact in facts)]


def _in_degrees(marks: Marks) -> list[BaseGeometry]:
    """Return the geometries of an overlay in CGCS2000."""
    shapes = [mark.geometry for mark in marks.features]
    if not shapes:
        return []
    return list(geo.project(GeoDataFrame(geometry=shapes, crs=geo.WGS84), geo.CGCS2000).geometry)


def _common_type(shapes: Sequence[BaseGeometry]) -> GeometryType:
    """Return the type that all geometries have, or can be given."""
    kinds = {shape.geom_type for shape in shapes}
    if kinds == {"Point"}:
        return "POINT"
    collections = {_COLLECTIONS.get(kind, "GEOMETRY") for kind in kinds}
    return collections.pop() if len(collections) == 1 else "GEOMETRY"


def _as_multi(shape: object, geometry_type: GeometryType) -> BaseGeometry | None:
    """Return a single polygon, line or point as a collection of one, as its table asks for."""
    if geometry_type == "MULTIPOLYGON" and isinstance(shape, shapely.Polygon):
        return shapely.MultiPolygon([shape])
    if geometry_type == "MULTILINESTRING" and isinstance(shape, shapely.LineString):
        return shapely.MultiLineString([shape])
    if geometry_type == "MULTIPOINT" and isinstance(shape, shapely.Point):
        return shapely.MultiPoint([shape])
    return shape if isinstance(shape, BaseGeometry) else None


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name for a table or column that none has yet, in whatever case."""
    # SQLite and GeoPackage keep these beginnings for themselves.
    is_kept = wanted.casefold().startswith(("sqlite_", "gpkg_", "rtree_"))
    name = f"_{wanted}" if is_kept or not wanted else wanted
    folded = {other.casefold() for other in taken}
    while name.casefold() in folded:
        name += "_"
    return name
