"""Rows of a boundary layer: its cells as text, and what does not fit in them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import shapely

from aqmap.errors import Fault
from aqmap.words import Text

COLUMNS = ("code", "name", "role")
RANKS = ("national", "prefecture")

_CODE = re.compile(r"[0-9]{6}|[0-9]{9}|[a-z][a-z0-9-]*")
_ROLES = ("core", "neighbour")


def texts(cells: Any) -> pandas.Series[str]:
    """Return a column as text; a cell without anything is empty."""
    index = cells.index if isinstance(cells, pandas.Series) else None
    return pandas.Series([_as_text(cell) for cell in cells], index=index, dtype=object)


def _as_text(cell: object) -> str:
    """Return a cell as text: a column of codes with one blank arrives as floats."""
    if isinstance(cell, int):
        return str(int(cell))
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return ""
        return str(int(cell)) if cell == int(cell) else str(cell)
    return "" if cell is None or cell is pandas.NA else str(cell).strip()


def row_faults(counties: Any, path: Path) -> Iterator[Fault]:
    """Yield what is wrong with each unit by itself."""
    for code in counties["code"][counties["code"].duplicated()].unique():
        if code:
            yield Fault("code_twice", path, code)
    for row in counties.itertuples():
        unit = f"{row.code} {row.name}"
        for column, code in (("code", row.code), ("prefecture_code", row.prefecture_code)):
            if not _CODE.fullmatch(code) and (column == "code" or _CODE.fullmatch(row.code)):
                yield Fault("code_malformed", path, f"{unit}, {column}", found=code)
        if not row.name:
            expected = Text("名称", "a name")
            yield Fault("cell_value", path, f"{unit}, name", found="", expected=expected)
        if row.role not in _ROLES:
            yield wrong_word(_ROLES, path, f"{unit}, role", row.role)
        yield from geometry_faults(row.geometry, path, unit, expected="Polygon")


def wrong_word(allowed: tuple[str, ...], path: Path, cell: str, written: str) -> Fault:
    """Return the fault of a cell that may hold a few words only."""
    return Fault("cell_value", path, cell, found=written, expected=" | ".join(allowed))


def geometry_faults(geometry: Any, path: Path, feature: str, *, expected: str) -> Iterator[Fault]:
    """Yield what is wrong with a shape that should be a ``Polygon`` or ``Line``, in degrees."""
    if geometry is None or geometry.is_empty:
        yield Fault("geometry_missing", path, feature)
        return
    kind = geometry.geom_type
    if not kind.removeprefix("Multi").startswith(expected):
        expected_kind = Text("面", "polygon") if expected == "Polygon" else Text("线", "line")
        yield Fault("geometry_type", path, feature, found=kind, expected=expected_kind)
        return
    west, south, east, north = geometry.bounds
    if west >= 3 and east <= 54 and south >= 73 and north <= 136:  # China, axes exchanged
        yield Fault("axes_exchanged", path, feature)
    elif not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        yield Fault("coordinates_off", path, feature)
    elif not geometry.is_valid:
        yield Fault("geometry_invalid", path, feature, found=shapely.is_valid_reason(geometry))
