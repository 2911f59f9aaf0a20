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
_BESIDE_MM = 2.5
"""How near to its symbol a label needs no line."""
_TOUCHED = 0.02
_MOST_TRIES, _STEP_ON_MM, _SYMBOL_APART_MM, _LINE_STEP_MM = 25, 2.5, 1.0, 0.3


@dataclass(frozen=True, slots=True)
class Placed:
    """A box that found its place, and where its leader line ends if it stands outside."""

    box: Box
    leader: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """
    What lies around a county whose label must be read as its own.

    Attributes
    ----------
    region
        All counties of the region: at the end of a line a label stands outside all of them.
    symbol
        The county's proportional symbol, beside which its label may stand anywhere.
    others
        Symbols of other counties: to none of them may it be nearer.
    share
        Which part of a label that has no line must lie in its county.
    """

    region: LabelArea
    symbol: Box | None = None
    others: Sequence[Box] = ()
    share: float = _MOSTLY_INSIDE


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
        barred: LabelArea | None = None,
    ) -> Placed | None:
        """Find the best free place of a box and take it; see `find`."""
        placed = self.find(
            area, width, height, near=near, outside=outside, avoid=avoid, barred=barred
        )
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
        barred: LabelArea | None = None,
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
        barred
            Ground that it never covers; a line may cross it.
        around
            What it must not be taken to belong to.

        Returns
        -------
        placed
            The box, not yet taken; none if there is no free place, or none whose line is clear.
        """
        symbol = around.symbol if around is not None else None
        away_from_area = outside or symbol is not None
        if area.shape.is_empty:
            return None
        if not away_from_area and area.shape.area < _MOSTLY_INSIDE * width * height:
            return None
        middle, size = near or area.middle, (width, height)
        xs, ys = self._grid(area, *size, middle, reach=REACH_MM if away_from_area else 0)
        covered = _covered(xs, ys, *size, self.taken)
        if barred is not None:
            covered += barred.share_of_boxes(xs, ys, *size) > 0
        if covered.all():
            return None
        share = area.share_of_boxes(xs, ys, *size)
        strict = around is not None or not outside
        least = around.share if around is not None else _MOSTLY_INSIDE
        inside = share >= least if strict else area.holds(xs, ys)
        # Beside a symbol, nearness says more than standing inside the county.
        weight = 1.0 if near is None else 0.3
        cost = 40 * weight * (1 - share) + np.where(inside, 0, 25 * weight)
        cost += np.hypot(xs - middle[0], (ys - middle[1])[:, None])
        cost += 12 * _covered(xs, ys, *size, self.soft)
        if avoid is not None:
            cost += 80 * avoid.share_of_boxes(xs, ys, *size)
        if around is not None:
            inside |= _weigh(cost, around, share, (xs, ys), size)
        cost[covered > 0] = np.inf
        if not outside:
            cost[~inside] = np.inf
        end, only_clear = _target(area, middle), around is not None
        return self._cheapest(cost, (xs, ys), size, inside, end, only_clear=only_clear)

    def _cheapest(
        self,
        cost: np.ndarray,
        grid: tuple[np.ndarray, np.ndarray],
        size: tuple[float, float],
        inside: np.ndarray,
        end: tuple[float, float],
        *,
        only_clear: bool,
    ) -> Placed | None:
        """
        Return the cheapest box that needs no line or has a clear one; `cost` is used up.

        No line crosses words or another line. One of a county crosses no sign either; a name's
        does so where there is no other way.
        """
        (xs, ys), (width, height) = grid, size
        best: Placed | None = None
        for _ in range(_MOST_TRIES):
            row, column = np.unravel_index(int(np.argmin(cost)), cost.shape)
            if not np.isfinite(cost[row, column]):
                break
            x, y = float(xs[column]), float(ys[row])
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            if inside[row, column]:
                return Placed(box)
            line = LineString([leader_start(box, end), end])
            if not self._crosses(line, self._ink):
                if not self._crosses(line, (*self.taken, *self.soft)):
                    return Placed(box, end)
                best = best or Placed(box, end)
            # The places around it have about the same line.
            near_x, near_y = np.abs(xs - x) < _STEP_ON_MM, np.abs(ys - y) < _STEP_ON_MM
            cost[np.ix_(near_y, near_x)] = np.inf
        return None if only_clear else best

    def add_line(self, placed: Placed) -> None:
        """Take the ground of a leader line that was drawn: nothing else may lie over it."""
        if placed.leader is None:
            return
        start, end = np.array(leader_start(placed.box, placed.leader)), np.array(placed.leader)
        steps = max(2, int(np.hypot(*(end - start)) / _LINE_STEP_MM) + 1)
        for x, y in np.linspace(start, end, steps).tolist():
            self.taken.append(Box(x, y, x, y).grown(_LINE_STEP_MM))
            self._ink.append(self.taken[-1])

    def _crosses(self, line: LineString, boxes: Iterable[Box]) -> bool:
        """Return whether a line crosses a box, but for the sign in which it ends."""
        left, bottom, right, top = line.bounds
        near = Box(left - 0.01, bottom - 0.01, right + 0.01, top + 0.01)
        shapes = [box.shape for box in boxes if box.meets(near)]
        target = Point(line.coords[-1])
        return any(line.intersects(s) for s in shapes if not s.covers(target) or boxes is self._ink)

    def take(self, placed: Placed) -> Placed | None:
        """Place a box; none if it would meet another there."""
        if any(placed.box.meets(taken) for taken in self.taken):
            return None
        self.taken.append(placed.box)
        self._ink.append(placed.box)
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


def _weigh(
    cost: np.ndarray,
    around: Around,
    share: np.ndarray,
    grid: tuple[np.ndarray, np.ndarray],
    size: tuple[float, float],
) -> np.ndarray:
    """
    Weigh places of a label by what it could be taken to belong to.

    Raises `cost` where a label lies over other counties, without end where more than a part of it
    does or where another symbol is nearer; returns which places are beside its own symbol.
    """
    xs, ys = grid
    in_region = around.region.share_of_boxes(xs, ys, *size)
    beside = np.zeros(share.shape, dtype=bool)
    if around.symbol is None:
        cost += 40 * np.maximum(in_region - share, 0)
    else:
        nearer = _nearer_to(grid, size, around.symbol.center, around.others)
        cost += 30 * nearer
        near = [around.symbol.grown(_BESIDE_MM)]
        beside = (_covered(xs, ys, *size, near) > 0) & ~nearer
    cost[(share < around.share) & (in_region > _TOUCHED) & ~beside] = np.inf
    return beside


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
