"""What commands print: faults, findings, progress, and JSON for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aqmap.errors import AqmapError
    from aqmap.model.findings import Finding
    from aqmap.progress import Progress
    from aqmap.words import Lang, Text


@contextmanager
def reporting_errors(lang: Lang, *, as_json: bool = False) -> Iterator[None]:
    """Turn an error of the family into its messages and exit code 1."""
    from aqmap.errors import AqmapError

    try:
        yield
    except AqmapError as problem:
        _print_faults(problem, lang, as_json=as_json)
        raise typer.Exit(1) from None


def print_json(table: object) -> None:
    """Print a table for machines."""
    import json

    print(json.dumps(table, ensure_ascii=False))


def print_lines(lines: Iterable[Text], lang: Lang) -> None:
    """Print phrases, a line each."""
    for line in lines:
        print(line.in_(lang))


def _print_faults(problem: AqmapError, lang: Lang, *, as_json: bool) -> None:
    if as_json:
        faults = [
            {"code": f.code, "file": f.file, "at": f.at, "message": f.said.in_(lang)}
            for f in problem.faults
        ]
        print_json({"faults": faults})
        return
    for message in problem.said(lang):
        print(message, file=sys.stderr)


@contextmanager
def progress_bar(lang: Lang) -> Iterator[Progress]:
    """Show a bar a step on a terminal, and nothing elsewhere."""
    from aqmap.words import say

    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(say(step, lang), total=of)
            bars.update(tasks[step], completed=done, total=of)  # type: ignore[arg-type]

        yield show


def print_findings(findings: Iterable[Finding], lang: Lang) -> None:
    """Print findings, a line each, with their grade."""
    from aqmap.words import say

    for finding in findings:
        grade = say(f"severity.{finding.severity}", lang)
        print(f"[{grade}] {finding.title.in_(lang)} {finding.detail.in_(lang)}")


def exit_if_strict(findings: Sequence[Finding], *, strict: bool) -> None:
    """Exit with 1 if asked to and a finding is an error."""
    if strict and any(finding.severity == "error" for finding in findings):
        raise typer.Exit(1)
