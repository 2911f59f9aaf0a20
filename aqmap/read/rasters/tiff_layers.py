"""GeoTIFF and GRIB files → layers, through GDAL."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aqmap.errors import Fault, SourceError
from aqmap.geo import ReferenceSystem
from aqmap.model.periods import period_bounds, shortest_period
from aqmap.read.rasters.gdal_files import Driver, opened
from aqmap.read.rasters.grid_layer import (
    GridLayer,
    Packing,
    packing_of,
    require_block,
    told_period,
    unit_of_values,
)
from aqmap.read.rasters.grid_products import GridProduct, Step
from aqmap.read.rasters.lattice import Axis, Lattice, known_crs

if TYPE_CHECKING:
    import rasterio

_NO_COLORS = {"undefined", "gray", "palette"}
"""What a band of numbers is: a map of classes may have a colour table."""


class _Band(GridLayer):
    """One band of an open file."""

    def hold(self, raster: rasterio.DatasetReader, number: int, packing: Packing) -> _Band:
        self._raster, self._number, self._packing = raster, number, packing
        return self

    def stored(self, rows: slice, columns: slice) -> np.ndarray:
        from rasterio.windows import Window  # noqa: PLC0415

        window = Window(columns.start, rows.start, columns.stop - columns.start,
                        rows.stop - rows.start)  # fmt: skip
        read = self._raster.read(self._number, window=window, masked=True)
        values = self._packing.values(np.ma.getdata(read))
        missing = np.ma.getmask(read)
        if missing.any():
            values[missing] = np.nan
        return values


@contextmanager
def open_bands(
    path: Path, product: GridProduct, told: str = "", *, driver: Driver = "GTiff"
) -> Iterator[list[GridLayer]]:
    """
    Open a GeoTIFF or GRIB file and yield its layers; they can be read while it is open.

    Parameters
    ----------
    path, product
        The file, and what it is.
    told
        Its period, where it says none itself.

    Raises
    ------
    SourceError
        If it is damaged, turned, without a position, a picture, or does not say its band, unit,
        scale or period.
    CrsError
        If it names no reference system that is known, and its product none.
    """
    with opened(path, driver=driver) as raster:
        numbers = _bands_of(raster, product, path)
        lattice = lattice_of(raster, _crs_of(raster, product, path), path)
        require_block(raster.block_shapes[numbers[0] - 1], path)
        in_name = product.period_in(path.name)
        layers: list[GridLayer] = []
        for number in numbers:
            label = f"band {number}"
            kind = np.dtype(raster.dtypes[number - 1])
            if kind.kind not in "iuf":
                raise SourceError(Fault("raster_numbers", path, found=kind.name))
            tags = raster.tags(number)
            own = in_name or _period_in(tags, product.step)
            written = raster.scales[number - 1], raster.offsets[number - 1]
            scale = written if written != (1.0, 0.0) else (None, None)  # GDAL's for none said
            layer = band_layer(
                raster,
                number,
                path,
                product,
                period=told_period(own, told, path),
                unit=unit_of_values(_unit_in(raster, number, tags), product, path, label),
                lattice=lattice,
                packing=packing_of(kind, scale, (), product, (path, label)),
            )
            layers.append(layer)
        yield layers


def band_layer(
    raster: rasterio.DatasetReader,
    number: int,
    path: Path,
    product: GridProduct,
    *,
    period: str,
    unit: str,
    lattice: Lattice,
    packing: Packing,
) -> GridLayer:
    """Return one band of an open file as a layer."""
    return _Band(
        path,
        product,
        label=f"band {number}",
        period=period,
        unit=unit,
        lattice=lattice,
        blocks=raster.block_shapes[number - 1],
    ).hold(raster, number, packing)


def _bands_of(raster: rasterio.DatasetReader, product: GridProduct, path: Path) -> list[int]:
    """Return the bands that hold the product: the one it names, or all that are steps of time."""
    if product.band is not None:
        if product.band > raster.count:
            raise SourceError(Fault("raster_no_band", path, found=product.band, count=raster.count))
        numbers = [product.band]
    elif raster.count == 1 or _is_series(raster):
        numbers = list(range(1, raster.count + 1))
    else:
        raise SourceError(Fault("grid_bands", path, found=raster.count, product=product.id))
    for number in numbers:
        color = raster.colorinterp[number - 1].name
        if color not in _NO_COLORS or (color == "palette" and product.kind != "classes"):
            raise SourceError(Fault("raster_picture", path, found=number, color=color))
    return numbers


def _is_series(raster: rasterio.DatasetReader) -> bool:
    """Return whether the bands of a GRIB file are one quantity at several moments."""
    tags = [raster.tags(number) for number in range(1, raster.count + 1)]
    elements = {(tag.get("GRIB_ELEMENT"), tag.get("GRIB_COMMENT")) for tag in tags}
    moments = {_seconds(tag) for tag in tags}
    return len(elements) == 1 and None not in moments and len(moments) == raster.count


def lattice_of(raster: rasterio.DatasetReader, crs: ReferenceSystem, path: Path) -> Lattice:
    """
    Return where the cells of an open file lie.

    Raises
    ------
    SourceError
        If it has no position, or is turned.
    """
    step = raster.transform
    if step.is_identity:
        raise SourceError(Fault("raster_unplaced", path))
    if step.b or step.d or not step.a or not step.e:
        raise SourceError(Fault("raster_turned", path))
    width, height = raster.width, raster.height
    x = Axis(min(step.c, step.c + step.a * width), abs(step.a), width, step.a < 0)
    y = Axis(max(step.f, step.f + step.e * height), abs(step.e), height, step.e > 0)
    return Lattice(x, y, crs)


def _crs_of(raster: rasterio.DatasetReader, product: GridProduct, path: Path) -> ReferenceSystem:
    own = raster.crs
    code = own.to_epsg() if own else None
    written = f"EPSG:{code}" if code else own.to_wkt(version="WKT2_2019") if own else ""
    # GRIB gives degrees on a sphere, which its makers mean to be those of WGS 84.
    is_sphere = bool(own) and raster.driver == "GRIB" and own.is_geographic
    return known_crs(product.crs if is_sphere or not written else written, path)


def _unit_in(raster: rasterio.DatasetReader, number: int, tags: dict[str, str]) -> str:
    """Return the unit of a band; GRIB writes a dash for none."""
    written: str = raster.units[number - 1] or tags.get("GRIB_UNIT", "").strip("[]-")
    return written.replace("(", "").replace(")", "")


def _seconds(tags: dict[str, str]) -> int | None:
    """Return the moment that a band of a GRIB file is of, in seconds since 1970."""
    words = tags.get("GRIB_VALID_TIME", "").split()
    return int(words[0]) if words and words[0].isdecimal() and len(words[0]) < 12 else None


def _period_in(tags: dict[str, str], step: Step | None) -> str:
    seconds = _seconds(tags)
    if seconds is None or step is None:
        return ""
    return period_at(datetime.datetime.fromtimestamp(seconds, datetime.UTC), step)


def period_at(moment: datetime.datetime, step: Step) -> str:
    """Return the year, month or day that a moment lies in."""
    day = moment.date().isoformat()
    written = {"year": day[:4], "month": day[:7], "day": day}[step]
    return shortest_period(*period_bounds(written))
