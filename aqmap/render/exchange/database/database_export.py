"""The book in a database: a schema of PostGIS with the tables and views of the GeoPackage."""

from __future__ import annotations

from collections.abc import Callable

from aqmap.render.exchange.database.database_address import DatabaseAddress
from aqmap.render.exchange.database.database_faults import connecting, working
from aqmap.render.exchange.database.database_names import free_database_name
from aqmap.render.exchange.database.database_tables import STYLES, DatabaseTables
from aqmap.render.exchange.database.schema_contents import SchemaContents, require_schema_name
from aqmap.render.exchange.gis.package_contents import fill_package
from aqmap.render.exchange.list_tables import Contents


def write_database(
    contents: Contents,
    address: DatabaseAddress,
    schema_name: str,
    *,
    before_commit: Callable[[], None],
) -> None:
    """
    Write the maps and the tables behind them into a schema of a database, whole or not at all.

    Parameters
    ----------
    contents
        The book with the tables behind it.
    address
        Of the database.
    schema_name
        Of the schema, which is made if need be. What aqmap wrote into it before goes.
    before_commit
        Called when everything is written; what it raises takes everything back.

    Raises
    ------
    AqmapError
        If the database cannot be reached or refuses, or the schema holds what aqmap did not write.
        The database is then as it was: everything is one transaction.
    """
    require_schema_name(schema_name)
    tables = DatabaseTables(schema_name, contents.book.file_day, contents.lang)
    fill_package(contents, tables, free_database_name, (STYLES,))
    with connecting(address):
        connection = address.engine().connect()
    with working(address), connection, connection.begin():
        schema = SchemaContents(connection, address, schema_name)
        grants = schema.prepare()
        tables.write(schema, connection)
        schema.restore(grants, tables.names)
        before_commit()
