"""Places × figures → the joined table: what is compared, what it comes to, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import ne
from types import MappingProxyType

from aqmap.decide.compare.limits import judged_value
from aqmap.decide.compare.period_index import PeriodIndex
from aqmap.decide.compare.pick_figures import (
    ChosenFigure,
    choose_measured,
    choose_target,
)
from aqmap.decide.compare.satellite_figures import (
    drawable_figures,
    is_satellite,
    tells_satellites_apart,
)
from aqmap.decide.compare.status import COMPARED, decide_status
from aqmap.errors import Fault, spot_text, without_repeats
from aqmap.model.figures import Figure, Level, Role
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.locators import Locator
from aqmap.words import Text, listed, text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.places import Place, Places, is_broken_code
from aqmap.workspace.sources import Source
from aqmap.workspace.workspace import Region

_NONE = PeriodIndex()
_SHORT = 2  # of two letters, one is no slip but another name


@dataclass(frozen=True)
class MatchedFigures:
    """Figures whose places are known, and those whose names fit no single place."""

    figures: tuple[Figure, ...]
    unmatched: tuple[Figure, ...]
    faults: tuple[Fault, ...]


def match_places(
    figures: Iterable[Figure],
    places: Places,
    sources: Mapping[str, Source],
    origins: Mapping[str, tuple[object, int]],
) -> MatchedFigures:
    """
    Give every figure its place's code.

    Parameters
    ----------
    figures
        As read; those with a code keep it.
    places
        All places.
    sources
        For the place that 州直, 全市 and the like mean in each.
    origins
        File and line of each figure by id, for the messages.

    Returns
    -------
    matched
        Nothing is matched by a guess: an unknown or ambiguous name is a fault with the candidates
        or the three nearest names.
    """
    matched: list[Figure] = []
    unmatched: list[Figure] = []
    faults: list[Fault] = []
    for figure in figures:
        if figure.level == Level.STATION or figure.place in places.by_code:
            matched.append(_at_its_level(figure, places))
            continue
        if _is_asked(figure, places):
            unmatched.append(figure)
            continue
        own_place = sources[figure.source].place if figure.source in sources else ""
        prefecture = places[own_place].prefecture if own_place in places.by_code else ""
        written = figure.place_written or figure.place
        match = places.match(written, prefecture=prefecture, level=figure.level, own=own_place)
        if match.place is not None:
            matched.append(replace(figure, place=match.place.code, level=match.place.level))
            continue
        unmatched.append(figure)
        file, line = origins.get(figure.id, (figure.source, 0))
        locator = Locator.of(f"line {line}" if line else "", figure.locator)
        if match.ambiguous:
            names = listed(_told_apart(match.candidates, places))
            faults.append(Fault("place_ambiguous", file, locator, found=written, candidates=names))
        elif is_broken_code(written):
            faults.append(Fault("code_broken", file, locator, found=written))
        else:
            nearest = listed(match.nearest or ("-",))
            faults.append(Fault("place_unknown", file, locator, found=written, nearest=nearest))
    return MatchedFigures(
        tuple(matched), tuple(unmatched), tuple(without_repeats(faults, anywhere=True))
    )


def _is_asked(figure: Figure, places: Places) -> bool:
    """Return whether a person has yet to say the place, and its name is no slip of one letter."""
    if figure.place or "place" not in figure.confirm:
        return False
    written = figure.place_written
    match = places.match(written)
    return bool(match.candidates) or not any(
        len(name) == len(written) > _SHORT and sum(map(ne, name, written)) == 1
        for name in match.nearest
    )


def _told_apart(candidates: Sequence[Place], places: Places) -> Iterator[Text]:
    """Yield names and codes, with the prefecture where two names are one."""
    names = [place.name.zh for place in candidates]
    for place in candidates:
        name = places.full_name(place) if names.count(place.name.zh) > 1 else place.name
        yield Text(f"{name.zh}（{place.code}）", f"{name.en} ({place.code})")


def _at_its_level(figure: Figure, places: Places) -> Figure:
    """Return a figure; that of a city without counties, its own prefecture, is a county's."""
    place = places.by_code.get(figure.place)
    if figure.level == Level.PREFECTURE and place is not None and place.level == Level.COUNTY:
        return replace(figure, level=Level.COUNTY)
    return figure


def find_duplicates(
    figures: Iterable[Figure], origins: Mapping[str, tuple[object, int]]
) -> list[Fault]:
    """
    Return a fault for each row that says again what another row of its source says.

    Parameters
    ----------
    figures
        With their places' codes.
    origins
        File and line of each figure by id.

    Returns
    -------
    faults
        Two rows with locators of their own are two statements of one document and no duplicate,
        nor are two numbers of a sentence; whether they agree is the audit's to say.
    """
    first_by_key: dict[tuple[object, ...], Figure] = {}
    faults = []
    for figure in figures:
        key = (
            *(figure.source, figure.locator, figure.place, figure.level, figure.indicator),
            *(figure.role, figure.period, figure.as_of, figure.dust, figure.state, figure.revision),
            figure.value_written if figure.locator.sentence else "",
        )
        earlier = first_by_key.setdefault(key, figure)
        if earlier is figure or not figure.indicator:
            continue
        (file, line), (earlier_file, earlier_number) = origins[figure.id], origins[earlier.id]
        described = f"{figure.place_written or figure.place}, {figure.indicator_written}"
        where = spot_text(f"line {earlier_number}")
        earlier_line = Text(f"{earlier_file}{where.zh}", f"{earlier_file}, {where.en}")
        faults.append(
            Fault("duplicate_row", file, f"line {line}", found=described, other=earlier_line)
        )
    return faults


def join_layers(
    layers: Sequence[LayerSpec],
    regions: Sequence[Region],
    figures: Iterable[Figure],
    indicators: Indicators,
    remarks: Mapping[str, Text] = MappingProxyType({}),
) -> tuple[list[JoinedRow], list[Fault]]:
    """
    Join every layer's targets and measurements, place by place.

    Parameters
    ----------
    layers, regions, figures, indicators
        What is joined.
    remarks
        What is said beside a measured number besides, by its figure.

    Returns
    -------
    rows
        One a layer, period and place of a covered region; none is left out.
    faults
        One for each place for which several sources speak and the layer names no winner.
    """
    by_key: dict[tuple[str, str, Role], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_key[figure.indicator, figure.place, figure.role].append(figure)
    places = {code for region in regions for code in region.places}
    covered = {region.id: region for region in regions}
    rows: list[JoinedRow] = []
    faults: list[Fault] = []
    for layer in layers:
        indicator = indicators[layer.indicator]
        targets = {p: PeriodIndex(own) for p in places
                   if (own := by_key.get((indicator.id, p, Role.TARGET)))}  # fmt: skip
        results = {p: PeriodIndex(drawable_figures(own, layer)) for p in places
                   if (own := by_key.get((indicator.id, p, Role.MEASURED)))}  # fmt: skip
        for period in layer.periods:
            for region in (covered[name] for name in layer.regions):
                for place in region.places:
                    target = choose_target(
                        targets.get(place, _NONE).of(period), layer, period, faults
                    )
                    measured = choose_measured(
                        results.get(place, _NONE).weighed(period, layer),
                        layer,
                        period,
                        faults,
                        indicative="indicative" in layer.accept_quality,
                    )
                    if measured.value is not None and measured.figure_id in remarks:
                        said = (*measured.qualifiers, remarks[measured.figure_id])
                        measured = replace(measured, qualifiers=said)
                    spot = period, region.id, place
                    rows.append(_judged(spot, indicator, layer, target, measured))
    return rows, faults


def _judged(
    spot: tuple[str, str, str],
    indicator: Indicator,
    layer: LayerSpec,
    target: ChosenFigure,
    measured: ChosenFigure,
) -> JoinedRow:
    """Return the row of a spot: a period, a region and a place of it."""
    period, region, place = spot
    result, task = measured.value, target.value
    indicative = result is not None and measured.indicative
    status, reason, extra = decide_status(indicator, layer, target, measured)
    gap = None
    if status in COMPARED and result is not None and task is not None:
        gap = judged_value(result, layer.compare.rounding) - task
    satellite = (
        result is not None
        and measured.figure is not None
        and is_satellite(measured.figure, layer)
        and tells_satellites_apart(layer)
    )
    if satellite:
        extra = (text("quality.satellite"), *extra)
    if indicative:
        extra = (text("quality.indicative"), *extra)
        if status in COMPARED:
            status, reason = Status.NOT_COMPARABLE, text("status.indicative")
    return JoinedRow(
        layer=layer.id,
        period=period,
        region=region,
        place=place,
        indicator=indicator.id,
        target_figure=target.figure_id,
        measured_figure=measured.figure_id,
        target=task,
        measured=result,
        target_reason=target.reason,
        measured_reason=measured.reason,
        indicative=indicative,
        satellite=satellite,
        gap=gap,
        status=status,
        reason=reason,
        qualifiers=extra,
    )
