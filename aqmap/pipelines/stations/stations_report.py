"""What is said and written of a monitored archive: lines, JSON, the two tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.station_days import daily_csv
from aqmap.pipelines.protected_files import protected_from_reading
from aqmap.pipelines.stations.assess_stations import (
    AssessOptions,
    Choices,
    Monitored,
    Screening,
    assess_archive,
)
from aqmap.pipelines.stations.station_checks import check_source
from aqmap.progress import Progress, silent
from aqmap.read.stations.hours import spot_text
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.words import Text, listed, text

_NEAR = 10  # km from a county within which a station outside is named
_FEW = 10  # names of a list that are printed


class Tables(NamedTuple):
    """
    The tables that are written.

    Attributes
    ----------
    figures, days
        As CSV; the days only if asked.
    overwrite
        Whether tables that were changed since aqmap wrote them are replaced.
    """

    figures: Path
    days: Path | None = None
    overwrite: bool = False


def assess_to_files(
    paths: Sequence[Path],
    options: AssessOptions,
    tables: Tables,
    *,
    workspace: Path = Path(),
    choices: Choices | None = None,
    progress: Progress = silent,
) -> Monitored:
    """
    Assess an archive and write what it gave; see `assess_archive`.

    Raises
    ------
    AqmapError
        With all faults, of the outputs first; nothing is written then.
    """
    check_source(options.source, tables.figures, workspace)
    lists = (options.stations, options.earlier, options.dust, options.store)
    inputs = [*paths, *filter(None, lists)]
    protected = protected_from_reading(workspace, inputs, overwrite=tables.overwrite)
    targets = [Target(path, Sort.TABLE) for path in (tables.figures, tables.days) if path]
    with write_outputs(targets, protected) as fresh:
        done = assess_archive(
            paths, options, workspace=workspace, choices=choices, progress=progress
        )
        days = fresh[tables.days] if tables.days else None
        write_monitored(done, fresh[tables.figures], days)
    return done


def write_monitored(done: Monitored, figures: Path, daily: Path | None) -> None:
    """Write the figures, and the days if asked."""
    report, options = done.report, done.options
    archive = "tables of days" if options.daily_input else "an hourly archive"
    screening = options.screening.in_words(of_days=options.daily_input)
    header = [
        f"Computed by `aqmap stations` from {archive}; choices:",
        *(choice.en for choice in done.choices.in_words()),
        *([done.times.en] if options.daily_input else []),
        *(
            [f"list of stations: {options.stations.name} ({options.datum})"]
            if options.stations
            else []
        ),
        *([screening.en] if options.screening != Screening() else []),
        *([f"dust days: {options.dust.name}"] if options.dust else []),
        f"{report.files} files, {report.first} to {report.last}, missing: {len(report.missing)}",
    ]
    write_figures(done.figures, figures, header=header)
    if daily is not None:
        daily.write_text(daily_csv(done.days), encoding="utf-8", newline="")


def monitored_lines(done: Monitored, out: Path) -> Iterator[Text]:
    """Yield what was read and written, which stations count where, and every choice."""
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
    for county, stations in done.siting.inside.items():
        if stations:
            name = done.names.get(county, county)
            yield text("summary.sited", county=name, stations=listed(stations))
    if done.given:
        yield text("summary.given", places=listed([done.names[code] for code in done.given]))
    yield from done.choices.in_words()
    yield done.options.screening.in_words(of_days=done.options.daily_input)
    yield done.times


def monitored_remarks(done: Monitored) -> Iterator[Text]:
    """Yield what is absent, every trap in the files, and what is odd about the stations' list."""
    report = done.report
    if report.missing:
        days = _shortened([day.isoformat() for day in report.missing])
        yield text("summary.days_missing", number=len(report.missing), days=days)
    for period in done.empty:
        yield text("summary.period_empty", period=period)
    for trap in _traps(done):
        first = Text(trap.file, trap.file)
        if trap.spot:
            where = spot_text(trap.spot)
            first = Text(f"{trap.file}，{where.zh}", f"{trap.file}, {where.en}")
        name = text(f"trap.{trap.name}")
        yield text("summary.trap", trap=name, number=trap.number, files=trap.files, file=first)
    if done.differences:
        told = done.differences
        yield text(
            "summary.index_differs",
            number=told.days,
            good=told.good,
            place=done.names.get(told.place, told.place),
            date=told.date.isoformat(),
            given=told.given,
            computed=told.computed,
        )
    yield from _list_remarks(done)


def _list_remarks(done: Monitored) -> Iterator[Text]:
    """Yield which stations have no data or position, and what is odd about their list."""
    if done.silent:
        key = "summary.silent_days" if done.options.daily_input else "summary.silent"
        yield text(key, stations=_shortened(done.silent))
    if done.siting.unplaced:
        yield text("summary.unplaced", stations=_shortened(done.siting.unplaced))
    if done.background_unknown:
        yield text("summary.background_unknown")
    for station, (city, unit) in done.unknown_cities.items():
        yield text("summary.city_unknown", station=station, city=city, unit=unit)
    for station, words in done.closed.items():
        yield text("summary.closed", station=station, said=words)
    for moved in done.moved:
        yield text("summary.moved", station=moved.code, km=f"{moved.kilometres:.1f}")
    for outside in done.siting.outside:
        if outside.kilometres < _NEAR:
            yield text(
                "summary.outside",
                station=outside.code,
                unit=outside.unit or "—",
                county=outside.nearest,
                km=f"{outside.kilometres:.1f}",
            )


def monitored_json(done: Monitored, out: Path) -> dict[str, Any]:
    """Return the same for a program."""
    report = done.report
    return {
        "figures": len(done.figures),
        "days": len(done.days),
        "out": str(out),
        "files": report.files,
        "stored": report.stored,
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "missing": [day.isoformat() for day in report.missing],
        "empty_periods": list(done.empty),
        "traps": [
            {
                "trap": trap,
                "file": file,
                "number": number,
                "first": _for_programs(report.traps.spots.get((file, trap), "")),
            }
            for (file, trap), number in sorted(report.traps.counts.items())
        ],
        "stations": {county: list(codes) for county, codes in done.siting.inside.items()},
        "places": list(done.given),
        "without_data": list(done.silent),
        "without_position": list(done.siting.unplaced),
        "background_unknown": done.background_unknown,
        "in_no_known_city": sorted(done.unknown_cities),
        "closed": dict(done.closed),
        "times": done.times.en,
        "screening": done.options.screening.in_words(of_days=done.options.daily_input).en,
        "index_differs": done.differences.days if done.differences else 0,
        "choices": [choice.en for choice in done.choices.in_words()],
    }


class _TrapCount(NamedTuple):
    """How often a trap was met in how many files; and the first of them, with the spot."""

    name: str
    number: int
    files: int
    file: str
    spot: str | Text


def _for_programs(spot: str | Text) -> str:
    return spot if isinstance(spot, str) else spot.en


def _traps(done: Monitored) -> Iterable[_TrapCount]:
    """Return each trap over all files."""
    traps: dict[str, _TrapCount] = {}
    for (file, name), times in sorted(done.report.traps.counts.items()):
        spot = done.report.traps.spots.get((file, name), "")
        trap = traps.get(name, _TrapCount(name, 0, 0, file, spot))
        traps[name] = trap._replace(number=trap.number + times, files=trap.files + 1)
    return traps.values()


def _shortened(names: Sequence[str]) -> Text:
    """Return the first names of a long list, and how many there are."""
    first = listed(names[:_FEW])
    if len(names) <= _FEW:
        return first
    return Text(f"{first.zh} …（{len(names)}）", f"{first.en} … ({len(names)})")
