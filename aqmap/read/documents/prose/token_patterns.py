"""
Patterns over rows of tokens, written in the names of their kinds.

``(places: PLACE (AND PLACE)*) REACHES? (value: QUANTITY)`` is a regular expression whose letters
are whole tokens. Names in capitals are kinds, ``(name: …)`` is a named group, other brackets only
hold together, and blanks mean nothing. The letter that stands for a kind is known here alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable

from aqmap.read.documents.prose.tokens import Kind, Token

_LETTERS = dict(zip(Kind, string.ascii_letters, strict=False))
_NAME = re.compile("[A-Z][A-Z_]+")
_NAMED_GROUP = re.compile(r"\(([a-z_]+):")
_PLAIN_GROUP = re.compile(r"\((?!\?)")


def token_pattern(written: str) -> re.Pattern[str]:
    """Return the pattern for rows of tokens (see `row_of`); a name that is no kind is an error."""
    lettered = _NAME.sub(lambda name: _LETTERS[Kind[name[0]]], written)
    grouped = _PLAIN_GROUP.sub("(?:", _NAMED_GROUP.sub(r"(?P<\1>", lettered))
    return re.compile("".join(grouped.split()))


def row_of(tokens: Iterable[Token]) -> str:
    """Return the kinds of tokens, a letter each: positions in it are positions of tokens."""
    return "".join(_LETTERS[token.kind] for token in tokens)
