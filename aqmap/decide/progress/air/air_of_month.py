"""What each place's yearly air targets leave at the end of a month, place by place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from aqmap.decide.progress.air.air_days import (
    MEAN,
    RATIO,
    AirSeries,
    same_day_last_year,
    stated_air,
    stated_changes,
)
from aqmap.decide.progress.air.air_words import air_words
from aqmap.decide.progress.air.air_year import AirYear, air_year
from aqmap.model.figures import Comparator, Figure, Role
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators

_REACHED = {MEAN: (Comparator.LE, Comparator.LT), RATIO: (Comparator.GE, Comparator.GT)}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceAir:
    """
    A place's year so far.

    Attributes
    ----------
    series
        The place, whose data they are, and whether dust days are in them.
    year
        The numbers.
    words
        The same in words, labelled as arithmetic.
    """

    series: AirSeries
    year: AirYear
    words: Text


def air_of_month(
    figures: Sequence[Figure],
    *,
    plan: Sequence[str],
    places: Sequence[str],
    until: date,
    indicators: Indicators,
) -> tuple[PlaceAir, ...]:
    """
    Return the year so far of each place of which it is stated, in the order of the places.

    Parameters
    ----------
    figures
        Targets, and measured figures of the year's first day to `until`.
    plan
        Ids of the sources whose targets count.
    places
        Codes of the region's places.
    until
        The last day of the month.
    indicators
        For the decimals to which a ratio is stated.
    """
    targets = {
        (place, name): _target(figures, plan, place, name, until)
        for place in places
        for name in (MEAN, RATIO)
    }
    now = stated_air(figures, until)
    before = stated_air(figures, same_day_last_year(until))
    changes = stated_changes(figures, until)
    told = []
    for series in sorted(now, key=lambda s: (s.basis, str(s.dust))):
        if series.place not in places:
            continue
        mean, ratio = (targets[series.place, name] for name in (MEAN, RATIO))
        year = air_year(
            now[series],
            before.get(series),
            mean_target=mean.value if mean else None,
            ratio_target=ratio.value if ratio else None,
            ratio_comparator=(ratio.comparator if ratio else None) or Comparator.GE,
            ratio_decimals=indicators[RATIO].decimals if RATIO in indicators else 1,
        )
        year = replace(
            year,
            mean_change=year.mean_change or changes.get((series, MEAN)),
            ratio_change=year.ratio_change or changes.get((series, RATIO)),
        )
        told.append(PlaceAir(series=series, year=year, words=air_words(year, series.basis)))
    return tuple(sorted(told, key=lambda air: places.index(air.series.place)))


def _target(
    figures: Iterable[Figure], plan: Sequence[str], place: str, name: str, until: date
) -> Figure | None:
    """Return a place's yearly target in force; none where two sources or sentences differ."""
    of_place = [
        figure
        for figure in figures
        if (figure.role, figure.place, figure.indicator) == (Role.TARGET, place, name)
        and figure.period == str(until.year)
        and figure.source in plan
        and figure.value is not None
        and not figure.confirm
        and (figure.comparator or _REACHED[name][0]) in _REACHED[name]
    ]
    return of_place[0] if len({(f.value, f.comparator) for f in of_place}) == 1 else None
