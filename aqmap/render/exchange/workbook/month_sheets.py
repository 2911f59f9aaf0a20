"""A month's table as a sheet in the annex's shape: its rows with their numbers, a column a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from aqmap.book.dispatch.light_looks import light_look
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    NO_WORDS,
    MonthCell,
    amount_cell,
    done_cell,
    light_cell,
    plain,
    rate_cell,
    reported_words,
    task_cell,
    total_rate_cell,
    total_task,
)
from aqmap.model.dispatch.month_rows import MonthRow, RowTotal
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.periods import day_text
from aqmap.render.exchange.workbook.share_formats import share_format
from aqmap.render.exchange.workbook.theme_sheets import number_format
from aqmap.render.exchange.workbook.workbook_file import (
    ABSENT,
    HEAD,
    NUMBER,
    PLAIN,
    TITLE,
    WORDS,
    Look,
    print_in_parts,
    put,
    put_across,
    set_widths,
)
from aqmap.words import Lang, Text, say, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADS = (("number", 5), ("name", 22), ("measure", 9), ("what", 9))
"""The columns before those of the places, and how wide they are."""
_PLACE_WIDTH, _TOTAL_WIDTH = 11, 12
_HEAD_ROW = 4
_LINES = ("task", "done", "rate", "light")
_MOST_CIRCLED = 20


@dataclass
class MonthSheet:
    """
    A sheet of a month.

    Attributes
    ----------
    book, lang
        What is written.
    rows
        Which rows of the annex.
    sheet
        Where.
    title
        Above it.
    """

    book: MonthBook
    lang: Lang
    rows: Sequence[PlanRow]
    sheet: Worksheet
    title: Text
    _notes: dict[Text, str] = field(default_factory=dict)

    def fill(self) -> None:
        """Write title, cut-off, head, rows and notes."""
        places = self.book.shown_places
        widths = [*(width for _, width in _HEADS), *[_PLACE_WIDTH] * len(places), _TOTAL_WIDTH]
        set_widths(self.sheet, widths)
        last = print_in_parts(self.sheet, len(_HEADS), len(widths))
        self._write_head(places)
        row = _HEAD_ROW
        for plan_row in self.rows:
            row = self._write_row(row + 1, plan_row, places)
        self._write_notes(row + 2, last)
        first = get_column_letter(len(_HEADS) + 1)
        self.sheet.freeze_panes = f"{first}{_HEAD_ROW + 1}"
        self.sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
        self.sheet.print_title_cols = f"A:{get_column_letter(len(_HEADS))}"

    def _write_head(self, places: Sequence[str]) -> None:
        table, lang = self.book.table, self.lang
        put(self.sheet, 1, 1, self.title.in_(lang), TITLE)
        days = {"cut_off": day_text(table.cut_off), "report_by": day_text(table.report_by)}
        put(self.sheet, 2, 1, say("monthly.sheet.days", lang, **days), PLAIN)
        plan = say("monthly.sheet.plan", lang, version=table.plan_version)
        state = say("monthly.sheet.draft" if table.draft else "monthly.sheet.released", lang)
        put(self.sheet, 3, 1, "　".join((state, self.book.audience.label.in_(lang), plan)), PLAIN)
        heads = [text(f"monthly.column.{name}") for name, _ in _HEADS]
        heads += [*(self.book.places[code] for code in places), text("monthly.column.total")]
        for number, head in enumerate(heads, 1):
            put(self.sheet, _HEAD_ROW, number, head.in_(lang), HEAD)

    def _write_row(self, row: int, plan_row: PlanRow, places: Sequence[str]) -> int:
        """Write the lines of a row of the annex; return the number of the last."""
        cells = self.book.cells_of(plan_row.indicator)
        total = self.book.totals.get(plan_row.indicator)
        lines = list(self._lines(cells, total, places))
        heads = (
            plan_row.number,
            self._name(plan_row),
            self.book.units_of_measure[plan_row.indicator].in_(self.lang),
        )
        for column, head in enumerate(heads, 1):
            for line in range(len(lines)):
                put(self.sheet, row + line, column, head, WORDS if column == 2 else NUMBER)
            end = row + len(lines) - 1
            self.sheet.merge_cells(
                start_row=row, end_row=end, start_column=column, end_column=column
            )
        for name, of_places, of_total in lines:
            put(self.sheet, row, len(_HEADS), name.in_(self.lang), NUMBER)
            for number, cell in enumerate((*of_places, of_total), len(_HEADS) + 1):
                self._put_cell(row, number, cell)
            row += 1
        return row - 1

    def _lines(
        self,
        cells: dict[str, MonthRow],
        total: RowTotal | None,
        places: Sequence[str],
    ) -> Iterator[tuple[Text, list[MonthCell], MonthCell]]:
        """Yield the lines of a row: task, stages, done, rate, light, each with its total."""
        nothing = MonthCell(NO_WORDS)
        of_places = [cells.get(code) for code in places]

        def line(cell_of: object) -> list[MonthCell]:
            return [cell_of(row) if row else nothing for row in of_places]  # type: ignore[operator]

        yield text("monthly.column.task"), line(self._task), self._total_task(total)
        for stage in dict.fromkeys(s for row in cells.values() for s in row.stages):
            of_stage = [
                amount_cell(row.stages[stage]) if row and stage in row.stages else nothing
                for row in of_places
            ]
            yield Text(stage, stage), of_stage, nothing
        yield text("monthly.column.done"), line(self._done), _total_done(total)
        if any(row.rate is not None for row in cells.values()) or (total and total.rate):
            rate = total_rate_cell(total) if total else nothing
            yield text("monthly.column.rate"), line(rate_cell), rate
        reported = total is not None and total.expected_reports > 0
        counted = MonthCell(reported_words(total)) if total and reported else nothing
        yield text("monthly.column.light"), line(self._light), counted

    def _name(self, plan_row: PlanRow) -> str:
        """Return a row's name as the annex writes it; in English the catalogue's."""
        return plan_row.written if self.lang == "zh" else self.book.names[plan_row.indicator].en

    def _task(self, row: MonthRow) -> MonthCell:
        return self._noted(task_cell(row.task), row.task.scope)

    def _done(self, row: MonthRow) -> MonthCell:
        return self._noted(done_cell(row), row.scope)

    def _light(self, row: MonthRow) -> MonthCell:
        return light_cell(row, self.book.kinds.get(row.indicator))

    def _noted(self, cell: MonthCell, scope: str) -> MonthCell:
        """Return a cell with the sign of the footnote that says what it takes in."""
        if not scope:
            return cell
        return replace(cell, sign=self._sign(Text(scope, scope)))

    def _total_task(self, total: RowTotal | None) -> MonthCell:
        amount = total_task(total) if total else None
        if total is None or amount is None:
            return MonthCell(NO_WORDS)
        cell = MonthCell(plain(amount), amount)
        if total.task_printed is None or total.task_printed == total.task_sum:
            return cell
        note = text(
            f"monthly.sheet.totals.{total.denominator or 'open'}",
            printed=plain(total.task_printed),
            added=NO_WORDS if total.task_sum is None else plain(total.task_sum),
        )
        return replace(cell, sign=self._sign(note))

    def _sign(self, note: Text) -> str:
        number = len(self._notes)
        sign = chr(0x2460 + number) if number < _MOST_CIRCLED else f"({number + 1})"
        return self._notes.setdefault(note, sign)

    def _put_cell(self, row: int, column: int, cell: MonthCell) -> None:
        words = cell.words.in_(self.lang)
        if cell.amount is not None:
            shown = number_format(words, cell.sign)
            put(self.sheet, row, column, cell.amount, number_format=shown)
        elif cell.share is not None:
            put(
                self.sheet,
                row,
                column,
                float(cell.share),
                number_format=share_format(cell.share, words),
            )
        else:
            put(self.sheet, row, column, words + cell.sign, self._look(cell))

    @staticmethod
    def _look(cell: MonthCell) -> Look:
        if cell.light is None:
            return ABSENT
        look = light_look(cell.light)
        return Look(fill=look.fill, ink=look.ink, bold=True) if look else ABSENT

    def _write_notes(self, row: int, columns: int) -> None:
        """Write footnotes, the rule of each row, what the words mean, and the sources."""
        lines = [f"{sign} {note.in_(self.lang)}" for note, sign in self._notes.items()]
        lines += [line.in_(self.lang) for line in self.book.rule_lines(self.rows)]
        lines += [
            say(f"monthly.note.{key}", self.lang) for key in ("unrounded", "cells", "at_least")
        ]
        lines += [note.in_(self.lang) for note in (*self.book.notes, *self.book.sources)]
        for number, line in enumerate(lines, row):
            put_across(self.sheet, number, line, columns)


def _total_done(total: RowTotal | None) -> MonthCell:
    if total is None or total.done is None:
        return MonthCell(NO_WORDS)
    words = plain(total.done)
    if total.at_least:
        words = text("monthly.at_least", words=words)
    return MonthCell(words, total.done)
