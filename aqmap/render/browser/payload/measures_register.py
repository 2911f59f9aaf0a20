"""The register of measures as the page's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aqmap.book.map_book import MapBook
from aqmap.model.measures import Measure
from aqmap.model.periods import period_text
from aqmap.render.browser.payload.phrases import Phrases
from aqmap.words import text
from aqmap.workspace.sources import locator_text


def measures_payload(
    book: MapBook, phrases: Phrases, figures: Mapping[str, int], sources: Mapping[str, int]
) -> dict[str, Any]:
    """
    Return the measures, and which of them concern each place, as ``book.js`` reads them.

    Parameters
    ----------
    book
        The map book.
    phrases
        Number each phrase.
    figures, sources
        Position of each by its id.
    """
    numbers = {measure.id: number for number, measure in enumerate(book.measures)}
    codes = [place.code for place in book.places] + [r.prefecture for r in book.regions]
    concerned = {code: [numbers[m.id] for m in book.measures_of(code)] for code in codes}
    return {
        "measures": [_measure(m, book, phrases, figures, sources) for m in book.measures],
        "concerned": {code: concerning for code, concerning in concerned.items() if concerning},
    }


def _measure(
    measure: Measure,
    book: MapBook,
    phrases: Phrases,
    figures: Mapping[str, int],
    sources: Mapping[str, int],
) -> list[Any]:
    due = [period_text(day) for day in filter(None, measure.deadline.split(";"))]
    return [
        measure.number,
        phrases.number(measure.section),
        phrases.number(measure.title),
        [phrases.number(day) for day in due],
        [[phrases.number(unit) for unit in units] for units in _charges(measure)],
        int(measure.responsible_by_note),
        list(measure.rows),
        str(measure.state or ""),
        phrases.number(text(f"measure.state.{measure.state}")) if measure.state else -1,
        sources.get(measure.source, -1),
        phrases.number(locator_text(measure.locator, book.sources.get(measure.source))),
        [figures[key] for key in measure.figures if key in figures],
    ]


def _charges(measure: Measure) -> tuple[tuple[str, ...], ...]:
    return measure.lead, measure.cooperating, measure.responsible
