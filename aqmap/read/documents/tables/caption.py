"""What stands over a table holds for all of it: its period, role, unit, place and indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from aqmap.model.figures import Role
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.layout import Layout
from aqmap.read.documents.tables.note_rows import stated_units
from aqmap.read.documents.tables.read_labels import cut_off_period
from aqmap.read.formats.blocks import Paragraph
from aqmap.read.lexicon.dates import SAME_YEAR, find_period
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import NAMED_AIM, PROGRESS, role_of
from aqmap.workspace.indicators import Indicator, fold
from aqmap.workspace.places import Place

_Said = TypeVar("_Said")
_LONGEST = 60  # a longer line is no title
_NEAR = 3  # nor is what stands further above
_TITLE = re.compile(
    f"截[止至]|表|清单|情况|{NAMED_AIM}|{PROGRESS}|统计|指标|完成|浓度|变化|分解|一览|单位[:：]"
)
_SECTION = re.compile("[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[章节]")
_YEAR = re.compile(r"20\d{2}")
_COMPARED = re.compile(r"[较比与]20\d{2}年")
_SENTENCE = re.compile("[。；！]")
_LOCAL = "(?:县|市|区|州|地|乡|镇|街道|团场|片区|园区|农场|牧场|场|站)"
_PARTS = re.compile(f"[各分]{_LOCAL}+(?:[、（(]{_LOCAL}+[)）]?)*")
_LONE = 2  # a name of two characters is one only where nothing longer holds it


@dataclass(frozen=True)
class Title:
    """
    What a table's title says; whatever it leaves open is empty, or the document's own.

    Attributes
    ----------
    period, role, place, indicator, units
        Those that hold for the whole table.
    told
        How each of them is known, by the name of its field.
    lists_few
        Whether the table lists less than half of the counties: its 合计 may be only theirs.
    aimed
        The first year for which the table has targets, if it says so of some of its values.
    based
        The year that later ones are held against, if the table has one: 基准年, or the first of
        several that are over.
    compared
        The words of a column or row of changes against what was before, if the table has one.
    lines
        The lines over the table, the nearest first.
    """

    period: str
    role: Role | None
    place: Place | None
    indicator: Indicator | None
    units: tuple[str, ...]
    told: Mapping[str, Reason]
    lists_few: bool = False
    aimed: str = ""
    based: str = ""
    compared: str = ""
    lines: tuple[str, ...] = ()

    def indicator_in(self, unit: str, context: Context) -> Indicator | None:
        """Return the indicator that it names for numbers of a unit, which may tell which it is."""
        if self.indicator is not None or not unit:
            return self.indicator
        return _first(self.lines, lambda line: _indicator(line, (unit,), context), "indicator")[0]


@dataclass(frozen=True)
class Headings:
    """
    What the headings say under which a table stands.

    Attributes
    ----------
    period, role, place
        Each with how it is known; where they say nothing, the document's own holds.
    """

    period: tuple[str, Reason] | None = None
    role: tuple[Role, Reason] | None = None
    place: tuple[Place | None, Reason] | None = None


NO_HEADINGS = Headings()


def read_title(
    above: Sequence[Paragraph], layout: Layout, context: Context, headings: Headings = NO_HEADINGS
) -> Title:
    """
    Return what the lines over a table say of all of it, the nearest first.

    Parameters
    ----------
    above
        The paragraphs between it and the table before.
    layout
        The table's, with the lines that stand inside the grid over its header.
    context
        The document's: its period and place hold where neither lines nor headings name one.
    headings
        What those say under which the table stands.
    """
    lines = [*reversed(layout.titles), *_lines_over(above)]
    lines = [line for line in lines if len(line) <= _LONGEST and _TITLE.search(line)]
    telling = [line for line in lines if not _tells_two_things(line, context)]
    units, of_unit = _first(lines, lambda line: tuple(stated_units(line)), "unit")
    units = layout.units or units or ()
    period, of_period = _titled_period(lines, context, headings)
    role, of_role = _first(telling, lambda line: role_of(line)[0], "role")
    if role is None and headings.role:
        role, of_role = headings.role
    place, of_place = _titled_place(lines, context, headings)
    indicator, of_indicator = _first(
        lines, lambda line: _indicator(line, units, context), "indicator"
    )
    told = (of_period, of_role, of_place, of_indicator, of_unit)
    reasons = {reason.field: reason for reason in told}
    return Title(period, role, place, indicator, units, reasons, lines=tuple(lines))


def without_parts(heading: str) -> str:
    """
    Return a heading without what its table lists one by one, which is no place: 各街道（乡镇）.

    Examples
    --------
    >>> without_parts("附件1 2023年各街道（乡镇）散煤清零任务表")
    '附件1 2023年散煤清零任务表'
    """
    return _PARTS.sub("", heading)


def _lines_over(above: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the lines over a table, the nearest first, up to a heading of a section."""
    for paragraph in reversed(above[-_NEAR:]):
        line = one_line(paragraph.text)
        if not _SENTENCE.search(line):
            yield line
        if _SECTION.match(line):
            return


def _tells_two_things(line: str, context: Context) -> bool:
    """Return whether a line is the document's title, of what was done and of what is to be."""
    title = one_line(context.title)
    return bool(title) and line == title and context.role_ground.known == Known.ASSUMED


def _titled_period(
    lines: Sequence[str], context: Context, headings: Headings
) -> tuple[str, Reason]:
    """Return the period of a table's title, of the headings above it, or of its document."""
    document, ground = headings.period or (context.period, context.period_ground)
    period, said = _first(lines, lambda line: _period(line, document), "period")
    if not period:
        return document, ground
    years = dict.fromkeys(_YEAR.findall(_COMPARED.sub("", said.words)))
    if len(years) > 1:
        said = replace(said, known=Known.ASSUMED, by="disagree", proposals=tuple(years))
    return period.replace(SAME_YEAR, document[:4]), said if years else ground


def _titled_place(
    lines: Sequence[str], context: Context, headings: Headings
) -> tuple[Place | None, Reason]:
    """Return the place of a table's title, of the headings above it, or of its document."""
    place, said = _first(lines, lambda line: _place(line, context), "place")
    if place is not None:
        return place, said
    return headings.place or (context.own, context.own_ground)


def _first(
    lines: Sequence[str], says: Callable[[str], _Said], field: str
) -> tuple[_Said | None, Reason]:
    """Return what the first of the lines that says something says, and how that is known."""
    for line in lines:
        if said := says(line):
            return said, Reason(field, Known.SAID, "caption", line)
    return None, Reason(field, Known.SAID, "caption")


def _period(line: str, document: str) -> str:
    """Return the period of a title: up to its cut-off (截至10月25日), or the first it names."""
    period = find_period(line)
    return cut_off_period(line, period[:4] or document[:4]) or period


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
