"""What became of the files that were collected for a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aqmap.model.dispatch.ledger_rows import MonthState
from aqmap.model.dispatch.month_rows import UnitStatus
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.remarks import Remark


class Outcome(StrEnum):
    """What became of a file."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    KEPT = "kept"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectedFile:
    """
    A file and what became of it.

    Attributes
    ----------
    file, unit
        Its name, and the unit that its form names; none where it names none.
    outcome
        Accepted, sent back, kept as a scan, or refused: no form at all.
    again
        Whether the same file came in before, so that it gets no new receipt.
    same_as
        Another file of this run that it is, byte for byte; none of most.
    received
        The day that its receipt says.
    late
        Whether that was after the month's deadline.
    changes
        How many cells it says anew.
    remarks
        All there is to say of it.
    """

    file: str
    unit: str = ""
    outcome: Outcome
    again: bool = False
    same_as: str = ""
    received: date
    late: bool = False
    changes: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Collection:
    """
    All that one run of collecting came to.

    Attributes
    ----------
    month, state
        The month, and how far it is.
    files
        In the order in which they were read.
    units
        How the report of every expected unit stands now.
    open_questions
        How many there are in the month.
    unit_names, row_names
        What units are called, by id, and rows of forms, by indicator and place.
    """

    month: DispatchMonth
    state: MonthState
    files: tuple[CollectedFile, ...]
    units: tuple[UnitStatus, ...]
    open_questions: int
    unit_names: Mapping[str, str]
    row_names: Mapping[tuple[str, str], str]

    @property
    def is_usable(self) -> bool:
        """Whether anything of it counts, now or since an earlier run."""
        return any(file.outcome == Outcome.ACCEPTED for file in self.files)

    @property
    def is_faultless(self) -> bool:
        """Whether nothing was sent back or refused."""
        bad = (Outcome.RETURNED, Outcome.REFUSED)
        return not any(file.outcome in bad for file in self.files)
