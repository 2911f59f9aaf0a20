"""Parts against their wholes: 其中 in a sentence, counties against their prefecture, shares."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import (
    added,
    half_step,
    number_of,
    phrases,
    reading_order,
    rounding,
)
from aqmap.decide.audit.topics import Said, Topic
from aqmap.model.figures import Figure, Level, Role
from aqmap.model.findings import Finding, Severity
from aqmap.words import text

_ROUGH = re.compile("余|多|以上|超|近|约|左右")

Stated = list[tuple[Figure, Topic]]


def check_parts(said: Said) -> Iterator[Finding]:
    """
    Yield a finding where parts are more than the whole that they are parts of.

    The whole of a part (a note that begins 其中) is the figure before it in its sentence, of the
    same unit, period and role, that is no part itself; counties behind their prefecture are
    parts of its number. Parts that name other places are added up apart from parts that name other
    things, because the two overlap. More than the whole is an error, or a note where rounding
    explains it. Less is no finding: 其中 may name only some. Rates and means are not added, and
    what is said roughly (余, 以上, 约) is left alone. Shares (占) of one sentence are not more than
    100 %, and of what the catalogue knows no county's part is more than its prefecture's whole,
    wherever the source says them; cells of one table are left to the sum of their row.
    """
    sentences: dict[tuple[str, str, str, str, Role], Stated] = defaultdict(list)
    for figure, topic in said:
        sentence = figure.locator.sentence
        if sentence and figure.value is not None:
            key = figure.source, sentence, topic.unit.zh, figure.period, figure.role
            sentences[key].append((figure, topic))
    for stated in sentences.values():
        yield from _sentence(sorted(stated, key=lambda each: reading_order(each[0])))
    yield from _counties(said)


def _sentence(stated: Stated) -> Iterator[Finding]:
    whole: tuple[Figure, Topic] | None = None
    parts: dict[tuple[str, bool], Stated] = defaultdict(list)
    wholes: dict[str, tuple[Figure, Topic]] = {}
    shares = []
    for figure, topic in stated:
        if not figure.part and not (whole and _below(figure, topic, *whole)):
            whole = figure, topic
            wholes[figure.id] = whole
        elif topic.unit.zh == "%" and "占" in figure.indicator_written:
            shares.append((figure, topic))
        elif whole is not None and whole[1].amount:
            elsewhere = figure.place != whole[0].place
            if not elsewhere or whole[1].adds_up:
                parts[whole[0].id, elsewhere].append((figure, topic))
    for (key, _), group in parts.items():
        yield from _more(*wholes[key], [figure for figure, _ in group])
    yield from _shares(shares)


def _below(figure: Figure, topic: Topic, whole: Figure, of: Topic) -> bool:
    """Return whether a county's number follows that of its prefecture, of the same thing."""
    county = whole.level == Level.PREFECTURE and figure.level == Level.COUNTY
    return county and topic.label == of.label and figure.absence is None


def _more(whole: Figure, topic: Topic, parts: Sequence[Figure]) -> Iterator[Finding]:
    together, stated = added(parts), number_of(whole)
    if together <= stated or any(_ROUGH.search(f.value_written) for f in (whole, *parts)):
        return
    bound = rounding([whole, *parts], counts=topic.counts)
    explained = together - stated <= bound
    facts = {
        "indicator": topic.label,
        "place": whole.place_written,
        "unit": topic.unit,
        "terms": " + ".join(number_text(number_of(f)) for f in parts),
        "added": number_text(together),
        "whole": number_text(stated),
        "difference": number_text(together - stated),
        "bound": number_text(bound.normalize()),
    }
    several = "detail" if len(parts) > 1 else "detail_one"
    detail = [text(f"finding.parts.{several}", **facts)]
    detail += [text("finding.sum.rounding", **facts)] if explained else []
    yield Finding(
        id=f"parts-{whole.source}-{topic.name(whole)}-{whole.place}-{whole.period}",
        severity=Severity.NOTE if explained else Severity.ERROR,
        kind="parts",
        indicator=topic.id,
        title=text("finding.parts.title", **facts),
        detail=phrases(detail),
        figures=(whole.id, *(f.id for f in parts)),
    )


def _shares(stated: Stated) -> Iterator[Finding]:
    by_place: dict[str, Stated] = defaultdict(list)
    for figure, topic in stated:
        by_place[figure.place].append((figure, topic))
    for group in by_place.values():
        parts = [figure for figure, _ in group]
        first, topic = group[0]
        over = added(parts) - 100
        if over <= rounding(parts, counts=False):
            continue
        facts = {
            "place": first.place_written,
            "terms": " + ".join(number_text(number_of(f)) for f in parts),
            "added": number_text(added(parts)),
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


def _counties(said: Said) -> Iterator[Finding]:
    """Yield a finding for each county whose part is more than its prefecture's whole."""
    groups: dict[tuple[str, str, str, str, Role, str], Stated] = defaultdict(list)
    for figure, topic in said:
        if topic.known and topic.adds_up and figure.value is not None and figure.place:
            key = figure.source, topic.key, figure.place[:4], figure.period, figure.role
            groups[(*key, figure.as_of)].append((figure, topic))
    for group in groups.values():
        topic = group[0][1]
        wholes = [f for f, _ in group if f.level == Level.PREFECTURE]
        for figure, _ in group:
            if figure.level == Level.COUNTY:
                over = [whole for whole in wholes if _over(figure, whole, topic)]
                if over:
                    yield _county(figure, over[0], topic)


def _over(figure: Figure, whole: Figure, topic: Topic) -> bool:
    together = figure.locator.table or (figure.locator.sentence if figure.part else "")
    if together and together in (whole.locator.table, whole.locator.sentence):
        return False  # said by the sum of the row, or of the sentence
    if any(_ROUGH.search(f.value_written) for f in (figure, whole)):
        return False
    bound = Decimal(0) if topic.counts else half_step(figure) + half_step(whole)
    return number_of(figure) - number_of(whole) > bound


def _county(figure: Figure, whole: Figure, topic: Topic) -> Finding:
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
