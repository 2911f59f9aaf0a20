"""Where names and numbers stand: a greedy placer that lets no two boxes meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from shapely import LineString, Point

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.label_area import LabelArea

_STEP_MM, _STEPS_ACROSS = 0.8, 70
REACH_MM = 16.0
"""How far outside its county a label may stand, at the end of a line."""
_MOSTLY_INSIDE = 0.75
_MOST_TRIES, _STEP_ON_MM, _SYMBOL_APART_MM = 25, 2.5, 1.0


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
    _lines: list[LineString] = field(default_factory=list)

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
        if placed is not None:
            self.taken.append(placed.box)
        return placed

    def find(
        self,
        area: LabelArea,
        width: float,
        height: float,
        *,
        near: tuple[float, float] | None = None,
        outside: bool = True,
        avoid: LabelArea | None = None,
        others: Sequence[Box] = (),
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
        others
            Symbols of other counties, to which it must not stand nearer than to `near`.

        Returns
        -------
        placed
            The box, not yet taken; none if there is no free place.
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
        if near is not None and others:
            cost += 30 * _nearer_to((xs, ys), (width, height), near, others)
        cost[covered > 0] = np.inf
        if not outside:
            cost[share < _MOSTLY_INSIDE] = np.inf
        end = _target(area, middle)
        best: Placed | None = None
        for _ in range(_MOST_TRIES):
            row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
            if not np.isfinite(cost[row, column]):
                break
            x, y = float(xs[column]), float(ys[row])
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if in_county[row, column]:
                return Placed(box)
            best = best or Placed(box, end)
            if self._is_clear(leader_start(box, end), end):
                return Placed(box, end)
            # The places around it have about the same line.
            near_x, near_y = np.abs(xs - x) < _STEP_ON_MM, np.abs(ys - y) < _STEP_ON_MM
            cost[np.ix_(near_y, near_x)] = np.inf
        return best

    def add_line(self, placed: Placed) -> None:
        """Remember a leader line that was drawn: no other should cross it."""
        if placed.leader is not None:
            start = leader_start(placed.box, placed.leader)
            self._lines.append(LineString([start, placed.leader]))

    def _is_clear(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Return whether a line crosses no other and nothing that is taken but where it ends."""
        line, target = LineString([start, end]), Point(end)
        if any(line.intersects(other) for other in self._lines):
            return False
        left, bottom, right, top = line.bounds
        around = Box(left - 0.01, bottom - 0.01, right + 0.01, top + 0.01)
        boxes = [box.shape for box in self.taken if box.meets(around)]
        return not any(line.intersects(shape) for shape in boxes if not shape.covers(target))

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


def _nearer_to(
    grid: tuple[np.ndarray, np.ndarray],
    size: tuple[float, float],
    near: tuple[float, float],
    others: Sequence[Box],
) -> np.ndarray:
    """Return which boxes around a grid's points are nearer to another symbol than to their own."""
    (xs, ys), (width, height) = grid, size

    def gaps(box: Box) -> np.ndarray:
        (x, y), across, up = box.center, (box.width + width) / 2, (box.height + height) / 2
        beside = np.maximum(np.abs(xs - x) - across, 0)
        above = np.maximum(np.abs(ys - y) - up, 0)
        return np.hypot(beside, above[:, None])

    reach = REACH_MM + width
    close = [box for box in others if np.hypot(*np.subtract(box.center, near)) < reach + box.width]
    if not close:
        return np.zeros((len(ys), len(xs)), dtype=bool)
    nearest = np.min([gaps(box) for box in close], axis=0)
    nearer: np.ndarray = nearest < gaps(Box(*near, *near)) - _SYMBOL_APART_MM
    return nearer


def _target(area: LabelArea, middle: tuple[float, float]) -> tuple[float, float]:
    x, y = (np.array([position]) for position in middle)
    return middle if area.holds(x, y)[0, 0] else area.middle


def leader_start(box: Box, target: tuple[float, float]) -> tuple[float, float]:
    """Return the point of a box's edge that is nearest to `target`."""
    return min(max(target[0], box.left), box.right), min(max(target[1], box.bottom), box.top)
