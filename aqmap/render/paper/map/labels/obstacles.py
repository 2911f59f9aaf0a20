"""What boxes and leader lines must not meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.box_places import sides_of

Point = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Obstacles:
    """
    What stands in a part of a map, a box a row: left, bottom, right, top.

    Attributes
    ----------
    taken
        All that no box may meet.
    ink
        The words and leader lines among it.
    soft
        What a box should not cover if there is another way.
    """

    taken: np.ndarray
    ink: np.ndarray
    soft: np.ndarray

    @cached_property
    def key(self) -> bytes:
        """Equal for equal obstacles."""
        counts = f"{len(self.taken)} {len(self.ink)} {len(self.soft)}"
        parts = (counts.encode(), *(part.tobytes() for part in (self.taken, self.ink, self.soft)))
        return blake2b(b" ".join(parts), digest_size=16).digest()

    def cross_ink(self, start: Point, end: Point) -> bool:
        """Return whether a line meets words or another line."""
        return bool(_crossed(self.ink, start, end).any())

    def cross_any(self, start: Point, end: Point) -> bool:
        """Return whether a line meets anything, also where it ends."""
        boxes = np.concatenate([self.taken, self.soft])
        return bool(_crossed(boxes, start, end).any())

    def cross_signs(self, start: Point, end: Point) -> bool:
        """Return whether a line meets anything but the sign in which it ends."""
        signs = np.concatenate([self.taken, self.soft])
        left, bottom, right, top = signs.T
        holds_end = (left <= end[0]) & (end[0] <= right) & (bottom <= end[1]) & (end[1] <= top)
        return bool((_crossed(signs, start, end) & ~holds_end).any())


def obstacles_near(
    extent: Box, taken: Sequence[Box], ink: Sequence[Box], soft: Sequence[Box]
) -> Obstacles:
    """Return those of some boxes that touch an extent."""
    return Obstacles(*(_touching(sides_of(boxes), extent) for boxes in (taken, ink, soft)))


def _touching(sides: np.ndarray, extent: Box) -> np.ndarray:
    left, bottom, right, top = sides.T
    across = (left <= extent.right) & (right >= extent.left)
    touching: np.ndarray = sides[across & (bottom <= extent.top) & (top >= extent.bottom)]
    return touching


def _crossed(sides: np.ndarray, start: Point, end: Point) -> np.ndarray:
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
    crossed: np.ndarray = begin <= finish
    return crossed
