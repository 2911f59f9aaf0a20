"""GeoJSON, read as the JSON that it is."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

import numpy
import shapely

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
    texts = [_geometry_text(geometry, path, n) for n, geometry in enumerate(written, 1)]
    shapes = numpy.empty(len(texts), dtype=object)
    for place, geometry in enumerate(texts):
        try:
            shapes[place] = None if geometry is None else shapely.from_geojson(geometry)
        except shapely.errors.ShapelyError as problem:
            found = str(problem).split("\n")[0][:120]
            at = f"feature {place + 1}"
            raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    return shapes


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
