"""The outlines in boundaries/ are what the project's references say of them."""

import csv
import importlib.util
import math
import tomllib
from pathlib import Path

import numpy
import pyproj
import pytest
import shapely

from aqmap import geo
from aqmap.files.outputs import checksum
from aqmap.read.geodata.boundaries import read_boundaries

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "boundaries"
ILI, CHANGJI = "654000", "652300"

# code: name, area (km2) and centroid (degrees) of the TianDiTu outline; published area (km2) and
# the difference that is explained: 1 % where undisputed, more where the two sources draw another
# line or the figure is old; 奎屯 and 霍城 have no figure that fits today's county.
FROZEN = {
    "652301": ("昌吉市", 7969.0, 87.0644, 44.1594, 7971, 0.01),
    "652302": ("阜康市", 8531.1, 88.2959, 44.4138, 8528.77, 0.01),
    "652323": ("呼图壁县", 9519.5, 86.6819, 44.3681, 9518.45, 0.01),
    "652324": ("玛纳斯县", 9217.1, 86.1241, 44.4898, 9171.34, 0.01),
    "652325": ("奇台县", 16660.3, 90.0994, 44.5146, 16645, 0.01),
    "652327": ("吉木萨尔县", 8143.6, 89.0434, 44.3418, 8140.84, 0.01),
    "652328": ("木垒哈萨克自治县", 13511.3, 90.8011, 44.0910, 13510, 0.01),
    "654002": ("伊宁市", 639.6, 81.2809, 44.0180, 629, 0.02),
    "654003": ("奎屯市", 908.2, 85.0309, 44.4980, None, None),
    "654004": ("霍尔果斯市", 1893.8, 80.5112, 44.4599, 1908.55, 0.04),
    "654021": ("伊宁县", 4471.7, 81.7456, 44.0035, 4486, 0.04),
    "654022": ("察布查尔锡伯自治县", 4109.9, 81.1303, 43.6143, 4132, 0.04),
    "654023": ("霍城县", 2903.3, 80.9669, 44.2552, None, None),
    "654024": ("巩留县", 4115.2, 82.4314, 43.2996, 4111.4, 0.01),
    "654025": ("新源县", 7372.8, 83.5646, 43.3630, 7583, 0.04),
    "654026": ("昭苏县", 10418.3, 80.9758, 42.7675, 10426.93, 0.01),
    "654027": ("特克斯县", 8069.2, 81.9984, 42.9176, 8066.45, 0.01),
    "654028": ("尼勒克县", 10331.9, 83.2221, 43.8043, 10129.95, 0.04),
}
# National border of each county in km, read off with a tolerance of some 1.5 km at either end.
NATIONAL_KM = {"654026": 194, "654004": 98, "654022": 57, "652325": 92, "652328": 20}
FRAME_ONLY = "659007"  # 双河市: named for the frame of a map of Ili, touches neither prefecture


@pytest.fixture(scope="module")
def boundaries():
    return read_boundaries(FOLDER)


@pytest.fixture(scope="module")
def core(boundaries):
    counties = boundaries.counties
    return counties[counties["role"] == "core"].set_index("code", drop=False)


@pytest.fixture(scope="module")
def web(boundaries):
    return geo.simplify_for_web(boundaries.counties, boundaries.outlines)


@pytest.fixture(scope="module")
def places():
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as opened:
        return {row["code"]: row for row in csv.DictReader(opened)}


def union(counties, prefecture):
    inside = (counties["role"] == "core") & (counties["prefecture_code"] == prefecture)
    return shapely.union_all(counties.geometry[inside].to_numpy())


def holes(geometry):
    return sum(len(part.interiors) for part in shapely.get_parts(geometry))


def line_of(outlines, rank, code=""):
    chosen = (outlines["rank"] == rank) & (outlines["prefecture_code"] == code)
    (line,) = outlines.geometry[chosen]
    return line


def vertices(geometries):
    return set(map(tuple, shapely.get_coordinates(geometries)))


# 1 -------------------------------------------------------------------------------------------


def test_the_eighteen_counties_and_their_prefectures(core, places):
    assert dict(zip(core["code"], core["name"], strict=True)) == {
        code: row[0] for code, row in FROZEN.items()
    }
    assert core["prefecture_code"].value_counts().to_dict() == {ILI: 11, CHANGJI: 7}
    assert all(code[:4] + "00" == core["prefecture_code"][code] for code in core.index)
    counties = {code for code, row in places.items() if row["role"] == "county"}
    assert counties == set(core.index)


def test_names_and_prefectures_agree_with_the_places_table(boundaries, places):
    counties = boundaries.counties.set_index("code")
    listed = [code for code, row in places.items() if row["role"].endswith("county")]
    assert len(listed) == 18 + 27
    for code in listed:
        assert counties["name"][code] == places[code]["name_zh"]
        # The cities under the region itself have no prefecture: the outlines repeat their code.
        prefecture = code if code.startswith("6590") else places[code]["prefecture"]
        assert counties["prefecture_code"][code] == prefecture


def test_all_of_xinjiang_is_there(boundaries):
    assert len(boundaries.counties) == 108
    assert boundaries.counties["code"].str.startswith("65").all()


# 2 -------------------------------------------------------------------------------------------


def test_reference_system_and_bounds(boundaries, core):
    assert boundaries.counties.crs.to_epsg() == boundaries.outlines.crs.to_epsg() == 4490
    west, south, east, north = core.total_bounds
    assert west > 79
    assert south > 41.5
    assert east < 92.5
    assert north < 46


def offsets_m(core):
    """Median easting and northing of the centroids from the frozen ones, in metres."""
    there = numpy.array([FROZEN[code][2:4] for code in core["code"]])
    here = shapely.get_coordinates(shapely.centroid(core.geometry.to_numpy()))
    metres = (here - there) * 111_320
    metres[:, 0] *= numpy.cos(numpy.radians(there[:, 1]))
    return numpy.median(metres, axis=0)


def test_positions_are_those_of_the_frozen_copy(core):
    assert numpy.abs(offsets_m(core)).max() < 50


@pytest.mark.parametrize("direction", [1, -1])  # GCJ-02 delivered as it is, or converted twice
def test_a_gcj02_shift_would_be_seen(core, direction):
    moved = core.set_geometry(core.translate(direction * 0.0029, direction * 0.001))
    assert numpy.abs(offsets_m(moved)).max() > 100


# 3, 4 ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", FROZEN)
def test_area_of_each_county(core, places, code):
    _, frozen, _, _, published, tolerance = FROZEN[code]
    area = geo.areas_km2(core)[code]
    assert area == pytest.approx(frozen, rel=0.01)
    if published is None:
        assert places[code]["official_area_km2"] == ""
    else:
        assert float(places[code]["official_area_km2"]) == published
        assert area == pytest.approx(published, rel=tolerance)


def test_sums_of_the_prefectures(core):
    areas = geo.areas_km2(core)
    ili = sum(area for code, area in areas.items() if code.startswith("6540"))
    changji = sum(area for code, area in areas.items() if code.startswith("6523"))
    assert ili == pytest.approx(55_235, rel=0.002)
    assert changji == pytest.approx(73_500, rel=0.003)


def test_albers_areas_agree_with_the_ellipsoid(core):
    ellipsoid = pyproj.Geod(ellps="GRS80")
    areas = geo.areas_km2(core)
    for code, county in core.geometry.items():
        geodesic = abs(ellipsoid.geometry_area_perimeter(county)[0]) / 1e6
        assert areas[code] == pytest.approx(geodesic, rel=1e-4)


def test_the_area_projection_is_true_over_both_prefectures(core):
    crs = geo.albers(84.0)
    assert crs.coordinate_operation.method_name == "Albers Equal Area"
    assert {axis.unit_name for axis in crs.axis_info} == {"metre"}
    at = core.get_coordinates()
    factors = pyproj.Proj(crs).get_factors(at["x"].to_numpy(), at["y"].to_numpy())
    assert numpy.abs(factors.areal_scale - 1).max() < 1e-6
    for scale in (factors.meridional_scale, factors.parallel_scale):
        assert numpy.abs(scale - 1).max() <= 0.000_24  # 0.02 %, at the northern end


# 5, 6, 8 -------------------------------------------------------------------------------------


def test_validity_and_coverage_before_and_after_simplifying(boundaries, web):
    for counties in (boundaries.counties, web[0]):
        units = counties.geometry.to_numpy()
        assert shapely.is_valid(units).all()
        assert shapely.coverage_is_valid(units)


def test_the_web_copy_does_not_overlap_or_gape(boundaries, web):
    for counties in (boundaries.counties, web[0]):
        units = counties.geometry.to_numpy()
        total = shapely.union_all(units)
        assert total.area == pytest.approx(shapely.area(units).sum(), rel=1e-12)
        assert total.geom_type == "Polygon"
        assert holes(total) == 0


def test_parts_and_holes_stay_as_they_are(boundaries, web):
    for counties in (boundaries.counties, web[0]):
        ili, changji = union(counties, ILI), union(counties, CHANGJI)
        assert (len(shapely.get_parts(ili)), holes(ili)) == (2, 2)  # 奎屯; 可克达拉 twice
        assert (len(shapely.get_parts(changji)), holes(changji)) == (2, 0)
        assert (counties.geometry[counties["role"] == "core"].geom_type == "Polygon").all()
    before, after = (c.geometry.to_numpy() for c in (boundaries.counties, web[0]))
    assert (shapely.get_num_geometries(before) == shapely.get_num_geometries(after)).all()
    assert list(map(holes, before)) == list(map(holes, after))


def test_simplifying_changes_no_area(boundaries, web):
    before, after = geo.areas_km2(boundaries.counties), geo.areas_km2(web[0])
    assert after == pytest.approx(before, rel=0.001)


def test_no_unit_is_a_sliver(web):
    projected = geo.project(web[0], geo.albers(84.0))
    compact = {
        f"{unit.code} {unit.name}": 4 * math.pi * part.area / part.length**2
        for unit in projected.itertuples()
        for part in shapely.get_parts(unit.geometry)
    }
    assert min(compact.values()) >= 0.05


def test_the_web_copy_has_five_decimals_in_wgs84(web):
    for layer in web:
        assert layer.crs.to_epsg() == 4326
        written = shapely.get_coordinates(layer.geometry.to_numpy())
        assert numpy.abs(written - written.round(5)).max() < 1e-9


# 7, 9 ----------------------------------------------------------------------------------------


def test_every_seat_lies_in_its_county(boundaries, places, web):
    seats = {
        c: shapely.Point(float(r["lon"]), float(r["lat"])) for c, r in places.items() if r["lon"]
    }
    assert set(FROZEN) <= set(seats)
    for counties in (boundaries.counties, web[0]):
        outlines = counties.set_index("code").geometry
        for code, seat in seats.items():
            home = "654003" if code == "zone-kuitun-dushanzi" else code
            assert outlines[home].contains(seat), code


def test_the_context_counties_are_those_that_touch(boundaries, places):
    counties = boundaries.counties
    both = shapely.union_all([union(counties, ILI), union(counties, CHANGJI)])
    touching = counties["code"][(counties["role"] == "neighbour") & counties.intersects(both)]
    listed = {code for code, row in places.items() if row["role"] == "context county"}
    assert listed == {*touching, FRAME_ONLY}


# Outlines ------------------------------------------------------------------------------------


def test_national_border_is_made_of_county_edges(boundaries):
    outlines, counties = boundaries.outlines, boundaries.counties
    national = line_of(outlines, "national")
    assert national.geom_type == "LineString"
    assert vertices([national]) <= vertices(counties.geometry.to_numpy())
    outer = shapely.union_all(counties.geometry.to_numpy()).boundary
    assert shapely.difference(national, outer).length == pytest.approx(0, abs=1e-9)
    west = min(x for x, _ in vertices([national]))
    assert west == counties.total_bounds[0]


def test_national_border_of_each_county(boundaries, core):
    border = geo.project(boundaries.outlines, geo.albers(84.0))
    border = line_of(border, "national")
    metric = geo.project(core, geo.albers(84.0)).geometry
    lengths = {
        code: border.intersection(shape.boundary).length / 1e3 for code, shape in metric.items()
    }
    assert lengths == pytest.approx({code: NATIONAL_KM.get(code, 0) for code in core.index}, abs=4)
    assert lengths["654026"] == pytest.approx(191.0, abs=0.5)
    assert sum(lengths[c] for c in core.index if c.startswith("6540")) == pytest.approx(
        350, rel=0.03
    )


def test_national_border_is_never_simplified(boundaries, web):
    full = line_of(boundaries.outlines, "national")
    drawn = line_of(web[1], "national")
    assert drawn.equals_exact(shapely.set_precision(full, 1e-5, mode="pointwise"), 1e-9)
    assert vertices([drawn]) <= vertices(web[0].geometry.to_numpy())


@pytest.mark.parametrize("code", [ILI, CHANGJI])
def test_prefecture_outline_and_national_border_close_the_prefecture(boundaries, web, code):
    for counties, outlines in ((boundaries.counties, boundaries.outlines), web):
        around = union(counties, code).boundary
        line, national = line_of(outlines, "prefecture", code), line_of(outlines, "national")
        assert shapely.intersection(line, national).length == 0
        shared = shapely.intersection(national, around)
        assert line.length + shared.length == pytest.approx(around.length, rel=1e-9)
        assert shapely.difference(line, around).length == pytest.approx(0, abs=1e-9)


# 11 ------------------------------------------------------------------------------------------


def test_checksums_of_the_record(boundaries):
    with (FOLDER / "SOURCE.toml").open("rb") as opened:
        record = tomllib.load(opened)
    assert record == boundaries.source
    assert record["datum"] == "CGCS2000"
    assert record["sha256"] == {
        name: checksum(FOLDER / name) for name in ("counties.geojson", "outlines.geojson")
    }


def test_the_build_script_writes_the_same_bytes(tmp_path):
    spec = importlib.util.spec_from_file_location("built", FOLDER / "build_boundaries.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    vars(script)["HERE"] = tmp_path
    script.main()
    for name in ("counties.geojson", "outlines.geojson", "SOURCE.toml"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name
