"""A month's table as CSV: every row and number of it, for other programs and for comparing."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.files.spreadsheet_cells import guarded, remark_line
from aqmap.model.dispatch.month_rows import Amount, MonthRow
from aqmap.model.dispatch.shares import percent, points
from aqmap.words import Lang, say

COLUMNS = (
    "month",
    "cut_off",
    "plan_version",
    "unit",
    "place",
    "place_name",
    "number",
    "indicator",
    "indicator_name",
    "measure",
    "task",
    "task_written",
    "last",
    "this_month",
    "cumulative",
    "stages",
    "done",
    "rate",
    "expected",
    "difference",
    "light",
    "light_name",
    "reason",
    "late",
    "previous",
    "previous_month",
    "scope",
    "problems",
    "next_steps",
)


def write_month_csv(book: MonthBook, path: Path, lang: Lang) -> None:
    """Write every row of a month; amounts in their own decimals, shares in per cent and points."""
    table = StringIO()
    header = (book.titled("monthly.table.title"), book.notice)
    table.writelines(f"{remark_line(line.in_(lang))}\n" for line in header)
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in _rows(book, lang):
        writer.writerow([guarded(cell) for cell in row])
    path.write_text(table.getvalue(), encoding="utf-8-sig", errors="replace", newline="\n")


def _rows(book: MonthBook, lang: Lang) -> Iterator[tuple[str, ...]]:
    numbers = {row.indicator: row.number for row in book.plan.rows}
    table = book.table
    for row in table.rows:
        task = row.task
        yield (
            str(table.month),
            table.cut_off.isoformat(),
            table.plan_version,
            row.unit,
            row.place,
            book.places[row.place].in_(lang),
            numbers[row.indicator],
            row.indicator,
            book.names[row.indicator].in_(lang),
            book.units_of_measure[row.indicator].in_(lang),
            "" if task.amount is None else f"{task.amount:f}",
            task.written,
            *_reported(row),
            "" if row.rate is None else percent(row.rate),
            "" if row.expected is None else percent(row.expected),
            "" if row.difference is None else points(row.difference),
            str(row.light),
            row.light.in_words(book.kinds.get(row.indicator)).in_(lang),
            row.reason and say(f"progress.reason.{row.reason}", lang),
            "yes" if row.late else "",
            "" if row.previous is None else f"{row.previous:f}",
            str(row.previous_month or ""),
            row.scope,
            row.problems,
            row.next_steps,
        )


def _reported(row: MonthRow) -> Iterator[str]:
    yield from (_amount(amount) for amount in (row.last, row.this_month, row.cumulative))
    yield "; ".join(f"{stage} {_amount(amount)}" for stage, amount in row.stages.items())
    yield "" if row.done is None else f"{row.done:f}"


def _amount(amount: Amount | None) -> str:
    """Return an amount; one that is no number by the word of its state."""
    if amount is None:
        return ""
    if amount.value is not None:
        return f"{amount.value:f}"
    return amount.written or str(amount.state)
