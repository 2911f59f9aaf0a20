"""Where names and numbers stand: a greedy placer that lets no two boxes meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.render.paper.canvas.pen import Box

_STEP_MM, _STEPS_ACROSS = 0.8, 70
_REACH_MM = 16.0
_SAMPLES = np.array([(i / 4, j / 2) for i in range(5) for j in range(3)])


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
        What is occupied: symbols, insets, and every box placed so far.
    soft
        What a box should not cover if there is another way, such as symbols of overlays.
    """

    frame: Box
    taken: list[Box] = field(default_factory=list)
    soft: list[Box] = field(default_factory=list)

    def place(
        self,
        shape: BaseGeometry,
        width: float,
        height: float,
        *,
        near: tuple[float, float] | None = None,
        outside: bool = True,
        avoid: BaseGeometry | None = None,
    ) -> Placed | None:
        """
        Find the best free place of a box.

        Parameters
        ----------
        shape
            The county it belongs to; inside it is best, its roomiest part above all.
        width, height
            Of the box, in millimetres.
        near
            A point to stay close to instead of the roomiest part.
        outside
            Whether it may stand outside the county, with a leader line.
        avoid
            Ground that it should not cover, if there is another way.

        Returns
        -------
        placed
            The box, now taken; none if there is no free place.
        """
        if shape.is_empty:
            return None
        middle = near or _roomiest(shape)
        centers = self._candidates(shape, width, height, middle, reach=_REACH_MM if outside else 0)
        if not len(centers):
            return None
        share = _share_inside(shape, centers, width, height)
        away = np.hypot(centers[:, 0] - middle[0], centers[:, 1] - middle[1])
        # Beside a symbol, nearness says more than standing inside the county.
        weight = 1.0 if near is None else 0.3
        cost = (
            40 * weight * (1 - share) + away + 12 * self._covered(centers, width, height, self.soft)
        )
        if avoid is not None:
            cost += 40 * _share_inside(avoid, centers, width, height)
        in_county = shapely.contains_xy(shape, centers[:, 0], centers[:, 1])
        cost += np.where(in_county, 0, 25 * weight)
        if not outside:
            cost[share < 0.75] = np.inf
        best = int(np.argmin(cost))
        if not np.isfinite(cost[best]):
            return None
        x, y = centers[best]
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        self.taken.append(box)
        return Placed(box, None if in_county[best] else _target(shape, middle))

    def _candidates(
        self,
        shape: BaseGeometry,
        width: float,
        height: float,
        middle: tuple[float, float],
        reach: float,
    ) -> np.ndarray:
        """Return the centres of every box that meets nothing taken, the preferred one first."""
        left, bottom, right, top = shape.bounds
        step = max(_STEP_MM, (right - left) / _STEPS_ACROSS, (top - bottom) / _STEPS_ACROSS)
        xs = np.arange(left - reach, right + reach, step)
        ys = np.arange(bottom - reach, top + reach, step)
        grid = np.array(np.meshgrid(xs, ys)).reshape(2, -1).T
        grid = np.vstack([[middle], grid])
        inside = (
            (grid[:, 0] - width / 2 > self.frame.left)
            & (grid[:, 0] + width / 2 < self.frame.right)
            & (grid[:, 1] - height / 2 > self.frame.bottom)
            & (grid[:, 1] + height / 2 < self.frame.top)
        )
        grid = grid[inside]
        free: np.ndarray = grid[self._covered(grid, width, height, self.taken) == 0]
        return free

    @staticmethod
    def _covered(
        centers: np.ndarray, width: float, height: float, boxes: Sequence[Box]
    ) -> np.ndarray:
        """Return how many of `boxes` a box at each centre would meet."""
        if not boxes or not len(centers):
            return np.zeros(len(centers))
        left, bottom, right, top = np.array(boxes).T
        x, y = centers[:, :1], centers[:, 1:]
        meets = (
            (x - width / 2 < right)
            & (x + width / 2 > left)
            & (y - height / 2 < top)
            & (y + height / 2 > bottom)
        )
        covered: np.ndarray = meets.sum(axis=1)
        return covered


def _roomiest(shape: BaseGeometry) -> tuple[float, float]:
    """Return the middle of the largest circle inside."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    circle = shapely.maximum_inscribed_circle(largest, tolerance=0.3)
    (x, y), *_ = circle.coords
    return x, y


def _target(shape: BaseGeometry, middle: tuple[float, float]) -> tuple[float, float]:
    inside = shapely.contains_xy(shape, *middle)
    return middle if inside else _roomiest(shape)


def _share_inside(
    shape: BaseGeometry, centers: np.ndarray, width: float, height: float
) -> np.ndarray:
    """Return which part of a box at each centre lies in the county."""
    shapely.prepare(shape)
    offsets = (_SAMPLES - 0.5) * (width, height)
    points = centers[:, None, :] + offsets[None, :, :]
    inside = shapely.contains_xy(shape, points[..., 0], points[..., 1])
    share: np.ndarray = inside.mean(axis=1)
    return share


def leader_start(box: Box, target: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box's edge that is nearest to `target`."""
    return min(max(target[0], box.left), box.right), min(max(target[1], box.bottom), box.top)
