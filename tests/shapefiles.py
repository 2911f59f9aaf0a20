"""Shapefiles that the tests write with a driver library, to be read back without one."""

from __future__ import annotations

import warnings

from shapely.geometry import Polygon, box

from tests.boundary_layers import EAST, NORTH, WEST, frame

NAMES = ("示例甲县", "示例乙县", "示例丙县")


def write_shapefile(folder, *, encoding="GBK", name="counties", without=(), shapes=(), **columns):
    """Write counties with Chinese names; `without` are suffixes of files to take away."""
    layer = frame(*(shapes or (WEST, EAST, NORTH)))
    layer["name"] = list(NAMES[: len(layer)])
    for column, cells in columns.items():
        layer[column] = cells
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        layer.to_file(folder / f"{name}.shp", encoding=encoding)
    for suffix in without:
        (folder / f"{name}{suffix}").unlink()
    return folder


HOLED = Polygon(box(84, 44, 85, 45).exterior, [box(84.4, 44.4, 84.6, 44.6).exterior])
