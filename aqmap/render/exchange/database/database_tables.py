"""The tables and views of a schema: gathered first, then written into a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

import psycopg
import shapely
from psycopg import sql
from shapely.geometry.base import BaseGeometry
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Double,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    func,
    select,
)
from sqlalchemy.schema import CreateTable
from sqlalchemy.types import TypeEngine, UserDefinedType

from aqmap.render.exchange.database.database_names import column_names, storable_text
from aqmap.render.exchange.database.schema_contents import SchemaContents
from aqmap.render.exchange.gis.feature_tables import FeatureRow, GeometryType
from aqmap.render.exchange.gis.package_tables import GEOMETRY, SYSTEM, Bounds, ViewOf
from aqmap.render.exchange.map_tables import Kind, Value
from aqmap.words import Lang, say

STYLES = "styles"
"""
The table of styles, in the columns of QGIS's ``layer_styles``.

It has another name: QGIS takes a table of that name in any schema for the one on its path, and so
could save no style any more; and what others saved in ours would go with the next run.
"""
FEATURE_ID = "fid"
_TYPES: Mapping[Kind, TypeEngine[Any]] = {
    "text": Text(),
    "number": Double(),
    "whole": Integer(),
    "truth": Boolean(),
}
_STYLE: Mapping[str, Kind] = {
    **dict.fromkeys(("f_table_catalog", "f_table_schema", "f_table_name"), "text"),
    **dict.fromkeys(("f_geometry_column", "stylename", "styleqml", "stylesld"), "text"),
    "useasdefault": "truth",
    **dict.fromkeys(("description", "owner", "ui", "update_time"), "text"),
}


class Geometry(UserDefinedType[object]):
    """
    The type of a column of geometries in CGCS2000.

    Parameters
    ----------
    of
        What kind of geometries.
    """

    cache_ok = True

    def __init__(self, of: GeometryType) -> None:
        self.of = of

    def get_col_spec(self, **_: object) -> str:
        """Return the type as SQL names it."""
        return f"geometry({self.of}, {SYSTEM})"


@dataclass(frozen=True)
class _Filled:
    """A table with its rows, and what is said of it."""

    table: Table
    rows: Sequence[Sequence[object]]
    words: str


@dataclass(frozen=True)
class _Shown:
    """A view with its query, and what is said of it."""

    name: str
    query: Select[tuple[object, ...]]
    words: str


@dataclass
class DatabaseTables:
    """
    Tables and views that are being gathered; nothing is written before `write`.

    Attributes
    ----------
    schema
        The name of the schema.
    day
        The date that the styles carry as that of their last change.
    lang
        Of the words about the table of styles.
    """

    schema: str
    day: date
    lang: Lang
    _metadata: MetaData = field(default_factory=MetaData)
    _tables: dict[str, _Filled] = field(default_factory=dict)
    _views: list[_Shown] = field(default_factory=list)
    _indexes: list[tuple[str, str]] = field(default_factory=list)
    _styles: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """What is written: tables and views."""
        return [*self._tables, *(view.name for view in self._views), STYLES]

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
        self._add(name, [], columns, rows, _words(title, description))

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
        shapes = [Column(GEOMETRY, Geometry(geometry_type))]
        cells = ((_binary(shape), *values) for shape, values in rows)
        self._add(name, shapes, columns, cells, _words(title, description))

    def _add(
        self,
        name: str,
        shapes: Sequence[Column[object]],
        columns: Mapping[str, Kind],
        rows: Iterable[Sequence[object]],
        words: str,
    ) -> None:
        names = column_names(columns, (FEATURE_ID, GEOMETRY))
        table = Table(
            name,
            self._metadata,
            Column(FEATURE_ID, Integer, nullable=False),
            *shapes,
            *(
                Column(free, _TYPES[kind])
                for free, kind in zip(names, columns.values(), strict=True)
            ),
            schema=self.schema,
        )
        numbered = [(number, *map(_cell, row)) for number, row in enumerate(rows, 1)]
        self._tables[name] = _Filled(table, numbered, words)

    def add_view(
        self,
        name: str,
        _geometry_type: GeometryType,
        query: ViewOf,
        _bounds: Bounds | None,
        *,
        title: str,
        description: str = "",
    ) -> None:
        """Add a view that shows rows of one table with the geometry of another."""
        values = self._tables[query.values].table.alias("v")
        features = self._tables[query.features].table.alias("f")
        own, of_features = query.keys
        joined = values.join(
            features,
            features.c[of_features] == values.c[own],
            isouter=not query.only_matched,
        )
        columns = (values.c[column] for column in query.columns)
        shown = select(values.c[FEATURE_ID], features.c[GEOMETRY], *columns)
        of_map = shown.select_from(joined).where(values.c["map"] == storable_text(query.map))
        self._views.append(_Shown(name, of_map, _words(title, description)))

    def add_index(self, _name: str, table: str, column: str) -> None:
        """Add an index, so that a view finds its rows; the server names it."""
        self._indexes.append((table, column))

    def add_style(self, table: str, qml: str, *, title: str) -> None:
        """Add the style that QGIS can draw a table or view in."""
        self._styles.append((table, qml, title))

    def write(self, schema: SchemaContents, connection: Connection) -> None:
        """Write everything into a schema that holds none of it."""
        self._gather_styles(str(connection.scalar(select(func.current_database()))))
        for filled in self._tables.values():
            connection.execute(CreateTable(filled.table))
            _copy(filled, connection)
            schema.comment("TABLE", filled.table.name, filled.words)
        for view in self._views:
            query = view.query.compile(
                dialect=connection.dialect, compile_kwargs={"literal_binds": True}
            )
            schema.run(f"CREATE VIEW {schema.qualified(view.name)} AS {query}")
            schema.comment("VIEW", view.name, view.words)
        # Last, so that the server finds names for them which no table or view wants.
        for name, filled in self._tables.items():
            schema.run(f"ALTER TABLE {schema.qualified(name)} ADD PRIMARY KEY ({FEATURE_ID})")
            if GEOMETRY in filled.table.c:
                schema.run(f"CREATE INDEX ON {schema.qualified(name)} USING gist ({GEOMETRY})")
        for name, column in self._indexes:
            schema.run(f"CREATE INDEX ON {schema.qualified(name)} ({schema.quoted(column)})")

    def _gather_styles(self, database: str) -> None:
        rows: list[Sequence[Value]] = [
            (
                database,
                self.schema,
                table,
                GEOMETRY,
                "aqmap",
                qml,
                None,
                True,
                title,
                "",
                None,
                f"{self.day.isoformat()}T00:00:00",
            )
            for table, qml, title in self._styles
        ]
        self.add_attributes(STYLES, _STYLE, rows, title=say("export.table.styles", self.lang))


def _copy(filled: _Filled, connection: Connection) -> None:
    """Write the rows of a table by COPY, of which SQLAlchemy knows nothing."""
    table = filled.table
    driver = cast("psycopg.Connection", connection.connection.driver_connection)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(str(table.schema), table.name),
        sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns),
    )
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in filled.rows:
            copy.write_row(row)


def _words(title: str, description: str) -> str:
    return "\n".join(filter(None, (title, description)))


def _cell(cell: object) -> object:
    return storable_text(cell) if isinstance(cell, str) else cell


def _binary(shape: BaseGeometry | None) -> str | None:
    """Return a geometry as PostGIS reads it: well-known binary with its system, in hexadecimals."""
    if shape is None or shape.is_empty:
        return None
    flat = shapely.set_srid(shapely.force_2d(shape), SYSTEM)
    return str(shapely.to_wkb(flat, hex=True, include_srid=True))
