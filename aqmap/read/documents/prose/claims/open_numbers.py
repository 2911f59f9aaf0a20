"""What is asked besides what was read: numbers left open, and what no clause says of a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.claim import Thing
from aqmap.read.documents.prose.discourse import Discourse, TakenFigure
from aqmap.read.documents.prose.tokens import Kind, Token, plain_words

_LEFT = frozenset(("no_words", "shared", "open"))
"""Reasons of a number that is a figure nearly as often as not."""
_OF_DATES = frozenset(("日", "号", "月", "年", "点", "时", "分", "秒", "周岁", "岁"))
_NUMBERS = (Kind.QUANTITY, Kind.CHANGE, Kind.NUMBER)
_NAME = re.compile("[一-鿿A-Za-z][^，,；;。：:（(）)、]*")
_LONGEST = 24


def numbers_left_open(tokens: Sequence[Token], discourse: Discourse) -> Iterator[Token]:
    """Yield a clause's quantities that no rule and no words beside them understood."""
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
    for words in (plain_words(tokens[before:n]), plain_words(tokens[n + 1 : behind])):
        if found := _NAME.search(words):
            return Thing(found[0].strip()[-_LONGEST:], None, named=True)
    counted = discourse.subject.last_counted or discourse.topic
    return Thing(counted, None, named=False) if counted else None


def asked_of_all(one: TakenFigure) -> TakenFigure:
    """Return a figure of which everything is asked but its number and unit."""
    asked = [
        Reason(r.field, Known.ASSUMED, "left_open", r.words, r.proposals)
        if r.field != "unit"
        else r
        for r in one.reasons
    ]
    return replace(one, reasons=tuple(asked))


def asked_along(taken: Sequence[TakenFigure]) -> list[TakenFigure]:
    """
    Return figures; where one field is asked, so is whatever no clause says of the figure.

    A person looks at it anyway, and where the words leave one thing open, what was carried to it
    from a title, a verb or a sentence before is wrong more often than anyone may be told as
    certain.
    """
    return [
        replace(one, reasons=tuple(map(_asked, one.reasons)))
        if any(reason.known == Known.ASSUMED for reason in one.reasons)
        else one
        for one in taken
    ]


def _asked(reason: Reason) -> Reason:
    carried = reason.known == Known.CARRIED and reason.field in ("place", "period", "role")
    return replace(reason, known=Known.ASSUMED) if carried else reason
