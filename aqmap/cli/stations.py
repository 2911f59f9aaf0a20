"""``aqmap stations``."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from aqmap.cli.options import Json, LangOption, language
from aqmap.cli.output import print_json, progress_bar, reporting_errors


class Pollutant(StrEnum):
    """What an archive may be asked for."""

    SO2 = "SO2"
    NO2 = "NO2"
    PM10 = "PM10"
    CO = "CO"
    O3 = "O3"
    PM25 = "PM2.5"


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
    from aqmap.files.table_files import table_file
    from aqmap.pipelines import assess_stations as monitoring
    from aqmap.pipelines import stations_report as monitoring_report

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        asked = monitoring.AssessOptions(
            stations=stations or table_file(workspace / "data", "stations"),
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
        print_json(monitoring_report.monitored_json(done, out))
    else:
        for line in monitoring_report.monitored_lines(done, out):
            print(line.in_(chosen))
