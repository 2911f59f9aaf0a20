"""Forms of a month beside each other: two of one unit, the same from two, county and department."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from aqmap.decide.progress.checks.cell_checks import filled_cells
from aqmap.decide.progress.checks.check_context import CheckContext, Spot
from aqmap.decide.progress.unit_tasks import RowKey
from aqmap.model.dispatch.forms import CellState, FormCell, ReturnedForm
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.unit_rows import UnitKind

_FEWEST_ALIKE = 2
"""Numbers other than 0 that must agree before two forms are said to be the same."""
_DAY = re.compile(r"(20\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+00:00:00)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportedRow:
    """
    What stands for a row of another unit: from its form, or from the ledger.

    Attributes
    ----------
    unit, unit_name
        Who reports it.
    numbers
        Month, cumulative and stages, by the ledger's names, where they are numbers.
    """

    unit: str
    unit_name: str
    numbers: Mapping[str, Decimal]


Rows = Mapping[RowKey, ReportedRow]
Signature = tuple[tuple[str, str, Decimal], ...]


class MonthReports:
    """What stands of every unit in a month, with all its numbers at hand to be compared."""

    def __init__(self, rows: Mapping[str, Rows]) -> None:
        self._rows = dict(rows)
        self._signatures = {unit: _signature(rows[unit]) for unit in rows}

    def of_others(self, unit: str) -> Iterator[tuple[str, Rows, Signature]]:
        """Yield the other units with their rows and all their numbers."""
        for other, rows in self._rows.items():
            if other != unit:
                yield other, rows, self._signatures[other]


def numbers_of(cells: Mapping[str, FormCell]) -> dict[str, Decimal]:
    """Return the numbers among the cells of a row."""
    return {
        name: cell.value
        for name, cell in cells.items()
        if cell.state == CellState.VALUE and cell.value is not None
    }


def rows_of_form(form: ReturnedForm, name: str) -> dict[RowKey, ReportedRow]:
    """Return what a form reports, as others are compared with it."""
    return {
        (row.indicator, row.place): ReportedRow(
            unit=form.unit, unit_name=name, numbers=numbers_of(filled_cells(row))
        )
        for row in form.rows
    }


def check_beside_others(
    form: ReturnedForm, reports: MonthReports, context: CheckContext
) -> Iterator[Remark]:
    """
    Yield what is to be asked where other units report of the same month.

    Parameters
    ----------
    form
        One that is not sent back.
    reports
        What stands of all units.
    context
        The units, and who oversees whom.
    """
    yield from _same_content(form, reports, context)
    yield from _other_level(form, reports, context)


def _same_content(
    form: ReturnedForm, reports: MonthReports, context: CheckContext
) -> Iterator[Remark]:
    own = rows_of_form(form, context.units[form.unit].name)
    signature = _signature(own)
    if sum(bool(number) for *_, number in signature) < _FEWEST_ALIKE:
        return
    alike = [
        next(iter(rows.values())).unit_name
        for _, rows, numbers in reports.of_others(form.unit)
        # a department's rows are the county's: these should be alike
        if numbers == signature and not set(rows) & set(own)
    ]
    if alike:
        spot = Spot(form.file, form.sheet)
        names = "、".join(alike)
        yield spot.remark(Severity.ASK, "same_content", found=names, count=len(signature))


def _signature(rows: Rows) -> Signature:
    """Return all numbers by row and column, whatever the place."""
    return tuple(
        sorted(
            (indicator, column, number)
            for (indicator, _), row in rows.items()
            for column, number in row.numbers.items()
        )
    )


def _other_level(
    form: ReturnedForm, reports: MonthReports, context: CheckContext
) -> Iterator[Remark]:
    """Ask where a county's number is another than that of the department that oversees the row."""
    is_department = context.units[form.unit].kind == UnitKind.DEPARTMENT
    compared = [
        rows
        for unit, rows, _ in reports.of_others(form.unit)
        if unit in context.units
        and (context.units[unit].kind == UnitKind.DEPARTMENT) != is_department
    ]
    for row in form.rows:
        key = (row.indicator, row.place)
        spot = Spot(form.file, form.sheet, key)
        cells = {name: cell for name, cell in filled_cells(row).items() if name != "month"}
        for rows in compared:
            other = rows.get(key)
            for name, number in numbers_of(cells).items() if other else ():
                theirs = other.numbers.get(name) if other else None
                if other and theirs is not None and theirs != number:
                    facts = {"found": number, "expected": theirs, "other": other.unit_name}
                    cell = cells[name].cell
                    yield spot.remark(Severity.ASK, "department_differs", cell, **facts)


def newest_of_a_day(
    forms: Sequence[ReturnedForm], stated_newest: Iterable[str] = ()
) -> ReturnedForm | None:
    """
    Return which of a unit's forms of one day counts; none where nothing states their order.

    Parameters
    ----------
    forms
        Different forms that came in on one day.
    stated_newest
        Files of which the person who collects says that they are the later ones.

    Examples
    --------
    The forms themselves state it where each has another day of filling.

    >>> day_of_filling("2021年9月23日"), day_of_filling("九月")
    (datetime.date(2021, 9, 23), None)
    """
    if len(forms) == 1:
        return forms[0]
    stated = set(stated_newest)
    named = [form for form in forms if form.file in stated]
    if len(named) == 1:
        return named[0]
    days = defaultdict(list)
    for form in forms:
        days[day_of_filling(form.filled_on)].append(form)
    if None in days or len(days) < len(forms):
        return None
    return days[max(day for day in days if day)][0]


def two_forms_remark(form: ReturnedForm, others: Iterable[str], day: date) -> Remark:
    """Return why a form does not count beside others of its unit and day."""
    found = "、".join(others)
    return Spot(form.file, form.sheet).remark(Severity.RETURN, "two_forms", found=found, day=day)


def older_form_remark(form: ReturnedForm, newest: date) -> Remark:
    """Return why a form does not count that came in before the one that does."""
    return Spot(form.file, form.sheet).remark(Severity.RETURN, "older_form", found=newest)


def day_of_filling(written: str) -> date | None:
    """Return the day that a form says it was filled on; none where it says none for certain."""
    match = _DAY.fullmatch(written.strip())
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def same_content(form: ReturnedForm, other: ReturnedForm) -> bool:
    """Return whether two forms say the same in every cell, however they were saved."""
    return _said(form) == _said(other)


def _said(form: ReturnedForm) -> list[tuple[object, ...]]:
    return sorted(
        (
            row.indicator,
            row.place,
            *((name, cell.written.strip()) for name, cell in filled_cells(row).items()),
            row.scope,
            row.problems,
            row.next_steps,
        )
        for row in form.rows
    )
