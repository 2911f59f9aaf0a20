"""``aqmap stations``."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from aqmap.cli.options import Json, LangOption, Overwrite, language
from aqmap.cli.output import (
    print_json,
    print_lines,
    print_remarks,
    progress_bar,
    reporting_errors,
)

if TYPE_CHECKING:
    from aqmap.pipelines.stations.assess_stations import Monitored
    from aqmap.words import Lang


class Pollutant(StrEnum):
    """What an archive may be asked for."""

    SO2 = "SO2"
    NO2 = "NO2"
    PM10 = "PM10"
    CO = "CO"
    O3 = "O3"
    PM25 = "PM2.5"


Archives = Annotated[list[Path], typer.Argument(help="Folders, zip or tar archives, files.")]
Out = Annotated[Path, typer.Option(help="Figures as CSV.")]
StationList = Annotated[
    Path | None, typer.Option(help="List of stations; WORKSPACE/data/stations.csv.")
]
Datum = Annotated[
    Literal["CGCS2000", "WGS84", "GCJ-02"], typer.Option(help="Of the list's coordinates.")
]
EarlierList = Annotated[Path | None, typer.Option(help="An earlier list to compare with.")]
Periods = Annotated[
    list[str] | None, typer.Option(help="2021, 2021-03, 2021-01-01/2021-09-30; repeat.")
]
Daily = Annotated[Path | None, typer.Option(help="Days of the stations as CSV.")]
Dust = Annotated[Path | None, typer.Option(help="Sand-dust days, a date a row.")]
Pollutants = Annotated[list[Pollutant] | None, typer.Option(help="Only this pollutant; repeat.")]
CountyOrder = Annotated[
    Literal["days_first", "stations_first"], typer.Option(help="How a county's mean is made.")
]
IndexEdition = Annotated[
    Literal["by_day", "HJ 633-2012", "HJ 633-2026"], typer.Option(help="Which index holds.")
]
StationShare = Annotated[
    int, typer.Option(min=0, max=100, help="Percent of stations that a county's day needs.")
]
MonthRule = Annotated[
    Literal["days_27", "none"], typer.Option(help="What makes a month alone valid.")
]
Composite = Annotated[
    Literal["equal", "2026"], typer.Option(help="Weights of the composite index.")
]
Screen = Annotated[
    list[str] | None,
    typer.Option(help="all_zero, code, bound, run or spike = remove, flag or off; repeat."),
]
HourLabel = Annotated[
    Literal["end", "beginning", "ended", "running"],
    typer.Option(help="What the time of a table's row is of its hour."),
]
TimeZone = Annotated[str, typer.Option(help="Of tables: written, Beijing, UTC or +06:00.")]
DailyInput = Annotated[
    bool, typer.Option("--daily-input", help="The tables hold days of places, not hours.")
]
SourceId = Annotated[str, typer.Option(help="Id in data/sources.toml.")]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Not real-time values.")]
Store = Annotated[Path | None, typer.Option(help="Folder for partial results.")]
Workers = Annotated[int, typer.Option(min=0, help="Processes on this machine; 0: one a processor.")]
Scheduler = Annotated[str, typer.Option(help="Address of a Dask scheduler.")]
WorkspaceOption = Annotated[Path, typer.Option(help="For counties, places, indicators.")]


def stations_command(
    archive: Archives,
    out: Out,
    stations: StationList = None,
    datum: Datum = "CGCS2000",
    earlier: EarlierList = None,
    period: Periods = None,
    daily: Daily = None,
    dust: Dust = None,
    pollutant: Pollutants = None,
    county_order: CountyOrder = "days_first",
    index_edition: IndexEdition = "by_day",
    station_share: StationShare = 0,
    month_rule: MonthRule = "days_27",
    composite: Composite = "equal",
    screen: Screen = None,
    hour_label: HourLabel = "end",
    time_zone: TimeZone = "written",
    daily_input: DailyInput = False,
    source: SourceId = "archive",
    reviewed: Reviewed = False,
    store: Store = None,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    workspace: WorkspaceOption = Path(),
    overwrite: Overwrite = False,
    lang: LangOption = "",
    as_json: Json = False,
) -> None:
    """Assess archives of hours or days: figures by station, county, prefecture, with counts."""
    from aqmap.pipelines.stations import assess_stations as road
    from aqmap.pipelines.stations.stations_report import Tables, assess_to_files

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        asked = road.AssessOptions(
            stations=stations or _list(workspace, needed=not daily_input),
            datum=datum,
            earlier=earlier,
            periods=tuple(period or ()),
            source=source,
            basis=road.Basis.MONITOR_REVIEWED if reviewed else road.Basis.MONITOR_REALTIME,
            dust=dust,
            pollutants=tuple(map(str, pollutant or road.POLLUTANTS)),
            clock=road.Clock(hour_label, time_zone),
            screening=road.screening_of(screen or ()),
            store=store,
            workers=workers or os.cpu_count() or 1,
            scheduler=scheduler,
            daily_input=daily_input,
        )
        rules = road.Choices(index_edition, county_order, station_share, month_rule, composite)
        tables = Tables(out, daily, overwrite=overwrite)
        done = assess_to_files(
            archive, asked, tables, workspace=workspace, choices=rules, progress=progress
        )
    _print_result(done, out, chosen, as_json=as_json)


def _list(workspace: Path, *, needed: bool) -> Path | None:
    from aqmap.files.table_files import table_file

    path = table_file(workspace / "data", "stations")
    return path if needed or path.exists() else None


def _print_result(done: Monitored, out: Path, lang: Lang, *, as_json: bool) -> None:
    from aqmap.pipelines.stations.stations_report import (
        monitored_json,
        monitored_lines,
        monitored_remarks,
    )

    if as_json:
        print_json(monitored_json(done, out))
    else:
        print_remarks(monitored_remarks(done), lang)
        print_lines(monitored_lines(done, out), lang)
