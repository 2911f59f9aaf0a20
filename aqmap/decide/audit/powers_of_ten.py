"""Equal digits of another power of ten: a unit, mostly 万, that was left out or put in twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import number_of, slip_of_ten
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.words import text


def check_slips(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a doubt where two values of one thing and place differ by exactly a power of ten.

    They come from two sources, or from two periods or roles of one (the same quantity said twice
    is compared anyway), and have the same three digits or more, or the same two where 万 parts
    them: fewer are the same by chance. Which of the two is wrong the numbers do not say.
    """
    groups: dict[tuple[str, str, tuple[int, ...]], list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        if figure.value and figure.place and topic.known:
            digits = figure.value.normalize().as_tuple().digits
            groups[topic.key, figure.place, digits].append((figure, topic))
    for group in groups.values():
        first, topic = group[0]
        for second, _ in group[1:]:
            power = slip_of_ten(number_of(first), number_of(second))
            if power and _of_two_quantities(first, second):
                yield _finding(first, second, topic, power)


def _of_two_quantities(first: Figure, second: Figure) -> bool:
    quantities = {
        (f.source, f.period, f.role, f.as_of, f.dust, f.state, f.revision) for f in (first, second)
    }
    return len(quantities) == 2


def _finding(first: Figure, second: Figure, topic: Topic, power: int) -> Finding:
    facts = {
        "indicator": topic.label,
        "place": first.place_written,
        "unit": topic.unit,
        "first": number_text(number_of(first)),
        "other": number_text(number_of(second)),
        "times": f"{10**power:,}".replace(",", " "),
    }
    return Finding(
        id=f"slip-{first.id}-{second.id}",
        severity=Severity.DOUBTFUL,
        kind="slip",
        indicator=topic.id,
        title=text("finding.slip.title", **facts),
        detail=text("finding.slip.detail", **facts),
        figures=(first.id, second.id),
    )
