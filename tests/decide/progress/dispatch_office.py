"""An invented office for tests: what has come in, told in the fewest words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from aqmap.decide.progress.month_table import month_table
from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import (
    Decision,
    Entry,
    LedgerRows,
    MonthEvent,
    MonthState,
    Question,
    Receipt,
)
from aqmap.model.dispatch.month_rows import MonthRow, MonthTable
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.model.figures import Absence
from aqmap.words import Text
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicator, Indicators

COUNTIES = ("甲县", "乙县", "丙县")
INDICATOR = Indicator(
    id="trees",
    name=Text("造林", "trees"),
    unit=Text("万亩", "10 000 mu"),
    theme="t",
    kind="quantity",
    direction="higher",
    adds_up=True,
)


class Office:
    """What has come in, told in the fewest words."""

    def __init__(self) -> None:
        self.receipts: list[Receipt] = []
        self.entries: list[Entry] = []
        self.questions: list[Question] = []
        self.events: list[MonthEvent] = []

    def sends(
        self,
        unit: str,
        month: str,
        done: Mapping[str, str] | str,
        *,
        late: bool = False,
        returned: bool = False,
        reason: str = "",
        field: str = "cumulative",
    ) -> None:
        """Let a form come in; an amount that is no number is what the cell says instead."""
        number = len(self.receipts) + 1
        decision = Decision.RETURNED if returned else Decision.ACCEPTED
        received = date.fromisoformat(f"{month}-{26 if late else 22}")
        self.receipts.append(
            Receipt(
                id=number,
                month=month,
                unit=unit,
                received=received,
                file="f.xlsx",
                sha256="",
                decision=decision,
                late=late,
            )
        )
        for place, told in ({unit: done} if isinstance(done, str) else done).items():
            number_ = None if told in set(CellState) else Decimal(told)
            entry = Entry(
                receipt=number,
                month=month,
                unit=unit,
                place=place,
                indicator="trees",
                field=field,
                state=CellState(told) if number_ is None else CellState.VALUE,
                value=number_,
                written=told,
                reason=reason,
            )
            before = [e for e in self.entries if e.key == entry.key]
            if before:
                told_before = {"old_state": before[-1].state, "old_value": before[-1].value}
                entry = Entry(**{name: getattr(entry, name) for name in _FIELDS} | told_before)
            self.entries.append(entry)

    def releases(self, month: str) -> None:
        """Release a month as it is."""
        self.events.append(
            MonthEvent(
                month=month,
                state=MonthState.RELEASED,
                by="某人",
                on=date.fromisoformat(f"{month}-28"),
                last_receipt=len(self.receipts),
            )
        )

    def asks(self, unit: str, month: str, closed_on: date | None = None) -> None:
        """Ask a unit about a cell."""
        self.questions.append(
            Question(
                receipt=len(self.receipts),
                month=month,
                unit=unit,
                code="falls",
                asked_by="某人",
                asked_on=date.fromisoformat(f"{month}-22"),
                closed_on=closed_on,
            )
        )

    @property
    def ledger(self) -> LedgerRows:
        """All of it."""
        return LedgerRows(
            receipts=tuple(self.receipts),
            entries=tuple(self.entries),
            questions=tuple(self.questions),
            events=tuple(self.events),
        )


_FIELDS = [
    *("receipt", "month", "unit", "place", "indicator", "field", "state", "value", "written"),
    *("approximate", "reason"),
]


def _task(place: str, amount: str) -> Task:
    absence = Absence(amount) if amount in set(Absence) else None
    return Task(
        indicator="trees",
        place=place,
        amount=None if absence else Decimal(amount),
        absence=absence,
        written=amount,
        scope="",
        figure="f",
    )


def reporting(place: str, **told: Any) -> ReportingUnit:
    """Return a unit that fills for the place of its name."""
    kind = told.pop("kind", UnitKind.COUNTY)
    places = told.pop("places", (place,))
    return ReportingUnit(id=place, name=place, kind=kind, places=places, **told)


def table_of(
    office: Office,
    month: str = "2021-09",
    *,
    tasks: Mapping[str, str] | None = None,
    printed: str | None = None,
    units: Sequence[ReportingUnit] | None = None,
    as_released: bool = False,
    **rule: Any,
) -> MonthTable:
    """Return the table of a month of one row of tasks."""
    tasks = tasks or dict.fromkeys(COUNTIES, "100")
    row = PlanRow(
        indicator="trees",
        number="19",
        written="造林",
        unit="万亩",
        tasks=tuple(_task(place, amount) for place, amount in tasks.items()),
        printed_total=_task("某州", printed) if printed else None,
    )
    settings = DispatchSettings.model_validate(
        {
            **{"plan": "plan", "region": "x", "year": 2021, "report_by": 25, "cut_off": 20},
            "rows": {"trees": rule},
        }
    )
    ledger = office.ledger.as_released(month) if as_released else office.ledger
    return month_table(
        dispatch_month(month),
        PlanVersion(id="v", since=None, rows=(row,)),
        settings,
        indicators=Indicators({"trees": INDICATOR}),
        units=units or [reporting(place) for place in tasks],
        ledger=ledger,
    )


def row_of(table: MonthTable, place: str = "甲县") -> MonthRow:
    """Return the row of a place."""
    return next(row for row in table.rows if row.place == place)
