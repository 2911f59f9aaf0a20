"""What the plan asks of each place in a row of its annex, as it holds in one month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aqmap.model.figures import Absence, Withheld


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """
    The task of one place in one row.

    Attributes
    ----------
    indicator, place
        What it asks, and of which place: codes and ids of the workspace.
    amount
        How much, in the indicator's unit; none where the plan gives no number.
    absence
        Why there is none: blank, dash, 未报送, text, not for the audience. A task of 0 is an
        amount, and no task.
    written
        The cell as the plan writes it.
    scope
        What it takes in beside the place (含开发区), as the plan writes it.
    figure
        Id of the figure it comes from.
    """

    indicator: str
    place: str
    amount: Decimal | None
    absence: Absence | Withheld | None
    written: str
    scope: str
    figure: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanRow:
    """
    A row of the annex.

    Attributes
    ----------
    indicator
        Its indicator, which is the row's id everywhere.
    number
        Its number in the annex: 4.1.
    written
        Its words in the annex.
    unit
        The unit of all its amounts.
    tasks
        By place, in the annex's order.
    printed_total
        The task that the annex prints for the whole; none where it prints none.
    """

    indicator: str
    number: str
    written: str
    unit: str
    tasks: tuple[Task, ...]
    printed_total: Task | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanVersion:
    """
    The plan as it holds in one month.

    Attributes
    ----------
    id
        Twelve digits of the checksum of all its tasks: a form carries it.
    since
        The day from which its newest change holds; none for the plan as first issued.
    rows
        In the annex's order.
    """

    id: str
    since: date | None
    rows: tuple[PlanRow, ...]
