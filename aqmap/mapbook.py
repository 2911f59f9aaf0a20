"""The map book: all that any renderer needs, once; a map sheet is a look-up in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from aqmap.figures import OFF_BY_DEFAULT, Basis, Figure, Level, Role
from aqmap.findings import Finding
from aqmap.measures import Measure, annex_row
from aqmap.periods import period_text
from aqmap.sources import Source
from aqmap.symbology import NO_TEXT, REASON_BASE, REASONS, Family, Scale, reason_class
from aqmap.words import Text, text

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class BookPlace:
    """
    A county or zone of a region.

    Attributes
    ----------
    code, name, label
        Code, official name, and the short name its documents use.
    level
        County, or zone: a place without a polygon, drawn as a marker and in a row of its own.
    region
        Id of its region.
    lon, lat
        Seat, or a zone's marker, WGS 84 degrees; none where unknown.
    area_km2
        Measured area; none for a zone.
    note
        What a reader must know of the place, such as an unverified marker.
    """

    code: str
    name: Text
    label: Text
    level: Level
    region: str
    lon: float | None
    lat: float | None
    area_km2: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookRegion:
    """A region: its places in order, and how its print map is framed."""

    id: str
    name: Text
    prefecture: str
    places: tuple[str, ...]
    meridian: float
    inset: tuple[str, ...]
    seat: str
    orientation: Literal["landscape", "portrait"]


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
        The number as it is printed on the map (``≤41``); empty for a reason.
    quality
        ``valid`` or ``indicative``.
    qualifiers
        What follows the number in tooltip, legend and print.
    figures
        Ids of the figures behind it.
    """

    value: float | None
    klass: int
    label: str = ""
    quality: str = "valid"
    qualifiers: tuple[Text, ...] = ()
    figures: tuple[str, ...] = ()

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

    ``print_periods`` are those drawn on paper; all where none is named.
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


@dataclass(frozen=True, slots=True)
class Marks:
    """An overlay: its features and how they are drawn; ``notice`` must stand beside its values."""

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


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure in words: what it says, and where it is written."""

    figure: Figure
    indicator: Text
    theme: str
    said: Text
    period: Text
    locator: Text
    notices: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: a class with its number, or a reason; and how many places it has."""

    klass: int
    label: Text
    count: int
    color: str = ""
    family: Family = "none"
    letter: Text = NO_TEXT


@dataclass(frozen=True)
class MapSheet:
    """One map: a layer in one view, period and region, ready to be drawn."""

    book: MapBook
    layer: BookLayer
    view: View
    period: str
    region: BookRegion
    rows: tuple[tuple[BookPlace, Cell], ...]

    @property
    def title(self) -> Text:
        """Region, period, topic and view."""
        return text(
            "map.sheet_title",
            region=self.region.name,
            period=period_text(self.period),
            layer=self.layer.title,
            view=self.view.title,
        )

    @property
    def total(self) -> Text | None:
        """The printed total beside the sum of the places, where the source prints one."""
        return self.view.totals.get(self.period, {}).get(self.region.id)

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Every class with its count, also an empty one, then every reason that occurs."""
        counts = Counter(cell.klass for _, cell in self.rows)
        entries = [
            LegendEntry(number, klass.label, counts[number], klass.color)
            for number, klass in enumerate(self.view.scale.classes)
        ]
        if self.view.scale.kind == "size":
            entries = [LegendEntry(0, self.view.title, counts[0], self.view.scale.color)]
        for number, (reason, family) in enumerate(REASONS, REASON_BASE):
            if counts[number]:
                entries.append(reason_entry(reason, family, counts[number]))
        return tuple(entries)


def value_notices(
    cells: Iterable[Cell | None], cards: Mapping[str, FigureCard]
) -> tuple[Text, ...]:
    """Return what must stand on a picture of these values: synthetic or unofficial ones say so."""
    known = {key for cell in cells if cell is not None for key in cell.figures if key in cards}
    bases = {cards[key].figure.basis for key in known}
    marked = bases & {*OFF_BY_DEFAULT, Basis.SYNTHETIC}
    return tuple(text(f"notice.{basis}") for basis in sorted(marked))


def reason_entry(reason: str, family: Family, count: int) -> LegendEntry:
    """Return a reason's line of the legend."""
    return LegendEntry(
        reason_class(reason),
        text(f"reason.{reason}"),
        count,
        family=family,
        letter=text(f"reason.{reason}.letter"),
    )


@dataclass(frozen=True)
class MapBook:
    """
    Everything that is drawn, whoever draws it.

    Attributes
    ----------
    title, date, compiler, audit_no, boundary_credit
        From ``aqmap.toml``; `date` falls back to the newest input's.
    regions, places
        The covered regions, and all their places in order: the rows of every matrix.
    counties, outlines
        Full outlines for paper, CGCS2000: columns ``code``, ``name``, ``role`` (``core``,
        ``neighbour``), ``geometry``; lines with ``rank`` (``national``, ``prefecture``).
    web_counties, web_outlines
        The same simplified with shared arcs for the page, WGS 84.
    themes, layers, marks
        What can be shown.
    figures, sources, findings
        What stands behind it, by id.
    measures
        The registers of measures; of their figures, those that the book has.
    unmatched
        Names that no place fits, when the build went on without them: said on every map.
    """

    title: Text
    date: date
    compiler: Text | None
    audit_no: str
    boundary_credit: Text
    regions: tuple[BookRegion, ...]
    places: tuple[BookPlace, ...]
    counties: GeoDataFrame
    outlines: GeoDataFrame
    web_counties: GeoDataFrame
    web_outlines: GeoDataFrame
    themes: Mapping[str, Text]
    layers: tuple[BookLayer, ...]
    marks: tuple[Marks, ...]
    figures: Mapping[str, FigureCard]
    sources: Mapping[str, Source]
    findings: tuple[Finding, ...]
    measures: tuple[Measure, ...] = ()
    unmatched: tuple[str, ...] = ()

    def measures_of(self, place: str) -> tuple[Measure, ...]:
        """
        Return the measures that concern a place, in order.

        They are those that name it, those with an annex row whose task for it is not 0, and all of
        a document whose own place it is.
        """
        tasks = {
            (figure.source, name)
            for figure in (card.figure for card in self.figures.values())
            if figure.place == place and figure.role == Role.TARGET and figure.value
            for at in [annex_row(figure.locator)]
            if at
            for name in (at[1], "/".join(at))
        }
        own = {source.id for source in self.sources.values() if source.place == place}
        return tuple(
            measure
            for measure in self.measures
            if place in measure.places
            or measure.source in own
            or any((measure.source, row) in tasks for row in measure.rows)
        )

    def sheet(self, layer: str, view: str, period: str = "", region: str = "") -> MapSheet:
        """
        Look one map up.

        Parameters
        ----------
        layer, view
            Their ids.
        period, region
            By default the layer's first.

        Raises
        ------
        KeyError
            If the book has no such map.
        """
        chosen = {found.id: found for found in self.layers}[layer]
        period, region = period or chosen.periods[0], region or chosen.regions[0]
        if region not in chosen.regions:
            raise KeyError(region)
        pairs = zip(self.places, chosen.views[view].cells[period], strict=True)
        rows = tuple((p, cell) for p, cell in pairs if cell is not None and p.region == region)
        here = {found.id: found for found in self.regions}[region]
        return MapSheet(self, chosen, chosen.views[view], period, here, rows)

    def sheets(self) -> list[MapSheet]:
        """Return every printed map, in the order of the layer list."""
        return [
            self.sheet(layer.id, view.name, period, region)
            for layer in self.layers
            for view in layer.views.values()
            if view.printed
            for period in layer.print_periods or layer.periods
            for region in layer.regions
        ]
