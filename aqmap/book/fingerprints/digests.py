"""Content → a short mark: equal for equal content, on every machine and in every version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

import shapely
from shapely.geometry.base import BaseGeometry

_LENGTH = 16
_DECIMALS = 6
"""Of a degree: a tenth of a metre."""


def digest(content: object) -> str:
    """
    Return the mark of some content: lists, dictionaries, texts and numbers.

    Examples
    --------
    >>> digest(["甲", 1.5]), digest(["甲", 1.25]) == digest(["甲", 1.5])
    ('e5da90f2d3df0041', False)
    """
    written = json.dumps(content, ensure_ascii=True, sort_keys=True, allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()[:_LENGTH]


def shape_digest(shape: BaseGeometry) -> str:
    """Return the mark of a geometry: its kind, and its points to a tenth of a metre."""
    points = shapely.get_coordinates(shape).round(_DECIMALS) + 0.0  # -0.0 is 0.0
    parts = [len(shapely.get_coordinates(part)) for part in shapely.get_parts(shape)]
    head = f"{shape.geom_type} {parts} ".encode()
    return hashlib.sha256(head + points.astype("<f8").tobytes()).hexdigest()[:_LENGTH]


def set_digest(marks: Iterable[tuple[str, str]]) -> str:
    """Return the mark of several maps from their names and marks, in whatever order they come."""
    return digest(sorted(marks))
