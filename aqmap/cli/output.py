"""What commands print: faults, findings, progress, and JSON for machines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from aqmap.cli.arguments import json_asked, languages_asked
from aqmap.words import Text
from aqmap.words.passwords import hide_passwords

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from aqmap.errors import Fault
    from aqmap.model.findings import Finding
    from aqmap.progress import Progress
    from aqmap.words import Lang


@contextmanager
def reporting_errors(lang: Lang, *, as_json: bool = False) -> Iterator[None]:
    """Turn an error of the family into its messages and exit code 1."""
    from aqmap.errors import AqmapError

    try:
        yield
    except AqmapError as problem:
        _print_faults(problem.faults, (lang,), as_json=as_json)
        raise SystemExit(1) from None


def report_faults(faults: Sequence[Fault], arguments: Sequence[str]) -> None:
    """Print faults in the language and form that the arguments ask for."""
    _print_faults(faults, languages_asked(arguments), as_json=json_asked(arguments))


def _print_faults(faults: Sequence[Fault], langs: Sequence[Lang], *, as_json: bool) -> None:
    if as_json:
        lang = langs[-1]
        table = [
            {
                "code": f.code,
                "file": hide_passwords(f.file),
                "at": hide_passwords(f.at),
                "message": hide_passwords(f.said.in_(lang)),
            }
            for f in faults
        ]
        print_json({"faults": table})
        return
    for lang in langs:
        print_remarks((fault.said for fault in faults), lang)


def print_json(table: object) -> None:
    """Print a table for machines: one document, with escapes for what steers a terminal."""
    print(_json_text(table, getattr(sys.stdout, "encoding", None) or "ascii"))


def _json_text(table: object, encoding: str) -> str:
    import json

    from aqmap.words.printable import steers

    written = json.dumps(table, ensure_ascii=False, allow_nan=False)
    written = "".join(json.dumps(c)[1:-1] if steers(c) else c for c in written)
    try:
        written.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(table, allow_nan=False)
    return written


def print_lines(lines: Iterable[Text], lang: Lang) -> None:
    """Print results, a line each."""
    _print(lines, lang, sys.stdout)


def print_remarks(remarks: Iterable[Text], lang: Lang) -> None:
    """Print what the user should know beside the results, a line each, to standard error."""
    _print(remarks, lang, sys.stderr)


def _print(lines: Iterable[Text], lang: Lang, stream: TextIO) -> None:
    from aqmap.words.printable import printable

    for line in lines:
        print(printable(hide_passwords(line.in_(lang))), file=stream)


def print_path(path: Path) -> None:
    """Print what was written."""
    print_lines([Text(str(path), str(path))], "en")


@contextmanager
def progress_bar(lang: Lang) -> Iterator[Progress]:
    """Show a bar a step on a terminal, and nothing elsewhere."""
    from aqmap.words import say

    if not sys.stderr.isatty():
        yield lambda _step, _done, _of: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def show(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(escape(say(step, lang)), total=of)
            bars.update(tasks[step], completed=done, total=of)  # type: ignore[arg-type]

        yield show


def print_findings(findings: Iterable[Finding], lang: Lang) -> None:
    """Print findings, a line each, with their grade."""
    from aqmap.words import say

    for finding in findings:
        grade = say(f"severity.{finding.severity}", lang)
        line = f"[{grade}] {finding.title.in_(lang)} {finding.detail.in_(lang)}"
        print_lines([Text(line, line)], lang)


def exit_if_strict(findings: Sequence[Finding], *, strict: bool) -> None:
    """Exit with 1 if asked to and a finding is an error."""
    if strict and any(finding.severity == "error" for finding in findings):
        raise SystemExit(1)
