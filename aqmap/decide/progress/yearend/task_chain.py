"""The task chain: what a superior asks, what the plan says, what its places add up to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from aqmap.decide.audit.numbers import rounding_bound
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion
from aqmap.model.dispatch.yearend.year_rows import ChainAmount, ChainRow
from aqmap.model.figures import Figure, Role
from aqmap.model.periods import figure_bounds
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.workspace import Region


def task_chain(
    plan: PlanVersion,
    figures: Iterable[Figure],
    settings: DispatchSettings,
    *,
    indicators: Indicators,
    region: Region,
) -> tuple[ChainRow, ...]:
    """
    Return a row of the chain for each row of the annex, in its order.

    Parameters
    ----------
    plan
        As it holds on the year's last day.
    figures
        Of the workspace; those of the prefecture count.
    settings
        Which sources are the plan's, and which a superior's.
    indicators
        Which of them add up: only of those is there a sum of places.
    region
        Whose prefecture.
    """
    by_id = {figure.id: figure for figure in figures}
    of_prefecture = [f for f in by_id.values() if _is_of_year(f, settings, region)]
    return tuple(
        _chain_row(
            row,
            [f for f in of_prefecture if f.indicator == row.indicator],
            [by_id[task.figure] for task in row.tasks if task.figure in by_id],
            settings=settings,
            indicator=indicators[row.indicator],
        )
        for row in plan.rows
    )


def _is_of_year(figure: Figure, settings: DispatchSettings, region: Region) -> bool:
    is_target = figure.role == Role.TARGET and figure.place == region.prefecture
    starts = figure.effective_from[:4]
    return (
        is_target
        and figure_bounds(figure.period)[1].year == settings.year
        and (not starts or int(starts) <= settings.year)
    )


def _chain_row(
    row: PlanRow,
    figures: Sequence[Figure],
    tasks: Sequence[Figure],
    *,
    settings: DispatchSettings,
    indicator: Indicator,
) -> ChainRow:
    printed_id = row.printed_total.figure if row.printed_total else ""
    superior = [f for f in figures if f.source in settings.superior]
    of_plan = [f for f in figures if f.source in settings.plan]
    in_text = [f for f in of_plan if f.locator.annex_row is None and f.id != printed_id]
    amounts = [task.amount for task in row.tasks if task.amount is not None]
    places_sum = sum(amounts, Decimal(0)) if amounts and indicator.adds_up else None
    asked, planned = _one_amount(superior), _one_amount(in_text)
    printed = row.printed_total.amount if row.printed_total else None
    differences = {
        "plan_less_superior": _difference(planned, asked),
        "sum_less_plan": _difference(places_sum, planned),
        "sum_less_printed": _difference(places_sum, printed),
    }
    totals = {
        "sum_less_plan": in_text,
        "sum_less_printed": [f for f in of_plan if f.id == printed_id],
    }
    return ChainRow(
        row=row,
        superior=tuple(_amounts(superior)),
        plan=tuple(_amounts(in_text)),
        printed=printed,
        places_sum=places_sum,
        places=len(amounts),
        rounding=frozenset(
            name
            for name, total in totals.items()
            if _is_rounding(differences[name], [*tasks, *total[:1]], indicator)
        ),
        **differences,
    )


def _is_rounding(
    difference: Decimal | None, figures: Sequence[Figure], indicator: Indicator
) -> bool:
    """Return whether the rounding of a sum's numbers and of its total explains a difference."""
    if not difference:
        return False
    return abs(difference) <= rounding_bound(figures, counts=indicator.counts)


def _amounts(figures: Iterable[Figure]) -> Iterator[ChainAmount]:
    for figure in figures:
        number = None if figure.value is None else f"{figure.value:f}"
        yield ChainAmount(
            amount=None if figure.confirm else figure.value,
            written=number or figure.value_written,
            scope=figure.place_written,
        )


def _one_amount(figures: Iterable[Figure]) -> Decimal | None:
    """Return the amount that all figures of the whole agree in; none where they do not."""
    whole = [f for f in figures if not f.part and not f.confirm]
    values = {f.value for f in whole}
    return next(iter(values)) if len(values) == 1 else None


def _difference(amount: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if amount is None or other is None else amount - other
