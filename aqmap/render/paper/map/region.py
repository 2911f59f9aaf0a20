"""A region's land in its main frame and in its insets, prepared once for all its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from aqmap import geo
from aqmap.book.map_book import BookRegion, MapBook, MapSheet
from aqmap.book.missing_values import printed_sheets
from aqmap.model.page_sizes import SizeName, page_size
from aqmap.render.paper.canvas.page_layout import Layout, page_layout
from aqmap.render.paper.canvas.pen import Box
from aqmap.render.paper.map.border_lines import BorderLines
from aqmap.render.paper.map.frame import MapFrame, fit_frame
from aqmap.render.paper.map.ground import Ground, Land, ground_in, joined, project_land, shapes_of
from aqmap.render.paper.map.ground_drawings import GroundDrawings
from aqmap.render.paper.map.insets import (
    Inset,
    InsetPlacer,
    parts_to_enlarge,
    sides,
    with_strip,
)
from aqmap.render.paper.map.locator import Locator, make_locator
from aqmap.render.paper.map.north_arrow import NorthArrow, north_places
from aqmap.words import Lang

_ONE_LINE_MM = 0.03
_STATIONS_HEAD = 3
"""As many lines of a table as the head of the stations' is high."""

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
    has_table
        Whether its sheets have bars or a table beside the map.
    """

    book: MapBook
    region: BookRegion
    lang: Lang = "zh"
    size: SizeName | None = None
    has_table: bool = True

    @cached_property
    def sheet_numbers(self) -> Mapping[SheetKey, int]:
        """The number of every printed map of the book, from 1."""
        return {
            sheet_key(sheet): number for number, sheet in enumerate(printed_sheets(self.book), 1)
        }

    @cached_property
    def layout(self) -> Layout:
        """The page's parts."""
        region = self.region
        size = page_size(self.size or region.size, region.orientation)
        has_tables_below = size.height > size.width and not size.is_figure
        lines = self._table_lines if has_tables_below else None
        return page_layout(size, lines, has_table=self.has_table)

    @property
    def _table_lines(self) -> int:
        """How many lines the longest tables of places and stations of the region's maps have."""
        if not self.has_table:
            return 0
        sheets = [sheet for sheet in self.book.sheets() if sheet.region.id == self.region.id]
        lines = (
            len(sheet.rows)
            + 2 * bool(sheet.total)
            + (len(sheet.stations) + _STATIONS_HEAD if sheet.stations else 0)
            for sheet in sheets
        )
        return max(lines, default=len(self.region.places))

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
    def north_arrow(self) -> NorthArrow:
        """The north arrow, drawn once for all sheets."""
        return NorthArrow(self._frame, self.north)

    @cached_property
    def north(self) -> Box:
        """
        Where the north arrow stands: where it hides least of the region, then of borders.

        In a corner, or a little further in where a border above a county's runs through it.
        """
        ground = self.main
        borders = shapely.union_all([ground.national, ground.prefecture, ground.edge])

        def hidden_region(place: Box) -> float:
            x, y = (np.array([middle]) for middle in place.center)
            size = place.width + 2, place.height + 2
            return float(ground.core_area.share_of_boxes(x, y, *size).item())

        def hidden(place: Box) -> tuple[float, float]:
            border = shapely.clip_by_rect(borders, *place.grown(0.5))
            return hidden_region(place), float(border.length)

        corners = sorted(
            north_places(self.layout.neat.grown(-3)), key=lambda c: hidden_region(c[0])
        )
        places = [place for corner in corners for place in corner]
        free = (place for place in places if hidden(place) == (0, 0))
        return next(free, None) or min(places, key=hidden)

    @cached_property
    def insets(self) -> tuple[Inset, ...]:
        """What is drawn enlarged: as the region says, else what needs it; as far as it has room."""
        asked = self.region.inset
        parts = parts_to_enlarge(self.main.core) if asked is None else [(code,) for code in asked]
        insets = []
        for places in parts:
            chosen = tuple(code for code in places if code in self.main.core)
            extent = shapely.total_bounds(shapes_of(self._land, chosen))
            frame = None
            if chosen:
                frame = self._placer.frame_of(extent.tolist(), asked=asked is not None)
            if frame is not None:
                ground = ground_in(self._land, self._borders, self.region, frame)
                insets.append(Inset(chosen, ground, self._mostly_in(ground)))
        return tuple(insets)

    def _mostly_in(self, ground: Ground) -> tuple[str, ...]:
        """Return the codes of the counties of which an inset shows at least half."""
        larger = (self.main.frame.denominator / ground.frame.denominator) ** 2
        core = self.main.core
        return tuple(
            code
            for code, shape in ground.core.items()
            if code in core and shape.area >= 0.5 * larger * core[code].area
        )

    @cached_property
    def locator(self) -> Locator | None:
        """Where the region lies in the land around it, if that says anything and has room."""
        _ = self.insets  # they come first
        if self.layout.is_figure or not self.region.locator:
            return None
        core = shapes_of(self._land, self.region.places)
        return make_locator(self._land.whole, joined(core), self._frame, self._placer)

    @cached_property
    def _placer(self) -> InsetPlacer:
        return InsetPlacer(self._frame, self.main.core_area, [self.north.grown(1)])

    @cached_property
    def extents(self) -> tuple[Box, ...]:
        """What the insets show, on the main map."""
        core = self.main.core
        return tuple(
            Box(*map(float, shapely.total_bounds([core[code] for code in inset.places]))).grown(0.8)
            for inset in self.insets
        )

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """What lies over the main frame on every sheet: north arrow, insets, locator."""
        located = [self.locator.box] if self.locator else []
        return (
            self.north,
            *(with_strip(inset.ground.frame.box) for inset in self.insets),
            *located,
        )

    @cached_property
    def fixed(self) -> tuple[Box, ...]:
        """What is in use in the main frame on every sheet: no label is laid over it."""
        return (
            *(box.grown(0.8) for box in self.boxes),
            *(side for extent in self.extents for side in sides(extent)),
        )

    @cached_property
    def enlarged(self) -> frozenset[str]:
        """The codes of the counties that an inset shows."""
        return frozenset(code for inset in self.insets for code in inset.places)

    @cached_property
    def main_drawings(self) -> GroundDrawings:
        """The main frame's land, drawn once for all sheets."""
        return GroundDrawings(self.main)

    @cached_property
    def inset_drawings(self) -> tuple[GroundDrawings, ...]:
        """The land of each inset, drawn once for all sheets."""
        return tuple(
            GroundDrawings(inset.ground, f"Inset{number}")
            for number, inset in enumerate(self.insets, 1)
        )

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


def sheet_key(sheet: MapSheet) -> SheetKey:
    """Return what tells a sheet from every other of its book."""
    return sheet.layer.id, sheet.view.name, sheet.period, sheet.region.id
