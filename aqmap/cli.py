"""The commands: each parses, calls one function of ``build``, and prints."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aqmap._version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqmap.errors import AqmapError
    from aqmap.findings import Finding
    from aqmap.progress import Progress
    from aqmap.words import Lang

app = typer.Typer(
    name="aqmap",
    help="County maps of air-quality plans: every number traced to its document.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(help="The workspace.", metavar="[WORKSPACE]")]
Layers = Annotated[list[str] | None, typer.Option("--layer", help="Only this layer; repeat.")]
Strict = Annotated[bool, typer.Option(help="Findings of severity error exit with 1.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable diagnostics.")]
Unmatched = Annotated[
    bool, typer.Option("--without-unmatched", help="Draw the rest, and say so on every map.")
]


class Pollutant(StrEnum):
    """What an archive may be asked for."""

    SO2 = "SO2"
    NO2 = "NO2"
    PM10 = "PM10"
    CO = "CO"
    O3 = "O3"
    PM25 = "PM2.5"


LangOption = Annotated[str, typer.Option(help="zh or en; by default the locale's.")]


def _lang(written: str) -> "Lang":
    if written == "zh":
        return "zh"
    if written == "en":
        return "en"
    if not written:
        from aqmap.words import default_lang

        return default_lang()
    raise typer.BadParameter("zh | en", param_hint="--lang")


@contextmanager
def reporting_errors(lang: "Lang", *, as_json: bool = False) -> Iterator[None]:
    """Turn an error of the family into its messages and exit code 1."""
    from aqmap.errors import AqmapError

    try:
        yield
    except AqmapError as problem:
        _print_faults(problem, lang, as_json=as_json)
        raise typer.Exit(1) from None


def _print_json(table: object) -> None:
    import json

    print(json.dumps(table, ensure_ascii=False))


def _print_faults(problem: "AqmapError", lang: "Lang", *, as_json: bool) -> None:
    if as_json:
        faults = [
            {"code": f.code, "file": f.file, "at": f.at, "message": f.said.in_(lang)}
            for f in problem.faults
        ]
        _print_json({"faults": faults})
        return
    for message in problem.said(lang):
        print(message, file=sys.stderr)


@contextmanager
def progress_bar(lang: "Lang") -> "Iterator[Progress]":
    """Show a bar a step on a terminal, and nothing elsewhere."""
    from aqmap.words import say

    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(step, lang), total=of)
            bars.update(tasks[step], completed=done, total=of)  # type: ignore[arg-type]

        yield show


def _print_findings(findings: "Iterable[Finding]", lang: "Lang") -> None:
    from aqmap.words import say

    for finding in findings:
        grade = say(f"severity.{finding.severity}", lang)
        print(f"[{grade}] {finding.title.in_(lang)} {finding.detail.in_(lang)}")


def _exit_if_strict(findings: "Sequence[Finding]", *, strict: bool) -> None:
    if strict and any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)


def _version(asked: bool) -> None:
    if asked:
        print(f"aqmap {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


@app.command("build")
def build_command(
    workspace: Folder = Path(),
    out: Annotated[Path | None, typer.Option(help="Folder to write; WORKSPACE/out.")] = None,
    lang: LangOption = "",
    strict: Strict = False,
    without_unmatched: Unmatched = False,
    as_json: Json = False,
) -> None:
    """Check, join and draw everything: the map page, print sheets and tables."""
    from aqmap import build

    chosen = _lang(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        done = build.build(
            workspace,
            out=out,
            lang=chosen,
            without_unmatched=without_unmatched,
            progress=progress,
        )
    if as_json:
        lines = [line.in_(chosen) for line in done.lines]
        _print_json({"out": str(done.out), "summary": lines})
    else:
        for line in done.lines:
            print(line.in_(chosen))
    _exit_if_strict(done.findings, strict=strict)


@app.command("check")
def check_command(
    workspace: Folder = Path(),
    lang: LangOption = "",
    strict: Strict = False,
    without_unmatched: Unmatched = False,
    as_json: Json = False,
) -> None:
    """Say what matches, what is absent and why, and what contradicts; draw nothing."""
    from aqmap import build

    chosen = _lang(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        decided = build.decide(workspace, without_unmatched=without_unmatched, progress=progress)
    if as_json:
        from aqmap.render.exchange import findings_table

        _print_json(findings_table(decided.book))
    else:
        for line in decided.lines():
            print(line.in_(chosen))
        _print_findings(decided.findings, chosen)
    _exit_if_strict(decided.findings, strict=strict)


@app.command("read")
def read_command(
    documents: Annotated[list[Path], typer.Argument(help="Plan documents.")],
    out: Annotated[Path, typer.Option(help="Figures as CSV.")],
    findings: Annotated[Path | None, typer.Option(help="Findings as JSON.")] = None,
    review: Annotated[Path | None, typer.Option(help="Documents beside figures, as HTML.")] = None,
    measures: Annotated[Path | None, typer.Option(help="Register of measures as CSV.")] = None,
    workspace: Annotated[Path, typer.Option(help="For places, indicators and sources.")] = Path(),
    place: Annotated[str, typer.Option(help="What 州直, 全市 mean; else the title's place.")] = "",
    lang: LangOption = "",
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Read plan documents into a table of figures, each with its source and place in it."""
    from aqmap import reading

    chosen = _lang(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        done = reading.read_to_files(
            documents,
            out=out,
            findings=findings,
            review=review,
            measures=measures,
            workspace=workspace,
            place=place,
            lang=chosen,
            progress=progress,
        )
    if as_json:
        faults = [fault.said.in_(chosen) for fault in done.unmatched]
        told = {"figures": len(done.figures), "unmatched": faults, "out": str(out)}
        _print_json(told)
    else:
        for line in reading.reading_lines(done, out):
            print(line.in_(chosen))
        _print_findings(done.findings, chosen)
    _exit_if_strict(done.findings, strict=strict)


@app.command("stations")
def stations_command(
    archive: Annotated[list[Path], typer.Argument(help="Folders, zip or tar archives, files.")],
    out: Annotated[Path, typer.Option(help="Figures as CSV.")],
    stations: Annotated[
        Path | None, typer.Option(help="List of stations; WORKSPACE/data/stations.csv.")
    ] = None,
    datum: Annotated[
        Literal["CGCS2000", "WGS84", "GCJ-02"], typer.Option(help="Of the list's coordinates.")
    ] = "CGCS2000",
    earlier: Annotated[Path | None, typer.Option(help="An earlier list to compare with.")] = None,
    period: Annotated[
        list[str] | None,
        typer.Option(help="2021, 2021-03, 2021-01-01/2021-09-30; repeat."),
    ] = None,
    daily: Annotated[Path | None, typer.Option(help="Days of the stations as CSV.")] = None,
    dust: Annotated[Path | None, typer.Option(help="Sand-dust days, a date a row.")] = None,
    pollutant: Annotated[
        list[Pollutant] | None,
        typer.Option(help="Only this pollutant; repeat."),
    ] = None,
    county_order: Annotated[
        Literal["days_first", "stations_first"], typer.Option(help="How a county's mean is made.")
    ] = "days_first",
    index_edition: Annotated[
        Literal["by_day", "HJ 633-2012", "HJ 633-2026"], typer.Option(help="Which index holds.")
    ] = "by_day",
    station_share: Annotated[
        int, typer.Option(min=0, max=100, help="Percent of stations that a county's day needs.")
    ] = 0,
    month_rule: Annotated[
        Literal["days_27", "none"], typer.Option(help="What makes a month alone valid.")
    ] = "days_27",
    composite: Annotated[
        Literal["equal", "2026"], typer.Option(help="Weights of the composite index.")
    ] = "equal",
    source: Annotated[str, typer.Option(help="Id in data/sources.toml.")] = "archive",
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Not real-time values.")] = False,
    store: Annotated[Path | None, typer.Option(help="Folder for partial results.")] = None,
    workers: Annotated[
        int, typer.Option(min=0, help="Processes on this machine; 0: one a processor.")
    ] = 0,
    scheduler: Annotated[str, typer.Option(help="Address of a Dask scheduler.")] = "",
    workspace: Annotated[Path, typer.Option(help="For counties, places, indicators.")] = Path(),
    lang: LangOption = "",
    as_json: Json = False,
) -> None:
    """Assess hourly archives: figures by station, county and prefecture, each with its counts."""
    from aqmap import monitoring, monitoring_report

    chosen = _lang(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        asked = monitoring.Asked(
            stations=stations or workspace / "data" / "stations.csv",
            datum=datum,
            earlier=earlier,
            periods=tuple(period or ()),
            source=source,
            basis=monitoring.Basis.MONITOR_REVIEWED
            if reviewed
            else monitoring.Basis.MONITOR_REALTIME,
            dust=dust,
            pollutants=tuple(map(str, pollutant or monitoring.POLLUTANTS)),
            store=store,
            workers=workers or os.cpu_count() or 1,
            scheduler=scheduler,
        )
        rules = monitoring.Choices(
            county_order=county_order,
            index_edition=index_edition,
            station_share=station_share,
            month_rule=month_rule,
            composite=composite,
        )
        monitoring_report.check_targets(archive, asked, (out, daily))
        done = monitoring.assess_archive(
            archive, asked, workspace=workspace, choices=rules, progress=progress
        )
        monitoring_report.write_monitored(done, out, daily)
    if as_json:
        _print_json(monitoring_report.monitored_json(done, out))
    else:
        for line in monitoring_report.monitored_lines(done, out):
            print(line.in_(chosen))


@app.command("map")
def map_command(
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("map.html"),
    layer: Layers = None,
    lang: LangOption = "",
) -> None:
    """Draw the interactive map alone."""
    from aqmap import build
    from aqmap.choice import Choice

    with reporting_errors(_lang(lang)):
        build.draw_page(workspace, out, choice=Choice(tuple(layer or ())))
    print(out)


@app.command("print")
def print_command(
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("print"),
    layer: Layers = None,
    view: Annotated[list[str] | None, typer.Option(help="Only this view; repeat.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="Only this region.")] = None,
    overlay: Annotated[list[str] | None, typer.Option(help="With this overlay.")] = None,
    day: Annotated[
        list[str] | None, typer.Option(help="The stations' AQI of this day, 2019-01-31; repeat.")
    ] = None,
    lang: LangOption = "",
) -> None:
    """Draw print maps alone, of the layers, views and regions chosen."""
    from aqmap import build
    from aqmap.choice import Choice

    chosen = _lang(lang)
    with reporting_errors(chosen), progress_bar(chosen) as progress:
        build.draw_sheets(
            workspace,
            out,
            choice=Choice(*(tuple(names or ()) for names in (layer, view, region, overlay, day))),
            lang=chosen,
            progress=progress,
        )
    print(out)


@app.command("init")
def init_command(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")] = Path(),
    template: Annotated[
        str, typer.Option("--from", help="minimal, or a workspace aqmap carries: ili-changji.")
    ] = "minimal",
    lang: LangOption = "",
) -> None:
    """Lay a new workspace down."""
    from aqmap import build

    with reporting_errors(_lang(lang)):
        print(build.lay_workspace(folder, template=template))


def run() -> None:
    """Run the command line; a console that cannot show a character gets a substitute."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
