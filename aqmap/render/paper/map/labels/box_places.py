"""Where a box of one size may stand around a county, and what each place costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from weakref import WeakKeyDictionary

import numpy as np

from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.labels.label_area import LabelArea

REACH_MM = 16.0
"""How far outside its county a label may stand, at the end of a line."""
_STEP_MM, _STEPS_ACROSS = 0.8, 70
_MOSTLY_INSIDE = 0.75
_BESIDE_MM = 2.5
"""How near to its symbol a label needs no line."""
_TOUCHED, _SYMBOL_APART_MM = 0.02, 1.0
_FIRST_PLACES = 64
"""So many of the cheapest places are tried at once: mostly one of them is free."""


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A box that wants a place.

    Attributes
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
    farthest
        How far outside its county it may stand, at the end of a line.
    """

    area: LabelArea
    width: float
    height: float
    near: tuple[float, float] | None = None
    outside: bool = True
    avoid: LabelArea | None = None
    barred: LabelArea | None = None
    around: Around | None = None
    farthest: float = REACH_MM

    @property
    def symbol(self) -> Box | None:
        """The county's proportional symbol."""
        return self.around.symbol if self.around is not None else None

    @property
    def middle(self) -> tuple[float, float]:
        """Where it would stand best."""
        return self.near or self.area.middle

    @property
    def reach(self) -> float:
        """How far outside its county it may stand."""
        return self.farthest if self.outside or self.symbol is not None else 0.0

    @property
    def has_room(self) -> bool:
        """Whether its county is large enough for it, if it may not stand outside."""
        if self.area.shape.is_empty:
            return False
        return self.reach > 0 or self.area.shape.area >= _MOSTLY_INSIDE * self.width * self.height


@dataclass(frozen=True, eq=False)
class BoxPlaces:
    """
    The places of a box, as far as nothing stands there: what all sheets of a region share.

    Attributes
    ----------
    xs, ys
        Columns and rows of its centre.
    width, height
        Of the box.
    cost
        Of each place, rows by columns; without end where it may never stand.
    inside
        Where it needs no line.
    line_end
        Where a line to it ends.
    area
        The county in which the line may end elsewhere; none if its symbol is meant.
    """

    xs: np.ndarray
    ys: np.ndarray
    width: float
    height: float
    cost: np.ndarray
    inside: np.ndarray
    line_end: tuple[float, float]
    area: LabelArea | None = None

    @cached_property
    def order(self) -> np.ndarray:
        """The numbers of the places where it may stand, the cheapest first."""
        return _cheapest_first(self.cost)

    @cached_property
    def extent(self) -> Box:
        """What the box at all its places, and a line to it, can meet."""
        across, up = self.width / 2, self.height / 2
        (x, y), xs, ys = self.line_end, self.xs, self.ys
        return Box(
            min(x, xs[0] - across), min(y, ys[0] - up), max(x, xs[-1] + across), max(y, ys[-1] + up)
        )

    def order_beside(self, soft: np.ndarray) -> np.ndarray:
        """Return the same where it should cover none of some boxes if there is another way."""
        covered = _covered(self.xs, self.ys, (self.width, self.height), soft)
        return _cheapest_first(self.cost + 12 * covered) if covered.any() else self.order

    def free(self, order: np.ndarray, taken: np.ndarray) -> Iterator[tuple[float, float, bool]]:
        """
        Yield the places that meet nothing, in order: x, y, and whether it needs no line there.

        `taken` has a box a row: left, bottom, right, top.
        """
        across, up = self.width / 2, self.height / 2
        left, low, right, high = taken.T[..., None]
        lefts, rights, lows, highs = left - across, right + across, low - up, high + up
        start, count = 0, _FIRST_PLACES
        while start < len(order):
            rows, columns = np.divmod(order[start : start + count], len(self.xs))
            x, y = self.xs[columns], self.ys[rows]
            met = ((x > lefts) & (x < rights) & (y > lows) & (y < highs)).any(axis=0)
            for number in np.flatnonzero(~met).tolist():
                inside = bool(self.inside[rows[number], columns[number]])
                yield float(x[number]), float(y[number]), inside
            start, count = start + count, 4 * count


_kept: WeakKeyDictionary[LabelArea, dict[tuple[object, ...], BoxPlaces]] = WeakKeyDictionary()


def box_places(wanted: Wanted, frame: Box) -> BoxPlaces:
    """Return where a box may stand in a frame; of a box without a symbol it is kept."""
    around = wanted.around
    if around is None or around.symbol is not None or wanted.near is not None:
        return _box_places(wanted, frame)
    key = (frame, wanted.width, wanted.height, wanted.outside, wanted.farthest,
           wanted.avoid, wanted.barred, around.region, around.share)  # fmt: skip
    kept = _kept.setdefault(wanted.area, {})
    if key not in kept:
        kept[key] = _box_places(wanted, frame)
    return kept[key]


def _box_places(wanted: Wanted, frame: Box) -> BoxPlaces:
    area, middle, around = wanted.area, wanted.middle, wanted.around
    size = wanted.width, wanted.height
    xs, ys = _grid(wanted, frame)
    share = area.share_of_boxes(xs, ys, *size)
    strict = around is not None or not wanted.outside
    least = around.share if around is not None else _MOSTLY_INSIDE
    inside = share >= least if strict else area.holds(xs, ys)
    # Beside a symbol, nearness says more than standing inside the county.
    weight = 1.0 if wanted.near is None else 0.3
    cost = 40 * weight * (1 - share) + np.where(inside, 0, 25 * weight)
    cost += np.hypot(xs - middle[0], (ys - middle[1])[:, None])
    if wanted.avoid is not None:
        cost += 80 * wanted.avoid.share_of_boxes(xs, ys, *size)
    if around is not None:
        inside |= _weigh(cost, around, share, (xs, ys), size)
    if wanted.barred is not None:
        cost[wanted.barred.share_of_boxes(xs, ys, *size) > 0] = np.inf
    if not wanted.outside:
        cost[~inside] = np.inf
    x, y = (np.array([position]) for position in middle)
    line_end = middle if area.holds(x, y)[0, 0] else area.middle
    elsewhere = area if around is not None and around.symbol is None else None
    return BoxPlaces(xs, ys, *size, cost, inside, line_end, elsewhere)


def _cheapest_first(cost: np.ndarray) -> np.ndarray:
    flat = cost.ravel()
    allowed = np.flatnonzero(np.isfinite(flat))
    order: np.ndarray = allowed[np.argsort(flat[allowed], kind="stable")]
    return order


def _grid(wanted: Wanted, frame: Box) -> tuple[np.ndarray, np.ndarray]:
    """Return the columns and rows of centres of boxes in the frame; the middle is one."""
    left, bottom, right, top = wanted.area.shape.bounds
    middle, reach = wanted.middle, wanted.reach
    step = max(_STEP_MM, (right - left) / _STEPS_ACROSS, (top - bottom) / _STEPS_ACROSS)
    across, up = (frame.left, frame.right), (frame.bottom, frame.top)
    xs = _steps(middle[0], step, (left - reach, right + reach), across, wanted.width / 2)
    ys = _steps(middle[1], step, (bottom - reach, top + reach), up, wanted.height / 2)
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
    xs: np.ndarray, ys: np.ndarray, size: tuple[float, float], sides: np.ndarray
) -> np.ndarray:
    """Return how many boxes, as `sides_of` gives them, one around each point of a grid meets."""
    covered = np.zeros((len(ys), len(xs)), dtype=np.int16)
    if not covered.size or not len(sides):
        return covered
    half = size[0] / 2, size[1] / 2
    lefts = np.searchsorted(xs, sides[:, 0] - half[0], side="right")
    rights = np.searchsorted(xs, sides[:, 2] + half[0], side="left")
    lows = np.searchsorted(ys, sides[:, 1] - half[1], side="right")
    highs = np.searchsorted(ys, sides[:, 3] + half[1], side="left")
    spans = np.stack((lefts, rights, lows, highs), axis=-1)
    for left, right, low, high in spans[(rights > lefts) & (highs > lows)].tolist():
        covered[low:high, left:right] += 1
    return covered


def sides_of(boxes: Sequence[Box]) -> np.ndarray:
    """Return boxes as an array, a row each: left, bottom, right, top."""
    sides = np.fromiter(chain.from_iterable(boxes), dtype=float, count=4 * len(boxes))
    return sides.reshape(-1, 4)


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
        nearer = _nearer_to(grid, size, around.symbol, around.others)
        cost += 30 * nearer
        near = sides_of([around.symbol.grown(_BESIDE_MM)])
        beside = (_covered(xs, ys, size, near) > 0) & ~nearer
    cost[(share < around.share) & (in_region > _TOUCHED) & ~beside] = np.inf
    return beside


def _nearer_to(
    grid: tuple[np.ndarray, np.ndarray],
    size: tuple[float, float],
    symbol: Box,
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
    near = symbol.center
    close = [box for box in others if np.hypot(*np.subtract(box.center, near)) < reach + box.width]
    if not close:
        return np.zeros((len(ys), len(xs)), dtype=bool)
    nearest = np.min([gaps(box) for box in close], axis=0)
    # Of a large symbol its rim counts, of a small one its middle.
    least = np.minimum(gaps(Box(*near, *near)) - _SYMBOL_APART_MM, gaps(symbol) + _SYMBOL_APART_MM)
    nearer: np.ndarray = nearest < least
    return nearer
