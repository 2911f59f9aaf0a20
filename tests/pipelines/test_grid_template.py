"""The workspace ``grids``: a synthetic grid over maps, said so wherever it is drawn."""

from pathlib import Path

import numpy as np
import pytest
import rasterio

import aqmap
from aqmap.pipelines.lay_workspace import lay_workspace
from tests.demonstration_grid import demonstration_field, demonstration_values

TEMPLATE = Path(aqmap.__file__).with_name("templates") / "grids"
GRID = "data/grids/synthetic_pm25_2025.tif"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return lay_workspace(tmp_path_factory.mktemp("laid") / "grids", template="grids")


@pytest.fixture(scope="module")
def book(workspace):
    return aqmap.make_book(workspace)


def test_the_carried_grid_is_the_function_that_it_is_said_to_be(workspace):
    assert (workspace / GRID).stat().st_size < 5000
    with rasterio.open(workspace / GRID) as file:
        stored = file.read(1, masked=True)
        step = file.transform
    values = np.where(stored.mask, np.nan, stored.data * 0.1)
    np.testing.assert_allclose(values, demonstration_values(), equal_nan=True)
    # The middle of row 20 and column 34, by the field itself: half a tenth is the packing.
    lon, lat = step.c + 34.5 * step.a, step.f + 20.5 * step.e
    at = float(demonstration_field(np.array(lon), np.array(lat)))
    assert abs(values[20, 34] - at) <= 0.05
    assert 0 < np.isnan(values).sum() < 100


def test_its_maps_say_that_they_are_synthetic(book):
    for sheet in book.sheets():
        said = sheet.underlay.notice if sheet.underlay else None
        assert said is None or said.zh == "示例数据"
    assert any(sheet.underlay for sheet in book.sheets())
    assert all("虚构" in source.title.zh for source in book.sources.values())


def test_the_carried_figures_are_what_zonal_makes_of_the_grid(workspace):
    pytest.importorskip("exactextract")
    from aqmap.pipelines.zonal.zonal_means import ZonalOptions, zonal_means

    made = zonal_means([workspace / GRID], ZonalOptions(synthetic=True), workspace=workspace)
    written = (workspace / "data" / "measured" / "grid.csv").read_text("utf-8")
    assert len(made.figures) == 6
    for figure in made.figures:
        assert f"{figure.id},{figure.place}," in written
        assert f",{figure.value}," in written
