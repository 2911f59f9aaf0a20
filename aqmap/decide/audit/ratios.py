"""The ratio of two sister rows, place by place: area per household."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, number_of
from aqmap.decide.audit.paired_rows import SisterRow, sister_rows
from aqmap.decide.audit.topics import Topic, TopicFigure, plain_unit
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text

_FACTOR = 5
_PLACES = 4
_ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class _Pair:
    """A place's households and area, and the least and the greatest ratio they allow."""

    homes: Figure
    area: Figure
    low: Decimal
    high: Decimal

    @property
    def ratio(self) -> Decimal | None:
        """Area per household as printed; none where either is 0."""
        if not self.homes.value or not self.area.value:
            return None
        return self.area.value / self.homes.value


def check_ratios(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a doubt for each place whose area per household is out of line with the others.

    The measure is the median of the places that have both, at least four. Out of line is more
    than five times it, or less than a fifth, whichever way the two numbers were rounded. A place
    with area and no household (a printed 0), or the other way round, is out of line too.
    """
    for homes, area in sister_rows(figures):
        pairs = _pairs(homes, area)
        ratios = [pair.ratio for pair in pairs if pair.ratio is not None]
        if len(ratios) < _PLACES:
            continue
        middle = median(ratios)
        for pair in pairs:
            if pair.low > middle * _FACTOR or pair.high < middle / _FACTOR:
                yield _finding(pair, (homes.topic, area.topic), ratios)


def _pairs(homes: SisterRow, area: SisterRow) -> list[_Pair]:
    pairs = []
    for place, home_figure in homes.cells.items():
        area_figure = area.cells.get(place)
        if area_figure is None or home_figure.value is None or area_figure.value is None:
            continue
        if (
            home_figure.value >= 0
            and area_figure.value >= 0
            and (home_figure.value or area_figure.value)
        ):
            pairs.append(_pair(home_figure, area_figure, homes.topic, area.topic))
    return pairs


def _pair(homes: Figure, area: Figure, home_topic: Topic, area_topic: Topic) -> _Pair:
    (fewest, most), (smallest, largest) = _bounds(homes, home_topic), _bounds(area, area_topic)
    low = smallest / most if most else _ENDLESS
    return _Pair(homes, area, low, largest / fewest if fewest else _ENDLESS)


def _bounds(figure: Figure, topic: Topic) -> tuple[Decimal, Decimal]:
    value = number_of(figure)
    half = Decimal(0) if topic.counts else half_step(figure)
    return max(value - half, Decimal(0)), value + half


def _finding(pair: _Pair, topics: tuple[Topic, Topic], ratios: Sequence[Decimal]) -> Finding:
    homes, area = topics
    (home_times, home_unit), (area_times, area_unit) = map(plain_unit, (homes.unit, area.unit))
    times = Decimal(area_times) / home_times
    middle = median(ratios)
    facts: dict[str, object] = {
        "indicator": homes.label,
        "sister": area.label,
        "place": pair.homes.place_written,
        "area": number_text(number_of(pair.area)),
        "homes": number_text(number_of(pair.homes)),
        "area_unit": area.unit,
        "homes_unit": homes.unit,
        "per": Text(f"{area_unit.zh}/{home_unit.zh}", f"{area_unit.en} per household"),
        "median": _three_digits(middle * times),
        "count": len(ratios),
    }
    if pair.ratio is None:
        detail = text("finding.ratio.detail_nought", **facts)
    else:
        factor = max(pair.ratio / middle, middle / pair.ratio)
        side = "above" if pair.ratio > middle else "below"
        facts |= {"ratio": _three_digits(pair.ratio * times), "factor": _three_digits(factor)}
        detail = text(f"finding.ratio.detail_{side}", **facts)
    source = pair.area.source
    return Finding(
        id=f"ratio-{source}-{area.name(pair.area)}-{pair.area.place}-{pair.area.period}",
        severity=Severity.DOUBTFUL,
        kind="ratio",
        indicator=area.id,
        title=text("finding.ratio.title", **facts),
        detail=detail,
        figures=(pair.area.id, pair.homes.id),
    )


def _three_digits(number: Decimal) -> str:
    """Return a number to three digits, or to the whole where it has more."""
    decimals = max(2 - number.adjusted(), 0)
    return number_text(round(number, decimals).quantize(Decimal(1).scaleb(-decimals)))
