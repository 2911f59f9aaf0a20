"""The places that days are assessed for: stations, counties, prefectures, and their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from aqmap.decide.assess.assessed_figures import Origin, Site, assessed_figures
from aqmap.decide.assess.daily_values import DayValues, combined, without_days
from aqmap.decide.assess.given_days import with_given
from aqmap.decide.assess.rule_choices import Choices
from aqmap.decide.assess.siting import Siting
from aqmap.decide.assess.statistics import Assessment, assess, averaged
from aqmap.decide.assess.year_on_year import year_before
from aqmap.model.figures import Dust, Figure, Level
from aqmap.pipelines.stations.station_readings import AssessOptions, Readings
from aqmap.read.stations.station_lists import Station
from aqmap.words import text
from aqmap.workspace.workspace import Workspace


class Area:
    """
    The places of the workspace: who belongs to whom.

    Parameters
    ----------
    opened, sites, siting
        The workspace, the places that are assessed, and which station stands where.
    """

    def __init__(self, opened: Workspace, sites: Mapping[str, Site], siting: Siting) -> None:
        self.opened, self.sites, self._siting = opened, sites, siting
        self.members = {code: sites[code].stations for code in siting.inside}
        self.regions = {
            region.prefecture: [
                code
                for code in region.places
                if code in self.members and (self.members[code] or sites[code].given)
            ]
            for region in opened.settings.regions
        }

    def is_told(self, place: str) -> bool:
        """Return whether any readings are behind a place."""
        return bool(self.sites[place].stations or self.sites[place].given)

    def dust_days(self, days: Mapping[str, frozenset[date]]) -> dict[str, frozenset[date]]:
        """Return the dust days of every place, from those of areas; "" is everywhere."""
        inside = self._siting.inside.items()
        county_of = {station: county for county, stations in inside for station in stations}
        prefecture_of = {
            county: prefecture
            for prefecture, counties in self.regions.items()
            for county in counties
        }
        days_of = {}
        for place in self.sites:
            county = county_of.get(place, place)
            areas = ("", place, county, prefecture_of.get(county, ""))
            days_of[place] = frozenset().union(*(days.get(area, frozenset()) for area in areas))
        return days_of


def sites_of(
    opened: Workspace, listed: Sequence[Station], siting: Siting, readings: Readings
) -> dict[str, Site]:
    """Return every place that is assessed: measured stations, counties and prefectures."""
    measured = readings.stations.places
    given = frozenset(readings.given.places) if readings.given else frozenset()
    unknown = text("assess.hours_unknown").zh if readings.given else ""
    background = {station.code for station in listed if station.background}
    names = {s.code: s.name + ("（对照点）" if s.background else "") for s in listed}
    sites = {
        code: Site(
            code=code, name=names[code], level=Level.STATION, stations=(code,), remark=unknown
        )
        for code in measured
    }
    for county, stations in siting.inside.items():
        counted = tuple(code for code in stations if code not in background)
        measured_there = tuple(code for code in counted if code in measured)
        counted = measured_there if readings.given else measured_there or counted
        own_days = county in given
        sites[county] = Site(
            code=county,
            name=opened.places.by_code[county].name.zh,
            level=Level.COUNTY,
            stations=() if own_days else counted,
            given=(county,) if own_days else (),
            remark=unknown if own_days or counted else "",
        )
    for region in opened.settings.regions:
        if region.prefecture in region.places:  # a city without counties: the same stations
            continue
        counties = [sites[code] for code in region.places if code in siting.inside]
        name = opened.places.by_code[region.prefecture].name.zh
        sites[region.prefecture] = (
            Site(
                code=region.prefecture,
                name=name,
                level=Level.PREFECTURE,
                stations=(),
                given=(region.prefecture,),
                remark=unknown,
            )
            if region.prefecture in given
            else _of_counties(region.prefecture, name, counties, unknown)
        )
    return sites


def _of_counties(code: str, name: str, counties: Sequence[Site], unknown: str) -> Site:
    """Return a prefecture whose days are those of its counties."""
    given = tuple(code for county in counties for code in county.given)
    of_counties = text(
        "assess.of_counties_given" if given else "assess.of_counties",
        told=sum(bool(county.stations or county.given) for county in counties),
        of=len(counties),
    )
    return Site(
        code=code,
        name=name,
        level=Level.PREFECTURE,
        stations=tuple(code for county in counties for code in county.stations),
        given=given,
        remark="；".join(filter(None, (of_counties.zh, unknown))),
    )


@dataclass(frozen=True, slots=True)
class DustVariant:
    """
    Dust in or out.

    Attributes
    ----------
    dust
        Which of the two.
    values, given
        The stations' days, and those that tables give of counties and prefectures.
    out
        The days taken out, by place.
    """

    dust: Dust
    values: DayValues
    given: DayValues | None
    out: Mapping[str, frozenset[date]]


def dust_variants(
    readings: Readings, area: Area, dust_days: Mapping[str, frozenset[date]]
) -> list[DustVariant]:
    """Return the days with sand-dust days in, and without them if there is a list of them."""
    values, given = readings.stations, readings.given
    variants = [DustVariant(Dust.INCLUDED, values, given, {})]
    if dust_days:
        out = area.dust_days(dust_days)
        left = without_days(given, out) if given else None
        variants.append(DustVariant(Dust.DEDUCTED, without_days(values, out), left, out))
    return variants


def figures_of(
    variant: DustVariant, period: str, options: AssessOptions, rules: Choices, area: Area
) -> Iterator[Figure]:
    """Yield the figures of one period, at every level; tables of days tell of no other places."""
    assessments = _assessments(variant, period, rules, area)
    earlier = year_before(period)
    before = _assessments(variant, earlier, rules, area) if earlier else []
    origin = Origin(source=options.source, basis=options.basis, dust=variant.dust)
    if variant.given:
        assessments = [a for a in assessments if area.is_told(a.place)]
    yield from assessed_figures(assessments, area.sites, area.opened.indicators, origin, before)


def _assessments(variant: DustVariant, period: str, rules: Choices, area: Area) -> list[Assessment]:
    """Assess a period at stations, counties and prefectures."""
    county_days = with_given(
        combined(variant.values, area.members, rules.station_share), variant.given
    )
    prefecture_days = with_given(combined(county_days, area.regions), variant.given)
    stations, counties, prefectures = (
        assess(values, period, rules, without=variant.out)
        for values in (variant.values, county_days, prefecture_days)
    )
    if rules.county_order == "stations_first":
        given = variant.given.places if variant.given else ()
        counties = averaged(counties, stations, area.members, kept=given)
        prefectures = averaged(prefectures, counties, area.regions, kept=given)
    return [*stations, *counties, *prefectures]
