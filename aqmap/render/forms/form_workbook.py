"""A unit's form as a workbook: tasks locked, cells for text, its identity in a hidden sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Border, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem

from aqmap.model.dispatch.blank_forms import BlankForm, BlankRow
from aqmap.model.dispatch.form_parts import (
    COLUMN,
    FOOT,
    FOOT_FIELDS,
    FORM_VERSION,
    HEAD_LINE,
    HIDDEN,
    IDENTITY_SHEET,
    INDICATOR_ID,
    MONTH,
    OPEN_AMOUNTS,
    PLACE_ID,
    PLAN_VERSION,
    ROW,
    SCOPES,
    STAGE_BREAK,
    UNIT,
    WORDS,
    form_columns,
    stage_of,
)
from aqmap.model.dispatch.forms import CHOICES
from aqmap.model.dispatch.months import DECEMBER
from aqmap.render.exchange.workbook.workbook_file import (
    HEAD,
    NUMBER,
    PLAIN,
    TITLE,
    Look,
    new_sheet,
    put,
    save,
    set_widths,
)
from aqmap.render.exchange.workbook.workbook_file import WORDS as LEFT
from aqmap.render.forms.form_cells import amount_cell, day_in_words, task_cell, task_width
from aqmap.words import Lang, say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    "number": 6,
    "name": 27,
    "place": 13,
    "measure": 9,
    "task": 12,
    "scope": 10,
    "problems": 21,
    "next_steps": 21,
}
_AMOUNT_WIDTH, _HIDDEN_WIDTH, _WIDEST = 10.5, 60, 24
_TITLE_ROW, _HEAD_ROWS, _HEADER_ROW = 1, (2, 3, 4, 5), 6
_TEXT = "@"  # what is typed stays as it is typed: 1-2 becomes no date, 0012 no 12
_OPEN = Protection(locked=False)
_SHADE = "#EDEDED"
_LOCKED_NUMBER = replace(NUMBER, fill=_SHADE)
_LOCKED_WORDS = replace(LEFT, fill=_SHADE)
_CENTRED_TITLE = replace(TITLE, centred=True)
_ASIDE = Look(ruled=False, centred=False, ink="#404040")
_ROW_HEIGHT, _FOOT_HEIGHT = 23, 24
_ONE_PAGE = 740  # points of rows that, on one A4 page, are still read without a glass
_LINE = Border(bottom=Side(style="thin", color="FF808080"))
_FOOT_LINES = (("stamp", "head", "checked_by"), ("filled_by", "telephone", "filled_on"))


def write_form(form: BlankForm, path: Path, lang: Lang = "zh") -> None:
    """
    Write a form.

    Parameters
    ----------
    form
        What it asks, of whom.
    path
        Written anew; equal forms give equal bytes.
    lang
        Of the words around the plan's own.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = new_sheet(book, say("form.sheet", lang))
    _FormSheet(form, lang, sheet).fill()
    _write_identity(book.create_sheet(IDENTITY_SHEET), form, lang)
    book.security = WorkbookProtection(lockStructure=True)
    title = say("form.title", lang, plan=form.plan, month=form.month.in_words)
    author = form.compiler.in_(lang) if form.compiler else ""
    save(book, path, form.cut_off, title=title, author=author)


@dataclass
class _FormSheet:
    """The sheet that a unit fills."""

    form: BlankForm
    lang: Lang
    sheet: Worksheet

    def __post_init__(self) -> None:
        form = self.form
        self.columns = form_columns(form.stages, several_places=form.several_places)
        self.shown = len(self.columns) - len(HIDDEN)

    def fill(self) -> None:
        """Write head, rows and foot, and say which cells may be written in."""
        self._set_page()
        self._write_head()
        for number, name in enumerate(self.columns, 1):
            put(self.sheet, _HEADER_ROW, number, column_words(name, self.lang), HEAD)
        last = _HEADER_ROW
        for last, row in enumerate(self.form.rows, _HEADER_ROW + 1):
            self._write_row(last, row)
        self._offer_words(_HEADER_ROW + 1, last)
        self._write_foot(last + 2)
        heights = (line.height or _ROW_HEIGHT for line in self.sheet.row_dimensions.values())
        self.sheet.page_setup.fitToHeight = 1 if sum(heights) <= _ONE_PAGE else 0
        self._protect()

    def _set_page(self) -> None:
        sheet, columns = self.sheet, self.columns
        widths = {name: _WIDTHS.get(name, _AMOUNT_WIDTH) for name in columns}
        shown = max((task_width(row.task) for row in self.form.rows), default=0)
        widths["task"] = min(max(widths["task"], shown), _WIDEST)  # a number too wide shows ####
        set_widths(sheet, list(widths.values()))
        for name in HIDDEN:
            dimension = sheet.column_dimensions[self._letter(name)]
            dimension.width, dimension.hidden = _HIDDEN_WIDTH, True
        sheet.page_setup.fitToWidth = 1
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.7
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        sheet.print_options.horizontalCentered = True
        sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
        sheet.freeze_panes = f"{get_column_letter(3)}{_HEADER_ROW + 1}"
        footer = HeaderFooterItem()
        footer.center.text = say("form.page", self.lang, page="&P", pages="&N")
        sheet.oddFooter = footer

    def _write_head(self) -> None:
        head = head_lines(self.form, self.lang)
        put(self.sheet, _TITLE_ROW, 1, head.pop("title"), _CENTRED_TITLE)
        self._merge(_TITLE_ROW, 1, self.shown)
        self.sheet.row_dimensions[_TITLE_ROW].height = 30
        lines = (*head.values(), say("form.how", self.lang))
        for row, line in zip(_HEAD_ROWS, lines, strict=True):
            put(self.sheet, row, 1, line, _ASIDE if row == _HEAD_ROWS[-1] else PLAIN)
            self._merge(row, 1, self.shown)
            self.sheet.row_dimensions[row].height = 18

    def _write_row(self, number: int, row: BlankRow) -> None:
        sheet = self.sheet
        task, task_format = task_cell(row.task)
        last, last_format = amount_cell(row.last)
        locked: dict[str, tuple[str | float, Look, str]] = {
            "number": (row.number, _LOCKED_NUMBER, _TEXT),
            "name": (_name_cell(row, self.lang), _LOCKED_WORDS, _TEXT),
            "place": (row.place_name, _LOCKED_NUMBER, _TEXT),
            "measure": (row.measure, _LOCKED_NUMBER, _TEXT),
            "task": (task, _LOCKED_NUMBER, task_format),
            "last": (last, _LOCKED_NUMBER, last_format),
            INDICATOR_ID: (row.task.indicator, _LOCKED_NUMBER, _TEXT),
            PLACE_ID: (row.task.place, _LOCKED_NUMBER, _TEXT),
        }
        sheet.row_dimensions[number].height = _ROW_HEIGHT
        for column, name in enumerate(self.columns, 1):
            if name in locked:
                value, look, shown = locked[name]
                put(sheet, number, column, value, look, number_format=shown)
            elif (stage := stage_of(name)) is not None and stage not in row.stages:
                put(sheet, number, column, None, _LOCKED_NUMBER)
            else:
                look = LEFT if name in WORDS else NUMBER
                put(sheet, number, column, None, look, number_format=_TEXT)
                sheet.cell(number, column).protection = _OPEN

    def _offer_words(self, first: int, last: int) -> None:
        """Offer the words that may stand in place of a number; what else is typed is let in."""
        if last < first:
            return
        amounts = [name for name in self.columns if name in OPEN_AMOUNTS or stage_of(name)]
        for names, words, prompt in (
            (amounts, tuple(CHOICES), "form.prompt.amount"),
            (["scope"], SCOPES, "form.prompt.scope"),
        ):
            offered = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
            offered.showErrorMessage = False
            offered.showInputMessage = True
            offered.prompt = say(prompt, self.lang)
            for name in names:
                letter = self._letter(name)
                offered.add(f"{letter}{first}:{letter}{last}")
            self.sheet.add_data_validation(offered)

    def _write_foot(self, row: int) -> None:
        thirds = [1 + self.shown * part // 3 for part in range(4)]
        for number, fields in enumerate(_FOOT_LINES, row):
            self.sheet.row_dimensions[number].height = _FOOT_HEIGHT
            for position, field in enumerate(fields):
                first, end = thirds[position], thirds[position + 1]
                middle = max(first + 1, first + _label_columns(self.columns[first - 1 : end - 1]))
                put(self.sheet, number, first, say(f"form.foot.{field}", self.lang), PLAIN)
                self._merge(number, first, middle - 1)
                put(self.sheet, number, middle, None, PLAIN, number_format=_TEXT)
                for column in range(middle, end):
                    cell = self.sheet.cell(number, column)
                    cell.protection, cell.border = _OPEN, _LINE
                self._merge(number, middle, end - 1)

    def _protect(self) -> None:
        """Lock what is not opened; no password, for locks only keep from slips of the hand."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = False

    def _letter(self, name: str) -> str:
        return get_column_letter(self.columns.index(name) + 1)

    def _merge(self, row: int, first: int, last: int) -> None:
        if last > first:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def head_lines(form: BlankForm, lang: Lang) -> dict[str, str]:
    """Return the lines above the table that say whom and what a form is for, in their order."""
    compiler = say("form.compiler", lang, name=form.compiler) if form.compiler else ""
    unit = say("form.unit", lang, name=form.unit_name)
    is_last = form.month.month == DECEMBER  # of the plan's year: no next month counts more
    cut_off = "form.cut_off_last" if is_last else "form.cut_off"
    return {
        "title": say("form.title", lang, plan=form.plan, month=form.month.in_words),
        "unit": "　　".join(filter(None, (unit, compiler))),
        "cut_off": say(cut_off, lang, day=day_in_words(form.cut_off)),
        "report_by": say("form.report_by", lang, day=day_in_words(form.report_by)),
    }


def column_words(name: str, lang: Lang) -> str:
    """Return what stands over a column: words, the stage's own name, or the bare key of ids."""
    if name in HIDDEN:
        return name
    stage = stage_of(name)
    return say(f"form.column.{name}", lang) if stage is None else stage


def _name_cell(row: BlankRow, lang: Lang) -> str:
    done = say("form.done", lang, stage=row.done) if row.done else ""
    return "\n".join(filter(None, (row.name, done)))


def _label_columns(names: Sequence[str]) -> int:
    """Return how many columns a label of the foot needs."""
    wide = 0.0
    for count, name in enumerate(names, 1):
        wide += _WIDTHS.get(name, _AMOUNT_WIDTH)
        if wide >= 18:
            return count
    return len(names)


def _write_identity(sheet: Worksheet, form: BlankForm, lang: Lang) -> None:
    """Write who and what the form is for, and how columns, rows and foot are written."""
    columns = form_columns(form.stages, several_places=form.several_places)
    lines: list[Iterable[str]] = [
        ("form", FORM_VERSION),
        (UNIT, form.unit),
        (MONTH, str(form.month)),
        (PLAN_VERSION, form.plan_version),
    ]
    lines += [(COLUMN, name, column_words(name, lang)) for name in columns]
    for row in form.rows:
        ids = row.task.indicator, row.task.place
        place = row.place_name if form.several_places else ""
        shown = row.number, _name_cell(row, lang), place, row.measure
        lines.append((ROW, *ids, *shown, STAGE_BREAK.join(row.stages)))
    lines += [(HEAD_LINE, name, line) for name, line in head_lines(form, lang).items()]
    lines += [(FOOT, name, say(f"form.foot.{name}", lang)) for name in FOOT_FIELDS]
    for number, line in enumerate(lines, 1):
        for column, written in enumerate(line, 1):
            put(sheet, number, column, written, PLAIN, number_format=_TEXT)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
