from __future__ import annotations

from typing import Any

import geopandas
import numpy
import pyproj
import pytest
import shapely
from shapely.geometry import LineString, Polygon, box

from aqmap import geo
from aqmap.errors import CrsError


def counties_of(*shapes, crs=geo.CGCS2000):
    codes = [f"99000{number}" for number in range(1, len(shapes) + 1)]
    table = {"code": codes, "name": codes, "role": "core", "prefecture_code": "990000"}
    return geopandas.GeoDataFrame(table, geometry=list(shapes), crs=crs)


def outlines_of(national, prefecture, crs=geo.CGCS2000):
    table = {"rank": ["national", "prefecture"], "prefecture_code": ["", "990000"]}
    return geopandas.GeoDataFrame(table, geometry=[national, prefecture], crs=crs)


@pytest.mark.parametrize(
    ("width_m", "width_mm", "denominator"),
    [
        (100, 100, 1_000),
        (100.1, 100, 1_500),
        (149, 100, 1_500),
        (151, 100, 2_000),
        (240, 100, 2_500),
        (300, 100, 3_000),
        (300.000_000_01, 100, 3_000),  # the last digit of a projection is no reason to step up
        (301, 100, 4_000),
        (510, 100, 6_000),
        (601, 100, 7_500),
        (450, 100, 5_000),
        (751, 100, 10_000),
        (999.999_999_999, 100, 10_000),
        (412_000, 180, 2_500_000),
        (490_000, 240, 2_500_000),
    ],
)
def test_nice_denominator(width_m, width_mm, denominator):
    scale = geo.nice_denominator(width_m, width_mm)
    assert isinstance(scale, int)
    assert scale == denominator


def test_nice_denominator_is_round_and_fits():
    for width in numpy.geomspace(1e3, 1e7, 500):
        scale = geo.nice_denominator(width, 200)
        exact = width * 1000 / 200
        assert exact * (1 - 1e-9) <= scale <= exact * 1.5 * (1 + 1e-9)
        assert str(scale).rstrip("0") in {"1", "15", "2", "25", "3", "4", "5", "6", "75"}


@pytest.mark.parametrize("meridian", [84.0, 82.5, 88.6])
def test_albers_parameters(meridian):
    crs = geo.albers(meridian)
    parameters: dict[str, Any] = {p.name: p.value for p in crs.coordinate_operation.params}
    assert crs.coordinate_operation.method_name == "Albers Equal Area"
    assert parameters["Longitude of false origin"] == meridian
    assert parameters["Latitude of false origin"] == 43.5
    assert parameters["Latitude of 1st standard parallel"] == 42.5
    assert parameters["Latitude of 2nd standard parallel"] == 45.0
    assert crs.ellipsoid.inverse_flattening == pytest.approx(298.257222101)
    assert {axis.unit_name for axis in crs.axis_info} == {"metre"}


# Ends of a region in degrees; errors worked out from the sphere, Δ²/16 for a span of Δ radians.
@pytest.mark.parametrize(
    ("south", "north", "parallels", "error"),
    [
        (42.26, 44.84, (42.6, 44.5), 0.000_13),
        (29.5, 31.0, (29.7, 30.8), 0.000_043),
        (45.5, 53.5, (46.8, 52.4), 0.001_22),
        (4.0, 24.0, (7.0, 21.2), 0.007_6),
    ],
)
def test_print_projection_of_least_error(south, north, parallels, error):
    projection = geo.PrintProjection.of((110, south, 116, north))
    assert projection.meridian == 113
    assert projection.parallels == pytest.approx(parallels, abs=0.11)
    assert projection.scale_error == pytest.approx(error, rel=0.12)
    for shift in (-0.5, 0.5):
        low, high = projection.parallels
        for other in ((low + shift, high), (low, high + shift), (low + shift, high + shift)):
            worse = geo.PrintProjection(113, other, (south, north))
            assert worse.scale_error > projection.scale_error


@pytest.mark.parametrize(("north", "wide"), [(36.0, False), (38.0, False), (38.1, True)])
def test_print_projection_over_more_than_eight_degrees_is_wide(north, wide):
    assert geo.PrintProjection.of((100, 30.0, 104, north)).is_wide is wide


def test_print_projection_with_a_given_meridian():
    projection = geo.PrintProjection.of((97.4, 28, 102.5, 34.2), 99.0)
    assert projection.meridian == 99
    assert geo.PrintProjection.of((97.4, 28, 102.5, 34.2)).meridian == pytest.approx(99.95, abs=0.1)


def test_areas_of_a_square_against_the_ellipsoid():
    squares = counties_of(box(84, 44, 84.5, 44.5), box(80, 42.5, 80.01, 42.51))
    ellipsoid = pyproj.Geod(ellps="GRS80")
    expected = [abs(ellipsoid.geometry_area_perimeter(s)[0]) / 1e6 for s in squares.geometry]
    assert geo.areas_km2(squares) == pytest.approx(
        dict(zip(squares["code"], expected, strict=True)), rel=1e-3
    )
    # By hand: half a degree is 55.56 km to the north and 40.00 km to the east, some 2 220 km2.
    assert geo.areas_km2(squares)["990001"] == pytest.approx(55.56 * 40.0, rel=0.005)


def test_areas_in_any_declared_system():
    squares = counties_of(box(84, 44, 84.5, 44.5))
    metric = squares.to_crs(geo.albers(90.0))
    assert geo.areas_km2(metric) == pytest.approx(geo.areas_km2(squares), rel=1e-6)


def test_areas_of_nothing():
    assert geo.areas_km2(counties_of()) == {}


def test_project_without_a_system():
    with pytest.raises(CrsError, match="reference system"):
        geo.project(counties_of(box(84, 44, 85, 45), crs=None), geo.WGS84)


def test_project_from_another_planet():
    with pytest.raises(CrsError, match="Moon"):
        geo.project(counties_of(box(84, 44, 85, 45), crs="IAU:30100"), geo.WGS84)


@pytest.mark.parametrize(
    ("crs", "known"),
    [
        ("EPSG:4490", True),
        ("urn:ogc:def:crs:EPSG::4490", True),
        (geo.albers(84.0), True),
        (None, False),
        ("", False),
        ("GCJ-02", False),
        ({"name": 1}, False),
        ("EPSG:4978", False),  # geocentric
        ('LOCAL_CS["Undefined Cartesian SRS"]', False),
        (
            'GEOGCRS["Undefined geographic SRS",DATUM["unknown",ELLIPSOID["u",6378137,298.25]],'
            'CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],'
            'ANGLEUNIT["degree",0.0174533]]',
            False,
        ),
    ],
)
def test_is_known_crs(crs, known):
    assert geo.is_known_crs(crs) is known


@pytest.mark.parametrize(
    ("crs", "fits"),
    [
        ("EPSG:4490", True),
        ("EPSG:4326", True),
        ("EPSG:3857", True),
        ("EPSG:4513", True),  # CGCS2000, Gauss-Kruger
        ("EPSG:4610", False),  # Xian 1980
        ("EPSG:4214", False),  # Beijing 1954
        ("EPSG:2327", False),  # Xian 1980, Gauss-Kruger
    ],
)
def test_needs_no_shift(crs, fits):
    assert geo.needs_no_shift(pyproj.CRS(crs)) is fits


# Three squares: the border between the first two wiggles by 50 m, the outer edge too.
WIGGLE = [(84.5, y) for y in (44.0, 44.5)]
WIGGLE[1:1] = [(84.5 + (0.0005 if n % 2 else 0), 44 + n / 100) for n in range(1, 50)]
OUTER = [(84 + (0.0005 if n % 2 else 0), 44 + n / 100) for n in range(51)]
THREE = (
    Polygon([*WIGGLE, *OUTER[::-1]]),
    Polygon([*WIGGLE, (85, 44.5), (85, 44)]),
    box(85, 44, 85.5, 44.5),
)


def test_simplify_for_web_keeps_shared_borders():
    counties = counties_of(*THREE)
    whole = shapely.union_all(list(THREE)).boundary
    web, _ = geo.simplify_for_web(counties, outlines_of(LineString(OUTER), whole), tolerance_m=1000)
    units = web.geometry.to_numpy()
    assert shapely.coverage_is_valid(units)
    assert shapely.union_all(units).area == pytest.approx(shapely.area(units).sum(), rel=1e-12)
    assert shapely.get_num_coordinates(units[1]) < shapely.get_num_coordinates(THREE[1])
    shared = shapely.intersection(units[:-1], units[1:])
    assert (shapely.get_type_id(shared) % 4 == 1).all()  # lines, nothing more
    assert (shapely.length(shared) >= 0.5 - 1e-9).all()


def test_simplify_for_web_leaves_the_outer_edge_and_the_national_border():
    counties = counties_of(*THREE)
    whole = shapely.union_all(list(THREE)).boundary
    web, lines = geo.simplify_for_web(
        counties, outlines_of(LineString(OUTER), whole), tolerance_m=1000
    )
    national, prefecture = lines.geometry
    assert national.equals_exact(LineString(OUTER), 1e-9)
    around = shapely.union_all(web.geometry.to_numpy()).boundary
    assert around.equals_exact(whole, 1e-9) or around.hausdorff_distance(whole) < 1e-9
    assert shapely.intersection(national, prefecture).length == 0
    assert national.length + prefecture.length == pytest.approx(around.length)


def test_simplify_for_web_rounds_counties_and_national_border_alike():
    # A sixth decimal of 5 lies between two roundings: going through metres may tip it either way.
    edge = [(84.000005 + n / 1000, 44 + n * 0.010005) for n in range(40)]
    county = Polygon([*edge, (85, 44.3), (85, 44)])
    web, lines = geo.simplify_for_web(
        counties_of(county), outlines_of(LineString(edge), county.boundary)
    )
    border, drawn = set(lines.geometry[0].coords), set(web.geometry[0].exterior.coords)
    assert border <= drawn


def test_simplify_for_web_without_outlines_of_either_rank():
    counties = counties_of(*THREE)
    whole = shapely.union_all(list(THREE)).boundary
    outlines = outlines_of(LineString(OUTER), whole)
    for rank in ("national", "prefecture"):
        web, lines = geo.simplify_for_web(counties, outlines[outlines["rank"] == rank])
        assert len(web) == 3
        assert list(lines["rank"]) == [rank]
        assert not lines.geometry.is_empty.any()


def test_simplify_for_web_draws_no_prefecture_line_over_an_edge():
    counties = counties_of(*THREE)
    whole = shapely.union_all(list(THREE)).boundary
    outlines = outlines_of(LineString(OUTER), whole)
    outlines["rank"] = ["edge", "prefecture"]
    web, lines = geo.simplify_for_web(counties, outlines, tolerance_m=1000)
    edge, prefecture = lines.geometry
    assert edge.equals_exact(LineString(OUTER), 1e-9)
    assert shapely.intersection(edge, prefecture).length == 0
    around = shapely.union_all(web.geometry.to_numpy()).boundary
    assert edge.length + prefecture.length == pytest.approx(around.length)


def test_simplify_for_web_changes_no_argument():
    counties = counties_of(*THREE)
    outlines = outlines_of(LineString(OUTER), shapely.union_all(list(THREE)).boundary)
    before = counties.copy(), outlines.copy()
    geo.simplify_for_web(counties, outlines)
    assert counties.equals(before[0])
    assert outlines.equals(before[1])


def test_simplify_for_web_draws_prefecture_lines_anew_and_no_others():
    border = LineString([(80, 43), (80, 44)])
    unknown = LineString([(90, 43), (90, 44)])
    table = {
        "rank": ["national", "prefecture", "prefecture"],
        "prefecture_code": ["990000", "990000", "970000"],
    }
    shapes = [border, box(80, 43, 82, 44).boundary, unknown]
    given = geopandas.GeoDataFrame(table, geometry=shapes, crs=geo.CGCS2000)
    _, web = geo.simplify_for_web(counties_of(box(80, 43, 81, 44), box(81, 43, 82, 44)), given)
    assert shapely.equals(web.geometry[0], border)
    assert web.geometry[1].length == pytest.approx(6 - 1)
    assert web.geometry[1].intersection(border).length == 0
    assert shapely.equals(web.geometry[2], unknown)


# Published offsets of GCJ-02 in metres, to the north-east, at five towns.
@pytest.mark.parametrize(
    ("lon", "lat", "metres"),
    [
        (81.278, 43.908, 269),
        (81.123, 43.157, 294),
        (84.901, 44.420, 207),
        (87.270, 44.010, 280),
        (89.584, 44.020, 231),
    ],
)
def test_to_gcj02(lon, lat, metres):
    ((east, north),) = geo.to_gcj02(numpy.array([(lon, lat)])) - (lon, lat)
    assert east > 0
    assert north > 0
    _, _, length = pyproj.Geod(ellps="GRS80").inv(lon, lat, lon + east, lat + north)
    assert length == pytest.approx(metres, abs=2)


def test_a_coverage_is_dissolved_into_the_area_that_its_union_is():
    rows = [box(x, y, x + 1, y + 1) for x in range(5) for y in range(4) if (x, y) != (2, 2)]
    units = numpy.array([*rows, box(9, 9, 10, 10)])
    area = geo.dissolved(units)
    assert area.normalize().equals_exact(shapely.union_all(units).normalize(), 0)
    assert shapely.get_num_interior_rings(shapely.get_parts(area)).sum() == 1
