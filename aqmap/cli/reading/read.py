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
    period: Annotated[str, typer.Option(help="2024, 2024-05, 2024-01/2024-06.")] = "",
    place: Annotated[str, typer.Option(help="What 州直, 全市 mean.")] = "",
    role: Annotated[str, typer.Option(help="target, measured, progress or baseline.")] = "",
    source: Annotated[str, typer.Option(help="Id of the documents' source.")] = "",
    unit_of: Annotated[
        list[str] | None,
        typer.Option(metavar="INDICATOR=UNIT", help="Unit of bare numbers; repeat."),
    ] = None,
    register: Annotated[bool, typer.Option(help="Add new sources to data/sources.toml.")] = False,
    overwrite: Overwrite = False,
    lang: LangOption = "",
    strict: Strict = False,
    as_json: Json = False,
) -> None:
    """
    Read plan documents into a table of figures, each with its source and place in it.

    --period, --place, --role, --source and --unit-of answer what the documents leave open, all of
    them alike; what a document says itself holds.
    """
    from aqmap.pipelines.read_documents import read_to_files
    from aqmap.pipelines.reading.reading_lines import reading_lines, reading_remarks
    from aqmap.pipelines.reading.told import Told
    from aqmap.pipelines.reading.waiting_figures import open_fields

    chosen = language(lang)
    units = tuple(map(_pair, unit_of or ()))
    told = Told(period=period, place=place, role=role, source=source, units=units)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        done = read_to_files(
            documents,
            out=out,
            findings=findings,
            review=review,
            measures=measures,
            workspace=workspace,
            told=told,
            register=register,
            overwrite=overwrite,
            lang=chosen,
            progress=progress,
        )
    if as_json:
        print_json(
            {
                "figures": len(done.figures),
                "to_confirm": open_fields(done.figures),
                "unregistered": [] if register else [source.id for source in done.unregistered],
                "unmatched": [fault.said.in_(chosen) for fault in done.unmatched],
                "remarks": [fault.said.in_(chosen) for fault in done.remarks],
                "out": str(out),
            }
        )
    else:
        print_remarks(reading_remarks(done), chosen)
        lines = reading_lines(done, out, workspace=workspace, registered=register)
        print_lines(lines, chosen)
        print_findings(done.findings, chosen)
    exit_if_strict(done.findings, strict=strict)


def _pair(written: str) -> tuple[str, str]:
    """Return an indicator and its unit; what has no = has no unit."""
    name, _, unit = written.partition("=")
    return name.strip(), unit.strip()
