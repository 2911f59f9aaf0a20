"""Stated changes against their two stated ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, half_unit, number_of, phrases
from aqmap.decide.audit.topics import Said, Topic
from aqmap.model.figures import Comparator, Figure, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import covers_whole_year, period_bounds
from aqmap.words import Text, text
from aqmap.workspace.indicators import fold

_POINTS = frozenset(("个百分点", "百分点"))
_LEAST = frozenset((Comparator.GE, Comparator.GT))
_MOST = frozenset((Comparator.LE, Comparator.LT))
_BEFORE = (Role.BASELINE, Role.MEASURED)


@dataclass(frozen=True)
class _Ends:
    """The two values a change lies between, and whether they are surely the ones meant."""

    after: Figure
    before: Figure
    sure: bool


def check_changes(said: Said) -> Iterator[Finding]:
    """
    Yield a finding where a stated change does not follow from its two stated ends.

    The end after is the value that carries the change (a measured one or a target), else the
    source's value of the same role for the same period; the end before is the source's value for
    the baseline's period. It is a doubt where an end covers part of a year and stands apart from
    the change, for another cut-off may be meant, and where only a part of the baseline's year is
    given. A limit may be stricter than its change, never laxer. A rate that changes by so many
    percent may mean percentage points: only what fits neither is found. Where the rounding of the
    two ends explains the difference, it is a note with the changes that they allow.
    """
    values: dict[tuple[str, str, str], list[Figure]] = {}
    for figure, topic in said:
        if figure.value is not None:
            values.setdefault((figure.source, topic.key, figure.place), []).append(figure)
    for figure, topic in said:
        if figure.change is None or not figure.baseline_period:
            continue
        ends = _ends(figure, values.get((figure.source, topic.key, figure.place), ()))
        ways = _ways(figure, topic)
        if not ends or any(_fits(figure, ends, way, exact=True) for way in ways):
            continue
        rounded = [] if topic.counts else ways
        way = next((way for way in rounded if _fits(figure, ends, way, exact=False)), "")
        if ways:
            yield _finding(figure, ends, topic, way or ways[0], rounded=bool(way))


def _ends(figure: Figure, values: Sequence[Figure]) -> _Ends | None:
    after: Figure | None = figure
    if figure.value is None:
        same = [f for f in values if (f.role, f.period) == (figure.role, figure.period)]
        after = same[0] if same else None
    exact = [
        f
        for role in _BEFORE  # a value said to be the baseline goes first
        for f in values
        if f.role == role and f.period == figure.baseline_period
    ]
    near = [f for f in values if f.role in _BEFORE and _within(f.period, figure.baseline_period)]
    before = next((f for f in (*exact, *near) if f.value and f is not after), None)
    if after is None or before is None:
        return None
    apart = [f for f in (after, before) if not _together(f, figure)]
    sure = before in exact and all(covers_whole_year(f.period) for f in apart)
    return _Ends(after, before, sure)


def _within(period: str, year: str) -> bool:
    start, end = period_bounds(period)
    first, last = period_bounds(year)
    return first <= start and end <= last


def _together(one: Figure, other: Figure) -> bool:
    here, there = (f.locator.sentence or f.locator for f in (one, other))
    return here == there


def _ways(figure: Figure, topic: Topic) -> list[str]:
    """Return how the change can be meant: as ``percent``, as ``points`` or as a difference."""
    unit = figure.change_unit
    if unit == "%":
        return ["percent", "points"] if topic.unit.zh == "%" else ["percent"]
    if unit in _POINTS:
        return ["points"] if topic.unit.zh == "%" else []
    known = {topic.unit.zh, topic.unit.en}
    known |= set(topic.indicator.unit_aliases) if topic.indicator else set()
    return ["difference"] if fold(unit) in {fold(name) for name in known} else []


def _fits(figure: Figure, ends: _Ends, way: str, *, exact: bool) -> bool:
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    low, high = _range(ends, way, exact=exact)
    half = half_unit(figure.change)
    # a target may ask for more than its change does: 下降15%以上, 控制在40天以内
    too_little = figure.change < low - half and figure.comparator not in _LEAST
    too_much = figure.change > high + half and figure.comparator not in _MOST
    return not too_little and not too_much


def _range(ends: _Ends, way: str, *, exact: bool) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest change that two rounded ends allow."""
    after, before = number_of(ends.after), number_of(ends.before)
    spread_after = spread_before = Decimal(0)
    if not exact:
        spread_after, spread_before = half_step(ends.after), half_step(ends.before)
    corners = [
        _change(after + sign * spread_after, before - sign * spread_before, way)
        for sign in (-1, 1)
        if before > spread_before
    ]
    return (min(corners), max(corners)) if corners else (Decimal("-Inf"), Decimal("Inf"))


def _change(after: Decimal, before: Decimal, way: str) -> Decimal:
    difference = after - before
    return difference * 100 / before if way == "percent" else difference


def _finding(figure: Figure, ends: _Ends, topic: Topic, way: str, *, rounded: bool) -> Finding:
    assert figure.change is not None  # noqa: S101 - only stated changes come here
    computed = _change(number_of(ends.after), number_of(ends.before), way)
    if way == "percent":
        computed = computed.quantize(Decimal("0.01"))
    unit = figure.change_unit
    facts = {
        "indicator": topic.label,
        "place": figure.place_written,
        "before": number_text(number_of(ends.before)),
        "after": number_text(number_of(ends.after)),
        "stated": _in_both(number_text(figure.change, signed=True), unit, topic),
        "computed": _in_both(number_text(computed, signed=True), unit, topic),
    }
    detail = [text("finding.change.detail", **facts)]
    if rounded:
        low, high = (
            _in_both(number_text(end.quantize(Decimal("0.01")), signed=True), unit, topic)
            for end in _range(ends, way, exact=False)
        )
        detail.append(text("finding.change.bound", low=low, high=high))
    if not ends.sure:
        detail.append(text("finding.change.part_year"))
    severity = Severity.ERROR if ends.sure else Severity.DOUBTFUL
    severity = Severity.NOTE if rounded else severity
    cited = dict.fromkeys((figure.id, ends.after.id, ends.before.id))
    return Finding(
        id=f"change-{figure.source}-{topic.name(figure)}-{figure.place}-{figure.period}",
        severity=severity,
        kind="change",
        indicator=topic.id,
        title=text("finding.change.rounded" if rounded else "finding.change.title", **facts),
        detail=phrases(detail),
        figures=tuple(cited),
    )


def _in_both(number: str, unit: str, topic: Topic) -> Text:
    """Return a change with its unit, in English where it is the indicator's."""
    if unit == "%":
        return Text(f"{number}%", f"{number}%")
    if unit in _POINTS:
        return Text(number + unit, f"{number} points")
    return Text(number + unit, f"{number} {topic.unit.en}")
