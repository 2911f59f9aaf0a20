"""Overlays → marks: each feature with its county and its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from aqmap.decide.cards import number_text
from aqmap.figures import OFF_BY_DEFAULT, Figure, Level, Quality
from aqmap.indicators import Indicators
from aqmap.layers import OverlaySpec
from aqmap.mapbook import Mark, Marks
from aqmap.periods import covers_whole_year, period_bounds, period_text
from aqmap.symbology import NO_TEXT
from aqmap.words import Text, text

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry


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
        As `read.overlays` returns them, WGS 84: columns ``code``, ``label``, ``background`` and
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
    own = [
        figure
        for figure in figures
        if figure.level == Level.STATION
        and figure.indicator == spec.indicator
        and (figure.basis not in OFF_BY_DEFAULT or figure.basis in spec.accept_basis)
    ]
    core = counties[counties["role"] == "core"]
    marks = []
    for row in features.to_dict("records"):
        mine = sorted((f for f in own if f.place == row["code"]), key=_annual_first)
        marks.append(_mark(row, mine, _county(row["geometry"], core), spec, indicators))
    noticed = sorted({f.basis for f in own if f.basis in OFF_BY_DEFAULT})
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
    )


def _annual_first(figure: Figure) -> tuple[bool, str]:
    return not covers_whole_year(figure.period), figure.period


def _county(geometry: BaseGeometry, core: GeoDataFrame) -> str:
    point = geometry.representative_point()
    found = core[core.covers(point)]
    return str(found["code"].iloc[0]) if len(found) else ""


def _mark(
    row: dict[str, Any],
    figures: Sequence[Figure],
    county: str,
    spec: OverlaySpec,
    indicators: Indicators,
) -> Mark:
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
