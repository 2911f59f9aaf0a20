"""Assessments → figures, each with its stations, days and hours; what is missing says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from aqmap.decide.assess.statistics import Assessment, IndexDays
from aqmap.decide.assess.validity import least_days
from aqmap.decide.assess.year_on_year import change
from aqmap.model.figures import Absence, Basis, Dust, Figure, Level, Quality, Role
from aqmap.model.locators import Locator
from aqmap.model.periods import covers_whole_year, period_bounds
from aqmap.model.rounding import half_even
from aqmap.standards.standards import of_one_state
from aqmap.words import text
from aqmap.workspace.indicators import Indicator, Indicators

_MEANS = {"PM2.5": "pm25", "PM10": "pm10", "SO2": "so2", "NO2": "no2"}
_PERCENTILES = {"CO": "co", "O3": "o3"}
"""The catalogue's indicators: a period's mean, and where HJ 663 judges by it the percentile."""


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
    given
        Places whose days, as tables give them, are behind it beside those of stations.
    """

    code: str
    name: str
    level: Level
    stations: Sequence[str]
    remark: str = ""
    given: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What all figures of an archive have in common: its source, basis, and dust in or out."""

    source: str
    basis: Basis
    dust: Dust


@dataclass(frozen=True, kw_only=True, slots=True)
class _Statistic:
    """
    One value of a period: what it stands on, and the unit that its change is told in.

    `short` are the pollutants without enough valid days, where it needs all; `remark` is what its
    note adds.
    """

    value: Fraction | None
    days: int
    valid: bool
    unit: str
    hours: int = 0
    editions: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    remark: str = ""


def assessed_figures(
    assessments: Sequence[Assessment],
    sites: Mapping[str, Site],
    indicators: Indicators,
    origin: Origin,
    before: Sequence[Assessment] = (),
) -> Iterator[Figure]:
    """
    Yield the figures of those statistics that the catalogue has an indicator for.

    Means (``pm25``, ``pm10``, ``so2``, ``no2``), percentiles (``co``, ``o3``), ``good_day_ratio``,
    ``heavy_pollution_days`` and ``composite_index``. A statistic that misses the rule of validity
    is ``indicative``;
    without a valid day there is no value but ``too_few_data``, and without a station
    ``no_station``. Ratio, heavy days and composite index need all six pollutants: an index of fewer
    is none.

    Parameters
    ----------
    assessments, sites
        Of one period; the sites by code.
    indicators
        The workspace's.
    origin
        Of the figures.
    before
        The same places a year earlier: a figure then carries its change, but an index by another
        edition of HJ 633 is not compared with.
    """
    earlier = {assessment.place: assessment for assessment in before}
    for assessment in assessments:
        year_before = earlier.get(assessment.place)
        statistics_before = dict(_statistics(year_before)) if year_before else {}
        for id_, statistic in _statistics(assessment):
            if id_ in indicators:
                figure = _figure(
                    assessment, sites[assessment.place], indicators[id_], origin, statistic
                )
                yield _with_change(figure, statistic, statistics_before.get(id_), year_before)


def _statistics(assessment: Assessment) -> Iterator[tuple[str, _Statistic]]:
    """Yield the statistics that have figures, by indicator."""
    for name, mean in assessment.means.items():
        value = mean.percentile if name in _PERCENTILES else mean.value
        if value is None and mean.days:  # a mean of means has no percentile
            continue
        id_ = _MEANS.get(name) or _PERCENTILES[name]
        yield (
            id_,
            _Statistic(value=value, days=mean.days, valid=mean.valid, unit="%", hours=mean.hours),
        )
    index = assessment.index_days
    if not index.complete:
        return
    least = min(mean.days for mean in assessment.means.values())
    short = tuple(name for name, mean in assessment.means.items() if not mean.valid)
    if assessment.composite is not None or not least:  # a mean of means has no percentile
        yield (
            "composite_index",
            _Statistic(
                value=assessment.composite,
                days=least,
                valid=not short,
                unit="%",
                editions=(assessment.limits,),
                short=short,
            ),
        )
    heavy = Fraction(index.heavy) if index.days and not index.lacking else None
    for id_, value, unit in (
        ("good_day_ratio", index.good_ratio, "个百分点"),
        ("heavy_pollution_days", heavy, "天"),
    ):
        yield (
            id_,
            _Statistic(
                value=value,
                days=index.days,
                valid=not short and index.days >= least,
                unit=unit,
                editions=index.editions,
                short=short,
                remark="；".join(filter(None, _index_remarks(index, id_))),
            ),
        )


def _index_remarks(index: IndexDays, id_: str) -> Iterator[str]:
    """Yield what the index of a period's days lacks."""
    if id_ == "good_day_ratio":
        yield _completeness(index)
    if index.without_peak:
        yield text("assess.without_peak", days=str(index.without_peak)).zh


def _completeness(index: IndexDays) -> str:
    """Return how many days lack a pollutant, with the ratio by the rule of 2026 beside it."""
    if not index.incomplete:
        return ""
    ratio = Fraction(100 * index.strict_good, index.strict_days) if index.strict_days else None
    written = "—" if ratio is None else f"{half_even(ratio, 1)}%"
    return text(
        "assess.incomplete",
        days=str(index.incomplete),
        ratio=written,
        good=str(index.strict_good),
        of=str(index.strict_days),
    ).zh


def _figure(
    assessment: Assessment, site: Site, indicator: Indicator, origin: Origin, statistic: _Statistic
) -> Figure:
    """Return a figure, or its absence with the reason."""
    value, days = statistic.value, statistic.days
    absence = None if value is not None else Absence.TOO_FEW_DATA
    absence = absence if site.stations or site.given else Absence.NO_STATION
    rounded = None if value is None else half_even(value, indicator.decimals)
    spot = f"stations {' '.join(site.stations)}" if site.stations else ""
    spot = Locator.of(spot, f"daily {' '.join(site.given)}" if site.given else "")
    spot = spot or "list by_position"
    spot += f"; hours {statistic.hours}" if statistic.hours else f"; days {days}" if days else ""
    notes = [site.remark] if site.remark else []
    if absence != Absence.NO_STATION:
        notes.append(_days_text(assessment.period, statistic))
    notes += [statistic.remark] if statistic.remark and value is not None else []
    if rounded is not None and value is not None and Fraction(rounded) != value:
        notes.append(text("assess.unrounded", value=f"{float(value):.6f}").zh)
    notes += ["、".join(statistic.editions)] if statistic.editions and not absence else []
    if not (absence or of_one_state(*period_bounds(assessment.period))):
        notes.append(text("assess.state_within").zh)
    return Figure(
        id=_id(indicator.id, assessment.period, site.code, origin.dust.value),
        place=site.code,
        place_written=site.name,
        level=site.level,
        indicator=indicator.id,
        indicator_written=(
            indicator.name if covers_whole_year(assessment.period) else indicator.label
        ).zh,
        period=assessment.period,
        role=Role.MEASURED,
        value=rounded,
        unit=indicator.unit.zh,
        value_written="" if rounded is None else str(rounded),
        absence=absence,
        basis=origin.basis,
        dust=origin.dust,
        quality=Quality.VALID if statistic.valid or absence else Quality.INDICATIVE,
        source=origin.source,
        locator=Locator(spot),
        note="；".join(notes),
    )


def _id(indicator: str, period: str, place: str, dust: str) -> str:
    """Return an id that no other figure of the archive has: of its parts only the period has -."""
    return "-".join((indicator, period.replace("/", "_"), place.replace("-", "~"), dust))


def _with_change(
    figure: Figure, now: _Statistic, earlier: _Statistic | None, before: Assessment | None
) -> Figure:
    """Return a figure with its change against the year before, and how many days that had."""
    if earlier is None or before is None:
        return figure
    changed = change(now.value, earlier.value, now.unit)
    if changed is None:
        return figure
    if now.editions != earlier.editions:
        return replace(figure, note=f"{figure.note}；{text('assess.other_edition').zh}")
    if now.valid and not earlier.valid:
        few = text("assess.before_too_few", period=before.period, days=str(earlier.days)).zh
        return replace(figure, note=f"{figure.note}；{few}")
    days = text("assess.before", period=before.period, days=str(earlier.days)).zh
    if not of_one_state(*period_bounds(figure.period), *period_bounds(before.period)):
        days += f"；{text('assess.state_before').zh}"
    return replace(
        figure,
        change=changed.amount,
        change_unit=changed.unit,
        baseline_period=before.period,
        note=f"{figure.note}；{days}",
    )


def _days_text(period: str, statistic: _Statistic) -> str:
    """Return how many days were valid, and what is asked for where they are too few."""
    days = str(statistic.days)
    need = 0 if statistic.valid else least_days(period)
    if not need:
        return text("assess.days", days=days).zh
    if statistic.short and statistic.days >= need:
        return text("assess.days_short", days=days, items="、".join(statistic.short)).zh
    key = "assess.days_of_year" if covers_whole_year(period) else "assess.days_of_month"
    return text(key, days=days, need=str(need)).zh
