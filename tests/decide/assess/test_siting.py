"""Stations in counties: two square ones, and what stands outside or nowhere."""

from geopandas import GeoDataFrame
from shapely import box

from aqmap.decide.assess.siting import site
from aqmap.read.stations.station_lists import read_list

COUNTIES = GeoDataFrame(
    {
        "code": ["1", "2", "3"],
        "name": ["甲县", "乙县", "邻市"],
        "role": ["core", "core", "context"],
    },
    geometry=[box(81, 43, 82, 44), box(82, 43, 83, 44), box(83, 43, 84, 44)],
    crs="EPSG:4490",
)


def listed(tmp_path, rows):
    path = tmp_path / "list.csv"
    path.write_text("code,name,lon,lat\n" + rows, encoding="utf-8")
    return read_list(path, "CGCS2000")


def test_stations_without_a_position_are_listed(tmp_path):
    rows = "1A,a,81.5,43.5\n2A,b,-,-\n3A,c,,\n4A,d,83.5,43.5\n5A,e,—,NaN\n"
    told = site(listed(tmp_path, rows), COUNTIES)
    assert told.inside == {"1": ("1A",), "2": ()}
    assert told.unplaced == ("2A", "3A", "5A")
    assert [(one.code, one.unit, one.nearest) for one in told.outside] == [("4A", "邻市", "乙县")]


def test_a_list_without_any_position_places_none(tmp_path):
    told = site(listed(tmp_path, "1A,a,-,-\n2A,b,,\n"), COUNTIES)
    assert (told.inside, told.outside, told.unplaced) == ({"1": (), "2": ()}, (), ("1A", "2A"))
