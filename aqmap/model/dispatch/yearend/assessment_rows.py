"""
The table of an assessment's steps (考核过程): 自评, 佐证材料, 现场核查, 核减, 核定, 反馈, 申诉.

A person writes it; rows are added, and a later one supersedes an earlier of the same step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from aqmap.files.table_columns import BadCell, Column, TableColumns, calendar_day, exact_number
from aqmap.model.dispatch.yearend.chosen_words import word_of
from aqmap.words import Text, text


class Step(StrEnum):
    """A step of the assessment, in the order in which they are taken."""

    SELF_ASSESSMENT = "self_assessment"
    EVIDENCE = "evidence"
    SITE_CHECK = "site_check"
    DEDUCTION = "deduction"
    VERIFICATION = "verification"
    FEEDBACK = "feedback"
    APPEAL = "appeal"

    @property
    def words(self) -> Text:
        """What it is called."""
        return text(f"yearend.step.{self}")


STEPS = {
    "自评": Step.SELF_ASSESSMENT,
    "佐证材料": Step.EVIDENCE,
    "现场核查": Step.SITE_CHECK,
    "核减": Step.DEDUCTION,
    "核定": Step.VERIFICATION,
    "反馈": Step.FEEDBACK,
    "申诉": Step.APPEAL,
}
"""The steps as people write them."""
OF_AMOUNTS = frozenset({Step.DEDUCTION, Step.VERIFICATION})
"""Steps that are an amount of one row; all others may be of a whole place, and of words alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentRow:
    """
    One step that was taken.

    Attributes
    ----------
    line
        Its line in the table: of two rows of one day the lower is the later.
    place, indicator
        What it is about; the indicator is empty where it is about all of a place's rows.
    step, amount
        Which step, and its amount in the row's unit, where it has one.
    reason
        Why: needed for 核减 and 申诉.
    date, by, document
        When, by whom, and by which document.
    """

    line: int
    place: str
    indicator: str
    step: Step
    amount: Decimal | None
    reason: str
    date: date
    by: str
    document: str

    @property
    def order(self) -> tuple[str, int]:
        """What it is ordered by among the rows of its step: its day, then its line."""
        return self.date.isoformat(), self.line


_FILLED = "yearend.value"
ASSESSMENT_COLUMNS = TableColumns(
    (
        Column("place", filled=_FILLED, needed=True, headings=("place", "县市")),
        Column("indicator", headings=("indicator", "任务")),
        Column("step", word_of(STEPS), filled=_FILLED, needed=True, headings=("step", "步骤")),
        Column(
            "amount",
            exact_number("figure.number"),
            blank=None,
            needed=True,
            headings=("amount", "数量"),
        ),
        Column("reason", needed=True, headings=("reason", "理由")),
        Column("date", calendar_day, filled="2022-01-31", needed=True, headings=("date", "日期")),
        Column("by", filled=_FILLED, needed=True, headings=("by", "经办")),
        Column("document", needed=True, headings=("document", "文号")),
    ),
    chinese={
        "place": "县市",
        "indicator": "任务",
        "step": "步骤",
        "amount": "数量",
        "reason": "理由",
        "date": "日期",
        "by": "经办",
        "document": "文号",
    },
)


def assessment_contradictions(cells: Mapping[str, Any]) -> list[BadCell]:
    """Return what is wrong with a row whose cells fit their columns one by one."""
    step, amount = cells["step"], cells["amount"]
    problems = []
    if step in OF_AMOUNTS:
        if not cells["indicator"]:
            problems.append(BadCell("indicator", "", "yearend.amount_needs_row"))
        if amount is None:
            problems.append(BadCell("amount", "", "yearend.amount_needed"))
    if amount is not None and amount < 0:
        problems.append(BadCell("amount", format(amount, "f"), "yearend.not_negative"))
    if amount is not None and not cells["indicator"] and step not in OF_AMOUNTS:
        problems.append(BadCell("indicator", "", "yearend.amount_needs_row"))
    if step == Step.VERIFICATION and not cells["document"]:
        problems.append(BadCell("document", "", "yearend.document_needed"))
    if step in (Step.DEDUCTION, Step.APPEAL) and not cells["reason"]:
        problems.append(BadCell("reason", "", "yearend.reason_needed"))
    return problems
