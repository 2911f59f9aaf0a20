"""Tokens that are words of the grammar alone: no place, indicator, period or number is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.unclear_places import townships
from aqmap.read.documents.prose.tokens import Kind, Token
from aqmap.read.lexicon.comparators import COMPARATORS, SUFFIXES

_AREAS, _LIMITS = re.compile(v.AREAS), re.compile(v.LIMITS)


def find_limits(text: str) -> Iterator[Token]:
    """Yield the limits that a standard has in brackets behind it."""
    for match in _LIMITS.finditer(text):
        yield Token(Kind.UNKNOWN, *match.span("n"), match["n"], reason="threshold")


def find_townships(text: str) -> Iterator[Token]:
    """Yield townships, streets and farms."""
    for start, end in townships(text):
        yield Token(Kind.UNCODED_PLACE, start, end, text[start:end], reason="saying")


def find_areas(text: str) -> Iterator[Token]:
    """Yield parts of a region, and regions around it."""
    for match in _AREAS.finditer(text):
        yield replace(token_of(Kind.UNCODED_PLACE, match), reason="saying")


def find_not_counted(text: str) -> Iterator[Token]:
    """Yield what has digits and counts nothing."""
    for reason, pattern in v.NOT_COUNTED:
        for match in re.finditer(pattern, text):
            group = "n" if "n" in match.groupdict() else 0
            start, end = match.span(group)
            yield Token(Kind.UNKNOWN, start, end, match[group], reason=reason)


def find_words(text: str) -> Iterator[Token]:
    """Yield comparing words and the other words of the grammar."""
    for kind, table in ((Kind.COMPARATOR, COMPARATORS), (Kind.SUFFIX, SUFFIXES)):
        for pattern, comparator in table:
            for match in re.finditer(pattern, text):
                yield replace(token_of(kind, match), comparator=comparator)
    for kind, pattern in v.WORDS:
        for match in re.finditer(pattern, text):
            yield token_of(kind, match)


def token_of(kind: Kind, match: re.Match[str]) -> Token:
    """Return a token for all that a pattern matched."""
    return Token(kind, match.start(), match.end(), match[0])
