"""``aqmap forms``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import Folder, LangOption, Overwrite, language
from aqmap.cli.output import print_findings, print_path, reporting_errors

Month = Annotated[str, typer.Argument(help="The month: 2021-09.", metavar="MONTH")]


def forms_command(
    month: Month,
    workspace: Folder = Path(),
    out: Annotated[
        Path | None,
        typer.Option(help="The folder to write.", show_default="forms/MONTH in the workspace"),
    ] = None,
    overwrite: Overwrite = False,
    lang: LangOption = "",
) -> None:
    """Write the forms of a month for the monthly dispatch: a workbook a reporting unit."""
    from aqmap.pipelines.dispatch.make_forms import make_forms

    chosen = language(lang)
    with reporting_errors(chosen):
        # A form is Chinese whatever the terminal speaks, unless another language is asked for.
        made = make_forms(
            workspace, month, out=out, overwrite=overwrite, lang="en" if lang == "en" else "zh"
        )
    print_findings(made.findings, chosen)
    for name in made.files:
        print_path(made.out / name)
    for script in made.scripts:
        print_path(script)
