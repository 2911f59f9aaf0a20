"""A form as it goes out to a unit, before anybody has filled it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import Task
from aqmap.words import Text


@dataclass(frozen=True, kw_only=True, slots=True)
class BlankRow:
    """
    A row to be filled: one task of one place.

    Attributes
    ----------
    number, name, place_name, measure
        As the form shows them: its number and words in the annex, its place, its unit of measure.
    task
        What the plan asks.
    last
        The cumulative amount of the month before; none where no report was asked for then.
    stages, done
        In which stages it is counted, and which of them counts as done.
    """

    number: str
    name: str
    place_name: str
    measure: str
    task: Task
    last: Amount | None = None
    stages: tuple[str, ...] = ()
    done: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BlankForm:
    """
    The form of a unit for a month.

    Attributes
    ----------
    unit, unit_name
        The unit's id, and its name as it stands on its seal.
    month, plan_version
        What it is for, and the id of the plan that its tasks are from.
    plan
        The plan's short title.
    compiler
        Who collects the forms; none where the settings do not say.
    cut_off, report_by
        The day up to which amounts count, and the last day on which the form is in time.
    rows
        In the annex's order.
    """

    unit: str
    unit_name: str
    month: DispatchMonth
    plan_version: str
    plan: Text
    compiler: Text | None
    cut_off: date
    report_by: date
    rows: tuple[BlankRow, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """All stages that a row of it is counted in."""
        return tuple(dict.fromkeys(stage for row in self.rows for stage in row.stages))

    @property
    def several_places(self) -> bool:
        """Whether its rows are of more than one place."""
        return len({row.task.place for row in self.rows}) > 1
