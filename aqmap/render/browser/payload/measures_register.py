"""The register of measures as the page's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aqmap.book.map_book import MapBook
from aqmap.model.measures import Measure
from aqmap.model.periods import period_text
from aqmap.render.browser.payload.cells import Say
from aqmap.words import text
from aqmap.workspace.sources import locator_text


def measures_payload(
    book: MapBook, say: Say, figures: Mapping[str, int], sources: Mapping[str, int]
) -> dict[str, Any]:
    """
    Return the measures, and which of them concern each place, as ``book.js`` reads them.

    Parameters
    ----------
    book
        The map book.
    say
        Gives a phrase its number.
    figures, sources
        Position of each by its id.
    """
    numbers = {measure.id: number for number, measure in enumerate(book.measures)}
    codes = [place.code for place in book.places] + [r.prefecture for r in book.regions]
    concerned = {code: [numbers[m.id] for m in book.measures_of(code)] for code in codes}
    return {
        "measures": [_measure(m, book, say, figures, sources) for m in book.measures],
        "concerned": {code: found for code, found in concerned.items() if found},
    }


def _measure(
    measure: Measure,
    book: MapBook,
    say: Say,
    figures: Mapping[str, int],
    sources: Mapping[str, int],
) -> list[Any]:
    due = [period_text(day) for day in filter(None, measure.deadline.split(";"))]
    return [
        measure.number,
        say(measure.section),
        say(measure.title),
        [say(day) for day in due],
        [[say(unit) for unit in units] for units in _charges(measure)],
        int(measure.responsible_by_note),
        list(measure.rows),
        str(measure.state or ""),
        say(text(f"measure.state.{measure.state}")) if measure.state else -1,
        sources.get(measure.source, -1),
        say(locator_text(measure.locator, book.sources.get(measure.source))),
        [figures[key] for key in measure.figures if key in figures],
    ]


def _charges(measure: Measure) -> tuple[tuple[str, ...], ...]:
    return measure.lead, measure.cooperating, measure.responsible
