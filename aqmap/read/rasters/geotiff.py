"""A GeoTIFF → a grid over degrees: only what lies around the counties, and nothing guessed."""

from __future__ import annotations

from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aqmap.book.underlays import Grid
from aqmap.errors import CrsError, Fault, SourceError
from aqmap.files.text_files import read_bytes, require_regular_file
from aqmap.geo import ReferenceSystem, named_crs, needs_no_shift
from aqmap.read.rasters.band_facts import band_of, require_no_data, unit_of
from aqmap.read.rasters.gdal_files import opened
from aqmap.workspace.layer_parts.underlay_specs import Underlay

if TYPE_CHECKING:
    import rasterio

Extent = tuple[float, float, float, float]
"""West, south, east and north end, in degrees."""

MAX_BYTES = 500_000_000
_MOST_PIXELS, _MOST_OF_A_BLOCK = 400_000_000, 64_000_000
_MOST_A_SIDE = 4000
"""Of what is kept: finer than paper shows."""
_SIGNS = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_AROUND = 0.1
"""How much more than the counties is kept, in parts of their extent."""
_FINER = 4
"""A grid that is turned to degrees has cells so much smaller: none moves by more than an eighth."""


def read_underlay(spec: Underlay, folder: Path, extent: Extent, own_file: Path) -> Grid:
    """
    Read a grid that lies under counties.

    Parameters
    ----------
    spec
        Its file, band, and what the file does not say.
    folder
        The workspace; the file must lie inside it.
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
        If the file is missing, outside the workspace, no GeoTIFF, damaged, too large, of several
        bands of which none is named, a picture, turned, without a position, without a unit or of
        another than the layer says, or has no value at the counties; or if no cell can hold the
        layer's no-data.
    CrsError
        If no reference system is said, or one that is none of WGS 84's or CGCS2000's.
    """
    path = folder / spec.raster
    if Path(spec.raster).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise SourceError(Fault("outside_workspace", own_file, "underlay.raster",
                                found=spec.raster))  # fmt: skip
    require_regular_file(path)
    content = read_bytes(path, max_bytes=MAX_BYTES)
    if not content.startswith(_SIGNS):
        raise SourceError(Fault("raster_format", path))
    with opened(path, content=content) as raster:
        require_no_data(raster, spec, own_file)
        grid = _grid_of(raster, spec, path, extent)
    if not np.isfinite(grid.values).any():
        raise SourceError(Fault("raster_elsewhere", path))
    return grid


def _grid_of(raster: rasterio.DatasetReader, spec: Underlay, path: Path, extent: Extent) -> Grid:
    _require_bounded(raster, path)
    band = band_of(raster, spec, path)
    unit = unit_of(raster, spec, path, band)
    crs = _crs_of(raster, spec, path)
    step = raster.transform
    if step.is_identity:
        raise SourceError(Fault("raster_unplaced", path))
    if step.b or step.d or not step.a or not step.e:
        raise SourceError(Fault("raster_turned", path))
    left, bottom, right, top = _in_system(_grown(extent), crs)
    columns = _span(left, right, step.c, step.a, raster.width)
    rows = _span(bottom, top, step.f, step.e, raster.height)
    if not columns or not rows:
        raise SourceError(Fault("raster_elsewhere", path))
    values = _values(raster, spec, band, (rows, columns))
    # Of a grid that is thinned a cell is larger than in the file.
    width, height = step.a * len(columns) / values.shape[1], step.e * len(rows) / values.shape[0]
    west, north = step.c + step.a * columns.start, step.f + step.e * rows.start
    if height > 0:  # its rows run northward
        values, north, height = values[::-1], north + height * len(values), -height
    if width < 0:
        values, west, width = values[:, ::-1], west + width * values.shape[1], -width
    grid = Grid(values, west, north, width, -height, unit)
    return grid if crs.is_geographic else _over_degrees(grid, crs)


def _require_bounded(raster: rasterio.DatasetReader, path: Path) -> None:
    """Refuse what is larger than any grid of a country, also in a single of its blocks."""
    blocks = max(height * width for height, width in raster.block_shapes)
    if raster.width * raster.height > _MOST_PIXELS or blocks > _MOST_OF_A_BLOCK:
        size = f"{raster.width} × {raster.height}"
        raise SourceError(Fault("raster_large", path, found=size))
    if any(np.dtype(kind).kind not in "iuf" for kind in raster.dtypes):
        raise SourceError(Fault("raster_numbers", path, found=raster.dtypes[0]))


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


def _span(low: float, high: float, start: float, step: float, count: int) -> range:
    """Return the columns or rows that hold a stretch; none where it lies beside the grid."""
    first, last = sorted(((low - start) / step, (high - start) / step))
    return range(max(floor(first), 0), min(ceil(last), count))


def _values(
    raster: rasterio.DatasetReader, spec: Underlay, band: int, part: tuple[range, range]
) -> np.ndarray:
    """Read a part of a band; of more cells than paper can show every second, third, …"""
    from rasterio.windows import Window  # noqa: PLC0415

    rows, columns = part
    shape = (min(len(rows), _MOST_A_SIDE), min(len(columns), _MOST_A_SIDE))
    window = Window(columns.start, rows.start, len(columns), len(rows))
    read = raster.read(band, window=window, out_shape=shape, masked=True)
    raw = np.ma.getdata(read).astype(float)
    missing = np.ma.getmaskarray(read) | ~np.isfinite(raw)
    if spec.no_data is not None:
        missing |= raw == np.float64(np.asarray(spec.no_data, dtype=read.dtype).item())
    values: np.ndarray = raw * raster.scales[band - 1] + raster.offsets[band - 1]
    values[missing] = np.nan
    return values


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
