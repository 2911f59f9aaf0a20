"""The register of measures, with the units in charge."""

from __future__ import annotations

from collections import Counter

from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.decide.report.citations import Citations
from aqmap.decide.report.report_data import ReportData
from aqmap.model.measures import Measure
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text

_NO_WORDS = Text("", "")


def measures_table(data: ReportData, citations: Citations, number: int) -> ReportTable | None:
    """Return the table of all measures; none without any."""
    if not data.book.measures:
        return None
    columns = (
        ReportColumn(text("measure.column.number"), 0.8),
        ReportColumn(text("measure.column.title"), 4),
        ReportColumn(text("measure.column.lead"), 2.2),
        ReportColumn(text("measure.column.cooperating"), 3.2),
        ReportColumn(text("measure.column.responsible"), 3.2),
        ReportColumn(text("measure.column.deadline"), 1.6),
        ReportColumn(text("measure.column.rows"), 2.9),
        ReportColumn(text("measure.column.state"), 1.2),
        ReportColumn(text("report.column.citation"), 1.6),
    )
    rows = tuple(_row(measure, citations) for measure in data.book.measures)
    return ReportTable(
        text("report.table.measures", number=number),
        _NO_WORDS,
        columns,
        rows,
        (text("report.note.measures"),),
    )


def measures_sentence(data: ReportData, number: int) -> Text:
    """Return how many measures there are, and how far the sources say they are."""
    states = Counter(measure.state for measure in data.book.measures if measure.state)
    said = [
        text("report.measures.state", state=text(f"measure.state.{state}"), count=count)
        for state, count in sorted(states.items())
    ]
    silent = len(data.book.measures) - states.total()
    if silent:
        said.append(text("report.measures.silent", count=silent))
    facts = {"count": len(data.book.measures), "states": listed(said, "、"), "number": number}
    return text("report.measures", **facts)


def _row(measure: Measure, citations: Citations) -> tuple[Text, ...]:
    number = citations.number(measure.source)
    deadlines = [period_text(part) for part in measure.deadline.split(";") if part]
    return (
        _same(measure.number),
        _same(measure.title),
        _units(measure.lead),
        _units(measure.cooperating),
        _units(measure.responsible),
        listed(deadlines),
        _units(measure.rows),
        text(f"measure.state.{measure.state}") if measure.state else _NO_WORDS,
        text("report.cite.article", number=number, article=measure.number),
    )


def _units(names: tuple[str, ...]) -> Text:
    return Text("、".join(names), ", ".join(names))


def _same(words: str) -> Text:
    return Text(words, words)
