"""The road of ``aqmap stations``: an hourly archive → figures by station, county and prefecture."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from aqmap.decide.assess.assessed_figures import Origin, Site, assessed_figures
from aqmap.decide.assess.daily_values import DayValues, combined, station_days, without_days
from aqmap.decide.assess.days_table import days_table
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.siting import Siting, site
from aqmap.decide.assess.statistics import Assessment, assess, averaged
from aqmap.decide.assess.year_on_year import year_before
from aqmap.errors import Fault, SourceError, SpecError
from aqmap.model.figures import Basis, Dust, Figure, Level
from aqmap.model.natural_days import POLLUTANTS, Days
from aqmap.model.periods import period_bounds
from aqmap.model.station_days import StationDay
from aqmap.pipelines.station_checks import DEFAULT_SOURCE, check_list
from aqmap.progress import Progress, silent
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.place_checks import check_places
from aqmap.read.stations.archive.read_archive import ArchiveReport, read_archive, reasons
from aqmap.read.stations.column_file import read_heads
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.read.stations.screening import Screening, screening_of
from aqmap.read.stations.station_lists import (
    Datum,
    Moved,
    Station,
    compare_lists,
    named,
    read_list,
    tells_background,
)
from aqmap.read.stations.table_options import Clock, TableOptions, check_clock
from aqmap.read.stations.tables.station_titles import CodesByName
from aqmap.words import Text, text
from aqmap.workspace.workspace import Workspace, open_workspace

__all__ = [
    "POLLUTANTS",
    "AssessOptions",
    "Basis",
    "Choices",
    "Clock",
    "Monitored",
    "Screening",
    "assess_archive",
    "screening_of",
]

_MONTHS = 12
_FIRST_YEAR = 1900


@dataclass(frozen=True, kw_only=True)
class AssessOptions:
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
    screening
        What is done with hourly means that cannot be.
    clock
        What the times of tables are.
    store, workers, scheduler
        See `aqmap.read.stations.archive.read_archive`.
    """

    stations: Path
    datum: Datum = "CGCS2000"
    earlier: Path | None = None
    periods: Sequence[str] = ()
    source: str = DEFAULT_SOURCE
    basis: Basis = Basis.MONITOR_REALTIME
    dust: Path | None = None
    pollutants: Sequence[str] = POLLUTANTS
    screening: Screening = field(default_factory=Screening)
    clock: Clock = field(default_factory=Clock)
    store: Path | None = None
    workers: int = 1
    scheduler: str = ""


@dataclass(frozen=True)
class Monitored:
    """
    What an archive gave.

    Attributes
    ----------
    options
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
    times
        How the times of tables were taken, in words.
    """

    options: AssessOptions
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
    times: Text


def assess_archive(
    paths: Sequence[Path],
    options: AssessOptions,
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
    options
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
    _check_periods(options.periods)
    check_clock(options.clock)
    opened = open_workspace(workspace)
    rules = choices or Choices()
    listed = read_list(options.stations, options.datum)
    before = read_list(options.earlier, options.datum) if options.earlier else []
    dust_days = read_dust_days(options.dust, opened.places) if options.dust else {}
    counties = read_boundaries(workspace / "boundaries").counties
    check_places(counties, opened.places, workspace / "boundaries")
    siting = site(listed, counties)
    check_list(listed, siting, counties, opened, options.stations)
    inside = sorted(code for codes in siting.inside.values() for code in codes)
    names = named(listed, _county_names(opened, siting))
    days, report = _read(paths, options, workspace, inside, names, progress)
    values = station_days(days)
    sites = _sites(opened, listed, siting, values.places)
    area = _Area(opened, sites, siting)
    variants = [_DustVariant(Dust.INCLUDED, values, {})]
    if dust_days:
        out = area.dust_days(dust_days)
        variants.append(_DustVariant(Dust.DEDUCTED, without_days(values, out), out))
    figures: list[Figure] = []
    periods = tuple(dict.fromkeys(_periods(options.periods, report)))
    for variant in variants:
        for period in periods:
            figures += _figures(variant, period, options, rules, area)
    return Monitored(
        options,
        tuple(figures),
        tuple(days_table(values, days, rules, basis=options.basis, source=options.source)),
        report,
        siting,
        rules,
        {code: place.name for code, place in sites.items()},
        {s.code: s.closed for s in listed if s.closed and s.code in inside},
        tuple(compare_lists(listed, before)),
        tuple(code for code in inside if code not in values.places),
        not tells_background(listed),
        tuple(period for period in periods if not _holds(report, period)),
        options.clock.in_words(),
    )


def _read(  # noqa: PLR0917 - the inside of one function
    paths: Sequence[Path],
    options: AssessOptions,
    workspace: Path,
    stations: Sequence[str],
    names: CodesByName,
    progress: Progress,
) -> tuple[Days, ArchiveReport]:
    """Read the hours of some stations, by the workspace's ``columns.toml`` if it has one."""
    columns = workspace / "columns.toml"
    days, report = read_archive(
        paths,
        pollutants=options.pollutants,
        stations=stations,
        named=names,
        screening=options.screening,
        tables=TableOptions(options.clock, read_heads(columns) if columns.exists() else {}),
        store=options.store,
        workers=options.workers,
        scheduler=options.scheduler,
        progress=progress,
    )
    if not days.stations:
        raise SourceError(Fault("archive_silent", paths[0], met=reasons(report.traps)))
    return days, report


def _county_names(opened: Workspace, siting: Siting) -> dict[str, str]:
    """Return the name of the county that each station stands in, by the station's code."""
    return {
        station: opened.places.by_code[county].name.zh
        for county, stations in siting.inside.items()
        for station in stations
    }


def _check_periods(periods: Sequence[str]) -> None:
    faults = [
        Fault("period_none", "--period", found=period)
        for period in periods
        if not _is_period(period)
    ]
    if faults:
        raise SpecError(faults)


def _is_period(written: str) -> bool:
    try:
        return period_bounds(written)[0].year >= _FIRST_YEAR
    except ValueError:
        return False


def _periods(wanted: Sequence[str], report: ArchiveReport) -> Iterator[str]:
    """Yield the periods asked for, or the archive's years; a year brings its months."""
    years = [str(year) for year in range(report.first.year, report.last.year + 1)]
    for period in wanted or years:
        yield period
        if len(period) == len("2021"):
            for month in range(1, _MONTHS + 1):
                if _holds(report, f"{period}-{month:02d}"):
                    yield f"{period}-{month:02d}"


def _holds(report: ArchiveReport, period: str) -> bool:
    first, last = period_bounds(period)
    return first <= report.last and last >= report.first


class _Area:
    """The places of the workspace: who belongs to whom."""

    def __init__(self, opened: Workspace, sites: Mapping[str, Site], siting: Siting) -> None:
        self.opened, self.sites, self._siting = opened, sites, siting
        self.members = {code: sites[code].stations for code in siting.inside}
        self.regions = {
            region.prefecture: [code for code in region.places if self.members.get(code)]
            for region in opened.settings.regions
        }

    def dust_days(self, days: Mapping[str, frozenset[date]]) -> dict[str, frozenset[date]]:
        """Return the dust days of every place, from those of areas; "" is everywhere."""
        inside = self._siting.inside.items()
        county_of = {station: county for county, stations in inside for station in stations}
        prefecture_of = {
            county: prefecture
            for prefecture, counties in self.regions.items()
            for county in counties
        }
        days_of = {}
        for place in self.sites:
            county = county_of.get(place, place)
            areas = ("", place, county, prefecture_of.get(county, ""))
            days_of[place] = frozenset().union(*(days.get(area, frozenset()) for area in areas))
        return days_of


def _sites(
    opened: Workspace, listed: Sequence[Station], siting: Siting, measured: Collection[str]
) -> dict[str, Site]:
    """Return every place that is assessed: measured stations, counties and prefectures."""
    background = {station.code for station in listed if station.background}
    names = {s.code: s.name + ("（对照点）" if s.background else "") for s in listed}
    sites = {
        code: Site(code=code, name=names[code], level=Level.STATION, stations=(code,))
        for code in measured
    }
    for county, stations in siting.inside.items():
        counted = tuple(code for code in stations if code not in background)
        counted = tuple(code for code in counted if code in measured) or counted
        name = opened.places.by_code[county].name.zh
        sites[county] = Site(code=county, name=name, level=Level.COUNTY, stations=counted)
    for region in opened.settings.regions:
        if region.prefecture in region.places:  # a city without counties: the same stations
            continue
        counties = [sites[code] for code in region.places if code in siting.inside]
        sites[region.prefecture] = Site(
            code=region.prefecture,
            name=opened.places.by_code[region.prefecture].name.zh,
            level=Level.PREFECTURE,
            stations=tuple(code for county in counties for code in county.stations),
            remark=text(
                "assess.of_counties",
                told=sum(bool(county.stations) for county in counties),
                of=len(counties),
            ).zh,
        )
    return sites


@dataclass(frozen=True, slots=True)
class _DustVariant:
    """Dust in or out: the stations' days, and the days taken out by place."""

    dust: Dust
    values: DayValues
    out: Mapping[str, frozenset[date]]


def _figures(
    variant: _DustVariant, period: str, options: AssessOptions, rules: Choices, area: _Area
) -> Iterator[Figure]:
    """Yield the figures of one period, at every level."""
    assessments = _assessments(variant, period, rules, area)
    earlier = year_before(period)
    before = _assessments(variant, earlier, rules, area) if earlier else []
    origin = Origin(source=options.source, basis=options.basis, dust=variant.dust)
    yield from assessed_figures(assessments, area.sites, area.opened.indicators, origin, before)


def _assessments(
    variant: _DustVariant, period: str, rules: Choices, area: _Area
) -> list[Assessment]:
    """Assess a period at stations, counties and prefectures."""
    county_days = combined(variant.values, area.members, rules.station_share)
    prefecture_days = combined(county_days, area.regions)
    stations, counties, prefectures = (
        assess(values, period, rules, without=variant.out)
        for values in (variant.values, county_days, prefecture_days)
    )
    if rules.county_order == "stations_first":
        counties = averaged(counties, stations, area.members)
        prefectures = averaged(prefectures, counties, area.regions)
    return [*stations, *counties, *prefectures]
