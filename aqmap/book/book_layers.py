"""What is shown where: cells of places and marks, in their views and overlays, and legends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from aqmap.book.scales import NO_TEXT, REASON_BASE, REASONS, Family, Scale, reason_class
from aqmap.model.page_sizes import ALL_BESIDE, Beside
from aqmap.words import Text, text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from aqmap.book.dispatch.progress_months import ProgressMonth
    from aqmap.book.underlays import Underlay


@dataclass(frozen=True, slots=True)
class Cell:
    """
    What one place shows in one view and period.

    Attributes
    ----------
    value
        The number, or none.
    klass
        Class number; from `REASON_BASE` on, a reason.
    label
        The number as it is printed on the map (``≤41``); empty for a reason, but for a last number
        in brackets, which counts nowhere.
    quality
        ``valid``, ``indicative``, or ``satellite`` for what stands in place of a measurement.
    qualifiers
        What follows the number in tooltip, legend and print.
    figures
        Ids of the figures behind it.
    pair
        Of a sheet of two layers, what each of them shows.
    """

    value: float | None
    klass: int
    label: str = ""
    quality: str = "valid"
    qualifiers: tuple[Text, ...] = ()
    figures: tuple[str, ...] = ()
    pair: tuple[Cell, ...] = ()

    @property
    def reason(self) -> str:
        """The reason's id, or empty where there is a class."""
        return REASONS[self.klass - REASON_BASE][0] if self.klass >= REASON_BASE else ""


@dataclass(frozen=True, slots=True)
class View:
    """
    One view of a layer.

    Attributes
    ----------
    name, title, unit
        Which view; its words; the unit of its numbers.
    scale
        One for all its periods.
    cells
        By period, one cell a place in the book's order; none where the layer does not cover it.
    totals
        By period and region, what the source prints as the total beside what the places add up to.
    printed
        Whether paper draws it.
    """

    name: str
    title: Text
    unit: Text
    scale: Scale
    cells: Mapping[str, tuple[Cell | None, ...]]
    totals: Mapping[str, Mapping[str, Text]]
    printed: bool


@dataclass(frozen=True, slots=True)
class BookLayer:
    """
    A layer: its words, regions, periods, views by name, and notes.

    ``print_periods`` are those drawn on paper; all where none is named. ``comparison`` has the
    gap and the status of a layer that has no view of them: no map shows them, tables do.
    ``multiples`` are the views of which paper has all periods on one sheet; ``beside`` is what it
    has beside its maps. ``pair_of`` are the two layers that a layer shows together.
    ``underlays`` are the grids under its maps, by period. ``progress`` is what stands beside maps
    of the monthly dispatch, by period. ``satellite`` is what the legend says of satellites' values
    that its maps tell apart. ``better`` is the side on which its numbers are better, where one is.
    ``wholes`` are, by view and period, one cell a region: what its prefecture shows as a whole.
    """

    id: str
    title: Text
    theme: str
    indicator: str
    periods: tuple[str, ...]
    regions: tuple[str, ...]
    views: Mapping[str, View]
    notes: tuple[Text, ...]
    sources: tuple[str, ...]
    print_periods: tuple[str, ...] = ()
    comparison: Mapping[str, View] = field(default_factory=dict)
    multiples: tuple[str, ...] = ()
    pair_of: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ALL_BESIDE
    underlays: Mapping[str, tuple[Underlay, ...]] = field(default_factory=dict)
    progress: Mapping[str, ProgressMonth] = field(default_factory=dict)
    satellite: Text = NO_TEXT
    better: Literal["lower", "higher"] | None = None
    wholes: Mapping[str, Mapping[str, tuple[Cell | None, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """
    One feature of an overlay.

    Attributes
    ----------
    code, name
        As its file has them.
    geometry
        WGS 84 degrees.
    place
        Code of the county it lies in; empty if in none.
    background
        Whether it is a background point: drawn, never averaged.
    value_label
        What its newest annual figure says, with period and unit; or empty.
    facts
        Further columns, as (name, text).
    figures
        Ids of its figures: annual first, then monthly.
    category
        Number of its category among those of its overlay; -1 where that has none.
    """

    code: str
    name: str
    geometry: BaseGeometry
    place: str
    background: bool
    value_label: Text
    indicative: bool
    facts: tuple[tuple[Text, str], ...]
    figures: tuple[str, ...]
    category: int = -1


@dataclass(frozen=True, slots=True)
class MarkCategory:
    """A kind of features of an overlay: its name, and how they are drawn."""

    name: Text
    symbol: str
    color: str


@dataclass(frozen=True, slots=True)
class Marks:
    """
    An overlay: its features and how they are drawn.

    Attributes
    ----------
    indicator
        The indicator of its features' figures; or empty.
    notice
        What must stand beside its values.
    readings
        By layer and period what each feature shows in the layer's measured view, on the view's
        scale: an indicative value is drawn hollow, one without a value as a cross.
    categories
        The kinds of its features that occur, in the order of the legend.
    named
        Whether paper writes its points' names.
    """

    id: str
    title: Text
    symbol: str
    color: str
    features: tuple[Mark, ...]
    source: str
    notice: Text | None
    notes: tuple[Text, ...]
    shown: bool
    printed: bool
    indicator: str = ""
    readings: Mapping[str, Mapping[str, tuple[Cell, ...]]] = field(default_factory=dict)
    categories: tuple[MarkCategory, ...] = ()
    named: bool = False

    def symbol_of(self, mark: Mark) -> str:
        """Return the sign of a feature: its category's, or the overlay's."""
        return self.symbol if mark.category < 0 else self.categories[mark.category].symbol

    def color_of(self, mark: Mark) -> str:
        """Return the colour of a feature without a value: its category's, or the overlay's."""
        return self.color if mark.category < 0 else self.categories[mark.category].color


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
