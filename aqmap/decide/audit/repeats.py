"""One quantity stated more than once in one source, as in the text and in the annex."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import half_step, number_of, paragraph, slip_of_ten
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.decide.compare.limits import LOWER_LIMITS, UPPER_LIMITS
from aqmap.model.figures import Dust, Figure, Role, State
from aqmap.model.findings import Finding, Severity
from aqmap.words import text

TELLING_LENGTH = 6
"""Characters of a name that two things hardly share."""

QuantityKey = tuple[str, str, str, str, Role, str, Dust | None, State | None, str]


def check_repeats(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where one source says a quantity more than once and not the same.

    A part of a whole (其中) is another quantity than the whole, and a lower limit another than an
    upper one. What the catalogue does not know is compared by its written name, if that has six
    characters or more and never within one sentence, and is a doubt at most: the same words may
    speak of two things.
    """
    groups: dict[QuantityKey, list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        if figure.value is not None and figure.place and not figure.part:
            key = (
                figure.source,
                topic.key,
                figure.place,
                figure.period,
                figure.role,
                figure.as_of,
                figure.dust,
                figure.state,
                figure.revision,
            )
            groups[key].append((figure, topic))
    for group in groups.values():
        topic = group[0][1]
        first, *repeats = sorted(
            (figure for figure, _ in group), key=lambda figure: not figure.locator.table
        )
        for repeated in repeats:
            if first.value != repeated.value and _same_thing(first, repeated, topic):
                yield _finding(first, repeated, topic)


def check_lines_twice(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where a table names one place twice and says two things of it.

    The place of both is to be confirmed, so nothing else compares them.
    """
    return check_repeats(
        [(f, topic) for f, topic in figures if f.locator.table and f.confirm == ("place",)]
    )


def _same_thing(first: Figure, second: Figure, topic: Topic) -> bool:
    limits = {first.comparator, second.comparator}
    if limits & LOWER_LIMITS and limits & UPPER_LIMITS:
        return False
    if topic.known:
        return True
    of_two_sentences = (
        not first.locator.sentence or first.locator.sentence != second.locator.sentence
    )
    return of_two_sentences and len(topic.label.zh) >= TELLING_LENGTH


def _finding(first: Figure, second: Figure, topic: Topic) -> Finding:
    across = bool(first.locator.table) != bool(second.locator.table)
    severity, reason = _grade(first, second, topic)
    facts = {
        "indicator": topic.label,
        "place": first.place_written,
        "unit": topic.unit,
        "here": text("finding.where.table" if across else "finding.where.one"),
        "there": text("finding.where.text" if across else "finding.where.other"),
        "first": number_text(number_of(first)),
        "other": number_text(number_of(second)),
        "difference": number_text(number_of(first) - number_of(second), signed=True),
    }
    title = "finding.twice.title" if across else "finding.twice.title_same"
    return Finding(
        id=f"twice-{first.source}-{topic.name(first)}-{first.place}-{first.period}",
        severity=severity,
        kind="text_against_annex" if across else "duplicate",
        indicator=topic.id,
        title=text(title, **facts),
        detail=paragraph(
            [text("finding.twice.detail", **facts), text(f"finding.twice.{reason}", **facts)]
        ),
        figures=(first.id, second.id),
    )


def _grade(first: Figure, second: Figure, topic: Topic) -> tuple[Severity, str]:
    """Return how grave it is that two numbers for one quantity differ, and the reason seen."""
    fine, rough = sorted((first, second), key=half_step)
    half = half_step(rough)
    if half_step(fine) < half:
        if abs(number_of(fine) - number_of(rough)) <= half:
            return Severity.NOTE, "rounded"
        steps = (number_of(fine) / (2 * half)).quantize(Decimal(1), ROUND_DOWN)
        if steps * 2 * half == number_of(rough):
            return Severity.NOTE, "cut_off"
    if (first.scope, first.xpcc) != (second.scope, second.xpcc):
        return Severity.DOUBTFUL, "scope"
    if not topic.known:
        return Severity.DOUBTFUL, "unknown"
    slip = slip_of_ten(number_of(first), number_of(second))
    return Severity.ERROR, "slip" if slip else "differs"
