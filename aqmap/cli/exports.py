"""``aqmap export``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aqmap.cli.options import (
    AudienceOption,
    LangOption,
    Layers,
    Overwrite,
    Unmatched,
    language,
)
from aqmap.cli.output import (
    print_lines,
    print_path,
    print_remarks,
    progress_bar,
    reporting_errors,
)

if TYPE_CHECKING:
    from aqmap.words import Lang


class Format(StrEnum):
    """What can be written."""

    GPKG = "gpkg"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    CSV = "csv"


Workspace = Annotated[
    str, typer.Argument(help="The workspace, by default this folder.", metavar="[WORKSPACE]")
]
Database = Annotated[
    str,
    typer.Argument(
        help="Write into PostGIS, and no folder: postgresql://user@host/database. "
        "May stand alone. The password comes from PGPASSWORD or ~/.pgpass.",
        metavar="[DATABASE]",
    ),
]
Out = Annotated[Path | None, typer.Option(help="The folder to write.", show_default="export")]
Formats = Annotated[
    list[Format] | None, typer.Option("--format", help="Only this; repeat. All without it.")
]
Schema = Annotated[
    str | None,
    typer.Option(
        help="The schema of the database, which aqmap has for itself.", show_default="aqmap"
    ),
]
Views = Annotated[list[str] | None, typer.Option("--view", help="Only this view; repeat.")]
Regions = Annotated[list[str] | None, typer.Option("--region", help="Only this region; repeat.")]


def export_command(
    workspace: Workspace = ".",
    database: Database = "",
    out: Out = None,
    form: Formats = None,
    schema: Schema = None,
    layer: Layers = None,
    view: Views = None,
    region: Regions = None,
    overwrite: Overwrite = False,
    audience: AudienceOption = None,
    without_unmatched: Unmatched = False,
    lang: LangOption = "",
) -> None:
    """Hand the maps over: GeoPackage with QGIS styles, workbook, GeoJSON, CSV, PostGIS."""
    from aqmap.book.selection import Choice
    from aqmap.pipelines.export_maps import SCHEMA, ExportFormat, export_database, export_maps
    from aqmap.words import text

    chosen = language(lang)
    folder, address = _workspace_and_address(workspace, database, chosen)
    for_folder = {"--out": out is not None, "--format": bool(form), "--overwrite": overwrite}
    _refuse_unfit(address, for_folder, {"--schema": schema is not None}, chosen)
    choice = Choice(*(tuple(names or ()) for names in (layer, view, region)))
    target = Path("export") if out is None else out
    with reporting_errors(chosen), progress_bar(chosen) as progress:
        if address:
            done, reached = export_database(
                folder,
                address,
                schema=schema or SCHEMA,
                choice=choice,
                lang=chosen,
                audience=audience,
                without_unmatched=without_unmatched,
                progress=progress,
            )
        else:
            done = export_maps(
                folder,
                target,
                formats=[ExportFormat(name) for name in dict.fromkeys(form or ())],
                choice=choice,
                overwrite=overwrite,
                lang=chosen,
                audience=audience,
                without_unmatched=without_unmatched,
                progress=progress,
            )
    print_remarks(done.remarks, chosen)
    if address:
        written = text("export.written_database", database=reached, schema=schema or SCHEMA)
        print_lines([written], chosen)
    else:
        print_path(target)


def _workspace_and_address(first: str, second: str, lang: Lang) -> tuple[Path, str]:
    """Return the workspace, and the address of a database if one is written, in either order."""
    from aqmap.render.exchange.database.database_address import is_database_address
    from aqmap.words import say

    words = [word for word in (first, second) if word]
    addresses = [word for word in words if is_database_address(word)]
    folders = [word for word in words if word not in addresses]
    if len(addresses) > 1 or len(folders) > 1:
        raise typer.BadParameter(say("usage.one_database", lang), param_hint="DATABASE")
    return Path(*folders), "".join(addresses)


def _refuse_unfit(
    address: str, for_folder: Mapping[str, bool], for_database: Mapping[str, bool], lang: Lang
) -> None:
    """Refuse options that the kind of target has no use for."""
    from aqmap.words import say

    unfit, words = (
        (for_folder, "usage.folder_only") if address else (for_database, "usage.database_only")
    )
    for option, is_given in unfit.items():
        if is_given:
            raise typer.BadParameter(say(words, lang), param_hint=option)
