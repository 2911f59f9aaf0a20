"""Grids under the county lines as the page's data: one picture each, and what it is."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from aqmap.book.book_layers import BookLayer
from aqmap.book.map_book import MapBook
from aqmap.book.underlays import NO_DATA, Underlay
from aqmap.model.periods import period_text
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.words import text

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

MOST_A_SIDE = 2000
"""Pixels of a picture's side: its size is bounded whatever the grid's."""
_FINEST_ROWS, _FINER = 1000, 8
"""Rows are drawn so much finer than cells, as far as so many pixels allow: none is a cell off."""

Extent = tuple[float, float, float, float]
"""West, south, east and north end, in degrees."""


@dataclass(frozen=True, slots=True)
class GridImage:
    """
    A grid as a picture in Web Mercator.

    Attributes
    ----------
    classes
        Number of the colour of each pixel, rows from the north; the last one is for no value.
    extent
        Of its outer edges.
    """

    classes: np.ndarray
    extent: Extent


def grid_image(underlay: Underlay, extent: Extent) -> GridImage:
    """
    Return what of a grid lies in an extent, in Web Mercator.

    A pixel has the colour of the cell that its middle lies in. Columns of pixels are columns of
    cells, as longitudes are even there; rows are no higher than the lowest row of cells, so that
    an edge moves by less than half a cell. Of more than `MOST_A_SIDE` cells a side, pixels are
    larger than cells.
    """
    grid = underlay.grid
    west, south, east, north = extent
    first, last = floor((west - grid.west) / grid.width), ceil((east - grid.west) / grid.width)
    top = floor((grid.north - north) / grid.height)
    bottom = ceil((grid.north - south) / grid.height)
    edges = grid.north - grid.height * np.arange(top, bottom + 1)
    heights = _mercator(edges)
    lowest = (heights[:-1] - heights[1:]).min()
    rows = ceil((heights[0] - heights[-1]) / lowest - 1e-6)
    rows = min(rows * max(1, min(_FINER, _FINEST_ROWS // rows)), MOST_A_SIDE)
    columns = min(last - first, MOST_A_SIDE)
    left, right = grid.west + grid.width * first, grid.west + grid.width * last
    lon = left + (np.arange(columns) + 0.5) * (right - left) / columns
    down = heights[0] - (np.arange(rows) + 0.5) * (heights[0] - heights[-1]) / rows
    x, y = np.meshgrid(lon, _latitude(down))
    found = underlay.classes_of(grid.at(np.column_stack((x.ravel(), y.ravel()))))
    numbers = np.where(found < 0, len(underlay.colors), found).astype(np.uint8)
    return GridImage(numbers.reshape(rows, columns),
                     (left, float(edges[-1]), right, float(edges[0])))  # fmt: skip


def _mercator(latitude: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.arcsinh(np.tan(np.radians(latitude)))
    return found


def _latitude(mercator: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.degrees(np.arctan(np.sinh(mercator)))
    return found


def palette_png(numbers: np.ndarray, colors: Sequence[str]) -> bytes:
    """Return a picture of numbered colours as a PNG file."""
    picture = Image.fromarray(numbers)
    picture.putpalette(b"".join(bytes.fromhex(color[1:]) for color in colors))
    content = BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()


@dataclass
class GridsPayload:
    """
    The grids of a book, each once.

    Attributes
    ----------
    book, sources, phrases
        Whose they are; the numbers of the sources; the phrases of the page.
    items
        The page's data by number of grid.
    """

    book: MapBook
    sources: Mapping[str, int]
    phrases: Phrases
    items: list[dict[str, Any]] = field(default_factory=list)
    _numbers: dict[Underlay, int] = field(default_factory=dict)

    def of_layer(self, layer: BookLayer) -> dict[str, Any]:
        """Return the numbers of a layer's grids by period; nothing where it has none."""
        if not layer.underlays:
            return {}
        by_period = [layer.underlays.get(period, ()) for period in layer.periods]
        return {"grids": [[self._number(grid, layer) for grid in grids] for grids in by_period]}

    def _number(self, underlay: Underlay, layer: BookLayer) -> int:
        if underlay not in self._numbers:
            self._numbers[underlay] = len(self.items)
            self.items.append(self._item(underlay, layer))
        return self._numbers[underlay]

    def _item(self, underlay: Underlay, layer: BookLayer) -> dict[str, Any]:
        number, origin = self.phrases.number, underlay.grid.origin
        image = grid_image(underlay, _extent_of(self.book, layer))
        png = palette_png(image.classes, (*underlay.colors, NO_DATA))
        ends = [covered for covered in underlay.covered.values() if covered.lowest is not None]
        return {
            "views": list(underlay.views),
            "title": number(underlay.title),
            "unit": number(underlay.unit),
            "period": number(period_text(underlay.period)),
            "kind": number(text(f"basis.{underlay.basis}")),
            "notice": number(underlay.notice),
            "origin": number(origin.said if origin else None),
            "source": self.sources.get(underlay.source, -1),
            "shown": int(underlay.shown),
            "limits": list(underlay.limits),
            # Whether values lie below and above the bar, whose ends then have their colour.
            "passed": [
                int(any((c.lowest or 0.0) < underlay.limits[0] for c in ends)),
                int(any((c.highest or 0.0) > underlay.limits[1] for c in ends)),
            ],
            "covered": {region: c.percent for region, c in underlay.covered.items()},
            "colors": [*underlay.colors, NO_DATA],
            "size": [image.classes.shape[1], image.classes.shape[0]],
            "extent": [round(end, 9) for end in image.extent],
            "image": "data:image/png;base64," + base64.b64encode(png).decode("ascii"),
        }


def _extent_of(book: MapBook, layer: BookLayer) -> Extent:
    """Return where the counties of a layer lie."""
    counties: GeoDataFrame = book.web_counties
    codes = {code for r in book.regions if r.id in layer.regions for code in r.places}
    west, south, east, north = counties[counties["code"].isin(codes)].total_bounds.tolist()
    return west, south, east, north
