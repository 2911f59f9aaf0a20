"""``aqmap close``, ``aqmap monthly``, ``aqmap release`` and ``aqmap compare``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import (
    AudienceOption,
    Day,
    Folder,
    LangOption,
    Overwrite,
    day_of,
    language,
)
from aqmap.cli.output import print_lines, print_path, print_remarks, reporting_errors

Month = Annotated[str, typer.Argument(help="The month: 2021-09.", metavar="MONTH")]


def close_command(
    month: Month,
    workspace: Folder = Path(),
    by: Annotated[str, typer.Option(help="Who closes it.")] = "",
    on: Day = "",
    lang: LangOption = "",
) -> None:
    """Close a month for the bureau's report: forms are then taken in only with a reason."""
    from aqmap.pipelines.dispatch.close_month import close_month, closed_line

    chosen = language(lang)
    day = day_of(on, "--on", chosen)
    with reporting_errors(chosen):
        event = close_month(workspace, month, by=by, on=day)
    print_lines([closed_line(event)], chosen)


def monthly_command(
    month: Month,
    workspace: Folder = Path(),
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to write.", show_default="monthly/MONTH in the workspace"),
    ] = None,
    as_released: Annotated[
        bool, typer.Option("--as-released", help="The files of the month's release, once more.")
    ] = False,
    audience: AudienceOption = None,
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Draft a month: the summary, the report, the leader's page, letters, sheets by lead."""
    from aqmap.pipelines.dispatch.draft_month import draft_month

    chosen = language(lang)
    with reporting_errors(chosen):
        drafted = draft_month(
            workspace,
            month,
            out=out,
            as_released=as_released,
            audience=audience,
            overwrite=overwrite,
            # What goes to offices is Chinese whatever the terminal speaks, unless asked for.
            lang="en" if lang == "en" else "zh",
        )
    print_remarks(drafted.remarks, chosen)
    for name in drafted.files:
        print_path(drafted.out / name)


def release_command(
    month: Month,
    workspace: Folder = Path(),
    by: Annotated[str, typer.Option(help="Who releases it.")] = "",
    missing: Annotated[
        list[str] | None,
        typer.Option(help="A unit, by id or name, that is released as missing; repeat."),
    ] = None,
    on: Day = "",
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Freeze a month into releases/MONTH: all units in, or named as missing."""
    from aqmap.pipelines.dispatch.release_month import release_month

    chosen = language(lang)
    day = day_of(on, "--on", chosen)
    with reporting_errors(chosen):
        released = release_month(
            workspace, month, by=by, missing=missing or (), on=day, overwrite=overwrite
        )
    print_remarks(released.remarks, chosen)
    print_path(released.out)


def compare_command(
    first: Month,
    second: Month,
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The table to write, .csv.")] = Path("compared.csv"),
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Write two released months side by side as a table."""
    from aqmap.pipelines.dispatch.compare_releases import compare_releases

    chosen = language(lang)
    with reporting_errors(chosen):
        compared = compare_releases(workspace, first, second, out, overwrite=overwrite, lang=chosen)
    print_lines([compared.line], chosen)
