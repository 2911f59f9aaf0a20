"""KML: its own placemarks, WGS 84 by its standard, and nothing that it refers to."""

import pytest
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from aqmap.errors import AqmapError
from aqmap.model.findings import Finding
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.overlays import read_overlay
from tests.boundary_layers import EAST, WEST
from tests.refused_layers import overlay

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="{space}"><Document>'
SPACE = "http://www.opengis.net/kml/2.2"


def write_kml(folder, *placemarks, name="x.kml", space=SPACE, encoding="utf-8"):
    head = HEAD.format(space=space).replace("UTF-8", encoding.upper())
    written = head + "".join(placemarks) + "</Document></kml>"
    (folder / name).write_bytes(written.encode(encoding))
    return folder


def placemark(shape, name="甲", data=""):
    return f"<Placemark><name>{name}</name>{data}{shape}</Placemark>"


def ring(shape):
    points = " ".join(f"{x},{y},0" for x, y in shape.exterior.coords)
    return (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>\n"
        f"{points}\n</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    )


POINT = "<Point><coordinates> 84.25,44.5,1200 </coordinates></Point>"
SIMPLE = (
    '<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="类型">热电厂</SimpleData>'
    "</SchemaData></ExtendedData>"
)
DATA = '<ExtendedData><Data name="类型"><value>热电厂</value></Data></ExtendedData>'


@pytest.mark.parametrize("data", [SIMPLE, DATA])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_placemarks_with_their_columns(tmp_path, data, encoding):
    write_kml(tmp_path, placemark(POINT, "甲厂", data), encoding=encoding)
    spec = overlay("x.kml", label="name", columns=[{"column": "类型", "name": "类型"}])
    features = read_overlay(spec, tmp_path)
    assert list(features["label"]) == ["甲厂"]
    assert list(features["类型"]) == ["热电厂"]
    assert features.geometry[0].equals(Point(84.25, 44.5))
    assert features.crs.to_epsg() == 4326


@pytest.mark.parametrize("space", ["", "http://earth.google.com/kml/2.1"])
def test_older_names_of_the_format(tmp_path, space):
    write_kml(tmp_path, placemark(POINT), space=space)
    assert len(read_overlay(overlay("x.kml"), tmp_path)) == 1


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<LineString><coordinates>84,44 84.5,44.5</coordinates></LineString>",
         LineString([(84, 44), (84.5, 44.5)])),
        ("<MultiGeometry>" + POINT + POINT.replace("84.25", "84.5") + "</MultiGeometry>",
         MultiPoint([(84.25, 44.5), (84.5, 44.5)])),
        (ring(WEST), WEST),
        (ring(WEST).replace("</Polygon>", "<innerBoundaryIs><LinearRing><coordinates>84.1,44.1 "
         "84.2,44.1 84.2,44.2 84.1,44.1</coordinates></LinearRing></innerBoundaryIs></Polygon>"),
         Polygon(WEST.exterior, [[(84.1, 44.1), (84.2, 44.1), (84.2, 44.2)]])),
    ],
)  # fmt: skip
def test_shapes(tmp_path, written, expected):
    features = read_overlay(overlay("x.kml"), write_kml(tmp_path, placemark(written)))
    assert shapely.equals(features.geometry[0], expected)


def test_counties(tmp_path):
    codes = [f'<ExtendedData><Data name="code"><value>99000{n}</value></Data><Data name="role">'
             "<value>core</value></Data></ExtendedData>" for n in (1, 2)]  # fmt: skip
    marks = (placemark(ring(s), f"县{n}", codes[n]) for n, s in enumerate((WEST, EAST)))
    write_kml(tmp_path, *marks, name="counties.kml")
    counties = read_boundaries(tmp_path).counties
    assert list(counties["code"]) == ["990001", "990002"]
    assert list(counties["name"]) == ["县0", "县1"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("<NetworkLink><Link><href>http://127.0.0.1/a.kml</href></Link></NetworkLink>",
         "kml_elsewhere"),
        (placemark("<Model/>"), "not_a_layer"),
        (placemark('<gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2"/>'), "not_a_layer"),
        (placemark("<Point><coordinates>84.25, 44.5</coordinates></Point>"), "not_a_layer"),
        (placemark("<Point><coordinates>84.25,nan</coordinates></Point>"), "not_a_layer"),
        (placemark("<Point/>"), "not_a_layer"),
        (placemark(""), "geometry_missing"),
        (placemark(POINT + POINT), "not_a_layer"),
        ("", "layer_empty"),
        ("<Folder>" * 300 + placemark(POINT) + "</Folder>" * 300, "container_too_large"),
        ("<Placemark>", "container_damaged"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path, written, code):
    with pytest.raises(AqmapError) as problem:
        read_overlay(overlay("x.kml"), write_kml(tmp_path, written))
    assert [fault.code for fault in problem.value.faults] == [code]


def test_what_is_passed_over_is_said(tmp_path):
    write_kml(tmp_path, placemark(POINT), "<GroundOverlay><Icon/></GroundOverlay>")
    findings: list[Finding] = []
    read_overlay(overlay("x.kml"), tmp_path, findings)
    (finding,) = findings
    assert "GroundOverlay 1" in finding.detail.zh
