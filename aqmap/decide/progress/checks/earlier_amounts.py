"""The ledger's entries → what stands for the months before, by unit and row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from aqmap.decide.progress.checks.check_context import EarlierAmount
from aqmap.decide.progress.checks.unit_comparisons import ReportedRow
from aqmap.decide.progress.unit_tasks import RowKey
from aqmap.model.dispatch.ledger_rows import Entry
from aqmap.model.dispatch.months import DispatchMonth, dispatch_month
from aqmap.model.dispatch.unit_rows import ReportingUnit

_NUMBERS = ("month", "cumulative")


def earlier_amounts(
    entries: Iterable[Entry], month: DispatchMonth, done_stages: Mapping[str, str]
) -> dict[str, dict[RowKey, tuple[EarlierAmount, ...]]]:
    """
    Return what stands for the months of the year before one, by unit and row, oldest first.

    Parameters
    ----------
    entries
        Of the year or more, every revision, in the ledger's order.
    month
        The month that is collected.
    done_stages
        Which stage counts as done, of the rows that are counted in stages.
    """
    amounts: dict[str, dict[RowKey, dict[DispatchMonth, EarlierAmount]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    months: dict[str, DispatchMonth] = {}
    for entry in entries:
        of = months.setdefault(entry.month, dispatch_month(entry.month))
        stage = done_stages.get(entry.indicator, "")
        is_counted = entry.field == (f"stage {stage}" if stage else "cumulative")
        if of.year != month.year or of >= month or not is_counted:
            continue
        row = amounts[entry.unit][entry.indicator, entry.place]
        row[of] = EarlierAmount(of, entry.state, entry.value, _corrected(row.get(of)))
    return {
        unit: {key: tuple(row[of] for of in sorted(row)) for key, row in rows.items()}
        for unit, rows in amounts.items()
    }


def _corrected(before: EarlierAmount | None) -> frozenset[Decimal]:
    """Return the numbers that stood before a revision."""
    if before is None:
        return frozenset()
    return before.corrected | ({before.value} if before.value is not None else frozenset())


def reported_rows(
    entries: Iterable[Entry], units: Mapping[str, ReportingUnit]
) -> dict[str, dict[RowKey, ReportedRow]]:
    """Return what stands of each unit in a month, as the forms of others are compared with it."""
    numbers: dict[str, dict[RowKey, dict[str, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for entry in entries:
        is_amount = entry.field in _NUMBERS or entry.field.startswith("stage ")
        if is_amount and entry.value is not None:
            numbers[entry.unit][entry.indicator, entry.place][entry.field] = entry.value
    return {
        unit: {
            key: ReportedRow(
                unit=unit, unit_name=units[unit].name if unit in units else unit, numbers=row
            )
            for key, row in rows.items()
        }
        for unit, rows in numbers.items()
    }
