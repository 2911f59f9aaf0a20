"""Small boundary files that the tests of the reader write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
from shapely.geometry import Polygon, box

import aqmap
from aqmap.errors import AqmapError
from aqmap.geo import CGCS2000
from aqmap.read.geodata.boundaries import read_boundaries

MINIMAL = Path(aqmap.__file__).parent / "templates" / "minimal" / "boundaries"
URN = "urn:ogc:def:crs:EPSG::4490"
WEST, EAST = box(84, 44, 84.5, 44.5), box(84.5, 44, 85, 44.5)
NORTH = Polygon([(84, 44.5), (84.5, 44.5), (85, 44.5), (85, 45), (84, 45)])


def feature(code, shape, **more):
    """One unit; a column given as None is left out."""
    columns = {"code": code, "name": f"县{code}", "role": "core", **more}
    geometry = None if shape is None else json.loads(shapely.to_geojson(shape))
    properties = {name: cell for name, cell in columns.items() if cell is not None}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def line(rank, shape, code=""):
    return feature(None, shape, name=None, role=None, rank=rank, prefecture_code=code)


def write(folder, *features, crs=URN, name="counties"):
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs is not None:
        collection["crs"] = {"type": "name", "properties": {"name": crs}}
    (folder / f"{name}.geojson").write_text(json.dumps(collection), encoding="utf-8")
    return folder


def three(folder, **more):
    shapes = {"990001": WEST, "990002": EAST, "990003": NORTH}
    return write(folder, *(feature(code, shape) for code, shape in shapes.items()), **more)


def pair(folder, one, other, **more):
    return write(folder, feature("990001", one), feature("990002", other), **more)


def faults_of(folder, error=AqmapError):
    with pytest.raises(error) as problem:
        read_boundaries(folder)
    for fault in problem.value.faults:
        assert fault.said.zh
        assert fault.said.en  # every phrase finds its facts
    return [fault.code for fault in problem.value.faults], str(problem.value)


def frame(*shapes, **more):
    codes = [f"99000{number}" for number in range(1, len(shapes) + 1)]
    table = {"code": codes, "name": [f"县{code}" for code in codes], "role": "core"}
    return geopandas.GeoDataFrame(table, geometry=list(shapes), **{"crs": CGCS2000, **more})
