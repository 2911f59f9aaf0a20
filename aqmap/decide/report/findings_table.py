"""The annex of internal copies: what the data say against themselves, for the units to verify."""

from __future__ import annotations

from collections.abc import Sequence

from aqmap.book.figure_cards import FigureCard
from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.decide.report.citations import Citations
from aqmap.decide.report.report_data import ReportData
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text

_OF_SCOPE = frozenset(("coverage", "places", "layer", "unlisted", "outside"))


def finding_word(finding: Finding) -> Text:
    """Return 待核实, or 口径差异 where rounding or what is counted explains the difference."""
    explained = finding.severity is Severity.NOTE or finding.kind in _OF_SCOPE
    return text("report.finding.scope" if explained else "report.finding.verify")


def findings_table(data: ReportData, citations: Citations) -> ReportTable | None:
    """Return the annex; none without findings, which copies that are not internal never have."""
    if not data.book.findings:
        return None
    columns = (
        ReportColumn(text("report.column.number"), 0.8),
        ReportColumn(text("report.column.finding"), 4),
        ReportColumn(text("report.column.detail"), 6),
        ReportColumn(text("report.column.word"), 1.6),
        ReportColumn(text("report.column.citation"), 2.6),
    )
    rows = tuple(
        _row(data, citations, number, finding)
        for number, finding in enumerate(data.book.findings, 1)
    )
    return ReportTable(
        text("report.table.findings"),
        Text("", ""),
        columns,
        rows,
        (text("report.note.findings"),),
    )


def _row(data: ReportData, citations: Citations, number: int, finding: Finding) -> tuple[Text, ...]:
    cards = [card for key in finding.figures if (card := data.card(key))]
    return (
        Text(str(number), str(number)),
        _with_english_names(data, cards, finding.title),
        _with_english_names(data, cards, finding.detail),
        finding_word(finding),
        citations.spots(card.figure for card in cards),
    )


def _with_english_names(data: ReportData, cards: Sequence[FigureCard], words: Text) -> Text:
    """Return words whose English calls places by their English names where these are known."""
    english = words.en
    for figure in (card.figure for card in cards):
        if place := data.places.get(figure.place):
            for name in filter(None, (figure.place_written, place.label.zh)):
                english = english.replace(name, place.label.en)
    return Text(words.zh, english)
