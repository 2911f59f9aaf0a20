"""How a form shows what is locked in it: the plan's number as the plan writes it, last month's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from unicodedata import east_asian_width

from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.tasks import Task
from aqmap.model.figures import Absence
from aqmap.words import Text

_TEXT = "@"
_EXACT = 15  # digits that a spreadsheet keeps of a number
_DASH, _UNCONFIRMED = "-", "待核对"
NO_EARLIER_REPORT = _DASH
"""What stands for last month's amount where none was asked for."""
_WITHOUT_VALUE = {CellState.DASH: _DASH, CellState.NOT_REPORTED: "未报送"}


def task_cell(task: Task) -> tuple[str | float, str]:
    """
    Return what a task's cell holds, and the format in which it looks as the plan writes it.

    Examples
    --------
    >>> task_cell(Task(indicator="coal_cap", place="654003", amount=Decimal("135.00"),
    ...                absence=None, written="135.00（含开发区）", scope="含开发区", figure="f"))
    (135.0, '0.00"（含开发区）"')
    """
    if task.absence == Absence.UNCONFIRMED:
        return _UNCONFIRMED, _TEXT
    if task.amount is None:
        return task.written, _TEXT
    note = f"（{task.scope}）" if task.scope else ""
    return _number(task.amount, after=note)


def task_width(task: Task) -> int:
    """Return how wide a task's longest line is shown, in characters of a column."""
    shown, number_format = task_cell(task)
    if not isinstance(shown, str):
        shown = number_format.replace('"', "").removeprefix("0") + format(shown, "g")
    return 2 + max(_wide(line) for line in shown.split("\n"))


def _wide(line: str) -> int:
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in line)


def amount_cell(amount: Amount | None) -> tuple[str | float, str]:
    """Return what the cell of last month's amount holds, and its format."""
    if amount is None:
        return NO_EARLIER_REPORT, _TEXT
    if amount.value is not None:
        return _number(amount.value, before="约" if amount.approximate else "")
    return _WITHOUT_VALUE.get(amount.state, amount.written), _TEXT


def _number(value: Decimal, before: str = "", after: str = "") -> tuple[str | float, str]:
    """Return a number with the format of its own decimals; as text where a cell would round it."""
    written = format(value, "f")
    if len(value.as_tuple().digits) > _EXACT:
        return f"{before}{written}{after}", _TEXT
    decimals = len(written.partition(".")[2])
    shown = "0." + "0" * decimals if decimals else "0"
    return float(value), "".join((_quoted(before), shown, _quoted(after)))


def _quoted(words: str) -> str:
    """Return words as a part of a number format."""
    plain = words.replace('"', "”")
    return f'"{plain}"' if plain else ""


def day_in_words(day: date) -> Text:
    """Return a day as people write it."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {day:%B %Y}")
