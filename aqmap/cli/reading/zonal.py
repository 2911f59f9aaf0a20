"""``aqmap zonal``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from aqmap.pipelines.zonal.zonal_means import Zonal
    from aqmap.words import Lang

Rasters = Annotated[list[Path], typer.Argument(help="GeoTIFF, NetCDF, GRIB, TAP's tables.")]
Out = Annotated[Path, typer.Option(help="Figures as CSV.")]
Product = Annotated[str, typer.Option(help="What files are whose name does not tell it.")]
Period = Annotated[str, typer.Option(help="Of files that tell none: 2021, 2021-03.")]
Population = Annotated[
    list[Path] | None, typer.Option(help="A grid of people, to weigh by; repeat for tiles.")
]
PopulationProduct = Annotated[str, typer.Option(help="What grids of people are.")]
Percentiles = Annotated[
    list[float] | None, typer.Option("--percentile", min=0, max=100, help="By area; repeat.")
]
Limits = Annotated[
    list[float] | None,
    typer.Option("--above", help="Share of area above it, in the indicator's unit; repeat."),
]
LeastShare = Annotated[
    int, typer.Option(min=0, max=100, help="Percent of area or people that a number needs.")
]
SourceId = Annotated[str, typer.Option(help="Id in data/sources.toml; the product's without it.")]
Synthetic = Annotated[bool, typer.Option("--synthetic", help="The grids are made up: 示例数据.")]
Store = Annotated[Path | None, typer.Option(help="Folder for weights, for the next run.")]
Prefectures = Annotated[
    bool, typer.Option("--prefectures", help="Also a prefecture's counties together.")
]
WorkspaceOption = Annotated[Path, typer.Option(help="For counties, indicators, grids.toml.")]


def zonal_command(
    rasters: Rasters,
    out: Out,
    product: Product = "",
    period: Period = "",
    population: Population = None,
    population_product: PopulationProduct = "",
    percentile: Percentiles = None,
    above: Limits = None,
    least_share: LeastShare = 75,
    source: SourceId = "",
    synthetic: Synthetic = False,
    store: Store = None,
    prefectures: Prefectures = False,
    workspace: WorkspaceOption = Path(),
    overwrite: Overwrite = False,
    lang: LangOption = "",
    as_json: Json = False,
) -> None:
    """Sum grids up by county: means of PM2.5, also by people, areas of classes, people."""
    from aqmap.pipelines.zonal.zonal_means import ZonalOptions
    from aqmap.pipelines.zonal.zonal_report import zonal_to_files

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        asked = ZonalOptions(
            product=product,
            period=period,
            source=source,
            synthetic=synthetic,
            population=tuple(dict.fromkeys(population or ())),
            population_product=population_product,
            percentiles=tuple(dict.fromkeys(percentile or ())),
            limits=tuple(dict.fromkeys(above or ())),
            least_share=least_share,
            store=store,
            prefectures=prefectures,
        )
        done = zonal_to_files(
            rasters, asked, out, workspace=workspace, overwrite=overwrite, progress=progress
        )
    _print_result(done, out, workspace, chosen, as_json=as_json)


def _print_result(done: Zonal, out: Path, workspace: Path, lang: Lang, *, as_json: bool) -> None:
    from aqmap.pipelines.zonal.zonal_report import zonal_json, zonal_lines, zonal_remarks

    if as_json:
        print_json(zonal_json(done, out))
    else:
        print_remarks(zonal_remarks(done), lang)
        print_lines(zonal_lines(done, out, workspace=workspace), lang)
