"""Which parts of a region are drawn enlarged, and where in the frame their insets stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap import geo
from aqmap.render.exclaves import clusters, exclaves_of
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.frame import MapFrame
from aqmap.render.paper.map.ground import Ground
from aqmap.render.paper.map.labels.label_area import LabelArea

STRIP_MM = 4.4
"""Height of the strip above an inset that names it."""

SMALL_MM2, APART_MM = 40.0, 3.0
"""
A county is small that has less room than a label. Small ones nearer than `APART_MM` share an inset.
"""
MOST_INSETS, _MOST_SMALL_SHARE, _MOST_IN_ONE = 3, 0.5, 15
LEAST_GAIN = 1.5
"""By how much an inset that nobody asked for must enlarge the main map."""
_GAP_MM, _MARGIN_MM, _NARROWEST_MM = 2.0, 4.0, 26.0
_LARGEST_MM, _STEP_MM = 56.0, 3.0
_MAY_HIDE_MM2, _MAY_HIDE_SHARE = 12.0, 0.001
"""What may be hidden of a region; nobody asked for what hides more than the share of it."""
_LARGEST_SHARE = 0.15
"""Of the frame, taken by an inset that nobody asked for: labels need the land around a region."""


class Inset(NamedTuple):
    """
    A part of the region enlarged.

    Attributes
    ----------
    places
        The codes of its counties.
    ground
        What its frame shows.
    others
        The codes of counties that are seen for the most part by the way.
    """

    places: tuple[str, ...]
    ground: Ground
    others: tuple[str, ...] = ()


def parts_to_enlarge(core: Mapping[str, BaseGeometry]) -> list[tuple[str, ...]]:
    """
    Return what needs an inset: exclaves, then small counties, those close together as one.

    Parameters
    ----------
    core
        The region's counties on the page, by code.
    """
    if len(core) < 2:
        return []
    codes, shapes = list(core), np.array(list(core.values()))
    exclaves = exclaves_of(shapes)
    in_exclave = {n for part in exclaves for n in part}
    small = [n for n, area in enumerate(shapely.area(shapes))
             if area < SMALL_MM2 and n not in in_exclave]  # fmt: skip
    together = []
    if len(small) <= _MOST_SMALL_SHARE * len(codes):
        near = clusters(shapes[small], APART_MM) if small else []
        together = [tuple(small[n] for n in part) for part in near if len(part) <= _MOST_IN_ONE]
        together.sort(key=lambda part: (-len(part), part))
    return [tuple(codes[n] for n in part) for part in (*exclaves, *together)][:MOST_INSETS]


@dataclass
class InsetPlacer:
    """
    Finds room for insets in a frame, one after the other.

    Attributes
    ----------
    main
        The frame.
    core
        The region, of which next to nothing may be hidden.
    taken
        Boxes in use.
    """

    main: MapFrame
    core: LabelArea
    taken: list[Box]

    def frame_of(self, extent_m: Sequence[float], *, asked: bool = False) -> MapFrame | None:
        """
        Return the frame of the largest scale for some ground; none where none has room.

        One that was not asked for enlarges the main map by `LEAST_GAIN` at least, and takes little
        of its frame.
        """
        gain, share = (1.0, 1.0) if asked else (LEAST_GAIN, _LARGEST_SHARE)
        left, bottom, right, top = extent_m
        middle = (left + right) / 2, (bottom + top) / 2
        best: MapFrame | None = None
        for denominator in _rounds_below(self.main.denominator):
            width = max((right - left) * 1000 / denominator + 2 * _MARGIN_MM, _NARROWEST_MM)
            height = (top - bottom) * 1000 / denominator + 2 * _MARGIN_MM
            if max(width, height) > _LARGEST_MM:
                break
            if width * (height + STRIP_MM) > share * self.main.box.width * self.main.box.height:
                break
            box = self.room_for(width, height + STRIP_MM, asked=asked)
            if box is not None and denominator * gain <= self.main.denominator:
                shown = Box(box.left, box.bottom, box.right, box.top - STRIP_MM)
                best = MapFrame(shown, denominator, middle, self.main.projection)
        if best is not None:
            self.taken.append(with_strip(best.box).grown(1))
        return best

    def room_for(self, width: float, height: float, *, asked: bool = False) -> Box | None:
        """Return the box that hides least of the region: a corner, else a place on the rim."""
        inner = self.main.box.grown(-_GAP_MM)
        if width > inner.width or height > inner.height:
            return None
        share = 1.0 if asked else _MAY_HIDE_SHARE
        may_hide = min(_MAY_HIDE_MM2, share * self.core.shape.area)
        for boxes in (self._corners(inner, width, height), self._rim(inner, width, height)):
            free = [box for box in boxes if not any(box.meets(taken) for taken in self.taken)]
            hidden = [self._hidden_mm2(box) for box in free]
            if hidden and min(hidden) < may_hide:
                return free[int(np.argmin(hidden))]
        return None

    def _hidden_mm2(self, box: Box) -> float:
        (x, y), size = box.center, (box.width, box.height)
        share = self.core.share_of_boxes(np.array([x]), np.array([y]), *size).item()
        return float(share * box.width * box.height)

    @staticmethod
    def _corners(inner: Box, width: float, height: float) -> list[Box]:
        """Return the frame's corners, lower right first."""
        return [
            Box(left, bottom, left + width, bottom + height)
            for bottom in (inner.bottom, inner.top - height)
            for left in (inner.right - width, inner.left)
        ]

    @staticmethod
    def _rim(inner: Box, width: float, height: float) -> list[Box]:
        """Return places along the frame's sides."""
        xs = np.arange(inner.left, inner.right - width, _STEP_MM).tolist()
        ys = np.arange(inner.bottom, inner.top - height, _STEP_MM).tolist()
        spots = [(x, y) for x in xs for y in (inner.bottom, inner.top - height)]
        spots += [(x, y) for y in ys for x in (inner.right - width, inner.left)]
        return [Box(x, y, x + width, y + height) for x, y in spots]


def with_strip(box: Box) -> Box:
    """Return an inset's frame together with the strip that names it."""
    return Box(box.left, box.bottom, box.right, box.top + STRIP_MM)


def sides(box: Box) -> list[Box]:
    """Return the four sides of a drawn box, so that no word is laid across them."""
    half = 0.3
    return [
        Box(box.left - half, box.bottom, box.left + half, box.top),
        Box(box.right - half, box.bottom, box.right + half, box.top),
        Box(box.left, box.bottom - half, box.right, box.bottom + half),
        Box(box.left, box.top - half, box.right, box.top + half),
    ]


def _rounds_below(denominator: int) -> Iterator[int]:
    """Yield ever larger round scales, from the first one larger than that of the main frame."""
    current = denominator
    while current > denominator / 20:
        # Just below a round number, the next one up is that number; walk down in small steps.
        smaller = next(
            rounded
            for step in range(1, 100)
            if (rounded := geo.nice_denominator(current * (1 - step / 100) / 1000, 1)) < current
        )
        yield smaller
        current = smaller
