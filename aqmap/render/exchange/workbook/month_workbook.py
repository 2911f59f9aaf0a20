"""A month as a workbook (汇总表): the whole annex, the reports, a sheet for each unit in charge."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.periods import day_text
from aqmap.render.exchange.workbook.month_sheets import MonthSheet
from aqmap.render.exchange.workbook.workbook_file import (
    HEAD,
    NUMBER,
    TITLE,
    WORDS,
    label_pages,
    new_sheet,
    new_workbook,
    put,
    save,
    set_widths,
)
from aqmap.words import Lang, Text, say, text

_REPORT_COLUMNS = (
    ("unit", 34),
    ("received", 16),
    ("on_time", 8),
    ("complete", 8),
    ("valid", 10),
    ("open_questions", 12),
    ("state", 18),
)
_OF_QUESTIONS = ("valid", "open_questions")


def write_month_workbook(book: MonthBook, path: Path, lang: Lang) -> None:
    """
    Write a month in the annex's own shape and order.

    Parameters
    ----------
    book
        The month, with what is for the audience alone.
    path
        Written anew. Numbers are numbers in their own decimals; what is none stands in words.
    lang
        Of the words.
    """
    workbook = new_workbook()
    sheet = new_sheet(workbook, say("monthly.sheet.summary", lang))
    MonthSheet(book, lang, book.plan_rows, sheet, book.titled("monthly.table.title")).fill()
    if book.table.units:
        _write_reports(workbook, book, lang)
    for lead, rows in rows_of_leads(book).items():
        _write_lead(workbook, book, lead, rows, lang)
    _save(workbook, book, path, lang)


def write_lead_workbook(
    book: MonthBook, lead: str, rows: tuple[PlanRow, ...], path: Path, lang: Lang
) -> None:
    """Write the rows of one unit in charge over all places."""
    workbook = new_workbook()
    _write_lead(workbook, book, lead, rows, lang)
    _save(workbook, book, path, lang)


def rows_of_leads(book: MonthBook) -> dict[str, tuple[PlanRow, ...]]:
    """Return the rows of each unit in charge, units and rows in the annex's order."""
    rows: dict[str, tuple[PlanRow, ...]] = {}
    for row in book.plan_rows:
        for lead in dict.fromkeys(book.leads.get(row.indicator, ())):
            rows[lead] = (*rows.get(lead, ()), row)
    return rows


def _write_lead(
    workbook: Workbook, book: MonthBook, lead: str, rows: tuple[PlanRow, ...], lang: Lang
) -> None:
    title = text("monthly.lead.title", title=book.titled("monthly.table.title"), lead=lead)
    MonthSheet(book, lang, rows, new_sheet(workbook, lead), title).fill()


def _write_reports(workbook: Workbook, book: MonthBook, lang: Lang) -> None:
    """Write how each unit's report stands; on time, complete and valid are three columns."""
    knows_questions = book.audience.gets_findings
    columns = [c for c in _REPORT_COLUMNS if knows_questions or c[0] not in _OF_QUESTIONS]
    sheet = new_sheet(workbook, say("monthly.sheet.reports", lang))
    set_widths(sheet, [width for _, width in columns])
    put(sheet, 1, 1, book.titled("monthly.reports.title").in_(lang), TITLE)
    for number, (name, _) in enumerate(columns, 1):
        put(sheet, 2, number, say(f"monthly.column.{name}", lang), HEAD)
    for row, unit in enumerate(book.table.units, 3):
        came = unit.received is not None
        state = "reported" if came else "returned" if unit.returned else "missing"
        words: dict[str, Text | str | int] = {
            "unit": book.units.get(unit.unit, unit.unit),
            "received": day_text(unit.received) if unit.received else "",
            "open_questions": unit.open_questions,
            "state": text(f"monthly.state.{state}"),
        }
        for name in ("on_time", "complete", "valid"):
            words[name] = text(f"monthly.{'yes' if getattr(unit, name) else 'no'}") if came else ""
        for number, (name, _) in enumerate(columns, 1):
            value = words[name]
            shown = value.in_(lang) if isinstance(value, Text) else value
            put(sheet, row, number, shown, WORDS if name == "unit" else NUMBER)
    sheet.freeze_panes = "B3"
    sheet.print_title_rows = "1:2"


def _save(workbook: Workbook, book: MonthBook, path: Path, lang: Lang) -> None:
    label_pages(workbook, book.notice.in_(lang))
    author = book.compiler.in_(lang) if book.compiler else ""
    title = book.titled("monthly.table.title").in_(lang)
    save(workbook, path, book.day, title=title, author=author)
