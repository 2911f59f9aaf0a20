"""Measured values that the same source's own target contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.baselines import baseline_values
from aqmap.decide.audit.numbers import half_step, number_of, paragraph
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.decide.compare.conditions import CONDITIONS
from aqmap.decide.compare.limits import LOWER_LIMITS, MEETS, UPPER_LIMITS
from aqmap.model.figures import Figure, Role
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import period_bounds, period_text
from aqmap.words import text

_OUTCOMES = (Role.MEASURED, Role.PROGRESS)
_MOST_TARGETS = 100  # of one thing and place; no source states so many
_LIMITS = LOWER_LIMITS | UPPER_LIMITS


def check_targets(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where a source's own number misses the target that the source states.

    Both are of one indicator that is judged, one place, and the target's period covers that of
    the number. Over the whole period a miss is a doubt: such a report says what was reached. Over
    a part of it a miss is a doubt where the value can only grow and must not (a cap, days of
    pollution), a note for a mean or a rate from its beginning on, and nothing for a task, which is
    not yet due. The mean of a single month is not held against a year's: winter months miss it. A
    relative target is held against the same source's value of its baseline. A miss that rounding
    of the number explains is none. What a person has yet to confirm is never judged,
    nor are more than the first hundred targets of one thing and place.
    """
    aimed = {(f.source, topic.key, f.place) for f, topic in figures if f.role == Role.TARGET}
    groups: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    topics: dict[str, Topic] = {}
    for figure, topic in figures:
        key = figure.source, topic.key, figure.place
        is_judged = topic.indicator is not None and topic.indicator.judged
        if key in aimed and is_judged and figure.place and not figure.confirm:
            groups[key].append(figure)
            topics[topic.key] = topic
    for (_, topic_key, _), group in groups.items():
        targets = [f for f in group if f.role == Role.TARGET and f.comparator in _LIMITS]
        outcomes = [f for f in group if f.role in _OUTCOMES and f.value is not None]
        for target in targets[:_MOST_TARGETS] if outcomes else ():
            limit = _limit(target, group)
            if limit is None or _is_no_task(topics[topic_key], limit):
                continue
            for outcome in outcomes:
                if _same_conditions(outcome, target, topics[topic_key]):
                    yield from _missed_target(outcome, target, limit, topics[topic_key])


def _limit(target: Figure, group: Sequence[Figure]) -> Decimal | None:
    """Return what the target asks for as a number, or none where the source does not give it."""
    if target.value is not None:
        return target.value
    bases = baseline_values(target, group)
    if not bases:
        return None
    base = number_of(bases[0])
    if target.change is None:
        return base
    return base * (100 + target.change) / 100 if target.change_unit == "%" else base + target.change


def _is_no_task(topic: Topic, limit: Decimal) -> bool:
    return topic.indicator is not None and topic.indicator.is_no_task(limit)


def _same_conditions(outcome: Figure, target: Figure, topic: Topic) -> bool:
    if topic.indicator is not None and not topic.indicator.of_air:
        return True
    return not any(
        {getattr(outcome, condition), getattr(target, condition)} == set(ways)
        for condition, ways in CONDITIONS.items()
    )


def _missed_target(
    outcome: Figure, target: Figure, limit: Decimal, topic: Topic
) -> Iterator[Finding]:
    assert target.comparator is not None  # noqa: S101 - only targets with one come here
    value = number_of(outcome)
    half = Decimal(0) if topic.counts else half_step(outcome)
    met = MEETS[target.comparator]
    severity = _severity(outcome, target, topic)
    if severity is None or any(met(value + shift, limit) for shift in (-half, Decimal(0), half)):
        return
    facts = {
        "indicator": topic.label,
        "place": outcome.place_written,
        "unit": topic.unit,
        "period": period_text(outcome.period),
        "value": number_text(value),
        "limit": number_text(limit.normalize() if target.value is None else limit),
        "sign": text(f"comparator.{target.comparator}"),
        "difference": number_text(value - limit, signed=True),
    }
    detail = [text("finding.target.detail", **facts)]
    if severity == Severity.NOTE:
        detail.append(text("finding.target.part"))
    yield Finding(
        id=f"target-{outcome.source}-{topic.id}-{outcome.place}-{outcome.period}",
        severity=severity,
        kind="target",
        indicator=topic.id,
        title=text(f"finding.target.{'below' if value < limit else 'above'}", **facts),
        detail=paragraph(detail),
        figures=(outcome.id, target.id),
    )


def _severity(outcome: Figure, target: Figure, topic: Topic) -> Severity | None:
    """Return how grave a miss would be, or none where nothing is due yet or periods differ."""
    target_start, target_end = period_bounds(target.period)
    start, end = period_bounds(outcome.period)
    if start < target_start or end > target_end:
        return None
    until = period_bounds(outcome.as_of)[1] if outcome.as_of else end
    is_whole = start == target_start and min(end, until) == target_end
    if is_whole and outcome.role == Role.MEASURED:
        return Severity.DOUBTFUL
    indicator = topic.indicator
    if indicator is None or indicator.kind == "quantity":
        return None
    if indicator.accumulates:
        return Severity.DOUBTFUL if indicator.direction == "lower" else None
    is_of_one_month = (start.year, start.month) == (end.year, end.month)
    return Severity.NOTE if start == target_start and not is_of_one_month else None
