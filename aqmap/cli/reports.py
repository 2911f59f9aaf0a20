"""``aqmap report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aqmap.cli.options import AudienceOption, Folder, LangOption, Overwrite, Unmatched, language
from aqmap.cli.output import print_path, print_remarks, progress_bar, reporting_errors


def report_command(
    workspace: Folder = Path(),
    out: Annotated[Path, typer.Option(help="The folder to write.")] = Path("report"),
    template: Annotated[
        Path | None, typer.Option(help="Your office's own .docx to begin from.")
    ] = None,
    audience: AudienceOption = None,
    slides: Annotated[
        bool, typer.Option("--slides", help="Write the same as slides too: report.pptx.")
    ] = False,
    overwrite: Overwrite = False,
    without_unmatched: Unmatched = False,
    lang: LangOption = "",
) -> None:
    """Write the report as a Word document: sentences, tables, maps, sources."""
    from aqmap.pipelines.write_report import DOCUMENT, SLIDES, write_report

    chosen = language(lang)
    with reporting_errors(chosen), progress_bar(chosen) as progress:
        decided = write_report(
            workspace,
            out,
            audience=audience,
            template=template,
            slides=slides,
            overwrite=overwrite,
            without_unmatched=without_unmatched,
            lang=chosen,
            progress=progress,
        )
    print_remarks(decided.remarks, chosen)
    for name in (DOCUMENT, SLIDES) if slides else (DOCUMENT,):
        print_path(out / name)
