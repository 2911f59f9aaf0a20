"""GeoJSON: a plain area is read without GEOS's parser, and is the area that this reads."""

import json

import pytest
import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

from aqmap.errors import SourceError
from aqmap.read.geodata.formats.geojson import read_geojson

HOLED = Polygon(box(0, 0, 4, 4).exterior, [box(1, 1, 2, 2).exterior, box(2.5, 1, 3, 3).exterior])
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]


def read(tmp_path, geometry):
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    _, shapes, _, _ = read_geojson(content, tmp_path / "x.geojson", lambda names: names[0])
    return shapes[0]


@pytest.mark.parametrize(
    "shape",
    [
        box(80.123456, 43, 81, 44.1),
        HOLED,
        MultiPolygon([HOLED, box(10, 10, 11, 11)]),
        MultiPolygon([box(0, 0, 1, 1)]),
        shapely.force_3d(box(0, 0, 1, 1), 500),
        Polygon(),
        Point(81, 44),
    ],
)
def test_an_area_is_the_one_that_is_written(tmp_path, shape):
    written = shapely.to_geojson(shape)
    expected = shapely.from_geojson(written)
    drawn = read(tmp_path, json.loads(written))
    assert drawn.equals_exact(expected, 0)
    assert (drawn.geom_type, drawn.has_z) == (expected.geom_type, expected.has_z)


@pytest.mark.parametrize(
    "rings",
    [
        [SQUARE[:-1]],
        [[*SQUARE[:-1], [0, 1]]],
        [[[0, 0], ["1", 0], [1, 1], [0, 0]]],
        [[[0, 0], [10**400, 0], [1, 1], [0, 0]]],
        [[[0, 0], [1e999, 0], [1, 1], [0, 0]]],
        [SQUARE, 5],
        "rings",
    ],
)
def test_what_is_no_area_is_refused(tmp_path, rings):
    with pytest.raises(SourceError):
        read(tmp_path, {"type": "Polygon", "coordinates": rings})
