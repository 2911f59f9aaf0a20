"""The road of ``aqmap stations``: hours or days → figures by station, county and prefecture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.decide.assess.days_table import days_table
from aqmap.decide.assess.given_days import IndexDifferences
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.siting import Siting, site
from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Basis, Figure
from aqmap.model.natural_days import POLLUTANTS
from aqmap.model.periods import period_bounds
from aqmap.model.station_days import StationDay
from aqmap.pipelines.stations.assessed_places import Area, dust_variants, figures_of, sites_of
from aqmap.pipelines.stations.station_checks import check_list, in_no_known_city
from aqmap.pipelines.stations.station_readings import (
    AssessOptions,
    Wanted,
    check_switches,
    readings_of,
    times_in_words,
)
from aqmap.progress import Progress, silent
from aqmap.read.geodata.boundaries import read_boundaries
from aqmap.read.geodata.place_checks import check_places
from aqmap.read.stations.archive.read_archive import ArchiveReport
from aqmap.read.stations.dust_days import read_dust_days
from aqmap.read.stations.screening import Screening, screening_of
from aqmap.read.stations.station_lists import (
    Moved,
    compare_lists,
    named,
    read_list,
    tells_background,
)
from aqmap.read.stations.table_options import Clock, check_clock
from aqmap.words import Text
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
        How the times of tables were taken, in words; of tables of days what cannot be checked.
    unknown_cities
        The city of stations that the list places in one that is not known, and where they stand.
    given
        Codes of the counties and prefectures whose days tables give.
    differences
        Where the index that tables of days give is another than that of their values.
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
    unknown_cities: Mapping[str, tuple[str, str]]
    given: tuple[str, ...] = ()
    differences: IndexDifferences | None = None


def assess_archive(
    paths: Sequence[Path],
    options: AssessOptions,
    *,
    workspace: Path = Path(),
    choices: Choices | None = None,
    progress: Progress = silent,
) -> Monitored:
    """
    Assess an archive of hours, or of days, by the standards.

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
    check_switches(options)
    opened = open_workspace(workspace)
    rules = choices or Choices()
    listed = read_list(options.stations, options.datum) if options.stations else []
    before = read_list(options.earlier, options.datum) if options.earlier else []
    dust_days = read_dust_days(options.dust, opened.places) if options.dust else {}
    counties = read_boundaries(workspace / "boundaries").counties
    check_places(counties, opened.places, workspace / "boundaries")
    siting = site(listed, counties)
    if options.stations:
        check_list(listed, siting, counties, opened, options.stations)
    inside = sorted(code for codes in siting.inside.values() for code in codes)
    names = named(listed, _county_names(opened, siting))
    areas = {*siting.inside, *(region.prefecture for region in opened.settings.regions)}
    wanted = Wanted(opened.places, areas, inside, names)
    readings = readings_of(paths, options, workspace, wanted, rules, progress=progress)
    values, report = readings.stations, readings.report
    sites = sites_of(opened, listed, siting, readings)
    area = Area(opened, sites, siting)
    figures: list[Figure] = []
    periods = tuple(dict.fromkeys(_periods(options.periods, report)))
    for variant in dust_variants(readings, area, dust_days):
        for period in periods:
            figures += figures_of(variant, period, options, rules, area)
    days = days_table(values, readings.hours, rules, basis=options.basis, source=options.source)
    silent_stations = tuple(code for code in inside if code not in values.places)
    return Monitored(
        options,
        tuple(figures),
        tuple(days),
        report,
        siting,
        rules,
        {code: place.name for code, place in sites.items()},
        {s.code: s.closed for s in listed if s.closed and s.code in inside},
        tuple(compare_lists(listed, before)),
        silent_stations if values.places else (),
        bool(listed) and not tells_background(listed),
        tuple(period for period in periods if not _holds(report, period)),
        times_in_words(options),
        in_no_known_city(listed, siting, counties, opened),
        readings.given.places if readings.given else (),
        readings.differences,
    )


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
