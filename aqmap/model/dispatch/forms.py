"""What a returned form says, cell by cell, before anything is made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class CellState(StrEnum):
    """What a cell for a number holds; all of them are different things, and none of them is 0."""

    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    NOT_REPORTED = "not_reported"
    TEXT = "text"
    NO_TASK = "no_task"
    NOT_STARTED = "not_started"
    NOT_APPLICABLE = "not_applicable"


CHOICES = {
    "无任务": CellState.NO_TASK,
    "未开展": CellState.NOT_STARTED,
    "不适用": CellState.NOT_APPLICABLE,
}
"""The words that the form offers in place of a number."""


class CellKind(StrEnum):
    """How a workbook holds a cell: what a number must not be is told apart."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LOGICAL = "logical"
    ERROR = "error"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    EXTERNAL_LINK = "external_link"


@dataclass(frozen=True, kw_only=True, slots=True)
class FormCell:
    """
    A cell of a form for a number.

    Attributes
    ----------
    cell
        Where it stands: D7.
    written
        As the workbook shows it.
    kind
        How the workbook holds it.
    state, value
        What it says, and the number where it says one, in the row's unit.
    approximate
        Whether it says so (约120).
    adjusted
        What was passed over to read the number: ``full_width`` digits, ``own_unit`` (120户), a
        ``note`` behind it (120（含开发区）), a ``format`` that shows no number.
    """

    cell: str
    written: str
    kind: CellKind = CellKind.TEXT
    state: CellState = CellState.BLANK
    value: Decimal | None = None
    approximate: bool = False
    adjusted: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangedWords:
    """
    Locked words of a form that are not as they were written.

    Attributes
    ----------
    cell
        Where they stand now; empty where they are gone.
    column
        Which column, or which line of the head.
    found, expected
        What stands there, and what was written.
    """

    cell: str
    column: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FormRow:
    """
    A row of a form: one indicator of one place.

    Attributes
    ----------
    row
        The number of the sheet's row, from 1.
    indicator, place
        Ids: of the row that its number, words and place name, else from the hidden columns.
    task, last, month, cumulative
        The locked task, the locked sum of last month, this month's amount, the sum to the cut-off.
    stages
        Amounts by stage (开工, 完工, 验收), where the row is counted in stages.
    scope, problems, next_steps
        含兵团 and the like; 存在问题; 下一步措施.
    word_cells
        The cells of these three that hold something.
    changed
        Its locked words that were pasted over.
    """

    row: int
    indicator: str
    place: str
    task: FormCell
    last: FormCell
    month: FormCell
    cumulative: FormCell
    stages: Mapping[str, FormCell] = field(default_factory=dict)
    scope: str = ""
    problems: str = ""
    next_steps: str = ""
    word_cells: tuple[FormCell, ...] = ()
    changed: tuple[ChangedWords, ...] = ()


PEOPLE = ("head", "filled_by", "checked_by", "telephone")
"""单位负责人, 填报人, 审核人, 电话: what of a form's foot stays in the ledger."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedForm:
    """
    A form as a unit returned it.

    Attributes
    ----------
    file, sha256
        Its file's name, of a zip with the zip's before it; the checksum of its bytes.
    sheet
        The name of the sheet that was filled.
    unit, month, plan_version
        From the form's hidden sheet: who and what it is for.
    rows
        As filled, in the sheet's order; rows may stand twice or be missing: nothing is checked yet.
    people
        Who signed, by the names of `PEOPLE`; written as they stand.
    filled_on
        填报日期 as written.
    hidden_rows
        Numbers of the rows that the unit has hidden.
    sheet_hidden
        Whether the sheet that was filled is hidden.
    changed
        Lines of the head that were pasted over.
    """

    file: str
    sha256: str
    sheet: str
    unit: str
    month: str
    plan_version: str
    rows: tuple[FormRow, ...]
    people: Mapping[str, str] = field(default_factory=dict)
    filled_on: str = ""
    hidden_rows: tuple[int, ...] = ()
    sheet_hidden: bool = False
    changed: tuple[ChangedWords, ...] = ()
