"""Boundaries in the wrong place or under the wrong name, told by what places.csv says of them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import geopandas
import numpy
import pytest
import shapely

from aqmap.errors import AqmapError, TableError
from aqmap.geo import CGCS2000
from aqmap.model.figures import Level
from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.pipelines.read_inputs import read_inputs
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.place_checks import check_places
from aqmap.words import Text
from aqmap.workspace.places import Place, Places, read_places

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "boundaries"
YINING_CITY, YINING_COUNTY, CHANGJI, JINGHE = "654002", "654021", "652301", "652722"


def ten_east(points):
    return points + numpy.array((10, 0))


@pytest.fixture(scope="module")
def counties():
    return read_boundaries(FOLDER).counties


@pytest.fixture(scope="module")
def places():
    return read_places(FOLDER / "places.csv")


def found(counties, places):
    try:
        check_places(counties, places, FOLDER)
    except TableError as problem:
        assert all(text for fault in problem.faults for text in fault.said)
        return list(problem.faults)
    return []


def codes(counties, places):
    return [fault.code for fault in found(counties, places)]


def moved(counties, change):
    shapes = [shapely.transform(shape, change) for shape in counties.geometry]
    return counties.set_geometry(shapes, crs=counties.crs)


def exchanged(counties, *pairs, columns=("code", "name")):
    """Give the outlines of each pair each other's columns."""
    table = counties.copy()
    rows = {code: number for number, code in enumerate(table["code"])}
    for column in columns:
        cells = list(table[column])
        for first, second in pairs:
            one, two = rows[first], rows[second]
            cells[one], cells[two] = cells[two], cells[one]
        table[column] = cells
    return table


def without(places, **gone):
    return Places({place.code: dataclasses.replace(place, **gone) for place in places})


def test_the_default_boundaries_are_where_they_belong(counties, places):
    assert found(counties, places) == []


def test_nothing_is_checked_where_nothing_is_known(counties, places):
    blank = without(places, lon=None, lat=None, area_km2=None)
    assert found(moved(counties, ten_east), blank) == []
    assert found(counties, Places({})) == []


# The layer as a whole -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shift", [(10, 0), (-10, 0), (0, 10), (0, -10), (3, 0), (0.5, 0.5), (-90, 0)]
)
def test_a_shifted_layer_is_named_with_its_shift(counties, places, shift):
    (fault,) = found(moved(counties, lambda p: p + shift), places)
    assert fault.code == "layer_shifted"
    written = [float(part.rstrip("°")) for part in fault.facts["found"].split(", ")]
    assert written == pytest.approx(shift, abs=0.05)


@pytest.mark.parametrize(
    ("change", "orientation"),
    [
        (lambda p: p * (-1, 1), "mirrored from east to west"),
        (lambda p: (172, 0) + p * (-1, 1), "mirrored from east to west"),
        (lambda p: p * (1, -1), "mirrored from north to south"),
        (lambda p: (0, 88) + p * (1, -1), "mirrored from north to south"),
        (lambda p: (172, 88) - p, "turned by 180°"),
        (lambda p: -p, "turned by 180°"),
        (lambda p: p[:, ::-1], "longitude and latitude exchanged"),
        (lambda p: (p - (86, 44)) @ numpy.array([[0, 1], [-1, 0]]) + (86, 44), "turned left"),
        (lambda p: (p - (86, 44)) @ numpy.array([[0, -1], [1, 0]]) + (86, 44), "turned right"),
    ],
)
def test_a_layer_turned_over_is_named(counties, places, change, orientation):
    (fault,) = found(moved(counties, change), places)
    assert fault.code == "layer_turned"
    assert orientation in fault.said.en


def test_a_layer_of_another_region_is_named(counties, places):
    elsewhere = without(places, lon=115.5, lat=38.1)
    assert codes(counties, elsewhere) == ["places_elsewhere"]
    zone_only = Places(
        {
            p.code: p if p.level == Level.ZONE else dataclasses.replace(p, lon=None, lat=None)
            for p in places
        }
    )
    assert codes(counties, zone_only) == []
    assert codes(moved(counties, ten_east), zone_only) == ["places_elsewhere"]


def test_a_layer_outside_china_is_named_without_any_seat(counties, places):
    blank = without(places, lon=None, lat=None, area_km2=None)
    assert codes(moved(counties, lambda p: p * (-1, 1)), blank) == ["layer_off_china"]


@pytest.mark.parametrize(("north", "factor"), [(10, "0.818"), (-10, "1.15")])
def test_another_latitude_is_told_by_the_published_areas_alone(counties, places, north, factor):
    # cos 54.1° / cos 44.1° is 0.817, cos 34.1° / cos 44.1° is 1.153.
    blank = without(places, lon=None, lat=None)
    (fault,) = found(moved(counties, lambda p: p + numpy.array((0, north))), blank)
    assert (fault.code, fault.facts["found"]) == ("areas_scaled", factor)


# One place and another ------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [("code", "name"), ("geometry",)])
@pytest.mark.parametrize("other", [YINING_COUNTY, CHANGJI])
def test_exchanged_codes_are_named_together(counties, places, other, columns):
    (fault,) = found(exchanged(counties, (YINING_CITY, other), columns=columns), places)
    assert fault.code == "codes_exchanged"
    assert YINING_CITY in fault.at
    assert other in fault.at


def test_three_codes_moved_on_by_one_are_named_together(counties, places):
    table = exchanged(counties, (YINING_CITY, YINING_COUNTY), (YINING_COUNTY, CHANGJI))
    (fault,) = found(table, places)
    assert fault.code == "codes_exchanged"
    assert fault.at.count("/") == 2


def test_exchanged_names_alone_are_named(counties, places):
    table = exchanged(counties, (YINING_CITY, YINING_COUNTY), columns=("name",))
    faults = found(table, places)
    assert [fault.code for fault in faults] == ["name_of_other"] * 2
    assert "伊宁县 654021" in faults[0].said.zh


def test_exchanged_codes_without_their_names_are_named(counties, places):
    table = exchanged(counties, (YINING_CITY, CHANGJI), columns=("code",))
    assert codes(table, places) == ["name_of_other", "name_of_other", "codes_exchanged"]


def test_a_code_exchanged_with_that_of_a_place_without_a_seat_is_named(counties, places):
    (fault,) = found(exchanged(counties, (YINING_CITY, JINGHE)), places)
    assert fault.code == "code_of_other"
    assert JINGHE in fault.at


def test_codes_exchanged_are_told_by_the_published_areas_alone(counties, places):
    blank = without(places, lon=None, lat=None)
    (fault,) = found(exchanged(counties, (YINING_CITY, CHANGJI)), blank)
    assert fault.code == "areas_exchanged"
    assert "640" in fault.said.en  # measured, and 629 published
    assert "7971, 629" in fault.said.en


def test_an_area_that_is_another_place_altogether_is_named(counties, places):
    changed = dict(places.by_code)
    changed[CHANGJI] = dataclasses.replace(places[CHANGJI], area_km2=79.71)  # 万亩, or a slip
    (fault,) = found(counties, Places(changed))
    assert (fault.code, fault.facts["found"]) == ("area_differs", "7969")


def test_an_area_by_another_definition_is_none(counties, places):
    changed = dict(places.by_code)
    changed["652328"] = dataclasses.replace(places["652328"], area_km2=22_171)
    assert found(counties, Places(changed)) == []


# Small synthetic regions elsewhere ------------------------------------------------------------


def region(*shapes, lon=115.0, lat=38.0):
    """Counties as boxes of one degree, named by letters."""
    table = {
        "code": [f"13990{n}" for n in range(1, len(shapes) + 1)],
        "name": [f"{letter}县" for letter, _ in zip("甲乙丙丁戊己", shapes, strict=False)],
        "role": "core",
        "prefecture_code": "139900",
    }
    boxes = [shapely.box(lon + x, lat + y, lon + x + 1, lat + y + 1) for x, y in shapes]
    return geopandas.GeoDataFrame(table, geometry=boxes, crs=CGCS2000)


def seats(table, *spots):
    return Places(
        {
            code: Place(code, Text(name, name), (), "139900", Level.COUNTY, lon=spot and spot[0],
                        lat=spot and spot[1])
            for code, name, spot in zip(table["code"], table["name"], spots, strict=True)
        }
    )  # fmt: skip


SQUARE = ((0, 0), (1, 0), (0, 1), (1, 1))


def test_a_seat_in_the_city_beside_it_is_no_fault():
    table = region(*SQUARE)
    # The county's government stands in the city beside it, as in many prefectures.
    beside = seats(table, (115.5, 38.5), (115.9, 38.6), (115.5, 39.5), (116.5, 39.5))
    assert found(table, beside) == []
    two = seats(table, (115.97, 38.97), (115.96, 38.96), (115.95, 38.98), (116.5, 39.5))
    assert found(table, two) == []


def test_a_rough_seat_just_outside_all_is_no_fault():
    table = region(*SQUARE)
    assert found(table, seats(table, (114.9, 38.5), None, None, (116.5, 39.5))) == []


def test_a_seat_far_from_its_outline_is_named():
    table = region(*SQUARE)
    (fault,) = found(table, seats(table, (105.5, 38.5), (116.5, 38.5), (115.5, 39.5), None))
    assert fault.code == "seat_far"
    assert "9.5°" in fault.said.en


def test_one_county_alone():
    table = region((0, 0))
    assert found(table, seats(table, (115.5, 38.5))) == []
    assert codes(table, seats(table, (125.5, 38.5))) == ["places_elsewhere"]


def test_the_checks_stand_in_the_road(tmp_path):
    folder = lay_workspace(tmp_path / "示例")
    read_inputs(folder, lambda *_: None)
    path = folder / "boundaries" / "places.csv"
    written = path.read_text(encoding="utf-8-sig")
    path.write_text(written.replace("84.25,44.25", "74.25,44.25"), encoding="utf-8")
    with pytest.raises(AqmapError) as problem:
        read_inputs(folder, lambda *_: None)
    assert [fault.code for fault in problem.value.faults] == ["seat_far"]
