"""All that a form by itself has to be sent back for, asked, or told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from aqmap.decide.progress.checks.amount_checks import RowCheck, went_out_early
from aqmap.decide.progress.checks.cell_checks import check_cells, check_words, filled_cells
from aqmap.decide.progress.checks.check_context import CheckContext, Spot
from aqmap.decide.progress.unit_tasks import RowKey
from aqmap.model.dispatch.forms import CellState, FormRow, ReturnedForm
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.dispatch.unit_rows import ReportingUnit
from aqmap.words import text

_SIGNATURES = ("head", "filled_by", "checked_by")


def check_form(form: ReturnedForm, context: CheckContext, received: date) -> list[Remark]:
    """
    Return what there is to say of a form.

    Parameters
    ----------
    form
        As a unit returned it.
    context
        The month, the plan, the units, and what was reported before.
    received
        The day it came in.

    Returns
    -------
    remarks
        Those that send it back first. A form of another month, unit or plan is checked no further:
        its rows are not the month's.
    """
    identity = list(_check_identity(form, context))
    if identity:
        return identity
    unit = context.units[form.unit]
    if _is_untouched(form):
        return [Spot(form.file, form.sheet).remark(Severity.RETURN, "nothing_filled")]
    remarks = [*_check_rows(form, unit, context), *_check_whole(form, context, received)]
    return sorted(remarks, key=lambda remark: list(Severity).index(remark.severity))


def _check_identity(form: ReturnedForm, context: CheckContext) -> Iterator[Remark]:
    spot = Spot(form.file, form.sheet)
    unit = context.units.get(form.unit)
    if form.month != str(context.month):
        month = str(context.month)
        yield spot.remark(Severity.RETURN, "other_month", found=form.month, expected=month)
    if unit is None:
        yield spot.remark(Severity.RETURN, "unit_unknown", found=form.unit)
    elif not unit.exists_on(context.cut_off):
        day = context.cut_off
        yield spot.remark(Severity.RETURN, "unit_not_expected", found=unit.name, day=day)
    if form.plan_version != context.plan.id and form.month == str(context.month):
        since = context.plan.since or "-"
        facts = {"found": form.plan_version, "expected": context.plan.id, "since": since}
        yield spot.remark(Severity.RETURN, "other_plan", **facts)


def _is_untouched(form: ReturnedForm) -> bool:
    """Return whether a form has its rows and nothing was written into any of them."""
    cells = (cell for row in form.rows for cell in filled_cells(row).values())
    words = (word for row in form.rows for word in (row.scope, row.problems, row.next_steps))
    blank = all(cell.state == CellState.BLANK for cell in cells)
    return bool(form.rows) and blank and not any(words)


def _check_rows(form: ReturnedForm, unit: ReportingUnit, context: CheckContext) -> Iterator[Remark]:
    expected = context.tasks_of(unit)
    rows: dict[RowKey, list[FormRow]] = defaultdict(list)
    for row in form.rows:
        rows[row.indicator, row.place].append(row)
    for key, (plan_row, _) in expected.items():
        if key not in rows:
            spot = Spot(form.file, form.sheet, key)
            yield spot.remark(Severity.RETURN, "row_missing", expected=_label(plan_row))
    for key, same in rows.items():
        spot = Spot(form.file, form.sheet, key)
        if key not in expected:
            for row in same:
                facts = {"found": f"{row.indicator} {row.place}".strip() or "-"}
                yield spot.remark(Severity.RETURN, "row_foreign", f"A{row.row}", **facts)
            continue
        plan_row, task = expected[key]
        if len(same) > 1:
            numbers = "、".join(str(row.row) for row in same)
            facts = {"found": numbers, "expected": _label(plan_row)}
            yield spot.remark(Severity.RETURN, "row_doubled", f"A{same[-1].row}", **facts)
        for row in same:
            yield from check_cells(row, plan_row.unit, spot)
            yield from check_words(row, spot)
        if len(same) == 1:
            check = RowCheck(
                row=same[0],
                plan_row=plan_row,
                task=task,
                unit=unit.id,
                context=context,
                spot=spot,
            )
            yield from check.remarks()


def _check_whole(form: ReturnedForm, context: CheckContext, received: date) -> Iterator[Remark]:
    spot = Spot(form.file, form.sheet)
    for changed in form.changed:
        found, expected = changed.found or "-", changed.expected
        yield spot.remark(
            Severity.ASK, "head_changed", changed.cell, found=found, expected=expected
        )
    missing = [role for role in _SIGNATURES if not form.people.get(role, "").strip()]
    if missing:
        yield spot.remark(Severity.NOTE, "no_signature", found=_roles(missing))
    if received > context.report_by:
        facts = {"found": received, "expected": context.report_by}
        yield spot.remark(Severity.NOTE, "late", **facts)
    early = sum(
        went_out_early(row.last, context.last_month(form.unit, (row.indicator, row.place)))
        for row in form.rows
    )
    if early:
        month = str(context.month.previous or context.month)
        yield spot.remark(Severity.NOTE, "went_out_early", count=early, month=month)
    if form.sheet_hidden:
        yield spot.remark(Severity.NOTE, "hidden_sheet", found=form.sheet)
    if form.hidden_rows:
        numbers = "、".join(map(str, form.hidden_rows))
        yield spot.remark(Severity.NOTE, "hidden_rows", found=numbers)


def _roles(roles: list[str]) -> str:
    """Return who did not sign, by the labels of the form's foot."""
    return "、".join(text(f"remark.role.{role}").zh for role in roles)


def _label(row: PlanRow) -> str:
    return f"{row.number} {row.written}".strip()
