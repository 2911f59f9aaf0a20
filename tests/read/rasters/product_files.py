"""Small synthetic grids in the layouts of the published products; the values are told outside."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import netCDF4
import numpy as np
import rasterio
from rasterio.transform import Affine

from tests.synthetic_grids import write_grid

WEST, NORTH, CELL = 80.0, 45.0, 0.1
SHAPE = (30, 40)
"""Rows and columns of the usual grid: 80 to 84 E, 42 to 45 N."""


def centres(shape: tuple[int, int] = SHAPE, west: float = WEST) -> tuple[np.ndarray, np.ndarray]:
    """The latitudes from north to south and longitudes from west to east of a grid's cells."""
    rows, columns = shape
    return NORTH - CELL * (np.arange(rows) + 0.5), west + CELL * (np.arange(columns) + 0.5)


def plane(shape: tuple[int, int] = SHAPE) -> np.ndarray:
    """A field whose every cell tells its row and column: 20 + row / 2 + column / 8."""
    rows, columns = np.indices(shape)
    return 20 + rows / 2 + columns / 8


def write_netcdf(
    path: Path,
    variable: str,
    values: np.ndarray,
    axes: Mapping[str, np.ndarray],
    attrs: Mapping[str, Any] = {},
    *,
    fill: float | None = None,
    of_axes: Mapping[str, Mapping[str, Any]] = {},
    kind: str = "",
) -> Path:
    """Write values as stored along axes in their order; attributes as given, nothing added."""
    with netCDF4.Dataset(path, "w") as file:
        for name, numbers in axes.items():
            file.createDimension(name, len(numbers))
            axis = file.createVariable(name, numbers.dtype, (name,))
            axis[:] = numbers
            axis.setncatts(dict(of_axes.get(name, {})))
        kind = kind or str(values.dtype)
        held = file.createVariable(variable, kind, tuple(axes), fill_value=fill)
        held.set_auto_maskandscale(False)
        held.setncatts(dict(attrs))
        held[:] = values
    return path


def acag(folder: Path, values: np.ndarray, dates: str = "202101-202112", **facts: Any) -> Path:
    """V5: GWRPM25 over lat and lon, latitudes rising, single precision."""
    lat, lon = centres(values.shape)
    axes = {"lat": lat[::-1].astype("float32"), "lon": lon.astype("float32")}
    path = folder / f"V5GL04.HybridPM25.Asia.{dates}.nc"
    attrs = {"units": "ug/m3", "long_name": "Geographically-Weighted Regression PM2.5"}
    return write_netcdf(path, "GWRPM25", values[::-1].astype("float64"), axes, attrs, **facts)


def acag_v6(folder: Path, values: np.ndarray) -> Path:
    """V6: PM25, latitudes falling, no unit in the file."""
    lat, lon = centres(values.shape)
    path = folder / "V6GL02.04.CNNPM25.AS.202101-202112.nc"
    return write_netcdf(path, "PM25", values, {"lat": lat, "lon": lon})


def chap(folder: Path, values: np.ndarray, **facts: Any) -> Path:
    """CHAP: whole numbers in 16 bits with a scale, 65535 for none."""
    lat, lon = centres(values.shape)
    stored = np.where(np.isnan(values), 65535, np.rint(values * 10)).astype("uint16")
    attrs = {"scale_factor": 0.1, "add_offset": 0.0, "units": "µg/m3"} | facts.pop("attrs", {})
    path = folder / facts.pop("name", "CHAP_PM2.5_Y1K_2021_V4.nc")
    axes = {"lat": lat[::-1], "lon": lon}
    return write_netcdf(path, "PM2.5", stored[::-1], axes, attrs, fill=65535, **facts)


def tap(folder: Path, values: np.ndarray, name: str = "2021_PM25_and_species.csv") -> Path:
    """TAP: a row a cell of 10 km, in no special order, without the cells that have no value."""
    lat, lon = centres(values.shape)
    path = folder / name
    cells = [cell for cell in np.ndindex(*values.shape) if not np.isnan(values[cell])]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["GridID", "X_Lon", "Y_Lat", "PM2.5", "SO4", "NO3"])
        for number, (row, column) in enumerate(reversed(cells)):
            at = f"{lon[column]:.2f}", f"{lat[row]:.2f}"
            table.writerow([number, *at, repr(float(values[row, column])), 1.5, 2.5])
    return path


def tap_1km(folder: Path, values: np.ndarray, day: int = 32, tile: str = "074") -> Path:
    """TAP's tiles of 1 km: a table of values of a day by GridID, and one of the cells' places."""
    lat, lon = centres(values.shape)
    places, path = (
        folder / f"Tile_{tile}_lonlat.csv",
        folder / f"China_PM25_1km_2021_{day:03d}_{tile}.csv",
    )
    with places.open("w", newline="") as file, path.open("w", newline="") as other:
        of_places, of_values = csv.writer(file), csv.writer(other)
        of_places.writerow(["Longitude", "Latitude", "GridID", "TileID"])
        of_values.writerow(["GridID", "PM2.5"])
        for number, (row, column) in enumerate(np.ndindex(*values.shape), 700):
            of_places.writerow([f"{lon[column]:.4f}", f"{lat[row]:.4f}", number, int(tile)])
        for number, value in reversed(list(enumerate(values.ravel(), 700))):
            if not np.isnan(value):
                of_values.writerow([number, repr(float(value))])
    return path


def cams(folder: Path, months: np.ndarray, first: tuple[int, int] = (2021, 1)) -> Path:
    """CAMS monthly means: pm2p5 in kg m**-3 over valid_time, latitude falling, 0 to 360 degrees."""
    steps, rows, columns = months.shape
    year, month = first
    starts = np.array([f"{year}-{month + n:02d}" for n in range(steps)], dtype="datetime64[s]")
    axes = {
        "valid_time": starts.astype("int64"),
        "latitude": 90 - 0.75 * np.arange(rows),
        "longitude": 0.75 * np.arange(columns),
    }
    since = {"units": "seconds since 1970-01-01", "calendar": "proleptic_gregorian"}
    return write_netcdf(folder / "data_sfc.nc", "pm2p5", (months * 1e-9).astype("float32"), axes,
                        {"units": "kg m**-3"}, of_axes={"valid_time": since})  # fmt: skip


def people(folder: Path, counts: np.ndarray, cell: float = CELL, **facts: Any) -> Path:
    """WorldPop: people in each cell, -99999 for none."""
    stored = np.where(np.isnan(counts), -99999, counts).astype("float32")
    corner = facts.pop("corner", (WEST, NORTH))
    path = folder / facts.pop("name", "chn_ppp_2021_1km_Aggregated.tif")
    step = Affine(cell, 0, corner[0], 0, -cell, corner[1])
    return write_grid(path, stored, step, **{"nodata": -99999, **facts})


def land_cover(folder: Path, classes: np.ndarray, year: int = 2021, **facts: Any) -> Path:
    """CLCD: classes 1 to 9 in bytes, in an equal-area projection of metres, with a colour table."""
    path = folder / f"CLCD_v01_{year}_albert.tif"
    step = facts.pop("step", Affine(1000, 0, -200_000, 0, -1000, 5_000_000))
    crs = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=84 +datum=WGS84 +units=m"
    write_grid(path, classes.astype("uint8"), step, crs=facts.pop("crs", crs), nodata=0, **facts)
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {number: (0, 20 * number, 0, 255) for number in range(10)})
    return path
