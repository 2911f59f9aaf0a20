"""Parts against their wholes: 其中 in a sentence, counties against their prefecture, shares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import (
    half_step,
    number_of,
    paragraph,
    reading_order,
    rounding_bound,
    sum_of,
)
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Figure, Level, Role
from aqmap.model.findings import Finding, Severity
from aqmap.words import text

_MOST_WHOLES = 100  # of one thing, place and period; no source states so many
_MOST_PARTS = 12  # of a sentence, whose sums are looked through: at most 2^12
_ROUGH = re.compile("余|多|以上|超|近|约|左右")


def check_parts(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where parts are more than the whole that they are parts of.

    The whole of a part (a note that begins 其中) is the figure before it in its sentence, of the
    same unit, period and role, that is no part itself; counties behind their prefecture are
    parts of its number. Parts that name other places are added up apart from parts that name other
    things, because the two overlap. More than the whole is an error, or a note where rounding
    explains it, and a doubt where some of the parts equal the whole already: what follows them
    need not be a part. Less is no finding: 其中 may name only some. Rates and means are not
    added, and what is said roughly (余, 以上, 约) is left alone. Shares (占) of one sentence are
    not more than 100 %, and of what the catalogue knows no county's part is more than its
    prefecture's whole, wherever the source says them; cells of one table are left to the sum of
    their row.
    """
    sentences: dict[tuple[str, str, str, str, Role], list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        sentence = figure.locator.sentence
        if sentence and figure.value is not None:
            key = figure.source, sentence, topic.unit.zh, figure.period, figure.role
            sentences[key].append((figure, topic))
    for of_sentence in sentences.values():
        yield from _check_sentence(
            sorted(of_sentence, key=lambda figure_topic: reading_order(figure_topic[0]))
        )
    yield from _check_counties(figures)


def _check_sentence(figures: list[TopicFigure]) -> Iterator[Finding]:
    whole: TopicFigure | None = None
    parts: dict[tuple[str, bool], list[TopicFigure]] = defaultdict(list)
    wholes: dict[str, TopicFigure] = {}
    shares = []
    for figure, topic in figures:
        if not figure.part and not (whole and _follows_prefecture(figure, topic, *whole)):
            whole = figure, topic
            wholes[figure.id] = whole
        elif topic.unit.zh == "%" and "占" in figure.indicator_written:
            shares.append((figure, topic))
        elif whole is not None and whole[1].amount:
            elsewhere = figure.place != whole[0].place
            if not elsewhere or whole[1].adds_up:
                parts[whole[0].id, elsewhere].append((figure, topic))
    for (key, _), group in parts.items():
        yield from _check_sum_of_parts(*wholes[key], [figure for figure, _ in group])
    yield from _check_shares(shares)


def _follows_prefecture(figure: Figure, topic: Topic, whole: Figure, whole_topic: Topic) -> bool:
    """Return whether a county's number follows that of its prefecture, of the same thing."""
    county = whole.level == Level.PREFECTURE and figure.level == Level.COUNTY
    return county and topic.label == whole_topic.label and figure.absence is None


def _check_sum_of_parts(whole: Figure, topic: Topic, parts: Sequence[Figure]) -> Iterator[Finding]:
    sum_of_parts, whole_value = sum_of(parts), number_of(whole)
    if sum_of_parts <= whole_value or any(_ROUGH.search(f.value_written) for f in (whole, *parts)):
        return
    bound = rounding_bound([whole, *parts], counts=topic.counts)
    explained = sum_of_parts - whole_value <= bound
    facts = {
        "indicator": topic.label,
        "place": whole.place_written,
        "unit": topic.unit,
        "terms": " + ".join(number_text(number_of(f)) for f in parts),
        "added": number_text(sum_of_parts),
        "whole": number_text(whole_value),
        "difference": number_text(sum_of_parts - whole_value),
        "bound": number_text(bound.normalize()),
    }
    several = "detail" if len(parts) > 1 else "detail_one"
    detail = [text(f"finding.parts.{several}", **facts)]
    severity = Severity.ERROR
    if explained:
        detail.append(text("finding.sum.rounding", **facts))
        severity = Severity.NOTE
    elif some := _some_that_equal(whole_value, parts):
        terms = " + ".join(number_text(number_of(f)) for f in some)
        detail.append(text("finding.parts.some", **{**facts, "terms": terms}))
        severity = Severity.DOUBTFUL
    yield Finding(
        id=f"parts-{whole.source}-{topic.name(whole)}-{whole.place}-{whole.period}",
        severity=severity,
        kind="parts",
        indicator=topic.id,
        title=text("finding.parts.title", **facts),
        detail=paragraph(detail),
        figures=(whole.id, *(f.id for f in parts)),
    )


def _some_that_equal(whole_value: Decimal, parts: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return parts that make up the whole alone, the first of its sentence if several do."""
    groups_by_sum: dict[Decimal, tuple[Figure, ...]] = {Decimal(0): ()}
    for part in [f for f in parts if f.value][:_MOST_PARTS]:
        for sum_of_group, group in list(groups_by_sum.items()):
            longer_sum = sum_of_group + number_of(part)
            if longer_sum == whole_value:
                return (*group, part)
            groups_by_sum.setdefault(longer_sum, (*group, part))
    return ()


def _check_shares(figures: list[TopicFigure]) -> Iterator[Finding]:
    by_place: dict[str, list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        by_place[figure.place].append((figure, topic))
    for group in by_place.values():
        parts = [figure for figure, _ in group]
        first, topic = group[0]
        excess = sum_of(parts) - 100
        if excess <= rounding_bound(parts, counts=False):
            continue
        facts = {
            "place": first.place_written,
            "terms": " + ".join(number_text(number_of(f)) for f in parts),
            "added": number_text(sum_of(parts)),
        }
        yield Finding(
            id=f"shares-{first.source}-{topic.name(first)}-{first.place}-{first.period}",
            severity=Severity.DOUBTFUL,
            kind="parts",
            indicator=topic.id,
            title=text("finding.shares.title", **facts),
            detail=text("finding.shares.detail", **facts),
            figures=tuple(f.id for f in parts),
        )


def _check_counties(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """Yield a finding for each county whose part is more than its prefecture's whole."""
    groups: dict[tuple[str, str, str, str, Role, str], list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        if topic.known and topic.adds_up and figure.value is not None and figure.place:
            key = figure.source, topic.key, figure.place[:4], figure.period, figure.role
            groups[(*key, figure.as_of)].append((figure, topic))
    for group in groups.values():
        topic = group[0][1]
        wholes = [f for f, _ in group if f.level == Level.PREFECTURE][:_MOST_WHOLES]
        for figure, _ in group:
            if figure.level == Level.COUNTY:
                exceeded = next((w for w in wholes if _exceeds(figure, w, topic)), None)
                if exceeded:
                    yield _county_finding(figure, exceeded, topic)


def _exceeds(figure: Figure, whole: Figure, topic: Topic) -> bool:
    passage = figure.locator.table or (figure.locator.sentence if figure.part else "")
    if passage and passage in (whole.locator.table, whole.locator.sentence):
        return False  # said by the sum of the row, or of the sentence
    if any(_ROUGH.search(f.value_written) for f in (figure, whole)):
        return False
    bound = Decimal(0) if topic.counts else half_step(figure) + half_step(whole)
    return number_of(figure) - number_of(whole) > bound


def _county_finding(figure: Figure, whole: Figure, topic: Topic) -> Finding:
    facts = {
        "indicator": topic.label,
        "place": figure.place_written,
        "prefecture": whole.place_written,
        "unit": topic.unit,
        "part": number_text(number_of(figure)),
        "whole": number_text(number_of(whole)),
    }
    return Finding(
        id=f"part-{figure.source}-{topic.name(figure)}-{figure.place}-{figure.period}",
        severity=Severity.ERROR,
        kind="parts",
        indicator=topic.id,
        title=text("finding.county.title", **facts),
        detail=text("finding.county.detail", **facts),
        figures=(figure.id, whole.id),
    )
