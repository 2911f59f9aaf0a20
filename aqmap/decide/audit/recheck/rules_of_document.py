"""The rules that a document's figures must keep to, broken or not, for the review page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from aqmap.decide.audit.changes import meanings_of, stated_changes
from aqmap.decide.audit.numbers import half_step
from aqmap.decide.audit.other_tables import comparisons
from aqmap.decide.audit.ranges import ranges_of
from aqmap.decide.audit.repeats import TELLING_LENGTH
from aqmap.decide.audit.sums import sums_of
from aqmap.decide.audit.topics import TopicFigure, with_topics
from aqmap.model.figures import Figure
from aqmap.model.review.rules import CHANGE, SUM, Rule, Rules, Thing
from aqmap.workspace.indicators import Indicators

_DIGITS = 450  # the longest numbers that the figures table takes, divided by each other


def rules_of(figures: Sequence[Figure], others: Sequence[Figure], indicators: Indicators) -> Rules:
    """
    Return the rules of a document.

    Parameters
    ----------
    figures
        Of the document. What is yet to be confirmed is taken as it stands: whoever applies a rule
        knows whether it was.
    others
        Of the workspace's tables; may be none.
    indicators
        Say which rows add up, and which count whole things.
    """
    told = with_topics(figures, indicators)
    with localcontext(prec=_DIGITS):
        rules = (
            *_sums(told),
            *_changes(told),
            *_ranges(told),
            *(
                Rule(
                    kind=one.kind,
                    figures=(one.figure.id,),
                    low=one.low,
                    high=one.high,
                    slack=one.slack,
                    of_place=True,
                )
                for one in comparisons(figures, others, indicators)
            ),
        )
        things = {
            figure.id: Thing(
                key=topic.key if topic.known or len(topic.label.zh) >= TELLING_LENGTH else "",
                known=topic.known,
                half=half_step(figure) if figure.value is not None else None,
            )
            for figure, topic in told
        }
    return Rules(rules, things)


def _sums(figures: Sequence[TopicFigure]) -> Iterator[Rule]:
    for total, cells, topic in sums_of(figures):
        ids = (total.id, *(cell.id for cell in cells))
        yield Rule(kind=SUM, figures=ids, exact=topic.counts)


def _changes(figures: Sequence[TopicFigure]) -> Iterator[Rule]:
    for figure, ends, topic in stated_changes(figures):
        meanings = tuple(meanings_of(figure, topic))
        if meanings:
            ids = (figure.id, ends.after.id, ends.before.id)
            yield Rule(kind=CHANGE, figures=ids, exact=topic.counts, meanings=meanings)


def _ranges(figures: Sequence[TopicFigure]) -> Iterator[Rule]:
    for figure, topic in figures:
        if figure.value is None:
            continue
        for one in ranges_of(figure, topic):
            yield Rule(kind=one.kind, figures=(figure.id,), low=one.low, high=one.high)
        if topic.indicator is not None and topic.indicator.is_concentration:
            yield Rule(kind="zero", figures=(figure.id,), low=Decimal(0), is_open=True)
