"""The road from a workspace and its ledger to the book of a year's assessment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aqmap.book.dispatch.year_book import Scores, YearBook
from aqmap.errors import Fault, TableError
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import MonthEvent
from aqmap.model.dispatch.yearend.year_rows import YearTable
from aqmap.pipelines.dispatch.month_books import place_names, source_lines
from aqmap.pipelines.dispatch.yearend.year_inputs import YearInputs
from aqmap.words import Text, text
from aqmap.workspace.dispatch.assessment_steps import assessment_file
from aqmap.workspace.indicators import Indicators


def year_book_of(
    inputs: YearInputs,
    audience: Audience,
    on: date | None = None,
    *,
    release: MonthEvent | None = None,
) -> YearBook:
    """
    Return a year's assessment.

    Parameters
    ----------
    inputs
        What the workspace says.
    audience
        Whom it is for.
    on
        As of which day all of it stands, and problems are overdue. Without it, all that is there
        counts, and problems are overdue as of the year's last day.
    release
        By whom and when it is released; a draft without it.

    Raises
    ------
    TableError
        If a step is of a row that the plan does not give its place.
    """
    now = inputs
    inputs = now if on is None else now.as_of(on)
    dispatch = inputs.dispatch
    workspace, settings, indicators = (
        dispatch.workspace,
        dispatch.settings,
        dispatch.workspace.indicators,
    )
    table = _table(inputs)
    _require_rows(inputs, table)
    last_day = date(settings.year, 12, 31)
    of_rows = [row.indicator for row in table.rows]
    ids = list(dict.fromkeys((*of_rows, *(row.indicator for row in table.plan.rows))))
    places = place_names(dispatch)
    receipts = [r for r in inputs.ledger.receipts if r.month == str(settings.last_month)]
    days = [*(r.received for r in receipts), *(row.date for row in inputs.assessment)]
    return YearBook(
        table=table,
        region=dispatch.region.name,
        places=places,
        names={key: indicators[key].label for key in ids},
        numbers={row.indicator: row.number for row in table.plan.rows},
        measures={key: indicators[key].unit for key in ids},
        kinds={key: indicators[key].kind for key in ids},
        units={unit.id: unit.name for unit in dispatch.units},
        sources=(*source_lines(dispatch), *_further_sources(inputs)),
        scores=_scores(inputs, table, places, indicators),
        rectification=inputs.rectification,
        day=on or last_day,
        audience=audience,
        compiler=settings.compiler or workspace.settings.compiler,
        dated=release.on if release else on or max([last_day, *days]),
        release=release,
        as_of=on,
        left_out=now.left_out(inputs),
    )


def _table(inputs: YearInputs) -> YearTable:
    from aqmap.decide.progress.yearend.year_table import plan_at_years_end, year_table

    dispatch = inputs.dispatch
    settings, indicators = dispatch.settings, dispatch.workspace.indicators
    region = dispatch.region
    plan = plan_at_years_end(
        dispatch.figures,
        settings,
        indicators=indicators,
        region=region,
        origins=dispatch.origins,
    )
    return year_table(
        plan,
        settings,
        inputs.figures,
        indicators=indicators,
        layers=dispatch.workspace.layers,
        region=region,
        units=dispatch.units,
        ledger=inputs.ledger,
        assessment=inputs.assessment,
    )


def _require_rows(inputs: YearInputs, table: YearTable) -> None:
    """Require that each step is of a row of its place: what is written counts, or is a fault."""
    rows = {(row.place, row.indicator) for row in table.rows}
    workspace = inputs.dispatch.workspace
    path = assessment_file(workspace, table.year)
    faults = [
        Fault(
            "yearend_no_row",
            path,
            f"line {step.line}",
            place=workspace.places[step.place].name,
            found=workspace.indicators[step.indicator].label,
        )
        for step in inputs.assessment
        if step.indicator and (step.place, step.indicator) not in rows
    ]
    if faults:
        raise TableError(faults)


def _scores(
    inputs: YearInputs, table: YearTable, places: Mapping[str, Text], indicators: Indicators
) -> Scores | None:
    """Return the scores by ``scoring.toml``; none without it."""
    from aqmap.decide.progress.yearend.relative_targets import Baselines
    from aqmap.decide.progress.yearend.scores import Scorer, rule_words

    if inputs.scoring is None:
        return None
    scoring = inputs.scoring.scoring
    scorer = Scorer(inputs.scoring, indicators, Baselines(inputs.figures))
    return Scores(
        document=scoring.document,
        places=scorer.scores(table, list(places)),
        rule=rule_words(scoring, scoring.total.rule),
        decimals=scoring.total.decimals,
    )


def _further_sources(inputs: YearInputs) -> list[Text]:
    sources = []
    if inputs.assessment:
        sources.append(text("yearend.source.steps"))
    if inputs.rectification:
        sources.append(text("yearend.source.rectification"))
    return sources
