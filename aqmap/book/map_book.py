"""The map book: all that any renderer needs, once; a map sheet is a look-up in it."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from aqmap.book.book_layers import BookLayer, Cell, LegendEntry, Mark, Marks, View, legend_of
from aqmap.book.figure_cards import FigureCard
from aqmap.book.scales import REASON_BASE, REASONS
from aqmap.files.file_names import safe_file_name
from aqmap.model.audience import Audience
from aqmap.model.audit_numbers import NO_NUMBERS, AuditNumbers
from aqmap.model.figures import Level, Role, Withheld
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.model.page_sizes import Orientation, SizeName
from aqmap.model.periods import day_text, period_text
from aqmap.model.years_of_days import YearOfDays
from aqmap.words import Text, text
from aqmap.workspace.sources import Source

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from aqmap.book.dispatch.progress_months import ProgressMonth
    from aqmap.book.displays import Displays
    from aqmap.book.underlays import Underlay


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
    """A region: its places in order, and how its print map is framed, as far as that is given."""

    id: str
    name: Text
    prefecture: str
    places: tuple[str, ...]
    meridian: float | None
    inset: tuple[str, ...] | None
    seat: str
    orientation: Orientation
    size: SizeName = "a4"
    locator: bool = True


@dataclass(frozen=True, slots=True)
class MarkEntry:
    """
    A line of an overlay's legend: valid, indicative, none with its reason, or background.

    ``klasses`` are the classes that its points have, ascending.
    """

    sign: Literal["valid", "indicative", "none", "background"]
    label: Text
    count: int
    klasses: tuple[int, ...] = ()


@dataclass(frozen=True, repr=False)
class MapSheet:
    """One map: a layer in one view, period and region, ready to be drawn."""

    book: MapBook
    layer: BookLayer
    view: View
    period: str
    region: BookRegion
    rows: tuple[tuple[BookPlace, Cell], ...]

    def __repr__(self) -> str:
        return f"<MapSheet {self.title.zh}>"

    def _repr_png_(self) -> bytes | None:
        """Return the sheet's picture for a notebook."""
        return self.book.displays.picture(self) if self.book.displays else None

    @property
    def name(self) -> str:
        """The name of its files without their suffix, of which every system takes it."""
        period = self.period.replace("/", "_")
        return safe_file_name(f"{self.layer.id}-{self.view.name}-{period}-{self.region.id}")

    @property
    def title(self) -> Text:
        """Region, period, topic and view; of a month that is not released, that it is a draft."""
        title = text(
            "map.sheet_title",
            region=self.region.name,
            period=period_text(self.period),
            layer=self.layer.title,
            view=self.view.title,
        )
        return self.progress.titled(title) if self.progress else title

    @property
    def progress(self) -> ProgressMonth | None:
        """What stands beside a map of the monthly dispatch; none of any other map."""
        return self.layer.progress.get(self.period)

    @property
    def total(self) -> Text | None:
        """The printed total beside the sum of the places, where the source prints one."""
        return self.view.totals.get(self.period, {}).get(self.region.id)

    @property
    def underlay(self) -> Underlay | None:
        """The grid under its county lines; its counties are then not filled."""
        shown = self.layer.underlays.get(self.period, ())
        return next((grid for grid in shown if self.view.name in grid.views), None)

    @property
    def of_points(self) -> bool:
        """Whether the classes are those of an overlay's points."""
        return self.view.scale.kind == "points"

    @property
    def stations(self) -> tuple[tuple[Mark, Cell], ...]:
        """The points in the region that show something, from high to low, then those without."""
        places = set(self.region.places)
        shown = [
            (mark, cell)
            for marks in self.marks
            for mark, cell in zip(marks.features, self.readings(marks), strict=False)
            if mark.place in places
        ]
        return tuple(
            sorted(
                shown,
                key=lambda pair: (
                    pair[1].klass >= REASON_BASE,
                    -(pair[1].value or 0),
                    pair[0].code,
                ),
            )
        )

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """Every class with its count, also an empty one, then every reason that occurs."""
        shown = self.stations if self.of_points else self.rows
        counts = Counter(cell.klass for _, cell in shown)
        entries = legend_of(self.view, counts)
        return tuple(e for e in entries if e.klass < REASON_BASE or not self.of_points)

    @property
    def indicative(self) -> int:
        """How many of the places have a number that is indicative only, and are hatched."""
        return sum(cell.quality == "indicative" and not cell.reason for _, cell in self.rows)

    @property
    def satellite(self) -> int:
        """How many of the places have a satellite's value, which is drawn with upright lines."""
        return sum(cell.quality == "satellite" and not cell.reason for _, cell in self.rows)

    @property
    def marks(self) -> tuple[Marks, ...]:
        """The overlays on paper: those that are printed, and those that have values here."""
        return tuple(
            marks
            for marks in self.book.marks
            if marks.features and (marks.printed or self.has_values(marks))
        )

    def has_values(self, marks: Marks) -> bool:
        """Return whether any feature of an overlay shows a number here."""
        return any(not cell.reason for cell in self.readings(marks))

    def readings(self, marks: Marks) -> tuple[Cell, ...]:
        """Return what an overlay's features show here, in their order; nothing if not values."""
        if self.view.name != "measured" and not self.of_points:
            return ()
        return marks.readings.get(self.layer.id, {}).get(self.period, ())

    def counts(self, mark: Mark) -> bool:
        """Return whether a point lies in the region; what is not counted is not coloured."""
        return mark.place in self.region.places

    def mark_entries(self, marks: Marks) -> tuple[MarkEntry, ...]:
        """Return the legend of an overlay's values, counted over the places of the region."""
        pairs = zip(marks.features, self.readings(marks), strict=False)
        inside = [(mark, cell) for mark, cell in pairs if self.counts(mark)]
        kinds = Counter(cell.reason or cell.quality for _, cell in inside)
        klasses = {
            quality: tuple(
                sorted({c.klass for _, c in inside if not c.reason and c.quality == quality})
            )
            for quality in ("valid", "indicative")
        }
        valid, indicative = klasses["valid"], klasses["indicative"]
        entries = [
            MarkEntry("valid", text("mark.valid"), 0 if self.of_points else kinds["valid"], valid),
            MarkEntry("indicative", text("mark.indicative"), kinds["indicative"], indicative),
            *(MarkEntry("none", text(f"reason.{reason}"), kinds[reason]) for reason, _ in REASONS),
            MarkEntry("background", text("mark.background"), sum(m.background for m, _ in inside)),
        ]
        return tuple(entry for entry in entries if entry.count)


@dataclass(frozen=True, repr=False)
class MapBook:
    """
    Everything that is drawn, whoever draws it.

    Attributes
    ----------
    title, date, compiler, boundary_credit
        From ``aqmap.toml``; `date` falls back to the newest input's, and is
        none where neither states one: it is then written nowhere.
    regions, places
        The covered regions, and all their places in order: the rows of every matrix.
    counties, outlines
        Full outlines for paper, CGCS2000: columns ``code``, ``name``, ``role`` (``core``,
        ``neighbour``), ``geometry``; lines with ``rank`` (``national``, ``prefecture``).
    web_counties, web_outlines
        The same simplified with shared arcs for the page, WGS 84.
    themes, layers, marks
        What can be shown.
    pair_layers, progress_layers
        Maps of two layers together; of the monthly dispatch, whose periods are its months.
    day_layers
        Maps of single days on paper, named as the overlay whose stations they show.
    figures, sources, findings
        What stands behind it, by id.
    measures
        The registers of measures; of their figures, those that the book has.
    days
        Daily values of the overlays' stations, by code, years ascending.
    unmatched
        Names that no place fits, when the build went on without them: said on every map.
    audit
        The approval numbers that hold for its maps, by name.
    audience
        Whom it is for: nothing that is not for them is in the book.
    withheld_days
        By station, the days of which it has rows that are not for them, by reason; as ordinals.
    print_empty
        Whether maps without any value are printed.
    reading, displays
        What the page reads dropped files by, if it takes any; what shows the book in a notebook.
    """

    title: Text
    date: datetime.date | None
    compiler: Text | None
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
    days: Mapping[str, tuple[YearOfDays, ...]] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    day_layers: tuple[BookLayer, ...] = ()
    pair_layers: tuple[BookLayer, ...] = ()
    progress_layers: tuple[BookLayer, ...] = ()
    audit: AuditNumbers = NO_NUMBERS
    audience: Audience = Audience.INTERNAL
    withheld_days: Mapping[str, Mapping[Withheld, frozenset[int]]] = field(default_factory=dict)
    print_empty: bool = False
    reading: Mapping[str, Any] = field(default_factory=dict)
    displays: Displays | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        # A notebook writes this beside the page: the tables themselves would fill it.
        return f"<MapBook {self.title.zh}: {len(self.layers)} layers, {len(self.places)} places>"

    def _repr_html_(self) -> str | None:
        """Return the interactive page for a notebook."""
        return self.displays.page(self) if self.displays else None

    @property
    def mapped_layers(self) -> tuple[BookLayer, ...]:
        """All that has maps: layers, pairs of them, the monthly dispatch, single days."""
        return (*self.layers, *self.pair_layers, *self.progress_layers, *self.day_layers)

    @property
    def page_layers(self) -> tuple[BookLayer, ...]:
        """What the interactive page lists."""
        return (*self.layers, *self.pair_layers, *self.progress_layers)

    @property
    def file_day(self) -> datetime.date:
        """The day in the properties of files, which must have one: its own, or a fixed one."""
        return self.date or datetime.date(1970, 1, 1)

    @property
    def compiled(self) -> Text | None:
        """The date as it stands on paper; none where none is stated."""
        return text("paper.compiled", date=day_text(self.date)) if self.date else None

    def measures_of(self, place: str) -> tuple[Measure, ...]:
        """
        Return the measures that concern a place, in order.

        They are those that name it, those with an annex row whose task for it is not 0, and all of
        a document whose own place it is.
        """
        if not self.measures:
            return ()
        tasks = {
            (figure.source, name)
            for figure in (card.figure for card in self.figures.values())
            if figure.place == place and figure.role == Role.TARGET and figure.value
            for table_and_row in [figure.locator.annex_row]
            if table_and_row
            for name in (table_and_row[1], "/".join(table_and_row))
        }
        of_place = {source.id for source in self.sources.values() if source.place == place}
        return tuple(
            measure
            for measure in self.measures
            if place in measure.places
            or measure.source in of_place
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
        chosen = {listed.id: listed for listed in self.mapped_layers}[layer]
        period, region = period or chosen.periods[0], region or chosen.regions[0]
        if region not in chosen.regions:
            raise KeyError(region)
        pairs = zip(self.places, chosen.views[view].cells[period], strict=True)
        rows = tuple((p, cell) for p, cell in pairs if cell is not None and p.region == region)
        framed = {listed.id: listed for listed in self.regions}[region]
        return MapSheet(self, chosen, chosen.views[view], period, framed, rows)

    def sheets(self) -> list[MapSheet]:
        """Return every printed map: by theme, in the order of the layer list, then single days."""
        layers = list(self.mapped_layers)
        order = {theme: number for number, theme in enumerate(self.themes)}
        layers.sort(key=lambda layer: order.get(layer.theme, len(order)))
        return [
            self.sheet(layer.id, view.name, period, region)
            for layer in layers
            for view in layer.views.values()
            if view.printed
            for period in layer.print_periods or layer.periods
            for region in layer.regions
        ]
