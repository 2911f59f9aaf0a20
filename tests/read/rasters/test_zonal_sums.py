"""Zonal statistics against fields whose answers are known on paper, and against exactextract's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource
from rasterio.transform import Affine
from rasterio.warp import transform

from aqmap.errors import AqmapError
from aqmap.geo import CGCS2000, project
from aqmap.read.rasters.grid_products import product_of, shipped_products
from aqmap.read.rasters.open_grid import open_grid
from aqmap.read.rasters.zonal import cell_coverage, coverage_weights
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
from aqmap.read.rasters.zonal.people_weights import PeopleSums
from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums
from tests.read.rasters import product_files as files
from tests.synthetic_grids import write_grid

RTOL = 1e-6
FIELD = files.plane()
BOX = shapely.box(80.25, 43.05, 81.5, 44.5)
"""Half a cell less than 13 columns from the third, half a cell more than 14 rows from the sixth."""


def places(*shapes: shapely.Geometry) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(geometry=list(shapes), crs=CGCS2000)


def summed(path: Path, *shapes: shapely.Geometry, product: str = "", **asked: Any) -> ZonalSums:
    sums = ZonalSums(len(shapes), Asked(**asked))
    with open_grid(path, product_of(path, shipped_products(), product)) as layers:
        layer = layers[0]
        weights = CoverageWeights(layer.lattice, layer.blocks, places(*shapes))
        sums.add(layer, weights)
        sums.add_outside([layer.lattice], weights.shapes)
    return sums


def cosines(north: np.ndarray, south: np.ndarray) -> np.ndarray:
    return np.sin(np.radians(north)) - np.sin(np.radians(south))


def by_hand(values: np.ndarray, shape: shapely.Geometry) -> tuple[float, float]:
    """The mean and the covered area of a box, cell by cell: parts of degrees on a sphere."""
    west, south, east, north = shapely.bounds(shape)
    total = weighted = 0.0
    for row, column in np.ndindex(*values.shape):
        top, left = files.NORTH - files.CELL * row, files.WEST + files.CELL * column
        high = max(min(top, north) - max(top - files.CELL, south), 0)
        wide = max(min(left + files.CELL, east) - max(left, west), 0)
        area = high * wide / files.CELL**2 * cosines(np.array(top), np.array(top - files.CELL))
        if area and not np.isnan(values[row, column]):
            total += area
            weighted += area * values[row, column]
    return weighted / total, total * np.radians(files.CELL)


def test_a_mean_weighs_cut_cells_and_the_narrowing_of_degrees(tmp_path: Path) -> None:
    sums = summed(files.acag(tmp_path, FIELD), BOX)
    mean, area = by_hand(FIELD, BOX)
    np.testing.assert_allclose(sums.weighted / sums.covered, mean, rtol=RTOL)
    np.testing.assert_allclose(sums.covered, area, rtol=RTOL)
    np.testing.assert_allclose(sums.area, area, rtol=RTOL)
    assert sums.cells == 13 * 15
    planar = 20 + 11.75 / 2 + 8.25 / 8  # the middle of the box, were degrees squares
    assert abs(mean - planar) > 1e-3, "the weights by latitude are seen at all"


def test_the_sphere_of_exactextract_gives_the_same(tmp_path: Path) -> None:
    shape = shapely.Polygon([(80.33, 42.41), (83.21, 43.17), (82.05, 44.87), (81.02, 43.6)])
    field = FIELD.copy()
    field[10:14, 8:20] = np.nan
    sums = summed(files.acag(tmp_path, field), shape)
    source = NumPyRasterSource(field, 80, 42, 84, 45, nodata=np.nan)
    feature = {"type": "Feature", "properties": {}, "geometry": shapely.geometry.mapping(shape)}
    (found,) = exact_extract(
        source, feature, "mean(coverage_weight=area_spherical_m2)", output="geojson"
    )
    np.testing.assert_allclose(sums.weighted / sums.covered, found["properties"]["mean"], rtol=RTOL)


def test_every_layout_gives_the_same_mean(tmp_path: Path) -> None:
    field = np.rint(FIELD * 10) / 10
    expected = by_hand(field, BOX)[0]
    for path in (
        files.acag(tmp_path, field),
        files.acag_v6(tmp_path, field),
        files.chap(tmp_path, field),
        files.tap(tmp_path, field),
    ):
        sums = summed(path, BOX)
        np.testing.assert_allclose(sums.weighted / sums.covered, expected, rtol=RTOL)


def test_what_has_no_value_is_left_out_and_counted(tmp_path: Path) -> None:
    field = FIELD.copy()
    field[:, 10:] = np.nan  # east of 81
    sums = summed(files.chap(tmp_path, np.rint(field)), BOX)
    mean, _ = by_hand(np.rint(field), BOX)
    np.testing.assert_allclose(sums.weighted / sums.covered, mean, rtol=RTOL)
    np.testing.assert_allclose(sums.covered / sums.area, (81 - 80.25) / (81.5 - 80.25), rtol=RTOL)


def test_a_place_partly_or_wholly_beside_the_grid_has_its_whole_area(tmp_path: Path) -> None:
    inside, half, beside = (shapely.box(x, 43, x + 1, 44) for x in (82.0, 83.5, 90.0))
    sums = summed(files.acag(tmp_path, FIELD), inside, half, beside)
    np.testing.assert_allclose(sums.area, sums.area[0], rtol=RTOL)
    np.testing.assert_allclose(sums.covered / sums.area, [1, 0.5, 0], rtol=RTOL, atol=0)


def test_a_place_smaller_than_a_cell_has_its_value(tmp_path: Path) -> None:
    sums = summed(files.acag(tmp_path, FIELD), shapely.box(80.51, 43.51, 80.52, 43.52))
    np.testing.assert_allclose(sums.weighted / sums.covered, FIELD[14, 5], rtol=RTOL)
    assert sums.cells == 1


def test_a_hole_and_a_second_part_count_as_they_lie(tmp_path: Path) -> None:
    holed = shapely.box(81, 43, 82, 44).difference(shapely.box(81.2, 43.2, 81.8, 43.8))
    shape = shapely.union(holed, shapely.box(83.8, 43, 84.4, 43.5))
    sums = summed(files.acag(tmp_path, FIELD), shape)
    outside = summed(files.acag(tmp_path, FIELD), shapely.box(83.8, 43, 84.4, 43.5))
    np.testing.assert_allclose(sums.area - sums.covered, outside.area - outside.covered, rtol=1e-5)


def test_longitudes_from_0_to_360_are_the_same_places(tmp_path: Path) -> None:
    months = np.broadcast_to(30.0 + np.arange(480) / 8, (1, 241, 480))
    path = files.cams(tmp_path, months)
    east, west = shapely.box(80, 43, 82, 45), shapely.box(-100, 43, -98, 45)
    sums = summed(path, east, west, product="cams-pm25", factor=1e9)
    columns = np.arange(480)
    for place, start in enumerate((80.0, 260.0)):
        left = np.clip(columns * 0.75 - 0.375, start, start + 2)
        right = np.clip(columns * 0.75 + 0.375, start, start + 2)
        mean = np.average(30 + columns / 8, weights=right - left)
        np.testing.assert_allclose((sums.weighted / sums.covered)[place], mean, rtol=RTOL)


def test_shares_above_limits_and_percentiles_by_area(tmp_path: Path) -> None:
    field = np.full(files.SHAPE, 10.0)
    field[:, 12:] = 40.0  # from 81.2: the last 0.3 of 1.25 degrees
    sums = summed(files.acag(tmp_path, field), BOX, limits=(10.0, 35.0), percentiles=(50, 75, 77))
    np.testing.assert_allclose(sums.above[:, 0] / sums.covered[0], [0.24, 0.24], rtol=RTOL)
    assert [sums.percentile(q)[0] for q in (50, 75, 77)] == [10, 10, 40]


def test_people_are_summed_by_the_part_of_their_cell_and_never_by_area(tmp_path: Path) -> None:
    counts = np.full(files.SHAPE, 200.0)
    counts[6, 3] = np.nan
    sums = summed(files.people(tmp_path, counts), BOX)
    np.testing.assert_allclose(sums.totals, 200 * (12.5 * 14.5 - 1), rtol=RTOL)


def test_sums_of_small_whole_numbers_do_not_overflow(tmp_path: Path) -> None:
    path = files.people(tmp_path, np.ones((1, 1)))
    write_grid(path, np.full(files.SHAPE, 32_000, "int16"), Affine(0.1, 0, 80, 0, -0.1, 45))
    np.testing.assert_allclose(summed(path, BOX).totals, 32_000 * 12.5 * 14.5, rtol=RTOL)


def test_classes_have_areas_on_the_ellipsoid(tmp_path: Path) -> None:
    classes = np.full((400, 400), 2)
    classes[:, 200:] = 4
    path = files.land_cover(tmp_path, classes)
    with open_grid(path, shipped_products()["clcd"]) as (layer,):
        x, y = -50_000.0, 4_900_000.0
        square = shapely.box(x, y, x + 100_000, y + 50_000).segmentize(500)
        shape = geopandas.GeoDataFrame(geometry=[square], crs=layer.lattice.crs)
        shape = project(shape, CGCS2000)
        weights = CoverageWeights(layer.lattice, layer.blocks, shape)
        sums = ZonalSums(1, Asked())
        sums.add(layer, weights)
    np.testing.assert_allclose([sums.classes[2][0], sums.classes[4][0]], 2.5e9, rtol=RTOL)
    degrees = files.people(tmp_path, np.full((300, 10), 1.0), corner=(80, 60), cell=0.1)
    with open_grid(degrees, shipped_products()["worldpop"]) as (layer,):
        areas = layer.lattice.cell_areas()
    # A degree square at 45 N on GRS 80 by its radii of curvature: M N cos φ Δφ Δλ at the middle.
    a, e2, mid = 6_378_137.0, 0.006_694_380_022_9, np.radians(44.95)
    w2 = 1 - e2 * np.sin(mid) ** 2
    paper = a * a * (1 - e2) / w2**2 * np.cos(mid) * np.radians(0.1) ** 2
    np.testing.assert_allclose(areas[150], paper, rtol=RTOL)


# ---- weighted by people ----
def weighted(values: Path, people: Path, *shapes: shapely.Geometry) -> PeopleSums:
    sums = PeopleSums(len(shapes))
    products = shipped_products()
    with (
        open_grid(values, product_of(values, products)) as (layer,),
        open_grid(people, product_of(people, products)) as (counts,),
    ):
        weights = CoverageWeights(counts.lattice, counts.blocks, places(*shapes))
        sums.add(layer, counts, weights, first=True)
    return sums


WEST_HALF = np.where(np.arange(files.SHAPE[1]) < 10, 10.0, 50.0)
"""10 west of 81 E, 50 east of it."""


@pytest.mark.parametrize("cell", [0.1, 0.05, 0.3, 1 / 30])
def test_people_of_any_cell_size_take_the_mean_of_the_values_where_they_live(
    tmp_path: Path, cell: float
) -> None:
    values = files.acag(tmp_path, np.broadcast_to(WEST_HALF, files.SHAPE))
    shape = (round(3 / cell), round(6 / cell))  # from 79.8: another extent
    counts = np.full(shape, 1000 * cell**2)
    people = files.people(tmp_path, counts, cell, corner=(79.8, 45.0))
    sums = weighted(values, people, shapely.box(80.4, 43.5, 82.2, 44.4))
    np.testing.assert_allclose(sums.people, 1000 * 1.8 * 0.9, rtol=RTOL)
    np.testing.assert_allclose(sums.covered, sums.people, rtol=RTOL)
    np.testing.assert_allclose(sums.weighted / sums.covered, (10 + 50 * 2) / 3, rtol=RTOL)


def test_nan_spreads_neither_from_people_nor_from_values(tmp_path: Path) -> None:
    field = np.broadcast_to(WEST_HALF, files.SHAPE).copy()
    field[:, 11:] = np.nan  # east of 81.1
    counts = np.full(files.SHAPE, 8.0)
    counts[:, 5] = np.nan
    sums = weighted(files.acag(tmp_path, field), files.people(tmp_path, counts),
                    shapely.box(80.4, 43, 82, 44))  # fmt: skip
    np.testing.assert_allclose(sums.people, 8 * 10 * 15, rtol=RTOL)
    np.testing.assert_allclose(sums.covered, 8 * 10 * 6, rtol=RTOL)
    np.testing.assert_allclose(sums.weighted / sums.covered, (5 * 10 + 50) / 6, rtol=RTOL)


def test_people_in_a_projection_take_the_value_at_the_middle_of_their_cell(tmp_path: Path) -> None:
    (x,), (y,) = transform("EPSG:4326", "ESRI:54009", [81.0], [44.0])
    path = tmp_path / "GHS_POP_E2020_GLOBE_R2023A_54009_1000_V1_0.tif"
    step = Affine(1000, 0, x - 50_000, 0, -1000, y + 50_000)
    write_grid(path, np.full((100, 100), 5.0), step, crs="ESRI:54009", nodata=-200)
    values = files.acag(tmp_path, np.broadcast_to(WEST_HALF, files.SHAPE))
    sums = weighted(values, path, shapely.box(80.9, 43.9, 81.1, 44.1))
    np.testing.assert_allclose(sums.covered, sums.people)
    np.testing.assert_allclose(sums.weighted / sums.covered, 30, rtol=0.02)


# ---- weights once ----
def test_weights_are_computed_once_and_stored_by_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, store = files.acag(tmp_path, FIELD), tmp_path / "store"
    products = shipped_products()

    def weights_of(*shapes: shapely.Geometry) -> tuple[Any, int]:
        with open_grid(path, product_of(path, products)) as (layer,):
            weights = CoverageWeights(layer.lattice, layer.blocks, places(*shapes), store)
            (tile,) = weights.tiles
            return weights.of(tile), len(list(store.glob("*.npz")))

    first, files_now = weights_of(BOX)
    assert files_now == 1
    with monkeypatch.context() as patched:
        patched.setattr(coverage_weights, "_parts_of_cells", None)  # a call would fail
        again, files_now = weights_of(BOX)
    assert files_now == 1
    for name in ("starts", "stops", "owners", "cells", "fractions", "holders"):
        np.testing.assert_array_equal(getattr(again, name), getattr(first, name))
    assert weights_of(shapely.box(80.25, 43.05, 81.5, 44.6))[1] == 2, "other outlines"
    kept, _ = sorted(store.glob("*.npz"), key=lambda file: file.stat().st_mtime)
    none, one = np.zeros(1, int), np.ones(1)
    far = np.array([10**6])
    np.savez(kept, starts=none, stops=far, owners=none, cells=none, fractions=one, holders=none)
    np.testing.assert_array_equal(weights_of(BOX)[0].fractions, first.fractions)
    kept.write_bytes(b"PK\x03\x04 half a file")
    np.testing.assert_array_equal(weights_of(BOX)[0].fractions, first.fractions)


def test_cells_that_do_not_add_up_to_a_place_are_computed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beyond = shapely.box(83.05, 42.05, 84.5, 42.6)
    whole = summed(files.acag(tmp_path, FIELD), BOX, beyond)
    rightly, calls = cell_coverage.cell_coverage, []

    def wrongly(shapes: Any, numbers: Any, *where: Any) -> Any:
        calls.append(list(numbers))
        parts = rightly(shapes, numbers, *where)
        lost = np.where(parts.owners == 0, parts.lasts - 1, parts.lasts)
        return parts._replace(lasts=lost) if len(calls) in hurt else parts

    monkeypatch.setattr(cell_coverage, "cell_coverage", wrongly)
    hurt: set[int] = {1, 2}
    again = summed(files.acag(tmp_path, FIELD), BOX, beyond)
    assert calls == [[0, 1], [0], [0]]
    np.testing.assert_allclose(again.weighted, whole.weighted, rtol=1e-7)
    np.testing.assert_array_equal(again.cells, whole.cells)
    hurt = set(range(20))
    with pytest.raises(AqmapError, match="add up"):
        summed(files.acag(tmp_path, FIELD), BOX, beyond)


def test_many_tiles_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shape = BOX.buffer(0.07)
    whole = summed(files.acag(tmp_path, FIELD), shape)
    monkeypatch.setattr(coverage_weights, "_CELLS_AT_ONCE", 40)
    blocks = {"tiled": True, "blockxsize": 16, "blockysize": 16}
    path = files.people(tmp_path, FIELD, name="V5GL04.HybridPM25.A.202101-202112.tif", **blocks)
    parts = summed(path, shape)
    np.testing.assert_allclose(parts.weighted / parts.covered,
                               whole.weighted / whole.covered, rtol=RTOL)  # fmt: skip
    np.testing.assert_allclose(parts.area, whole.area, rtol=RTOL)


def test_blocks_without_a_place_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coverage_weights, "_LEAST_WIDTH", 16)
    blocks = {"tiled": True, "blockxsize": 16, "blockysize": 16}
    path = files.people(tmp_path, FIELD, name="V5GL04.HybridPM25.A.202101-202112.tif", **blocks)
    west, east = shapely.box(80.25, 44.25, 80.45, 44.85), shapely.box(83.55, 44, 83.75, 44.95)
    beside = shapely.box(81.65, 43.95, 83.15, 44.95)  # in the next block
    for shapes, columns in (
        ((west, east), [range(2, 16), range(32, 38)]),
        ((west, beside), [range(2, 32)]),
    ):
        with open_grid(path, shipped_products()["acag-v5"]) as (layer,):
            weights = CoverageWeights(layer.lattice, layer.blocks, places(*shapes))
        assert [tile.columns for tile in weights.tiles] == columns
        found = summed(path, *shapes)
        by_cells = [by_hand(FIELD, shape) for shape in shapes]
        np.testing.assert_allclose(found.weighted / found.covered, [m for m, _ in by_cells], RTOL)
