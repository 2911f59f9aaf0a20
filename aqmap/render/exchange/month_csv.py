"""A month's table as CSV: every row and number of it, for other programs and for comparing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import rate_cell
from aqmap.model.dispatch.month_rows import Amount, MonthRow
from aqmap.model.dispatch.shares import percent, points
from aqmap.render.exchange.csv_tables import write_rows
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
    "compared",
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
    header = [line.in_(lang) for line in (book.titled("monthly.table.title"), book.notice)]
    write_rows(path, COLUMNS, _rows(book, lang), header)


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
            _amount(row.compared),
            rate_cell(row).words.in_(lang),
            "" if row.expected is None else percent(row.expected),
            "" if row.difference is None else points(row.difference, row.limits),
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
