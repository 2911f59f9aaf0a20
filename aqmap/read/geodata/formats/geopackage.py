"""GeoPackage, read as the SQLite database that it is: from memory, and nothing but its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy

from aqmap.errors import Fault, SourceError
from aqmap.geo import ReferenceSystem, named_crs
from aqmap.read.geodata.formats.well_known_binary import read_wkb

FIRST_BYTES = b"SQLite format 3\x00"
MAX_STEPS = 1_000_000_000
"""Steps of SQLite after which a file is given up: a view may ask for work without end."""
MAX_TEXT_BYTES = 200_000_000
"""Bytes of cells after which a file is given up: a view may make them out of nothing."""

_STEPS_AT_ONCE = 100_000
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_WAL, _LEGACY = b"\x02\x02", b"\x01\x01"
_READS = frozenset(
    (
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    )
)


def read_geopackage(
    content: bytes, path: Path, choose: Callable[[Sequence[str]], str]
) -> tuple[list[dict[str, object]], numpy.ndarray, ReferenceSystem | None]:
    """
    Return rows, geometries and reference system of one layer; see `read_layer`.

    The row number of a table (its integer primary key) is no column.
    """
    try:
        with _opened(content) as database:
            names = [
                str(name)
                for (name,) in database.execute(
                    "SELECT c.table_name FROM gpkg_contents c JOIN gpkg_geometry_columns g "
                    "ON g.table_name = c.table_name WHERE c.data_type = 'features' "
                    "ORDER BY c.rowid"
                )
            ]
            if not names:
                raise SourceError(Fault("layer_empty", path))
            chosen = choose(names)
            if chosen not in names:
                raise SourceError(Fault("not_a_layer", path, found=chosen))
            rows, blobs = _rows(database, chosen)
            crs = _crs(database, chosen, path)
    except (sqlite3.Error, MemoryError, _TooMuchError) as problem:
        found = str(problem).split("\n")[0][:120]
        raise SourceError(Fault("not_a_layer", path, found=found)) from None
    shapes = numpy.empty(len(blobs), dtype=object)
    for place, blob in enumerate(blobs):
        try:
            shapes[place] = _shape(blob)
        except (ValueError, IndexError) as problem:
            found, at = str(problem).split("\n")[0][:120], f"feature {place + 1}"
            raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    return rows, shapes, crs


class _TooMuchError(Exception):
    """More cells than a layer has."""


@contextmanager
def _opened(content: bytes) -> Iterator[sqlite3.Connection]:
    """Open a database in memory, for reading only; it has no file, and can attach none."""
    # A file left in WAL mode is whole, but cannot be opened in memory: bytes 18 and 19 say so.
    mode = content[18:20]
    plain = content[:18] + (_LEGACY if mode == _WAL else mode) + content[20:]
    database = sqlite3.connect(":memory:")
    try:
        database.deserialize(plain)
        for pragma in ("trusted_schema = OFF", "query_only = ON", "temp_store = MEMORY"):
            database.execute(f"PRAGMA {pragma}")
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_TEXT_BYTES)
        database.setlimit(sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100)
        database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        steps = iter(range(MAX_STEPS // _STEPS_AT_ONCE))
        database.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_ONCE)
        database.set_authorizer(_authorize)
        yield database
    finally:
        database.close()


def _authorize(action: int, first: str | None, *_: str | None) -> int:
    is_read = action in _READS or (action == sqlite3.SQLITE_PRAGMA and first == "table_info")
    return sqlite3.SQLITE_OK if is_read else sqlite3.SQLITE_DENY


def _rows(database: sqlite3.Connection, table: str) -> tuple[list[dict[str, object]], list[Any]]:
    """Return the cells of every row by column, and the geometry of every row as it is stored."""
    [(geometry,)] = database.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ? LIMIT 1", (table,)
    )
    quoted = '"' + table.replace('"', '""') + '"'
    info = list(database.execute(f"PRAGMA table_info({quoted})"))
    numbers = {row[1] for row in info if row[5] == 1 and str(row[2]).upper() == "INTEGER"}
    truths = {row[1] for row in info if str(row[2]).upper() == "BOOLEAN"}
    rows: list[dict[str, object]] = []
    blobs: list[Any] = []
    size = 0
    cursor = database.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - an identifier, quoted
    names = [str(column[0]) for column in cursor.description]
    for cells in cursor:
        row = dict(zip(names, cells, strict=True))
        size += sum(len(cell) for cell in cells if isinstance(cell, (str, bytes)))
        if size > MAX_TEXT_BYTES:
            raise _TooMuchError(f"> {MAX_TEXT_BYTES // 1_000_000} MB")
        blobs.append(row.pop(geometry, None))
        for name in truths & row.keys():
            row[name] = None if row[name] is None else bool(row[name])
        rows.append({name: cell for name, cell in row.items() if name not in numbers})
    return rows, blobs


def _crs(database: sqlite3.Connection, table: str, path: Path) -> ReferenceSystem | None:
    """Return the reference system of a layer: its EPSG code, or else its definition."""
    found = list(
        database.execute(
            "SELECT s.* FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s "
            "ON s.srs_id = g.srs_id WHERE g.table_name = ?",
            (table,),
        )
    )
    if not found:
        return None
    description = database.execute("SELECT * FROM gpkg_spatial_ref_sys LIMIT 0").description
    system = dict(zip((str(column[0]) for column in description), found[0], strict=True))
    if str(system.get("organization")).upper() == "EPSG":
        coded = named_crs(f"EPSG:{system.get('organization_coordsys_id')}", path)
        if coded is not None:
            return coded
    written = (system.get("definition_12_063"), system.get("definition"))
    wkt = next((w for w in written if w and str(w).lower() != "undefined"), None)
    return named_crs(wkt, path) if wkt else None


def _shape(blob: Any) -> Any:
    """Return the geometry of a GeoPackage's blob: a header, then well-known binary."""
    if blob is None:
        return None
    if not isinstance(blob, bytes) or blob[:2] != b"GP":
        raise ValueError("geometry")
    if blob[3] & 0b10000:  # an empty one may have no body that can be read
        return None
    return read_wkb(blob[8 + _ENVELOPE_BYTES[blob[3] >> 1 & 0b111] :])
