"""What was read from a document against what the workspace's tables have already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    own = {figure.source for figure in figures}
    known = [f for f in others if f.source not in own and f.value is not None and not f.confirm]
    told = [f for f in figures if f.value is not None and f.place and f.indicator in indicators]
    same = _by(known, lambda f: (_series(f), f.period, f.as_of, f.comparator))
    of_year = _by([*known, *told], lambda f: (_series(f), f.period, f.as_of[5:]))
    peers = _by([*known, *told], lambda f: (f.indicator, len(f.period), f.part))
    with localcontext(prec=_DIGITS):
        for figure in told:
            if has_open_year(figure.period):
                continue
            indicator = indicators[figure.indicator]
            for other in same[_series(figure), figure.period, figure.as_of, figure.comparator]:
                if not _agree(figure, other):
                    yield _finding("other_source", figure, other, indicator)
                    break
            before = _year_before(figure.period)
            for other in of_year[_series(figure), before, figure.as_of[5:]][:1]:
                if _jumps(number_of(figure), number_of(other), indicator):
                    yield _finding("last_year", figure, other, indicator)
            if _is_level(indicator):
                alike = peers[figure.indicator, len(figure.period), figure.part]
                yield from _far_off(figure, alike, indicator)


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


def _agree(figure: Figure, other: Figure) -> bool:
    difference = abs(number_of(figure) - number_of(other))
    return difference <= max(half_step(figure), half_step(other))


def _is_level(indicator: Indicator) -> bool:
    return indicator.kind in ("quality", "level") or indicator.unit.zh in ("%", "％")


def _jumps(now: Decimal, before: Decimal, indicator: Indicator) -> bool:
    if indicator.unit.zh in ("%", "％"):
        return abs(now - before) > _POINTS
    if now <= 0 or before <= 0:
        return False
    times = _LEVEL if _is_level(indicator) else _AMOUNT
    return max(now / before, before / now) > times


def _far_off(figure: Figure, peers: Sequence[Figure], indicator: Indicator) -> Iterator[Finding]:
    """Yield a doubt about a level that is far from those of all other places and years."""
    values = [number_of(peer) for peer in peers if peer is not figure]
    if len(values) < _ENOUGH:
        return
    middle, value = median(values), number_of(figure)
    if middle > 0 and not middle / _FAR <= value <= middle * _FAR:
        facts = {
            "indicator": indicator.label,
            "place": figure.place_written,
            "unit": indicator.unit,
            "value": number_text(value),
            "middle": number_text(middle.quantize(indicator.step)),
            "count": len(values),
        }
        yield _doubt("out_of_range", figure, facts)


def _finding(kind: str, figure: Figure, other: Figure, indicator: Indicator) -> Finding:
    facts = {
        "indicator": indicator.label,
        "place": figure.place_written,
        "unit": indicator.unit,
        "value": number_text(number_of(figure)),
        "other": number_text(number_of(other)),
        "period": period_text(other.period),
        "source": other.source,
        "locator": other.locator.in_words(),
    }
    return _doubt(kind, figure, facts)


def _doubt(kind: str, figure: Figure, facts: Mapping[str, object]) -> Finding:
    return Finding(
        id=f"{kind.replace('_', '-')}-{figure.id}",
        severity=Severity.DOUBTFUL,
        kind=kind,
        indicator=figure.indicator,
        title=text(f"finding.{kind}.title", **facts),
        detail=text(f"finding.{kind}.detail", **facts),
        figures=(figure.id,),
    )
