"""The road of ``aqmap stations``: an hourly archive → figures by station, county and prefecture."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from aqmap.decide.assess.assessed_figures import Origin, Site, assessed_figures
from aqmap.decide.assess.daily_values import DayValues, combined, station_days, without_days
from aqmap.decide.assess.days_table import days_table
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.siting import Siting, site
from aqmap.decide.assess.statistics import Assessment, assess, averaged
from aqmap.decide.assess.year_on_year import year_before
from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Basis, Dust, Figure, Level
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.periods import period_bounds
from aqmap.model.station_days import StationDay
from aqmap.progress import Progress, silent
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.stations.archive.read_archive import ArchiveReport, read_archive
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.read.stations.station_lists import (
    Datum,
    Moved,
    Station,
    compare_lists,
    named,
    read_list,
    tells_background,
)
from aqmap.words import text
from aqmap.workspace.workspace import Workspace, open_workspace

__all__ = [
    "POLLUTANTS",
    "Asked",
    "Basis",
    "Choices",
    "Monitored",
    "assess_archive",
]

_MONTHS = 12
_FIRST_YEAR = 1900


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    What is wanted of an archive.

    Attributes
    ----------
    stations, datum
        The list of stations, and what its coordinates refer to.
    earlier
        An earlier edition of the list: stations that it places elsewhere are named.
    periods
        Years, months or stretches of days; a year brings its months.
    source, basis
        Of every figure.
    dust
        A list of sand-dust days, a date and an area a row: every statistic is then given with and
        without them.
    pollutants
        Those wanted.
    store, workers, scheduler
        See `aqmap.read.stations.archive.read_archive`.
    """

    stations: Path
    datum: Datum = "CGCS2000"
    earlier: Path | None = None
    periods: Sequence[str] = ()
    source: str = "archive"
    basis: Basis = Basis.MONITOR_REALTIME
    dust: Path | None = None
    pollutants: Sequence[str] = POLLUTANTS
    store: Path | None = None
    workers: int = 1
    scheduler: str = ""


@dataclass(frozen=True)
class Monitored:
    """
    What an archive gave.

    Attributes
    ----------
    asked
        What was wanted.
    figures, days
        The two tables; days of the stations that stand in the workspace's counties.
    report
        Of the archive.
    siting
        Which station stands where.
    choices
        What the rules leave open and how it was decided.
    names
        Of the counties, by code.
    closed
        Stations in the counties whose name in the list tells of a closure, with its words.
    moved
        Stations that the earlier list places elsewhere.
    silent
        Stations in the counties of which the archive holds no hour.
    background_unknown
        Whether the list says of no station that it is a background point.
    empty
        Periods of which the archive holds no day.
    """

    asked: Asked
    figures: tuple[Figure, ...]
    days: tuple[StationDay, ...]
    report: ArchiveReport
    siting: Siting
    choices: Choices
    names: Mapping[str, str]
    closed: Mapping[str, str]
    moved: tuple[Moved, ...]
    silent: tuple[str, ...]
    background_unknown: bool
    empty: tuple[str, ...]


def assess_archive(
    paths: Sequence[Path],
    asked: Asked,
    *,
    workspace: Path = Path(),
    choices: Choices | None = None,
    progress: Progress = silent,
) -> Monitored:
    """
    Assess an hourly archive by the standards.

    Parameters
    ----------
    paths
        Folders, zip or tar archives, files.
    asked
        See there.
    workspace
        Whose counties, places and indicators are used.
    choices
        What the rules leave open.

    Returns
    -------
    monitored
        Figures of the stations that stand in the counties, of the counties (their stations' days
        first, background points left out) and of the prefectures, for every period.

    Raises
    ------
    AqmapError
        With all periods that are none, or all faults of the list, the archive or the dust days.
    """
    faults = [
        Fault("period_none", "--period", found=one) for one in asked.periods if not _is_period(one)
    ]
    if faults:
        raise SpecError(faults)
    opened = open_workspace(workspace)
    rules = choices or Choices()
    listed = read_list(asked.stations, asked.datum)
    before = read_list(asked.earlier, asked.datum) if asked.earlier else []
    dusty = read_dust_days(asked.dust, opened.places) if asked.dust else {}
    siting = site(listed, read_boundaries(workspace / "boundaries").counties)
    inside = sorted(code for own in siting.inside.values() for code in own)
    days, report = read_archive(
        paths,
        pollutants=asked.pollutants,
        stations=inside,
        named=named(listed),
        store=asked.store,
        workers=asked.workers,
        scheduler=asked.scheduler,
        progress=progress,
    )
    values = station_days(days)
    sites = _sites(opened, listed, siting, values.places)
    ground = _Ground(opened, sites, siting)
    bases = [_Basis(Dust.INCLUDED, values, {})]
    if dusty:
        out = ground.dusty(dusty)
        bases.append(_Basis(Dust.DEDUCTED, without_days(values, out), out))
    figures: list[Figure] = []
    periods = tuple(dict.fromkeys(_periods(asked.periods, report)))
    for basis in bases:
        for period in periods:
            figures += _figures(basis, period, asked, rules, ground)
    return Monitored(
        asked,
        tuple(figures),
        tuple(days_table(values, days, rules, basis=asked.basis, source=asked.source)),
        report,
        siting,
        rules,
        {code: site_.name for code, site_ in sites.items()},
        {one.code: one.closed for one in listed if one.closed and one.code in inside},
        tuple(compare_lists(listed, before)),
        tuple(code for code in inside if code not in values.places),
        not tells_background(listed),
        tuple(period for period in periods if not _holds(report, period)),
    )


def _is_period(written: str) -> bool:
    try:
        return period_bounds(written)[0].year >= _FIRST_YEAR
    except ValueError:
        return False


def _periods(asked: Sequence[str], report: ArchiveReport) -> Iterator[str]:
    """Yield the periods asked for, or the archive's years; a year brings its months."""
    years = [str(year) for year in range(report.first.year, report.last.year + 1)]
    for period in asked or years:
        yield period
        if len(period) == len("2021"):
            for month in range(1, _MONTHS + 1):
                if _holds(report, f"{period}-{month:02d}"):
                    yield f"{period}-{month:02d}"


def _holds(report: ArchiveReport, period: str) -> bool:
    first, last = period_bounds(period)
    return first <= report.last and last >= report.first


class _Ground:
    """The places of the workspace: who belongs to whom."""

    def __init__(self, opened: Workspace, sites: Mapping[str, Site], siting: Siting) -> None:
        self.opened, self.sites, self._siting = opened, sites, siting
        self.members = {code: sites[code].stations for code in siting.inside}
        self.regions = {
            region.prefecture: [code for code in region.places if self.members.get(code)]
            for region in opened.settings.regions
        }

    def dusty(self, days: Mapping[str, frozenset[date]]) -> dict[str, frozenset[date]]:
        """Return the dust days of every place, from those of areas; "" is everywhere."""
        county_of = {one: code for code, own in self._siting.inside.items() for one in own}
        prefecture_of = {code: pre for pre, own in self.regions.items() for code in own}
        found = {}
        for place in self.sites:
            county = county_of.get(place, place)
            areas = ("", place, county, prefecture_of.get(county, ""))
            found[place] = frozenset().union(*(days.get(area, frozenset()) for area in areas))
        return found


def _sites(
    opened: Workspace, listed: Sequence[Station], siting: Siting, there: Collection[str]
) -> dict[str, Site]:
    """Return every place that is assessed: stations, counties and prefectures."""
    background = {one.code for one in listed if one.background}
    names = {one.code: one.name + ("（对照点）" if one.background else "") for one in listed}
    found = {
        code: Site(code=code, name=names[code], level=Level.STATION, stations=(code,))
        for code in there
    }
    for code, own in siting.inside.items():
        counted = tuple(one for one in own if one not in background)
        counted = tuple(one for one in counted if one in there) or counted
        name = opened.places.by_code[code].name.zh
        found[code] = Site(code=code, name=name, level=Level.COUNTY, stations=counted)
    for region in opened.settings.regions:
        own = tuple(s for c in region.places if c in siting.inside for s in found[c].stations)
        counties = [c for c in region.places if c in siting.inside]
        told = sum(bool(found[c].stations) for c in counties)
        found[region.prefecture] = Site(
            code=region.prefecture,
            name=opened.places.by_code[region.prefecture].name.zh,
            level=Level.PREFECTURE,
            stations=own,
            remark=text("assess.of_counties", told=told, of=len(counties)).zh,
        )
    return found


@dataclass(frozen=True, slots=True)
class _Basis:
    """Dust in or out: the stations' days, and the days taken out by place."""

    dust: Dust
    values: DayValues
    out: Mapping[str, frozenset[date]]


def _figures(
    basis: _Basis, period: str, asked: Asked, rules: Choices, ground: _Ground
) -> Iterator[Figure]:
    """Yield the figures of one period, at every level."""
    told = _assessments(basis, period, rules, ground)
    earlier = year_before(period)
    before = _assessments(basis, earlier, rules, ground) if earlier else []
    origin = Origin(source=asked.source, basis=asked.basis, dust=basis.dust)
    yield from assessed_figures(told, ground.sites, ground.opened.indicators, origin, before)


def _assessments(basis: _Basis, period: str, rules: Choices, ground: _Ground) -> list[Assessment]:
    """Assess a period at stations, counties and prefectures."""
    counties = combined(basis.values, ground.members, rules.station_share)
    prefectures = combined(counties, ground.regions)
    own, told, whole = (
        assess(values, period, rules, without=basis.out)
        for values in (basis.values, counties, prefectures)
    )
    if rules.county_order == "stations_first":
        told = averaged(told, own, ground.members)
        whole = averaged(whole, told, ground.regions)
    return [*own, *told, *whole]
