"""``aqmap build`` and ``aqmap check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import (
    AudienceOption,
    Dpi,
    Folder,
    Formats,
    Json,
    LangOption,
    Overwrite,
    Strict,
    Unmatched,
    language,
    print_choice,
)
from aqmap.cli.output import (
    exit_if_strict,
    print_findings,
    print_json,
    print_lines,
    print_remarks,
    progress_bar,
    reporting_errors,
)


def build_command(
    workspace: Folder = Path(),
    out: Annotated[Path | None, typer.Option(help="Folder to write; WORKSPACE/out.")] = None,
    overwrite: Overwrite = False,
    formats: Formats = "",
    dpi: Dpi = None,
    audience: AudienceOption = None,
    lang: LangOption = "",
    strict: Strict = False,
    without_unmatched: Unmatched = False,
    as_json: Json = False,
) -> None:
    """Check, join and draw everything: the map page, print sheets and tables."""
    from aqmap.pipelines.build_maps import build

    chosen, printing = language(lang), print_choice(formats, dpi)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        done = build(
            workspace,
            out=out,
            overwrite=overwrite,
            lang=chosen,
            audience=audience,
            without_unmatched=without_unmatched,
            printing=printing,
            progress=progress,
        )
    if as_json:
        summary, remarks = (
            [line.in_(chosen) for line in lines] for lines in (done.lines, done.remarks)
        )
        print_json({"out": str(done.out), "summary": summary, "remarks": remarks})
    else:
        print_remarks(done.remarks, chosen)
        print_lines(done.lines, chosen)
    exit_if_strict(done.findings, strict=strict)


def check_command(
    workspace: Folder = Path(),
    lang: LangOption = "",
    strict: Strict = False,
    without_unmatched: Unmatched = False,
    as_json: Json = False,
) -> None:
    """Say what matches, what is absent and why, and what contradicts; draw nothing."""
    from aqmap.pipelines.check_workspace import check

    chosen = language(lang)
    with reporting_errors(chosen, as_json=as_json), progress_bar(chosen) as progress:
        decided = check(
            workspace, without_unmatched=without_unmatched, lang=chosen, progress=progress
        )
    if as_json:
        from aqmap.render.exchange.findings_files import findings_table

        remarks = [remark.in_(chosen) for remark in decided.remarks]
        print_json({**findings_table(decided.book), "remarks": remarks})
    else:
        print_remarks(decided.remarks, chosen)
        print_lines(decided.lines(), chosen)
        print_findings(decided.findings, chosen)
    exit_if_strict(decided.findings, strict=strict)
