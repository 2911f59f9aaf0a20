"""Whether the outlines lie where the counties do: each layer is the other's reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import shapely

from aqmap.errors import Fault
from aqmap.geo import dissolved, prefecture_outline, to_gcj02
from aqmap.read.geodata.orientations import ORIENTATIONS, shift_text, turned
from aqmap.words import text

MOST_POINTS = 2000
"""So many points of the outlines are compared, evenly chosen."""
NEAR_M, FAR_M = 50.0, 20_000.0
"""Layers of one source lie within the first; of two sources, within the second."""
BORDER_TOLERANCE_M = 100.0
"""So far a national border may lie from the counties' edges: 0.05 mm at 1:2 000 000."""

_METRES = 111_320.0
_STEP_DEG = 0.003
_BEYOND_DEG = 0.3
_LEAVES = 0.25
"""A line that gets away from the edges by this part of its length leads elsewhere."""
_BULGE_M = 1000.0


def outline_faults(counties: Any, outlines: Any, path: Path) -> Iterator[Fault]:
    """
    Yield one fault if the prefectures' outlines lie elsewhere than the counties' borders.

    Parameters
    ----------
    counties, outlines
        As `Boundaries` has them, in degrees.
    path
        The file of the outlines, for the message.
    """
    core = set(counties["prefecture_code"][counties["role"] == "core"])
    lines = outlines[(outlines["rank"] == "prefecture") & outlines["prefecture_code"].isin(core)]
    if lines.empty:
        return
    codes = sorted(set(lines["prefecture_code"]))
    # A file may hold the line around the whole prefecture, or around what is counted of it.
    tables = counties, counties[counties["role"] == "core"]
    reference = [prefecture_outline(table, code) for table in tables for code in codes]
    borders = Borders(shapely.union_all(reference))
    drawn = lines.geometry.to_numpy()
    points = shapely.get_coordinates(
        shapely.segmentize(drawn, shapely.length(drawn).sum() / MOST_POINTS)
    )
    before = borders.distance_m(points)
    if before <= NEAR_M:
        return
    offset = to_gcj02(points) - points
    for layer, moved in (("outlines", points - offset), ("counties", points + offset)):
        after = borders.distance_m(moved)
        if after < before / 2.5 and before < 1500:
            name = text(f"layer.{layer}")
            yield Fault(
                "layer_in_gcj02", path, found=name, before=round(before), after=round(after)
            )
            return
    if before < FAR_M / 4:
        return
    after, orientation, shift = min(_fits(points, borders), key=lambda fit: fit[0])
    fits = after < min(before, FAR_M) / 10
    if fits and orientation == "upright":
        yield Fault("outlines_shifted", path, found=shift_text(-shift))
    elif fits:
        yield Fault("outlines_turned", path, found=text(f"orientation.{orientation}"))
    elif before > FAR_M:
        yield Fault("outlines_elsewhere", path, found=round(before / 1000))


def border_faults(counties: Any, outlines: Any, path: Path) -> Iterator[Fault]:
    """
    Yield one fault if a national border runs beside the counties' edges, not along them.

    Parameters
    ----------
    counties, outlines
        As `Boundaries` has them, in degrees.
    path
        The file of the outlines, for the message.

    Notes
    -----
    A border may go on where the counties end, and lead away from them.
    """
    west, south, east, north = counties.total_bounds
    rect = west - _BEYOND_DEG, south - _BEYOND_DEG, east + _BEYOND_DEG, north + _BEYOND_DEG
    national = outlines.geometry[outlines["rank"] == "national"].to_numpy()
    drawn = shapely.line_merge(shapely.clip_by_rect(shapely.union_all(national), *rect))
    lines = [part for part in shapely.get_parts(drawn) if part.length > 0]
    if not lines:
        return
    units = counties.geometry.to_numpy()
    borders, land = Borders(shapely.boundary(units)), dissolved(units)
    worst = max((_beside(line, borders, land) for line in lines), key=lambda spot: spot[0])
    if worst[0] <= BORDER_TOLERANCE_M:
        return
    distance, (lon, lat) = worst
    spot, allowed = f"{lon:.3f}, {lat:.3f}", round(BORDER_TOLERANCE_M)
    yield Fault("border_beside", path, spot, found=round(distance), expected=allowed)


def _points_of(line: Any) -> numpy.ndarray:
    points: numpy.ndarray = shapely.get_coordinates(shapely.segmentize(line, _STEP_DEG))
    return points


def _beside(line: Any, borders: Borders, land: Any) -> tuple[float, numpy.ndarray]:
    """Return how far a line lies beside the edges where it should follow them, and where."""
    points = _points_of(line)
    distances = borders.distances_m(points)
    off = numpy.flatnonzero(distances > BORDER_TOLERANCE_M)
    worst = 0.0, points[0]
    for run in numpy.split(off, numpy.flatnonzero(numpy.diff(off) > 1) + 1):
        if not len(run):
            continue
        first, last = max(run[0] - 1, 0), min(run[-1] + 1, len(points) - 1)
        returns = first < run[0] and last > run[-1]
        farthest = run[distances[run].argmax()]
        length = numpy.hypot(*(numpy.diff(points[first : last + 1], axis=0).T)).sum() * _METRES
        most = max(_LEAVES * length, _BULGE_M if returns else 0)
        inside = shapely.contains_xy(land, points[run])
        if inside.any() or distances[farthest] < most:
            worst = max(worst, (float(distances[farthest]), points[farthest]), key=lambda s: s[0])
    return worst


def _fits(points: numpy.ndarray, borders: Borders) -> Iterator[tuple[float, str, numpy.ndarray]]:
    """Yield how far points lie from the borders, turned back each way and laid over them."""
    for orientation in ORIENTATIONS:
        back = turned(points, orientation)
        shift = borders.middle - (back.min(axis=0) + back.max(axis=0)) / 2
        yield borders.distance_m(back + shift), orientation, shift


class Borders:
    """Borders, to which distances are measured."""

    def __init__(self, lines: Any) -> None:
        points, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
        self.middle = (points.min(axis=0) + points.max(axis=0)) / 2
        self._scale = numpy.array((numpy.cos(numpy.radians(self.middle[1])), 1.0))
        points = points * self._scale
        edges = numpy.stack((points[:-1], points[1:]), axis=1)[line[:-1] == line[1:]]
        drawn: Any = shapely.linestrings(edges)
        self._tree = shapely.STRtree(drawn)

    def distance_m(self, points: numpy.ndarray) -> float:
        """Return the median distance of points to the borders, in metres."""
        chosen = points[:: -(-len(points) // MOST_POINTS)]
        return float(numpy.median(self.distances_m(chosen)))

    def distances_m(self, points: numpy.ndarray) -> numpy.ndarray:
        """Return the distance of each point to the borders, in metres."""
        (which, _), distances = self._tree.query_nearest(
            shapely.points(points * self._scale), return_distance=True, all_matches=False
        )
        metres = numpy.empty(len(points))
        metres[which] = distances * _METRES
        return metres
