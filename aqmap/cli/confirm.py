"""``aqmap confirm``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import Json, LangOption, Overwrite, Strict, language
from aqmap.cli.output import (
    exit_if_strict,
    print_findings,
    print_json,
    print_lines,
    reporting_errors,
)


def confirm_command(
    reviews: Annotated[list[Path], typer.Argument(help="Decisions that the review page saved.")],
    out: Annotated[Path, typer.Option(help="Figures as CSV.")],
    table: Annotated[
        Path | None, typer.Option(help="The table they are about.", show_default="that of --out")
    ] = None,
    to_ask: Annotated[
        Path | None, typer.Option(help="What is to be asked of the units, as xlsx.")
    ] = None,
    workspace: Annotated[Path, typer.Option(help="For places, indicators and sources.")] = Path(),
    overwrite: Overwrite = False,
    lang: LangOption = "",
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Lay what was decided on the review page over a table of figures."""
    from aqmap.pipelines.review.confirm_figures import confirm_to_files

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json):
        done = confirm_to_files(
            reviews,
            out=out,
            table=table,
            to_ask=to_ask,
            workspace=workspace,
            overwrite=overwrite,
            lang=chosen,
        )
    if as_json:
        laid = done.laid
        print_json(
            {
                "figures": len(laid.figures),
                "accepted": len(laid.accepted),
                "rejected": len(laid.rejected),
                "added": len(laid.added),
                "to_ask": len(laid.to_ask),
                "not_applied": [finding.title.in_(chosen) for finding in laid.findings],
                "unconfirmed": done.unconfirmed,
                "out": str(out),
            }
        )
    else:
        print_lines(done.lines, chosen)
        print_findings(done.findings, chosen)
    exit_if_strict(done.findings, strict=strict)
