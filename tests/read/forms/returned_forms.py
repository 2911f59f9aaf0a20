"""Forms that were filled or worked on, read back."""

import openpyxl

from aqmap.files.file_content import FileContent
from aqmap.read.forms.read_form import read_form
from tests.filled_forms import HEADER, ROWS, fill, write

FIRST = HEADER + 1
LAST = HEADER + len(ROWS)


def returned(path, cells=None, people=None):
    return read_form(FileContent.read(fill(write(path / "表.xlsx"), cells or {}, people)))


def edited(path, change, form=None):
    """A form that somebody has worked on with more than the keyboard."""
    write(path / "表.xlsx", form)
    book = openpyxl.load_workbook(path / "表.xlsx")
    change(book)
    book.save(path / "表.xlsx")
    return read_form(FileContent.read(path / "表.xlsx"))


def codes(reading):
    return [fault.code for fault in reading.faults]


def by_indicator(reading):
    return {row.indicator: row for row in reading.form.rows}
