"""An account of every number in a sentence: the figures it gave, or why it gave none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aqmap.model.transcript import Mark
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Found
from aqmap.read.documents.prose.tokens import Token

_DIGITS = re.compile(r"\d+(?:[.,，．]\d+)*")
_RANGE = re.compile(r"\d\s*[-—–~～至到±]\s*\d")
_ASIDES = (("title", "《"), ("number", "〔"), ("office", "（"), ("office", "("))
_REASONS = {
    v.INDICATOR: "name",
    v.PLACE: "name",
    v.PERIOD: "date",
    v.BASE: "base",
    v.NUMBER: "no_unit",
}


def account(
    sentence: str,
    offset: int,
    tokens: Sequence[Token],
    found: Sequence[Found],
    left: Mapping[int, str],
) -> Iterator[Mark]:
    """
    Yield a mark for each number of a sentence, in order.

    Parameters
    ----------
    sentence, offset
        Its text, and where it starts in its paragraph.
    tokens
        What the sentence mentions.
    found
        The figures it gave, with where their numbers stand.
    left
        Why a number gave none, by where it starts.
    """
    spans: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in found:
        for span in one.spans:
            spans[span].append(one.figure.id)
    marks = [Mark(offset + start, offset + end, tuple(ids)) for (start, end), ids in spans.items()]
    for match in _DIGITS.finditer(sentence):
        if any(start < match.end() and match.start() < end for start, end in spans):
            continue
        token = next((t for t in tokens if t.start <= match.start() < t.end), None)
        reason = _reason(token, left, sentence, match)
        start, end = match.span()
        if token is not None and token.kind in "QKR":
            start, end = token.start, token.end
        marks.append(Mark(offset + start, offset + end, reason=reason))
    yield from sorted(set(marks), key=lambda mark: (mark.start, mark.end))


def _reason(
    token: Token | None, left: Mapping[int, str], sentence: str, match: re.Match[str]
) -> str:
    if token is None:
        return "not_understood"
    if token.start in left:
        return left[token.start]
    if token.reason:
        return token.reason
    if token.kind in _REASONS:
        return _REASONS[token.kind]
    if token.kind == v.BREAK:  # what is named aside was left out
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
