"""Overlays → marks: each feature with its county, its figures, and what it shows in a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aqmap.book.book_layers import Cell, Mark, MarkCategory, Marks
from aqmap.book.figure_cards import number_text
from aqmap.book.scales import NO_TEXT, Scale, reason_class
from aqmap.decide.compare.period_index import PeriodIndex
from aqmap.decide.compare.pick_figures import ChosenFigure, allowed_figures, choose_measured
from aqmap.errors import Fault
from aqmap.model.figures import OFF_BY_DEFAULT, Figure, Level, Quality, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import covers_whole_year, period_bounds, period_text
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.layers import LayerSpec, OverlaySpec

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

_MOST_NAMED = 10

ChosenReadings = Mapping[tuple[str, str], Mapping[str, Sequence[ChosenFigure]]]
"""By layer and overlay, what its features show in each period."""


def compose_marks(
    spec: OverlaySpec,
    features: GeoDataFrame,
    counties: GeoDataFrame,
    figures: Iterable[Figure],
    indicators: Indicators,
) -> Marks:
    """
    Put an overlay's features together with their counties and figures.

    Parameters
    ----------
    spec
        The overlay's file.
    features
        As `read_overlay` returns them, WGS 84: columns ``code``, ``label``, ``background`` and
        the declared ones.
    counties
        Columns ``code``, ``role`` and ``geometry``, WGS 84: a feature belongs to the core county
        that covers it, by position and never by name.
    figures
        All figures; those of level station with a feature's code belong to it.
    indicators
        For the unit.

    Returns
    -------
    marks
        Bases that are off by default are left out unless the overlay switches them on, and then
        its notice says what they are.
    """
    by_station: dict[str, list[Figure]] = defaultdict(list)
    of_stations = (f for f in figures if f.level == Level.STATION and f.indicator == spec.indicator)
    for figure in allowed_figures(of_stations, spec.accept_basis):
        by_station[figure.place].append(figure)
    core = counties[counties["role"] == "core"]
    occurring = set(features["category"]) if spec.category else set()
    values = [value for value in spec.categories if value in occurring]
    marks = []
    for row in features.to_dict("records"):
        station_figures = sorted(by_station[row["code"]], key=_annual_first)
        category = values.index(row["category"]) if spec.category else -1
        county = _county(row["geometry"], core)
        marks.append(_mark(row, station_figures, (county, category), spec, indicators))
    given = [f for of_station in by_station.values() for f in of_station if not f.is_withheld]
    bases = {figure.basis for figure in given}
    noticed = sorted(bases & OFF_BY_DEFAULT)
    return Marks(
        id=spec.id,
        title=spec.title,
        symbol=spec.symbol,
        color=spec.color,
        features=tuple(marks),
        source=spec.source,
        notice=text(f"notice.{noticed[0]}") if noticed else None,
        notes=spec.notes,
        shown=spec.shown,
        printed=spec.print,
        indicator=spec.indicator,
        categories=tuple(_category(value, spec) for value in values),
        named=spec.print_names,
    )


def _category(value: str, spec: OverlaySpec) -> MarkCategory:
    drawn = spec.categories[value]
    name = drawn.name or (Text(value, value) if value else text("mark.no_category"))
    return MarkCategory(name, drawn.symbol or spec.symbol, drawn.color or spec.color)


def outside_regions(
    marks: Marks, counties: GeoDataFrame, listed: Collection[str]
) -> Iterator[Finding]:
    """
    Yield one note of the features that lie in no county of the regions.

    Parameters
    ----------
    marks
        The overlay.
    counties
        As `compose_marks` has them.
    listed
        Codes of the counties of all regions. A line or area that touches one of them is inside.
    """
    land = counties[counties["code"].isin(list(listed))]
    outside = [
        mark
        for mark in marks.features
        if mark.place not in listed
        and not len(land.sindex.query(mark.geometry, predicate="intersects"))
    ]
    if not outside:
        return
    names = [mark.name for mark in outside[:_MOST_NAMED]]
    more = len(outside) > _MOST_NAMED
    zh, en = "、".join(names) + ("等" if more else ""), ", ".join(names) + (" …" if more else "")
    yield Finding(
        id=f"outside-{marks.id}",
        severity=Severity.NOTE,
        kind="outside",
        indicator="",
        title=text(
            "finding.outside.title",
            overlay=marks.title,
            count=len(outside),
            total=len(marks.features),
        ),
        detail=text("finding.outside.detail", names=Text(zh, en)),
        figures=(),
    )


def choose_readings(
    layer: LayerSpec, marks: Marks, figures: Mapping[str, Figure], faults: list[Fault]
) -> dict[str, tuple[ChosenFigure, ...]]:
    """
    Return what each feature of an overlay shows in a layer, by period.

    Parameters
    ----------
    layer
        Stations show values in its measured view, if it is of the overlay's indicator.
    marks
        The overlay.
    figures
        All figures by id.
    faults
        Gets a fault where several sources speak and the layer names no winner.

    Returns
    -------
    chosen
        In the order of the features; a value that is indicative only where the layer asks for such.
        Nothing where the layer is of something else, or has no measured view.
    """
    if not marks.indicator or layer.indicator != marks.indicator or "measured" not in layer.views:
        return {}
    measured = [
        PeriodIndex(figures[key] for key in mark.figures if figures[key].role == Role.MEASURED)
        for mark in marks.features
    ]
    indicative = "indicative" in layer.accept_quality
    return {
        period: tuple(
            choose_measured(
                of_feature.weighed(period, layer), layer, period, faults, indicative=indicative
            )
            for of_feature in measured
        )
        for period in layer.periods
    }


def reading_cell(reading: ChosenFigure, scale: Scale, period: str) -> Cell:
    """Return what one feature shows, and of which period it is if not of this one."""
    figure, value = reading.figure, reading.value
    ids = (reading.figure_id,) if reading.figure_id else ()
    if figure is None or value is None:
        return Cell(None, reason_class(reading.reason), figures=ids)
    return Cell(
        float(value),
        scale.class_of(float(value)),
        number_text(value),
        "indicative" if reading.indicative else "valid",
        reading.qualifiers[:1] if figure.period != period else (),
        ids,
    )


def _annual_first(figure: Figure) -> tuple[bool, str]:
    return not covers_whole_year(figure.period), figure.period


def _county(geometry: BaseGeometry, core: GeoDataFrame) -> str:
    covering = core.sindex.query(geometry.representative_point(), predicate="covered_by")
    return str(core["code"].iloc[min(covering)]) if len(covering) else ""


def _mark(
    row: dict[str, Any],
    figures: Sequence[Figure],
    where: tuple[str, int],
    spec: OverlaySpec,
    indicators: Indicators,
) -> Mark:
    county, category = where
    annual = [f for f in figures if covers_whole_year(f.period) and f.value is not None]
    newest = max(annual, key=lambda f: period_bounds(f.period), default=None)
    return Mark(
        code=str(row["code"]),
        name=str(row["label"]),
        geometry=row["geometry"],
        place=county,
        background=row["background"] is True,
        value_label=_value_label(newest, indicators),
        indicative=newest is not None and newest.quality == Quality.INDICATIVE,
        facts=tuple(
            (column.name, str(row[column.column])) for column in spec.columns if row[column.column]
        ),
        figures=tuple(f.id for f in figures),
        category=category,
    )


def _value_label(figure: Figure | None, indicators: Indicators) -> Text:
    if figure is None or figure.value is None:
        return NO_TEXT
    return text(
        "map.mark_value",
        period=period_text(figure.period),
        value=number_text(figure.value),
        unit=indicators[figure.indicator].unit,
    )


def station_values(spec: LayerSpec, chosen: ChosenReadings) -> list[float]:
    """Return the values of all stations in a layer: they share its scale."""
    return [
        float(reading.value)
        for (layer, _), by_period in chosen.items()
        if layer == spec.id
        for readings in by_period.values()
        for reading in readings
        if reading.value is not None
    ]
