"""NetCDF files → layers, through xarray; what is packed is unpacked here, and only here."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.read.rasters.grid_layer import (
    GridLayer,
    Packing,
    packing_of,
    require_block,
    told_period,
    unit_of_values,
)
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.hdf5_links import require_own_content
from aqmap.read.rasters.lattice import Axis, Lattice, axis_of, known_crs
from aqmap.read.rasters.tiff_layers import period_at

if TYPE_CHECKING:
    from xarray import DataArray, Dataset

_LATITUDES = ("lat", "latitude", "y_lat")
_LONGITUDES = ("lon", "long", "longitude", "x_lon")
_TIMES = ("time", "valid_time", "forecast_reference_time", "date")
_MOST_STEPS = 10_000
_ROWS_AT_ONCE = 256
_DAMAGED = (OSError, RuntimeError, ValueError, MemoryError, OverflowError)
"""What the libraries raise for files that they cannot read."""


class _Variable(GridLayer):
    """One variable of an open file, at one step of time."""

    def hold(self, array: DataArray, dims: tuple[str, str], packing: Packing) -> _Variable:
        self._array, self._dims, self._packing = array, dims, packing
        return self

    def stored(self, rows: slice, columns: slice) -> np.ndarray:
        lat, lon = self._dims
        part = self._array.isel({lat: rows, lon: columns}).transpose(lat, lon)
        try:
            numbers = part.to_numpy()
        except _DAMAGED as problem:
            raise _damaged(self.path, problem) from None
        if str(self._array.attrs.get("_Unsigned", "")).lower() == "true":
            numbers = numbers.view(f"u{numbers.dtype.itemsize}")
        return self._packing.values(numbers)


@contextmanager
def open_variables(
    path: Path, product: GridProduct, told: str = "", *, is_hdf5: bool = True
) -> Iterator[list[GridLayer]]:
    """
    Open a NetCDF file and yield its layers; they can be read while it is open.

    Parameters
    ----------
    path, product
        The file, and what it is.
    told
        Its period, where it says none itself.
    is_hdf5
        Whether it is of the format that can name other files.

    Raises
    ------
    SourceError
        If it does; if the libraries for it are not installed; if it is damaged, has no variable of
        the product, no even axes of longitude and latitude, or does not say its unit, scale or
        period.
    CrsError
        If neither it nor its product names a reference system.
    """
    try:
        import netCDF4  # noqa: F401, PLC0415
        import xarray  # noqa: PLC0415
    except ImportError:
        raise SourceError(Fault("grids_missing", path, found="netCDF4, xarray")) from None
    if is_hdf5:
        require_own_content(path)
    try:
        # Absolute: a name that begins like an address is a file here.
        file = xarray.open_dataset(path.resolve(), engine="netcdf4", decode_cf=False, cache=False)
    except (*_DAMAGED, AttributeError, KeyError) as problem:  # of objects that it does not know
        raise _damaged(path, problem) from None
    with file:
        try:
            layers = list(_layers(file, path, product, told))
        except AqmapError:
            raise
        except _DAMAGED as problem:
            raise _damaged(path, problem) from None
        yield layers


def _damaged(path: Path, problem: Exception) -> SourceError:
    return SourceError(Fault("grid_damaged", path, found=str(problem)[:80]))


def _layers(file: Dataset, path: Path, product: GridProduct, told: str) -> Iterator[GridLayer]:
    array = _variable(file, path, product)
    label = f"variable {array.name}"
    lat, y = _axis(file, array, path, _LATITUDES, northward=True)
    lon, x = _axis(file, array, path, _LONGITUDES, northward=False)
    lattice = Lattice(x, y, known_crs(_written_crs(file, array) or product.crs, path))
    blocks = _blocks(array, lat, lon)
    require_block(blocks, path)
    attrs = array.attrs
    if array.dtype.kind not in "iuf":
        raise SourceError(Fault("raster_numbers", path, found=array.dtype.name))
    unit = unit_of_values(str(attrs.get("units", "")), product, path, label)
    told_scale = _number(attrs, "scale_factor"), _number(attrs, "add_offset")
    empty = [*_numbers(attrs, "_FillValue"), *_numbers(attrs, "missing_value")]
    packing = packing_of(array.dtype, told_scale, empty, product, (path, label))
    for part, step, own in _steps(file, array, (lat, lon), path, product):
        yield _Variable(
            path,
            product,
            label=f"{label}; step {step}" if step else label,
            period=told_period(own, "" if step else told, path),
            unit=unit,
            lattice=lattice,
            blocks=blocks,
        ).hold(part, (lat, lon), packing)


def _variable(file: Dataset, path: Path, product: GridProduct) -> DataArray:
    for name in product.variable:
        if name in file.variables:
            return file[name]
    held = ", ".join(map(str, list(file.variables)[:12]))
    looked = ", ".join(product.variable) or "—"
    raise SourceError(Fault("grid_variable", path, found=held, looked=looked, product=product.id))


def _axis(
    file: Dataset, array: DataArray, path: Path, names: tuple[str, ...], *, northward: bool
) -> tuple[str, Axis]:
    """Return the dimension that runs along degrees of such a name, and where its cells lie."""
    for name, variable in file.variables.items():
        dims = variable.dims
        if str(name).casefold() in names and len(dims) == 1 and dims[0] in array.dims:
            centres = variable.to_numpy()
            return str(dims[0]), axis_of(centres, path, str(name), northward=northward)
    held = ", ".join(map(str, array.dims))
    raise SourceError(Fault("grid_axes", path, str(array.name), found=held,
                            looked=", ".join(names)))  # fmt: skip


def _written_crs(file: Dataset, array: DataArray) -> str:
    name = array.attrs.get("grid_mapping", "")
    attrs = file[name].attrs if name in file.variables else file.attrs
    written = attrs.get("crs_wkt") or attrs.get("spatial_ref") or ""
    return str(written)


def _blocks(array: DataArray, lat: str, lon: str) -> tuple[int, int]:
    sizes = array.encoding.get("chunksizes") or ()
    by_dim: Mapping[Hashable, Any] = dict(zip(array.dims, sizes, strict=False))
    rows = by_dim.get(lat) or min(array.sizes[lat], _ROWS_AT_ONCE)
    return int(rows), int(by_dim.get(lon) or array.sizes[lon])


def _numbers(attrs: Mapping[str, Any], name: str) -> list[float]:
    if name not in attrs:
        return []
    try:
        return [float(value) for value in np.ravel(attrs[name])[:8]]
    except (TypeError, ValueError):
        return []


def _number(attrs: Mapping[str, Any], name: str) -> float | None:
    found = _numbers(attrs, name)
    return found[0] if found and np.isfinite(found[0]) else None


def _steps(
    file: Dataset, array: DataArray, plane: tuple[str, str], path: Path, product: GridProduct
) -> Iterator[tuple[DataArray, str, str]]:
    """Yield the planes of a variable, each with its step, if of several, and its period."""
    others = [str(dim) for dim in array.dims if dim not in plane]
    long = [dim for dim in others if array.sizes[dim] > 1]
    in_name = product.period_in(path.name)
    flat = array.isel(dict.fromkeys((dim for dim in others if dim not in long), 0))
    if not long:
        own = in_name or _at(_times(file, others), 0, product)
        yield flat, "", own
        return
    moments = _times(file, long)
    if len(long) > 1 or not moments or len(moments) > _MOST_STEPS or product.step is None:
        raise SourceError(Fault("grid_steps", path, str(array.name), found=", ".join(long),
                                product=product.id))  # fmt: skip
    for number in range(len(moments)):
        yield flat.isel({long[0]: number}), str(number + 1), _at(moments, number, product)


def _at(moments: list[datetime.datetime], number: int, product: GridProduct) -> str:
    return period_at(moments[number], product.step) if moments and product.step else ""


def _times(file: Dataset, dims: list[str]) -> list[datetime.datetime]:
    """Return the moments along the only dimension of time among some; none where there is none."""
    import xarray  # noqa: PLC0415

    for dim in dims:
        for name, variable in file.variables.items():
            along = variable.dims == (dim,) and str(name).casefold() in _TIMES
            if along and " since " in str(variable.attrs.get("units", "")):
                decoded = xarray.decode_cf(file[[name]].copy())[name].to_numpy().ravel()
                seconds = decoded.astype("datetime64[s]").astype("int64")
                return [datetime.datetime.fromtimestamp(int(s), datetime.UTC) for s in seconds]
    return []
