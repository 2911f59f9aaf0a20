"""How far a satellite's value lies from the monitors of its county, where the two count alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from aqmap.book.figure_cards import number_text
from aqmap.model.figures import Basis, Dust, Figure, Level, Quality, Role, State
from aqmap.model.periods import period_bounds
from aqmap.words import Text, listed, text
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.layers import LayerSpec

_MONITORS = frozenset({Basis.MONITOR_REVIEWED, Basis.MONITOR_REALTIME})
_MOST_NAMED = 3
"""Stations that are named one by one; of more the least and the greatest difference stand."""


class Station(NamedTuple):
    """A station of an overlay: its name, and the county that it lies in."""

    name: str
    county: str


def satellite_biases(
    figures: Iterable[Figure],
    layers: Sequence[LayerSpec],
    indicators: Indicators,
    stations: Mapping[str, Station],
) -> dict[str, Text]:
    """
    Return what is said of the monitors beside a satellite's value, by its figure.

    Parameters
    ----------
    figures
        As far as they are for the audience: of what is withheld no difference tells.
    layers
        They say which sources are a satellite's.
    indicators
        The catalogue: what is of the air counts sand-dust days or not.
    stations
        By code, those that count for their county.

    Returns
    -------
    biases
        The satellite's value less the county's monitored one of the same indicator and period, or
        less each station's where the county has none; or why the two do not count alike. Nothing
        where no monitor says anything of that period. What is synthetic is held against what is
        synthetic alone.
    """
    sources = {source for layer in layers for source in layer.sources.satellite}
    measured = [f for f in figures
                if f.role == Role.MEASURED and f.value is not None and f.indicator]  # fmt: skip
    by_satellite = {f.id for f in measured if f.basis == Basis.SATELLITE or f.source in sources}
    if not by_satellite:
        return {}
    seen: list[Figure] = []
    monitored: dict[tuple[str, str, str, bool], list[Figure]] = defaultdict(list)
    for figure in measured:
        if figure.id in by_satellite:
            if figure.level == Level.COUNTY:
                seen.append(figure)
        elif place := _county_of(figure, stations):
            monitored[_key(figure, place)].append(figure)
    biases: dict[str, Text] = {}
    for figure in seen:
        indicator = indicators.get(figure.indicator)
        beside = monitored.get(_key(figure, figure.place), [])
        of_county = [f for f in beside if f.level == Level.COUNTY] or beside
        if indicator and of_county:
            biases[figure.id] = _said(figure, of_county, indicator, stations)
    return biases


def _county_of(figure: Figure, stations: Mapping[str, Station]) -> str:
    """Return the county that a monitored value tells of; empty of any other value."""
    whole = not figure.part and figure.last_day >= period_bounds(figure.period)[1]
    if not whole or figure.comparator or figure.basis not in {*_MONITORS, Basis.SYNTHETIC}:
        return ""
    if figure.level == Level.STATION:
        station = stations.get(figure.place)
        return station.county if station else ""
    return figure.place if figure.level == Level.COUNTY else ""


def _key(figure: Figure, county: str) -> tuple[str, str, str, bool]:
    return county, figure.indicator, figure.period, figure.basis == Basis.SYNTHETIC


def _said(
    figure: Figure,
    monitors: Sequence[Figure],
    indicator: Indicator,
    stations: Mapping[str, Station],
) -> Text:
    alike = [monitor for monitor in monitors if not _why_not(figure, monitor, indicator)]
    if not alike:
        reasons = dict.fromkeys(_why_not(figure, monitor, indicator) for monitor in monitors)
        return text("bias.none", reason=listed(map(text, reasons)))
    if alike[0].level == Level.COUNTY:
        # Counted both ways or by several sources: each that counts alike is said.
        return text("bias.county", differences=listed(_differences(figure, alike, ())))
    if len(alike) > _MOST_NAMED:
        differences = sorted(_difference(figure, monitor) for monitor in alike)
        low, high = (number_text(differences[n], signed=True) for n in (0, -1))
        return text("bias.range", count=len(alike), low=low, high=high)
    names = [stations[monitor.place].name for monitor in alike]
    return text("bias.stations", differences=listed(_differences(figure, alike, names)))


def _difference(figure: Figure, monitor: Figure) -> Decimal:
    assert figure.value is not None and monitor.value is not None  # noqa: S101 - both are chosen so
    return figure.value - monitor.value


def _differences(
    figure: Figure, monitors: Sequence[Figure], names: Sequence[str]
) -> Iterator[Text]:
    for number, monitor in enumerate(monitors):
        assert monitor.value is not None  # noqa: S101
        difference = number_text(_difference(figure, monitor), signed=True)
        value, name = number_text(monitor.value), names[number] if names else ""
        key = "bias.of_station" if name else "bias.of_county"
        yield text(key, name=name, difference=difference, value=value)


def _why_not(figure: Figure, monitor: Figure, indicator: Indicator) -> str:
    """Return the phrase for why the two do not count alike; empty where they do."""
    if monitor.quality == Quality.INDICATIVE:
        return "bias.indicative"
    if monitor.state == State.STANDARD:
        return "bias.state"
    counted = {Dust.INCLUDED, Dust.DEDUCTED}
    if indicator.of_air and (figure.dust != monitor.dust or figure.dust not in counted):
        return "bias.dust"
    return ""
