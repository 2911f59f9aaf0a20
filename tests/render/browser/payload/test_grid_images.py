"""Grids as pictures of the page: cells in their place in Web Mercator, in the colours of paper."""

import io
import math

import numpy as np
import pytest
from PIL import Image, ImageColor

from aqmap.book.underlays import NO_DATA, Grid, Underlay
from aqmap.model.figures import Basis
from aqmap.render.browser.payload.grid_images import MOST_A_SIDE, grid_image, palette_png
from aqmap.render.browser.payload.payload import book_payload
from aqmap.words import Text
from tests.books import square_book
from tests.synthetic_grids import with_underlay

NAMED = Text("示例栅格", "synthetic grid")
COLORS = ("#0000FF", "#00FF00", "#FF0000")


def underlay_of(values: np.ndarray, west: float, north: float, cell: float) -> Underlay:
    grid = Grid(values, west, north, cell, cell)
    return Underlay(grid, NAMED, NAMED, "none", Basis.SATELLITE, "2021", ("measured",),
                    (0.0, 3.0), COLORS)  # fmt: skip


def latitude(share: float, south: float, north: float) -> float:
    """Return how far north a share of a picture's height lies below its upper edge."""
    low, high = (math.log(math.tan(math.pi / 4 + math.radians(end) / 2)) for end in (south, north))
    down = high - share * (high - low)
    return math.degrees(2 * math.atan(math.exp(down)) - math.pi / 2)


@pytest.mark.parametrize(("cells", "cell"), [(24, 0.5), (1500, 0.01)])
def test_every_cell_s_outline_is_true_to_half_a_cell(cells: int, cell: float) -> None:
    values = np.broadcast_to(np.arange(cells)[:, None] % 3 + 0.5, (cells, cells)).copy()
    values[:, ::2] = values[:, ::2] % 3 + 1 - (values[:, ::2] > 2) * 0.5  # columns differ too
    underlay = underlay_of(values, 80.0, 52.0, cell)
    span = cells * cell
    image = grid_image(underlay, (80.0, 52.0 - span, 80.0 + span, 52.0))
    rows, columns = image.classes.shape
    assert image.extent == pytest.approx((80.0, 52.0 - span, 80.0 + span, 52.0))
    assert columns == cells, "a column of pixels is one of cells: no edge moves at all"
    odd = image.classes[:, 1]
    changes = np.flatnonzero(np.diff(odd.astype(int))) + 1
    assert len(changes) == cells - 1, "no row of cells is lost"
    for number, pixel in enumerate(changes, start=1):
        seen = latitude(pixel / rows, 52.0 - span, 52.0)
        assert abs(seen - (52.0 - number * cell)) < cell / 2


def test_a_cell_has_the_colour_of_paper_and_a_hole_its_own() -> None:
    values = np.array([[0.5, 1.5, 2.5], [9.0, -9.0, np.nan]])
    underlay = underlay_of(values, 80.0, 45.0, 1.0)
    # The extent juts out of the grid in the east: there is no value either.
    image = grid_image(underlay, (80.2, 43.1, 83.5, 44.9))
    png = palette_png(image.classes, (*COLORS, NO_DATA))
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    lowest = picture.height - 1
    assert picture.width == 4
    written = [[picture.getpixel((x, y)) for x in range(4)] for y in (0, lowest)]
    blue, green, red, none = (ImageColor.getrgb(color) for color in (*COLORS, NO_DATA))
    assert written == [[blue, green, red, none], [red, blue, none, none]]


def test_its_size_is_bounded_whatever_the_grid_s() -> None:
    values = np.broadcast_to(np.arange(4000) % 3 + 0.5, (2100, 4000))
    image = grid_image(underlay_of(values, 80.0, 50.0, 0.002), (80.0, 45.8, 88.0, 50.0))
    assert image.classes.shape == (MOST_A_SIDE, MOST_A_SIDE)
    # At the worst a byte a pixel before it is packed, and so a page of few megabytes.
    assert len(palette_png(image.classes, (*COLORS, NO_DATA))) < 4_000_000


def test_a_grid_stands_in_the_page_once_and_is_off_until_a_layer_asks() -> None:
    payload = book_payload(with_underlay(square_book(), "示例栅格"))
    (grid,) = payload["grids"]
    assert (grid["shown"], grid["size"][0] <= MOST_A_SIDE) == (0, True)
    layer, *others = payload["layers"]
    assert layer["grids"] == [[0]] * len(layer["periods"])
    assert not any("grids" in other for other in others)
