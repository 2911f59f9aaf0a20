"""An account of every number in a sentence: the figures it gave, or why it gave none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aqmap.model.transcript import Mark
from aqmap.read.documents.prose.discourse import TakenFigure
from aqmap.read.documents.prose.tokens import Kind, Token

_DIGITS = re.compile(r"\d+(?:[.,，．]\d+)*")
_RANGE = re.compile(r"\d\s*[-—–~～至到±]\s*\d")
_ASIDES = (("title", "《"), ("number", "〔"), ("office", "（"), ("office", "("))
_REASONS = {
    Kind.INDICATOR: "name",
    Kind.PLACE: "name",
    Kind.PERIOD: "date",
    Kind.BASE: "base",
    Kind.NUMBER: "no_unit",
}


def account_of_numbers(
    sentence: str,
    offset: int,
    tokens: Sequence[Token],
    taken: Sequence[TakenFigure],
    left_out: Mapping[int, str],
) -> Iterator[Mark]:
    """
    Yield a mark for each number of a sentence, in order.

    Parameters
    ----------
    sentence, offset
        Its text, and where it starts in its paragraph.
    tokens
        What the sentence mentions.
    taken
        The figures it gave, with where their numbers stand.
    left_out
        Why a number gave none, by where it starts.
    """
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for taken_figure in taken:
        for span in taken_figure.spans:
            spans[span].append(taken_figure.figure.id)
    marks = [Mark(offset + start, offset + end, tuple(ids)) for (start, end), ids in spans.items()]
    for match in _DIGITS.finditer(sentence):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        token = next((t for t in tokens if t.start <= match.start() < t.end), None)
        reason = _reason(token, left_out, sentence, match)
        start, end = match.span()
        if token is not None and token.kind in (Kind.QUANTITY, Kind.CHANGE, Kind.RELATIVE):
            start, end = token.start, token.end
        marks.append(Mark(offset + start, offset + end, reason=reason))
    yield from sorted(set(marks), key=lambda mark: (mark.start, mark.end))


def _reason(
    token: Token | None, left_out: Mapping[int, str], sentence: str, match: re.Match[str]
) -> str:
    if token is None:
        return "not_understood"
    if token.start in left_out:
        return left_out[token.start]
    if token.reason:
        return token.reason
    if token.kind in _REASONS:
        return _REASONS[token.kind]
    if token.kind == Kind.BREAK:  # what is named aside was left out
        opened = _opened(sentence[: match.start()])
        return next((name for name, bracket in _ASIDES if bracket in opened), "number")
    around = sentence[max(0, match.start() - 3) : match.end() + 3]
    return "range" if _RANGE.search(around) else "not_understood"


def _opened(before: str) -> list[str]:
    """Return the brackets that stand open at the end of a text."""
    opened: list[str] = []
    pairs = {"〕": "〔", "》": "《", "）": "（", ")": "("}
    for sign in before:
        if sign in pairs.values():
            opened.append(sign)
        elif sign in pairs and opened and opened[-1] == pairs[sign]:
            opened.pop()
    return opened
