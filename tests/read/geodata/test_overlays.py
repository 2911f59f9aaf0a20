from __future__ import annotations

import json
import warnings
from pathlib import Path

import geopandas
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from aqmap.errors import CrsError, SourceError, TableError
from aqmap.read.geodata.overlays import read_overlay
from aqmap.workspace.layers import OverlaySpec

HEADER = "code,name,lon,lat,background,note\n"


def spec(file, **more):
    fields = {"kind": "overlay", "id": "stations", "title": "站点", "source": "list", "file": file}
    return OverlaySpec.model_validate({**fields, **more})


def points(**more):
    columns = [{"column": "note", "name": "说明"}]
    return spec(
        "点 位.csv", code="code", label="name", background="background", columns=columns, **more
    )


def write_csv(folder, text, encoding="utf-8"):
    (folder / "点 位.csv").write_bytes(text.encode(encoding))
    return folder


def codes_of(problem):
    return [fault.code for fault in problem.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_read_overlay_csv(tmp_path, encoding):
    text = (
        "# 说明\n"
        + HEADER
        + "2690A,天山天池,88.1236,43.8886,Y,对照点\n2703A,市环保局,81.2815,43.9404,N,\n"
    )
    features = read_overlay(points(), write_csv(tmp_path, text, encoding))
    assert list(features.columns) == ["code", "label", "background", "note", "geometry"]
    assert features["code"].tolist() == ["2690A", "2703A"]
    assert features["label"].tolist() == ["天山天池", "市环保局"]
    assert features["background"].tolist() == [True, False]
    assert features["note"].tolist() == ["对照点", ""]
    assert features.geometry.tolist() == [Point(88.1236, 43.8886), Point(81.2815, 43.9404)]
    assert features.crs.to_epsg() == 4326


def test_read_overlay_csv_windows_lines_and_other_columns(tmp_path):
    (tmp_path / "a.csv").write_bytes("经度,纬度\r\n81.28,43.94\r\n".encode())
    features = read_overlay(spec("a.csv", lon="经度", lat="纬度", datum="CGCS2000"), tmp_path)
    assert features["code"].tolist() == ["1"]
    assert features.geometry[0].distance(Point(81.28, 43.94)) < 1e-9


@pytest.mark.parametrize("written", ["", "-", "none", "nan", "81里", "inf"])
def test_read_overlay_coordinate_that_is_none(tmp_path, written):
    text = HEADER + f"a,甲,81,44,N,\nb,乙,81,{written},N,\n"
    with pytest.raises(TableError) as problem:
        read_overlay(points(), write_csv(tmp_path, text))
    assert codes_of(problem) == ["coordinate_none"]
    assert "line 3, column lat" in problem.value.faults[0].said.en


def test_read_overlay_lists_all_faults_together(tmp_path):
    text = (
        HEADER + "a,甲,,-,N,\nb,乙,43.9,81.3,N,\nc,丙,8128,4394,N,\nd,丁,81,44,N\nb,戊,81,44,N,\n"
    )
    with pytest.raises(TableError) as problem:
        read_overlay(points(), write_csv(tmp_path, text))
    assert codes_of(problem) == [
        "coordinate_none",
        "coordinate_none",
        "coordinates_swapped",
        "coordinates_impossible",
        "row_cells",
        "feature_code_twice",
    ]
    said = [fault.said.en for fault in problem.value.faults]
    assert "line 3" in said[2]
    assert "lon 43.9, lat 81.3" in said[2]
    assert "found" not in said[4] and "5 cells, expected 6" in said[4]


def test_read_overlay_csv_without_a_column(tmp_path):
    write_csv(tmp_path, "code,name,lon\na,甲,81\n")
    with pytest.raises(TableError, match="lat"):
        read_overlay(points(), tmp_path)


@pytest.mark.parametrize("text", [HEADER, "# 只有说明\n" + HEADER])
def test_read_overlay_csv_without_rows(tmp_path, text):
    with pytest.raises(SourceError) as problem:
        read_overlay(points(), write_csv(tmp_path, text))
    assert codes_of(problem) == ["layer_empty"]


def test_read_overlay_csv_with_an_open_quote(tmp_path):
    with pytest.raises(TableError) as problem:
        read_overlay(points(), write_csv(tmp_path, HEADER + 'a,"甲,81,44,N,\n'))
    assert codes_of(problem) == ["csv_syntax"]


@pytest.mark.parametrize(
    "file", ["../outside.csv", "data/../../outside.csv", "{folder}/inside.csv"]
)
def test_read_overlay_stays_in_the_workspace(tmp_path, file):
    folder = tmp_path / "workspace"
    folder.mkdir()
    for name in (tmp_path / "outside.csv", folder / "inside.csv"):
        name.write_text("lon,lat\n81,44\n", encoding="utf-8")
    with pytest.raises(SourceError) as problem:
        read_overlay(spec(file.format(folder=folder)), folder)
    assert codes_of(problem) == ["outside_workspace"]


def test_read_overlay_link_out_of_the_workspace(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text("lon,lat\n81,44\n", encoding="utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    with pytest.raises(SourceError) as problem:
        read_overlay(spec("link.csv"), folder)
    assert codes_of(problem) == ["outside_workspace"]


def test_read_overlay_missing_file(tmp_path):
    with pytest.raises(SourceError) as problem:
        read_overlay(spec("data/none.geojson"), tmp_path)
    assert codes_of(problem) == ["file_missing"]


SHAPES = [Point(81, 44), LineString([(81, 44), (82, 44)]), box(81, 43, 82, 44)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("file", ["图层.geojson", "图层.gpkg"])
def test_read_overlay_points_lines_and_areas(tmp_path, shape, file):
    table = {"code": [7], "name": ["示例"], "note": [None]}
    geopandas.GeoDataFrame(table, geometry=[shape], crs=4326).to_file(tmp_path / file)
    columns = [{"column": "note", "name": "说明"}]
    features = read_overlay(spec(file, code="code", label="name", columns=columns), tmp_path)
    assert features[["code", "label", "note", "background"]].to_numpy().tolist() == [
        ["7", "示例", "", False]
    ]
    assert features.geometry[0].equals(shape)


def test_read_overlay_projected_layer_becomes_wgs84(tmp_path):
    layer = geopandas.GeoDataFrame(geometry=[Point(81, 44)], crs=4326).to_crs(4544)
    layer.to_file(tmp_path / "a.gpkg")
    features = read_overlay(spec("a.gpkg"), tmp_path)
    assert features.geometry[0].distance(Point(81, 44)) < 1e-6


def test_read_overlay_geopackage_layers(tmp_path):
    for name, shape in zip(("a", "b"), SHAPES[:2], strict=True):
        geopandas.GeoDataFrame(geometry=[shape], crs=4326).to_file(tmp_path / "x.gpkg", layer=name)
    assert read_overlay(spec("x.gpkg", layer="b"), tmp_path).geometry[0].equals(SHAPES[1])
    with pytest.raises(SourceError) as problem:
        read_overlay(spec("x.gpkg"), tmp_path)
    assert codes_of(problem) == ["layer_unnamed"]
    assert "a, b" in problem.value.faults[0].said.en
    with pytest.raises(SourceError) as problem:
        read_overlay(spec("x.gpkg", layer="c"), tmp_path)
    assert codes_of(problem) == ["not_a_layer"]


def test_read_overlay_without_a_reference_system(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # writing such a file warns, which is the point
        geopandas.GeoDataFrame(geometry=[Point(81, 44)]).to_file(tmp_path / "a.gpkg")
    with pytest.raises(CrsError) as problem:
        read_overlay(spec("a.gpkg"), tmp_path)
    assert codes_of(problem) == ["crs_missing"]


def test_read_overlay_layer_faults_together(tmp_path):
    bowtie = Polygon([(81, 43), (82, 44), (82, 43), (81, 44)])
    shapes = [bowtie, None, box(81, 43, 82, 44)]
    table = {"code": ["a", "b", "a"]}
    geopandas.GeoDataFrame(table, geometry=shapes, crs=4326).to_file(tmp_path / "a.gpkg")
    with pytest.raises(TableError) as problem:
        read_overlay(spec("a.gpkg", code="code"), tmp_path)
    assert codes_of(problem) == ["feature_code_twice", "geometry_invalid", "geometry_missing"]
    assert "feature 2" in problem.value.faults[2].said.en


def test_read_overlay_layer_with_swapped_coordinates(tmp_path):
    geopandas.GeoDataFrame(geometry=[Point(43.9, 81.3)], crs=4326).to_file(tmp_path / "a.geojson")
    with pytest.raises(TableError) as problem:
        read_overlay(spec("a.geojson"), tmp_path)
    assert codes_of(problem) == ["coordinates_swapped"]


def test_read_overlay_layer_in_metres_that_says_degrees(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {},
        "geometry": {"type": "Point", "coordinates": [5e5, 4.8e6]},
    }
    layer = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "a.geojson").write_text(json.dumps(layer), encoding="utf-8")
    with pytest.raises(TableError) as problem:
        read_overlay(spec("a.geojson"), tmp_path)
    assert codes_of(problem) == ["coordinates_impossible"]


@pytest.mark.parametrize("content", ['{"type":', "no layer at all"])
def test_read_overlay_that_is_no_layer(tmp_path, content):
    (tmp_path / "a.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(SourceError) as problem:
        read_overlay(spec("a.geojson"), tmp_path)
    assert codes_of(problem) == ["not_a_layer"]


def test_read_overlay_layer_without_a_declared_column(tmp_path):
    geopandas.GeoDataFrame(geometry=[Point(81, 44)], crs=4326).to_file(tmp_path / "a.geojson")
    with pytest.raises(TableError, match="code"):
        read_overlay(spec("a.geojson", code="code"), tmp_path)


def test_read_overlay_leaves_the_file_alone(tmp_path):
    folder = write_csv(tmp_path, HEADER + "a,甲,81,44,N,\n")
    before = Path(folder / "点 位.csv").read_bytes()
    read_overlay(points(), folder)
    assert Path(folder / "点 位.csv").read_bytes() == before


def test_read_overlay_refuses_a_datum_that_would_be_shifted_untold(tmp_path):
    layer = geopandas.GeoDataFrame(geometry=[Point(81, 44)], crs=4610)  # Xian 1980
    layer.to_file(tmp_path / "a.gpkg")
    with pytest.raises(CrsError, match="Xian 1980"):
        read_overlay(spec("a.gpkg"), tmp_path)
