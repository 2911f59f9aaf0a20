"""GeoJSON, read as the JSON that it is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, cast

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.errors import CrsError, Fault, SourceError
from aqmap.geo import ReferenceSystem, named_crs
from aqmap.words import text

_SHAPES = frozenset(
    (
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    )
)

_SHORTEST_RING = 4
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def read_geojson(
    content: bytes, path: Path, choose: Callable[[Sequence[str]], str]
) -> tuple[list[dict[str, object]], numpy.ndarray, ReferenceSystem | None, bool]:
    """
    Return rows, geometries, reference system and whether none is declared; see `read_layer`.

    A feature's ``id`` is a column of that name, where it is text and no property is called so.
    """
    root = _parsed(content, path)
    features = _features(root, path)
    name = root.get("name")
    own_name = name if isinstance(name, str) and name else path.stem
    if (chosen := choose([own_name])) != own_name:
        raise SourceError(Fault("not_a_layer", path, found=chosen))
    return (
        _rows(features, path),
        _geometries([feature.get("geometry") for feature in features], path),
        *_declared_crs(root, path),
    )


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    if not content.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        raise SourceError(Fault("not_a_layer", path, found=text("layer.kinds")))
    try:
        written = content.decode("utf-8-sig")
        root = json.loads(written, parse_constant=_refuse_constant)
        if _HALF_CHARACTER.search(written):  # maybe one that its other half follows
            json.dumps(root, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as problem:
        found = text("layer.broken_json")
        at = f"line {problem.lineno}" if isinstance(problem, json.JSONDecodeError) else ""
        raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    return cast("dict[str, Any]", root)


def _refuse_constant(written: str) -> NoReturn:
    raise ValueError(written)


def _features(root: Mapping[str, Any], path: Path) -> list[dict[str, Any]]:
    kind = root.get("type")
    features: Any = root.get("features") if kind == "FeatureCollection" else None
    if kind == "Feature":
        features = [root]
    elif kind in _SHAPES:
        features = [{"geometry": root}]
    if not isinstance(features, list):
        raise SourceError(Fault("not_a_layer", path, "type", found=str(kind)[:80]))
    for number, feature in enumerate(features, 1):
        if not isinstance(feature, dict):
            raise SourceError(Fault("not_a_layer", path, f"feature {number}", found="JSON"))
    return features


def _rows(features: Sequence[Mapping[str, Any]], path: Path) -> list[dict[str, object]]:
    has_ids = any(isinstance(feature.get("id"), str) for feature in features)
    rows = []
    for number, feature in enumerate(features, 1):
        properties = feature.get("properties") or {}
        if not isinstance(properties, dict):
            raise SourceError(Fault("not_a_layer", path, f"feature {number}", found="properties"))
        row = {"id": feature["id"]} if has_ids and "id" in feature else {}
        rows.append({**row, **properties})
    return rows


def _geometries(written: Sequence[Any], path: Path) -> numpy.ndarray:
    shapes = numpy.array([_plain_area(geometry) for geometry in written], dtype=object)
    others = [place for place, shape in enumerate(shapes) if shape is None]
    texts = [_geometry_text(written[place], path, place + 1) for place in others]
    for place, geometry in zip(others, texts, strict=True):
        try:
            shapes[place] = None if geometry is None else shapely.from_geojson(geometry)
        except shapely.errors.ShapelyError as problem:
            found = str(problem).split("\n")[0][:120]
            at = f"feature {place + 1}"
            raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    return shapes


def _plain_area(geometry: Any) -> BaseGeometry | None:
    """
    Return a polygon or several, whose closed rings are made of pairs of finite numbers.

    Returns
    -------
    area
        None for all else: what is right of it and what is wrong, GEOS knows from the text.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    written = geometry.get("coordinates") if kind in ("Polygon", "MultiPolygon") else None
    members = [written] if kind == "Polygon" else written
    if not isinstance(members, list) or not members:
        return None
    polygons: list[Any] = []
    for rings in members:
        lines = [_plain_ring(ring) for ring in rings] if isinstance(rings, list) else []
        if not lines or any(line is None for line in lines):
            return None
        polygons.append(shapely.polygons(lines[0], lines[1:] or None))
    area: BaseGeometry = polygons[0] if kind == "Polygon" else shapely.multipolygons(polygons)
    return area


def _plain_ring(ring: Any) -> Any:
    if not isinstance(ring, list) or len(ring) < _SHORTEST_RING or ring[0] != ring[-1]:
        return None
    if set(map(type, ring)) != {list} or set(map(len, ring)) != {2}:
        return None
    numbers = list(chain.from_iterable(ring))
    if not set(map(type, numbers)) <= {float, int}:
        return None
    try:
        points = numpy.array(numbers, dtype=float).reshape(-1, 2)
    except OverflowError:
        return None
    return shapely.linearrings(points) if numpy.isfinite(points).all() else None


def _geometry_text(geometry: Any, path: Path, number: int) -> str | None:
    if geometry is None:
        return None
    if not isinstance(geometry, dict) or geometry.get("type") not in _SHAPES:
        raise SourceError(Fault("not_a_layer", path, f"feature {number}", found="geometry"))
    kept = {key: geometry[key] for key in ("type", "coordinates", "geometries") if key in geometry}
    return json.dumps(kept)


def _declared_crs(root: Mapping[str, Any], path: Path) -> tuple[ReferenceSystem | None, bool]:
    """Return the system that the member ``crs`` names, and whether there is no such member."""
    if "crs" not in root:
        return None, True
    member = root["crs"]
    properties = member.get("properties") if isinstance(member, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    if "href" in properties:
        raise CrsError(Fault("crs_elsewhere", path, "crs", found=str(properties["href"])[:80]))
    return named_crs(properties.get("name"), path), False
