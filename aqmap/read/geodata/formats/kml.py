"""KML, read as the XML that it is: its own placemarks, and nothing that it refers to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy
import shapely
from defusedxml.ElementTree import ParseError, fromstring

from aqmap.errors import Fault, SourceError
from aqmap.files.text_files import decoded
from aqmap.files.zip_guard import check_xml
from aqmap.words import Text, text

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ELSEWHERE = frozenset(("NetworkLink", "NetworkLinkControl"))
_PASSED_OVER = ("GroundOverlay", "ScreenOverlay", "PhotoOverlay", "Tour")
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")
_OTHER_SHAPES = frozenset(("Track", "MultiTrack", "Model"))


def is_kml(content: bytes) -> bool:
    """Return whether a file is XML, of which this reads KML."""
    return content.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def read_kml(
    content: bytes, path: Path, choose: Callable[[Sequence[str]], str]
) -> tuple[list[dict[str, object]], numpy.ndarray, tuple[Text, ...]]:
    """
    Return rows, geometries and remarks; see `read_layer`. Its positions are WGS 84 by its standard.

    The columns of a placemark are ``name``, ``description`` and those of its ``ExtendedData``.

    Raises
    ------
    SourceError
        If it is damaged or other XML, links to other files, or has shapes that are none of these
        (tracks, models).
    """
    root = _parsed(content, path)
    if (chosen := choose([path.stem])) != path.stem:
        raise SourceError(Fault("not_a_layer", path, found=chosen))
    kinds = Counter(_name(element) for element in root.iter())
    if linked := sorted(_ELSEWHERE & kinds.keys()):
        raise SourceError(Fault("kml_elsewhere", path, found=", ".join(linked)))
    placemarks = [element for element in root.iter() if _name(element) == "Placemark"]
    rows: list[dict[str, object]] = []
    shapes = numpy.empty(len(placemarks), dtype=object)
    for number, placemark in enumerate(placemarks):
        at = f"Placemark {number + 1}"
        rows.append(dict(_columns(placemark)))
        try:
            shapes[number] = _geometry_of(placemark)
        except (ValueError, shapely.errors.ShapelyError) as problem:
            found = str(problem).split("\n")[0][:120]
            raise SourceError(Fault("not_a_layer", path, at, found=found)) from None
    passed = [f"{name} {kinds[name]}" for name in _PASSED_OVER if kinds[name]]
    remarks = (text("remark.kml_passed", found=", ".join(passed)),) if passed else ()
    return rows, shapes, remarks


def _parsed(content: bytes, path: Path) -> Any:
    written = _DECLARATION.sub("", decoded(content, path).lstrip("\ufeff"))
    check_xml(written.encode("utf-8"), path)
    try:
        root = fromstring(written, forbid_dtd=True)
    except (ParseError, ValueError) as problem:
        raise SourceError(Fault("not_a_layer", path, found=str(problem)[:120])) from None
    if _name(root) != "kml":
        raise SourceError(Fault("not_a_layer", path, found=text("layer.kinds")))
    return root


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(element: Any, *names: str) -> Iterator[Any]:
    return (child for child in element if _name(child) in names)


def _columns(placemark: Any) -> Iterator[tuple[str, object]]:
    """Yield the columns; of two that are called alike the extended data's come last, and hold."""
    for child in _children(placemark, "name", "description"):
        yield _name(child), (child.text or "").strip()
    for extended in _children(placemark, "ExtendedData"):
        for data in extended.iter():
            if _name(data) == "SimpleData":
                yield data.get("name", ""), (data.text or "").strip()
            elif _name(data) == "Data":
                values = [(v.text or "").strip() for v in _children(data, "value")]
                yield data.get("name", ""), values[0] if values else ""


def _geometry_of(placemark: Any) -> Any:
    if strange := [_name(child) for child in _children(placemark, *_OTHER_SHAPES)]:
        raise ValueError(strange[0])
    shapes = [_shape(child) for child in _children(placemark, *_SHAPES)]
    if len(shapes) > 1:
        raise ValueError(f"{len(shapes)} shapes")
    return shapes[0] if shapes else None


def _shape(element: Any) -> Any:
    kind = _name(element)
    if kind == "MultiGeometry":
        return _collected([_shape(child) for child in _members(element)])
    if kind == "Polygon":
        outer = [_ring(b) for b in _children(element, "outerBoundaryIs")]
        if len(outer) != 1:
            raise ValueError("outerBoundaryIs")
        holes = [_ring(boundary) for boundary in _children(element, "innerBoundaryIs")]
        return shapely.Polygon(outer[0], holes)
    points = _coordinates(element)
    if kind == "Point":
        if len(points) != 1:
            raise ValueError("coordinates")
        return shapely.Point(points[0])
    return shapely.LineString(points)


def _members(element: Any) -> Iterator[Any]:
    for child in element:
        if _name(child) in _OTHER_SHAPES:
            raise ValueError(_name(child))
        if _name(child) in _SHAPES:
            yield child


def _collected(shapes: list[Any]) -> Any:
    parts: list[Any] = [part for shape in shapes for part in shapely.get_parts(shape)]
    kinds = {part.geom_type for part in parts}
    if not parts:
        return None
    if len(kinds) > 1:
        raise ValueError(f"MultiGeometry: {', '.join(sorted(kinds))}")
    if len(parts) == 1:
        return parts[0]
    collections: dict[str, Any] = {
        "Point": shapely.MultiPoint,
        "LineString": shapely.MultiLineString,
    }
    return collections.get(kinds.pop(), shapely.MultiPolygon)(parts)


def _ring(boundary: Any) -> list[tuple[float, float]]:
    rings = list(_children(boundary, "LinearRing"))
    if len(rings) != 1:
        raise ValueError("LinearRing")
    return _coordinates(rings[0])


def _coordinates(element: Any) -> list[tuple[float, float]]:
    """Return longitudes and latitudes, heights left out."""
    written = " ".join((child.text or "") for child in _children(element, "coordinates"))
    points = []
    for triple in written.split():
        numbers = triple.split(",")
        if len(numbers) not in (2, 3):
            raise ValueError(f"coordinates {triple[:40]!r}")
        lon, lat = float(numbers[0]), float(numbers[1])
        if not (numpy.isfinite(lon) and numpy.isfinite(lat)):
            raise ValueError(f"coordinates {triple[:40]!r}")
        points.append((lon, lat))
    return points
