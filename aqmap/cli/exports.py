"""``aqmap export``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import (
    AudienceOption,
    Folder,
    LangOption,
    Layers,
    Overwrite,
    Unmatched,
    language,
)
from aqmap.cli.output import print_path, print_remarks, progress_bar, reporting_errors


class Format(StrEnum):
    """What can be written."""

    GPKG = "gpkg"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    CSV = "csv"


def export_command(
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("export"),
    form: Annotated[
        list[Format] | None, typer.Option("--format", help="Only this; repeat. All without it.")
    ] = None,
    layer: Layers = None,
    view: Annotated[list[str] | None, typer.Option(help="Only this view; repeat.")] = None,
    region: Annotated[list[str] | None, typer.Option(help="Only this region; repeat.")] = None,
    overwrite: Overwrite = False,
    audience: AudienceOption = None,
    without_unmatched: Unmatched = False,
    lang: LangOption = "",
) -> None:
    """Hand the maps over: GeoPackage with QGIS styles, workbook, GeoJSON, CSV tables."""
    from aqmap.book.selection import Choice
    from aqmap.pipelines.export_maps import ExportFormat, export_maps

    chosen = language(lang)
    with reporting_errors(chosen), progress_bar(chosen) as progress:
        done = export_maps(
            workspace,
            out,
            formats=[ExportFormat(name) for name in dict.fromkeys(form or ())],
            choice=Choice(*(tuple(names or ()) for names in (layer, view, region))),
            overwrite=overwrite,
            lang=chosen,
            audience=audience,
            without_unmatched=without_unmatched,
            progress=progress,
        )
    print_remarks(done.remarks, chosen)
    print_path(out)
