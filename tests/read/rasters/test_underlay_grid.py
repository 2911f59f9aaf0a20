"""Grids from GeoTIFFs: values where they lie, and what a file does not say is asked for."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform

from aqmap.book.underlays import Grid
from aqmap.errors import AqmapError
from aqmap.read.rasters import underlay_grid
from aqmap.read.rasters.underlay_grid import read_underlay
from aqmap.workspace.layer_parts.underlay_specs import Underlay
from tests.read.rasters.product_files import acag, centres, plane, write_netcdf
from tests.synthetic_grids import GROUND, MARKED, marked_grid, write_grid

EXTENT = (84.0, 44.0, 85.0, 45.0)
CORNER, CELL, SHAPE = (83.5, 45.5), 0.25, (8, 8)
"""Row 3 and column 4 begin at 84.5 E, 44.75 N."""
SPOT = (84.625, 44.625)


def spec_of(**said: Any) -> Underlay:
    known = {"raster": "grid.tif", "title": "示例栅格", "unit": "µg/m³", "source": "example",
             "basis": "synthetic", "period": "2025", "limits": (0, 60)}  # fmt: skip
    return Underlay.model_validate(known | said)


def read(folder: Path, **said: Any) -> Grid:
    return read_underlay(spec_of(**said), folder, EXTENT, folder / "layers" / "pm25.toml")


def value_at(grid: Grid, spot: tuple[float, float]) -> float:
    return float(grid.at(np.array([spot])).item())


def code_of(folder: Path, **said: Any) -> str:
    with pytest.raises(AqmapError) as caught:
        read(folder, **said)
    (fault,) = caught.value.faults
    assert fault.said.zh
    assert fault.said.en
    return fault.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    marked_grid(tmp_path / "grid.tif", CORNER, CELL, SHAPE, {(3, 4): MARKED}, nodata=-999)
    return tmp_path


def test_a_cell_lies_where_the_file_says_to_its_edges(folder: Path) -> None:
    grid = read(folder)
    west, north = 84.5, 44.75
    for x, y in ((0.001, 0.001), (0.125, 0.125), (0.249, 0.249)):
        assert value_at(grid, (west + x, north - y)) == MARKED
    for x, y in ((-0.001, 0.1), (0.251, 0.1), (0.1, -0.001), (0.1, 0.251)):
        assert value_at(grid, (west + x, north - y)) == GROUND
    assert np.isnan(value_at(grid, (100.0, 44.5)))


def test_rows_that_run_northward_and_columns_that_run_westward(tmp_path: Path) -> None:
    values = np.full(SHAPE, GROUND, dtype="float32")
    values[3, 4] = MARKED
    path = tmp_path / "grid.tif"
    write_grid(path, values[::-1], Affine(CELL, 0, 83.5, 0, CELL, 43.5))
    assert value_at(read(tmp_path), SPOT) == MARKED
    assert np.nansum(read(tmp_path).values == MARKED) == 1
    write_grid(path, values[:, ::-1], Affine(-CELL, 0, 85.5, 0, -CELL, 45.5))
    assert value_at(read(tmp_path), SPOT) == MARKED


def test_pixel_is_point_means_the_middle_of_the_cell(tmp_path: Path) -> None:
    marked_grid(tmp_path / "grid.tif", CORNER, CELL, SHAPE, {(3, 4): MARKED})
    with rasterio.open(tmp_path / "grid.tif", "r+") as file:
        file.update_tags(AREA_OR_POINT="Point")
    assert value_at(read(tmp_path), SPOT) == MARKED


@pytest.mark.parametrize("code", ["EPSG:32645", "EPSG:4537", "EPSG:3857"])
def test_a_projected_grid_lies_where_it_belongs(tmp_path: Path, code: str) -> None:
    (x,), (y,) = transform("EPSG:4326", code, [SPOT[0]], [SPOT[1]])
    values = np.full((60, 60), GROUND, dtype="float32")
    values[30, 30] = MARKED
    step = Affine(4000, 0, x - 30.5 * 4000, 0, -4000, y + 30.5 * 4000)
    write_grid(tmp_path / "grid.tif", values, step, crs=code)
    grid = read(tmp_path)
    assert value_at(grid, SPOT) == MARKED
    ends = transform(code, "EPSG:4326", [x - 1300, x + 1300, x - 2700], [y, y, y])
    inner, other, outside = zip(*ends, strict=True)
    assert (value_at(grid, inner), value_at(grid, other)) == (MARKED, MARKED)
    assert value_at(grid, outside) == GROUND


def test_what_is_no_number_is_none_and_scale_is_not_laid_on_it(tmp_path: Path) -> None:
    values = np.full(SHAPE, 100, dtype="int16")
    values[3, 4], values[3, 3] = -999, 500
    write_grid(tmp_path / "grid.tif", values, Affine(CELL, 0, 83.5, 0, -CELL, 45.5), nodata=-999)
    with rasterio.open(tmp_path / "grid.tif", "r+") as file:
        file.scales, file.offsets = (0.1,), (2.0,)
    grid = read(tmp_path)
    assert np.isnan(value_at(grid, SPOT))
    assert value_at(grid, (84.4, 44.6)) == pytest.approx(500 * 0.1 + 2)
    floats = np.full(SHAPE, 10.0, dtype="float32")
    floats[3, 3:6] = (np.inf, np.nan, -1.0)
    write_grid(tmp_path / "grid.tif", floats, Affine(CELL, 0, 83.5, 0, -CELL, 45.5))
    assert np.isnan(read(tmp_path, no_data=-1).values).sum() == 3


def test_a_band_is_named_where_there_are_several(tmp_path: Path) -> None:
    bands = np.stack([np.full(SHAPE, n, dtype="float32") for n in (1, 2)])
    write_grid(tmp_path / "grid.tif", bands, Affine(CELL, 0, 83.5, 0, -CELL, 45.5))
    assert code_of(tmp_path) == "raster_bands"
    assert value_at(read(tmp_path, band=2), SPOT) == 2
    assert code_of(tmp_path, band=3) == "raster_no_band"


def test_unit_and_reference_system_are_said_by_the_file_or_the_layer(tmp_path: Path) -> None:
    path = marked_grid(tmp_path / "grid.tif", CORNER, CELL, SHAPE, {}, crs=None)
    assert code_of(tmp_path) == "raster_crs"
    assert value_at(read(tmp_path, crs="EPSG:4490"), SPOT) == GROUND
    assert code_of(tmp_path, crs="EPSG:4326", unit=None) == "raster_unit"
    with rasterio.open(path, "r+") as file:
        file.units = ("ug m-3",)
    assert read(tmp_path, crs="EPSG:4326", unit=None).unit == "ug m-3"
    marked_grid(path, CORNER, CELL, SHAPE, {}, crs="EPSG:4214")
    assert code_of(tmp_path) == "datum_unfit", "Beijing 1954 lies some 100 m off"
    assert code_of(tmp_path / "..", raster="nothing.tif") == "file_missing"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_positions_that_cannot_be_used_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "grid.tif"
    values = np.full(SHAPE, GROUND, dtype="float32")
    write_grid(path, values, Affine(CELL, 0.05, 83.5, 0.05, -CELL, 45.5))
    assert code_of(tmp_path) == "raster_turned"
    write_grid(path, values, Affine.identity())
    assert code_of(tmp_path) == "raster_unplaced"
    marked_grid(path, (20.0, 10.0), CELL, SHAPE, {})
    assert code_of(tmp_path) == "raster_elsewhere"
    write_grid(path, values * np.nan, Affine(CELL, 0, 83.5, 0, -CELL, 45.5))
    assert code_of(tmp_path) == "raster_elsewhere", "all of it is no number"


def test_no_other_kind_of_file_is_opened(folder: Path) -> None:
    virtual = '<VRTDataset rasterXSize="1" rasterYSize="1"><SRS>EPSG:4326</SRS></VRTDataset>'
    (folder / "a.tif").write_text(virtual, encoding="utf-8")
    assert code_of(folder, raster="a.tif") == "raster_format"
    with zipfile.ZipFile(folder / "b.zip", "w") as packed:
        packed.write(folder / "grid.tif", "grid.tif")
    assert code_of(folder, raster="b.zip") == "raster_format"
    assert code_of(folder, raster="/vsizip/b.zip/grid.tif") == "outside_workspace"
    assert code_of(folder, raster="/vsicurl/http://localhost/a.tif") == "outside_workspace"
    assert code_of(folder, raster="http://localhost/a.tif") == "file_missing"
    assert code_of(folder / "layers", raster="../grid.tif") == "outside_workspace"


def test_damaged_and_oversized_files_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (folder / "grid.tif").read_bytes()
    (folder / "a.tif").write_bytes(whole[: len(whole) // 2])
    assert code_of(folder, raster="a.tif") == "raster_damaged"
    (folder / "b.tif").write_bytes(b"II*\x00" + bytes(200))
    assert code_of(folder, raster="b.tif") == "raster_damaged"
    monkeypatch.setattr(underlay_grid, "_MOST_CELLS", 35)
    assert code_of(folder) == "raster_large"


def test_more_cells_than_paper_shows_are_thinned_in_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = {(row, column): MARKED for row in range(24, 32) for column in range(32, 40)}
    marked_grid(folder / "grid.tif", CORNER, CELL / 8, (64, 64), marks)
    monkeypatch.setattr(underlay_grid, "_MOST_A_SIDE", 20)
    grid = read(folder)
    assert max(grid.values.shape) <= 20
    assert value_at(grid, SPOT) == MARKED
    assert value_at(grid, (84.3, 44.6)) == GROUND


def test_only_what_lies_around_the_counties_is_kept(folder: Path) -> None:
    grid = read(folder)
    # A tenth of the extent is kept around it: 83.9 to 85.1, in cells that begin at 83.5.
    assert (grid.west, grid.north) == (83.75, 45.25)
    assert grid.values.shape == (6, 6)


@pytest.mark.parametrize(
    ("in_file", "named", "fits"),
    [
        ("ug m-3", {"zh": "微克/立方米", "en": "µg/m³"}, True),
        ("µg/m^3", "微克/立方米", True),
        ("μg m**-3", {"zh": "微克/立方米（标况）", "en": "µg/m³"}, True),
        ("DU", "DU", True),
        ("1e15 molec cm-2", {"zh": "10¹⁵分子/平方厘米", "en": "1e15 molec cm-2"}, True),
        ("mg/m3", "微克/立方米", False),
        ("kg m-3", {"zh": "微克/立方米", "en": "kg/m³"}, False),
        ("%", "微克/立方米", False),
        ("ppb", "微克/立方米", False),
    ],
)
def test_a_unit_other_than_the_file_s_is_refused(
    tmp_path: Path, in_file: str, named: str | dict[str, str], fits: bool
) -> None:
    path = marked_grid(tmp_path / "grid.tif", CORNER, CELL, SHAPE, {})
    with rasterio.open(path, "r+") as file:
        file.units = (in_file,)
    if fits:
        assert value_at(read(tmp_path, unit=named), SPOT) == GROUND
    else:
        assert code_of(tmp_path, unit=named) == "raster_other_unit"


def test_a_picture_is_no_grid_of_values(tmp_path: Path) -> None:
    path, step = tmp_path / "grid.tif", Affine(CELL, 0, 83.5, 0, -CELL, 45.5)
    bytes_of = np.full(SHAPE, 7, dtype="uint8")
    write_grid(path, bytes_of, step)
    assert value_at(read(tmp_path), SPOT) == 7, "bytes alone are no picture"
    with rasterio.open(path, "w", driver="GTiff", dtype="uint8", count=1, height=8, width=8,
                       crs="EPSG:4326", transform=step, photometric="palette") as file:  # fmt: skip
        file.write(bytes_of, 1)
        file.write_colormap(1, {7: (200, 30, 30, 255)})
    assert code_of(tmp_path) == "raster_picture"
    write_grid(path, np.stack([bytes_of] * 4), step, photometric="rgb", alpha="yes")
    assert code_of(tmp_path) == "raster_picture"
    for band in (1, 3, 4):
        assert code_of(tmp_path, band=band) == "raster_picture"


@pytest.mark.parametrize(
    ("kind", "no_data", "fits"),
    [
        ("uint8", 255, True),
        ("uint8", -9999, False),
        ("uint8", 255.5, False),
        ("int16", 1e20, False),
        ("float32", -3.4028235e38, True),
        ("float32", -1e300, False),
    ],
)
def test_a_no_data_that_no_cell_can_hold_is_a_fault_of_the_layer(
    tmp_path: Path, kind: str, no_data: float, fits: bool
) -> None:
    values = np.full(SHAPE, 100, dtype=kind)
    values[3, 4] = no_data if fits else 0
    write_grid(tmp_path / "grid.tif", values, Affine(CELL, 0, 83.5, 0, -CELL, 45.5))
    if fits:
        assert np.isnan(value_at(read(tmp_path, no_data=no_data), SPOT))
        return
    with pytest.raises(AqmapError) as caught:
        read(tmp_path, no_data=no_data)
    assert [(f.code, f.at) for f in caught.value.faults] == [("raster_no_data", "underlay.no_data")]


AROUND = (80.5, 42.5, 81.5, 43.5)
"""Of the products' files, whose grids of 0.1° run from 80 to 84 E and from 42 to 45 N."""


def of_product(folder: Path, raster: Path, **said: Any) -> Grid:
    spec = spec_of(raster=raster.name, period="2021", **said)
    return read_underlay(spec, folder, AROUND, folder / "layers" / "pm25.toml")


def test_a_product_s_file_is_read_as_zonal_reads_it(tmp_path: Path) -> None:
    grid = of_product(tmp_path, acag(tmp_path, plane()))
    # Row 17 and column 8 of the plane, 20 + 17 / 2 + 8 / 8; the file's rows run northward.
    assert value_at(grid, (80.85, 43.25)) == 29.5
    assert value_at(grid, (80.899, 43.201)) == 29.5
    assert grid.unit == "µg/m³"
    assert grid.origin is not None
    assert "acs.est.1c05309" in grid.origin.cite
    assert of_product(tmp_path, acag(tmp_path, plane()), unit=None).unit == "µg/m³"
    in_milligrams = of_product(tmp_path, acag(tmp_path, plane()), unit="毫克/立方米")
    assert value_at(in_milligrams, (80.85, 43.25)) == pytest.approx(0.0295)


def test_longitudes_to_360_lie_in_the_west(tmp_path: Path) -> None:
    lat, lon = centres(west=280.0)
    path = tmp_path / "CHAP_PM2.5_Y1K_2021_V4.nc"
    write_netcdf(path, "PM2.5", plane(), {"lat": lat, "lon": lon}, {"units": "ug/m3"})
    spec = spec_of(raster=path.name, period="2021")
    grid = read_underlay(spec, tmp_path, (-79.5, 42.5, -78.5, 43.5), tmp_path / "pm25.toml")
    assert value_at(grid, (-79.15, 43.25)) == 29.5


def test_what_of_a_product_does_not_fit_the_layer_is_refused(tmp_path: Path) -> None:
    def refused(raster: Path, **said: Any) -> str:
        with pytest.raises(AqmapError) as caught:
            of_product(tmp_path, raster, **said)
        return caught.value.faults[0].code

    path = acag(tmp_path, plane(), dates="202001-202012")
    assert refused(path) == "grid_other_period"
    nameless = path.rename(tmp_path / "grid.nc")
    assert refused(nameless) == "raster_format"
    assert refused(nameless, product="fusion") == "grid_product_none"
    assert refused(nameless, product="clcd") == "underlay_classes"
    assert refused(nameless, product="acag-v5", unit="人") == "grid_other_unit"
    (tmp_path / "grids.toml").write_text(
        '[fusion]\ntitle = "融合格网"\nkind = "mean"\nvariable = ["GWRPM25"]\ncrs = "EPSG:4326"\n',
        encoding="utf-8",
    )
    assert value_at(of_product(tmp_path, nameless, product="fusion"), (80.85, 43.25)) == 29.5
