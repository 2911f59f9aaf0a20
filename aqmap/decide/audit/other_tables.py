"""What was read from a document against what the workspace's tables have already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from statistics import median

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, number_of
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import has_open_year, period_text
from aqmap.words import text
from aqmap.workspace.indicators import Indicator, Indicators

_DIGITS = 450
_POINTS = 15  # by which a rate hardly changes in a year
_LEVEL, _AMOUNT = Decimal("1.5"), Decimal(10)  # times by which a level and an amount hardly do
_FAR = 3  # times the middle value, or a third of it
_ENOUGH = 5  # values that say what is usual

Key = tuple[object, ...]


@dataclass(frozen=True)
class Comparison:
    """
    A figure of a document and what the workspace's figures let expect of it.

    Attributes
    ----------
    kind
        ``other_source``, ``last_year`` or ``out_of_range``.
    figure
        Of the document.
    low, high
        What its value lies between.
    slack
        Half a unit in the last decimal of the other number, where rounding may part the two.
    other
        That number's figure; none where it is the middle of many.
    middle, count
        The middle value of how many.
    """

    kind: str
    figure: Figure
    low: Decimal
    high: Decimal
    slack: Decimal | None = None
    other: Figure | None = None
    middle: Decimal = Decimal(0)
    count: int = 0

    @property
    def holds(self) -> bool:
        """Return whether the figure is borne out."""
        value = number_of(self.figure)
        room = Decimal(0) if self.slack is None else max(half_step(self.figure), self.slack)
        return self.low - room <= value <= self.high + room


def check_other_tables(
    figures: Sequence[Figure], others: Sequence[Figure], indicators: Indicators
) -> Iterator[Finding]:
    """
    Yield doubts about figures of a document that the workspace's other figures do not bear out.

    Parameters
    ----------
    figures
        Of the document, with the codes of their places.
    others
        Of the workspace's tables.
    indicators
        Say which values are levels and rates, which change little from year to year and from place
        to place, and which are amounts.
    """
    with localcontext(prec=_DIGITS):
        differing = set()
        for one in comparisons(figures, others, indicators):
            if not one.holds and (one.kind, one.figure.id) not in differing:
                differing.add((one.kind, one.figure.id))
                yield _finding(one, indicators[one.figure.indicator])


def comparisons(
    figures: Sequence[Figure], others: Sequence[Figure], indicators: Indicators
) -> Iterator[Comparison]:
    """Yield what of the workspace's figures a document's can be held against."""
    own = {figure.source for figure in figures}
    known = [f for f in others if f.source not in own and f.value is not None and not f.confirm]
    told = [f for f in figures if f.value is not None and f.place and f.indicator in indicators]
    same = _by(known, lambda f: (_series(f), f.period, f.as_of, f.comparator))
    of_year = _by([*known, *told], lambda f: (_series(f), f.period, f.as_of[5:]))
    peers = _by([*known, *told], lambda f: (f.indicator, len(f.period), f.part))
    for figure in told:
        if has_open_year(figure.period):
            continue
        indicator = indicators[figure.indicator]
        for other in same[_series(figure), figure.period, figure.as_of, figure.comparator]:
            value = number_of(other)
            yield Comparison(
                "other_source", figure, value, value, slack=half_step(other), other=other
            )
        before = _year_before(figure.period)
        for other in of_year[_series(figure), before, figure.as_of[5:]][:1]:
            yield from _against_last_year(figure, other, indicator)
        if _is_level(indicator):
            alike = peers[figure.indicator, len(figure.period), figure.part]
            yield from _against_peers(figure, alike)


def _by(figures: Iterable[Figure], key: Callable[[Figure], Key]) -> dict[Key, list[Figure]]:
    groups: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[key(figure)].append(figure)
    return groups


def _series(figure: Figure) -> Key:
    """Return what two figures of one row of years share."""
    # Whether dust or 兵团 is in it many sources leave open: that is no other row.
    stated = ("" if told in (None, "unknown") else told for told in (figure.dust, figure.xpcc))
    condition = (*stated, figure.state, figure.part, figure.scope)
    return figure.indicator, figure.place, figure.role, figure.level, condition


def _year_before(period: str) -> str:
    return "/".join(f"{int(part[:4]) - 1:04d}{part[4:]}" for part in period.split("/"))


def _is_level(indicator: Indicator) -> bool:
    return indicator.kind in ("quality", "level") or indicator.unit.zh in ("%", "％")


def _against_last_year(figure: Figure, other: Figure, indicator: Indicator) -> Iterator[Comparison]:
    before = number_of(other)
    if indicator.unit.zh in ("%", "％"):
        low, high = before - _POINTS, before + _POINTS
    elif number_of(figure) > 0 and before > 0:
        times = _LEVEL if _is_level(indicator) else _AMOUNT
        low, high = before / times, before * times
    else:
        return
    yield Comparison("last_year", figure, low, high, other=other)


def _against_peers(figure: Figure, peers: Sequence[Figure]) -> Iterator[Comparison]:
    """Yield what a level lies between that is not far from those of all other places and years."""
    values = [number_of(peer) for peer in peers if peer is not figure]
    middle = median(values) if len(values) >= _ENOUGH else Decimal(0)
    if middle > 0:
        yield Comparison(
            "out_of_range", figure, middle / _FAR, middle * _FAR, middle=middle, count=len(values)
        )


def _finding(one: Comparison, indicator: Indicator) -> Finding:
    figure, other = one.figure, one.other
    facts: dict[str, object] = {
        "indicator": indicator.label,
        "place": figure.place_written,
        "unit": indicator.unit,
        "value": number_text(number_of(figure)),
        "middle": number_text(one.middle.quantize(indicator.step)),
        "count": one.count,
    }
    if other is not None:
        facts |= {
            "other": number_text(number_of(other)),
            "period": period_text(other.period),
            "source": other.source,
            "locator": other.locator.in_words(),
        }
    return Finding(
        id=f"{one.kind.replace('_', '-')}-{figure.id}",
        severity=Severity.DOUBTFUL,
        kind=one.kind,
        indicator=figure.indicator,
        title=text(f"finding.{one.kind}.title", **facts),
        detail=text(f"finding.{one.kind}.detail", **facts),
        figures=(figure.id,),
    )
