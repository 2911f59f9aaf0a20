"""A region's geometry on the page: projected, clipped to the frame, sorted by what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import BookRegion, MapBook
from aqmap.geo import PrintProjection
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.plane import layer_to_metres
from aqmap.words import Lang

XPCC = "659"
"""First digits of the cities of the XPCC (兵团): context, labelled, never coloured."""

_DEGREES, _APART_MM = (1, 2, 5, 10), 8.0


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A grey unit: its name, its visible part, and whether it is a city of the XPCC."""

    name: str
    shape: BaseGeometry
    xpcc: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """
    What one frame shows of the land, in millimetres on the page.

    Attributes
    ----------
    frame
        The frame.
    core
        The region's counties by code, clipped.
    neighbours
        Everything else, grey.
    home
        The part of the frame on the home side of the national border; the rest stays plain.
    national, prefecture, edge, county
        Lines by rank; a line of a higher rank is in no lower one. At an edge the outlines end
        without saying what border it is.
    graticule
        Meridians and parallels: whole degrees, whether it is a meridian, and its line.
    """

    frame: MapFrame
    core: Mapping[str, BaseGeometry]
    neighbours: tuple[Neighbour, ...]
    home: BaseGeometry
    national: BaseGeometry
    prefecture: BaseGeometry
    edge: BaseGeometry
    county: BaseGeometry
    graticule: tuple[tuple[int, bool, BaseGeometry], ...]


@dataclass(frozen=True, slots=True)
class Land:
    """The book's outlines in a region's projection, in metres, with their columns."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: np.ndarray
    ranks: tuple[str, ...]
    lines: np.ndarray


def project_land(book: MapBook, projection: PrintProjection, lang: Lang) -> Land:
    """Project the book's counties and outlines once for all frames of a region."""
    english = lang == "en" and "name_en" in book.counties
    return Land(
        tuple(book.counties["code"]),
        tuple(book.counties["name_en" if english else "name"]),
        layer_to_metres(book.counties, projection),
        tuple(book.outlines["rank"]),
        layer_to_metres(book.outlines, projection),
    )


def shapes_of(land: Land, codes: tuple[str, ...]) -> np.ndarray:
    """Return the projected counties with these codes."""
    return np.array([s for c, s in zip(land.codes, land.shapes, strict=True) if c in codes])


def ground_in(land: Land, region: BookRegion, frame: MapFrame) -> Ground:
    """Return what a frame shows of the land; only the region's counties are core."""
    neat = frame.box.shape
    placed = shapely.intersection(frame.place_metres(land.shapes), neat)
    lines = shapely.intersection(frame.place_metres(land.lines), neat)
    core: dict[str, BaseGeometry] = {}
    neighbours = []
    for code, name, shape in zip(land.codes, land.names, placed, strict=True):
        if shape.is_empty:
            continue
        if code in region.places:
            core[code] = shape
        else:
            neighbours.append(Neighbour(name, shape, code.startswith(XPCC)))
    rank = {r: _joined([x for x, y in zip(lines, land.ranks, strict=True) if y == r])
            for r in ("national", "prefecture", "edge")}  # fmt: skip
    edges = shapely.union_all([shape.boundary for shape in core.values()])
    higher = shapely.union_all([*rank.values(), neat.boundary])
    return Ground(
        frame,
        core,
        tuple(neighbours),
        _home(neat, rank["national"], placed),
        rank["national"],
        _joined([shapely.difference(rank["prefecture"], rank["national"].buffer(0.05))]),
        _joined([shapely.difference(rank["edge"], rank["national"].buffer(0.05))]),
        _joined([shapely.difference(edges, higher.buffer(0.02))]),
        tuple(_graticule(frame)),
    )


def _joined(lines: list[BaseGeometry]) -> BaseGeometry:
    """Join lines end to end, so that their dashes run on."""
    return shapely.line_merge(shapely.union_all(lines)) if lines else shapely.LineString()


def _home(neat: BaseGeometry, national: BaseGeometry, placed: np.ndarray) -> BaseGeometry:
    """
    Return the part of the frame on the home side of the national border.

    The border cuts the frame into pieces; those that hold a county are home. Without a cut only
    the counties themselves are sure to be.
    """
    units = shapely.union_all(placed)
    cut = shapely.union_all([neat.boundary, national])
    pieces = shapely.get_parts(shapely.polygonize([cut]))
    if len(pieces) < 2:
        return units
    shares = shapely.area(shapely.intersection(pieces, units)) / shapely.area(pieces)
    return shapely.union_all([units, *pieces[shares > 0.2]])


def _graticule(frame: MapFrame) -> list[tuple[int, bool, BaseGeometry]]:
    """Return the lines of whole degrees that cross the frame, as many as their words leave room."""
    (shown,) = frame.degrees([frame_ground(frame).segmentize(50_000)])
    west, south, east, north = shown.bounds
    narrow_mm = 111_320 * np.cos(np.radians(max(abs(south), abs(north)))) * frame.mm_per_m
    step = next((s for s in _DEGREES if s * narrow_mm >= _APART_MM), _DEGREES[-1])
    lons = range(int(np.floor(west / step) - 1) * step, int(np.ceil(east / step) + 2) * step, step)
    lats = range(
        int(np.floor(south / step) - 1) * step, int(np.ceil(north / step) + 2) * step, step
    )
    along_lat = np.arange(lats[0], lats[-1] + 0.01, 0.05)
    along_lon = np.arange(lons[0], lons[-1] + 0.01, 0.05)
    lines = [
        (lon, True, shapely.LineString(np.column_stack([np.full_like(along_lat, lon), along_lat])))
        for lon in lons
    ]
    lines += [
        (lat, False, shapely.LineString(np.column_stack([along_lon, np.full_like(along_lon, lat)])))
        for lat in lats
    ]
    placed = frame.place([line for _, _, line in lines])
    clipped = shapely.intersection(placed, frame.box.shape)
    return [
        (degree, is_meridian, line)
        for (degree, is_meridian, _), line in zip(lines, clipped, strict=True)
        if not line.is_empty and line.length > 1
    ]


def frame_ground(frame: MapFrame) -> shapely.Polygon:
    """Return the ground that a frame shows, projected, in metres."""
    x, y = frame.center_m
    half_width = frame.box.width / frame.mm_per_m / 2
    half_height = frame.box.height / frame.mm_per_m / 2
    return shapely.box(x - half_width, y - half_height, x + half_width, y + half_height)
