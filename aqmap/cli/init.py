"""``aqmap init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import LangOption, language
from aqmap.cli.output import print_path, reporting_errors


def init_command(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")] = Path(),
    template: Annotated[
        str, typer.Option("--from", help="minimal, grids (with a synthetic grid), or ili-changji.")
    ] = "minimal",
    lang: LangOption = "",
) -> None:
    """Lay a new workspace down."""
    from aqmap.pipelines.lay_workspace import lay_workspace

    with reporting_errors(language(lang)):
        laid = lay_workspace(folder, template=template)
    print_path(laid)
