"""Findings as JSON and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from aqmap.book.map_book import MapBook
from aqmap.book.scales import REASON_BASE
from aqmap.model.findings import Finding, Severity
from aqmap.render.exchange.json_files import write_json
from aqmap.words import Lang, Text, say
from aqmap.words.printable import printable


def write_findings_json(book: MapBook, path: Path) -> None:
    """Write findings and absences as JSON; see `findings_table`."""
    write_json(findings_table(book), path)


def findings_table(book: MapBook) -> dict[str, object]:
    """
    Return what matches, what is absent and why, and what contradicts, ready for JSON.

    Returns
    -------
    table
        ``audience``, ``findings`` (with the locators of all sides) and ``coverage`` (one entry a
        layer, view, period and region: how many places have a number, and how many lack one for
        each reason).
    """
    return {
        "audience": str(book.audience),
        "findings": [_finding(finding, book) for finding in book.findings],
        "coverage": [_coverage(*key, book) for key in _all_views(book)],
        "unmatched": [{"name": name} for name in book.unmatched],
    }


def _all_views(book: MapBook) -> Iterable[tuple[str, str, str, str]]:
    for layer in book.layers:
        for view in layer.views:
            for period in layer.periods:
                for region in layer.regions:
                    yield layer.id, view, period, region


def _coverage(layer: str, view: str, period: str, region: str, book: MapBook) -> dict[str, object]:
    sheet = book.sheet(layer, view, period, region)
    reasons: dict[str, list[str]] = {}
    for place, cell in sheet.rows:
        if cell.reason:
            reasons.setdefault(cell.reason, []).append(place.label.zh)
    return {
        "layer": layer,
        "view": view,
        "period": period,
        "region": region,
        "places": len(sheet.rows),
        "with_value": sum(not cell.reason for _, cell in sheet.rows),
        "without": reasons,
    }


def _finding(finding: Finding, book: MapBook) -> dict[str, object]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "kind": finding.kind,
        "indicator": finding.indicator,
        "title": finding.title._asdict(),
        "detail": finding.detail._asdict(),
        "figures": [_side(key, book) for key in finding.figures],
    }


def _side(key: str, book: MapBook) -> dict[str, object]:
    """Return a side of a finding; of a figure that is not drawn, as of an unknown place, its id."""
    if key not in book.figures:
        return {"id": key}
    figure = book.figures[key].figure
    return {
        "id": key,
        "source": figure.source,
        "locator": figure.locator,
        "value_written": figure.value_written,
    }


def write_findings_markdown(book: MapBook, path: Path, lang: Lang) -> None:
    """Write findings and absences for people: contradictions first, then what is missing."""
    lines = [f"# {say('findings.heading', lang)}", "", _phrase_markdown(book.title, lang), ""]
    lines += [_phrase_markdown(book.audience.label, lang), ""]
    for severity in Severity:
        of_severity = [finding for finding in book.findings if finding.severity == severity]
        lines += [f"## {say(f'severity.{severity}', lang)} ({len(of_severity)})", ""]
        for finding in of_severity:
            title, detail = (
                _phrase_markdown(phrase, lang) for phrase in (finding.title, finding.detail)
            )
            lines.append(f"- **{title}** {detail}")
            lines += [f"  - {_cited(key, book, lang)}" for key in finding.figures]
        lines.append("")
    lines += [f"## {say('findings.coverage', lang)}", ""]
    columns = [say(f"findings.column.{c}", lang) for c in ("map", "with", "without")]
    lines += ["| " + " | ".join(columns) + " |", "|---|---|---|"]
    for layer, view, period, region in _all_views(book):
        sheet = book.sheet(layer, view, period, region)
        absent = "; ".join(
            f"{entry.label.in_(lang)} {entry.count}"
            for entry in sheet.legend
            if entry.klass >= REASON_BASE
        )
        drawn = sum(not cell.reason for _, cell in sheet.rows)
        title = _phrase_markdown(sheet.title, lang)
        lines.append(f"| {title} | {drawn}/{len(sheet.rows)} | {absent} |")
    if book.unmatched:
        lines += ["", f"## {say('findings.unmatched', lang)}", ""]
        lines += [f"- {_escaped_markdown(name)}" for name in book.unmatched]
    written = "\n".join(lines) + "\n"
    path.write_text(written, encoding="utf-8", errors="replace", newline="\n")


def _cited(key: str, book: MapBook, lang: Lang) -> str:
    card = book.figures.get(key)
    if card is None:  # of a place that is unknown, or switched off
        return _escaped_markdown(key)
    source = book.sources.get(card.figure.source)
    source_label = source.label.in_(lang) if source else card.figure.source
    written = _escaped_markdown(card.figure.value_written)
    return f"{_escaped_markdown(source_label)}, {_phrase_markdown(card.locator, lang)}: {written}"


def _phrase_markdown(phrase: Text, lang: Lang) -> str:
    return _escaped_markdown(phrase.in_(lang))


def _escaped_markdown(written: str) -> str:
    for sign in "\\`*_[]<>|#&":
        written = written.replace(sign, "\\" + sign)
    return printable(" ".join(written.split()))
