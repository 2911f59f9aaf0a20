"""Each product's file as it comes, and each as it should not come: by name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
import rasterio
from rasterio.shutil import copy
from rasterio.transform import Affine
from rasterio.windows import Window

from aqmap.errors import AqmapError
from aqmap.read.rasters.grid_products import GridProduct, product_of, products_of, shipped_products
from aqmap.read.rasters.open_grid import open_grid
from tests.read.rasters import product_files as files
from tests.synthetic_grids import write_grid

FIELD = files.plane()


def read(path: Path, product: str = "", told: str = "") -> tuple[np.ndarray, Any]:
    """The values of a file's first layer, north up and west first, and the layer."""
    with open_grid(path, product_of(path, shipped_products(), product), told) as layers:
        layer = layers[0]
        return layer.read(range(layer.lattice.y.count), range(layer.lattice.x.count)), layer


def code_of(path: Path, product: str = "", told: str = "") -> str:
    with pytest.raises(AqmapError) as caught:
        read(path, product, told)
    (fault,) = caught.value.faults
    assert fault.said.zh
    assert fault.said.en
    return fault.code


def lies(layer: Any) -> tuple[float, ...]:
    return tuple(round(float(end), 6) for end in layer.lattice.extent)


USUAL = (80.0, 42.0, 84.0, 45.0)


# ---- each product ----
def test_a_file_is_known_by_its_makers_name_and_tells_its_period() -> None:
    told = {
        "V5GL04.HybridPM25.Asia.202101-202112.nc": ("acag-v5", "2021"),
        "V5GL0502.HybridPM25.China.202303-202303.tif": ("acag-v5", "2023-03"),
        "V6GL02.04.CNNPM25.AS.202001-202012.nc": ("acag-v6", "2020"),
        "V6GL02.04.CNNPM25.GL.202011-202011.nc4": ("acag-v6", "2020-11"),
        "CHAP_PM2.5_Y1K_2021_V4.nc": ("chap-pm25", "2021"),
        "CHAP_PM2.5_M1K_202102_V4.nc": ("chap-pm25", "2021-02"),
        "CHAP_PM2.5_D1K_20210228_V4.nc": ("chap-pm25", "2021-02-28"),
        "ECHAP_PM2.5_Y1K_2016_V3.nc": ("chap-pm25", "2016"),
        "2021_PM25_and_species.csv": ("tap-pm25", "2021"),
        "20210131_PM25_and_species.csv": ("tap-pm25", "2021-01-31"),
        "chn_ppp_2020_1km_Aggregated_UNadj.tif": ("worldpop", "2020"),
        "chn_pop_2025_CN_100m_R2025A_v1.tif": ("worldpop", "2025"),
        "GHS_POP_E2020_GLOBE_R2023A_54009_1000_V1_0_R4_C22.tif": ("ghs-pop", "2020"),
        "CLCD_v01_2021_albert_xinjiang.tif": ("clcd", "2021"),
        "ESA_WorldCover_10m_2021_v200_N42E081_Map.tif": ("worldcover", "2021"),
    }
    for name, known in told.items():
        product = product_of(Path(name), shipped_products())
        assert (product.id, product.period_in(name)) == known


def test_acag_v5_runs_northward_in_single_precision(tmp_path: Path) -> None:
    values, layer = read(files.acag(tmp_path, FIELD))
    np.testing.assert_array_equal(values, FIELD)
    assert (layer.period, layer.unit, layer.label) == ("2021", "ug/m3", "variable GWRPM25")
    assert lies(layer) == USUAL


def test_acag_v6_takes_its_unit_from_the_declaration(tmp_path: Path) -> None:
    values, layer = read(files.acag_v6(tmp_path, FIELD))
    np.testing.assert_array_equal(values, FIELD)
    assert (layer.period, layer.unit, lies(layer)) == ("2021", "µg/m3", USUAL)


def test_axes_of_longitude_first_with_the_sea_masked(tmp_path: Path) -> None:
    lat, lon = files.centres()
    field = FIELD.copy()
    field[:, :5] = np.nan
    path = tmp_path / "V5GL02.HybridPM25.China.202103-202103.nc"
    files.write_netcdf(path, "GWRPM25", field.T, {"lon": lon, "lat": lat})
    values, layer = read(path)
    np.testing.assert_array_equal(values, field)
    assert layer.period == "2021-03"


def test_chap_is_unpacked_after_its_fill_is_taken_out(tmp_path: Path) -> None:
    field = np.rint(FIELD * 10) / 10
    field[3, 4] = np.nan
    values, layer = read(files.chap(tmp_path, field))
    np.testing.assert_allclose(values, field, rtol=1e-12)
    assert np.isnan(values[3, 4])
    assert np.nanmax(values) < 100, "65535 × 0.1 is no value"
    moved, _ = read(files.chap(tmp_path, field, attrs={"add_offset": 7.0}))
    np.testing.assert_allclose(moved, field + 7, rtol=1e-12)
    assert (layer.period, lies(layer)) == ("2021", USUAL)


def test_chaps_old_eastern_set_has_an_undeclared_fill_and_axes_of_other_names(
    tmp_path: Path,
) -> None:
    lat, lon = files.centres()
    path = tmp_path / "ECHAP_PM2.5_Y1K_2016_V3.nc"
    field = FIELD.copy()
    field[0, 0] = -999
    files.write_netcdf(path, "PM2.5", field, {"Lat": lat, "Lon": lon})
    values, layer = read(path)
    assert np.isnan(values[0, 0])
    assert values[1, 1] == FIELD[1, 1]
    assert layer.period == "2016"


def test_taps_rows_become_a_grid_whatever_their_order(tmp_path: Path) -> None:
    field = FIELD.copy()
    field[7] = np.nan  # a row without cells
    field[2, 3] = np.nan
    values, layer = read(files.tap(tmp_path, field))
    np.testing.assert_array_equal(values, field)
    assert (layer.period, layer.label, lies(layer)) == ("2021", "column PM2.5", USUAL)


def test_taps_tiles_of_1_km_have_their_places_in_a_table_beside_them(tmp_path: Path) -> None:
    field = FIELD.copy()
    field[2, 3] = field[0] = np.nan
    path = files.tap_1km(tmp_path, field)
    values, layer = read(path)
    np.testing.assert_array_equal(values, field)
    assert (layer.period, layer.product.id, lies(layer)) == ("2021-02-01", "tap-pm25-1km", USUAL)
    beside = tmp_path / "Tile_074_lonlat.csv"
    places = beside.read_text().splitlines()
    beside.write_text("\n".join(places[:-1]))
    assert code_of(path) == "grid_cell_placeless"
    beside.unlink()
    assert code_of(path) == "file_missing"
    assert code_of(files.tap_1km(tmp_path, FIELD, day=366)) == "grid_period"


def test_cams_gives_a_month_a_step_in_kilograms(tmp_path: Path) -> None:
    months = np.full((3, 241, 480), 30.0)
    months[1] = 40.0
    path = files.cams(tmp_path, months)
    with open_grid(path, shipped_products()["cams-pm25"]) as layers:
        assert [layer.period for layer in layers] == ["2021-01", "2021-02", "2021-03"]
        assert [layer.label for layer in layers][1] == "variable pm2p5; step 2"
        value = layers[1].read(range(60, 61), range(109, 110)) * layers[1].factor_to("微克/立方米")
        np.testing.assert_allclose(value, 40.0, rtol=1e-6)
        assert lies(layers[0]) == (-0.375, -90.375, 359.625, 90.375)


def test_cams_as_grib_tells_its_month_and_unit_by_its_tags(tmp_path: Path) -> None:
    step = Affine(0.75, 0, 79.875, 0, -0.75, 45.375)
    source = write_grid(tmp_path / "source.tif", np.full((5, 6), 3.5e-8), step)
    path = tmp_path / "data.grib"
    copy(source, path, driver="GRIB", DATA_ENCODING="IEEE_FLOATING_POINT",
         IDS="CENTER=98 REF_TIME=2021-03-01T00:00:00Z")  # fmt: skip
    values, layer = read(path, "cams-pm25")
    assert (layer.period, layer.unit) == ("2021-03", "kg/m3")
    np.testing.assert_allclose(values, 3.5e-8, rtol=1e-6)
    assert layer.lattice.crs.to_epsg() == 4326


def test_people_and_classes_are_whole_numbers_that_need_no_scale(tmp_path: Path) -> None:
    counts = np.full((4, 5), 12.0)
    counts[0, 0] = np.nan
    values, layer = read(files.people(tmp_path, counts))
    np.testing.assert_array_equal(values, counts)
    assert (layer.unit, layer.period) == ("人", "2021")
    classes = np.array([[1, 2], [9, 0]])
    values, layer = read(files.land_cover(tmp_path, classes))
    np.testing.assert_array_equal(values, [[1, 2], [9, np.nan]])
    assert (layer.unit, layer.label) == ("", "band 1")


def test_worldcover_has_classes_in_degrees_with_a_colour_table(tmp_path: Path) -> None:
    path = tmp_path / "ESA_WorldCover_10m_2021_v200_N42E081_Map.tif"
    step = Affine(1 / 12000, 0, 81, 0, -1 / 12000, 45)
    write_grid(path, np.array([[10, 100], [0, 30]], "uint8"), step, nodata=0)
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {10: (0, 100, 0, 255)})
    values, layer = read(path)
    np.testing.assert_array_equal(values, [[10, 100], [np.nan, 30]])
    assert (layer.period, layer.product.classes[10].indicator) == ("2021", "forest_area")


def test_ghs_pop_in_mollweide(tmp_path: Path) -> None:
    path = tmp_path / "GHS_POP_E2020_GLOBE_R2023A_54009_1000_V1_0_R4_C22.tif"
    step = Affine(1000, 0, 6_800_000, 0, -1000, 5_300_000)
    write_grid(path, np.array([[3.5, -200.0]]), step, crs="ESRI:54009", nodata=-200)
    values, layer = read(path)
    np.testing.assert_array_equal(values, [[3.5, np.nan]])
    assert (layer.period, layer.lattice.crs.is_projected) == ("2020", True)


def test_a_workspace_declares_a_product_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "grids.toml").write_text(
        '[local]\ntitle = "本地格网"\nfiles = ["local_<YYYYMM>_*.tif"]\nkind = "mean"\n'
        'unit = "mg/m3"\nscale = 0.001\ncrs = "EPSG:4490"\nindicator = "pm25"\n',
        encoding="utf-8",
    )
    path = files.people(tmp_path, np.full((2, 2), 30.0), name="local_202106_v1.tif", crs=None)
    product = product_of(path, products_of(tmp_path))
    with open_grid(path, product) as (layer,):
        np.testing.assert_allclose(layer.read(range(1), range(1)), 0.03)
        assert (layer.period, layer.factor_to("微克/立方米")) == ("2021-06", 1000.0)
    assert "acag-v5" in products_of(tmp_path)


# ---- orientation ----
def test_a_tiff_whose_cells_are_points_lies_half_a_cell_beside_its_corner(tmp_path: Path) -> None:
    path = files.people(tmp_path, np.full((2, 2), 1.0), name="a_ppp_2021.tif")
    with rasterio.open(path, "r+") as file:
        file.update_tags(AREA_OR_POINT="Point")
    assert lies(read(path)[1]) == (80.0, 44.8, 80.2, 45.0), "GDAL has moved the corner already"


def test_rows_that_run_northward_in_a_tiff(tmp_path: Path) -> None:
    path = tmp_path / "x_ppp_2021.tif"
    write_grid(path, np.arange(6.0).reshape(3, 2), Affine(0.1, 0, 80, 0, 0.1, 44.7))
    values, layer = read(path)
    np.testing.assert_array_equal(values, [[4, 5], [2, 3], [0, 1]])
    assert lies(layer) == (80.0, 44.7, 80.2, 45.0)


# ---- what a file does not say is asked for ----
def test_what_is_not_said_is_refused_by_name(tmp_path: Path) -> None:
    unknown = files.people(tmp_path, np.ones((2, 2)), name="grid.tif")
    assert code_of(unknown) == "grid_product"
    assert code_of(unknown, "worldpop") == "grid_period"
    assert code_of(unknown, "none") == "grid_product_none"
    named = files.people(tmp_path, np.ones((2, 2)), name="x_ppp_2021.tif")
    assert code_of(named, told="2020") == "grid_other_period"
    nowhere = files.people(tmp_path, np.ones((2, 2)), name="GHS_POP_E2020_GLOBE_x.tif", crs=None)
    assert code_of(nowhere) == "grid_crs"
    shifted = files.people(tmp_path, np.ones((2, 2)), name="y_ppp_2021.tif", crs="EPSG:4214")
    assert code_of(shifted) == "datum_unfit"


def test_units_and_scales_that_are_not_the_products(tmp_path: Path) -> None:
    assert read(files.chap(tmp_path, FIELD, attrs={"units": "ug m-3"}))[1].unit == "µg/m3"
    assert code_of(files.chap(tmp_path, FIELD, attrs={"units": "K"})) == "grid_other_unit"
    assert code_of(files.chap(tmp_path, FIELD, attrs={"units": "unknown"})) == "grid_other_unit"
    lat, lon = files.centres()
    path = tmp_path / "CHAP_PM2.5_Y1K_2020_V4.nc"
    files.write_netcdf(path, "PM2.5", np.rint(FIELD * 10).astype("int16"), {"lat": lat, "lon": lon})
    assert code_of(path) == "grid_packed"
    assert code_of(path, "acag-v5") == "grid_variable"
    declared = {"id": "x", "title": "x", "kind": "mean", "scale": 1, "crs": "EPSG:4326"}
    product = GridProduct.model_validate(declared)
    with (
        pytest.raises(AqmapError, match="unit"),
        open_grid(files.people(tmp_path, np.ones((2, 2))), product, "2021"),
    ):
        pass


def test_axes_without_even_cells(tmp_path: Path) -> None:
    lat, lon = files.centres((4, 4))
    path = tmp_path / "V5GL04.HybridPM25.Asia.202101-202112.nc"
    broken = np.where(lon > 80.25, lon + 200, lon)  # as if it went on behind 180 degrees
    files.write_netcdf(path, "GWRPM25", FIELD[:4, :4], {"lat": lat, "lon": broken})
    assert code_of(path) == "grid_axis"
    files.write_netcdf(path, "GWRPM25", FIELD[:4, :4], {"y": lat, "x": lon})
    assert code_of(path) == "grid_axes"
    table = tmp_path / "2021_PM25_and_species.csv"
    table.write_text("GridID,X_Lon,Y_Lat,PM2.5\n1,80,44,30\n2,80,44,31\n3,81,45,3\n")
    assert code_of(table) == "grid_cell_twice"
    table.write_text("GridID,X_Lon,Y_Lat,PM2.5\n1,80,44,30\n2,80.1,x,31\n")
    assert code_of(table) == "grid_row"
    table.write_text("GridID,PM2.5\n1,30\n")
    assert code_of(table) == "grid_variable"


def test_steps_of_time_that_nothing_explains(tmp_path: Path) -> None:
    path = files.cams(tmp_path, np.full((2, 4, 4), 30.0))
    declared = {"kind": "mean", "variable": ["pm2p5"], "unit": "kg/m3", "crs": "EPSG:4326"}
    hours = GridProduct.model_validate({"id": "hours", "title": "x", **declared})
    with pytest.raises(AqmapError) as caught, open_grid(path, hours):
        pass
    assert caught.value.faults[0].code == "grid_steps"


def test_bad_rasters_by_name(tmp_path: Path) -> None:
    one = np.ones((2, 2), "float32")
    turned = Affine(0.098, 0.017, 80, 0.017, -0.098, 45)
    assert code_of(write_grid(tmp_path / "a_ppp_2021.tif", one, turned)) == "raster_turned"
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        unplaced = write_grid(tmp_path / "b_ppp_2021.tif", one, Affine.identity())
    assert code_of(unplaced) == "raster_unplaced"
    step = Affine(0.1, 0, 80, 0, -0.1, 45)
    bands = np.ones((3, 2, 2), "uint8")
    picture = write_grid(tmp_path / "c_ppp_2021.tif", bands, step, photometric="RGB")
    assert code_of(picture) == "grid_bands"
    waves = write_grid(tmp_path / "d_ppp_2021.tif", one.astype("complex64"), step)
    assert code_of(waves) == "raster_numbers"
    whole = files.people(tmp_path, np.ones((300, 300)), name="e_ppp_2021.tif").read_bytes()
    cut = tmp_path / "f_ppp_2021.tif"
    cut.write_bytes(whole[: len(whole) // 2])
    assert code_of(cut) == "raster_damaged"
    whole = files.acag(tmp_path, FIELD).read_bytes()
    cut = tmp_path / "V5GL04.HybridPM25.Asia.202001-202012.nc"
    cut.write_bytes(whole[: len(whole) // 2])
    assert code_of(cut) == "grid_damaged"


def test_virtual_zipped_and_distant_rasters_are_not_opened(tmp_path: Path) -> None:
    virtual = tmp_path / "a_ppp_2021.tif"
    virtual.write_text('<VRTDataset rasterXSize="500000" rasterYSize="400000"></VRTDataset>')
    assert code_of(virtual) == "grid_format"
    archive = tmp_path / "b_ppp_2021.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(files.people(tmp_path, np.ones((2, 2))), "b_ppp_2021.tif")
    assert code_of(archive, "worldpop") == "grid_zipped"
    assert code_of(archive / "b_ppp_2021.tif") == "grid_zipped"
    assert code_of(Path("/vsizip") / archive / "b_ppp_2021.tif") == "grid_zipped"
    assert code_of(Path("https://example.org/b_ppp_2021.tif")) == "grid_zipped"
    assert code_of(tmp_path / "none_ppp_2021.tif") == "file_missing"


def test_a_netcdf_file_that_is_partly_another_file_is_not_followed(tmp_path: Path) -> None:
    values = files.acag(tmp_path, FIELD)
    other = values.rename(tmp_path / "other.h5")
    numbers = tmp_path / "numbers.bin"
    numbers.write_bytes(FIELD.tobytes())
    layout = h5py.VirtualLayout(FIELD.shape, "f8")
    layout[:] = h5py.VirtualSource(str(other), "GWRPM25", FIELD.shape)
    with h5py.File(values, "w", libver="latest") as file:
        file["GWRPM25"] = h5py.ExternalLink(str(other), "/GWRPM25")
    assert code_of(values) == "grid_linked"
    with h5py.File(values, "w", libver="latest") as file:
        file.create_virtual_dataset("GWRPM25", layout)
    assert code_of(values) == "grid_linked"
    with h5py.File(values, "w") as file:
        held = [(str(numbers), 0, FIELD.nbytes)]
        file.create_dataset("within/GWRPM25", FIELD.shape, "f8", external=held)
        file["within/itself"] = file["within"]
    assert code_of(values) == "grid_linked"
    with h5py.File(values, "w") as file:
        file["GWRPM25"] = h5py.SoftLink("/nothing")
    assert code_of(values) == "grid_damaged"


def test_of_a_file_of_200_gigabytes_only_the_blocks_of_the_places_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a_ppp_2021.tif"
    known = {"driver": "GTiff", "count": 1, "dtype": "uint8", "crs": "EPSG:4326", "nodata": 255}
    with rasterio.open(path, "w", height=400_000, width=500_000, sparse_ok=True, tiled=True,
                       transform=Affine(2e-4, 0, 50, 0, -2e-4, 85), blockxsize=2048,
                       blockysize=2048, compress="deflate", **known) as file:  # fmt: skip
        file.write(np.full((100, 100), 7, "uint8"), 1, window=Window(150_000, 200_000, 100, 100))
    assert path.stat().st_size < 10_000_000
    with open_grid(path, shipped_products()["worldpop"]) as (layer,):
        values = layer.read(range(199_999, 200_002), range(150_099, 150_102))
    np.testing.assert_array_equal(values[0], [np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(values[1], [7, np.nan, np.nan])


def test_a_block_of_200_gigabytes_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a_ppp_2021.tif"
    step = Affine(0.001, 0, 80, 0, -0.001, 45)
    shape = {"height": 200_000, "width": 500_000, "blockxsize": 500_000, "blockysize": 200}
    known = {"driver": "GTiff", "count": 1, "dtype": "uint8", "crs": "EPSG:4326"}
    with rasterio.open(path, "w", transform=step, sparse_ok=True, compress="deflate",
                       **known, **shape):  # fmt: skip
        pass
    assert path.stat().st_size < 10_000_000
    assert code_of(path) == "raster_large"


def test_nan_and_infinities_are_no_values(tmp_path: Path) -> None:
    field = FIELD[:2, :3].copy()
    field[0] = np.nan, np.inf, -np.inf
    values, _ = read(files.acag(tmp_path, field, fill=-999.0))
    assert np.isnan(values[0]).all()
    np.testing.assert_array_equal(values[1], FIELD[1, :3])
