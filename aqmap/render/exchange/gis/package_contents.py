"""What a package of tables holds: outlines once, a styled view a map, the tables behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from aqmap.render.exchange.gis import qgis_styles as styles
from aqmap.render.exchange.gis.feature_tables import (
    FeatureRow,
    FeatureTable,
    GeometryType,
    ground_tables,
    overlay_table,
)
from aqmap.render.exchange.gis.package_tables import Bounds, ViewOf, bounds_of
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


class Package(Protocol):
    """What takes the tables: a GeoPackage, or a schema of a database."""

    def add_attributes(
        self,
        name: str,
        columns: Mapping[str, Kind],
        rows: Iterable[Sequence[Value]],
        *,
        title: str = "",
        description: str = "",
    ) -> None:
        """Add a table without geometry; its rows are numbered from 1."""

    def add_features(
        self,
        name: str,
        geometry_type: GeometryType,
        columns: Mapping[str, Kind],
        rows: Iterable[FeatureRow],
        *,
        title: str = "",
        description: str = "",
    ) -> None:
        """Add a table whose rows have a geometry in degrees; they are numbered from 1."""

    def add_view(
        self,
        name: str,
        geometry_type: GeometryType,
        query: ViewOf,
        bounds: Bounds | None,
        *,
        title: str,
        description: str = "",
    ) -> None:
        """Add a view that shows rows of one table with the geometry of another."""

    def add_index(self, name: str, table: str, column: str) -> None:
        """Add an index, so that a view finds its rows."""

    def add_style(self, table: str, qml: str, *, title: str) -> None:
        """Add the style that QGIS draws a table in."""


FreeName = Callable[[str, Iterable[str]], str]
"""Returns a name as wanted, or changed so that it is none of those taken."""


def fill_package(
    contents: Contents, package: Package, free_name: FreeName, kept: Sequence[str]
) -> None:
    """
    Add all tables, maps and styles of a book to a package.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    package
        What takes them.
    free_name
        By which tables and views are named.
    kept
        Names that the package needs for itself.

    Notes
    -----
    A map is a view: outlines and values are stored once. Places without an outline stand in it
    without a geometry, and in a view of points of their own where their spot is known.
    """
    filling = _Filling(contents, package, free_name, kept)
    for ground in ground_tables(contents):
        filling.add_features(ground)
    for marks in contents.book.marks:
        filling.overlays[marks.id] = filling.new_name(marks.id)
        filling.add_features(overlay_table(marks, filling.overlays[marks.id], contents))
    filling.add_maps(list(map_tables(contents.book, contents.joined, contents.lang)))
    for table in filling.lists:
        title = say(f"export.table.{table.name}", contents.lang)
        package.add_attributes(table.name, table.columns, table.rows, title=title)


@dataclass
class _Filling:
    """A package that is being filled, with the names and geometries of its tables."""

    contents: Contents
    package: Package
    free_name: FreeName
    kept: Sequence[str]
    overlays: dict[str, str] = field(default_factory=dict)
    shapes: dict[str, dict[object, BaseGeometry | None]] = field(default_factory=dict)
    lists: list[ListTable] = field(init=False)
    names: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.lists = list(list_tables(self.contents))
        lists = (table.name for table in self.lists)
        self.names = ["counties", "boundaries", "zones", _PLACES, _POINTS, *self.kept, *lists]

    def new_name(self, wanted: str) -> str:
        """Return a name that no other table has."""
        self.names.append(self.free_name(wanted, self.names))
        return self.names[-1]

    def add_features(self, table: FeatureTable) -> None:
        """Add a table with its geometry and its style."""
        self.package.add_features(
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
            self.package.add_style(table.name, table.style, title=table.title)
        shapes = self.shapes.setdefault(table.name, {})
        for number, (shape, cells) in enumerate(table.rows, 1):
            shapes[number] = shapes[cells[0]] = shape

    def _add_index(self, table: str, column: str) -> None:
        self.package.add_index(self.new_name(f"{table}_by_{column}"), table, column)

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
            self.package.add_attributes(name, {**_KEYS[name], **columns}, rows, title=title)
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
        geometry_type: GeometryType = "POINT" if kinds <= {"Point"} else "GEOMETRY"
        style = styles.point_style(table, self.contents.lang)
        numbers = list(range(1, len(table.rows) + 1))
        self._add_view(table, query, geometry_type, numbers, style)

    def _add_view(
        self,
        table: MapTable,
        query: ViewOf,
        geometry_type: GeometryType,
        keys: Sequence[str | int],
        style: str,
        *,
        ending: str = "",
    ) -> None:
        name, lang = self.new_name(table.name + ending), self.contents.lang
        missing = [table.missing] if table.missing else []
        notes = [*missing, *table.notices, *table.layer.notes]
        shapes = self.shapes[query.features]
        self.package.add_view(
            name,
            geometry_type,
            query,
            bounds_of(shapes.get(key) for key in keys),
            title=table.title.in_(lang),
            description=" ".join(note.in_(lang) for note in notes),
        )
        self.package.add_style(name, style, title=table.title.in_(lang))


def _cells(row: Row, columns: Mapping[str, Kind]) -> list[Value]:
    return [row[column] for column in columns]
