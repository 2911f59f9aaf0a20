"""What is held against the workspace before an archive is read: the list, and the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import shapely
from geopandas import GeoDataFrame

from aqmap.decide.assess.siting import Siting
from aqmap.errors import Fault, SpecError, TableError
from aqmap.model.figures import Level
from aqmap.read.stations.station_lists import Station, station_key
from aqmap.workspace.sources import read_sources
from aqmap.workspace.workspace import Workspace

DEFAULT_SOURCE = "archive"
_BESIDE = 0.02  # degrees, some 2 km: how far a list may place a station beyond its county's border


def check_list(
    listed: Sequence[Station],
    siting: Siting,
    counties: GeoDataFrame,
    opened: Workspace,
    path: Path,
) -> None:
    """
    Refuse a list that contradicts the workspace.

    Raises
    ------
    TableError
        With every station whose code is that of a place, for which its figures would be taken, and
        every one that stands elsewhere than in the county or city that the list says.
    """
    faults = [
        Fault("list_code_place", path, station.code, found=opened.places.by_code[station.code].name)
        for station in listed
        if station.code in opened.places.by_code
    ]
    positions = _Positions(siting, counties, opened)
    for station in listed:
        stated = positions.contradicted(station)
        if stated:
            facts = {"found": f"{station.lon:g}, {station.lat:g}", "stated": stated}
            where = positions.unit_of(station) or "—"
            faults.append(Fault("list_position", path, station.code, **facts, lies=where))
    if faults:
        raise TableError(faults)


def in_no_known_city(
    listed: Sequence[Station], siting: Siting, counties: GeoDataFrame, opened: Workspace
) -> dict[str, tuple[str, str]]:
    """Return the city and the unit of stations that stand in a county, but not by their list."""
    positions = _Positions(siting, counties, opened)
    return {
        station.code: (station.city, positions.unit_of(station))
        for station in listed
        if positions.is_of_unknown_city(station)
    }


class _Positions:
    """Where stations stand, by position, and where their list says."""

    def __init__(self, siting: Siting, counties: GeoDataFrame, opened: Workspace) -> None:
        self._counties, self._opened = counties, opened
        self._county_of = {
            station: county for county, stations in siting.inside.items() for station in stations
        }
        self._outside = {outside.code: outside.unit for outside in siting.outside}
        self._prefecture_of = {
            county: region.prefecture
            for region in opened.settings.regions
            for county in region.places
        }

    def unit_of(self, station: Station) -> str:
        """Return the name of the unit that a station stands in, with its city; empty for none."""
        county = self._county_of.get(station.code, "")
        if county:
            codes = dict.fromkeys((self._prefecture_of.get(county, county), county))
            return "".join(self._opened.places.by_code[code].name.zh for code in codes)
        return self._outside.get(station.code, "")

    def is_of_unknown_city(self, station: Station) -> bool:
        """Return whether a station stands in a county and is listed in a city without counties."""
        listed = station.code in self._county_of and station_key(station.city, "")[0]
        return bool(listed) and not any(self._counties_of_city(station.city))

    def contradicted(self, station: Station) -> str:
        """Return what a list says of a station's place, if it does not stand there."""
        if station.lon is None or station.lat is None:
            return ""
        county = self._opened.places.match(station.county).place if station.county else None
        if county and county.level is Level.COUNTY:
            return "" if self._stands_in({county.code}, station) else station.county
        stated = set(self._counties_of_city(station.city))
        return station.city if stated and not self._stands_in(stated, station) else ""

    def _counties_of_city(self, city: str) -> Iterator[str]:
        """Yield the counties of a city: it may be a prefecture or a county; none if unknown."""
        key = station_key(city, "")[0]
        for county, prefecture in self._prefecture_of.items() if key else ():
            names = (self._opened.places.by_code[code].name.zh for code in (county, prefecture))
            if key in {station_key(name, "")[0] for name in names}:
                yield county

    def _stands_in(self, codes: set[str], station: Station) -> bool:
        if self._county_of.get(station.code) in codes:
            return True
        rows = self._counties[self._counties["code"].isin(codes)]
        point = shapely.Point(station.lon or 0, station.lat or 0)
        near = any(shapely.distance(shape, point) <= _BESIDE for shape in rows.geometry)
        unit = self._outside.get(station.code, "")
        within = self._opened.places.match(unit).place if unit else None
        prefectures = {self._prefecture_of.get(code) for code in codes}
        return near or (within is not None and within.prefecture in prefectures)


def check_source(source: str, out: Path, workspace: Path) -> None:
    """
    Refuse a source that the workspace does not register.

    The default may stand in tables outside the workspace, where no build reads them.

    Raises
    ------
    SpecError
        With the source.
    """
    path = workspace / "data" / "sources.toml"
    registered = read_sources(path) if path.exists() else {}
    inside = out.resolve().is_relative_to(workspace.resolve() / "data")
    if source not in registered and (inside or source != DEFAULT_SOURCE):
        raise SpecError(Fault("source_unknown", "--source", found=source))
