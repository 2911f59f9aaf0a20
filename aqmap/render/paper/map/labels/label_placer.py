"""Where names and numbers stand: a greedy placer that lets no two boxes meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.box_places import (
    Around,
    BoxPlaces,
    Wanted,
    box_places,
    sides_of,
)
from aqmap.render.paper.map.labels.label_area import LabelArea

_MOST_TRIES, _STEP_ON_MM, _LINE_STEP_MM = 25, 2.5, 0.3


@dataclass(frozen=True, slots=True)
class Placed:
    """A box that found its place, and where its leader line ends if it stands outside."""

    box: Box
    leader: tuple[float, float] | None = None


@dataclass
class LabelPlacer:
    """
    Places boxes one after the other; none meets another or leaves the frame.

    Attributes
    ----------
    frame
        Where boxes may stand.
    taken
        What is occupied: symbols, insets, leader lines, and every box placed so far.
    soft
        What a box should not cover if there is another way, such as symbols of overlays.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    soft: list[Box] = field(default_factory=list)
    _ink: list[Box] = field(default_factory=list)

    def place(
        self,
        area: LabelArea,
        width: float,
        height: float,
        *,
        near: tuple[float, float] | None = None,
        outside: bool = True,
        avoid: LabelArea | None = None,
    ) -> Placed | None:
        """Find the best free place of a box and take it; see `find`."""
        placed = self.find(area, width, height, near=near, outside=outside, avoid=avoid)
        return self.take(placed) if placed is not None else None

    def find(
        self,
        area: LabelArea,
        width: float,
        height: float,
        *,
        near: tuple[float, float] | None = None,
        outside: bool = True,
        avoid: LabelArea | None = None,
        around: Around | None = None,
    ) -> Placed | None:
        """
        Find the best free place of a box.

        Parameters
        ----------
        area
            The county it belongs to; inside it is best, its roomiest part above all.
        width, height
            Of the box, in millimetres.
        near
            A point to stay close to instead of the roomiest part.
        outside
            Whether it may stand outside the county, at the end of a leader line.
        avoid
            Ground that it should not cover, if there is another way.
        around
            What it must not be taken to belong to.

        Returns
        -------
        placed
            The box, not yet taken; none if there is no free place, or none whose line is clear.
        """
        wanted = Wanted(area, width, height, near, outside, avoid, around)
        if not wanted.has_room:
            return None
        return self._cheapest(box_places(wanted, self.frame), wanted)

    def _cheapest(self, places: BoxPlaces, wanted: Wanted) -> Placed | None:
        """
        Return the cheapest box that needs no line or has a clear one.

        No line crosses words or another line. One of a county crosses no sign either; a name's
        does so where there is no other way.
        """
        best: Placed | None = None
        lines, end = _Lines(self), None
        tried: list[tuple[float, float]] = []
        for x, y, inside in places.free(places.order_beside(self.soft), sides_of(self.taken)):
            # The places around one that was tried have about the same line.
            if any(abs(x - a) < _STEP_ON_MM and abs(y - b) < _STEP_ON_MM for a, b in tried):
                continue
            across, up = wanted.width / 2, wanted.height / 2
            box = Box(x - across, y - up, x + across, y + up)
            if inside:
                return Placed(box)
            end = end or _target(wanted.area, wanted.middle)
            start = leader_start(box, end)
            if not lines.meets_ink(start, end):
                if not lines.meets_signs(start, end):
                    return Placed(box, end)
                best = best or Placed(box, end)
            tried.append((x, y))
            if len(tried) == _MOST_TRIES:
                break
        return best if wanted.around is None else None

    def add_line(self, placed: Placed) -> None:
        """Take the ground of a leader line that was drawn: nothing else may lie over it."""
        if placed.leader is None:
            return
        start, end = np.array(leader_start(placed.box, placed.leader)), np.array(placed.leader)
        steps = max(2, int(np.hypot(*(end - start)) / _LINE_STEP_MM) + 1)
        for x, y in np.linspace(start, end, steps).tolist():
            self.taken.append(Box(x, y, x, y).grown(_LINE_STEP_MM))
            self._ink.append(self.taken[-1])

    @property
    def ink(self) -> Sequence[Box]:
        """The words and leader lines among what is taken."""
        return self._ink

    def take(self, placed: Placed) -> Placed | None:
        """Place a box; none if it would meet another there."""
        if any(placed.box.meets(taken) for taken in self.taken):
            return None
        self.taken.append(placed.box)
        self._ink.append(placed.box)
        return placed


class _Lines:
    """What leader lines meet of what a placer has."""

    def __init__(self, placer: LabelPlacer) -> None:
        self._placer = placer
        self._ink: np.ndarray | None = None
        self._signs: np.ndarray | None = None

    def meets_ink(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Return whether a line meets words or another line."""
        if self._ink is None:
            self._ink = sides_of(self._placer.ink)
        return bool(_met(self._ink, start, end).any())

    def meets_signs(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Return whether a line meets anything but the sign in which it ends."""
        if self._signs is None:
            self._signs = sides_of((*self._placer.taken, *self._placer.soft))
        left, bottom, right, top = self._signs.T
        holds_end = (left <= end[0]) & (end[0] <= right) & (bottom <= end[1]) & (end[1] <= top)
        return bool((_met(self._signs, start, end) & ~holds_end).any())


def _met(sides: np.ndarray, start: tuple[float, float], end: tuple[float, float]) -> np.ndarray:
    """Return which boxes a line meets: where its stretches between their sides overlap."""
    begin, finish = np.zeros(len(sides)), np.ones(len(sides))
    for axis in (0, 1):
        low, high = sides[:, axis], sides[:, axis + 2]
        length = end[axis] - start[axis]
        if length == 0:
            finish[(start[axis] < low) | (start[axis] > high)] = -1
            continue
        first, last = (low - start[axis]) / length, (high - start[axis]) / length
        begin = np.maximum(begin, np.minimum(first, last))
        finish = np.minimum(finish, np.maximum(first, last))
    met: np.ndarray = begin <= finish
    return met


def _target(area: LabelArea, middle: tuple[float, float]) -> tuple[float, float]:
    x, y = (np.array([position]) for position in middle)
    return middle if area.holds(x, y)[0, 0] else area.middle


def leader_start(box: Box, target: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box's edge that is nearest to `target`."""
    return min(max(target[0], box.left), box.right), min(max(target[1], box.bottom), box.top)
