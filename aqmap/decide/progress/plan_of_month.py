"""What the plan asks in a month: the annex as first issued, with every change in force by then."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from aqmap.errors import Fault, TableError
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion, Task
from aqmap.model.figures import Absence, Figure, Level, Role
from aqmap.model.periods import figure_bounds, period_bounds
from aqmap.words import listed
from aqmap.workspace.dispatch.settings import FILE, DispatchSettings
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.workspace import Region

_ID_DIGITS = 12
_LEVELS = (Level.COUNTY, Level.ZONE)
Origins = Mapping[str, tuple[Path, int]]


def plan_of_month(
    figures: Iterable[Figure],
    settings: DispatchSettings,
    month: DispatchMonth,
    *,
    indicators: Indicators,
    region: Region,
    origins: Origins = MappingProxyType({}),
) -> PlanVersion:
    """
    Return the plan as it holds on a month's last day that counts.

    A change holds from the first day of its `effective_from`; a month before that stays judged by
    what held then. A change may stand in a table or in a sentence; the annex stands in a table,
    unless its source has none at all.

    Parameters
    ----------
    figures
        Of the workspace.
    settings, month
        Whose annex is dispatched, and when.
    indicators, region
        What its rows count, and which places report.
    origins
        File and line of each figure, for faults.

    Raises
    ------
    TableError
        With every fault: no row at all, a row whose indicator or place nothing defines, two
        amounts of one place and row in force on one day, a change without its day.
    """
    day = settings.last_day_that_counts(month)
    of_plan = [f for f in figures if _is_of_plan(f, settings)]
    in_tables = {f.source for f in of_plan if f.locator.annex_row}
    of_plan = [
        f for f in of_plan if f.locator.annex_row or f.effective_from or f.source not in in_tables
    ]
    places = {code: at for at, code in enumerate((*region.places, region.prefecture))}
    faults: list[Fault] = []
    cells: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in of_plan:
        is_total = figure.place == region.prefecture and figure.level == Level.PREFECTURE
        if figure.indicator not in indicators or not figure.place:
            known = figure.indicator in indicators
            unnamed = figure.place_written if known else figure.indicator_written
            found = unnamed or figure.indicator or figure.id
            faults.append(_fault("dispatch_row_unnamed", figure, origins, found=found))
        elif is_total or (figure.level in _LEVELS and figure.place in region.places):
            cells[figure.indicator, figure.place].append(figure)
    if not cells and not faults:
        named = listed(settings.plan)
        faults.append(Fault("dispatch_no_rows", FILE, "plan", found=named, region=region.name))
    in_force: dict[str, dict[str, Figure]] = defaultdict(dict)
    first_of_row: dict[str, Figure] = {}
    for (indicator, place), of_cell in cells.items():
        chosen = _in_force(of_cell, day, settings.plan, origins, faults)
        if chosen is not None:
            in_force[indicator][place] = chosen
        of_row = [*of_cell, *filter(None, (first_of_row.get(indicator),))]
        first_of_row[indicator] = min(of_row, key=lambda f: _order(f, settings.plan, indicators))
    if faults:
        raise TableError(faults)
    rows = []
    for first in sorted(first_of_row.values(), key=lambda f: _order(f, settings.plan, indicators)):
        of_row = sorted(in_force[first.indicator].values(), key=lambda f: places[f.place])
        if any(f.place != region.prefecture for f in of_row):
            rows.append(_row(first, of_row, indicators, region.prefecture))
    starts = [
        first_day(f) for tasks in in_force.values() for f in tasks.values() if f.effective_from
    ]
    return PlanVersion(id=_checksum(rows), since=max(starts, default=None), rows=tuple(rows))


def sources_in_force(
    figures: Iterable[Figure],
    settings: DispatchSettings,
    month: DispatchMonth,
    *,
    issued: Mapping[str, date | None] = MappingProxyType({}),
) -> tuple[str, ...]:
    """
    Return which of the plan's sources ask for something by a month's last day that counts.

    Parameters
    ----------
    figures, settings, month
        As for `plan_of_month`.
    issued
        The day of each source, which decides for one that has no task.
    """
    day = settings.last_day_that_counts(month)
    starts: dict[str, date] = {key: issued.get(key) or date.min for key in settings.plan}
    tasks: dict[str, list[date]] = defaultdict(list)
    for figure in figures:
        if _is_of_plan(figure, settings):
            tasks[figure.source].append(first_day(figure))
    starts |= {source: min(days) for source, days in tasks.items()}
    return tuple(key for key in settings.plan if starts[key] <= day)


def _is_of_plan(figure: Figure, settings: DispatchSettings) -> bool:
    in_year = figure_bounds(figure.period)[1].year == settings.year
    return figure.role == Role.TARGET and figure.source in settings.plan and in_year


def first_day(figure: Figure) -> date:
    """Return the first day that a figure holds."""
    if not figure.effective_from:
        return date.min
    return period_bounds(figure.effective_from)[0]


def _in_force(
    figures: Sequence[Figure],
    day: date,
    plan: Sequence[str],
    origins: Origins,
    faults: list[Fault],
) -> Figure | None:
    """Return which of a cell's figures holds on a day; none before its first one does."""
    whole = [f for f in figures if not f.part] or figures
    undated = sorted((f for f in whole if not f.effective_from), key=lambda f: plan.index(f.source))
    for change in undated:
        if change.source != undated[0].source and _amount(change) != _amount(undated[0]):
            faults.append(_fault("dispatch_change_undated", change, origins, found=_shown(change)))
            return None
    started = [f for f in whole if first_day(f) <= day]
    if not started:
        return None
    newest = max(first_day(f) for f in started)
    candidates = [f for f in started if first_day(f) == newest]
    # A revision mends what its own source was read as; it does not decide between two sources.
    held = [f for f in candidates if _revision(f) == _last_revision(candidates, f.source)]
    last = max(held, key=lambda f: plan.index(f.source))
    for figure in held:
        if _amount(figure) != _amount(last):
            place, indicator = last.place_written or last.place, last.indicator_written
            facts = {"place": place, "indicator": indicator or last.indicator}
            found, other = (f"{_shown(f)} ({f.id})" for f in (last, figure))
            facts |= {"found": found, "other": other}
            faults.append(_fault("dispatch_task_twice", last, origins, **facts))
            break
    return last


def _last_revision(figures: Iterable[Figure], source: str) -> int:
    return max(_revision(f) for f in figures if f.source == source)


def _revision(figure: Figure) -> int:
    return int(figure.revision) if figure.revision.isdecimal() else 0


def _amount(figure: Figure) -> tuple[Decimal | None, str]:
    return figure.value, "" if figure.value is not None else str(figure.absence)


def _shown(figure: Figure) -> str:
    return figure.value_written or (format(figure.value, "f") if figure.value is not None else "-")


def _fault(code: str, figure: Figure, origins: Origins, **facts: object) -> Fault:
    if figure.id in origins:
        file, line = origins[figure.id]
        return Fault(code, file, f"line {line}", **facts)
    return Fault(code, figure.source, figure.locator, **facts)


def _order(
    figure: Figure, plan: Sequence[str], indicators: Indicators
) -> tuple[int, date, bool, tuple[int, ...], tuple[tuple[str, int], ...]]:
    """Return what sorts figures as the plan gives them: the annex first, then its changes."""
    spot = figure.locator
    table, number = spot.annex_row or ("0", indicators[figure.indicator].row or "0")
    numbers = tuple(int(n) for n in (table, *number.split(".")) if n.isdecimal())
    source = plan.index(figure.source)
    return source, first_day(figure), spot.annex_row is None, numbers, spot.order


def _row(
    first: Figure, figures: Sequence[Figure], indicators: Indicators, prefecture: str
) -> PlanRow:
    """Return a row under the number and words that it was first issued with."""
    indicator = indicators[first.indicator]
    total = next((f for f in figures if f.place == prefecture), None)
    return PlanRow(
        indicator=first.indicator,
        number=first.locator.annex_row[1] if first.locator.annex_row else indicator.row,
        written=first.indicator_written or indicator.name.zh,
        unit=indicator.unit.zh,
        tasks=tuple(_task(f) for f in figures if f is not total),
        printed_total=_task(total) if total else None,
    )


def _task(figure: Figure) -> Task:
    """Return the task that a figure states; of one that a person has yet to confirm, none."""
    absence = Absence.UNCONFIRMED if figure.confirm else figure.absence
    return Task(
        indicator=figure.indicator,
        place=figure.place,
        amount=figure.value if absence is None else None,
        absence=Absence(absence) if absence else None,
        written=figure.value_written,
        scope=figure.scope,
        figure=figure.id,
    )


def _checksum(rows: Iterable[PlanRow]) -> str:
    """Return the digits of all that is asked; how a number is written does not change them."""
    lines = []
    for row in rows:
        for task in (*row.tasks, *filter(None, (row.printed_total,))):
            amount = "" if task.amount is None else format(task.amount.normalize(), "f")
            told = (row.indicator, row.number, row.unit, task.place, amount, task.absence or "")
            lines.append("\t".join((*told, task.scope)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_ID_DIGITS]
