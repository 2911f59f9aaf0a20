"""What is wanted of an archive, and the days that its hours, or its tables of days, give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from aqmap.decide.assess.daily_values import DayValues, station_days
from aqmap.decide.assess.given_days import IndexDifferences, given_days, index_differences
from aqmap.decide.assess.rule_choices import Choices
from aqmap.errors import Fault, SourceError, SpecError
from aqmap.model.figures import Basis
from aqmap.model.natural_days import POLLUTANTS, Amounts
from aqmap.pipelines.stations.station_checks import DEFAULT_SOURCE
from aqmap.progress import Progress
from aqmap.read.stations.archive.read_archive import ArchiveReport, read_archive, reasons
from aqmap.read.stations.column_file import read_heads
from aqmap.read.stations.daily.daily_places import DailyPlaces
from aqmap.read.stations.daily.read_daily import read_daily
from aqmap.read.stations.screening import Screening
from aqmap.read.stations.station_lists import Datum
from aqmap.read.stations.table_options import Clock, TableOptions
from aqmap.read.stations.tables.station_titles import CodesByName
from aqmap.words import Text, text
from aqmap.workspace.places import Places


@dataclass(frozen=True, kw_only=True)
class AssessOptions:
    """
    What is wanted of an archive.

    Attributes
    ----------
    stations, datum
        The list of stations, and what its coordinates refer to; tables of days need none.
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
    daily_input
        Whether the archive holds tables of days.
    """

    stations: Path | None
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
    daily_input: bool = False


class Wanted(NamedTuple):
    """
    Whose readings are wanted.

    Attributes
    ----------
    places
        The workspace's.
    areas, stations
        Codes of its counties and prefectures, and of the stations that stand in them.
    named
        Those stations by city and name.
    """

    places: Places
    areas: Collection[str]
    stations: Sequence[str]
    named: CodesByName


class Readings(NamedTuple):
    """
    The days of an archive.

    Attributes
    ----------
    stations
        Of stations.
    given
        Of counties and prefectures, where tables of days give them.
    hours
        Of PM2.5 behind the days of stations, where they are known.
    report
        Of the archive.
    differences
        Where the index of a table of days is another than that of its values.
    """

    stations: DayValues
    given: DayValues | None
    hours: Amounts | None
    report: ArchiveReport
    differences: IndexDifferences | None = None


def readings_of(
    paths: Sequence[Path],
    options: AssessOptions,
    workspace: Path,
    wanted: Wanted,
    rules: Choices,
    *,
    progress: Progress,
) -> Readings:
    """
    Read an archive, by the workspace's ``columns.toml`` if it has one.

    Raises
    ------
    SourceError
        If nothing in it is of a station, or place, that is wanted.
    """
    columns = workspace / "columns.toml"
    tables = TableOptions(options.clock, read_heads(columns) if columns.exists() else {})
    if options.daily_input:
        return _of_days(paths, options, tables, wanted, rules, progress=progress)
    days, report = read_archive(
        paths,
        pollutants=options.pollutants,
        stations=wanted.stations,
        named=wanted.named,
        screening=options.screening,
        tables=tables,
        store=options.store,
        workers=options.workers,
        scheduler=options.scheduler,
        progress=progress,
    )
    if not days.stations:
        raise SourceError(Fault("archive_silent", paths[0], met=reasons(report.traps)))
    return Readings(station_days(days), None, days.hours.get("PM2.5"), report)


def _of_days(
    paths: Sequence[Path],
    options: AssessOptions,
    tables: TableOptions,
    wanted: Wanted,
    rules: Choices,
    *,
    progress: Progress,
) -> Readings:
    means, report = read_daily(
        paths,
        DailyPlaces(wanted.places, wanted.areas, wanted.stations, wanted.named),
        pollutants=options.pollutants,
        screening=options.screening,
        heads=tables.heads,
        progress=progress,
    )
    return Readings(
        given_days(means, wanted.stations),
        given_days(means, wanted.areas),
        None,
        report,
        index_differences(means, rules),
    )


def times_in_words(options: AssessOptions) -> Text:
    """Return how times were taken, and of tables of days what cannot be checked."""
    return text("table_times.days") if options.daily_input else options.clock.in_words()


def check_switches(options: AssessOptions) -> None:
    """
    Refuse what tables of days have no use for.

    Raises
    ------
    SpecError
        With every such switch.
    """
    hourly = {
        "--hour-label": options.clock.hour_label != "end",
        "--time-zone": options.clock.time_zone != "written",
        "--store": options.store is not None,
        "--scheduler": bool(options.scheduler),
        "--screen run": options.screening.run != "flag",
        "--screen spike": options.screening.spike != "flag",
    }
    faults = [Fault("switch_of_hours", switch) for switch, used in hourly.items() if used]
    if options.daily_input and faults:
        raise SpecError(faults)
