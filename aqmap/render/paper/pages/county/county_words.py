"""The words of a county's stations and measures, in a table or run on."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.book.profiles.county_profile import StationRow
from aqmap.model.measures import Measure
from aqmap.model.periods import period_text
from aqmap.words import Lang, Text, listed, say, text
from aqmap.workspace.sources import Source, locator_text


@dataclass(frozen=True, slots=True)
class StationWords:
    """Name and code of a station, its value or reason, and what else is known of it."""

    name: str
    value: str
    facts: str


def station_words(row: StationRow, lang: Lang) -> StationWords:
    """Return a station in words."""
    name = row.name if row.name == row.code else f"{row.name} {row.code}"
    value = row.reason or row.value
    facts = [text("quality.indicative")] if row.indicative and not row.reason else []
    facts += [Text(f"{n.zh}：{fact}", f"{n.en}: {fact}") for n, fact in row.facts]
    if row.background:
        facts.append(text("county.background"))
    return StationWords(name, value.in_(lang), listed(facts, "；").in_(lang))


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """A measure with its spot in the document, its units in charge, deadline and state."""

    title: str
    in_charge: str
    deadline: str
    state: str


def measure_words(measure: Measure, source: Source | None, lang: Lang) -> MeasureWords:
    """Return a measure in words."""
    days = [period_text(day) for day in filter(None, measure.deadline.split(";"))]
    where = locator_text(measure.locator, source).in_(lang)
    charges = [
        text(f"county.{name}", units=listed(units))
        for name, units in (
            ("lead", measure.lead),
            ("cooperating", measure.cooperating),
            ("responsible", measure.responsible),
        )
        if units
    ]
    if not charges:
        charges = [text("county.no_units")]
    return MeasureWords(
        f"{measure.title}　{where}",
        listed(charges, "；").in_(lang),
        listed(days).in_(lang),
        say(f"measure.state.{measure.state}", lang) if measure.state else "",
    )
