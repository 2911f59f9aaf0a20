"""Well-known binary, measured before it is read: GEOS follows nested collections without end."""

from __future__ import annotations

import struct

import shapely

MAX_DEPTH = 8
"""A multipolygon has a depth of two; no more than this is followed."""

_POINT, _LINE, _POLYGON = 1, 2, 3
_COLLECTIONS = frozenset((4, 5, 6, 7))
_HAS_Z, _HAS_M, _HAS_SRID = 0x80000000, 0x40000000, 0x20000000


def read_wkb(binary: bytes) -> shapely.geometry.base.BaseGeometry:
    """
    Return the geometry of ISO or extended well-known binary.

    Raises
    ------
    ValueError
        If it is damaged, nested too deeply, or of a kind that is neither point, line nor polygon.
    """
    try:
        _measure(binary)
        return shapely.from_wkb(binary)
    except (struct.error, IndexError, NotImplementedError, shapely.errors.ShapelyError) as problem:
        raise ValueError(str(problem).split("\n")[0]) from None


def _measure(binary: bytes) -> None:
    """Walk over the parts without building them; raise `ValueError` where they nest too deeply."""
    waiting = [1]
    position = 0
    while waiting:
        if waiting[-1] == 0:
            waiting.pop()
            continue
        waiting[-1] -= 1
        order = "<" if binary[position] else ">"
        (code,) = struct.unpack_from(f"{order}I", binary, position + 1)
        position += 9 if code & _HAS_SRID else 5
        kind, numbers = _kind(code)
        if kind == _POINT:
            position += 8 * numbers
        elif kind == _LINE:
            position = _after_points(binary, position, order, numbers)
        elif kind == _POLYGON:
            (rings,) = struct.unpack_from(f"{order}I", binary, position)
            position += 4
            for _ in range(rings):
                position = _after_points(binary, position, order, numbers)
        elif kind in _COLLECTIONS and len(waiting) < MAX_DEPTH:
            waiting += struct.unpack_from(f"{order}I", binary, position)
            position += 4
        else:
            raise ValueError(f"WKB {kind}, depth {len(waiting)}")


def _kind(code: int) -> tuple[int, int]:
    """Return the kind of geometry, and how many numbers a point of it has."""
    dimension, kind = divmod(code & 0x0FFFFFFF, 1000)
    has_z, has_m = bool(code & _HAS_Z) or dimension in (1, 3), bool(code & _HAS_M) or dimension > 1
    return kind, 2 + has_z + has_m


def _after_points(binary: bytes, position: int, order: str, numbers: int) -> int:
    count: int = struct.unpack_from(f"{order}I", binary, position)[0]
    return position + 4 + 8 * numbers * count
