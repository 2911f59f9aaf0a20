"""Files opened through GDAL: one driver, nothing beside the file, no network, no complaint lost."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aqmap.errors import AqmapError, Fault, SourceError

if TYPE_CHECKING:
    import rasterio

Driver = Literal["GTiff", "GRIB"]

_LOST = re.compile(r"IO error|tag ignored|[Tt]runcat|[Cc]annot read|corrupt")
_QUIET = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "GDAL_GEOREF_SOURCES": "INTERNAL",
    "PROJ_NETWORK": "OFF",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
}
_OPTIONS: dict[Driver, dict[str, str]] = {
    "GTiff": {"NUM_THREADS": "ALL_CPUS"},
    "GRIB": {"USE_IDX": "NO"},
}


@contextmanager
def opened(
    path: Path, *, driver: Driver = "GTiff", content: bytes | None = None
) -> Iterator[rasterio.DatasetReader]:
    """
    Open a file with one driver, from its bytes where they are given.

    Raises
    ------
    SourceError
        If it is damaged, also where that shows only while it is read.
    """
    import rasterio  # noqa: PLC0415 - it is slow to load
    from rasterio.errors import NotGeoreferencedWarning, RasterioError  # noqa: PLC0415

    try:
        with warnings.catch_warnings(), _heard() as complaints, rasterio.Env(**_QUIET):
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            warnings.simplefilter("ignore", PendingDeprecationWarning)  # of its own ways
            with _dataset(path, driver, content) as raster:
                _require_whole(complaints, path)
                yield raster
                _require_whole(complaints, path)
    except AqmapError:
        raise
    except (RasterioError, ValueError, MemoryError) as problem:
        raise SourceError(Fault("raster_damaged", path, found=str(problem)[:80])) from None


@contextmanager
def _dataset(path: Path, driver: Driver, content: bytes | None) -> Iterator[rasterio.DatasetReader]:
    import rasterio  # noqa: PLC0415

    if content is None:
        # Absolute: a name that begins like an address or an archive is a file here.
        with rasterio.open(path.resolve(), driver=driver, **_OPTIONS[driver]) as raster:
            yield raster
    else:
        with rasterio.MemoryFile(content) as file, file.open(driver=driver) as raster:
            yield raster


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what the library complains of, instead of having it on the screen."""
    complaints: list[str] = []
    log = logging.getLogger("rasterio._env")
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: complaints.append(record.getMessage())  # type: ignore[method-assign]
    propagated, log.propagate = log.propagate, False
    log.addHandler(handler)
    try:
        yield complaints
    finally:
        log.removeHandler(handler)
        log.propagate = propagated


def _require_whole(complaints: Sequence[str], path: Path) -> None:
    """Refuse a file of which a part is passed over: it may be the one that says no-data."""
    if lost := [words for words in complaints if _LOST.search(words)]:
        raise SourceError(Fault("raster_damaged", path, found=lost[0].rpartition(": ")[2][:80]))
