"""The rectification ledger (整改台账): what is to be put right, by whom, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from aqmap.files.table_columns import BadCell, Column, TableColumns, calendar_day, several
from aqmap.model.dispatch.yearend.chosen_words import word_of
from aqmap.words import Text, text


class RectificationState(StrEnum):
    """
    How far a problem is; done by the unit's word is not yet closed (已销号).

    Not closed is, as of a day, what was accepted only later: nobody says how far it was.
    """

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_CLOSED = "not_closed"
    CLOSED = "closed"

    @property
    def words(self) -> Text:
        """What it is called."""
        return text(f"yearend.rectification.state.{self}")


STATES = {
    "未启动": RectificationState.NOT_STARTED,
    "整改中": RectificationState.UNDER_WAY,
    "已完成": RectificationState.DONE,
    "已销号": RectificationState.CLOSED,
}
"""The states as people write them: as of a day is no state to write."""


class Overdue(StrEnum):
    """Whether a problem's deadline was kept, as of a day."""

    NO = "no"
    OPEN = "open"
    DONE_NOT_ACCEPTED = "done_not_accepted"
    CLOSED_LATE = "closed_late"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rectification:
    """
    A problem to be put right.

    Attributes
    ----------
    number
        In the ledger.
    problem, goal, measures
        What is wrong, what is to be reached, and how.
    places
        Codes of the places it is of.
    deadline
        By when.
    units
        Who is responsible.
    state, evidence
        How far it is, and what shows it.
    accepted_on, acceptance_document
        When and by which document it was accepted: both, or it is not closed.
    """

    number: str
    problem: str
    places: tuple[str, ...]
    goal: str
    deadline: date
    units: tuple[str, ...]
    measures: str
    state: RectificationState
    evidence: str
    accepted_on: date | None
    acceptance_document: str

    def overdue(self, day: date) -> Overdue:
        """Return whether its deadline was kept, as of a day."""
        if self.state == RectificationState.CLOSED:
            late = self.accepted_on is not None and self.accepted_on > self.deadline
            return Overdue.CLOSED_LATE if late else Overdue.NO
        if day <= self.deadline:
            return Overdue.NO
        is_done = self.state in (RectificationState.DONE, RectificationState.NOT_CLOSED)
        return Overdue.DONE_NOT_ACCEPTED if is_done else Overdue.OPEN

    def as_of(self, day: date) -> Rectification:
        """Return it without an acceptance that came after a day."""
        if self.accepted_on is None or self.accepted_on <= day:
            return self
        was_closed = self.state == RectificationState.CLOSED
        state = RectificationState.NOT_CLOSED if was_closed else self.state
        return replace(self, state=state, accepted_on=None, acceptance_document="")


_FILLED = "yearend.value"
_CHINESE = {
    "number": "序号",
    "problem": "问题",
    "places": "县市",
    "goal": "整改目标",
    "deadline": "整改时限",
    "units": "责任单位",
    "measures": "整改措施",
    "state": "整改状态",
    "evidence": "佐证材料",
    "accepted_on": "验收日期",
    "acceptance_document": "验收文号",
}


def _headed(name: str) -> tuple[str, str]:
    return name, _CHINESE[name]


RECTIFICATION_COLUMNS = TableColumns(
    (
        Column("number", filled=_FILLED, needed=True, headings=_headed("number")),
        Column("problem", filled=_FILLED, needed=True, headings=_headed("problem")),
        Column("places", several(), blank=(), headings=_headed("places")),
        Column("goal", filled=_FILLED, needed=True, headings=_headed("goal")),
        Column(
            "deadline",
            calendar_day,
            filled="2021-12-31",
            needed=True,
            headings=_headed("deadline"),
        ),
        Column("units", several(), filled=_FILLED, needed=True, headings=_headed("units")),
        Column("measures", filled=_FILLED, needed=True, headings=_headed("measures")),
        Column("state", word_of(STATES), filled=_FILLED, needed=True, headings=_headed("state")),
        Column("evidence", headings=_headed("evidence")),
        Column(
            "accepted_on",
            calendar_day,
            blank=None,
            needed=True,
            headings=_headed("accepted_on"),
        ),
        Column("acceptance_document", needed=True, headings=_headed("acceptance_document")),
    ),
    chinese=_CHINESE,
)


def rectification_contradictions(cells: Mapping[str, Any]) -> list[BadCell]:
    """Return what is wrong with a row: 已销号 stands on a day and a document of acceptance."""
    problems = []
    if cells["state"] == RectificationState.CLOSED:
        if cells["accepted_on"] is None:
            problems.append(BadCell("accepted_on", "", "yearend.closed_needs_day"))
        if not cells["acceptance_document"]:
            problems.append(BadCell("acceptance_document", "", "yearend.closed_needs_document"))
    return problems
