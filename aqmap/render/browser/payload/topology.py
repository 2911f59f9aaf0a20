"""Outlines → arcs: every border once, quantised, as text that the page decodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = NDArray[np.int64]

STEPS = 100_000
"""Steps in a degree: a coordinate is kept to 1e-5 degrees, about a metre."""

_LOT = 100_000  # numbers that are written at a time: each takes some hundred bytes meanwhile


class Topology:
    """
    Borders shared by polygons and lines, each kept once.

    Attributes
    ----------
    areas
        By geometry, its rings (of all parts, holes too) as numbers of arcs; ``~n`` is arc ``n``
        backwards.
    lines
        By geometry, its parts as numbers of arcs.
    arcs
        Points of each arc, in steps of longitude and latitude.
    """

    def __init__(self, areas: Sequence[BaseGeometry], lines: Sequence[BaseGeometry] = ()) -> None:
        rings = [[quantise(r) for r in _rings(area)] for area in areas]
        strings = [[quantise(member) for member in _members(line)] for line in lines]
        rings = [[r for r in group if len(r) > 3] for group in rings]
        strings = [[s for s in group if len(s) > 1] for group in strings]
        nodes = _nodes([r for g in rings for r in g], [s for g in strings for s in g])
        self.arcs: list[Points] = []
        self._known: dict[bytes, int] = {}
        self.areas = [[self._cut_ring(ring, nodes) for ring in group] for group in rings]
        self.lines = [[self._cut(member, nodes) for member in group] for group in strings]

    def thin(self, fixed_arcs: Iterable[int], tolerance: float) -> None:
        """
        Simplify all arcs but `fixed_arcs`, so that what is not counted weighs less.

        Ends stay, and both sides of a border share its arc: no gap opens between neighbours.

        Parameters
        ----------
        fixed_arcs
            Numbers of arcs, forwards or backwards.
        tolerance
            In degrees.
        """
        fixed = {max(number, ~number) for number in fixed_arcs}
        for number, arc in enumerate(self.arcs):
            if number not in fixed and len(arc) > 4:
                line = shapely.simplify(shapely.linestrings(arc), tolerance * STEPS)
                self.arcs[number] = shapely.get_coordinates(line).astype(np.int64)

    def _cut_ring(self, ring: Points, nodes: NDArray[np.int64]) -> list[int]:
        """Cut a ring where borders meet; one that meets none is cut at its smallest point."""
        keys = _keys(ring[:-1])
        met = np.flatnonzero(_are_among(keys, nodes))
        start = int(met[0]) if len(met) else int(keys.argmin())
        turned = np.concatenate([ring[start:-1], ring[: start + 1]])
        return self._cut(turned, nodes)

    def _cut(self, points: Points, nodes: NDArray[np.int64]) -> list[int]:
        inner = np.flatnonzero(_are_among(_keys(points[1:-1]), nodes)) + 1
        cuts = [0, *inner.tolist(), len(points) - 1]
        return [self._number(points[a : b + 1]) for a, b in pairwise(cuts)]

    def _number(self, arc: Points) -> int:
        forward, backward = arc.tobytes(), arc[::-1].tobytes()
        if forward in self._known:
            return self._known[forward]
        if backward in self._known:
            return ~self._known[backward]
        self._known[forward] = len(self.arcs)
        self.arcs.append(arc)
        return self._known[forward]


def quantise(line: BaseGeometry) -> Points:
    """Return a line's points in whole steps, without immediate repetitions."""
    points = np.rint(shapely.get_coordinates(line) * STEPS).astype(np.int64)
    is_new = np.ones(len(points), dtype=bool)
    is_new[1:] = np.any(points[1:] != points[:-1], axis=1)
    distinct: Points = points[is_new]
    return distinct


def encode_points(points: Sequence[Sequence[int]] | Points) -> str:
    """
    Return points as text: differences, five bits a character (Google's encoded polyline).

    The characters run from ``?`` to ``~``, so a space can part two lines.
    """
    return encode_lines([points])


def encode_lines(lines: Sequence[Sequence[Sequence[int]] | Points]) -> str:
    """Return lines as `encode_points` does each, with a space between two."""
    if not lines:
        return ""
    arrays = [np.asarray(line, dtype=np.int64).reshape(-1, 2) for line in lines]
    steps = [np.diff(array, axis=0, prepend=np.zeros((1, 2), np.int64)) for array in arrays]
    numbers = np.concatenate(steps).ravel()
    lots = [_signs(numbers[start : start + _LOT]) for start in range(0, len(numbers) or 1, _LOT)]
    written = "".join(signs for signs, _ in lots)
    ends = np.cumsum(np.concatenate([sizes for _, sizes in lots]))
    cuts = np.cumsum([2 * len(array) for array in arrays])
    starts = [0, *(int(ends[cut - 1]) if cut else 0 for cut in cuts)]
    return " ".join(written[start:end] for start, end in pairwise(starts))


def _signs(numbers: NDArray[np.int64]) -> tuple[str, NDArray[np.int64]]:
    """Return numbers as text, and how many characters each has."""
    bits = np.where(numbers < 0, ~(numbers << 1), numbers << 1)
    # A number has a character for every five bits, and one at least.
    sizes = np.ones(len(bits), dtype=np.int64)
    for power in range(5, 60, 5):
        sizes += bits >> power > 0
    ends = np.cumsum(sizes)
    number_of = np.repeat(np.arange(len(bits)), sizes)
    place = np.arange(len(number_of)) - np.repeat(ends - sizes, sizes)
    groups = (bits[number_of] >> 5 * place) & 0x1F
    signs = (groups | np.where(place < sizes[number_of] - 1, 0x20, 0)) + 63
    return signs.astype(np.uint8).tobytes().decode("ascii"), sizes


def _rings(area: BaseGeometry) -> list[BaseGeometry]:
    return [
        ring
        for member in shapely.get_parts(area)
        if member.geom_type == "Polygon"
        for ring in (member.exterior, *member.interiors)
    ]


def _members(line: BaseGeometry) -> list[BaseGeometry]:
    kinds = ("LineString", "LinearRing")
    return [member for member in shapely.get_parts(line) if member.geom_type in kinds]


def _keys(points: Points) -> NDArray[np.int64]:
    """Return one number a point; equal points have equal numbers."""
    keys: NDArray[np.int64] = points[:, 0] * (1 << 32) + points[:, 1]
    return keys


def _are_among(keys: NDArray[np.int64], nodes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which keys are nodes; looked up in the sorted nodes, whose number grows with all."""
    if not len(nodes):
        return np.zeros(len(keys), dtype=bool)
    places = np.minimum(np.searchsorted(nodes, keys), len(nodes) - 1)
    among: NDArray[np.bool_] = nodes[places] == keys
    return among


def _nodes(rings: Sequence[Points], lines: Sequence[Points]) -> NDArray[np.int64]:
    """Return the points where borders meet: those whose two neighbours are not always the same."""
    keys, low, high, ends = _neighbours(rings, lines)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    is_repeated = keys[1:] == keys[:-1]
    differs = np.zeros(len(is_repeated), dtype=bool)
    for side in (low, high):
        ordered = side[order]
        differs |= ordered[1:] != ordered[:-1]
    return np.unique(np.concatenate([keys[1:][is_repeated & differs], *ends]))


def _neighbours(
    rings: Sequence[Points], lines: Sequence[Points]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], list[NDArray[np.int64]]]:
    """Return points, the lower and the higher of the two beside each, and the ends of lines."""
    keys_by_line, before, after = [], [], []
    for ring in rings:
        keys = _keys(ring[:-1])
        keys_by_line.append(keys)
        before.append(np.roll(keys, 1))
        after.append(np.roll(keys, -1))
    ends = []
    for line in lines:
        keys = _keys(line)
        keys_by_line.append(keys[1:-1])
        before.append(keys[:-2])
        after.append(keys[2:])
        ends.append(keys[[0, -1]])
    if not keys_by_line:
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing, []
    previous, following = np.concatenate(before), np.concatenate(after)
    low, high = np.minimum(previous, following), np.maximum(previous, following)
    return np.concatenate(keys_by_line), low, high, ends
