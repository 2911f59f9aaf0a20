"""Tables with a row a cell, as TAP gives them, with their places or beside them → layers."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from aqmap.errors import Fault, SourceError
from aqmap.files.text_files import read_text
from aqmap.read.rasters.grid_layer import GridLayer, Packing, told_period, unit_of_values
from aqmap.read.rasters.grid_products import GridProduct
from aqmap.read.rasters.lattice import Lattice, axis_of, known_crs

MAX_BYTES = 500_000_000
_LONGITUDES = ("x_lon", "lon", "longitude")
_LATITUDES = ("y_lat", "lat", "latitude")
_CELL = ("gridid",)
_MOST_CELLS = 50_000_000


class _Column(GridLayer):
    """One column of a table, laid out as a grid."""

    def hold(self, values: np.ndarray) -> _Column:
        self._values = values
        return self

    def stored(self, rows: slice, columns: slice) -> np.ndarray:
        return self._values[rows, columns]


@contextmanager
def open_columns(path: Path, product: GridProduct, told: str = "") -> Iterator[list[GridLayer]]:
    """
    Read a table whose rows are the cells of a grid, by their centres in degrees.

    Parameters
    ----------
    path, product
        The file, and what it is.
    told
        Its period, where its name says none.

    Raises
    ------
    SourceError
        If it has no columns of longitude, latitude and the product's variable, cells that are no
        numbers, stand twice or lie on no even grid; or if unit or period are not told.
    CrsError
        If its product names no reference system.
    """
    name, lon, lat, values = _cells(path, product)
    label = f"column {name}"
    x, y = (
        axis_of(_places(degrees, path, what), path, what, northward=what == "Y_Lat")
        for degrees, what in ((lon, "X_Lon"), (lat, "Y_Lat"))
    )
    if x.count * y.count > _MOST_CELLS:
        raise SourceError(Fault("raster_large", path, found=f"{x.count} × {y.count}"))
    # The axes are made of the sorted places, so that rows run northward.
    columns = np.rint((lon - x.start) / x.step - 0.5).astype(int)
    rows = np.rint((lat - (y.start - y.step * y.count)) / y.step - 0.5).astype(int)
    cells = rows * x.count + columns
    if len(np.unique(cells)) != len(cells):
        raise SourceError(Fault("grid_cell_twice", path))
    grid = np.full(x.count * y.count, np.nan)
    grid[cells] = Packing(1.0, 0.0, product.no_data).values(values)
    layer = _Column(
        path,
        product,
        label=label,
        period=told_period(product.period_in(path.name), told, path),
        unit=unit_of_values("", product, path, label),
        lattice=Lattice(x, y, known_crs(product.crs, path)),
        blocks=(y.count, x.count),
    )
    yield [layer.hold(grid.reshape(y.count, x.count))]


def _cells(path: Path, product: GridProduct) -> tuple[str, np.ndarray, np.ndarray, np.ndarray]:
    """Return the column's name, and degrees and value of every row."""
    beside = product.places_beside(path)
    if beside is None:
        (own,), table = _numbers(path, product, (_LONGITUDES, _LATITUDES), product.variable)
        return own, table[:, 0], table[:, 1], table[:, 2]
    _, lattice = _numbers(beside, product, (_CELL, _LONGITUDES, _LATITUDES))
    (own,), table = _numbers(path, product, (_CELL,), product.variable)
    places = np.argsort(lattice[:, 0])
    at = np.searchsorted(lattice[:, 0], table[:, 0], sorter=places)
    found = places[np.minimum(at, len(places) - 1)]
    unknown = lattice[found, 0] != table[:, 0]
    if unknown.any():
        cell = f"{table[unknown, 0][0]:g}"
        raise SourceError(Fault("grid_cell_placeless", path, found=cell, beside=beside.name))
    # Every place of the tile is a cell: those without a value too.
    values = np.full(len(lattice), np.nan)
    values[found] = table[:, 1]
    if len(np.unique(found)) != len(found):
        raise SourceError(Fault("grid_cell_twice", path))
    return own, lattice[:, 1], lattice[:, 2], values


def _numbers(
    path: Path, product: GridProduct, wanted: Sequence[Sequence[str]], own: Sequence[str] = ()
) -> tuple[list[str], np.ndarray]:
    """Return the numbers of some columns, each by any of its names, and of the product's own."""
    lines = csv.reader(read_text(path, max_bytes=MAX_BYTES).splitlines())
    head = [name.strip() for name in next(lines, [])]
    folded = [name.casefold() for name in head]
    columns = [next((folded.index(n) for n in names if n in folded), None) for names in wanted]
    if own:
        columns.append(next((head.index(name) for name in own if name in head), None))
    if None in columns:
        looked = ", ".join([*(names[0] for names in wanted), *own])
        raise SourceError(Fault("grid_variable", path, found=", ".join(head[:12]), looked=looked,
                                product=product.id))  # fmt: skip
    kept = [column for column in columns if column is not None]
    rows = []
    for number, row in enumerate(lines, start=2):
        if not row:
            continue
        try:
            # Only a value may be missing.
            rows.append([float(row[column] or ("nan" if own and column == kept[-1] else ""))
                         for column in kept])  # fmt: skip
        except (IndexError, ValueError):
            raise SourceError(Fault("grid_row", path, f"line {number}")) from None
    return [head[kept[-1]]], np.array(rows).reshape(-1, len(kept))


def _places(degrees: np.ndarray, path: Path, what: str) -> np.ndarray:
    """Return every even place from the first to the last: a whole row may have no cell."""
    found = np.unique(np.round(degrees, 6))
    if len(found) < 2 or not np.isfinite(found).all():
        raise SourceError(Fault("grid_axis", path, what, found=len(found)))
    step = np.diff(found).min()
    count = round((found[-1] - found[0]) / step) + 1
    places = found[0] + step * np.arange(count) if count <= _MOST_CELLS else found
    beside = np.abs((found - found[0]) / step - np.rint((found - found[0]) / step)).max()
    return found if beside > 0.05 else places
