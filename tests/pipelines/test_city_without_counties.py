"""A city without counties (东莞, 嘉峪关) is county and prefecture at once."""

import json

import pytest

from aqmap.errors import SpecError
from aqmap.pipelines.build_maps import build, decide

CODE = "620200"
PLACES = """code,name_zh,name_en,other_names,prefecture,role,official_area_km2,area_source,\
lon,lat,note
{code},嘉峪关市,Jiayuguan,嘉峪关,{prefecture},{role},,,84.25,44.25,
"""
TARGET = "place,indicator,period,comparator,value,level,basis,source,locator\n"


def make_city(folder, role="county", prefecture=CODE):
    """Make the minimal workspace one of a single city: the invented outline of its first county."""
    layer = folder / "boundaries" / "counties.geojson"
    content = json.loads(layer.read_text(encoding="utf-8"))
    del content["features"][1:]
    city = {"code": CODE, "name": "嘉峪关市", "role": "core"}
    content["features"][0]["properties"] = city
    layer.write_text(json.dumps(content), encoding="utf-8")
    places = PLACES.format(code=CODE, role=role, prefecture=prefecture)
    (folder / "boundaries" / "places.csv").write_text(places, encoding="utf-8")
    settings = folder / "aqmap.toml"
    written = settings.read_text(encoding="utf-8").replace('"990000"', f'"{CODE}"')
    listed = 'places = ["990001", "990002", "990003"]'
    settings.write_text(written.replace(listed, f'places = ["{CODE}"]'), encoding="utf-8")
    sources = folder / "data" / "sources.toml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("990000", CODE))
    for table in (*folder.glob("data/targets/*"), *folder.glob("data/measured/*")):
        table.unlink()
    rows = "嘉峪关市,PM2.5,2025,le,30,,synthetic,example,line 1\n"
    rows += "全市,造林,2025,ge,2,,synthetic,example,line 2\n"
    (folder / "data" / "targets" / "a.csv").write_text(TARGET + rows, encoding="utf-8")
    rows = f"{CODE},PM2.5,2025,,28,prefecture,synthetic,example,line 3\n"
    (folder / "data" / "measured" / "a.csv").write_text(TARGET + rows, encoding="utf-8")
    return folder


def test_its_target_and_its_result_are_joined_whatever_level_they_name(small_workspace):
    decided = decide(make_city(small_workspace))
    (row,) = [row for row in decided.joined if row.layer == "pm25"]
    assert (row.place, str(row.target), str(row.measured)) == (CODE, "30", "28")
    (row,) = [row for row in decided.joined if row.layer == "afforestation"]
    assert str(row.target) == "2"  # 全市 is the city
    assert [f for f in decided.findings if f.kind in ("unlisted", "sum")] == []


def test_it_is_drawn_as_one_county_whose_edge_faces_no_other(small_workspace):
    folder = make_city(small_workspace)
    book = decide(folder).book
    assert list(book.outlines["rank"]) == ["edge"]
    (county,) = book.counties.geometry
    assert book.outlines.geometry[0].equals(county.boundary)
    assert build(folder).out.joinpath("print", "atlas.pdf").is_file()


@pytest.mark.parametrize("prefecture", ["", CODE])
def test_a_prefecture_listed_as_a_county_is_named_with_the_way_out(small_workspace, prefecture):
    with pytest.raises(SpecError) as problem:
        decide(make_city(small_workspace, role="prefecture", prefecture=prefecture))
    (fault,) = problem.value.faults
    assert fault.code == "prefecture_as_county"
    assert "role 写成 county" in fault.said.zh


def test_a_county_of_a_prefecture_is_none(small_workspace):
    with pytest.raises(SpecError) as problem:
        decide(make_city(small_workspace, prefecture="620100"))
    assert [fault.code for fault in problem.value.faults] == ["not_a_prefecture"]
