"""A year's assessment as workbooks: 考核表, 整改台账, 评分表."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from aqmap.book.dispatch.month_cells import MonthCell
from aqmap.book.dispatch.year_book import Scores, YearBook
from aqmap.book.dispatch.year_cells import (
    CHAIN_COLUMNS,
    PROCESS_STEPS,
    SCORE_COLUMNS,
    YEAR_COLUMNS,
    Cells,
    chain_cells,
    points_cell,
    process_cells,
    score_cells,
    year_cells,
)
from aqmap.book.dispatch.year_notes import as_of_notes, chain_notes, score_notes, table_notes
from aqmap.model.periods import day_text
from aqmap.render.exchange.workbook.share_formats import share_format
from aqmap.render.exchange.workbook.theme_sheets import number_format
from aqmap.render.exchange.workbook.workbook_file import (
    HEAD,
    NUMBER,
    PLAIN,
    TITLE,
    WORDS,
    Look,
    label_pages,
    new_sheet,
    put,
    put_across,
    save,
    set_widths,
)
from aqmap.words import Lang, Text, listed, say, text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEAD_ROW = 3
_WIDE = {"name": 24, "reason": 44, "rule": 36, "value": 30, "verdict": 18, "place": 16, "unit": 34}
_WIDE |= {"problem": 36, "goal": 30, "measures": 36, "units": 24, "evidence": 30, "document": 24}
_WIDE |= {"superior": 18, "plan": 20, "task": 14, "reported": 16, "rate": 16, "state": 18}
_WIDE |= dict.fromkeys(("self_assessment", "site_check", "deduction", "verification"), 18)
_WIDE |= dict.fromkeys(("feedback", "appeal"), 18)
_OF_WORDS = frozenset(
    ("name", "reason", "rule", "value", "unit", "problem", "goal", "measures", "evidence")
)
_USUAL = 11
RECTIFICATION_SHOWN = (
    *("number", "problem", "place", "goal", "deadline", "units", "measures", "rectified"),
    *("evidence", "accepted_on", "acceptance_document", "overdue"),
)


def write_year_workbook(book: YearBook, path: Path, lang: Lang) -> None:
    """
    Write the assessment with its task chain, its steps and their history.

    Parameters
    ----------
    book
        The year.
    path
        Written anew. Numbers are numbers in their own decimals; what is none stands in words.
    lang
        Of the words.
    """
    title = book.titled("yearend.table.title")
    sheets = _Sheets(book, title, lang)
    rows = [year_cells(r, book) for place in book.shown_places for r in book.rows_of(place)]
    heads = _heads(YEAR_COLUMNS)
    sheets.fill("table", heads, rows, table_notes(book))
    chain = [chain_cells(row, book) for row in book.table.chain]
    sheets.fill("chain", _heads(CHAIN_COLUMNS), chain, chain_notes())
    if book.table.history:
        _fill_steps(sheets, book)
    if book.table.units:
        sheets.fill("units", _heads(("unit", "received", "state")), _units(book))
    sheets.save(path)


def write_score_workbook(book: YearBook, scores: Scores, path: Path, lang: Lang) -> None:
    """Write the scores, and every line that they are made of."""
    title = book.titled("yearend.scores.title")
    sheets = _Sheets(book, title, lang)
    rows = [score_cells(score, book) for score in scores.places]
    sheets.fill("scores", _heads(SCORE_COLUMNS), rows, (*score_notes(scores), *as_of_notes(book)))
    names = ("place", "part", "name", "rule", "value", "full", "points", "reason")
    sheets.fill("lines", _heads(names), _score_lines(book, scores))
    sheets.save(path)


def write_rectification_workbook(book: YearBook, path: Path, lang: Lang) -> None:
    """Write the rectification ledger, with what is overdue."""
    title = book.titled("yearend.rectification.title")
    sheets = _Sheets(book, title, lang)
    note = text("yearend.note.rectification", day=day_text(book.day))
    heads = _heads(RECTIFICATION_SHOWN)
    sheets.fill("rectification", heads, rectification_rows(book), (note, *as_of_notes(book)))
    sheets.save(path)


def rectification_rows(book: YearBook) -> list[Cells]:
    """Return the rows of the rectification ledger by column."""
    rows: list[Cells] = []
    for problem in book.rectification:
        overdue = problem.overdue(book.day)
        accepted = day_text(problem.accepted_on) if problem.accepted_on else ""
        words: dict[str, Text | str] = {
            "number": problem.number,
            "problem": problem.problem,
            "place": listed(book.places.get(code, code) for code in problem.places),
            "goal": problem.goal,
            "deadline": day_text(problem.deadline),
            "units": listed(problem.units),
            "measures": problem.measures,
            "rectified": problem.state.words,
            "evidence": problem.evidence,
            "accepted_on": accepted,
            "acceptance_document": problem.acceptance_document,
            "overdue": text(f"yearend.rectification.overdue.{overdue}"),
        }
        rows.append({name: _cell(value) for name, value in words.items()})
    return rows


def _fill_steps(sheets: _Sheets, book: YearBook) -> None:
    """Write the steps of each row, then every entry in its order with what superseded it."""
    taken = [row for row in book.table.rows if row.steps]
    heads = {**_heads(("place", "number", "name"))}
    heads |= {step.value: step.words for step in PROCESS_STEPS}
    sheets.fill("process", heads, [process_cells(r, book) for r in taken])
    standing = {step.line for row in book.table.rows for step in row.steps.values()}
    rows: list[Cells] = []
    for entry in book.table.history:
        state = "stands" if entry.line in standing else "superseded"
        name = book.names.get(entry.indicator, entry.indicator)
        rows.append(
            {
                "place": _cell(book.places.get(entry.place, entry.place)),
                "name": _cell(name),
                "step": _cell(entry.step.words),
                "amount": MonthCell(
                    Text(*["" if entry.amount is None else f"{entry.amount:f}"] * 2), entry.amount
                ),
                "reason": _cell(entry.reason),
                "date": _cell(day_text(entry.date)),
                "by": _cell(entry.by),
                "document": _cell(entry.document),
                "stands": _cell(text(f"yearend.cell.{state}")),
            }
        )
    names = ("place", "name", "step", "amount", "reason", "date", "by", "document", "stands")
    sheets.fill("history", _heads(names), rows)


def _units(book: YearBook) -> list[Cells]:
    rows: list[Cells] = []
    for unit in book.table.units:
        came = unit.received is not None
        state = "reported" if came else "returned" if unit.returned else "missing"
        received = day_text(unit.received) if unit.received else ""
        rows.append(
            {
                "unit": _cell(book.units.get(unit.unit, unit.unit)),
                "received": _cell(received),
                "state": _cell(text(f"monthly.state.{state}")),
            }
        )
    return rows


def _score_lines(book: YearBook, scores: Scores) -> list[Cells]:
    rows: list[Cells] = []
    for score in scores.places:
        for line in score.lines:
            full = Text("", "") if line.full is None else Text(*[f"{line.full:f}"] * 2)
            rows.append(
                {
                    "place": _cell(book.places[score.place]),
                    "part": _cell(text(f"yearend.part.{line.part or 'total'}")),
                    "name": _cell(line.name),
                    "rule": _cell(line.rule),
                    "value": _cell(line.value),
                    "full": MonthCell(full, line.full),
                    "points": points_cell(line.points),
                    "reason": _cell(line.reason),
                }
            )
    return rows


def _heads(names: Iterable[str]) -> dict[str, Text]:
    return {name: text(f"yearend.column.{name}") for name in names}


def _cell(words: Text | str) -> MonthCell:
    return MonthCell(words if isinstance(words, Text) else Text(words, words))


@dataclass
class _Sheets:
    """A workbook whose sheets have one title."""

    book: YearBook
    title: Text
    lang: Lang
    workbook: Workbook = field(default_factory=Workbook)

    def __post_init__(self) -> None:
        self.workbook.remove(self.workbook.worksheets[0])

    def fill(
        self,
        name: str,
        heads: Mapping[str, Text],
        rows: Sequence[Cells],
        notes: Sequence[Text] = (),
    ) -> None:
        """Write a sheet: title, head, rows, notes."""
        lang = self.lang
        sheet = new_sheet(self.workbook, say(f"yearend.sheet.{name}", lang))
        set_widths(sheet, [_WIDE.get(column, _USUAL) for column in heads])
        put(sheet, 1, 1, self._title_of(sheet.title).in_(lang), TITLE)
        put(sheet, 2, 1, self.book.state.in_(lang), PLAIN)
        for number, head in enumerate(heads.values(), 1):
            put(sheet, _HEAD_ROW, number, head.in_(lang), HEAD)
        for row, cells in enumerate(rows, _HEAD_ROW + 1):
            for number, column in enumerate(heads, 1):
                look = WORDS if column in _OF_WORDS else NUMBER
                _put_cell(sheet, (row, number), cells[column], look, lang)
        for row, note in enumerate(notes, _HEAD_ROW + len(rows) + 2):
            put_across(sheet, row, note.in_(lang), len(heads))
        sheet.freeze_panes = f"{get_column_letter(min(4, len(heads)))}{_HEAD_ROW + 1}"
        sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"

    def _title_of(self, sheet: str) -> Text:
        """Return the workbook's title, and behind it that of a further sheet."""
        if len(self.workbook.worksheets) == 1:
            return self.title
        return Text(f"{self.title.zh}：{sheet}", f"{self.title.en}: {sheet}")

    def save(self, path: Path) -> None:
        """Save the workbook; every page says what it is."""
        book = self.book
        label_pages(self.workbook, book.notice.in_(self.lang))
        author = book.compiler.in_(self.lang) if book.compiler else ""
        save(self.workbook, path, book.dated, title=self.title.in_(self.lang), author=author)


def _put_cell(
    sheet: Worksheet, spot: tuple[int, int], cell: MonthCell, look: Look, lang: Lang
) -> None:
    words = cell.words.in_(lang)
    if cell.amount is not None:
        put(
            sheet,
            *spot,
            cell.amount,
            number_format=number_format(f"{abs(cell.amount):f}", cell.sign),
        )
    elif cell.share is not None:
        put(sheet, *spot, float(cell.share), number_format=share_format(cell.share, words))
    else:
        put(sheet, *spot, words, look)
