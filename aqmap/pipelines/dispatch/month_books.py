"""The road from a workspace and its ledger to a month's book, for an audience."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import Decision, LedgerRows, MonthEvent
from aqmap.model.dispatch.month_rows import MonthTable
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.figures import Dust
from aqmap.model.measures import Measure
from aqmap.model.periods import day_text
from aqmap.pipelines.dispatch.dispatch_inputs import DispatchInputs, measured_figures
from aqmap.words import Text, listed, text
from aqmap.workspace.data_folders import find_tables


def month_book_of(
    inputs: DispatchInputs,
    month: DispatchMonth,
    ledger: LedgerRows,
    audience: Audience = Audience.INTERNAL,
) -> MonthBook:
    """
    Return a month as the ledger has it, with what is for an audience alone.

    Parameters
    ----------
    inputs, month
        What the workspace says, and which month.
    ledger
        All that it holds, or held when the month was released: then the month is no draft.
    audience
        Whom it is for.
    """
    from aqmap.decide.progress.month_table import month_table
    from aqmap.decide.report.monthly.month_copy import month_copy

    indicators, plan = inputs.workspace.indicators, inputs.plan_of(month)
    table = month_table(
        month,
        plan,
        inputs.settings,
        indicators=indicators,
        units=inputs.units,
        ledger=ledger,
    )
    release = None if table.draft else ledger.released(str(month))
    ids = [row.indicator for row in plan.rows]
    book = MonthBook(
        table=table,
        plan=plan,
        region=inputs.region.name,
        places=place_names(inputs),
        names={key: indicators[key].label for key in ids},
        units_of_measure={key: indicators[key].unit for key in ids},
        kinds={key: indicators[key].kind for key in ids},
        units={unit.id: unit.name for unit in inputs.units},
        leads=_leads(inputs, month, plan.rows),
        rules=_rules(inputs, table, ids),
        ranks=_ranks(inputs, table, ids),
        sources=tuple(source_lines(inputs, month)),
        questions=tuple(q for q in ledger.questions if q.month == str(month)),
        returned=tuple(
            r for r in ledger.receipts if r.month == str(month) and r.decision == Decision.RETURNED
        ),
        compiler=inputs.settings.compiler or inputs.workspace.settings.compiler,
        day=_day(table, ledger, release),
        release=release,
        notes=tuple(_release_notes(inputs, table, ledger.released(str(month)))),
    )
    copy = month_copy(
        book,
        audience,
        figures={figure.id: figure for figure in inputs.figures},
        sources=inputs.workspace.sources,
        reports=inputs.settings.source,
    )
    return replace(copy, air=tuple(_air(inputs, month, audience)))


def _air(
    inputs: DispatchInputs, month: DispatchMonth, audience: Audience
) -> Iterator[tuple[str, Text, Text]]:
    """Yield what the air of the year so far leaves of its targets, of figures for the audience."""
    from aqmap.decide.compare.release import Release
    from aqmap.decide.progress.air.air_of_month import air_of_month

    workspace = inputs.workspace
    release = Release(audience, workspace.sources, workspace.indicators)
    places = air_of_month(
        release.given((*inputs.figures, *measured_figures(workspace))),
        plan=inputs.settings.plan,
        places=inputs.region.places,
        until=month.last_day,
        indicators=workspace.indicators,
    )
    for place in places:
        of = [text(f"basis.{place.series.basis}")]
        dust = place.series.dust
        of += [text(f"dust.{dust}")] if dust in (Dust.INCLUDED, Dust.DEDUCTED) else []
        yield place.series.place, listed(of, "，"), place.words


def place_names(inputs: DispatchInputs) -> dict[str, Text]:
    """Return the places in the region's order, with the short names that its documents use."""
    region, places = inputs.region, inputs.workspace.places
    return {code: region.labels.get(code, places[code].name) for code in region.places}


def _rules(inputs: DispatchInputs, table: MonthTable, ids: Sequence[str]) -> dict[str, Text]:
    from aqmap.decide.progress.rule_words import rule_words

    indicators, settings = inputs.workspace.indicators, inputs.settings
    worded = partial(rule_words, month=table.month, cut_off=table.cut_off)
    return {key: worded(indicators[key], settings.rule_of(key)) for key in ids}


def _ranks(
    inputs: DispatchInputs, table: MonthTable, ids: Sequence[str]
) -> dict[str, tuple[tuple[int, str], ...]]:
    from aqmap.decide.progress.ranking import rank_places

    ranks = {}
    for key in ids:
        of_row = [row for row in table.rows if row.indicator == key]
        ranking = rank_places(inputs.workspace.indicators[key], of_row)
        if len(ranking.ranked) > 1:
            ranks[key] = tuple((ranked.rank, ranked.row.place) for ranked in ranking.ranked)
    return ranks


def _leads(
    inputs: DispatchInputs, month: DispatchMonth, rows: Sequence[PlanRow]
) -> dict[str, tuple[str, ...]]:
    """Return the units in charge: of ``dispatch.toml``, else of the plan's measures of the row."""
    measures = _measures(inputs, month)
    leads = {}
    for row in rows:
        named = inputs.settings.rule_of(row.indicator).lead or tuple(
            lead for m in measures if row.number and row.number in m.rows for lead in m.lead
        )
        if named:
            leads[row.indicator] = tuple(dict.fromkeys(named))
    return leads


def _measures(inputs: DispatchInputs, month: DispatchMonth) -> list[Measure]:
    """Return the measures of the plan's own sources that are in force."""
    from aqmap.read.tables.read_measures import read_registers

    workspace = inputs.workspace
    files = find_tables(workspace.measure_folder)
    measures = read_registers(
        files.paths, places=workspace.places, sources=tuple(workspace.sources)
    )
    in_force = inputs.sources_in_force(month)
    return [measure for measure in measures if measure.source in in_force]


def source_lines(inputs: DispatchInputs, month: DispatchMonth | None = None) -> Iterator[Text]:
    """Yield what the plan, of a month or of its whole year, and the reports come from, in words."""
    for key in inputs.sources_in_force(month) if month else inputs.settings.plan:
        source = inputs.workspace.sources[key]
        if source.number:
            yield text("monthly.source", title=source.title, number=source.number)
        else:
            yield source.title
    yield text("monthly.source.reports")


def _day(table: MonthTable, ledger: LedgerRows, release: MonthEvent | None) -> date:
    """Return the one date of a month's files: of its release, else of its newest report."""
    if release is not None:
        return release.on
    days = [r.received for r in ledger.receipts if r.month == str(table.month)]
    return max([table.cut_off, *days])


def _release_notes(
    inputs: DispatchInputs, table: MonthTable, release: MonthEvent | None
) -> Iterator[Text]:
    """Yield when the month was released, and who had not reported by then, or what came since."""
    if release is None:
        return
    if table.draft:
        changes = sum(len(row.since_release) for row in table.rows)
        facts = {"day": day_text(release.on), "by": release.by, "count": changes}
        yield text("monthly.released.changed", **facts)
        return
    names = {unit.id: unit.name for unit in inputs.units}
    missing = [names[unit.unit] for unit in table.units if unit.received is None]
    day = day_text(release.on)
    if missing:
        yield text("monthly.released_without", day=day, names=listed(missing))
    else:
        yield text("monthly.released", day=day)
