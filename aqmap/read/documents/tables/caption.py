"""What stands over a table holds for all of it: its period, role, unit, place and indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aqmap.model.figures import Role
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.layout import Layout, stated_units
from aqmap.read.documents.tables.read_labels import cut_off_period
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import SAME_YEAR, find_period
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import NAMED_AIM, PROGRESS, role_of
from aqmap.workspace.indicators import Indicator, fold
from aqmap.workspace.places import Place

_LONGEST = 60  # a longer line is no title
_NEAR = 3  # nor is what stands further above
_TITLE = re.compile(f"表|清单|情况|{NAMED_AIM}|{PROGRESS}|统计|指标|完成|单位[:：]")
_SENTENCE = re.compile("[。；！]")
_LONE = 2  # a name of two characters is one only where nothing longer holds it


@dataclass(frozen=True)
class Title:
    """What a table's title says; whatever it leaves open is empty, or the document's own."""

    period: str
    role: Role | None
    place: Place | None
    indicator: Indicator | None
    units: tuple[str, ...]


def read_title(above: Sequence[Paragraph], layout: Layout, context: Context) -> Title:
    """
    Return what the lines over a table say of all of it, the nearest first.

    Parameters
    ----------
    above
        The paragraphs between it and the table before.
    layout
        The table's, with the lines that stand inside the grid over its header.
    context
        The document's: its period and place hold where the lines name none.
    """
    near = [one_line(paragraph.text) for paragraph in above[-_NEAR:]]
    near = [line for line in near if not _SENTENCE.search(line)]
    lines = [*reversed(layout.titles), *reversed(near)]
    lines = [line for line in lines if len(line) <= _LONGEST and _TITLE.search(line)]
    period = next(filter(None, (_period(line, context) for line in lines)), "") or context.period
    units = next((tuple(u) for line in lines if (u := stated_units(line))), ())
    units = layout.units or units
    return Title(
        period=period.replace(SAME_YEAR, context.period[:4]),
        role=next((role for line in lines if (role := role_of(line)[0])), None),
        place=next((p for line in lines if (p := _place(line, context))), context.own),
        indicator=next((i for line in lines if (i := _indicator(line, units, context))), None),
        units=units,
    )


def _period(line: str, context: Context) -> str:
    """Return the period of a title: up to its cut-off (截至10月25日), or the first it names."""
    period = find_period(line)
    return cut_off_period(line, period[:4] or context.period[:4]) or period


def _place(line: str, context: Context) -> Place | None:
    """Return the one place that a line names, the longest spelling at each spot."""
    places: dict[str, Place] = {}
    names = {
        name: place
        for place in context.places
        for name in (place.name.zh, *place.other_names)
        if name in line and len(name) > _LONE
    }
    for name in _longest_first(names):
        place = context.match(name).place
        if name in line and place is not None:
            places[place.code] = place
            line = line.replace(name, " ")
    return next(iter(places.values())) if len(places) == 1 else None


def _indicator(line: str, units: Sequence[str], context: Context) -> Indicator | None:
    """Return the one indicator that a line names, some (电采暖) with the unit stated beside it."""
    folded = fold(line)
    known = dict(context.indicators.aliases)
    for tail in (fold(f"（{unit}）") for unit in units):
        known |= {a.removesuffix(tail): i for a, i in known.items() if a.endswith(tail)}
    aliases = {alias: i for alias, i in known.items() if alias in folded}
    indicators = {}
    for alias in _longest_first(aliases):
        if alias in folded:
            indicators[aliases[alias].id] = aliases[alias]
            folded = folded.replace(alias, " ")
    return next(iter(indicators.values())) if len(indicators) == 1 else None


def _longest_first(names: Iterable[str]) -> list[str]:
    return sorted(names, key=len, reverse=True)
