"""A row of the annex over the months of its year → a layer of maps of progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import BookLayer, Cell, View
from aqmap.book.dispatch.light_looks import light_look, sign_name
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    plain,
    rate_cell,
    reported_words,
    row_fact,
    total_rate_cell,
)
from aqmap.book.dispatch.progress_months import ProgressMonth
from aqmap.book.figure_cards import number_text
from aqmap.book.scales import NO_TEXT, Klass, Scale, reason_class
from aqmap.decide.progress.judge_progress import kind_of
from aqmap.decide.progress.maps.progress_bars import progress_bars
from aqmap.decide.progress.maps.progress_sentence import progress_rule, progress_sentence
from aqmap.decide.report.office_numbers import in_unit
from aqmap.model.dispatch.lights import Light
from aqmap.model.dispatch.month_rows import MonthRow
from aqmap.words import Text, catalogue, listed, text
from aqmap.workspace.indicators import Indicator

VIEW = "progress"
_BY_SCHEDULE = (Light.ON_SCHEDULE, Light.SLIGHTLY_BEHIND, Light.BEHIND)
_LIGHTS: Mapping[str, tuple[Light, ...]] = {
    "quantity": (Light.DONE, *_BY_SCHEDULE, Light.OVERDUE),
    "cap": (*_BY_SCHEDULE, Light.OVER_CAP),
    "level": (Light.DONE, Light.OVERDUE),
    "frequency": (Light.DONE, Light.OVERDUE),
}
"""The lights that a kind of row can have; one that is in none is never judged."""
_REASONS: Mapping[Light, str] = {
    Light.NO_TASK: "no_task",
    Light.NO_REPORT: "not_reported",
    Light.RETURNED: "returned",
    Light.NOT_DUE: "not_due",
}
_UNPUBLISHED = "unpublished"


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressSpec:
    """
    Which layer of progress is asked for.

    Attributes
    ----------
    id, title
        Of the layer.
    indicator
        The row.
    region
        Id of the region whose places report.
    codes
        The book's places, in its order.
    sources
        Ids of the plan's sources.
    printed, multiples
        Whether paper draws it, and whether it has all months on one sheet.
    print_periods
        The months that paper draws; all where none is named.
    """

    id: str
    title: Text
    indicator: Indicator
    region: str
    codes: Sequence[str]
    sources: Sequence[str]
    printed: bool
    multiples: bool = False
    print_periods: tuple[str, ...] = ()


def has_lights(indicator: Indicator) -> bool:
    """Return whether a row is ever judged, so that it has a map of progress."""
    return kind_of(indicator) in _LIGHTS


def progress_layer(spec: ProgressSpec, months: Sequence[MonthBook]) -> BookLayer | None:
    """
    Return the layer of a row over some months; none where it has no row or no light in any.

    Parameters
    ----------
    spec
        What is asked for.
    months
        The months that are shown, each with what is for the audience alone.
    """
    indicator = spec.indicator
    shown = [book for book in months if book.cells_of(indicator.id)]
    if not shown or not has_lights(indicator):
        return None
    scale, classes = _scale(indicator)
    view = View(
        VIEW,
        _view_title(indicator),
        indicator.unit if indicator.kind == "level" else NO_TEXT,
        scale,
        {_period(book): _cells(spec, book, classes) for book in shown},
        {_period(book): {spec.region: _total(book, indicator)} for book in shown},
        spec.printed,
    )
    return BookLayer(
        spec.id,
        spec.title,
        indicator.theme,
        indicator.id,
        tuple(map(_period, shown)),
        (spec.region,),
        {VIEW: view},
        tuple(_notes(indicator, shown)),
        tuple(spec.sources),
        tuple(period for period in spec.print_periods if period in view.cells),
        multiples=(VIEW,) if spec.multiples else (),
        progress={_period(book): _month(book, indicator, classes) for book in shown},
    )


def _period(book: MonthBook) -> str:
    return str(book.table.month)


def _view_title(indicator: Indicator) -> Text:
    special = f"view.{VIEW}.{indicator.kind}"
    return text(special if special in catalogue() else f"view.{VIEW}")


def _scale(indicator: Indicator) -> tuple[Scale, dict[Light, int]]:
    """Return the classes of a kind of row, and the number of each light's."""
    lights = _LIGHTS[kind_of(indicator)]
    klasses = []
    for light in lights:
        look = light_look(light)
        color = look.fill if look else ""
        words = light.in_words(indicator.kind)
        klasses.append(Klass(None, None, color, words, sign_name(light)))
    return Scale("category", tuple(klasses)), {light: n for n, light in enumerate(lights)}


def _cells(
    spec: ProgressSpec, book: MonthBook, classes: Mapping[Light, int]
) -> tuple[Cell | None, ...]:
    rows = book.cells_of(spec.indicator.id)
    return tuple(_cell(rows[code], classes) if code in rows else None for code in spec.codes)


def _cell(row: MonthRow, classes: Mapping[Light, int]) -> Cell:
    """Return what a place shows: its rate or level by light, or why there is no light."""
    late = (text("monthly.late"),) if row.late else ()
    figures = (row.task.figure,) if row.task.figure else ()
    if row.light in classes:
        value = row.rate * 100 if row.rate is not None else row.done
        number = None if value is None else float(value)
        return Cell(number, classes[row.light], _label(row), qualifiers=late, figures=figures)
    if row.reason == _UNPUBLISHED:
        return Cell(None, reason_class(_UNPUBLISHED), figures=figures)
    reason = _REASONS.get(row.light, "not_judged")
    why = (text(f"progress.reason.{row.reason}"),) if row.reason else ()
    label = _last_number(row) if row.done is None else _label(row)
    if row.light not in (Light.NO_REPORT, Light.RETURNED, Light.NOT_DUE):
        label = ""
    return Cell(None, reason_class(reason), label, qualifiers=(*why, *late), figures=figures)


def _label(row: MonthRow) -> str:
    """Return the rate, or of a level the number itself."""
    if row.rate is not None:
        return rate_cell(row).words.zh
    return number_text(row.done) if row.done is not None else ""


def _last_number(row: MonthRow) -> str:
    """Return the last number of the year in brackets with its day; empty where there is none."""
    if row.previous is None:
        return ""
    day = row.previous_day
    dated = f", {day.month}-{day.day}" if day else ""
    return f"({number_text(row.previous)}{dated})"


def _total(book: MonthBook, indicator: Indicator) -> Text:
    """Return how many reported, and the rate over all places: at least, while some are missing."""
    total = book.totals[indicator.id]
    facts = [reported_words(total)] if total.expected_reports else []
    if total.done is not None:
        amount = in_unit(plain(total.done), indicator.unit)
        name = "done_at_least" if total.at_least else "done"
        facts.append(row_fact(name, indicator.kind, amount=amount))
    if total.rate is not None:
        facts.append(row_fact("rate", indicator.kind, rate=total_rate_cell(total).words))
    return listed(facts, "；")


def _notes(indicator: Indicator, months: Sequence[MonthBook]) -> list[Text]:
    rows = [row for book in months for row in book.rows_of(indicator.id)]
    notes = [text("progress.map.note.reports")]
    if any(row.previous is not None for row in rows):
        notes.append(text("progress.map.note.brackets", unit=indicator.unit))
    return notes


def _month(book: MonthBook, indicator: Indicator, classes: Mapping[Light, int]) -> ProgressMonth:
    (row,) = (row for row in book.plan_rows if row.indicator == indicator.id)
    bars, apart = progress_bars(book, indicator, classes)
    return ProgressMonth(
        book.table.draft,
        progress_rule(book, row),
        progress_sentence(book, row),
        bars,
        apart,
    )
