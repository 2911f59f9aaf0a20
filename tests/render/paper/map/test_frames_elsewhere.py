"""Print maps of any region: scale, shape and frame as far as they are stated, notes where true."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from itertools import pairwise, product

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame
from pyproj import Geod
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

from aqmap.book.map_book import BookRegion, MapBook, MapSheet
from aqmap.render.paper import map_fonts
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.draw_sheet import draw_sheet
from aqmap.render.paper.map.region import RegionGround
from tests.books import square_book
from tests.sheet_words import notes_of, words_of

ELLIPSOID = Geod(ellps="GRS80")
# West, south, east, north: rectangles of these places' extents, not their outlines.
ZHOUSHAN = (121.5, 29.5, 123.4, 31.1)
GANZI = (97.3, 27.9, 102.6, 34.3)
HULUNBUIR = (115.5, 47.0, 126.1, 53.4)
SANSHA = (109.5, 4.0, 118.0, 24.0)
WITHIN_8_DEGREES = [
    ZHOUSHAN,
    GANZI,
    HULUNBUIR,
    (108.6, 18.1, 111.1, 20.2),
    (73.5, 35.4, 79.9, 40.3),
    (97.0, 38.0, 107.0, 46.0),
    (119.0, 45.5, 122.0, 53.5),
    (113.80, 22.40, 113.95, 22.50),
]
CODES = ("990001", "990002", "990003", "990004")


def book_of(
    extent: tuple[float, float, float, float],
    *,
    neighbours: dict[str, shapely.Polygon] | None = None,
    lines: dict[str, BaseGeometry] | None = None,
    **region: object,
) -> MapBook:
    """The synthetic book with its western region's four counties laid over an extent."""
    west, south, east, north = extent
    x, y = (west + east) / 2, (south + north) / 2
    corners = product(((y, north), (south, y)), ((west, x), (x, east)))
    quarters = [box(left, low, right, high) for (low, high), (left, right) in corners]
    around = neighbours or {}
    table = {
        "code": [*CODES, *around],
        "name": [*CODES, *around],
        "role": ["core"] * 4 + ["neighbour"] * len(around),
    }
    counties = GeoDataFrame(table, geometry=[*quarters, *around.values()], crs="EPSG:4490")
    drawn = lines or {"edge": box(*extent).boundary}
    outlines = GeoDataFrame({"rank": list(drawn)}, geometry=list(drawn.values()), crs="EPSG:4490")
    book = square_book()
    given = {"places": CODES, "inset": (), "meridian": None, **region}
    named = dataclasses.replace(book.regions[0], **given)  # type: ignore[arg-type]
    return dataclasses.replace(
        book, counties=counties, outlines=outlines, regions=(named, book.regions[1])
    )


def region_of(book: MapBook) -> tuple[BookRegion, RegionGround]:
    return book.regions[0], RegionGround(book, book.regions[0])


def lines_in(
    extent: tuple[float, float, float, float], azimuths: Iterable[float]
) -> tuple[np.ndarray, np.ndarray]:
    """Starts and ends of short lines of 5 km all over an extent: an array of azimuth, spot, 2."""
    west, south, east, north = extent
    spots = np.array(list(product(np.linspace(west, east, 5), np.linspace(south, north, 9))))
    ends = []
    for azimuth in azimuths:
        lons, lats, _ = ELLIPSOID.fwd(
            spots[:, 0], spots[:, 1], np.full(45, azimuth), np.full(45, 5000)
        )
        ends.append(np.column_stack((lons, lats)))
    return np.broadcast_to(spots, np.shape(ends)), np.array(ends)


def stated(land: RegionGround, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The metres that a ruler and the stated scale give between points of the sheet."""
    frame = land.main.frame
    first, last = (
        shapely.get_coordinates(frame.place(np.asarray(shapely.points(points.reshape(-1, 2)))))
        for points in (starts, ends)
    )
    on_paper = np.hypot(*(last - first).T) * frame.denominator / 1000
    shaped: np.ndarray = on_paper.reshape(np.shape(starts)[:-1])
    return shaped


@pytest.mark.parametrize("extent", WITHIN_8_DEGREES)
@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_the_stated_scale_is_true_along_and_across(
    extent: tuple[float, float, float, float], orientation: str
) -> None:
    _, land = region_of(book_of(extent, orientation=orientation))
    short = stated(land, *lines_in(extent, (0, 45, 90, 135)))
    assert short == pytest.approx(np.full_like(short, 5000), rel=0.002)
    west, south, east, north = extent
    starts = np.array([(west, south), (west, north), ((west + east) / 2, south)])
    ends = np.array([(east, north), (east, south), ((west + east) / 2, north)])
    *_, on_ground = ELLIPSOID.inv(*starts.T, *ends.T)
    assert stated(land, starts, ends) == pytest.approx(on_ground, rel=0.002)


@pytest.mark.parametrize("extent", WITHIN_8_DEGREES)
def test_shapes_are_true(extent: tuple[float, float, float, float]) -> None:
    _, land = region_of(book_of(extent))
    lengths = stated(land, *lines_in(extent, range(0, 180, 15)))
    assert (lengths.max(axis=0) / lengths.min(axis=0)).max() <= 1.005


@pytest.mark.parametrize("size", np.geomspace(0.05, 8, 12))
@pytest.mark.parametrize("shape", [0.4, 1.0, 2.5])
def test_the_region_fills_the_frame(size: float, shape: float) -> None:
    _, land = region_of(book_of((110, 34 - size / 2, 110 + size * shape, 34 + size / 2)))
    west, south, east, north = shapely.total_bounds(list(land.main.core.values()))
    frame = land.main.frame.box
    assert max((east - west) / frame.width, (north - south) / frame.height) >= 0.6
    assert frame.left < west < east < frame.right
    assert frame.bottom < south < north < frame.top


def test_the_middle_of_the_region_is_its_meridian_where_none_is_given() -> None:
    _, land = region_of(book_of(ZHOUSHAN))
    assert land.projection.meridian == pytest.approx(122.45, abs=0.05)
    _, given = region_of(book_of(ZHOUSHAN, meridian=120.0))
    assert given.projection.meridian == 120
    assert given.main.frame.denominator == land.main.frame.denominator


def sheet_of(book: MapBook) -> MapSheet:
    return book.sheet("pm25", "target", "2021", "west")


def said_on(book: MapBook) -> str:
    return "\n".join(note.zh for note in notes_of(sheet_of(book)))


def test_notes_name_the_projection_of_the_region() -> None:
    said = said_on(book_of(GANZI))
    assert "中央经线99.9°E，标准纬线28.9°N、33.4°N" in said
    assert "误差" not in said


def test_over_many_degrees_the_error_is_printed_and_holds() -> None:
    book = book_of(SANSHA)
    assert "误差最大0.8%" in said_on(book)
    _, land = region_of(book)
    errors = np.abs(stated(land, *lines_in(SANSHA, (0, 90))) / 5000 - 1)
    assert 0.007 < errors.max() <= 0.008


EAST_OF = {"330900": box(123.4, 29.5, 124.5, 31.1)}
XPCC_CITY = {"659001": box(123.4, 29.5, 124.5, 31.1)}


def test_notes_speak_of_xpcc_cities_and_surroundings_only_where_there_are_any() -> None:
    assert "兵团" in said_on(book_of(ZHOUSHAN, neighbours=XPCC_CITY))
    beside = said_on(book_of(ZHOUSHAN, neighbours=EAST_OF))
    assert "周边地区" in beside
    assert "兵团" not in beside
    assert "周边地区" not in said_on(book_of(ZHOUSHAN))
    # One that lies beyond the frame is none.
    far = {"659001": box(80, 43, 81, 44)}
    assert "兵团" not in said_on(book_of(ZHOUSHAN, neighbours=far))


@pytest.fixture(scope="module")
def fonts() -> MapFonts:
    return map_fonts()


WEST_SIDE = LineString([(121.5, 29.5), (121.5, 31.1)])
EAST_SIDE = LineString([(123.4, 29.5), (123.4, 31.1)])
FAR_BORDER = LineString([(80, 43), (80, 45)])


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ({"edge": WEST_SIDE, "prefecture": EAST_SIDE}, {"底图边缘线", "地（州、市）界"}),
        ({"national": WEST_SIDE, "prefecture": EAST_SIDE}, {"国界", "地（州、市）界"}),
        ({"national": FAR_BORDER, "prefecture": EAST_SIDE}, {"地（州、市）界"}),
        ({"national": FAR_BORDER, "edge": WEST_SIDE}, {"底图边缘线"}),
    ],
)
def test_the_legend_names_the_lines_on_the_sheet(
    lines: dict[str, BaseGeometry], shown: set[str], fonts: MapFonts
) -> None:
    book = book_of(ZHOUSHAN, neighbours=EAST_OF, lines=lines)
    words = set(words_of(draw_sheet(sheet_of(book), fonts)))
    assert words & {"国界", "地（州、市）界", "底图边缘线"} == shown
    assert ("“底图边缘线”以外没有边界数据" in said_on(book)) is ("底图边缘线" in shown)


def test_an_edge_is_drawn_as_no_other_line() -> None:
    lines: dict[str, BaseGeometry] = {"edge": WEST_SIDE, "prefecture": EAST_SIDE}
    _, land = region_of(book_of(ZHOUSHAN, neighbours=EAST_OF, lines=lines))
    ground = land.main
    assert ground.national.is_empty
    assert ground.edge.length / ground.frame.mm_per_m == pytest.approx(177_400, rel=0.01)
    assert ground.edge.distance(ground.prefecture) > 50
    assert shapely.intersection(ground.edge, ground.county).length == 0


@pytest.mark.parametrize(
    ("extent", "step"), [(ZHOUSHAN, 1), (GANZI, 1), (HULUNBUIR, 1), (SANSHA, 2)]
)
def test_degrees_beside_the_frame_have_room(
    extent: tuple[float, float, float, float], step: int
) -> None:
    _, land = region_of(book_of(extent))
    for of_meridians in (True, False):
        lines = [line for line in land.main.graticule if line[1] is of_meridians]
        degrees = [degree for degree, _, _ in lines]
        assert degrees == list(range(degrees[0], degrees[-1] + 1, step))
        for (_, _, one), (_, _, other) in pairwise(lines):
            assert one.distance(other) >= 8
