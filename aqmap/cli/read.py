"""``aqmap read``."""

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
    print_remarks,
    progress_bar,
    reporting_errors,
)


def read_command(
    documents: Annotated[list[Path], typer.Argument(help="Plan documents.")],
    out: Annotated[Path, typer.Option(help="Figures as CSV.")],
    findings: Annotated[Path | None, typer.Option(help="Findings as JSON.")] = None,
    review: Annotated[Path | None, typer.Option(help="Documents beside figures, as HTML.")] = None,
    measures: Annotated[Path | None, typer.Option(help="Register of measures as CSV.")] = None,
    workspace: Annotated[Path, typer.Option(help="For places, indicators and sources.")] = Path(),
    place: Annotated[str, typer.Option(help="What 州直, 全市 mean; else the title's place.")] = "",
    overwrite: Overwrite = False,
    lang: LangOption = "",
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """Read plan documents into a table of figures, each with its source and place in it."""
    from aqmap.pipelines.read_documents import read_to_files, reading_lines, reading_remarks

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        done = read_to_files(
            documents,
            out=out,
            findings=findings,
            review=review,
            measures=measures,
            workspace=workspace,
            place=place,
            overwrite=overwrite,
            lang=chosen,
            progress=progress,
        )
    if as_json:
        print_json(
            {
                "figures": len(done.figures),
                "unmatched": [fault.said.in_(chosen) for fault in done.unmatched],
                "remarks": [fault.said.in_(chosen) for fault in done.remarks],
                "out": str(out),
            }
        )
    else:
        print_remarks(reading_remarks(done), chosen)
        print_lines(reading_lines(done, out), chosen)
        print_findings(done.findings, chosen)
    exit_if_strict(done.findings, strict=strict)
