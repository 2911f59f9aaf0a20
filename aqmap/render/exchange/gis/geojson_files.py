"""The maps and overlays of a book as GeoJSON (RFC 7946): a file each, in WGS 84 degrees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.book_layers import Marks
from aqmap.book.map_book import BookPlace, MapBook
from aqmap.book.map_signs import COUNTY_LINE, UNCOUNTED, fill_of
from aqmap.files.file_names import alike, safe_file_name
from aqmap.render.exchange.gis.feature_tables import free_name
from aqmap.render.exchange.list_tables import Contents, book_facts
from aqmap.render.exchange.map_tables import (
    MapTable,
    Row,
    Value,
    has_marker,
    map_tables,
    point_cells,
)
from aqmap.words import Lang, text

_STEP = 1e-6
"""Of the coordinates, in degrees: a tenth of a metre."""


def write_geojson_files(contents: Contents, folder: Path) -> None:
    """
    Write a file for each map, and for each overlay.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    folder
        Made anew. The files are named as the tables of the GeoPackage.

    Notes
    -----
    A feature has the columns of the map, and ``fill``, ``stroke`` or ``marker-color``, by which
    simple viewers draw it in the colour of its class. Counties have the outlines of the page.
    """
    folder.mkdir()
    files = _Files(contents, folder)
    for marks in contents.book.marks:
        files.write(marks.id, {"title": marks.title.in_(contents.lang)}, files.of_overlay(marks))
    for table in map_tables(contents.book, contents.joined, contents.lang):
        features = files.of_points(table) if table.overlay else files.of_places(table)
        files.write(table.name, _head(table, contents.lang), features)


class _Files:
    """The files that are written, with the outlines that they share."""

    def __init__(self, contents: Contents, folder: Path) -> None:
        self._contents, self._folder = contents, folder
        self._facts = book_facts(contents)
        self._names: list[str] = []
        book = contents.book
        outlines = zip(book.web_counties["code"], book.web_counties.geometry, strict=True)
        self._outlines = {str(code): _geometry(shape) for code, shape in outlines}

    def write(
        self, name: str, head: Mapping[str, object], features: Iterable[Mapping[str, object]]
    ) -> None:
        """Write a collection, a feature a line."""
        self._names.append(free_name(safe_file_name(name), map(alike, self._names)))
        about = {key: self._facts[key] for key in ("audience", "status", "boundaries", "date")}
        members = {"type": "FeatureCollection", **head, **about}
        opening = ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in members.items())
        lines = ",\n".join(_json(feature) for feature in features)
        written = f'{{{opening},\n"features": [\n{lines}\n]}}\n'
        path = self._folder / f"{self._names[-1]}.geojson"
        path.write_text(written, encoding="utf-8", errors="replace", newline="\n")

    def of_places(self, table: MapTable) -> list[Mapping[str, object]]:
        """Return the places of a map, each with its outline, its spot, or nothing."""
        features = []
        for place, row in zip(table.places, table.rows, strict=True):
            klass = row["class"]
            paint: dict[str, object] = {}
            if isinstance(klass, int):
                paint = {"fill": fill_of(klass, table.scale), "stroke": COUNTY_LINE}
            features.append(_feature(self._place_geometry(place), row, paint))
        return features

    def _place_geometry(self, place: BookPlace) -> object:
        if has_marker(place):
            return _geometry(shapely.Point(place.lon or 0.0, place.lat or 0.0))
        return self._outlines.get(place.code)

    def of_points(self, table: MapTable) -> list[Mapping[str, object]]:
        """Return the points of an overlay in the colours of a map."""
        features = table.overlay.features if table.overlay else ()
        return [
            _feature(_geometry(mark.geometry), row, {"marker-color": row["color"]})
            for mark, row in zip(features, table.rows, strict=True)
        ]

    def of_overlay(self, marks: Marks) -> list[Mapping[str, object]]:
        """Return the features of an overlay with its own columns."""
        lang = self._contents.lang
        names = _names(self._contents.book, lang)
        features = []
        for mark in marks.features:
            row: dict[str, Value] = dict(point_cells(mark, names))
            row |= {free_name(n.in_(lang), list(row)): value for n, value in mark.facts}
            color = marks.color_of(mark)
            features.append(_feature(_geometry(mark.geometry), row, {"marker-color": color}))
        return features


def _names(book: MapBook, lang: Lang) -> dict[str, str]:
    return {place.code: place.name.in_(lang) for place in book.places}


def _head(table: MapTable, lang: Lang) -> dict[str, object]:
    legend: list[Mapping[str, object]] = [
        {
            "class": entry.klass,
            "label": entry.label.in_(lang),
            "color": entry.color or fill_of(entry.klass, table.scale),
        }
        for entry in table.legend
    ]
    if table.has_uncounted:
        words = text("export.uncounted").in_(lang)
        legend.append({"class": None, "label": words, "color": UNCOUNTED})
    return {
        "title": table.title.in_(lang),
        "unit": table.view.unit.in_(lang),
        "missing": table.missing.in_(lang) if table.missing else "",
        "notices": [notice.in_(lang) for notice in table.notices],
        "legend": legend,
    }


def _feature(geometry: object, row: Row, paint: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": {**row, **paint}}


def _geometry(shape: BaseGeometry) -> object:
    """Return a geometry with its rings turned as GeoJSON has them, to a tenth of a metre."""
    rounded = shapely.set_precision(shape, _STEP, mode="pointwise")
    return json.loads(shapely.to_geojson(shapely.orient_polygons(rounded)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
