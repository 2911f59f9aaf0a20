"""
Beside a brute-force oracle and rasterstats, on irregular outlines: where they differ, and why.

The oracle cuts every cell with shapely and takes the area of each piece on the sphere by its
edges; it knows nothing of exactextract. What is said here stands in docs/grids.md.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely
from rasterio.transform import Affine
from rasterstats import zonal_stats

from aqmap.geo import CGCS2000
from aqmap.read.rasters.grid_products import shipped_products
from aqmap.read.rasters.open_grid import open_grid
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums
from tests.read.rasters import product_files as files
from tests.synthetic_grids import write_grid

FIELD = files.plane() + np.random.default_rng(19).normal(0, 3, files.SHAPE)
FIELD[5:9, 8:14] = np.nan  # a cloud, within the first outline


def star(x: float, y: float, reach: float, seed: int) -> shapely.Polygon:
    """A ragged outline of 60 corners about a place."""
    turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    far = reach * np.random.default_rng(seed).uniform(0.4, 1, 60)
    return shapely.Polygon(np.column_stack((x + far * np.cos(turn), y + far * np.sin(turn))))


HOLED = star(81.2, 44.0, 0.9, 1).difference(star(81.3, 43.9, 0.25, 2))
PARTS = shapely.union(star(82.6, 43.4, 0.5, 3), star(83.5, 44.3, 0.4, 4))
SLIVER = shapely.Polygon([(82.0, 42.61), (82.9, 42.63), (82.9, 42.64)])
"""Narrower than a cell: no centre of a cell lies in it."""
BEYOND = star(84.0, 43.0, 0.6, 5)
"""Half of it east of the grid."""
OUTSIDE = star(88.0, 43.0, 0.5, 6)
SHAPES = [HOLED, PARTS, SLIVER, BEYOND, OUTSIDE]


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grid") / "V5GL04.HybridPM25.Asia.202101-202112.tif"
    step = Affine(files.CELL, 0, files.WEST, 0, -files.CELL, files.NORTH)
    return write_grid(path, np.nan_to_num(FIELD, nan=-9999.0).astype("float32"), step)


@pytest.fixture(scope="module")
def sums(grid: Path) -> ZonalSums:
    places = geopandas.GeoDataFrame(geometry=SHAPES, crs=CGCS2000)
    found = ZonalSums(len(SHAPES), Asked())
    with open_grid(grid, shipped_products()["acag-v5"]) as (layer,):
        weights = CoverageWeights(layer.lattice, layer.blocks, places)
        found.add(layer, weights)
        found.add_outside([layer.lattice], weights.shapes)
    return found


def on_sphere(piece: shapely.Geometry) -> float:
    """The area of a polygon with straight edges in degrees, edge by edge: mean sine times width."""
    total = 0.0
    for part in shapely.get_parts(piece):
        for number, ring in enumerate(shapely.get_rings(part)):
            x, y = np.radians(shapely.get_coordinates(ring)).T
            dy = np.diff(y)
            level = np.isclose(dy, 0, atol=1e-15)
            slant = (np.cos(y[:-1]) - np.cos(y[1:])) / np.where(level, 1, dy)
            area = abs(np.sum(np.diff(x) * np.where(level, np.sin(y[:-1]), slant)))
            total += -area if number else area
    return total


def pieces(shape: shapely.Geometry) -> list[tuple[tuple[int, int], shapely.Geometry]]:
    """Every cell that the outline touches, and what of it lies inside."""
    found = []
    for row, column in np.ndindex(*files.SHAPE):
        west, north = files.WEST + files.CELL * column, files.NORTH - files.CELL * row
        cut = shapely.box(west, north - files.CELL, west + files.CELL, north).intersection(shape)
        if shapely.area(cut):
            found.append(((row, column), cut))
    return found


def brute(shape: shapely.Geometry) -> tuple[float, float]:
    """The mean of the cells that have values, and their area, by what of each lies inside."""
    held = [(FIELD[cell], on_sphere(cut)) for cell, cut in pieces(shape)]
    values, areas = np.array([pair for pair in held if not np.isnan(pair[0])]).T
    return float(np.average(values, weights=areas)), float(areas.sum())


def at_centres(shape: shapely.Geometry) -> np.ndarray:
    """The values of the cells whose centre lies inside."""
    lat, lon = files.centres()
    inside = shapely.contains_xy(shape, *np.meshgrid(lon, lat))
    values = FIELD[inside]
    return values[~np.isnan(values)]


def rasterstats_of(
    grid: Path, shapes: Sequence[shapely.Geometry], nodata: float | None
) -> list[dict[str, float]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own ways, and that no no-data is declared
        found: list[dict[str, float]] = zonal_stats(
            shapes, str(grid), stats=["mean", "count"], nodata=nodata
        )
    return found


def test_means_and_areas_are_those_of_the_oracle(sums: ZonalSums) -> None:
    means, areas = np.array([brute(shape) for shape in SHAPES[:4]]).T
    # A cut cell counts by its part in degrees: within it the narrowing is left out.
    np.testing.assert_allclose((sums.weighted / np.where(sums.covered, sums.covered, 1))[:4],
                               means, rtol=2e-5)  # fmt: skip
    np.testing.assert_allclose(sums.covered[:4], areas, rtol=5e-4)
    whole = [on_sphere(shape) for shape in SHAPES]
    np.testing.assert_allclose(sums.area, whole, rtol=5e-4)
    assert 0.4 < sums.covered[3] / sums.area[3] < 0.6
    assert sums.covered[4] == 0


def test_rasterstats_counts_a_cell_by_its_centre_whole_or_not_at_all(
    grid: Path, sums: ZonalSums
) -> None:
    told = rasterstats_of(grid, SHAPES, nodata=-9999)
    for number in (0, 1):
        centres = at_centres(SHAPES[number])
        assert told[number]["count"] == len(centres)
        np.testing.assert_allclose(told[number]["mean"], centres.mean(), rtol=1e-6)
        # The same cells by their parts: what is left is the narrowing of degrees.
        held = [(FIELD[cell], shapely.area(cut)) for cell, cut in pieces(SHAPES[number])]
        values, parts = np.array([pair for pair in held if not np.isnan(pair[0])]).T
        in_degrees = np.average(values, weights=parts)
        own = (sums.weighted / np.where(sums.covered, sums.covered, 1))[number]
        assert abs(own - centres.mean()) > 0.03, "by the centre"
        assert 1e-4 < abs(own - in_degrees) < 0.02, "without cell areas"
    assert told[2]["count"] == 0, "no centre lies in it"
    assert sums.cells[2] == 9


def test_no_data_that_a_file_does_not_declare_is_known_of_the_product(
    grid: Path, sums: ZonalSums
) -> None:
    (told,) = rasterstats_of(grid, [HOLED], nodata=None)
    assert told["mean"] < 0, "-9999 among the values"
    assert abs(sums.weighted[0] / sums.covered[0] - brute(HOLED)[0]) < 1e-3
    np.testing.assert_allclose(sums.covered[0] / sums.area[0], 0.73, atol=0.1)


def test_beyond_the_grid_rasterstats_has_noughts(grid: Path, sums: ZonalSums) -> None:
    partly, wholly = rasterstats_of(grid, [BEYOND, OUTSIDE], nodata=-9999)
    centres = at_centres(BEYOND)
    assert partly["count"] > 1.5 * len(centres)
    np.testing.assert_allclose(partly["mean"] * partly["count"], centres.sum(), rtol=1e-6)
    assert (wholly["mean"], wholly["count"] > 0) == (0, True)
    np.testing.assert_allclose(sums.weighted[3] / sums.covered[3], brute(BEYOND)[0], rtol=2e-5)
