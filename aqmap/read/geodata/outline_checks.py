"""Whether the outlines lie where the counties do: each layer is the other's reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
import shapely

from aqmap.errors import Fault
from aqmap.geo import prefecture_outline, to_gcj02
from aqmap.read.geodata.orientations import ORIENTATIONS, shift_text, turned
from aqmap.words import text

MOST_POINTS = 2000
"""So many points of the outlines are compared, evenly chosen."""
NEAR_M, FAR_M = 50.0, 20_000.0
"""Layers of one source lie within the first; of two sources, within the second."""

_METRES = 111_320.0


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
    reference = [prefecture_outline(counties, code) for code in codes]
    borders = _Borders(shapely.union_all(reference))
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


def _fits(points: numpy.ndarray, borders: _Borders) -> Iterator[tuple[float, str, numpy.ndarray]]:
    """Yield how far points lie from the borders, turned back each way and laid over them."""
    for orientation in ORIENTATIONS:
        back = turned(points, orientation)
        shift = borders.middle - (back.min(axis=0) + back.max(axis=0)) / 2
        yield borders.distance_m(back + shift), orientation, shift


class _Borders:
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
        chosen = points[:: -(-len(points) // MOST_POINTS)] * self._scale
        _, distances = self._tree.query_nearest(
            shapely.points(chosen), return_distance=True, all_matches=False
        )
        return float(numpy.median(distances)) * _METRES
