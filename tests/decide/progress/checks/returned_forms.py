"""A form of the invented county 甲县 that nothing is wrong with, and what it is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from aqmap.decide.progress.checks.check_context import CheckContext, EarlierAmount
from aqmap.decide.progress.checks.form_checks import check_form
from aqmap.model.dispatch.forms import CellState, FormCell, FormRow, ReturnedForm
from aqmap.model.dispatch.months import dispatch_month
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind

JIA, YI = "990001", "990002"
KINDS = {
    "households": "quantity",
    "coal": "cap",
    "boilers": "quantity",
    "sweeping": "level",
    "sites": "supervised",
}
TASKS = {"households": "1683", "coal": "692.5", "boilers": "24", "sweeping": "90", "sites": "60"}
MEASURES = {"households": "户", "coal": "万吨", "boilers": "台", "sweeping": "%", "sites": "个"}
REPORTED = {"households": "1200", "coal": "500", "boilers": "16", "sweeping": "71", "sites": "58"}
THIS_MONTH = {"households": "100", "coal": "60", "boilers": "2"}
IN_TIME, LATE = date(2021, 9, 25), date(2021, 9, 26)
PEOPLE = {"head": "赵某", "filled_by": "钱某", "checked_by": "孙某", "telephone": "0999-0000000"}


def number(cell: str, written: str, **more: object) -> FormCell:
    """A cell that says a number, or nothing."""
    if not written:
        return FormCell(cell=cell, written="")
    value = {"state": CellState.VALUE, "value": Decimal(written), **more}
    return FormCell(cell=cell, written=written, **value)  # type: ignore[arg-type]


def _task(indicator: str, place: str) -> Task:
    amount = TASKS[indicator]
    return Task(
        indicator=indicator,
        place=place,
        amount=Decimal(amount),
        absence=None,
        written=amount,
        scope="",
        figure=f"{indicator}-{place}",
    )


PLAN = PlanVersion(
    id="0123456789ab",
    since=date(2021, 7, 1),
    rows=tuple(
        PlanRow(
            indicator=indicator,
            number=str(at),
            written=f"任务{at}",
            unit=MEASURES[indicator],
            tasks=(_task(indicator, JIA), _task(indicator, YI)),
        )
        for at, indicator in enumerate(TASKS, 1)
    ),
)
UNITS = {
    unit.id: unit
    for unit in (
        ReportingUnit(id="jia", name="甲县", kind=UnitKind.COUNTY, places=(JIA,)),
        ReportingUnit(id="yi", name="乙县", kind=UnitKind.COUNTY, places=(YI,)),
        ReportingUnit(
            id="energy",
            name="能源局",
            kind=UnitKind.DEPARTMENT,
            places=(JIA, YI),
            rows=("households",),
        ),
        ReportingUnit(
            id="zone",
            name="丙开发区",
            kind=UnitKind.ZONE,
            places=(JIA,),
            rows=("coal",),
            until=date(2021, 6, 30),
        ),
    )
}


def earlier(*amounts: tuple[str, str], **corrected: str) -> tuple[EarlierAmount, ...]:
    """What stood for earlier months: month and number."""
    changed = frozenset({Decimal(corrected["corrected"])}) if corrected else frozenset()
    return tuple(
        EarlierAmount(dispatch_month(month), CellState.VALUE, Decimal(value), changed)
        for month, value in amounts
    )


BEFORE = {
    (indicator, JIA): earlier(
        ("2021-08", str(Decimal(REPORTED[indicator]) - Decimal(THIS_MONTH.get(indicator, "0"))))
    )
    for indicator in TASKS
}
CONTEXT = CheckContext(
    month=dispatch_month("2021-09"),
    cut_off=date(2021, 9, 20),
    report_by=IN_TIME,
    plan=PLAN,
    units=UNITS,
    kinds=KINDS,
    earlier={"jia": BEFORE},
)


def row(at: int, indicator: str, place: str = JIA) -> FormRow:
    """A row as it should be filled."""
    before = BEFORE[indicator, JIA][0].value
    return FormRow(
        row=at,
        indicator=indicator,
        place=place,
        task=number(f"D{at}", TASKS[indicator]),
        last=number(f"E{at}", str(before)),
        month=number(f"F{at}", THIS_MONTH.get(indicator, "")),
        cumulative=number(f"G{at}", REPORTED[indicator]),
    )


FORM = ReturnedForm(
    file="随便叫什么.xlsx",
    sha256="ab",
    sheet="月调度表",
    unit="jia",
    month="2021-09",
    plan_version=PLAN.id,
    rows=tuple(row(at, indicator) for at, indicator in enumerate(TASKS, 7)),
    people=PEOPLE,
    filled_on="2021-09-23",
)


def with_cells(indicator: str, **cells: FormCell) -> ReturnedForm:
    """The form with other cells in one row; a cell's name is filled in."""
    rows = []
    for one in FORM.rows:
        if one.indicator == indicator:
            named: dict[str, Any] = {
                name: replace(cell, cell=cell.cell or getattr(one, name).cell)
                for name, cell in cells.items()
            }
            one = replace(one, **named)  # noqa: PLW2901
        rows.append(one)
    return replace(FORM, rows=tuple(rows))


def remarks(
    form: ReturnedForm,
    context: CheckContext = CONTEXT,
    received: date = IN_TIME,
    before: Mapping[tuple[str, str], tuple[EarlierAmount, ...]] | None = None,
) -> list[Remark]:
    """What there is to say of a form."""
    if before is not None:
        context = replace(context, earlier={"jia": {**BEFORE, **before}})
    return check_form(form, context, received)


def codes(*arguments: object, **options: object) -> list[tuple[Severity, str, str]]:
    """The same as severity, code and cell."""
    found = remarks(*arguments, **options)  # type: ignore[arg-type]
    return [(remark.severity, remark.code, remark.cell) for remark in found]
