"""Where names and numbers stand: a greedy placer that lets no two boxes meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.box_places import (
    BoxPlaces,
    Wanted,
    box_places,
)
from aqmap.render.paper.map.labels.obstacles import Obstacles, obstacles_near

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

    def place(self, wanted: Wanted) -> Placed | None:
        """Find the best free place of a box and take it; see `find`."""
        placed = self.find(wanted)
        return self.take(placed) if placed is not None else None

    def find(self, wanted: Wanted) -> Placed | None:
        """
        Find the best free place of a box.

        Returns
        -------
        placed
            The box, not yet taken; none if there is no free place, or none whose line is clear.
        """
        if not wanted.has_room:
            return None
        places = box_places(wanted, self.frame)
        if not len(places.order):
            return None
        obstacles = obstacles_near(places.extent, self.taken, self._ink, self.soft)
        # On most sheets of a region the same things stand around a label of the same size.
        answers = _answers.setdefault(places, {})
        if obstacles.key not in answers:
            answers[obstacles.key] = _cheapest(
                places, obstacles, only_clear=wanted.around is not None
            )
        return answers[obstacles.key]

    def add_line(self, placed: Placed) -> None:
        """Take the ground of a leader line that was drawn: nothing else may lie over it."""
        if placed.leader is None:
            return
        start, end = np.array(leader_start(placed.box, placed.leader)), np.array(placed.leader)
        steps = max(2, int(np.hypot(*(end - start)) / _LINE_STEP_MM) + 1)
        for x, y in np.linspace(start, end, steps).tolist():
            self.taken.append(Box(x, y, x, y).grown(_LINE_STEP_MM))
            self._ink.append(self.taken[-1])

    def take(self, placed: Placed) -> Placed | None:
        """Place a box; none if it would meet another there."""
        if any(placed.box.meets(taken) for taken in self.taken):
            return None
        self.taken.append(placed.box)
        self._ink.append(placed.box)
        return placed


_answers: WeakKeyDictionary[BoxPlaces, dict[bytes, Placed | None]] = WeakKeyDictionary()


def _cheapest(places: BoxPlaces, obstacles: Obstacles, *, only_clear: bool) -> Placed | None:
    """
    Return the cheapest box that needs no line or has a clear one.

    No line crosses words or another line. One of a county crosses no sign either; a name's does so
    where there is no other way.
    """
    best: Placed | None = None
    end, across, up = places.line_end, places.width / 2, places.height / 2
    tried: list[Box] = []
    for x, y, inside in places.free(places.order_beside(obstacles.soft), obstacles.taken):
        # The places around one that was tried have about the same line.
        if any(_is_near(x, y, box) for box in tried):
            continue
        box = Box(x - across, y - up, x + across, y + up)
        if inside:
            return Placed(box)
        start = leader_start(box, end)
        if not obstacles.cross_ink(start, end):
            if not obstacles.cross_signs(start, end):
                return Placed(box, end)
            best = best or Placed(box, end)
        tried.append(box)
        if len(tried) == _MOST_TRIES:
            break
    return _led_elsewhere(tried, places, obstacles) if only_clear else best


def _is_near(x: float, y: float, box: Box) -> bool:
    middle_x, middle_y = box.center
    return abs(x - middle_x) < _STEP_ON_MM and abs(y - middle_y) < _STEP_ON_MM


def _led_elsewhere(boxes: Sequence[Box], places: BoxPlaces, obstacles: Obstacles) -> Placed | None:
    """Return the first box with a clear line to another spot of its county, where no sign is."""
    if places.area is None or not boxes:
        return None
    for box in boxes:
        for end in places.area.spots:
            if not obstacles.cross_any(leader_start(box, end), end):
                return Placed(box, end)
    return None


def leader_start(box: Box, target: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box's edge that is nearest to `target`."""
    return min(max(target[0], box.left), box.right), min(max(target[1], box.bottom), box.top)
