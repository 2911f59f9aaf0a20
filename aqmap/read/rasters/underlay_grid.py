"""A raster → a grid over degrees: only what lies around the counties, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aqmap.book.underlays import Grid, GridOrigin
from aqmap.errors import CrsError, Fault, SourceError, SpecError
from aqmap.files.outputs import checksum
from aqmap.files.read_record import note_checksum
from aqmap.files.text_files import read_bytes, require_regular_file
from aqmap.geo import ReferenceSystem, named_crs, needs_no_shift
from aqmap.read.rasters.band_facts import band_of, require_no_data, unit_of
from aqmap.read.rasters.gdal_files import opened
from aqmap.read.rasters.grid_layer import GridLayer, Packing, require_block
from aqmap.read.rasters.grid_products import GridProduct, products_of
from aqmap.read.rasters.open_grid import open_grid
from aqmap.read.rasters.tiff_layers import band_layer, lattice_of
from aqmap.workspace.layer_parts.underlay_specs import Underlay

if TYPE_CHECKING:
    import rasterio

Extent = tuple[float, float, float, float]
"""West, south, east and north end, in degrees."""

MAX_BYTES = 500_000_000
_MOST_CELLS, _CELLS_AT_ONCE = 400_000_000, 16_000_000
_MOST_A_SIDE = 4000
"""Of what is kept: finer than paper shows."""
_SIGNS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_AROUND = 0.1
"""How much more than the counties is kept, in parts of their extent."""
_FINER = 4
"""A grid that is turned to degrees has cells so much smaller: none moves by more than an eighth."""
_TURN = 360.0


def read_underlay(spec: Underlay, folder: Path, extent: Extent, own_file: Path) -> Grid:
    """
    Read a grid that lies under counties.

    Parameters
    ----------
    spec
        Its file, and what the file does not say.
    folder
        The workspace; the file must lie inside it. A product may be declared in it.
    extent
        Of the counties.
    own_file
        The layer's file, for messages on what it says.

    Returns
    -------
    grid
        With the file's scale and offset; no-data, NaN and infinities are NaN.

    Raises
    ------
    SourceError
        If the file is missing, outside the workspace, damaged, too large, turned, without a
        position or a value at the counties. If it is of no product: if it is no GeoTIFF, of
        several bands of which none is named, a picture, without a unit or of another than the
        layer says, or cannot hold the layer's no-data. Else as `open_grid`, or if it has another
        period than the layer says.
    SpecError
        If there is no such product, or one of classes.
    CrsError
        If no reference system is said, or one that is none of WGS 84's or CGCS2000's.
    """
    path = folder / spec.raster
    if Path(spec.raster).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(Fault("outside_workspace", own_file, "underlay.raster",
                                found=spec.raster))  # fmt: skip
    require_regular_file(path)
    product = _product_of(spec, folder, own_file)
    opening = _of_product(spec, path, product) if product else _declared(spec, path, own_file)
    with opening as layer:
        grid = _grid_of(layer, extent)
    if not np.isfinite(grid.values).any():
        raise SourceError(Fault("raster_elsewhere", path))
    if product is None:
        return grid
    unit = spec.unit.zh if spec.unit else (product.unit or layer.unit).replace("m3", "m³")
    factor = layer.factor_to(unit) if layer.unit else 1.0
    origin = GridOrigin(product.title, product.cite, product.licence)
    return replace(grid, values=grid.values * factor, unit=unit, origin=origin)


def _product_of(spec: Underlay, folder: Path, own_file: Path) -> GridProduct | None:
    """Return the product that the layer names, or whose files are called so; or none."""
    products = products_of(folder)
    name = Path(spec.raster).name
    fitting = [product for product in products.values() if product.fits(name)]
    product = fitting[0] if len(fitting) == 1 else None
    if spec.product:
        product = products.get(spec.product)
        if product is None:
            raise SpecError(Fault("grid_product_none", own_file, "underlay.product",
                                  found=spec.product, known=", ".join(products)))  # fmt: skip
    if product is not None and product.kind == "classes":
        raise SpecError(Fault("underlay_classes", own_file, "underlay.raster", product=product.id))
    return product


@contextmanager
def _of_product(spec: Underlay, path: Path, product: GridProduct) -> Iterator[GridLayer]:
    """Open a file of a product and yield its layer of the period that the underlay says."""
    note_checksum(path, checksum(path))
    with open_grid(path, product, spec.period) as layers:
        fitting = [layer for layer in layers if layer.period == spec.period]
        if len(fitting) != 1:
            found = ", ".join(dict.fromkeys(layer.period for layer in layers[:12]))
            raise SourceError(Fault("grid_other_period", path, found=found, told=spec.period))
        yield fitting[0]


@contextmanager
def _declared(spec: Underlay, path: Path, own_file: Path) -> Iterator[GridLayer]:
    """Open a GeoTIFF of no product: the underlay says what it does not say itself."""
    content = read_bytes(path, max_bytes=MAX_BYTES)
    if not content.startswith(_SIGNS):
        raise SourceError(Fault("raster_format", path))
    with opened(path, content=content) as raster:
        require_no_data(raster, spec, own_file)
        if any(np.dtype(kind).kind not in "iuf" for kind in raster.dtypes):
            raise SourceError(Fault("raster_numbers", path, found=raster.dtypes[0]))
        band = band_of(raster, spec, path)
        require_block(raster.block_shapes[band - 1], path)
        no_data = () if spec.no_data is None else (spec.no_data,)
        yield band_layer(
            raster,
            band,
            path,
            GridProduct(id="declared", title=spec.title, kind="mean"),
            period=spec.period,
            unit=unit_of(raster, spec, path, band),
            lattice=lattice_of(raster, _crs_of(raster, spec, path), path),
            packing=Packing(raster.scales[band - 1], raster.offsets[band - 1], no_data),
        )


def _crs_of(raster: rasterio.DatasetReader, spec: Underlay, path: Path) -> ReferenceSystem:
    """Return the file's reference system, or the one that the layer says where it has none."""
    own = raster.crs
    written = spec.crs
    if own:
        code = own.to_epsg()
        written = f"EPSG:{code}" if code else own.to_wkt(version="WKT2_2019")
    crs = named_crs(written, path)
    if crs is None:
        raise CrsError(Fault("raster_crs", path))
    if not needs_no_shift(crs):
        raise CrsError(Fault("datum_unfit", path, found=crs.name))
    return crs


def _grid_of(layer: GridLayer, extent: Extent) -> Grid:
    """Return what of a layer lies around the counties, over degrees."""
    lattice, crs = layer.lattice, layer.lattice.crs
    left, bottom, right, top = _in_system(_grown(extent), crs)
    # Longitudes may be counted from 0 to 360.
    turn = _TURN if crs.is_geographic and right <= lattice.x.start else 0.0
    rows, columns = lattice.within((left + turn, bottom, right + turn, top))
    if not rows or not columns:
        raise SourceError(Fault("raster_elsewhere", layer.path))
    if len(rows) * len(columns) > _MOST_CELLS:
        size = f"{len(columns)} × {len(rows)}"
        raise SourceError(Fault("raster_large", layer.path, found=size))
    values = _thinned(layer, rows, columns)
    grid = Grid(
        values,
        lattice.x.start + lattice.x.step * columns.start - turn,
        lattice.y.start - lattice.y.step * rows.start,
        # Of a grid that is thinned a cell is larger than in the file.
        lattice.x.step * _step(columns),
        lattice.y.step * _step(rows),
        layer.unit,
    )
    return grid if crs.is_geographic else _over_degrees(grid, crs)


def _grown(extent: Extent) -> Extent:
    west, south, east, north = extent
    x, y = _AROUND * (east - west), _AROUND * (north - south)
    return west - x, south - y, east + x, north + y


def _in_system(extent: Extent, crs: ReferenceSystem) -> Extent:
    """Return the extent of some degrees in a reference system."""
    from rasterio.warp import transform_bounds  # noqa: PLC0415

    if crs.is_geographic:
        return extent
    left, bottom, right, top = transform_bounds("EPSG:4326", crs.to_wkt(), *extent)
    return left, bottom, right, top


def _step(cells: range) -> int:
    return ceil(len(cells) / _MOST_A_SIDE)


def _thinned(layer: GridLayer, rows: range, columns: range) -> np.ndarray:
    """Read a window in strips; of more cells than paper can show every second, third, …"""
    down, across = _step(rows), _step(columns)
    picked = np.minimum(np.arange(0, len(columns), across) + across // 2, len(columns) - 1)
    strip = max(_CELLS_AT_ONCE // len(columns) // down, 1) * down
    parts = []
    for start in range(rows.start, rows.stop, strip):
        part = range(start, min(start + strip, rows.stop))
        kept = np.minimum(np.arange(0, len(part), down) + down // 2, len(part) - 1)
        parts.append(layer.read(part, columns)[np.ix_(kept, picked)])
    return np.concatenate(parts)


def _over_degrees(grid: Grid, crs: ReferenceSystem) -> Grid:
    """Return a projected grid over degrees, each cell with the value of the one it lies in."""
    from rasterio.transform import Affine  # noqa: PLC0415
    from rasterio.warp import Resampling, calculate_default_transform, reproject  # noqa: PLC0415

    rows, columns = grid.values.shape
    bounds = (grid.west, grid.north - rows * grid.height, grid.west + columns * grid.width,
              grid.north)  # fmt: skip
    step, width, height = calculate_default_transform(
        crs.to_wkt(), "EPSG:4326", columns, rows, *bounds
    )
    finer = min(_FINER, _MOST_A_SIDE / max(width, height))
    width, height = ceil(width * finer), ceil(height * finer)
    step = Affine(step.a / finer, 0, step.c, 0, step.e / finer, step.f)
    values = np.full((height, width), np.nan)
    reproject(
        grid.values,
        values,
        src_transform=Affine(grid.width, 0, grid.west, 0, -grid.height, grid.north),
        src_crs=crs.to_wkt(),
        src_nodata=np.nan,
        dst_transform=step,
        dst_crs="EPSG:4326",
        dst_nodata=np.nan,
        resampling=Resampling.nearest,
    )
    return Grid(values, step.c, step.f, step.a, -step.e, grid.unit)
