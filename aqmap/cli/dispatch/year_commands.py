"""``aqmap yearend``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import AudienceOption, Folder, LangOption, Overwrite, day_of, language
from aqmap.cli.output import print_path, print_remarks, reporting_errors


def yearend_command(
    year: Annotated[str, typer.Argument(help="The year: 2021.", metavar="YEAR")],
    workspace: Folder = Path(),
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to write.", show_default="yearend/YEAR in the workspace"),
    ] = None,
    on: Annotated[
        str,
        typer.Option(
            help="As of which day it stands: later steps are left out. With --release its day.",
            show_default="all that there is; with --release today",
        ),
    ] = "",
    release: Annotated[
        bool, typer.Option("--release", help="Freeze it into releases/YEAR; no draft any more.")
    ] = False,
    by: Annotated[str, typer.Option(help="Who releases it.")] = "",
    missing: Annotated[
        list[str] | None,
        typer.Option(help="A unit, by id or name, that is released as missing; repeat."),
    ] = None,
    audience: AudienceOption = None,
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Draft a year's assessment: the table, the task chain, scores, rectification, the report."""
    from aqmap.pipelines.dispatch.yearend.release_year import release_year
    from aqmap.pipelines.dispatch.yearend.year_end import assess_year
    from aqmap.words import say

    chosen = language(lang)
    day = day_of(on, "--on", chosen)
    if release and (out is not None or audience is not None):
        raise typer.BadParameter(say("usage.yearend_release", chosen), param_hint="--release")
    if not release and (by or missing):
        raise typer.BadParameter(say("usage.yearend_by", chosen), param_hint="--by")
    with reporting_errors(chosen):
        if release:
            assessed = release_year(
                workspace, year, by=by, missing=missing or (), on=day, overwrite=overwrite
            )
        else:
            assessed = assess_year(
                workspace,
                year,
                out=out,
                on=day,
                audience=audience,
                overwrite=overwrite,
                # What goes to offices is Chinese whatever the terminal speaks, unless asked for.
                lang="en" if lang == "en" else "zh",
            )
    print_remarks(assessed.remarks, chosen)
    for name in assessed.files:
        print_path(assessed.out / name)
