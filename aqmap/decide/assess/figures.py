"""Assessments → figures, each with its stations, days and hours; what is missing says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from aqmap.decide.assess.rounding import half_even
from aqmap.decide.assess.statistics import Assessment, Mean
from aqmap.figures import Absence, Basis, Dust, Figure, Level, Quality, Role
from aqmap.indicators import Indicator, Indicators
from aqmap.standards import rules
from aqmap.words import text

_MEANS = {"PM2.5": "pm25"}
"""The catalogue's indicators that are a pollutant's mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """
    A place whose air was assessed.

    Attributes
    ----------
    code, name, level
        Of the place.
    stations
        Those that its values come from; none for a county without one.
    remark
        What every figure of it must say, such as how many counties of a prefecture it covers.
    """

    code: str
    name: str
    level: Level
    stations: Sequence[str]
    remark: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What all figures of an archive have in common: its source, basis, and dust in or out."""

    source: str
    basis: Basis
    dust: Dust


def assessed_figures(
    assessments: Sequence[Assessment],
    sites: Mapping[str, Site],
    indicators: Indicators,
    origin: Origin,
) -> Iterator[Figure]:
    """
    Yield the figures of the catalogue's indicators: PM2.5 mean, good-day ratio, heavy days.

    A statistic that misses the rule of validity is ``indicative``; without a valid day there is no
    value but ``too_few_data``, and without a station ``no_station``. The ratio and the heavy days
    need all six pollutants: an index of fewer is no day's index.
    """
    for told in assessments:
        site = sites[told.place]
        for name, mean in told.means.items():
            if name in _MEANS and _MEANS[name] in indicators:
                yield _mean_figure(told, site, mean, indicators[_MEANS[name]], origin)
        days = told.index_days
        if not days.complete:
            continue
        valid = days.days >= min((mean.days for mean in told.means.values()), default=0)
        quality = all(mean.valid for mean in told.means.values()) and valid
        for id_, value in (
            ("good_day_ratio", days.good_ratio),
            ("heavy_pollution_days", days.heavy),
        ):
            if id_ in indicators and days.days:
                exact = Fraction(value or 0)
                yield _figure(told, site, indicators[id_], origin, exact, days.days, valid=quality)


def _mean_figure(
    told: Assessment, site: Site, mean: Mean, indicator: Indicator, origin: Origin
) -> Figure:
    return _figure(
        told, site, indicator, origin, mean.value, mean.days, valid=mean.valid, hours=mean.hours
    )


def _figure(  # noqa: PLR0917 - the parts of one row
    told: Assessment,
    site: Site,
    indicator: Indicator,
    origin: Origin,
    value: Fraction | None,
    days: int,
    *,
    valid: bool,
    hours: int = 0,
) -> Figure:
    """Return a figure, or its absence with the reason."""
    absence = None if value is not None else Absence.TOO_FEW_DATA
    absence = absence if site.stations else Absence.NO_STATION
    rounded = None if value is None else half_even(value, indicator.decimals)
    spot = f"stations {' '.join(site.stations)}" if site.stations else "list by_position"
    spot += f"; hours {hours}" if hours else f"; days {days}" if days else ""
    notes = [site.remark] if site.remark else []
    if absence != Absence.NO_STATION:
        notes.append(_days_text(told.period, days, valid=valid))
    if rounded is not None and value is not None and Fraction(rounded) != value:
        notes.append(text("assess.unrounded", value=f"{float(value):.6f}").zh)
    return Figure(
        id="-".join((indicator.id, told.period.replace("/", "_"), site.code, origin.dust.value)),
        place=site.code,
        place_written=site.name,
        level=site.level,
        indicator=indicator.id,
        indicator_written=indicator.name.zh,
        period=told.period,
        role=Role.MEASURED,
        value=rounded,
        unit=indicator.unit.zh,
        value_written="" if rounded is None else str(rounded),
        absence=absence,
        basis=origin.basis,
        dust=origin.dust,
        quality=Quality.VALID if valid or absence else Quality.INDICATIVE,
        source=origin.source,
        locator=spot,
        note="；".join(notes),
    )


def _days_text(period: str, days: int, *, valid: bool) -> str:
    """Return how many days were valid, and how many are asked for where they are too few."""
    if len(period) == len("2021") and not valid:
        need = rules()["year_days"].value
        return text("assess.days_of_year", days=str(days), need=str(need)).zh
    return text("assess.days", days=str(days)).zh
