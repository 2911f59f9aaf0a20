"""What is asked besides what was read: numbers left open, and what no clause says of a figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.answers import Answers
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.claim import Thing
from aqmap.read.documents.prose.discourse import Discourse, TakenFigure
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token, plain_words

_LEFT = frozenset(("no_words", "shared", "open"))
"""Reasons of a number that is a figure nearly as often as not."""
_NO_FACT = re.compile(
    r"若|如果|一旦|如有|不再|取消|每|[优好高低多少]于|超|突破|除|之外|以外|\d[^，；。]{0,8}或者?\d|的$"
)
"""Words of a clause whose numbers are of no place: conditions, bounds, what every one gets."""
_WEAK = (("period", "before"), ("role", "before"), ("role", "verb"), ("role", "year"))
"""What suggests a field of a figure that is asked anyway: right in 91 to 96 of 100."""
_OF_DATES = frozenset(("日", "号", "月", "年", "点", "时", "分", "秒", "周岁", "岁"))
_NUMBERS = (Kind.QUANTITY, Kind.CHANGE, Kind.NUMBER)
_NAME = re.compile("(?:等[地县市]*)?([一-鿿A-Za-z][^，,；;。：:（(）)、至到]+)")
_VERB = re.compile("(?:(?<!下)达到?|为|是|共|有)$")
_SHORTEST, _LONGEST = 2, 24


def numbers_left_open(tokens: Sequence[Token], discourse: Discourse) -> Iterator[Token]:
    """Yield a clause's quantities that no rule and no words beside them understood."""
    if _NO_FACT.search(plain_words(tokens)):
        return
    for token in tokens:
        left = discourse.left_out.get(token.start) in _LEFT
        if left and token.kind == Kind.QUANTITY and token.unit and token.unit not in _OF_DATES:
            yield token


def thing_left_open(
    tokens: Sequence[Token], number: Token, context: Context, discourse: Discourse
) -> Thing | None:
    """
    Return what a number that is left open may count; nothing where no words tell any.

    The indicator spoken of last, where the number has its unit; else the words before the number
    in its clause, or behind it.
    """
    named = discourse.subject.indicator
    known = named.indicator if named else None
    if named and known and context.indicators.same_unit(known, number.unit):
        return Thing(named.text, known, named=False)
    n = next(n for n, token in enumerate(tokens) if token is number)
    before = next((m for m in range(n, 0, -1) if tokens[m - 1].kind in _NUMBERS), 0)
    behind = next((m for m in range(n + 1, len(tokens)) if tokens[m].kind in _NUMBERS), len(tokens))
    for beside in (tokens[before:n], tokens[n + 1 : behind]):
        words = plain_words([token for token in beside if token.kind not in PLACE_NAMES])
        found = _NAME.search(words)
        name = _VERB.sub("", found[1].strip())[-_LONGEST:] if found else ""
        if len(name) >= _SHORTEST:
            known = context.find_indicator(name, number.unit)
            fits = known is not None and context.indicators.same_unit(known, number.unit)
            return Thing(name, known if fits else None, named=True)
    counted = discourse.subject.last_counted or discourse.topic
    return Thing(counted, None, named=False) if counted else None


def asked_of_all(one: TakenFigure) -> TakenFigure:
    """Return a figure of which all is asked but number, unit, and a place that was told."""
    asked = [
        Reason(r.field, Known.ASSUMED, "left_open", r.words, r.proposals)
        if r.field not in ("place", "unit")
        else r
        for r in one.reasons
    ]
    return replace(one, reasons=tuple(asked))


def asked_along(taken: Sequence[TakenFigure], answers: Answers) -> list[TakenFigure]:
    """
    Return figures; where one field is asked, so is what only the sentences around it suggest.

    A person looks at it anyway, and where words leave one thing open, a period from the sentence
    before or a role from a verb is wrong more often than anyone may be told as certain. What a
    title, a heading or the user says stands.
    """
    told = {"period": answers.period, "role": answers.role}
    weak = {(field, by) for field, by in _WEAK if not told[field]}
    return [
        replace(one, reasons=tuple(_asked(reason, weak) for reason in one.reasons))
        if any(r.known == Known.ASSUMED and r.by != "uncatalogued" for r in one.reasons)
        else one
        for one in taken
    ]


def _asked(reason: Reason, weak: Collection[tuple[str, str]]) -> Reason:
    carried = reason.known == Known.CARRIED and (reason.field, reason.by) in weak
    return replace(reason, known=Known.ASSUMED) if carried else reason
