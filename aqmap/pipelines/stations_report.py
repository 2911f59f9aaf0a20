"""What is said and written of a monitored archive: lines, JSON, the two tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from aqmap.errors import Fault, SourceError
from aqmap.files.atomic import write_file
from aqmap.model.station_days import daily_csv
from aqmap.pipelines.assess_stations import Asked, Monitored
from aqmap.read.stations.hours import spot_text
from aqmap.render.exchange.csv_tables import write_figures
from aqmap.words import Text, text

_NEAR = 10  # km from a county within which a station outside is named
_FEW = 10  # names of a list that are printed


def check_targets(paths: Sequence[Path], asked: Asked, targets: Sequence[Path | None]) -> None:
    """
    Refuse to write over what is read.

    Raises
    ------
    SourceError
        If two targets are one, or one is a list that is asked for, a file of the archive, or lies
        in a folder of it.
    """
    read = {path.resolve() for path in (*paths, asked.stations, asked.earlier, asked.dust) if path}
    seen: set[Path] = set()
    for target in targets:
        if target is None:
            continue
        own = target.resolve()
        if own in seen or own in read or any(one in own.parents for one in read if one.is_dir()):
            raise SourceError(Fault("output_is_input", target))
        seen.add(own)


def write_monitored(done: Monitored, out: Path, daily: Path | None) -> None:
    """Write the figures, and the days if asked; both whole or neither."""
    report, asked = done.report, done.asked
    header = [
        "Computed by `aqmap stations` from an hourly archive; choices:",
        *(choice.en for choice in done.choices.told()),
        f"list of stations: {asked.stations.name} ({asked.datum})",
        *([f"dust days: {asked.dust.name}"] if asked.dust else []),
        f"{report.files} files, {report.first} to {report.last}, missing: {len(report.missing)}",
    ]
    with ExitStack() as both:
        fresh = both.enter_context(write_file(out))
        write_figures(done.figures, fresh, header=header)
        if daily is not None:
            days = both.enter_context(write_file(daily))
            days.write_text(daily_csv(done.days), encoding="utf-8", newline="")


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
        days = _listed([day.isoformat() for day in report.missing])
        yield text("summary.days_missing", number=len(report.missing), days=days)
    for period in done.empty:
        yield text("summary.period_empty", period=period)
    for trap, number, files, file, spot in _traps(done):
        where = spot_text(spot)
        at = Text(f"{file}，{where.zh}", f"{file}, {where.en}") if spot else Text(file, file)
        yield text("summary.trap", trap=text(f"trap.{trap}"), number=number, files=files, file=at)
    for code, own in done.siting.inside.items():
        if own:
            name = done.names.get(code, code)
            yield text("summary.sited", county=name, stations="、".join(own))
    if done.silent:
        yield text("summary.silent", stations=_listed(done.silent))
    if done.siting.unplaced:
        yield text("summary.unplaced", stations=_listed(done.siting.unplaced))
    if done.background_unknown:
        yield text("summary.background_unknown")
    for code, said in done.closed.items():
        yield text("summary.closed", station=code, said=said)
    for moved in done.moved:
        yield text("summary.moved", station=moved.code, km=f"{moved.kilometres:.1f}")
    for one in done.siting.outside:
        if one.kilometres < _NEAR:
            yield text(
                "summary.outside",
                station=one.code,
                unit=one.unit or "—",
                county=one.nearest,
                km=f"{one.kilometres:.1f}",
            )
    yield from done.choices.told()


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
                "first": report.traps.spots.get((file, trap), ""),
            }
            for (file, trap), number in sorted(report.traps.counts.items())
        ],
        "stations": {code: list(own) for code, own in done.siting.inside.items()},
        "without_data": list(done.silent),
        "without_position": list(done.siting.unplaced),
        "background_unknown": done.background_unknown,
        "closed": dict(done.closed),
        "choices": [choice.en for choice in done.choices.told()],
    }


def _traps(done: Monitored) -> Iterator[tuple[str, int, int, str, str]]:
    """Yield each trap with its number, its files, and the first of them with the spot."""
    found: dict[str, tuple[int, int, str, str]] = {}
    for (file, trap), times in sorted(done.report.traps.counts.items()):
        spot = done.report.traps.spots.get((file, trap), "")
        number, files, first, at = found.get(trap, (0, 0, file, spot))
        found[trap] = number + times, files + 1, first, at
    for trap, told in found.items():
        yield trap, *told


def _listed(names: Sequence[str]) -> str:
    more = f" …（{len(names)}）" if len(names) > _FEW else ""
    return "、".join(names[:_FEW]) + more
