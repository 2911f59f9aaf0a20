"""The letters (提醒函) to units that are behind their schedule or have not reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    done_cell,
    points_words,
    rate_cell,
    share_cell,
    task_cell,
)
from aqmap.book.report.report_parts import Paragraph, ReportColumn, ReportTable
from aqmap.book.report.short_parts import ShortDocument
from aqmap.decide.report.monthly.month_sentences import by_difference, unit_name
from aqmap.model.dispatch.lights import RED, YELLOW
from aqmap.model.dispatch.month_rows import MonthRow, UnitStatus
from aqmap.model.periods import day_text
from aqmap.words import Text, text

_NO_WORDS = Text("", "")


def reminders(book: MonthBook) -> dict[str, ShortDocument]:
    """
    Return a letter to each unit that has a red light, or of which no form counts, by its id.

    What is slightly behind is named beside what is red, and is no reason for a letter.
    """
    statuses = {unit.unit: unit for unit in book.table.units if unit.received is None}
    red = dict.fromkeys(row.unit for row in book.lagging())
    order = [unit.unit for unit in book.table.units]
    wanted = [unit for unit in dict.fromkeys((*order, *red)) if unit in statuses or unit in red]
    return {unit: _letter(book, unit, statuses.get(unit)) for unit in wanted}


def _letter(book: MonthBook, unit: str, missing: UnitStatus | None) -> ShortDocument:
    behind = [r for r in book.table.rows if r.unit == unit and r.light in RED | YELLOW]
    behind = [] if missing else by_difference(behind)
    kind = "missing" if missing else "behind"
    return ShortDocument(
        title=book.titled(f"monthly.letter.{kind}.title"),
        head=(text("monthly.letter.number"),),
        addressed=text("monthly.letter.to", unit=unit_name(book, unit)),
        parts=tuple(_missing_parts(book, missing) if missing else _behind_parts(book, behind)),
        closing=tuple(filter(None, (book.compiler, text("monthly.letter.day")))),
        notice=book.notice,
        compiler=book.compiler,
    )


def _missing_parts(book: MonthBook, status: UnitStatus) -> Iterator[Paragraph]:
    table = book.table
    facts = {
        "month": table.month.in_words,
        "report_by": day_text(table.report_by),
        "cut_off": day_text(table.cut_off),
    }
    key = "returned" if status.returned else "missing"
    yield Paragraph(text(f"monthly.letter.{key}", **facts))
    yield Paragraph(text("monthly.letter.report"))


def _behind_parts(book: MonthBook, rows: Sequence[MonthRow]) -> Iterator[Paragraph | ReportTable]:
    table = book.table
    counts = book.counts_in_words(rows)
    counted = [text("monthly.count", what=words, count=count) for words, count in counts.items()]
    listed_counts = Text("，".join(c.zh for c in counted), ", ".join(c.en for c in counted))
    facts = {"month": table.month.in_words, "cut_off": day_text(table.cut_off)}
    yield Paragraph(text("monthly.letter.behind", counts=listed_counts, **facts))
    yield _table(book, rows)
    yield Paragraph(text("monthly.letter.ask"))


def _table(book: MonthBook, rows: Sequence[MonthRow]) -> ReportTable:
    numbers = ("task", "done", "rate", "expected", "difference")
    columns = (
        ReportColumn(text("monthly.column.name"), 2.6),
        ReportColumn(text("monthly.column.place"), 1.6),
        *(ReportColumn(text(f"monthly.column.{n}"), 1.5, is_of_numbers=True) for n in numbers),
        ReportColumn(text("monthly.column.light"), 1.9, is_of_numbers=True),
    )
    cells = tuple(
        (
            text(
                "monthly.letter.row",
                name=book.names[row.indicator],
                unit=book.units_of_measure[row.indicator],
            ),
            book.places[row.place],
            task_cell(row.task).words,
            done_cell(row).words,
            rate_cell(row).words,
            share_cell(row.expected).words if row.expected is not None else _NO_WORDS,
            points_words(row.difference) if row.difference else _NO_WORDS,
            book.light_of(row),
        )
        for row in rows
    )
    shown = {row.indicator for row in rows}
    rules = book.rule_lines([row for row in book.plan_rows if row.indicator in shown])
    notes = (*rules, text("monthly.note.unrounded"))
    return ReportTable(text("monthly.letter.table"), _NO_WORDS, columns, cells, notes)
