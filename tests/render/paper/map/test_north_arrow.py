"""The north arrow hides neither the region nor, where it can be, a border above a county's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from shapely import LineString

from aqmap.book.map_book import MapBook
from aqmap.model.page_sizes import SizeName
from aqmap.render.paper.map.region import RegionGround
from tests.crowded_sheets import grid_book


@pytest.mark.parametrize("size", ["a4-landscape", "a4-portrait", "a3-landscape", "a3-portrait",
                                  "figure-150x105", "figure-156x200", "figure-225x150",
                                  "slide"])  # fmt: skip
def test_on_no_size_does_it_hide_a_border(default_book: MapBook, size: SizeName) -> None:
    for region in default_book.regions:
        land = RegionGround(default_book, region, size=size)
        ground, place = land.main, land.north.shape
        borders = shapely.union_all([ground.national, ground.prefecture, ground.edge])
        assert borders.length > 100
        assert borders.intersection(place).length == 0, region.id
        assert not any(county.intersects(place) for county in ground.core.values())


def arrow(*lines: LineString) -> tuple[RegionGround, shapely.Polygon]:
    book = grid_book(1)
    outlines = GeoDataFrame({"rank": ["prefecture"] * len(lines)}, geometry=list(lines),
                            crs="EPSG:4490")  # fmt: skip
    land = RegionGround(replace(book, outlines=outlines), book.regions[0])
    return land, land.north.shape


def test_it_moves_aside_in_its_corner_from_a_line_through_it() -> None:
    plain, corner = arrow(LineString([(104, 30), (104, 33)]))
    frame = plain.main.frame
    from_middle = np.subtract(corner.centroid.coords[0], frame.box.center) / frame.mm_per_m
    (spot,) = frame.degrees([shapely.Point(frame.center_m + from_middle)])
    assert spot.x > 107
    line = LineString([(spot.x, spot.y - 0.2), (spot.x, spot.y + 1)])
    land, moved = arrow(line)
    assert land.main.prefecture.intersects(corner)
    assert not land.main.prefecture.intersects(moved)
    assert moved.distance(corner) < 1, "it is in the same corner"


def test_without_a_border_it_stands_in_the_upper_right_corner() -> None:
    land, corner = arrow(LineString([(104, 30), (104, 33)]))
    room = land.layout.neat.grown(-3)
    assert corner.bounds[2:] == pytest.approx((room.right, room.top))
