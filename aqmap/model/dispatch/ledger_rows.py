"""The rows of the ledger (台账): receipts, entries, questions, and what became of months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from aqmap.model.dispatch.forms import CellState


class Decision(StrEnum):
    """What became of a form: counted, or sent back."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """
    A file that came in for a month.

    Attributes
    ----------
    id
        Its number in the ledger, rising with every receipt; 0 before it is recorded.
    month, unit
        What it is for, from the form; the unit is empty where the form does not say.
    received
        The day it came in, recorded once.
    file, sha256
        Its name and checksum.
    plan_version
        The plan that the form was made from.
    decision
        What became of it.
    late
        Whether it came after the month's deadline (迟报).
    attachment
        Whether it is a sealed scan beside a form, kept and never read.
    """

    id: int = 0
    month: str
    unit: str
    received: date
    file: str
    sha256: str
    plan_version: str = ""
    decision: Decision
    late: bool = False
    attachment: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """
    One cell of an accepted form, or a person's correction: a revision of what stood before.

    Attributes
    ----------
    receipt
        Number of the receipt it came with.
    month, unit, place, indicator
        What it is about.
    field
        ``cumulative``, ``month``, ``last``, ``task``, ``scope``, ``problems``, ``next_steps``,
        ``stage 完工``, and at year's end ``verified``, ``deducted``, ``evidence``.
    state, value, written
        What it says; texts stand in `written`.
    approximate
        Whether it says so (约).
    old_state, old_value
        What stood before in the ledger; none for the first.
    reason
        Why it changed, where it changed after the month was released.
    """

    receipt: int = 0
    month: str
    unit: str
    place: str
    indicator: str
    field: str
    state: CellState
    value: Decimal | None
    written: str
    approximate: bool = False
    old_state: CellState | None = None
    old_value: Decimal | None = None
    reason: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What the entry is a revision of: month, unit, place, indicator, field."""
        return self.month, self.unit, self.place, self.indicator, self.field


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question (待核实) to a unit about one cell, with its answer when there is one."""

    id: int = 0
    receipt: int = 0
    month: str
    unit: str
    code: str
    cell: str = ""
    place: str = ""
    indicator: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    asked_by: str
    asked_on: date
    answer: str = ""
    answered_by: str = ""
    closed_on: date | None = None


class MonthState(StrEnum):
    """How far a month is: open, closed for the bureau's report, released."""

    OPEN = "open"
    CLOSED = "closed"
    RELEASED = "released"


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthEvent:
    """
    What became of a month.

    Attributes
    ----------
    month, state, by, on
        Which month, what it became, by whom, on which day.
    last_receipt, open_questions
        The newest receipt by then, and the questions of the month that nobody had answered.
    """

    month: str
    state: MonthState
    by: str
    on: date
    last_receipt: int
    open_questions: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LedgerRows:
    """All that a ledger holds, or held up to one receipt, each kind in its order."""

    receipts: tuple[Receipt, ...] = ()
    entries: tuple[Entry, ...] = ()
    questions: tuple[Question, ...] = ()
    events: tuple[MonthEvent, ...] = ()

    def released(self, month: str) -> MonthEvent | None:
        """Return the release of a month, if it was released."""
        releases = (e for e in self.events if e.month == month and e.state == MonthState.RELEASED)
        return next(releases, None)

    def as_of(self, day: date) -> LedgerRows:
        """Return what the ledger holds of what had come in and happened by a day."""
        receipts = tuple(r for r in self.receipts if r.received <= day)
        later = {r.id for r in self.receipts} - {r.id for r in receipts}
        return LedgerRows(
            receipts=receipts,
            entries=tuple(e for e in self.entries if e.receipt not in later),
            questions=tuple(
                q
                if q.closed_on is None or q.closed_on <= day
                else replace(q, answer="", answered_by="", closed_on=None)
                for q in self.questions
                if q.asked_on <= day and q.receipt not in later
            ),
            events=tuple(e for e in self.events if e.on <= day),
        )

    def as_released(self, month: str) -> LedgerRows:
        """
        Return what the ledger held when a month was released, or all where it was not.

        A question that was open then is open, whatever was answered later.
        """
        release = self.released(month)
        if release is None:
            return self
        last, day, asked = release.last_receipt, release.on, release.open_questions
        return LedgerRows(
            receipts=tuple(r for r in self.receipts if r.id <= last),
            entries=tuple(e for e in self.entries if e.receipt <= last),
            questions=tuple(
                q
                if q.closed_on is None or (q.closed_on <= day and q.id not in asked)
                else replace(q, answer="", answered_by="", closed_on=None)
                for q in self.questions
                if q.receipt <= last
            ),
            events=self.events[: self.events.index(release) + 1],
        )
