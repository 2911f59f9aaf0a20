"""Measured values that the same source's own target contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, number_of, phrases
from aqmap.decide.audit.topics import Said, Topic
from aqmap.model.figures import Comparator, Dust, Figure, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import period_bounds, period_text
from aqmap.words import text

_DONE = (Role.MEASURED, Role.PROGRESS)
_BEFORE = (Role.BASELINE, Role.MEASURED)
_MET: Mapping[Comparator, Callable[[Decimal, Decimal], bool]] = {
    Comparator.GE: lambda value, limit: value >= limit,
    Comparator.GT: lambda value, limit: value > limit,
    Comparator.LE: lambda value, limit: value <= limit,
    Comparator.LT: lambda value, limit: value < limit,
}


def check_targets(said: Said) -> Iterator[Finding]:
    """
    Yield a finding where a source's own number misses the target that the source states.

    Both are of one indicator that is judged, one place, and the target's period covers that of
    the number. Over the whole period a miss is a doubt: such a report says what was reached. Over
    a part of it a miss is a doubt where the value can only grow and must not (a cap, days of
    pollution), a note for a mean or a rate, and nothing for a task, which is not yet due. A
    relative target is held against the same source's value of its baseline. A miss that rounding
    of the number explains is none.
    """
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    topics: dict[str, Topic] = {}
    for figure, topic in said:
        if topic.indicator is not None and topic.indicator.judged and figure.place:
            groups[figure.source, topic.key, figure.place].append(figure)
            topics[topic.key] = topic
    for (_, key, _), group in groups.items():
        aims = [f for f in group if f.role == Role.TARGET and f.comparator in _MET]
        for aim in aims:
            limit = _limit(aim, group)
            if limit is None:
                continue
            for done in group:
                if done.role in _DONE and done.value is not None and _same_air(done, aim):
                    yield from _missed(done, aim, limit, topics[key])


def _limit(aim: Figure, group: Sequence[Figure]) -> Decimal | None:
    """Return what the target asks for as a number, or none where the source does not give it."""
    if aim.value is not None:
        return aim.value
    bases = [
        f
        for role in _BEFORE
        for f in group
        if f.role == role and f.value is not None and f.period == aim.baseline_period
    ]
    if not bases:
        return None
    base = number_of(bases[0])
    if aim.change is None:
        return base
    return base * (100 + aim.change) / 100 if aim.change_unit == "%" else base + aim.change


def _same_air(done: Figure, aim: Figure) -> bool:
    said = {done.dust, aim.dust} - {None, Dust.UNKNOWN}
    return len(said) < 2


def _missed(done: Figure, aim: Figure, limit: Decimal, topic: Topic) -> Iterator[Finding]:
    assert aim.comparator is not None  # noqa: S101 - only targets with one come here
    value = number_of(done)
    half = Decimal(0) if topic.counts else half_step(done)
    met = _MET[aim.comparator]
    severity = _severity(done, aim, topic)
    if severity is None or any(met(value + shift, limit) for shift in (-half, Decimal(0), half)):
        return
    facts = {
        "indicator": topic.label,
        "place": done.place_written,
        "unit": topic.unit,
        "period": period_text(done.period),
        "value": number_text(value),
        "limit": number_text(limit.normalize() if aim.value is None else limit),
        "sign": text(f"comparator.{aim.comparator}"),
        "difference": number_text(value - limit, signed=True),
    }
    detail = [text("finding.target.detail", **facts)]
    if severity == Severity.NOTE:
        detail.append(text("finding.target.part"))
    yield Finding(
        id=f"target-{done.source}-{topic.id}-{done.place}-{done.period}",
        severity=severity,
        kind="target",
        indicator=topic.id,
        title=text("finding.target.title", **facts),
        detail=phrases(detail),
        figures=(done.id, aim.id),
    )


def _severity(done: Figure, aim: Figure, topic: Topic) -> Severity | None:
    """Return how grave a miss would be, or none where nothing is due yet or periods differ."""
    first, last = period_bounds(aim.period)
    start, end = period_bounds(done.period)
    if start < first or end > last:
        return None
    until = period_bounds(done.as_of)[1] if done.as_of else end
    whole = start == first and min(end, until) == last
    if whole and done.role == Role.MEASURED:
        return Severity.DOUBTFUL
    indicator = topic.indicator
    if indicator is None or indicator.kind == "quantity":
        return None
    if indicator.accumulates:
        return Severity.DOUBTFUL if indicator.direction == "lower" else None
    return Severity.NOTE
