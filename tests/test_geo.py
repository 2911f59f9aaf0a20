"""Projection, area, simplification and scale, on shapes whose answers are known."""

from __future__ import annotations

import geopandas
import pyproj
import pytest
import shapely

from aqmap import geo
from aqmap.errors import CrsError

CORNERS = [(80.16, 42.26), (80.16, 44.84), (85.25, 43.5), (91.57, 43.1), (91.57, 45.49)]


def squares(crs=geo.CGCS2000):
    """Three squares of a degree in a row; the edge of the first two has a spike of 50 m."""
    spike = [(81, 43), (81.0006, 43.4995), (81, 43.5), (81, 44)]
    one = shapely.Polygon([(80, 43), *spike, (80, 44)])
    two = shapely.Polygon([*spike, (82, 44), (82, 43)])
    return geopandas.GeoDataFrame(
        {
            "code": ["990001", "990002", "990003"],
            "role": ["core", "core", "neighbour"],
            "prefecture_code": ["990000", "990000", "980000"],
        },
        geometry=[one, two, shapely.box(82, 43, 83, 44)],
        crs=crs,
    )


def lines(*rows):
    table = {"rank": [r[0] for r in rows], "prefecture_code": [r[1] for r in rows]}
    return geopandas.GeoDataFrame(table, geometry=[r[2] for r in rows], crs=geo.CGCS2000)


def test_constants_are_what_they_are_called():
    assert (geo.CGCS2000.to_epsg(), geo.WGS84.to_epsg()) == (4490, 4326)


@pytest.mark.parametrize(("lon", "lat"), CORNERS)
def test_albers_keeps_areas_and_nearly_lengths(lon, lat):
    factors = pyproj.Proj(geo.albers(84.0)).get_factors(lon, lat)
    assert factors.areal_scale == pytest.approx(1, abs=1e-9)
    assert factors.meridional_scale == pytest.approx(1, abs=0.0003)
    assert factors.parallel_scale == pytest.approx(1, abs=0.0003)


@pytest.mark.parametrize("meridian", [82.7, 86.0, 88.6])
def test_albers_is_upright_on_its_own_meridian(meridian):
    factors = pyproj.Proj(geo.albers(meridian)).get_factors(meridian, 44)
    assert factors.meridian_convergence == pytest.approx(0, abs=1e-9)
    assert pyproj.Proj(geo.albers(meridian))(meridian, 43.5) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize(
    ("system", "known"),
    [
        (geo.CGCS2000, True),
        (geo.albers(84.0), True),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", True),
        ("urn:ogc:def:crs:EPSG::4490", True),
        (4515, True),
        (None, False),
        ("nonsense", False),
        ('ENGCRS["Undefined Cartesian SRS",EDATUM["?"],CS[Cartesian,2],'
         'AXIS["x",east],AXIS["y",north],LENGTHUNIT["metre",1]]', False),
        ('GEOGCRS["Undefined geographic SRS",DATUM["unknown",ELLIPSOID["u",6378137,298.25]],'
         'CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174533]]',
         False),
    ],
)  # fmt: skip
def test_is_known_crs(system, known):
    assert geo.is_known_crs(system) is known


def test_project_refuses_a_layer_without_system():
    with pytest.raises(CrsError, match="reference system"):
        geo.project(squares(crs=None), geo.WGS84)


def test_areas_are_those_on_the_ellipsoid():
    layer = squares()
    dense = shapely.segmentize(layer.geometry[2], 0.001)  # along the parallel, not the geodesic
    exact = abs(pyproj.Geod(ellps="GRS80").geometry_area_perimeter(dense)[0]) / 1e6
    layer.loc[2, "geometry"] = dense
    assert geo.areas_km2(layer)["990003"] == pytest.approx(exact, rel=1e-6)
    assert exact == pytest.approx(8_991, rel=0.005)  # 111.1 km by 81.0 km


def test_areas_do_not_depend_on_the_system_given():
    geographic = geo.areas_km2(squares())
    assert geo.areas_km2(geo.project(squares(), geo.albers(88.6))) == pytest.approx(
        geographic, rel=1e-9
    )


def test_simplify_takes_a_small_spike_from_both_sides():
    line = lines(("prefecture", "990000", shapely.box(80, 43, 82, 44).boundary))
    web, _ = geo.simplify_for_web(squares(), line, tolerance_m=5000)
    assert web.crs == geo.WGS84
    shared = shapely.intersection(web.geometry[0], web.geometry[1])
    assert shapely.equals(shared, shapely.LineString([(81, 43), (81, 44)]))
    assert shapely.coverage_is_valid(web.geometry.to_numpy())


def test_simplify_leaves_its_input_and_a_fine_tolerance_alone():
    before = squares()
    line = lines(("prefecture", "990000", shapely.box(80, 43, 82, 44).boundary))
    web, _ = geo.simplify_for_web(before, line, tolerance_m=1)
    assert before.geom_equals(squares()).all()
    assert shapely.get_num_coordinates(web.geometry[0]) == 7


def test_simplify_never_moves_the_outer_edge():
    jagged = shapely.Polygon([(80, 43), (80.5, 43.0001), (81, 43), (81, 44), (80, 44)])
    layer = squares().iloc[:1].set_geometry([jagged], crs=geo.CGCS2000)
    web, _ = geo.simplify_for_web(layer, lines(), tolerance_m=20_000)
    assert (80.5, 43.0001) in web.geometry[0].exterior.coords


def test_simplify_draws_prefecture_lines_anew_and_no_others():
    border = shapely.LineString([(80, 43), (80, 44)])
    unknown = shapely.LineString([(90, 43), (90, 44)])
    given = lines(
        ("national", "990000", border),
        ("prefecture", "990000", shapely.box(80, 43, 82, 44).boundary),
        ("prefecture", "970000", unknown),
    )
    _, web = geo.simplify_for_web(squares(), given)
    assert shapely.equals(web.geometry[0], border)
    assert web.geometry[1].length == pytest.approx(6 - 1)
    assert web.geometry[1].intersection(border).length == 0
    assert shapely.equals(web.geometry[2], unknown)


@pytest.mark.parametrize(
    ("width_m", "width_mm", "expected"),
    [
        (411_000, 150, 3_000_000),  # Ili, portrait: 1:2.74 M
        (496_650, 215, 2_500_000),  # Ili, landscape: 1:2.31 M
        (483_000, 150, 4_000_000),  # Changji, portrait: 1:3.22 M
        (300_000, 100, 3_000_000),  # exactly round stays
        (300_001, 100, 4_000_000),
        (501_000, 100, 10_000_000),
        (1_200, 100, 15_000),
    ],
)
def test_nice_denominator(width_m, width_mm, expected):
    assert geo.nice_denominator(width_m, width_mm) == expected
