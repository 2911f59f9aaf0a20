"""Reference systems, projection, area and simplification: the one place for all of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from aqmap.errors import CrsError, Fault

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

ReferenceSystem = pyproj.CRS
CGCS2000 = pyproj.CRS.from_epsg(4490)
WGS84 = pyproj.CRS.from_epsg(4326)
AREA_PARALLELS = (42.5, 45.0)
"""Standard parallels of the projection that areas are measured in, in degrees north."""
MOST_LATITUDES = 8.0
"""A region that spans so many degrees has a print scale that is true to 0.2 %."""

# A shift that needs a grid from elsewhere is none here.
pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]

_NAME_LENGTH, _WKT_LENGTH = 200, 10_000
_OGC_ADDRESS = re.compile(r"https?://(www\.)?opengis\.net/def/crs/", re.IGNORECASE)
_WKT = re.compile(r"\s*[A-Z_]{4,20}\s*[\[(]", re.IGNORECASE)
_FILE_WORDS = re.compile(
    r"PARAMETER_?FILE|EXTENSION|GRIDS|DERIVINGCONVERSION|GEOIDMODEL|PROJ[- ]|proj=", re.IGNORECASE
)
"""Words of a well-known text by which it may have PROJ open files."""
_REFERENCE = re.compile(r"[+=|@{}<>\\\n\r]|://|\.\.|^\s*[/~.]|^\s*file:", re.IGNORECASE)
"""What makes a name a PROJ definition, a path or an address."""
_SHIFTED = re.compile(r"gcj|bd[-_ ]?0?9|mars|火星", re.IGNORECASE)
"""Names of China's shifted systems: their definitions give the ellipsoid of WGS 84."""
_GCJ_AXIS, _GCJ_ECCENTRICITY = 6_378_245.0, 0.00669342162296594323  # Krassowsky's
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10)


def albers(
    meridian: float, parallels: tuple[float, float] = AREA_PARALLELS, origin: float = 43.5
) -> pyproj.CRS:
    """
    Return an equal-area conic projection.

    Parameters
    ----------
    meridian
        Central meridian in degrees east: 84 for areas, and each region's own for its print map.
    parallels
        Standard parallels in degrees north; whatever they are, areas are true.
    origin
        Latitude from which northings count.

    Returns
    -------
    crs
        Albers on CGCS2000 (GRS 80) in metres. With the parallels of the areas the scale error is
        at most 0.024 % over Ili and Changji. No official set for Xinjiang is known.
    """
    south, north = parallels
    return pyproj.CRS.from_proj4(
        f"+proj=aea +lat_1={south} +lat_2={north} +lat_0={origin} +lon_0={meridian} "
        "+x_0=0 +y_0=0 +ellps=GRS80 +units=m +no_defs"
    )


@dataclass(frozen=True, slots=True)
class PrintProjection:
    """
    The Albers projection of one region's print maps.

    Attributes
    ----------
    meridian
        Central meridian, in degrees east.
    parallels
        Standard parallels, in degrees north.
    latitudes
        The region's southern and northern end, in degrees north.
    """

    meridian: float
    parallels: tuple[float, float]
    latitudes: tuple[float, float]

    @classmethod
    def of(
        cls, extent: tuple[float, float, float, float], meridian: float | None = None
    ) -> PrintProjection:
        """
        Return the projection of least error for a region.

        Parameters
        ----------
        extent
            West, south, east and north end, in degrees.
        meridian
            Central meridian; without it, the middle of the extent to a tenth of a degree.
        """
        west, south, east, north = map(float, extent)
        middle = round((west + east) / 2, 1) if meridian is None else meridian
        return cls(middle, _least_error_parallels(south, north), (south, north))

    @property
    def crs(self) -> pyproj.CRS:
        """The reference system, in metres."""
        return albers(self.meridian, self.parallels, round(sum(self.parallels) / 2, 2))

    def to_metres(self, degrees: numpy.ndarray) -> numpy.ndarray:
        """Return points in degrees (CGCS2000, or WGS 84, the same on paper) in metres: (n, 2)."""
        return _converted(degrees, _converter(self))

    def to_degrees(self, metres: numpy.ndarray) -> numpy.ndarray:
        """Return projected points in degrees, CGCS2000: shape (n, 2)."""
        return _converted(metres, _converter(self), backwards=True)

    @property
    def is_wide(self) -> bool:
        """Whether the region spans so many degrees that the error of its scale must be said."""
        south, north = self.latitudes
        return north - south > MOST_LATITUDES

    @property
    def scale_error(self) -> float:
        """The largest error of the scale in the region, along or across: 0.002 is 0.2 %."""
        latitudes = numpy.linspace(*self.latitudes, 201)
        meridians = numpy.full_like(latitudes, self.meridian)
        factors = pyproj.Proj(self.crs).get_factors(meridians, latitudes)
        scales = numpy.stack((factors.parallel_scale, factors.meridional_scale))
        return float(numpy.abs(scales - 1).max())


@cache
def _converter(projection: PrintProjection) -> pyproj.Transformer:
    return pyproj.Transformer.from_crs(CGCS2000, projection.crs, always_xy=True)


def _converted(
    points: numpy.ndarray, converter: pyproj.Transformer, *, backwards: bool = False
) -> numpy.ndarray:
    direction = "INVERSE" if backwards else "FORWARD"
    return numpy.column_stack(converter.transform(points[:, 0], points[:, 1], direction=direction))


def _least_error_parallels(south: float, north: float) -> tuple[float, float]:
    """
    Return the standard parallels at which the scale is as far off in the middle as at both ends.

    On the sphere, k² = (C - 2 n s) / (1 - s²) at the sine s of the latitude. Where it is K at both
    ends, n and C are K times `slope` and `constant`, and k² is K times `least` at its least; the
    two are each other's inverse where K² times `least` is 1. The parallels are where k is 1.
    """
    first, last = math.sin(math.radians(south)), math.sin(math.radians(north))
    slope, constant = (first + last) / 2, 1 + first * last
    middle = (constant - math.sqrt(constant**2 - 4 * slope**2)) / (2 * slope)
    least = (constant - 2 * slope * middle) / (1 - middle**2)
    ends = 1 / math.sqrt(least)
    apart = math.sqrt(max(slope**2 - (constant - 1 / ends) / ends, 0))
    low, high = (math.degrees(math.asin(ends * (slope + side * apart))) for side in (-1, 1))
    return round(low, 1), round(high, 1)


def named_crs(written: object, file: object) -> pyproj.CRS | None:
    """
    Return the reference system that a file names, if it is a known one.

    Parameters
    ----------
    written
        An authority's code (``EPSG:4490``, ``urn:ogc:def:crs:EPSG::4490``, OGC's address of it),
        a name of the EPSG register, or well-known text.
    file
        Where it stands, for the message.

    Returns
    -------
    crs
        None where the name is not known, or means nothing that positions can be converted from.

    Raises
    ------
    CrsError
        If it is a PROJ definition, a path, another address or a text that may name further files:
        these are not looked at.
    """
    if not isinstance(written, str) or not written.strip():
        return None
    is_text = bool(_WKT.match(written))
    if is_text:
        refused = len(written) > _WKT_LENGTH or bool(_FILE_WORDS.search(written))
    else:
        plain = _OGC_ADDRESS.sub("", written)
        refused = len(written) > _NAME_LENGTH or bool(_REFERENCE.search(plain))
    if refused:
        raise CrsError(Fault("crs_elsewhere", file, "crs", found=written[:80]))
    return pyproj.CRS.from_user_input(written) if is_known_crs(written) else None


def is_known_crs(crs: object) -> bool:
    """
    Return whether a reference system is one that positions can be converted from.

    Parameters
    ----------
    crs
        A system, its name, or nothing. GeoPackage's two placeholders for "undefined" and
        anything that is neither geographic nor projected are not known.
    """
    try:
        system = pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        return False
    return (system.is_geographic or system.is_projected) and "undefined" not in system.name.lower()


def needs_no_shift(crs: pyproj.CRS) -> bool:
    """
    Return whether positions in a system are those of WGS 84, to a few metres.

    Parameters
    ----------
    crs
        Its ellipsoid tells: CGCS2000's and WGS 84's are equal to 0.1 mm, those of Beijing 1954
        and Xian 1980 are others. From these, without their secret parameters, a conversion would
        silently leave the positions some 100 m off.
    """
    shape = crs.ellipsoid
    names = f"{crs.name} {crs.datum.name if crs.datum else ''}"
    return (
        shape is not None
        and not _SHIFTED.search(names)
        and abs(shape.semi_major_metre - 6_378_137) < 0.01
        and abs(shape.inverse_flattening - 298.257_223) < 1e-5
    )


def project(layer: GeoDataFrame, crs: pyproj.CRS) -> GeoDataFrame:
    """
    Return the layer in another reference system.

    Raises
    ------
    CrsError
        If the layer declares none, or one that nothing converts.
    """
    if layer.crs is None:
        raise CrsError(Fault("crs_missing", "layer"))
    try:
        return layer.to_crs(crs)
    except pyproj.exceptions.ProjError:
        raise CrsError(Fault("datum_unfit", "layer", found=layer.crs.name)) from None


def areas_km2(counties: GeoDataFrame) -> dict[str, float]:
    """Return each county's area by code, in square kilometres, in the Albers projection at 84 E."""
    projected = project(counties, albers(84.0))
    return {
        str(code): float(area) / 1e6
        for code, area in zip(counties["code"], projected.geometry.area, strict=True)
    }


def simplify_for_web(
    counties: GeoDataFrame, outlines: GeoDataFrame, *, tolerance_m: float = 100.0
) -> tuple[GeoDataFrame, GeoDataFrame]:
    """
    Simplify counties and their neighbours together, so that shared borders stay shared.

    Parameters
    ----------
    counties
        One coverage; columns ``code``, ``role``, ``prefecture_code``, ``geometry``.
    outlines
        Lines with ``rank``; the national ones and edges are kept as they are.
    tolerance_m
        Square root of the smallest triangle kept, in metres (shapely's Visvalingam measure).

    Returns
    -------
    web_counties, web_outlines
        WGS 84 degrees with five decimals. The outer edge of the coverage is not simplified: it
        holds the national border. Prefecture outlines are drawn anew from the simplified counties,
        save where a national border or an edge runs.
    """
    metric = project(counties, albers(84.0))
    simplified = shapely.coverage_simplify(
        metric.geometry.to_numpy(), tolerance_m, simplify_boundary=False
    )
    web = project(metric.set_geometry(list(simplified), crs=metric.crs), WGS84)
    web = web.set_geometry(_rounded(web.geometry.to_numpy()), crs=WGS84)
    # By way of metres like the counties: a coordinate between two roundings must fall alike.
    lines = project(project(outlines, metric.crs), WGS84)
    lines = lines.set_geometry(_rounded(lines.geometry.to_numpy()), crs=WGS84)
    kept = lines[lines["rank"] != "prefecture"]
    border = shapely.union_all(kept.geometry.to_numpy())
    codes = set(web["prefecture_code"][web["role"] == "core"])
    prefectures = lines[(lines["rank"] == "prefecture") & lines["prefecture_code"].isin(codes)]
    drawn = [
        shapely.line_merge(outline.difference(border))
        for outline in (_web_outline(web, code) for code in prefectures["prefecture_code"])
    ]
    redrawn = lines.copy()
    redrawn.loc[prefectures.index, "geometry"] = drawn
    return web, redrawn


def to_gcj02(points: numpy.ndarray) -> numpy.ndarray:
    """
    Return where the maps of AMap and Tencent show points of WGS 84 or CGCS2000.

    Parameters
    ----------
    points
        Degrees, an array of n, 2.

    Notes
    -----
    The formula that has been public since 2013; its offset is 200 to 600 m, in Xinjiang to the
    north-east. It serves to recognise such a layer: nothing is converted with it.
    """
    x, y = points[:, 0] - 105, points[:, 1] - 35
    fast = 20 * numpy.sin(6 * x * math.pi) + 20 * numpy.sin(2 * x * math.pi)
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * numpy.sqrt(abs(x))
    east += 2 / 3 * (fast + _waves(x, ((20, 1), (40, 3), (150, 12), (300, 30))))
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * numpy.sqrt(abs(x))
    north += 2 / 3 * (fast + _waves(y, ((20, 1), (40, 3), (160, 12), (320, 30))))
    sine = numpy.sin(numpy.radians(points[:, 1]))
    root = numpy.sqrt(1 - _GCJ_ECCENTRICITY * sine * sine)
    meridian = _GCJ_AXIS * (1 - _GCJ_ECCENTRICITY) / root**3
    parallel = _GCJ_AXIS / root * numpy.cos(numpy.radians(points[:, 1]))
    shift = numpy.degrees(numpy.stack((east / parallel, north / meridian), axis=1))
    shifted: numpy.ndarray = points + shift
    return shifted


def _waves(along: numpy.ndarray, waves: Iterable[tuple[float, float]]) -> numpy.ndarray:
    return sum(
        (height * numpy.sin(along / length * math.pi) for height, length in waves),
        start=numpy.zeros(len(along)),
    )


def prefecture_outline(counties: GeoDataFrame, prefecture: str) -> BaseGeometry:
    """Return the line around all counties of a prefecture, counted or not; see `dissolved`."""
    inside = counties["prefecture_code"] == prefecture
    return dissolved(counties.geometry[inside].to_numpy()).boundary


def outer_edge(counties: GeoDataFrame) -> BaseGeometry:
    """Return the line at which counties end, around holes in them too; see `dissolved`."""
    return dissolved(counties.geometry.to_numpy()).boundary


def dissolved(units: numpy.ndarray) -> BaseGeometry:
    """Return the polygons of one exact coverage as one area: without the edges that two share."""
    return shapely.coverage_union_all(units)


def _web_outline(web: GeoDataFrame, prefecture: str) -> BaseGeometry:
    """Return the line around a prefecture of simplified counties."""
    units = web.geometry[web["prefecture_code"] == prefecture].to_numpy()
    # Rounded borders may touch or cross, and then the shared edges are not all.
    is_exact = shapely.coverage_is_valid(units)
    return (dissolved(units) if is_exact else shapely.union_all(units)).boundary


def _rounded(geometries: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    # Only rounding point by point leaves the coverage valid; snapping each polygon breaks it.
    return list(shapely.set_precision(list(geometries), 1e-5, mode="pointwise"))


def nice_denominator(width_m: float, width_mm: float) -> int:
    """
    Return the smallest round scale denominator at which a ground width fits a paper width.

    Parameters
    ----------
    width_m
        On the ground, in projected metres.
    width_mm
        On paper, in millimetres.

    Returns
    -------
    denominator
        1, 1.5, 2, 2.5, 3, 4, 5, 6 or 7.5 times a power of ten, rounded up: at least two thirds of
        the paper are used.
    """
    exact = width_m * 1000 / width_mm
    power = 10.0 ** math.floor(math.log10(exact))
    return round(next(s for s in _STEPS if s * power >= exact * (1 - 1e-9)) * power)
