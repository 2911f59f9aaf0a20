"""A region's geometry on the page: projected, clipped to the frame, sorted by what it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import BookRegion, MapBook
from aqmap.geo import PrintProjection
from aqmap.render.paper.map.border_lines import BorderLines, border_lines
from aqmap.render.paper.map.frame import MapFrame, frame_ground
from aqmap.render.paper.map.labels.box_places import REACH_MM
from aqmap.render.paper.map.labels.label_area import LabelArea
from aqmap.render.paper.map.labels.name_block import PlacedName
from aqmap.render.paper.map.plane import layer_to_metres
from aqmap.words import Lang

XPCC = "659"
"""First digits of the cities of the XPCC (兵团): context, labelled, never coloured."""

_MOST_NEAR = 12
"""Counties within the reach of a leader line; of more, labels stand inside or nowhere."""
_WHOLE_LINES_MM = 10.0
"""Side of a county from which on its boundaries are drawn at their whole width."""
_LINE_NEAR_MM = 0.2
"""How near the middle of a boundary line no name of a neighbour comes."""
_LABEL_NEAR_MM = 0.3
"""How near the middle of a border above a county's no label comes that has another place."""
_NATIONAL_NEAR_MM = 0.6
"""How near the middle of the national border no label comes at all: half as wide as it is drawn."""
_DEGREES, _APART_MM = (1, 2, 5, 10), 8.0

Crossing = Literal["none", "prefecture", "abroad"]
"""What a label may lie on, of borders above a county's and of the land beyond the nation's."""


@dataclass(frozen=True, eq=False)
class Neighbour:
    """A grey unit: its name, its visible part, and whether it is a city of the XPCC."""

    name: str
    shape: BaseGeometry
    xpcc: bool

    @cached_property
    def label_area(self) -> LabelArea:
        """Its shape, for its name."""
        return LabelArea(self.shape)


@dataclass(frozen=True, eq=False)
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
    surroundings
        The part of it that is not the region's.
    national, prefecture, edge, county
        Lines by rank; a line of a higher rank is in no lower one. At an edge the outlines end
        without saying what border it is.
    graticule
        Meridians and parallels: whole degrees, whether it is a meridian, and its line.
    name_places
        Where the neighbours' names stand if a sheet leaves room, by their sizes and by what is in
        use on every sheet.
    """

    frame: MapFrame
    core: Mapping[str, BaseGeometry]
    neighbours: tuple[Neighbour, ...]
    home: BaseGeometry
    surroundings: BaseGeometry
    national: BaseGeometry
    prefecture: BaseGeometry
    edge: BaseGeometry
    county: BaseGeometry
    graticule: tuple[tuple[int, bool, BaseGeometry], ...]
    name_places: dict[tuple[object, object], tuple[PlacedName | None, ...]] = field(
        default_factory=dict
    )

    @cached_property
    def label_areas(self) -> Mapping[str, LabelArea]:
        """The region's counties by code, for their labels."""
        return {code: LabelArea(shape) for code, shape in self.core.items()}

    @cached_property
    def line_weight(self) -> float:
        """By how much boundary lines are thinner where counties are small: the middle one tells."""
        sizes = shapely.area(list(self.core.values()))
        return float(np.clip(np.sqrt(np.median(sizes)) / _WHOLE_LINES_MM, 0.3, 1.0))

    def is_crowded_at(self, code: str) -> bool:
        """Return whether so many counties are near one that lines to their labels would cross."""
        return code in self._crowded

    @cached_property
    def _crowded(self) -> frozenset[str]:
        if len(self.core) <= _MOST_NEAR:
            return frozenset()
        points = np.array([shapely.Point(area.middle) for area in self.label_areas.values()])
        pairs = shapely.STRtree(points).query(points, predicate="dwithin", distance=REACH_MM)
        near = np.bincount(pairs[0], minlength=len(points)) - 1
        crowded = near > _MOST_NEAR
        # Where most are, a few labels at the rim would say that these counties are special.
        crowded |= crowded.mean() > 0.5
        return frozenset(np.array(list(self.core))[crowded].tolist())

    @cached_property
    def core_area(self) -> LabelArea:
        """All of the region, which no name of a neighbour should cover."""
        parts = shapely.get_parts(list(self.core.values()))
        areas = [part for part in parts if isinstance(part, shapely.Polygon)]
        return LabelArea(shapely.multipolygons(areas))

    @cached_property
    def abroad_area(self) -> LabelArea | None:
        """What no label should cover: the national border, and what lies beyond it."""
        if self.national.is_empty:
            return None
        beyond = self.frame.box.shape.difference(self.home.simplify(0.2))
        return LabelArea(beyond.union(self._national_band))

    @cached_property
    def keep_off(self) -> Mapping[Crossing, LabelArea | None]:
        """
        What no label covers, the most first, where there is such a border.

        Without crossing, all borders above a county's and the land abroad; then this without
        the borders of prefectures and the outlines' edges; at last the national border alone.
        """
        abroad = self.abroad_area
        lines = shapely.union_all([self.prefecture, self.edge])
        if lines.is_empty:
            kept: dict[Crossing, LabelArea | None] = {"none": abroad}
        else:
            band = lines.simplify(_LABEL_NEAR_MM / 2).buffer(_LABEL_NEAR_MM)
            both = band if abroad is None else shapely.union_all([band, abroad.shape])
            kept = {"none": LabelArea(both), "prefecture": abroad}
        if abroad is not None:
            kept["abroad"] = LabelArea(self._national_band)
        return kept

    @cached_property
    def _national_band(self) -> BaseGeometry:
        return self.national.simplify(_NATIONAL_NEAR_MM / 6).buffer(_NATIONAL_NEAR_MM)

    @cached_property
    def barred_area(self) -> LabelArea:
        """What no name of a neighbour covers: the region, and borders of ranks above counties."""
        borders = shapely.union_all([self.national, self.prefecture, self.edge])
        lines = borders.simplify(_LINE_NEAR_MM / 2).buffer(_LINE_NEAR_MM)
        return LabelArea(shapely.union_all([joined(np.array([*self.core.values()])), lines]))

    @cached_property
    def barred_abroad(self) -> LabelArea:
        """The same and the land abroad, on which a name stands if nothing else is free."""
        abroad = self.abroad_area
        if abroad is None:
            return self.barred_area
        return LabelArea(shapely.union_all([self.barred_area.shape, abroad.shape]))


@dataclass(frozen=True, eq=False)
class Land:
    """The book's outlines in a region's projection, in metres, with their columns."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    shapes: np.ndarray
    ranks: tuple[str, ...]
    lines: np.ndarray

    @cached_property
    def whole(self) -> BaseGeometry:
        """All counties as one area."""
        return joined(self.shapes)

    def borders(self, places: Collection[str], near_m: float) -> BorderLines:
        """Return the boundary lines of the region of some places; see `border_lines`."""
        chosen = set(places)
        is_core = np.array([code in chosen for code in self.codes])
        return border_lines(self.shapes, is_core, self.lines, self.ranks, near_m)


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
    chosen = set(codes)
    return np.array([s for c, s in zip(land.codes, land.shapes, strict=True) if c in chosen])


def ground_in(land: Land, borders: BorderLines, region: BookRegion, frame: MapFrame) -> Ground:
    """Return what a frame shows of the land; only the region's counties are core."""
    placed = _clipped(land.shapes, frame)
    core: dict[str, BaseGeometry] = {}
    neighbours = []
    places = set(region.places)
    for code, name, shape in zip(land.codes, land.names, placed, strict=True):
        if shape.is_empty:
            continue
        if code in places:
            core[code] = shape
        else:
            neighbours.append(Neighbour(name, shape, code.startswith(XPCC)))
    ranks = (borders.national, borders.prefecture, borders.edge, borders.county)
    national, prefecture, edge, county = (_clipped_lines(lines, frame) for lines in ranks)
    (units,) = _clipped(np.array([land.whole]), frame)
    home = _home(frame.box.shape, national, units)
    is_all_core = not neighbours and home is units
    return Ground(
        frame,
        core,
        tuple(neighbours),
        home,
        shapely.Polygon() if is_all_core else home.difference(joined(np.array([*core.values()]))),
        national,
        prefecture,
        edge,
        county,
        tuple(_graticule(frame)),
    )


def joined(shapes: np.ndarray) -> BaseGeometry:
    """Return counties as one area."""
    # Quick where counties share their vertices; a few faults of the outlines are mended.
    try:
        area = shapely.coverage_union_all(shapes)
        area = area if area.is_valid else shapely.make_valid(area, method="structure")
    except shapely.GEOSException:
        return shapely.union_all(shapes)
    whole = shapely.area(shapes).sum()
    return area if abs(area.area - whole) <= 1e-3 * whole else shapely.union_all(shapes)


def _clipped(metres: np.ndarray, frame: MapFrame) -> np.ndarray:
    """Return projected areas on the page, as far as they are in the frame."""
    placed = frame.place_metres(metres)
    bounds, box = shapely.bounds(placed), frame.box
    outside = ~(
        (bounds[:, 0] < box.right)
        & (bounds[:, 2] > box.left)
        & (bounds[:, 1] < box.top)
        & (bounds[:, 3] > box.bottom)
    )
    placed[outside] = shapely.Polygon()
    inside = (
        (bounds[:, 0] >= box.left)
        & (bounds[:, 2] <= box.right)
        & (bounds[:, 1] >= box.bottom)
        & (bounds[:, 3] <= box.top)
    )
    cut = ~(inside | outside)
    placed[cut] = shapely.intersection(placed[cut], box.shape)
    return placed


def _clipped_lines(metres: BaseGeometry, frame: MapFrame) -> BaseGeometry:
    """Return projected lines on the page, as far as they are in the frame."""
    (placed,) = frame.place_metres(np.array([metres]))
    clipped: BaseGeometry = shapely.clip_by_rect(placed, *frame.box)
    return clipped


def _home(neat: BaseGeometry, national: BaseGeometry, units: BaseGeometry) -> BaseGeometry:
    """
    Return the part of the frame on the home side of the national border.

    The border cuts the frame into pieces; those that hold a county are home. Without a cut only
    the counties themselves are sure to be.
    """
    if national.is_empty:
        return units
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
