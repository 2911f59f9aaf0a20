"""The lines of a map's legend: classes with their counts, and reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqmap.book.book_layers import View
from aqmap.book.scales import NO_TEXT, REASON_BASE, REASONS, Family, reason_class
from aqmap.words import Text, text


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a class with its number, or a reason; and how many places it has."""

    klass: int
    label: Text
    count: int
    color: str = ""
    family: Family = "none"
    letter: Text = NO_TEXT


def legend_of(view: View, counts: Counter[int]) -> tuple[LegendEntry, ...]:
    """Return every class of a view with its count, then every reason that is counted at all."""
    entries = [
        LegendEntry(number, klass.label, counts[number], klass.color)
        for number, klass in enumerate(view.scale.classes)
    ]
    if view.scale.kind == "size":
        entries = [LegendEntry(0, view.title, counts[0], view.scale.color)]
        if view.scale.below_zero:
            words = text("map.below_zero", view=view.title)
            entries.append(LegendEntry(1, words, counts[1], view.scale.color))
    for number, (reason, family) in enumerate(REASONS, REASON_BASE):
        if counts[number]:
            entries.append(reason_entry(reason, family, counts[number]))
    return tuple(entries)


def reason_entry(reason: str, family: Family, count: int) -> LegendEntry:
    """Return a reason's line of the legend."""
    return LegendEntry(
        reason_class(reason),
        text(f"reason.{reason}"),
        count,
        family=family,
        letter=text(f"reason.{reason}.letter"),
    )
