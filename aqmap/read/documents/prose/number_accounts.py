"""An account of every number in a sentence: the figures it gave, or why it gave none."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aqmap.model.transcript import Mark
from aqmap.read.documents.prose.discourse import TakenFigure
from aqmap.read.documents.prose.tokens import Kind, Token, tokens_before
from aqmap.read.lexicon.free_stretches import FreeStretches

_DIGITS = re.compile(r"\d+(?:[.,，．]\d+)*")
_RUN_OF_DIGITS = re.compile(r"\d+")
_RANGE = re.compile(r"\d\s*[-—–~～至到±]\s*\d")
_ASIDES = (("title", "《"), ("number", "〔"), ("office", "（"), ("office", "("))
_CLOSING = {"〕": "〔", "》": "《", "）": "（", ")": "("}
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
    unread = FreeStretches(len(sentence))
    for taken_figure in taken:
        for span in taken_figure.spans:
            spans[span].append(taken_figure.figure.id)
            unread.close(*span)
    marks = [Mark(offset + start, offset + end, tuple(ids)) for (start, end), ids in spans.items()]
    brackets = _Brackets(sentence)
    for match in _unread_numbers(sentence, unread):
        token = _token_at(match.start(), tokens)
        reason = _reason(token, left_out, brackets, match)
        start, end = match.span()
        if token is not None and token.kind in (Kind.QUANTITY, Kind.CHANGE, Kind.RELATIVE):
            start, end = token.start, token.end
        marks.append(Mark(offset + start, offset + end, reason=reason))
    marks += (
        Mark(offset + token.start, offset + token.end, reason=token.reason)
        for token in tokens
        if token.reason == "not_finite" and not _DIGITS.search(token.text)
    )
    yield from sorted(set(marks), key=lambda mark: (mark.start, mark.end))


def _unread_numbers(sentence: str, unread: FreeStretches) -> Iterator[re.Match[str]]:
    """Yield the numbers that gave no figure; of `5，3个` the 5 alone, where 3个 gave one."""
    for match in _DIGITS.finditer(sentence):
        if unread.is_free(*match.span()):
            yield match
        else:
            runs = _RUN_OF_DIGITS.finditer(sentence, *match.span())
            yield from (run for run in runs if unread.is_free(*run.span()))


def _token_at(position: int, tokens: Sequence[Token]) -> Token | None:
    """Return the token that stands at a position; tokens are in order and do not overlap."""
    before = tokens_before(tokens, position)
    return tokens[before - 1] if before and position < tokens[before - 1].end else None


def _reason(
    token: Token | None, left_out: Mapping[int, str], brackets: _Brackets, match: re.Match[str]
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
        opened = brackets.open_at(match.start())
        return next((name for name, bracket in _ASIDES if bracket in opened), "number")
    around = match.string[max(0, match.start() - 3) : match.end() + 3]
    return "range" if _RANGE.search(around) else "not_understood"


class _Brackets:
    """The brackets that stand open in a text, asked for from its begin to its end."""

    def __init__(self, text: str) -> None:
        self._text, self._read, self._opened = text, 0, list[str]()

    def open_at(self, position: int) -> list[str]:
        """Return those open before a position, which is not before the last one asked for."""
        for sign in self._text[self._read : position]:
            if sign in _CLOSING.values():
                self._opened.append(sign)
            elif sign in _CLOSING and self._opened and self._opened[-1] == _CLOSING[sign]:
                self._opened.pop()
        self._read = max(self._read, position)
        return self._opened
