"""A file of a grid → its layers, by what it is and never by what it is called alone."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.files.text_files import require_regular_file
from aqmap.read.rasters.grid_layer import GridLayer
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.netcdf_layers import open_variables
from aqmap.read.rasters.table_layers import open_columns
from aqmap.read.rasters.tiff_layers import open_bands

_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_HDF5 = b"\x89HDF\r\n\x1a\n"
_NETCDF = (_HDF5, b"CDF\x01", b"CDF\x02", b"CDF\x05")
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_WITHIN = (".zip/", ".gz/", ".tar/", ".7z/", "/vsi", "zip:", "http:", "https:", "s3:", "ftp:")
"""How the paths of programs begin or go on that read archives and addresses."""


def open_grid(
    path: Path, product: GridProduct, told: str = ""
) -> AbstractContextManager[list[GridLayer]]:
    """
    Open a GeoTIFF, NetCDF or GRIB file, or a table of cells; its layers can be read while it is.

    Parameters
    ----------
    path, product
        The file, and what it is.
    told
        Its period, where it says none itself.

    Raises
    ------
    SourceError, CrsError
        If it is missing, in an archive, of another format, or does not say what it must; see
        `open_bands`, `open_variables` and `open_columns`.
    """
    start = _start(path)
    if start.startswith(_TIFF):
        return open_bands(path, product, told)
    if start.startswith(_NETCDF):
        return open_variables(path, product, told, is_hdf5=start.startswith(_HDF5))
    if start.startswith(b"GRIB"):
        return open_bands(path, product, told, driver="GRIB")
    if start.startswith(_ARCHIVES):
        raise SourceError(Fault("grid_zipped", path))
    if path.suffix.casefold() == ".csv":
        return open_columns(path, product, told)
    raise SourceError(Fault("grid_format", path))


def _start(path: Path) -> bytes:
    """Return the first bytes of a file; one inside an archive, or at an address, is none."""
    require_regular_file(path)
    try:
        with path.open("rb") as file:
            return file.read(8)
    except (FileNotFoundError, NotADirectoryError):
        written = path.as_posix().casefold()
        code = "grid_zipped" if any(sign in written for sign in _WITHIN) else "file_missing"
        raise SourceError(Fault(code, path)) from None
    except (OSError, ValueError) as problem:
        found = os_reason(problem) if isinstance(problem, OSError) else problem
        raise SourceError(Fault("file_unreadable", path, found=found)) from None
