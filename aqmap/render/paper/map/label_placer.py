"""Where names and numbers stand: a greedy placer that lets no two boxes meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.label_area import LabelArea

_STEP_MM, _STEPS_ACROSS = 0.8, 70
REACH_MM = 16.0
"""How far outside its county a label may stand, at the end of a line."""
_MOSTLY_INSIDE = 0.75


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
        area: LabelArea,
        width: float,
        height: float,
        *,
        near: tuple[float, float] | None = None,
        outside: bool = True,
        avoid: LabelArea | None = None,
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
            Whether it may stand outside the county, with a leader line.
        avoid
            Ground that it should not cover, if there is another way.

        Returns
        -------
        placed
            The box, now taken; none if there is no free place.
        """
        if area.shape.is_empty:
            return None
        if not outside and area.shape.area < _MOSTLY_INSIDE * width * height:
            return None
        middle = near or area.middle
        xs, ys = self._grid(area, width, height, middle, reach=REACH_MM if outside else 0)
        covered = _covered(xs, ys, width, height, self.taken)
        if covered.all():
            return None
        share = area.share_of_boxes(xs, ys, width, height)
        away = np.hypot(xs - middle[0], (ys - middle[1])[:, None])
        # Beside a symbol, nearness says more than standing inside the county.
        weight = 1.0 if near is None else 0.3
        cost = 40 * weight * (1 - share) + away
        if self.soft:
            cost += 12 * _covered(xs, ys, width, height, self.soft)
        if avoid is not None:
            cost += 80 * avoid.share_of_boxes(xs, ys, width, height)
        in_county = area.holds(xs, ys)
        cost += np.where(in_county, 0, 25 * weight)
        cost[covered > 0] = np.inf
        if not outside:
            cost[share < _MOSTLY_INSIDE] = np.inf
        row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
        if not np.isfinite(cost[row, column]):
            return None
        x, y = float(xs[column]), float(ys[row])
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        self.taken.append(box)
        return Placed(box, None if in_county[row, column] else _target(area, middle))

    def take(self, placed: Placed) -> Placed | None:
        """Place a box where it stood before; none if it would meet another there."""
        if any(placed.box.meets(taken) for taken in self.taken):
            return None
        self.taken.append(placed.box)
        return placed

    def _grid(
        self,
        area: LabelArea,
        width: float,
        height: float,
        middle: tuple[float, float],
        reach: float,
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the columns and rows of centres of boxes in the frame; `middle` is one."""
        left, bottom, right, top = area.shape.bounds
        step = max(_STEP_MM, (right - left) / _STEPS_ACROSS, (top - bottom) / _STEPS_ACROSS)
        frame = self.frame.left, self.frame.right, self.frame.bottom, self.frame.top
        xs = _steps(middle[0], step, (left - reach, right + reach), frame[:2], width / 2)
        ys = _steps(middle[1], step, (bottom - reach, top + reach), frame[2:], height / 2)
        return xs, ys


def _steps(
    middle: float,
    step: float,
    within: tuple[float, float],
    frame: tuple[float, float],
    half: float,
) -> np.ndarray:
    """Return positions a step apart, one of them `middle`, of boxes that stay in the frame."""
    low = max(min(within[0], middle), frame[0] + half)
    high = min(max(within[1], middle), frame[1] - half)
    first, last = np.ceil((low - middle) / step), np.floor((high - middle) / step)
    positions: np.ndarray = middle + step * np.arange(first, last + 1)
    return positions


def _covered(
    xs: np.ndarray, ys: np.ndarray, width: float, height: float, boxes: Iterable[Box]
) -> np.ndarray:
    """Return how many of `boxes` a box around each point of a grid would meet."""
    covered = np.zeros((len(ys), len(xs)), dtype=np.int16)
    if not covered.size:
        return covered
    sides = np.array([tuple(box) for box in boxes]).reshape(-1, 4)
    half = width / 2, height / 2
    lefts = np.searchsorted(xs, sides[:, 0] - half[0], side="right")
    rights = np.searchsorted(xs, sides[:, 2] + half[0], side="left")
    lows = np.searchsorted(ys, sides[:, 1] - half[1], side="right")
    highs = np.searchsorted(ys, sides[:, 3] + half[1], side="left")
    spans = np.stack((lefts, rights, lows, highs), axis=-1)
    for left, right, low, high in spans[(rights > lefts) & (highs > lows)].tolist():
        covered[low:high, left:right] += 1
    return covered


def _target(area: LabelArea, middle: tuple[float, float]) -> tuple[float, float]:
    x, y = (np.array([position]) for position in middle)
    return middle if area.holds(x, y)[0, 0] else area.middle


def leader_start(box: Box, target: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box's edge that is nearest to `target`."""
    return min(max(target[0], box.left), box.right), min(max(target[1], box.bottom), box.top)
