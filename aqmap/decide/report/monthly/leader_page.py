"""A month on one page for a leader: who is behind, who has not reported, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    points_words,
    rate_cell,
    rate_of_words,
    reported_words,
    total_rate_cell,
)
from aqmap.book.report.report_parts import Heading, Paragraph, ReportColumn, ReportTable
from aqmap.book.report.short_parts import ShortDocument
from aqmap.decide.report.monthly.month_sentences import (
    by_difference,
    lights_sentence,
    reports_sentence,
    unit_name,
)
from aqmap.model.dispatch.lights import RED
from aqmap.model.dispatch.month_rows import MonthRow
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text

_MOST_BEHIND = 5
_MOST_ROWS = 6
_MOST_NAMES = 6
"""What fits on a page; the rest is counted, and stands in the report."""


def leader_page(book: MonthBook) -> ShortDocument:
    """Return a month's page; what does not fit on it is counted, and stands in the report."""
    return ShortDocument(
        title=book.titled("monthly.page.title"),
        head=(),
        addressed=None,
        parts=tuple(_parts(book)),
        closing=(_made(book),),
        notice=book.notice,
        compiler=book.compiler,
        is_close=True,
    )


def _made(book: MonthBook) -> Text:
    """Return who makes the page, and its day, on one line."""
    day = day_text(book.day)
    return text("report.compiled", compiler=book.compiler, date=day) if book.compiler else day


def _parts(book: MonthBook) -> Iterator[Heading | Paragraph | ReportTable]:
    cut_off = text("monthly.page.cut_off", day=day_text(book.table.cut_off))
    first = reports_sentence(book) if book.table.units else lights_sentence(book)
    yield Paragraph(text("monthly.page.first", cut_off=cut_off, sentence=first))
    if book.table.units:
        yield Paragraph(lights_sentence(book))
        missing = book.missing()
        if missing:
            shown = [unit_name(book, unit.unit) for unit in missing[:_MOST_NAMES]]
            names = listed(shown)
            more = len(missing) - len(shown)
            key = "monthly.page.missing_more" if more else "monthly.page.missing"
            yield Paragraph(text(key, count=len(missing), names=names, more=more))
    if book.table.draft:
        yield from map(Paragraph, book.notes)
    red = by_difference(list(book.lagging()))
    if red:
        yield _behind_table(book, red[:_MOST_BEHIND], len(red))
    elif any(unit.received for unit in book.table.units):
        yield Paragraph(text("monthly.none_red"))
    table = _rows_table(book)
    if table.rows:
        yield table


def _behind_table(book: MonthBook, shown: list[MonthRow], count: int) -> ReportTable:
    columns = (
        ReportColumn(text("monthly.column.place"), 1.6),
        ReportColumn(text("monthly.column.name"), 3.4),
        ReportColumn(text("monthly.column.rate"), 1.2, is_of_numbers=True),
        ReportColumn(text("monthly.column.difference"), 2, is_of_numbers=True),
        ReportColumn(text("monthly.column.light"), 2.2, is_of_numbers=True),
    )
    rows = tuple(
        (
            book.places[row.place],
            book.names[row.indicator],
            rate_cell(row).words,
            points_words(row) if row.difference else Text("", ""),
            book.light_of(row),
        )
        for row in shown
    )
    more = count - len(shown)
    red = {row.indicator for row in shown}
    rules = book.rule_lines([row for row in book.plan_rows if row.indicator in red])
    notes = [text("monthly.page.more_behind", count=more)] if more else []
    notes += [*rules]
    notes += [text("monthly.note.unrounded")]
    title = text("monthly.page.behind", count=count)
    return ReportTable(title, Text("", ""), columns, rows, tuple(notes))


def _rows_table(book: MonthBook) -> ReportTable:
    """Return the rows that are least far by the rate of their totals."""
    columns = (
        ReportColumn(text("monthly.column.name"), 4),
        ReportColumn(text("monthly.column.rate"), 2, is_of_numbers=True),
        ReportColumn(text("monthly.column.reported"), 2, is_of_numbers=True),
        ReportColumn(text("monthly.column.red"), 1.4, is_of_numbers=True),
    )
    names = {row.indicator: book.numbered(row) for row in book.plan_rows}
    totals = [t for t in book.table.totals if t.rate is not None and t.indicator in names]
    counts = {t.indicator: sum(t.lights.get(light, 0) for light in RED) for t in totals}
    totals.sort(key=lambda total: -counts[total.indicator])
    rows = tuple(
        (
            names[total.indicator],
            total_rate_cell(total).words,
            reported_words(total),
            Text(*[str(counts[total.indicator])] * 2),
        )
        for total in totals[:_MOST_ROWS]
    )
    more = len(totals) - len(rows)
    notes = [text("monthly.page.more_rows", count=more)] if more else []
    notes += [
        text("monthly.page.rate_of", row=names[total.indicator], of=of)
        for total in totals[:_MOST_ROWS]
        if (of := rate_of_words(total)).zh
    ]
    return ReportTable(text("monthly.page.rows"), Text("", ""), columns, rows, tuple(notes))
