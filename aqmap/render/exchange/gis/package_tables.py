"""
A GeoPackage as the SQLite database that it is: tables, spatial views, styles.

It is made in memory by the standard library alone, so that equal inputs give equal bytes: GDAL
stamps its own hour on a file and brings a SQLite of its own.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.geo import CGCS2000, WGS84
from aqmap.render.exchange.map_tables import Kind, Value

Bounds = tuple[float, float, float, float]

SYSTEM = 4490
"""EPSG's number of the system that all geometry is in: CGCS2000, degrees east and north."""
GEOMETRY = "geom"
FEATURE_ID = "OGC_FID"
"""By this name GDAL and QGIS know the number of a view's rows."""

_APPLICATION_ID, _VERSION = 0x47504B47, 10300  # "GPKG", 1.3
_TYPES: Mapping[Kind, str] = {
    "text": "TEXT",
    "number": "REAL",
    "whole": "INTEGER",
    "truth": "BOOLEAN",
}
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
 organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
 description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
 identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL,
 min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
 geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
 CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
 f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),
 f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
 useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
"""


@dataclass(frozen=True)
class ViewOf:
    """
    What a view shows: the rows of a map, with the geometry of other rows.

    Attributes
    ----------
    values
        The table of the maps' values; its column ``map`` says of which each row is.
    features
        The table of the geometries.
    keys
        The columns of both that say which rows belong together.
    columns
        Of the values, those that are shown.
    map
        Which map.
    only_matched
        Leave out rows that have no geometry.
    """

    values: str
    features: str
    keys: tuple[str, str]
    columns: Iterable[str]
    map: str
    only_matched: bool = False

    @property
    def sql(self) -> str:
        """The query."""
        shown = ", ".join(f"v.{quoted(column)} AS {quoted(column)}" for column in self.columns)
        join = "JOIN" if self.only_matched else "LEFT JOIN"
        own, of_features = self.keys
        return (
            f"SELECT v.fid AS {FEATURE_ID}, f.{GEOMETRY} AS {GEOMETRY}, {shown} "  # noqa: S608
            f"FROM {quoted(self.values)} v {join} {quoted(self.features)} f "
            f"ON f.{quoted(of_features)} = v.{quoted(own)} WHERE v.map = {_literal(self.map)}"
        )


class GeoPackage:
    """
    A GeoPackage that is being filled.

    Parameters
    ----------
    day
        The date that it carries as that of its last change.
    """

    def __init__(self, day: date) -> None:
        self._changed = f"{day.isoformat()}T00:00:00.000Z"
        self._identifiers: set[str] = set()
        self._database = sqlite3.connect(":memory:", isolation_level=None)
        self._database.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._database.execute(f"PRAGMA user_version = {_VERSION}")
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _systems()
        )
        self._list("layer_styles", "attributes", "layer_styles", "")

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
        self._create(name, columns, rows)
        self._list(name, "attributes", title or name, description)

    def add_features(
        self,
        name: str,
        geometry_type: str,
        columns: Mapping[str, Kind],
        rows: Iterable[tuple[BaseGeometry | None, Sequence[Value]]],
        *,
        title: str = "",
        description: str = "",
    ) -> None:
        """Add a table whose rows have a geometry in degrees; they are numbered from 1."""
        pairs = list(rows)
        cells = ((blob(shape), *values) for shape, values in pairs)
        self._create(name, columns, cells, geometry_type)
        bounds = bounds_of(shape for shape, _ in pairs)
        self._list(name, "features", title or name, description, bounds)
        self._add_geometry(name, geometry_type)

    def add_view(
        self,
        name: str,
        geometry_type: str,
        query: ViewOf,
        bounds: Bounds | None,
        *,
        title: str,
        description: str = "",
    ) -> None:
        """Add a view that shows rows of one table with the geometry of another."""
        self._database.execute(f"CREATE VIEW {quoted(name)} AS {query.sql}")
        self._list(name, "features", title, description, bounds)
        self._add_geometry(name, geometry_type)

    def add_index(self, name: str, table: str, column: str) -> None:
        """Add an index, so that a view finds its rows; it is called as no table is."""
        spot = f"{quoted(table)} ({quoted(column)})"
        self._database.execute(f"CREATE INDEX {quoted(name)} ON {spot}")

    def add_style(self, table: str, qml: str, *, title: str) -> None:
        """Add the style that QGIS draws a table in without being asked."""
        self._database.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, ?, 'aqmap', ?, 1, ?, '', ?)",
            (table, GEOMETRY, qml, storable(title), self._changed),
        )

    def content(self) -> bytes:
        """Return the file's bytes."""
        self._database.execute("COMMIT")
        self._database.execute("VACUUM")
        written = self._database.serialize()
        self._database.close()
        return written

    def _create(
        self,
        name: str,
        columns: Mapping[str, Kind],
        rows: Iterable[Sequence[object]],
        geometry_type: str | None = None,
    ) -> None:
        listed = [f"{GEOMETRY} {geometry_type}"] if geometry_type else []
        listed += [f"{quoted(column)} {_TYPES[kind]}" for column, kind in columns.items()]
        self._database.execute(
            f"CREATE TABLE {quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
            f"{', '.join(listed)})"
        )
        marks = ", ".join("?" * (len(listed) + 1))
        self._database.executemany(
            f"INSERT INTO {quoted(name)} VALUES ({marks})",  # noqa: S608 - an identifier, quoted
            ((number, *map(storable, row)) for number, row in enumerate(rows, 1)),
        )

    def _list(
        self, name: str, kind: str, title: str, description: str, bounds: Bounds | None = None
    ) -> None:
        identifier = title if title not in self._identifiers else f"{title} ({name})"
        self._identifiers.add(identifier)
        system = SYSTEM if kind == "features" else None
        cells = (name, kind, identifier, description, self._changed, *(bounds or (None,) * 4))
        self._database.execute(
            "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*map(storable, cells), system),
        )

    def _add_geometry(self, name: str, geometry_type: str) -> None:
        self._database.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
            (name, GEOMETRY, geometry_type, SYSTEM),
        )


def _systems() -> list[tuple[str, int, str, int, str, str]]:
    """Return the rows that the standard asks for, and the system of the file."""
    undefined = "undefined"
    return [
        ("Undefined Cartesian SRS", -1, "NONE", -1, undefined, "undefined Cartesian"),
        ("Undefined geographic SRS", 0, "NONE", 0, undefined, "undefined geographic"),
        ("WGS 84 geodetic", 4326, "EPSG", 4326, WGS84.to_wkt("WKT1_GDAL"), "longitude/latitude"),
        (
            "China Geodetic Coordinate System 2000",
            SYSTEM,
            "EPSG",
            SYSTEM,
            CGCS2000.to_wkt("WKT1_GDAL"),
            "longitude/latitude",
        ),
    ]


def quoted(name: str) -> str:
    """Return a name as SQL takes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _literal(written: str) -> str:
    """Return a text as SQL takes it, whatever it holds."""
    return "'" + written.replace("'", "''") + "'"


def storable(cell: object) -> object:
    """Return a cell as SQLite stores it: a half of a character, as workbooks hold, is "?"."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def blob(shape: BaseGeometry | None) -> bytes | None:
    """Return a geometry as GeoPackage stores it: its header, its bounds, well-known binary."""
    if shape is None or shape.is_empty:
        return None
    west, south, east, north = shape.bounds
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b011, SYSTEM, west, east, south, north)
    return header + shapely.to_wkb(shapely.force_2d(shape), byte_order=1, flavor="iso")


def bounds_of(shapes: Iterable[BaseGeometry | None]) -> Bounds | None:
    """Return west, south, east and north end of geometries, if there is any."""
    filled = [shape for shape in shapes if shape is not None and not shape.is_empty]
    if not filled:
        return None
    west, south, east, north = map(float, shapely.total_bounds(filled))
    return west, south, east, north
