"""``aqmap map`` and ``aqmap print``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import (
    AudienceOption,
    Dpi,
    Folder,
    Formats,
    LangOption,
    Layers,
    Overwrite,
    Size,
    language,
    print_choice,
)
from aqmap.cli.output import print_lines, print_path, print_remarks, progress_bar, reporting_errors


def map_command(
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The page to write.")] = Path("map.html"),
    layer: Layers = None,
    audience: AudienceOption = None,
    lang: LangOption = "",
) -> None:
    """Draw the interactive map alone."""
    from aqmap.book.selection import Choice
    from aqmap.pipelines.build_maps import draw_page

    chosen = language(lang)
    with reporting_errors(chosen):
        only = Choice(tuple(layer or ()))
        remarks = draw_page(workspace, out, choice=only, audience=audience, lang=chosen)
    print_remarks(remarks, chosen)
    print_path(out)


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
    formats: Formats = "",
    dpi: Dpi = None,
    size: Size = "",
    overwrite: Overwrite = False,
    audience: AudienceOption = None,
    listing: Annotated[
        bool, typer.Option("--list", help="Draw nothing: list names and fingerprints.")
    ] = False,
    lang: LangOption = "",
) -> None:
    """Draw print maps alone, of the layers, views and regions chosen."""
    from aqmap.book.selection import Choice
    from aqmap.pipelines.build_maps import draw_sheets
    from aqmap.pipelines.list_maps import list_sheets

    chosen, printing = language(lang), print_choice(formats, dpi, size)
    if listing:
        with reporting_errors(chosen):
            listed = list_sheets(workspace, lang=chosen, audience=audience)
            print_remarks(listed.remarks, chosen)
            print_lines(listed.lines, chosen)
        return
    with reporting_errors(chosen), progress_bar(chosen) as progress:
        drawn = draw_sheets(
            workspace,
            out,
            choice=Choice(*(tuple(names or ()) for names in (layer, view, region, overlay, day))),
            lang=chosen,
            audience=audience,
            overwrite=overwrite,
            printing=printing,
            progress=progress,
        )
    print_remarks(drawn.remarks, chosen)
    print_path(out)
