"""
What aqmap answers of Argleton's questions, in the words of its adapters.

A question is answered where aqmap has the function that it asks for, or reads what a line of
arithmetic then answers (an index of two bands, a slope). Areas are those on the ground: questions
for areas in the plane of a map are not aqmap's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import shapely
from argleton.model import Outcome, Probe

from aqmap.decide.compose.overlay_marks import compose_marks
from aqmap.errors import AqmapError
from aqmap.files.read_table import read_table
from aqmap.files.table_columns import Column, TableColumns
from aqmap.geo import WGS84, areas_km2
from aqmap.read.geodata.layer_files import read_layer
from aqmap.read.geodata.overlays import read_overlay
from aqmap.read.rasters.grid_layer import GridLayer
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.open_grid import open_grid
from aqmap.read.rasters.zonal.coverage_weights import CoverageWeights
from aqmap.read.rasters.zonal.zonal_sums import Asked, ZonalSums
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.layers import OverlaySpec

LEGEND = {1: {"name": "林地"}, 2: {"name": "城镇"}, 3: {"name": "水域"}}


def adapter(probe: Probe, folder: Path) -> Outcome:
    """Answer a probe, refuse it in aqmap's words, or say that aqmap is not asked such things."""
    answer = _ANSWERS.get(probe.operation)
    if answer is None:
        return Outcome(unsupported=True)
    words = [word.split("=", 1)[-1] for word in probe.arguments]
    try:
        return Outcome(answer=answer(folder, *words))
    except AqmapError as refused:
        return Outcome(refusal="; ".join(fault.said.en for fault in refused.faults))


# ---- grids ----
@cache
def _product(band: int | None, kind: str) -> GridProduct:
    declared: dict[str, Any] = {"id": "x", "title": "x", "kind": kind, "band": band}
    held = {"classes": LEGEND} if kind == "classes" else {"unit": "米", "scale": 1}
    return GridProduct.model_validate(declared | held)


@contextmanager
def _grid(path: Path, band: int | None = None, kind: str = "mean") -> Iterator[GridLayer]:
    with open_grid(path, _product(band, kind), "2021") as (layer,):
        yield layer


def _values(layer: GridLayer) -> np.ndarray:
    return layer.read(range(layer.lattice.y.count), range(layer.lattice.x.count))


def _summed(path: Path, kind: str = "mean") -> ZonalSums:
    """Return the sums within a grid's own outline."""
    with _grid(path, kind=kind) as layer:
        shape = shapely.box(*layer.lattice.extent)
        outline = geopandas.GeoDataFrame(geometry=[shape], crs=layer.lattice.crs)
        sums = ZonalSums(1, Asked())
        sums.add(layer, CoverageWeights(layer.lattice, layer.blocks, outline))
    return sums


def raster_mean(folder: Path, grid: str) -> float:
    sums = _summed(folder / grid)
    return float((sums.weighted / sums.covered)[0])


def class_area_m2(folder: Path, grid: str, resolution: str, number: str) -> float:
    """Classes are never laid on another grid: their areas are those of their own cells."""
    classes = _summed(folder / grid, "classes").classes
    return float(classes.get(int(number), np.zeros(1))[0])


def ndvi_mean(folder: Path, grid: str, red_band: str, nir_band: str) -> float:
    bands = []
    for number in (red_band, nir_band):
        with _grid(folder / grid, int(number)) as layer:
            bands.append(_values(layer))
    red, near = bands
    return float(np.mean((near - red) / (near + red)))


def lowest_cell_easting(folder: Path, grid: str) -> float:
    with _grid(folder / grid) as layer:
        values = _values(layer)
        _, column = np.unravel_index(np.argmin(values), values.shape)
        edges = layer.lattice.column_edges()
    return float(edges[column] + edges[column + 1]) / 2


def mean_slope_degrees(folder: Path, grid: str) -> float:
    with _grid(folder / grid) as layer:
        x, y = layer.lattice.x, layer.lattice.y
        south, east = np.gradient(_values(layer), y.step, x.step)
    return float(np.degrees(np.arctan(np.hypot(south, east))).mean())


def raster_ground_area_m2(folder: Path, grid: str) -> float:
    with _grid(folder / grid) as layer:
        return float(layer.lattice.cell_areas().sum() * layer.lattice.x.count)


# ---- features ----
def _features(folder: Path, file: str, **told: str) -> geopandas.GeoDataFrame:
    """Return the features of an overlay of a workspace, in degrees."""
    return read_overlay(_overlay(file, **told), folder)


def _overlay(file: str, **told: str) -> OverlaySpec:
    declared = {"kind": "overlay", "id": "x", "title": "x", "source": "x", "file": file, **told}
    return OverlaySpec.model_validate(declared)


def _homes(folder: Path, file: str, zones: str, name: str = "") -> list[str]:
    """Return the zone that each feature of an overlay is counted in, or none."""
    counties = _features(folder, zones, code=name).assign(role="core")
    features = _features(folder, file)
    marks = compose_marks(_overlay(file), features, counties, [], Indicators({}))
    return [mark.place for mark in marks.features]


def points_in_polygon_count(folder: Path, points: str, zone: str) -> int:
    return sum(map(bool, _homes(folder, points, zone)))


def wells_in_districts(folder: Path, wells: str, districts: str) -> int:
    return sum(map(bool, _homes(folder, wells, districts)))


def ships_in_zone(folder: Path, zone: str, ships: str) -> int:
    return sum(map(bool, _homes(folder, ships, zone)))


def district_of_parcel(folder: Path, parcel: str, districts: str) -> str:
    return _homes(folder, parcel, districts, "district")[0]


def feature_count(folder: Path, file: str, layer: str) -> int:
    return len(read_layer(folder / file, lambda _: layer).rows)


def ground_area_m2(folder: Path, file: str) -> float:
    return sum(areas_km2(_features(folder, file)).values()) * 1e6


def parcel_area_m2(folder: Path, corners: str) -> float:
    ring = shapely.Polygon(shapely.get_coordinates(_features(folder, corners).geometry))
    parcel = geopandas.GeoDataFrame({"code": ["1"]}, geometry=[ring], crs=WGS84)
    return areas_km2(parcel)["1"] * 1e6


def total_population(folder: Path, places: str, table: str) -> float:
    columns = TableColumns((Column("istat_code"), Column("population", float)))
    rows = read_table(folder / table, columns).checked().rows()
    people = {row["istat_code"]: row["population"] for row in rows}
    codes = _features(folder, places, code="istat_code")["code"]
    return float(sum(people.get(code, 0) for code in codes))


_ANSWERS = {
    answer.__name__: answer
    for answer in (
        raster_mean, class_area_m2, ndvi_mean, lowest_cell_easting, mean_slope_degrees,
        raster_ground_area_m2, points_in_polygon_count, wells_in_districts, ships_in_zone,
        district_of_parcel, feature_count, ground_area_m2, parcel_area_m2, total_population,
    )
} | {"field_area_m2": ground_area_m2}  # fmt: skip
