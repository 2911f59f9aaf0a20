"""Stations → counties, by position and never by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import shapely
from geopandas import GeoDataFrame, GeoSeries

from aqmap.geo import albers, project

_MERIDIAN = 84.0  # of the Albers projection for distances, as for areas


class _Point(Protocol):
    """What a station needs to be placed."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def lon(self) -> float | None:
        """Degrees east."""

    @property
    def lat(self) -> float | None:
        """Degrees north."""


@dataclass(frozen=True, slots=True)
class Outside:
    """
    A station in no core county.

    Attributes
    ----------
    code
        Of the station.
    unit
        The unit that it falls into, such as an XPCC city inside the prefecture; empty for none.
    nearest, kilometres
        The nearest core county and how far it is.
    """

    code: str
    unit: str
    nearest: str
    kilometres: float


@dataclass(frozen=True, slots=True)
class Siting:
    """Stations by county, those outside, and those without a position."""

    inside: Mapping[str, tuple[str, ...]]
    outside: tuple[Outside, ...]
    unplaced: tuple[str, ...]


def site(stations: Iterable[_Point], counties: GeoDataFrame) -> Siting:
    """
    Put stations into the county that covers them.

    Parameters
    ----------
    stations
        With positions in degrees, CGCS2000 or WGS 84.
    counties
        Columns ``code``, ``name``, ``role`` and ``geometry``, one coverage, degrees; stations
        belong to those of role ``core``, and one just outside stays out.

    Returns
    -------
    siting
        Every core county is in it, with or without stations.
    """
    stations = list(stations)
    placed = {
        station.code: shapely.Point(station.lon, station.lat)
        for station in stations
        if station.lon is not None and station.lat is not None
    }
    points = GeoSeries(list(placed.values()), crs=counties.crs)
    core = counties[counties["role"] == "core"]
    flat = project(core, albers(_MERIDIAN)).geometry
    inside: dict[str, list[str]] = {code: [] for code in core["code"]}
    outside: list[Outside] = []
    tree = shapely.STRtree(counties.geometry.to_numpy())
    spots = project(points.to_frame("geometry"), albers(_MERIDIAN)).geometry
    for code, point, spot in zip(placed, points, spots, strict=True):
        rows = sorted(tree.query(point, predicate="covered_by"))
        unit = counties.iloc[rows[0]] if rows else None
        if unit is not None and unit["role"] == "core":
            inside[unit["code"]].append(code)
            continue
        apart = flat.distance(spot)
        nearest = str(core.loc[apart.idxmin(), "name"])
        within = "" if unit is None else str(unit["name"])
        outside.append(Outside(code, within, nearest, round(float(apart.min()) / 1000, 2)))
    return Siting(
        {code: tuple(sorted(codes)) for code, codes in inside.items()},
        tuple(outside),
        tuple(station.code for station in stations if station.code not in placed),
    )
