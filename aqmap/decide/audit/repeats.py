"""One quantity stated more than once in one source, as in the text and in the annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_DOWN, Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, number_of, phrases, slip_of_ten
from aqmap.decide.audit.topics import Said, Topic
from aqmap.model.figures import Comparator, Dust, Figure, Role
from aqmap.model.findings import Finding, Severity
from aqmap.words import text

_LEAST = frozenset((Comparator.GE, Comparator.GT))
_MOST = frozenset((Comparator.LE, Comparator.LT))
_TELLING = 6  # characters of a name that two things hardly share

Quantity = tuple[str, str, str, str, Role, str, Dust | None, str]


def check_repeats(said: Said) -> Iterator[Finding]:
    """
    Yield a finding where one source says a quantity more than once and not the same.

    A part of a whole (其中) is another quantity than the whole, and a lower limit another than an
    upper one. What the catalogue does not know is compared by its written name, if that has six
    characters or more and never within one sentence, and is a doubt at most: the same words may
    speak of two things.
    """
    groups: dict[Quantity, list[tuple[Figure, Topic]]] = defaultdict(list)
    for f, topic in said:
        if f.value is not None and f.place and not f.part:
            key = f.source, topic.key, f.place, f.period, f.role, f.as_of, f.dust, f.revision
            groups[key].append((f, topic))
    for group in groups.values():
        topic = group[0][1]
        first, *others = sorted((f for f, _ in group), key=lambda f: not f.locator.table)
        for other in others:
            if first.value != other.value and _same_thing(first, other, topic):
                yield _finding(first, other, topic)


def _same_thing(first: Figure, other: Figure, topic: Topic) -> bool:
    limits = {first.comparator, other.comparator}
    if limits & _LEAST and limits & _MOST:
        return False
    if topic.known:
        return True
    apart = not first.locator.sentence or first.locator.sentence != other.locator.sentence
    return apart and len(topic.label.zh) >= _TELLING


def _finding(first: Figure, other: Figure, topic: Topic) -> Finding:
    across = bool(first.locator.table) != bool(other.locator.table)
    severity, reason = _grade(first, other, topic)
    facts = {
        "indicator": topic.label,
        "place": first.place_written,
        "unit": topic.unit,
        "here": text("finding.where.table" if across else "finding.where.one"),
        "there": text("finding.where.text" if across else "finding.where.other"),
        "first": number_text(number_of(first)),
        "other": number_text(number_of(other)),
        "difference": number_text(number_of(first) - number_of(other), signed=True),
    }
    title = "finding.twice.title" if across else "finding.twice.title_same"
    return Finding(
        id=f"twice-{first.source}-{topic.name(first)}-{first.place}-{first.period}",
        severity=severity,
        kind="text_against_annex" if across else "duplicate",
        indicator=topic.id,
        title=text(title, **facts),
        detail=phrases(
            [text("finding.twice.detail", **facts), text(f"finding.twice.{reason}", **facts)]
        ),
        figures=(first.id, other.id),
    )


def _grade(first: Figure, other: Figure, topic: Topic) -> tuple[Severity, str]:
    """Return how grave it is that two numbers for one quantity differ, and the reason seen."""
    fine, rough = sorted((first, other), key=half_step)
    half = half_step(rough)
    if half_step(fine) < half:
        if abs(number_of(fine) - number_of(rough)) <= half:
            return Severity.NOTE, "rounded"
        steps = (number_of(fine) / (2 * half)).quantize(Decimal(1), ROUND_DOWN)
        if steps * 2 * half == number_of(rough):
            return Severity.NOTE, "cut_off"
    if (first.scope, first.xpcc) != (other.scope, other.xpcc):
        return Severity.DOUBTFUL, "scope"
    if not topic.known:
        return Severity.DOUBTFUL, "unknown"
    slip = slip_of_ten(number_of(first), number_of(other))
    return Severity.ERROR, "slip" if slip else "differs"
