"""Joined table + scales + marks → the map book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from aqmap.book.book_layers import BookLayer, Marks, View
from aqmap.book.day_maps import is_withheld, with_day_maps
from aqmap.book.figure_cards import FigureCard, figure_card
from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.decide.compare.pick_figures import is_allowed
from aqmap.decide.compare.release import Release
from aqmap.decide.compare.satellite_figures import drawable_figures, legend_of_satellites
from aqmap.decide.compose.overlay_marks import (
    ChosenReadings,
    choose_readings,
    reading_cell,
    station_values,
)
from aqmap.decide.compose.pair_layers import pair_layers
from aqmap.decide.compose.prefecture_cells import with_prefectures
from aqmap.decide.compose.public_points import rounded_points
from aqmap.decide.compose.region_totals import region_totals
from aqmap.decide.compose.station_calendars import StationCalendars
from aqmap.decide.compose.underlay_coverage import RegionCoverage
from aqmap.decide.compose.underlay_layers import with_underlays
from aqmap.decide.compose.views import ViewMaker, ViewsOnDemand
from aqmap.errors import Fault, SpecError
from aqmap.model.figures import Figure, Level
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.model.measures import Measure
from aqmap.model.page_sizes import SizeName
from aqmap.model.periods import period_bounds
from aqmap.model.station_days import NO_DAYS, StationDays
from aqmap.standards.standards import edition_on, of_one_state
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.layer_parts.named_choices import ViewName
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.sources import Source
from aqmap.workspace.workspace import Region, Workspace

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from aqmap.book.underlays import Grid

_COMPARISON: tuple[ViewName, ...] = ("gap", "status")
"""What a county's sheet says of every layer, also where no map shows it."""
_OF_INDEX = frozenset({"good_day_ratio", "heavy_pollution_days"})


@dataclass(frozen=True)
class Geometry:
    """Outlines for paper (full, CGCS2000) and for the page (simplified, WGS 84), and areas."""

    counties: GeoDataFrame
    outlines: GeoDataFrame
    web_counties: GeoDataFrame
    web_outlines: GeoDataFrame
    areas_km2: Mapping[str, float]


@dataclass(frozen=True)
class BookContents:
    """
    What was decided.

    Attributes
    ----------
    figures
        With their places; those that are withheld stand for their reason alone.
    joined, findings, marks
        What is drawn of them.
    release
        Whom the book is for.
    measures, days
        What goes on the cards besides.
    unmatched
        Names that no place fits.
    grids
        Those under the county lines, by layer and number.
    remarks
        What is said beside a figure, by its id.
    """

    figures: Mapping[str, Figure]
    joined: Sequence[JoinedRow]
    findings: Sequence[Finding]
    marks: Sequence[Marks]
    release: Release
    measures: Sequence[Measure] = ()
    days: StationDays = NO_DAYS
    unmatched: Sequence[str] = ()
    grids: Mapping[tuple[str, int], Grid] = field(default_factory=dict)
    remarks: Mapping[str, Text] = field(default_factory=dict)


def compose_book(
    workspace: Workspace, geometry: Geometry, contents: BookContents, newest: date | None
) -> MapBook:
    """
    Put everything that is drawn into one book.

    Parameters
    ----------
    workspace
        Its settings, layers and words.
    geometry
        The outlines.
    answers
        What was read and decided.
    newest
        Date of the newest input, used where ``aqmap.toml`` gives none; none where no input has one.

    Returns
    -------
    book
        Equal for equal input.

    Raises
    ------
    SpecError
        If several sources speak of a station and a layer names no winner, or if an overlay prints
        a day of which no station has a row.
    """
    settings = workspace.settings
    places = _book_places(workspace, geometry)
    faults: list[Fault] = []
    chosen = {
        (spec.id, marks.id): choose_readings(spec, marks, contents.figures, faults)
        for spec in workspace.layers
        for marks in contents.marks
    }
    if faults:
        raise SpecError(dict.fromkeys(faults))
    codes = [place.code for place in places]
    coverage = RegionCoverage(geometry.web_counties, settings.regions)
    layers = _book_layers(workspace, contents, codes, chosen, coverage)
    cited = {key for finding in contents.findings for key in finding.figures}
    cards = {
        key: figure_card(
            figure, workspace.indicators, workspace.sources, remark=contents.remarks.get(key)
        )
        for key, figure in contents.figures.items()
        if not figure.is_withheld and (_is_shown(figure, workspace) or key in cited)
    }
    calendars = StationCalendars(
        contents.days, contents.marks, workspace.overlays, contents.release
    )
    book = MapBook(
        title=settings.title,
        date=settings.date or newest,
        compiler=settings.compiler,
        print_empty=settings.print_empty,
        boundary_credit=settings.boundary_credit,
        regions=tuple(_book_region(region, settings.print.size) for region in settings.regions),
        places=places,
        counties=geometry.counties,
        outlines=geometry.outlines,
        web_counties=geometry.web_counties,
        web_outlines=geometry.web_outlines,
        themes=settings.themes,
        layers=layers,
        pair_layers=pair_layers(workspace, layers),
        marks=tuple(_drawn(marks, layers, chosen, contents) for marks in contents.marks),
        figures=cards,
        sources=_given_sources(workspace, contents, cards),
        findings=tuple(contents.findings),
        measures=tuple(
            replace(measure, figures=tuple(key for key in measure.figures if key in cards))
            for measure in contents.measures
        ),
        days=calendars.years(),
        unmatched=tuple(contents.unmatched),
        audience=contents.release.audience,
        withheld_days=calendars.withheld(),
    )
    for overlay in workspace.overlays:
        days = {overlay.id: [day for day in overlay.print_days if not is_withheld(book, day)]}
        book = with_day_maps(book, days, asked_by=f"layers/{overlay.id}.toml")
    return book


def _book_layers(
    workspace: Workspace,
    contents: BookContents,
    codes: Sequence[str],
    chosen: ChosenReadings,
    coverage: RegionCoverage,
) -> tuple[BookLayer, ...]:
    """Return all layers with grids and prefectures, in the order of the layer list."""
    joined: dict[str, list[JoinedRow]] = defaultdict(list)
    for row in contents.joined:
        joined[row.layer].append(row)
    layers = tuple(
        with_underlays(
            _book_layer(
                spec,
                workspace,
                contents,
                joined[spec.id],
                codes,
                station_values=station_values(spec, chosen),
            ),
            spec.underlay,
            contents.grids,
            contents.release,
            coverage,
        )
        for spec in _in_theme_order(workspace)
        if set(spec.views) != {"progress"}
    )
    return with_prefectures(layers, workspace, contents.figures, contents.remarks)


def _given_sources(
    workspace: Workspace, contents: BookContents, cards: Mapping[str, FigureCard]
) -> dict[str, Source]:
    """Return the sources, without those of which nothing that they say is given."""
    release, days = contents.release, contents.days
    withheld = {figure.source for figure in contents.figures.values() if figure.is_withheld}
    withheld |= {making.source for making in days.makings if release.why_no_day(making)}
    cited = {card.figure.source for card in cards.values()}
    cited |= {marks.source for marks in contents.marks}
    cited |= {measure.source for measure in contents.measures}
    cited |= {making.source for making in days.makings if not release.why_no_day(making)}
    return {
        key: source
        for key, source in workspace.sources.items()
        if release.gives_source(key) and (key in cited or key not in withheld)
    }


def _drawn(
    marks: Marks, layers: Sequence[BookLayer], chosen: ChosenReadings, contents: BookContents
) -> Marks:
    """Return an overlay with what its features show, and only what is for the audience."""
    drawn = _with_readings(marks, layers, chosen)
    figures = contents.figures
    features = tuple(
        replace(mark, figures=tuple(key for key in mark.figures if not figures[key].is_withheld))
        for mark in drawn.features
    )
    drawn = replace(drawn, features=features)
    return drawn if contents.release.audience.gets_outlines else rounded_points(drawn)


def _with_readings(marks: Marks, layers: Sequence[BookLayer], chosen: ChosenReadings) -> Marks:
    """Return an overlay with what its features show in each layer that is classed by colour."""
    readings = {
        layer.id: {
            period: tuple(reading_cell(reading, view.scale, period) for reading in chosen_figures)
            for period, chosen_figures in chosen[layer.id, marks.id].items()
        }
        for layer in layers
        for view in [layer.views.get("measured")]
        if chosen[layer.id, marks.id] and view is not None and view.scale.kind == "sequential"
    }
    return replace(marks, readings=readings)


def _is_shown(figure: Figure, workspace: Workspace) -> bool:
    """Return whether cards show a figure: what is off by default must be switched on somewhere."""
    if is_allowed(figure.basis, workspace.settings.accept_basis):
        return True
    if figure.level == Level.STATION:
        return any(
            figure.basis in spec.accept_basis and figure.indicator == spec.indicator
            for spec in workspace.overlays
        )
    layers = (spec for spec in workspace.layers if spec.indicator == figure.indicator)
    return any(drawable_figures([figure], spec) for spec in layers)


def _in_theme_order(workspace: Workspace) -> list[LayerSpec]:
    themes = list(workspace.settings.themes)
    return sorted(
        workspace.layers,
        key=lambda spec: themes.index(workspace.indicators[spec.indicator].theme),
    )


def _book_region(region: Region, size: SizeName) -> BookRegion:
    return BookRegion(
        region.id,
        region.name,
        region.prefecture,
        region.places,
        region.meridian,
        region.inset,
        region.seat,
        region.orientation,
        region.size or size,
        region.locator,
    )


def _book_places(workspace: Workspace, geometry: Geometry) -> tuple[BookPlace, ...]:
    places = []
    for region in workspace.settings.regions:
        for code in region.places:
            place = workspace.places[code]
            places.append(
                BookPlace(
                    code,
                    place.name,
                    region.labels.get(code, place.name),
                    place.level,
                    region.id,
                    place.lon,
                    place.lat,
                    geometry.areas_km2.get(code),
                    place.note,
                )
            )
    return tuple(places)


def _book_layer(
    spec: LayerSpec,
    workspace: Workspace,
    contents: BookContents,
    joined: Iterable[JoinedRow],
    codes: Sequence[str],
    *,
    station_values: Sequence[float],
) -> BookLayer:
    indicator = workspace.indicators[spec.indicator]
    rows = {(row.period, row.place): row for row in joined}
    own_views = tuple(name for name in spec.views if name != "progress")

    def view(name: ViewName) -> View:
        make = ViewMaker(name, spec, indicator, contents.figures)
        numbers = [n for row in rows.values() for n in [make.number(row)] if n is not None]
        other_numbers = station_values if name == "measured" else ()
        scale = make.scale([*map(float, numbers), *other_numbers])
        cells = {
            period: tuple(
                make.cell(rows[period, code], scale) if (period, code) in rows else None
                for code in codes
            )
            for period in spec.periods
        }
        totals = region_totals(spec, workspace, contents.figures, rows) if name == "target" else {}
        return View(name, make.title(), make.unit(), scale, cells, totals, name in spec.print)

    cited_sources = {
        contents.figures[key].source
        for row in rows.values()
        for key in (row.target_figure, row.measured_figure)
        if key
    }
    notes = (indicator.note,) if indicator.note else ()
    if rounding := spec.compare.rounding:
        facts = {
            "decimals": rounding.decimals,
            "source": workspace.sources[rounding.source].label,
        }
        notes = (*notes, text(f"notice.rounding.{rounding.judged}", **facts))
    if "measured" in spec.views:
        notes = (*notes, *_changes_of_rules(spec, indicator))
    return BookLayer(
        spec.id,
        spec.title or indicator.label,
        indicator.theme,
        indicator.id,
        spec.periods,
        spec.regions,
        {name: view(name) for name in own_views},
        (*notes, *spec.notes),
        tuple(sorted(cited_sources)),
        spec.print_periods,
        ViewsOnDemand(view, tuple(name for name in _COMPARISON if name not in own_views)),
        tuple(name for name in spec.print_multiples if name in own_views),
        beside=workspace.settings.print.beside if spec.beside is None else spec.beside,
        satellite=legend_of_satellites(spec),
        better=indicator.direction,
    )


def _changes_of_rules(spec: LayerSpec, indicator: Indicator) -> Iterator[Text]:
    """Yield what must be said where a layer's periods stand on both sides of a change of rules."""
    days = [day for period in spec.periods for day in period_bounds(period)]
    if indicator.unit.zh.endswith("克/立方米") and not of_one_state(*days):
        yield text("notice.state_changed")
    if indicator.id in _OF_INDEX and len({edition_on("index", day) for day in days}) > 1:
        yield text("notice.edition_changed")
