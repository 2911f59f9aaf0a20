"""Tables for other programs: figures, joined table and findings as CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from io import StringIO
from pathlib import Path

from aqmap.figures import COLUMNS, Figure, figure_row, guarded
from aqmap.findings import Finding, Severity
from aqmap.joined import JoinedRow
from aqmap.mapbook import MapBook
from aqmap.measures import COLUMNS as MEASURE_COLUMNS
from aqmap.measures import Measure, measure_row
from aqmap.symbology import REASON_BASE
from aqmap.words import Lang, Text, say


def write_figures(
    figures: Iterable[Figure], path: Path, *, header: Sequence[str] = (), bom: bool = True
) -> None:
    """
    Write figures as CSV that a spreadsheet opens without harm.

    Parameters
    ----------
    figures
        In their order.
    path
        Replaced whole.
    header
        Comment lines above the table, without their ``#``.
    bom
        Whether to start with a byte-order mark, by which Excel knows UTF-8.
    """
    out = _commented(header)
    _write_rows(out, COLUMNS, (figure_row(figure).values() for figure in figures))
    path.write_text(out.getvalue(), encoding="utf-8-sig" if bom else "utf-8", newline="\n")


def write_measures(measures: Iterable[Measure], path: Path, *, header: Sequence[str] = ()) -> None:
    """
    Write a register of measures as CSV that a spreadsheet opens without harm.

    Parameters
    ----------
    measures
        In their order.
    path
        Replaced whole.
    header
        Comment lines above the table, without their ``#``.
    """
    out = _commented(header)
    _write_rows(out, MEASURE_COLUMNS, (measure_row(measure).values() for measure in measures))
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")


def _commented(header: Sequence[str]) -> StringIO:
    out = StringIO()
    out.writelines(f"# {line}\n" for line in header)
    return out


def _write_rows(out: StringIO, header: Sequence[str], rows: Iterable[Iterable[str]]) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)


def write_joined(rows: Iterable[JoinedRow], book: MapBook, path: Path) -> None:
    """Write the joined table as CSV, with names beside codes and words beside ids."""
    names = {place.code: place.name.zh for place in book.places}
    titles = {layer.id: layer.title.zh for layer in book.layers}
    columns = [field.name for field in fields(JoinedRow)]
    out = StringIO()
    header = [*columns, "place_name", "layer_title", "status_zh"]
    cells = (
        [
            *(_cell(getattr(row, name)) for name in columns),
            names[row.place],
            titles[row.layer],
            _status_zh(row),
        ]
        for row in rows
    )
    _write_rows(out, header, cells)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="\n")


def _status_zh(row: JoinedRow) -> str:
    known = row.status in ("met", "not_met")
    return say(f"status.{row.status}" if known else f"reason.{row.status}", "zh")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, tuple):
        return "；".join(_cell(part) for part in value)
    return str(value)


def write_findings_json(book: MapBook, path: Path) -> None:
    """Write findings and absences as JSON; see `findings_table`."""
    table = findings_table(book)
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def findings_table(book: MapBook) -> dict[str, list[dict[str, object]]]:
    """
    Return what matches, what is absent and why, and what contradicts, ready for JSON.

    Returns
    -------
    table
        ``findings`` (with the locators of all sides) and ``coverage`` (one entry a layer, view,
        period and region: how many places have a number, and how many lack one for each reason).
    """
    return {
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
    lines = [f"# {say('findings.heading', lang)}", "", book.title.in_(lang), ""]
    for severity in Severity:
        found = [finding for finding in book.findings if finding.severity == severity]
        lines += [f"## {say(f'severity.{severity}', lang)} ({len(found)})", ""]
        for finding in found:
            lines += [f"- **{_md(finding.title, lang)}** {_md(finding.detail, lang)}"]
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
        title = _md(sheet.title, lang)
        lines.append(f"| {title} | {drawn}/{len(sheet.rows)} | {absent} |")
    if book.unmatched:
        lines += ["", f"## {say('findings.unmatched', lang)}", ""]
        lines += [f"- {_escaped(name)}" for name in book.unmatched]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _cited(key: str, book: MapBook, lang: Lang) -> str:
    card = book.figures.get(key)
    if card is None:  # of a place that is unknown, or switched off
        return _escaped(key)
    source = book.sources.get(card.figure.source)
    where = source.label.in_(lang) if source else card.figure.source
    written = _escaped(card.figure.value_written)
    return f"{_escaped(where)}, {_md(card.locator, lang)}: {written}"


def _md(phrase: Text, lang: Lang) -> str:
    return _escaped(phrase.in_(lang))


def _escaped(written: str) -> str:
    for sign in "\\`*_[]<>|#":
        written = written.replace(sign, "\\" + sign)
    return " ".join(written.split())


def write_manifest(
    path: Path,
    *,
    version: str,
    inputs: Mapping[str, str],
    outputs: Mapping[str, str],
    libraries: Mapping[str, str],
) -> None:
    """
    Write what was read and made, with checksums.

    Parameters
    ----------
    path
        Where to.
    version
        Of aqmap.
    inputs, outputs
        SHA-256 by path, relative to workspace and output folder.
    libraries
        Versions of the libraries that shape the output.
    """
    table = {
        "aqmap": version,
        "libraries": dict(libraries),
        "inputs": dict(sorted(inputs.items())),
        "outputs": dict(sorted(outputs.items())),
    }
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
