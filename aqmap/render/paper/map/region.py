"""A region's land in its main frame and in its insets, prepared once for all its sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import shapely

from aqmap import geo
from aqmap.book.map_book import BookRegion, MapBook, MapSheet
from aqmap.model.page_sizes import SizeName, page_size
from aqmap.render.paper.canvas.page_layout import Layout, page_layout
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.border_lines import BorderLines
from aqmap.render.paper.map.frame import MapFrame, fit_frame
from aqmap.render.paper.map.ground import Ground, Land, ground_in, project_land, shapes_of
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.words import Lang

STRIP_MM = 4.4
"""Height of the strip above an inset that names it."""

NORTH_MM = (7.0, 14.0)
_GAP_MM, _MARGIN_MM, _ONE_LINE_MM = 2.0, 4.0, 0.03
_LARGEST_INSET_MM, _MAY_HIDE_MM2 = 56.0, 12.0

SheetKey = tuple[str, str, str, str]
"""Layer, view, period, region."""


@dataclass(frozen=True)
class RegionGround:
    """
    What every sheet of a region has in common.

    Attributes
    ----------
    book, region
        Whose land it is.
    lang
        Of the neighbours' names.
    size
        Of the page that it is drawn on; by default the region's own.
    """

    book: MapBook
    region: BookRegion
    lang: Lang = "zh"
    size: SizeName | None = None

    @cached_property
    def sheet_numbers(self) -> Mapping[SheetKey, int]:
        """The number of every printed map of the book, from 1."""
        return {sheet_key(sheet): number for number, sheet in enumerate(self.book.sheets(), 1)}

    @cached_property
    def layout(self) -> Layout:
        """The page's parts."""
        region = self.region
        return page_layout(page_size(self.size or region.size, region.orientation))

    @cached_property
    def projection(self) -> geo.PrintProjection:
        """The projection that fits the region's own counties."""
        counties = self.book.counties
        extent = counties.geometry[counties["code"].isin(self.region.places)].total_bounds
        return geo.PrintProjection.of(tuple(extent), self.region.meridian)

    @cached_property
    def main(self) -> Ground:
        """What the main frame shows: the whole region."""
        return ground_in(self._land, self._borders, self.region, self._frame)

    @cached_property
    def north(self) -> Box:
        """Where the north arrow stands."""
        neat, (width, height) = self.layout.neat, NORTH_MM
        return Box(neat.right - width - 3, neat.top - height - 3, neat.right - 3, neat.top - 3)

    @cached_property
    def insets(self) -> tuple[tuple[str, Ground], ...]:
        """The counties drawn enlarged, each as large as a free corner allows."""
        taken, insets = [self.north], []
        for code in self.region.inset:
            if code not in self.main.core:
                continue
            frame = self._inset_frame(code, taken)
            if frame is not None:
                taken.append(with_strip(frame.box))
                insets.append((code, ground_in(self._land, self._borders, self.region, frame)))
        return tuple(insets)

    @cached_property
    def extents(self) -> tuple[Box, ...]:
        """What the insets show, on the main map."""
        return tuple(Box(*self.main.core[code].bounds).grown(0.8) for code, _ in self.insets)

    @cached_property
    def fixed(self) -> tuple[Box, ...]:
        """What is in use in the main frame on every sheet: no label is laid over it."""
        strips = (with_strip(inset.frame.box).grown(0.8) for _, inset in self.insets)
        sides = (side for extent in self.extents for side in _sides(extent))
        return (self.north, *strips, *sides)

    @cached_property
    def main_drawings(self) -> GroundDrawings:
        """The main frame's land, drawn once for all sheets."""
        return GroundDrawings(self.main)

    @cached_property
    def inset_drawings(self) -> tuple[GroundDrawings, ...]:
        """The land of each inset, drawn once for all sheets."""
        return tuple(GroundDrawings(ground) for _, ground in self.insets)

    @cached_property
    def _frame(self) -> MapFrame:
        core = shapes_of(self._land, self.region.places)
        return fit_frame(core, self.layout.neat, self.projection)

    @cached_property
    def _borders(self) -> BorderLines:
        return self._land.borders(self.region.places, _ONE_LINE_MM / self._frame.mm_per_m)

    @cached_property
    def _land(self) -> Land:
        return project_land(self.book, self.projection, self.lang)

    def _inset_frame(self, code: str, taken: list[Box]) -> MapFrame | None:
        """Return the frame of the largest scale that hides next to nothing of the region."""
        left, bottom, right, top = shapely.total_bounds(shapes_of(self._land, (code,)))
        core = shapely.union_all(list(self.main.core.values()))
        best: tuple[float, MapFrame] | None = None
        for denominator in _rounds_below(self.main.frame.denominator):
            width = (right - left) * 1000 / denominator + 2 * _MARGIN_MM
            height = (top - bottom) * 1000 / denominator + 2 * _MARGIN_MM + STRIP_MM
            if max(width, height) > _LARGEST_INSET_MM:
                break
            for corner in self._corners(width, height):
                hidden = core.intersection(corner.shape).area
                free = not any(corner.meets(box) for box in taken)
                if free and hidden < _MAY_HIDE_MM2:
                    box = Box(corner.left, corner.bottom, corner.right, corner.top - STRIP_MM)
                    middle = (left + right) / 2, (bottom + top) / 2
                    best = (hidden, MapFrame(box, denominator, middle, self.projection))
                    break
        return best[1] if best else None

    def _corners(self, width: float, height: float) -> Iterator[Box]:
        """Yield the frame's corners, lower right first."""
        neat = self.layout.neat
        for bottom in (neat.bottom + _GAP_MM, neat.top - _GAP_MM - height):
            for left in (neat.right - _GAP_MM - width, neat.left + _GAP_MM):
                yield Box(left, bottom, left + width, bottom + height)


def sheet_key(sheet: MapSheet) -> SheetKey:
    """Return what tells a sheet from every other of its book."""
    return sheet.layer.id, sheet.view.name, sheet.period, sheet.region.id


def _sides(box: Box) -> list[Box]:
    """Return the four sides of a drawn box, so that no word is laid across them."""
    half = 0.3
    return [
        Box(box.left - half, box.bottom, box.left + half, box.top),
        Box(box.right - half, box.bottom, box.right + half, box.top),
        Box(box.left, box.bottom - half, box.right, box.bottom + half),
        Box(box.left, box.top - half, box.right, box.top + half),
    ]


def with_strip(box: Box) -> Box:
    """Return an inset's frame together with the strip that names it."""
    return Box(box.left, box.bottom, box.right, box.top + STRIP_MM)


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
