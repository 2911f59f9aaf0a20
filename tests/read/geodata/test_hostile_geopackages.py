"""GeoPackages whose database asks for more than its tables, or never ends."""

from __future__ import annotations

import contextlib
import sqlite3
import struct

import pytest

from aqmap.errors import SourceError
from aqmap.read.geodata.formats import geopackage
from aqmap.read.geodata.overlays import read_overlay
from tests.boundary_layers import WEST, frame
from tests.refused_layers import overlay, refused


def package(folder, *statements):
    """A GeoPackage of one county, changed by SQL."""
    path = folder / "x.gpkg"
    frame(WEST).to_file(path, layer="x")
    with contextlib.closing(sqlite3.connect(path)) as database:
        for name, value in (("ST_IsEmpty", 0), ("ST_MinX", 0.0), ("ST_MaxX", 0.0)):
            database.create_function(name, 1, lambda _, value=value: value)
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path


AS_VIEW = "DROP TABLE x"
ENDLESS = (
    "CREATE VIEW x AS WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n) "
    "SELECT {} AS code, NULL AS geom FROM n"
)


@pytest.mark.parametrize(
    "view",
    [
        "CREATE VIEW x AS SELECT ogr_geocode('{url}') AS code, NULL AS geom",
        "CREATE VIEW x AS SELECT gdal_get_pixel_value('/vsicurl/{url}', 1, 'a', 1, 1)",
        "CREATE VIEW x AS SELECT load_extension('{bait}') AS code, NULL AS geom",
        "CREATE VIEW x AS SELECT readfile('{bait}') AS code, NULL AS geom",
        ENDLESS.format("count(*)"),
        ENDLESS.format("zeroblob(1000000)"),
        ENDLESS.format("printf('%.*c', 1000000, 'x')"),
        "CREATE VIEW x AS SELECT zeroblob(999999999) AS code, NULL AS geom",
    ],
)
def test_geopackage_whose_layer_is_a_view(workspace, bait, loopback, monkeypatch, view):
    package(workspace, AS_VIEW, view.format(url=loopback, bait=bait))
    monkeypatch.setattr(geopackage, "MAX_STEPS", 3_000_000)
    monkeypatch.setattr(geopackage, "MAX_TEXT_BYTES", 20_000_000)
    assert refused(read_overlay, overlay("x.gpkg"), workspace) == ["not_a_layer"]


def test_geopackage_whose_layer_is_a_plain_view_is_read(workspace):
    package(
        workspace,
        "ALTER TABLE x RENAME TO stored",
        "CREATE VIEW x AS SELECT code, geom FROM stored",
    )
    with contextlib.closing(sqlite3.connect(workspace / "x.gpkg")) as database:
        database.execute("UPDATE gpkg_contents SET table_name = 'x'")
        database.execute("UPDATE gpkg_geometry_columns SET table_name = 'x'")
        database.commit()
    features = read_overlay(overlay("x.gpkg", code="code"), workspace)
    assert features["code"].tolist() == ["990001"]
    assert features.geometry[0].equals(WEST)


@pytest.mark.parametrize("table", ["VirtualOGR", "VirtualShape", "csv", "fts5", "dbstat"])
def test_geopackage_whose_layer_is_a_virtual_table(workspace, bait, table):
    path = package(workspace, AS_VIEW)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute(
            "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, ?)",
            (f"CREATE VIRTUAL TABLE x USING {table}('{bait}')",),
        )
        database.commit()
    refused(read_overlay, overlay("x.gpkg"), workspace)


@pytest.mark.parametrize(
    "definition", ["+proj=longlat +nadgrids=@{bait}", "{url}crs", '{{"type":"GeographicCRS"}}']
)
def test_geopackage_with_a_reference_system_elsewhere(workspace, bait, loopback, definition):
    path = package(workspace)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(
            "UPDATE gpkg_spatial_ref_sys SET organization = 'NONE', definition = ?",
            (definition.format(bait=bait, url=loopback),),
        )
        with contextlib.suppress(sqlite3.Error):
            database.execute("UPDATE gpkg_spatial_ref_sys SET definition_12_063 = 'undefined'")
        database.commit()
    assert refused(read_overlay, overlay("x.gpkg"), workspace) == ["crs_elsewhere"]


NESTED = struct.pack("<BII", 1, 7, 1) * 100_000 + struct.pack("<BIdd", 1, 1, 81, 44)


@pytest.mark.parametrize(
    "body",
    [
        NESTED,  # read as it is, it ends the process
        NESTED[:7],
        struct.pack("<BII", 1, 6, 2**31),
        struct.pack("<BIIII", 1, 3, 1, 2**31, 0),
        struct.pack("<BII6d", 1, 8, 3, 81, 44, 82, 44, 82, 45),  # a curve
        struct.pack("<BIdd", 1, 99, 81, 44),
        b"",
    ],
)
def test_geopackage_with_a_geometry_that_is_none(workspace, body):
    path = package(workspace)
    with contextlib.closing(sqlite3.connect(path)) as database:
        for trigger in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            database.execute(f'DROP TRIGGER "{trigger[0]}"')
        blob = b"GP\x00\x01" + struct.pack("<i", 4490) + body
        database.execute("UPDATE x SET geom = ?", (blob,))
        database.commit()
    assert refused(read_overlay, overlay("x.gpkg"), workspace) == ["not_a_layer"]


def test_geopackage_without_the_tables_of_one(workspace):
    with contextlib.closing(sqlite3.connect(workspace / "x.gpkg")) as database:
        database.execute("CREATE TABLE x (a)")
        database.commit()
    assert refused(read_overlay, overlay("x.gpkg"), workspace) == ["not_a_layer"]


def test_geopackage_left_in_wal_mode_and_one_that_is_still_open(workspace):
    path = package(workspace)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE gpkg_contents SET identifier = 'y'")
        database.commit()
        with pytest.raises(SourceError, match=r"x\.gpkg-wal"):
            read_overlay(overlay("x.gpkg"), workspace)
    assert len(read_overlay(overlay("x.gpkg"), workspace)) == 1
    assert sorted(p.name for p in workspace.iterdir()) == ["x.gpkg"]  # and nothing beside it
