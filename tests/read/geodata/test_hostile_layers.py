"""Layers that would have other files read, or connections opened: a fault, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile

import geopandas
import pytest
from shapely.geometry import Point

from aqmap.errors import CrsError
from aqmap.geo import named_crs
from aqmap.read.geodata import layer_files
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.overlays import read_overlay
from tests.boundary_layers import EAST, WEST, feature, frame, three, write
from tests.refused_layers import overlay, refused

NAMES = ["x.geojson", "x.gpkg", "x.json", "X.GEOJSON", "x.shp", "x"]

CONTENTS = {
    "vrt of a file": "<OGRVRTDataSource><OGRVRTLayer name='bait'><SrcDataSource>CSV:{bait}"
    "</SrcDataSource><GeometryType>wkbPoint</GeometryType><LayerSRS>EPSG:4490</LayerSRS>"
    "<GeometryField encoding='PointFromColumns' x='x' y='y'/></OGRVRTLayer></OGRVRTDataSource>",
    "vrt after blanks": "\ufeff \n <OGRVRTDataSource><OGRVRTLayer name='bait'><SrcDataSource>"
    "{bait}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    "vrt of an address": "<OGRVRTDataSource><OGRVRTLayer name='p'><SrcDataSource>/vsicurl/{url}"
    "p.csv</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
    "warped raster": "<VRTDataset rasterXSize='1' rasterYSize='1'><VRTRasterBand><SimpleSource>"
    "<SourceFilename>/vsicurl/{url}a.tif</SourceFilename></SimpleSource></VRTRasterBand>"
    "</VRTDataset>",
    "wfs": "<OGRWFSDataSource><URL>{url}wfs</URL></OGRWFSDataSource>",
    "wfs capabilities": "<WFS_Capabilities version='2.0.0'><Service/></WFS_Capabilities>",
    "pipeline": '{{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read {bait} '
    '! write stdout","relative_paths_relative_to_this_file":false}}',
    "pipeline in a collection": '{{"type":"FeatureCollection","x":{{"type":"gdal_streamed_alg",'
    '"command_line":"gdal vector read {bait}"}}}}',
    "topojson": '{{"type":"Topology","objects":{{"p":{{"type":"Point","coordinates":[1,2]}}}},'
    '"arcs":[]}}',
    "esri json": '{{"geometryType":"esriGeometryPoint","features":[{{"attributes":{{"a":1}},'
    '"geometry":{{"x":81,"y":44}}}}],"exceededTransferLimit":true}}',
    "features, one a line": '{{"type":"Feature","properties":{{}},"geometry":null}}\n'
    '{{"type":"Feature","properties":{{}},"geometry":null}}\n',
    "feature service": '{{"links":[{{"rel":"data","href":"{url}collections"}}]}}',
    "stac": '{{"type":"FeatureCollection","stac_version":"1.0.0","links":"{url}"}}',
    "csv": "WKT,name\n\"POINT (81 44)\",a\n",
    "address": "{url}x.geojson",
    "virtual path": "/vsicurl/{url}x.geojson",
    "kml": "<kml xmlns='http://www.opengis.net/kml/2.2'><NetworkLink><Link><href>{url}a.kml</href>"
    "</Link></NetworkLink></kml>",
    "gpx": "<gpx version='1.1' xmlns='http://www.topografix.com/GPX/1/1'><wpt lat='44' lon='81'/>"
    "</gpx>",
    "gml": "<ogr:FeatureCollection xmlns:ogr='http://ogr.maptools.org/' xmlns:gml="
    "'http://www.opengis.net/gml' xsi:schemaLocation='x {url}x.xsd'/>",
    "entity": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file://{bait}'>]><kml>&e;</kml>",
    "mapinfo": "Version 300\nDelimiter \",\"\nColumns 1\n  a Integer\nData\n\nPoint 81 44\n",
    "without end": '{{"type":"FeatureCollection","features":' + "[" * 100_000,
    "deep properties": '{{"type":"FeatureCollection","features":[' + '{{"properties":' * 100_000,
    "half a character": '{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":'
    '{{"name":"\\ud83d"}},"geometry":null}}]}}',
    "long number": '{{"type":"FeatureCollection","features":[],"x":' + "9" * 5_000 + "}}",
    "idf": "*;IDF\ntbl; Node\natr; NODE_ID; X; Y\nfrm; decimal; decimal; decimal\nrec; 1; 81; 44\n",
}  # fmt: skip
REFUSED_AS = {"kml": "kml_elsewhere", "entity": "xml_entities"}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", CONTENTS)
def test_overlay_of_another_driver(workspace, bait, loopback, capfd, content, name):
    written = CONTENTS[content].format(bait=bait, url=loopback)
    (workspace / name).write_text(written, encoding="utf-8")
    codes = refused(read_overlay, overlay(name), workspace)
    assert codes == [REFUSED_AS.get(content, "not_a_layer")]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("content", CONTENTS)
@pytest.mark.parametrize("name", ["counties.geojson", "counties.gpkg", "outlines.gpkg"])
def test_boundaries_of_another_driver(workspace, bait, loopback, content, name):
    three(workspace)
    if name.startswith("counties"):
        (workspace / "counties.geojson").unlink()
    written = CONTENTS[content].format(bait=bait, url=loopback)
    (workspace / name).write_text(written, encoding="utf-8")
    assert refused(read_boundaries, workspace) == [REFUSED_AS.get(content, "not_a_layer")]


def test_reading_a_layer_loads_no_driver_library(workspace):
    three(workspace)
    frame(WEST, EAST).to_file(workspace / "x.gpkg")
    script = (
        "import sys; from pathlib import Path\n"
        "from aqmap.read.geodata.boundaries import read_boundaries\n"
        "from aqmap.read.geodata.overlays import read_overlay\n"
        "from aqmap.workspace.layers import OverlaySpec\n"
        "spec = OverlaySpec(kind='overlay', id='o', title='x', source='s', file='x.gpkg')\n"
        f"folder = Path({str(workspace)!r})\n"
        "assert len(read_boundaries(folder).counties) == 3\n"
        "assert len(read_overlay(spec, folder)) == 2\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "sys.exit(', '.join(loaded & {'pyogrio', 'fiona', 'osgeo'}) or 0)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "file",
    [
        "/vsicurl/{url}x.geojson",
        "/vsizip/x.zip/x.geojson",
        "/vsimem/x.geojson",
        "{url}x.geojson",
        "zip://x.zip!x.geojson",
        "GeoJSON:x.geojson",
        "GeoJSON:{url}x.geojson",
        'GeoJSON:{{"type":"Point","coordinates":[81,44]}}',
        "CSV:{bait}",
        "<OGRVRTDataSource>/x.geojson",
        "../bait.csv",
        "{bait}",
        "x.geojson?y",
    ],
)
def test_overlay_named_by_more_than_a_path(workspace, bait, loopback, file):
    write(workspace, feature("990001", WEST), name="x")
    with zipfile.ZipFile(workspace / "x.zip", "w") as packed:
        packed.write(workspace / "x.geojson", "x.geojson")
    codes = refused(
        read_overlay, overlay(file.format(url=loopback, bait=bait), layer="x"), workspace
    )
    assert codes[0] in {"file_missing", "outside_workspace"}


@pytest.mark.parametrize(
    "name", ["a:b.geojson", "图层，一.geojson", "a b#c%20.geojson", "-x.geojson"]
)
def test_overlay_of_an_odd_name_is_read(workspace, name):
    geopandas.GeoDataFrame(geometry=[Point(81, 44)], crs=4326).to_file(workspace / "x.geojson")
    (workspace / "x.geojson").rename(workspace / name)
    assert read_overlay(overlay(name), workspace).geometry[0] == Point(81, 44)


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_overlay_that_is_no_regular_file(workspace, kind):
    if kind == "pipe":
        os.mkfifo(workspace / "x.geojson")
    else:
        (workspace / "x.geojson").symlink_to("/dev/zero")
    codes = refused(read_overlay, overlay("x.geojson"), workspace)
    assert codes[0] in {"file_not_regular", "outside_workspace"}


@pytest.mark.parametrize("name", ["counties.geojson", "counties.gpkg"])
def test_boundaries_that_are_a_device(workspace, name):
    (workspace / name).symlink_to("/dev/zero")
    assert refused(read_boundaries, workspace) == ["file_not_regular"]


def test_layer_of_too_many_bytes_or_points(workspace, monkeypatch):
    three(workspace)
    with monkeypatch.context() as patch:
        patch.setattr(layer_files, "MAX_POINTS", 14)  # they have fifteen or sixteen
        assert refused(read_boundaries, workspace) == ["layer_points"]
    monkeypatch.setattr(layer_files, "MAX_LAYER_BYTES", 100)
    assert refused(read_boundaries, workspace) == ["file_too_large"]


# Reference systems ----------------------------------------------------------------------------

ELSEWHERE = [
    {"type": "link", "properties": {"href": "{url}crs", "type": "ogcwkt"}},
    {"type": "link", "properties": {"href": "{bait}"}},
    {"type": "name", "properties": {"name": "{url}crs"}},
    {"type": "name", "properties": {"name": "https://opengis.net.example.org/def/crs/EPSG/0/1"}},
    {"type": "name", "properties": {"name": "{bait}"}},
    {"type": "name", "properties": {"name": "file:{bait}"}},
    {"type": "name", "properties": {"name": "../bait.csv"}},
    {"type": "name", "properties": {"name": "+init={bait}:4490"}},
    {"type": "name", "properties": {"name": "init={bait}:4490"}},
    {"type": "name", "properties": {"name": "+proj=longlat +ellps=GRS80 +nadgrids=@{bait}"}},
    {"type": "name", "properties": {"name": "proj=longlat ellps=GRS80 nadgrids={bait}"}},
    {"type": "name", "properties": {"name": "+proj=pipeline +step +proj=hgridshift +grids={url}"}},
    {"type": "name", "properties": {"name": '{"type":"GeographicCRS"}'}},
    {
        "type": "name",
        "properties": {
            "name": 'GEOGCS["x",DATUM["y",SPHEROID["z",6378137,298.257222101],'
            'EXTENSION["PROJ4_GRIDS","{bait}"]],PRIMEM["Greenwich",0],UNIT["degree",0.01745]]'
        },
    },
]


@pytest.mark.parametrize("member", ELSEWHERE)
@pytest.mark.parametrize("read", ["overlay", "boundaries"])
def test_reference_system_that_stands_elsewhere(workspace, bait, loopback, member, read):
    path = three(workspace) / "counties.geojson"
    properties = {
        key: text.replace("{url}", loopback).replace("{bait}", str(bait))
        for key, text in member["properties"].items()
    }
    written = {**member, "properties": properties}
    path.write_text(json.dumps({**json.loads(path.read_text()), "crs": written}))
    if read == "overlay":
        codes = refused(read_overlay, overlay("counties.geojson"), workspace)
    else:
        codes = refused(read_boundaries, workspace)
    assert codes == ["crs_elsewhere"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("EPSG:4490", 4490),
        ("epsg:4326", 4326),
        ("urn:ogc:def:crs:EPSG::4490", 4490),
        ("http://www.opengis.net/def/crs/EPSG/0/4490", 4490),
        ("CGCS2000 / 3-degree Gauss-Kruger zone 27", 4515),
    ],
)
def test_reference_system_by_code_or_name(loopback, name, code):
    assert loopback
    assert named_crs(name, "x").to_epsg() == code
    assert named_crs(named_crs(name, "x").to_wkt(), "x").to_epsg() == code


def test_overlay_in_a_system_that_nobody_knows(workspace):
    write(workspace, feature("990001", WEST), crs="GCJ-02", name="x")
    with pytest.raises(CrsError) as problem:
        read_overlay(overlay("x.geojson"), workspace)
    assert [fault.code for fault in problem.value.faults] == ["crs_missing"]


def test_projections_are_not_fetched_even_where_the_user_allows_it():
    script = "import aqmap.geo, pyproj; raise SystemExit(pyproj.network.is_network_enabled())"
    environment = {**os.environ, "PROJ_NETWORK": "ON", "PYTHONPATH": os.pathsep.join(sys.path)}
    assert (
        subprocess.run([sys.executable, "-c", script], env=environment, check=False).returncode == 0
    )


# Records --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../bait.csv", "../../bait.csv", "{bait}", "x/../../bait.csv", "link.csv"]
)
def test_checksums_stay_in_the_workspace(workspace, bait, name):
    folder = workspace / "boundaries"
    folder.mkdir()
    three(folder)
    (workspace / "bait.csv").write_text("x")
    (folder / "link.csv").symlink_to(bait)
    written = f'[sha256]\n"{name.format(bait=bait)}" = "0"\n'
    (folder / "SOURCE.toml").write_text(written)
    assert refused(read_boundaries, folder) == ["outside_workspace"]


def test_a_name_with_a_sign_that_no_name_has_is_no_record(workspace):
    folder = workspace / "boundaries"
    folder.mkdir()
    three(folder)
    (folder / "SOURCE.toml").write_text('[sha256]\n"a\\u0000b" = "0"\n')
    assert refused(read_boundaries, folder) == ["toml_sign"]


def test_checksums_in_a_folder_that_is_a_symlink(tmp_path, workspace):
    shared = tmp_path / "shared"
    shared.mkdir()
    three(shared)
    (workspace / "boundaries").symlink_to(shared)
    (shared / "SOURCE.toml").write_text('[sha256]\n"counties.geojson" = "0"\n')
    assert refused(read_boundaries, workspace / "boundaries") == ["checksum"]
