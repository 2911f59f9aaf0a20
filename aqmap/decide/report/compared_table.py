"""The table of what was held against its target, place by place."""

from __future__ import annotations

from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.decide.report.asked import target_words
from aqmap.decide.report.citations import Citations
from aqmap.decide.report.comparisons import changes
from aqmap.decide.report.office_numbers import office_number
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.decide.report.result_tables import status_name
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text

COMPARED = (Status.MET, Status.NOT_MET, Status.REPORTED, Status.NOT_DUE, Status.NOT_COMPARABLE)
"""Statuses of places that have both a target and a value."""


def is_left_open(block: Block, row: JoinedRow) -> bool:
    """Return whether what could be judged is not: an approximate number, an open question."""
    return row.status is Status.NOT_JUDGED and block.indicator.judged


def compared_table(data: ReportData, citations: Citations, number: int) -> ReportTable | None:
    """Return the table; none where nothing was held against a target."""
    rows = [
        _row(data, citations, block, row)
        for block in data.blocks
        for row in block.rows
        if row.status in COMPARED or is_left_open(block, row)
    ]
    if not rows:
        return None
    columns = (
        ReportColumn(text("report.column.indicator"), 2.2),
        ReportColumn(text("report.column.period"), 1),
        ReportColumn(text("report.column.place"), 1.6),
        ReportColumn(text("report.column.unit"), 1.4),
        ReportColumn(text("report.column.target"), 1.2, is_of_numbers=True),
        ReportColumn(text("report.column.measured"), 1.2, is_of_numbers=True),
        ReportColumn(text("report.column.gap"), 1.2, is_of_numbers=True),
        ReportColumn(text("report.column.status"), 1.8),
        ReportColumn(text("report.column.remarks"), 4.2),
        ReportColumn(text("report.column.citation"), 2.6),
    )
    return ReportTable(
        text("report.table.compared", number=number),
        text("report.unit", unit=text("report.unit.in_table")),
        columns,
        tuple(rows),
        (text("report.note.gap"),),
    )


def _row(data: ReportData, citations: Citations, block: Block, row: JoinedRow) -> tuple[Text, ...]:
    cards = [card for key in (row.target_figure, row.measured_figure) if (card := data.card(key))]
    remarks = [*([row.reason] if row.reason else []), *row.qualifiers]
    said = [*remarks, *changes(data, block, row)]
    numbers = [
        Text(*[office_number(value)] * 2) if value is not None else Text("", "")
        for value in (row.measured, row.gap)
    ]
    return (
        block.layer.title,
        period_text(block.period),
        data.places[row.place].label,
        block.indicator.unit,
        target_words(block, data.card(row.target_figure), row.target),
        *numbers,
        status_name(row.status),
        listed(said, "；"),
        citations.spots(card.figure for card in cards),
    )
