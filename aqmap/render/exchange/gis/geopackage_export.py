"""The book as one GeoPackage: outlines once, a styled view a map, the tables behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from aqmap.render.exchange.gis import qgis_styles as styles
from aqmap.render.exchange.gis.feature_tables import (
    FeatureTable,
    free_name,
    ground_tables,
    overlay_table,
)
from aqmap.render.exchange.gis.package_tables import GeoPackage, ViewOf, bounds_of
from aqmap.render.exchange.list_tables import Contents, ListTable, list_tables
from aqmap.render.exchange.map_tables import (
    PLACE_COLUMNS,
    POINT_COLUMNS,
    Kind,
    MapTable,
    Row,
    Value,
    has_marker,
    map_tables,
)
from aqmap.words import say

_PLACES, _POINTS = "map_places", "map_points"
"""The tables that the views of the maps select from."""
_KEYS: Mapping[str, Mapping[str, Kind]] = {
    _PLACES: {"map": "text"},
    _POINTS: {"map": "text", "feature": "whole"},
}


def write_geopackage(contents: Contents, path: Path) -> None:
    """
    Write a GeoPackage in CGCS2000 that QGIS opens in the classes and colours of the maps.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    path
        Written anew.

    Notes
    -----
    A map is a view: outlines and values are stored once. Places without an outline stand in it
    without a geometry, and in a view of points of their own where their spot is known.
    """
    package = _BookPackage(contents)
    for ground in ground_tables(contents):
        package.add_features(ground)
    for marks in contents.book.marks:
        package.overlays[marks.id] = package.new_name(marks.id)
        package.add_features(overlay_table(marks, package.overlays[marks.id], contents))
    package.add_maps(list(map_tables(contents.book, contents.joined, contents.lang)))
    for table in package.lists:
        title = say(f"export.table.{table.name}", contents.lang)
        package.file.add_attributes(table.name, table.columns, table.rows, title=title)
    path.write_bytes(package.file.content())


@dataclass
class _BookPackage:
    """A GeoPackage that is being filled, with the names and geometries of its tables."""

    contents: Contents
    file: GeoPackage = field(init=False)
    overlays: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, dict[object, BaseGeometry | None]] = field(default_factory=dict)
    lists: list[ListTable] = field(init=False)
    names: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.file = GeoPackage(self.contents.book.date)
        self.lists = list(list_tables(self.contents))
        lists = (table.name for table in self.lists)
        self.names = ["counties", "boundaries", "zones", "layer_styles", _PLACES, _POINTS, *lists]

    def new_name(self, wanted: str) -> str:
        """Return a name that no other table has."""
        self.names.append(free_name(wanted, self.names))
        return self.names[-1]

    def add_features(self, table: FeatureTable) -> None:
        """Add a table with its geometry and its style."""
        self.file.add_features(
            table.name,
            table.geometry_type,
            table.columns,
            table.rows,
            title=table.title,
            description=table.description,
        )
        if "code" in table.columns:
            self._add_index(table.name, "code")  # by which the maps find their outlines
        if table.style:
            self.file.add_style(table.name, table.style, title=table.title)
        shapes = self.shapes.setdefault(table.name, {})
        for number, (shape, cells) in enumerate(table.rows, 1):
            shapes[number] = shapes[cells[0]] = shape

    def _add_index(self, table: str, column: str) -> None:
        self.file.add_index(self.new_name(f"{table}_by_{column}"), table, column)

    def add_maps(self, maps: Sequence[MapTable]) -> None:
        """Add the values of all maps, and a view a map that gives them their geometry."""
        places: list[Sequence[Value]] = []
        points: list[Sequence[Value]] = []
        for table in maps:
            if table.overlay is None:
                places += ((table.name, *_cells(row, PLACE_COLUMNS)) for row in table.rows)
            else:
                numbered = enumerate(table.rows, 1)
                points += ((table.name, n, *_cells(row, POINT_COLUMNS)) for n, row in numbered)
        for name, columns, rows in (
            (_PLACES, PLACE_COLUMNS, places),
            (_POINTS, POINT_COLUMNS, points),
        ):
            title = say(f"export.table.{name}", self.contents.lang)
            self.file.add_attributes(name, {**_KEYS[name], **columns}, rows, title=title)
            self._add_index(name, "map")
        for table in maps:
            if table.overlay is None:
                self._add_map_of_places(table)
            else:
                self._add_map_of_points(table, table.overlay.id)

    def _add_map_of_places(self, table: MapTable) -> None:
        lang = self.contents.lang
        query = ViewOf(_PLACES, "counties", ("code", "code"), PLACE_COLUMNS, table.name)
        codes = [place.code for place in table.places]
        self._add_view(table, query, "MULTIPOLYGON", codes, styles.map_style(table, lang))
        zones = [place.code for place in table.places if has_marker(place)]
        if zones:
            query = ViewOf(
                _PLACES, "zones", ("code", "code"), PLACE_COLUMNS, table.name, only_matched=True
            )
            style = styles.zone_style(table, lang)
            self._add_view(table, query, "POINT", zones, style, ending="-zones")

    def _add_map_of_points(self, table: MapTable, overlay: str) -> None:
        features = self.overlays[overlay]
        query = ViewOf(_POINTS, features, ("feature", "fid"), POINT_COLUMNS, table.name)
        kinds = {s.geom_type for s in self.shapes[features].values() if s is not None}
        geometry_type = "POINT" if kinds <= {"Point"} else "GEOMETRY"
        style = styles.point_style(table, self.contents.lang)
        numbers = list(range(1, len(table.rows) + 1))
        self._add_view(table, query, geometry_type, numbers, style)

    def _add_view(
        self,
        table: MapTable,
        query: ViewOf,
        geometry_type: str,
        keys: Sequence[str | int],
        style: str,
        *,
        ending: str = "",
    ) -> None:
        name, lang = self.new_name(table.name + ending), self.contents.lang
        missing = [table.missing] if table.missing else []
        notes = [*missing, *table.notices, *table.layer.notes]
        shapes = self.shapes[query.features]
        self.file.add_view(
            name,
            geometry_type,
            query,
            bounds_of(shapes.get(key) for key in keys),
            title=table.title.in_(lang),
            description=" ".join(note.in_(lang) for note in notes),
        )
        self.file.add_style(name, style, title=table.title.in_(lang))


def _cells(row: Row, columns: Mapping[str, Kind]) -> list[Value]:
    return [row[column] for column in columns]
