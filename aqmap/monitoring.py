"""The road of ``aqmap stations``: an hourly archive → figures by station, county and prefecture."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from io import StringIO
from pathlib import Path

import numpy as np

from aqmap.daily import StationDay, daily_csv
from aqmap.decide.assess.choices import Choices
from aqmap.decide.assess.days import DayValues, combined, station_days
from aqmap.decide.assess.figures import Origin, Site, assessed_figures
from aqmap.decide.assess.index import NONE
from aqmap.decide.assess.rounding import half_even
from aqmap.decide.assess.statistics import (
    Assessment,
    assess,
    averaged,
    day_indices,
    pollutant_indices,
)
from aqmap.decide.siting import Siting, site
from aqmap.errors import Fault, TableError
from aqmap.figures import Basis, Dust, Figure, Level
from aqmap.outputs import write_file
from aqmap.periods import period_bounds
from aqmap.progress import Progress, silent
from aqmap.read.boundaries import read_boundaries
from aqmap.read.stations.archive import ArchiveReport, read_archive
from aqmap.read.stations.lists import Datum, Station, named, read_list
from aqmap.readings import POLLUTANTS
from aqmap.render.exchange import write_figures
from aqmap.textfiles import read_text
from aqmap.words import Text, text
from aqmap.workspace import Workspace, open_workspace

__all__ = [
    "POLLUTANTS",
    "Asked",
    "Basis",
    "Choices",
    "Monitored",
    "assess_archive",
    "monitored_lines",
    "write_monitored",
]

_MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    What is wanted of an archive.

    Attributes
    ----------
    stations, datum
        The list of stations, and what its coordinates refer to.
    periods
        Years, months or stretches of days; a year brings its months.
    source, basis
        Of every figure.
    dust
        A list of sand-dust days, a date a row: every statistic is then given with and without them.
    pollutants
        Those wanted.
    store, workers, scheduler
        See `aqmap.read.stations.archive.read_archive`.
    """

    stations: Path
    datum: Datum = "CGCS2000"
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
    """

    figures: tuple[Figure, ...]
    days: tuple[StationDay, ...]
    report: ArchiveReport
    siting: Siting
    choices: Choices
    names: Mapping[str, str]


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
        With all faults of the list, the archive or the dust days.
    """
    opened = open_workspace(workspace)
    rules = choices or Choices()
    listed = read_list(asked.stations, asked.datum)
    dusty = _dust_days(asked.dust) if asked.dust else frozenset()
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
    bases = [(Dust.INCLUDED, frozenset[date]()), *([(Dust.DEDUCTED, dusty)] if dusty else [])]
    sites = _sites(opened, listed, siting, values.places)
    figures: list[Figure] = []
    for dust, without in bases:
        for period in _periods(asked.periods, report):
            figures += _figures(values, period, without, dust, asked, rules, opened, sites, siting)
    return Monitored(
        tuple(figures),
        tuple(_station_days(values, days.hours.get("PM2.5"), asked, rules)),
        report,
        siting,
        rules,
        {code: site_.name for code, site_ in sites.items()},
    )


def _periods(asked: Sequence[str], report: ArchiveReport) -> Iterator[str]:
    """Yield the periods asked for, or the archive's years; a year brings its months."""
    years = [str(year) for year in range(report.first.year, report.last.year + 1)]
    for period in asked or years:
        yield period
        if len(period) == len("2021"):
            first, last = report.first, report.last
            for month in range(1, _MONTHS + 1):
                start, end = period_bounds(f"{period}-{month:02d}")
                if start <= last and end >= first:
                    yield f"{period}-{month:02d}"


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
        counted = tuple(one for one in own if one in there and one not in background)
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


def _figures(  # noqa: PLR0917 - one period of one basis
    values: DayValues,
    period: str,
    without: Collection[date],
    dust: Dust,
    asked: Asked,
    rules: Choices,
    opened: Workspace,
    sites: Mapping[str, Site],
    siting: Siting,
) -> Iterator[Figure]:
    """Yield the figures of one period, at every level."""
    origin = Origin(source=asked.source, basis=asked.basis, dust=dust)
    members = {code: sites[code].stations for code in siting.inside}
    counties = combined(values, members, rules.station_share)
    regions = {r.prefecture: [c for c in r.places if c in members] for r in opened.settings.regions}
    own = assess(values, period, rules, without=without)
    told: list[Assessment] = list(own)
    if rules.county_order == "stations_first":
        told += averaged(own, members)
    else:
        told += assess(counties, period, rules, without=without)
    told += assess(combined(counties, regions), period, rules, without=without)
    yearly = len(period) == len("2021")
    shown = [one for one in told if yearly or sites[one.place].stations]
    before = _year_before(period)
    earlier = {
        (one.place, name): mean.value
        for one in assess(counties, before, rules, without=without)
        for name, mean in one.means.items()
    }
    for figure in assessed_figures(shown, sites, opened.indicators, origin):
        yield _compared(figure, earlier, before)


def _year_before(period: str) -> str:
    """Return the same part of the year before."""
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))


def _compared(
    figure: Figure, earlier: Mapping[tuple[str, str], Fraction | None], before: str
) -> Figure:
    """Return a county's PM2.5 with its change against the same period of the year before."""
    then = earlier.get((figure.place, "PM2.5"))
    if figure.indicator != "pm25" or figure.value is None or not then:
        return figure
    change = half_even((Fraction(figure.value) - then) * 100 / then, 1)
    return replace(figure, change=change, change_unit="%", baseline_period=before)


def _station_days(
    values: DayValues, hours: object, asked: Asked, rules: Choices
) -> Iterator[StationDay]:
    """Yield the days of every station, with the index of the pollutants that the archive holds."""
    own, index = pollutant_indices(values, rules), day_indices(values, rules)
    counted = np.asarray(hours) if hours is not None else np.zeros(index.shape, dtype=int)
    for row, day in enumerate(values.dates):
        standard = rules.edition(day).name
        for column, place in enumerate(values.places):
            at = row, column
            items = tuple(name for name in values.pollutants if own[name][at] != NONE)
            if not items and not counted[at]:
                continue
            told = int(index[at])
            mean = "PM2.5" in values.values and bool(values.valid["PM2.5"][at])
            exact = Fraction(int(values.values["PM2.5"][at]), values.parts) if mean else None
            yield StationDay(
                place=place,
                date=day,
                pm25=None if exact is None else int(half_even(exact, 0)),
                pm25_hours=int(counted[at]),
                aqi=None if told == NONE else told,
                primary=tuple(n for n in items if told > 50 and int(own[n][at]) == told),
                items=items,
                standard=standard if items else "",
                basis=asked.basis,
                dust=Dust.INCLUDED,
                source=asked.source,
            )


def _dust_days(path: Path) -> frozenset[date]:
    """
    Return the days of a list: a date a row, whatever else stands behind it.

    Raises
    ------
    TableError
        With every row that begins with no date.
    """
    found: set[date] = set()
    faults: list[Fault] = []
    for line, row in enumerate(csv.reader(StringIO(read_text(path))), 1):
        written = row[0].strip() if row else ""
        if not written or written.startswith("#") or (line == 1 and not written[:1].isdigit()):
            continue
        try:
            found.add(date.fromisoformat(written))
        except ValueError:
            faults.append(Fault("dust_day", path, f"line {line}", found=written))
    if faults:
        raise TableError(faults)
    return frozenset(found)


def write_monitored(done: Monitored, out: Path, daily: Path | None) -> None:
    """Write the figures, and the days if asked; each file whole or not at all."""
    report = done.report
    header = [
        "Computed by `aqmap stations` from an hourly archive; choices:",
        *(choice.en for choice in done.choices.told()),
        f"{report.files} files, {report.first} to {report.last}, missing: {len(report.missing)}",
    ]
    with write_file(out) as fresh:
        write_figures(done.figures, fresh, header=header)
    if daily is not None:
        with write_file(daily) as fresh:
            fresh.write_text(daily_csv(done.days), encoding="utf-8", newline="")


def monitored_lines(done: Monitored, out: Path) -> Iterator[Text]:
    """Yield what was read, every trap, every choice, and which stations count where."""
    report = done.report
    yield text(
        "summary.stations",
        files=report.files,
        stored=report.stored,
        first=report.first.isoformat(),
        last=report.last.isoformat(),
        figures=len(done.figures),
        out=out,
    )
    if report.missing:
        days = "、".join(day.isoformat() for day in report.missing[:10])
        yield text("summary.days_missing", number=len(report.missing), days=days)
    traps: dict[str, tuple[int, str, int]] = {}
    for (file, trap), times in sorted(report.traps.counts.items()):
        number, example, files = traps.get(trap, (0, file, 0))
        traps[trap] = number + times, example, files + 1
    for trap, (number, example, files) in traps.items():
        yield text(
            "summary.trap", trap=text(f"trap.{trap}"), number=number, files=files, file=example
        )
    for code, own in done.siting.inside.items():
        if own:
            name = done.names.get(code, code)
            yield text("summary.sited", county=name, stations="、".join(own))
    outside = [one for one in done.siting.outside if one.kilometres < 10]
    for one in outside:
        yield text(
            "summary.outside",
            station=one.code,
            unit=one.unit or "—",
            county=one.nearest,
            km=f"{one.kilometres:.1f}",
        )
    yield from done.choices.told()
