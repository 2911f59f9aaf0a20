"""The document's own place, as its title, its letterhead, its speaker or its signature names it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import (
    letterhead,
    publishing_lines,
    signature,
    speaking_lines,
    title_lines,
)
from aqmap.read.documents.own_place import can_be_own, means_another
from aqmap.read.documents.prose.tokenizer import Tokenizer
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.workspace.places import own_word

_WITHOUT_TITLE_MARKS = str.maketrans("", "", "《》")
_OPENING, _SHOWN = 3, 40
_LONGEST = 2_000  # signs of a line in which a place is looked for
_OF_THE_OFFICE_ABOVE = re.compile("分局|监测站")


def head_place(paragraphs: Sequence[str], context: Context) -> tuple[str, Reason]:
    """
    Return the code of the one place that the title names, or nothing, and how it is known.

    Where it names none, the letterhead does, then who speaks, signs or publishes it, unless the
    text has a word (全县) for its own place that cannot mean that one.
    """
    tokenizer = Tokenizer(context)
    groups = (
        ("title", title_lines(paragraphs)),
        ("issuer", letterhead(paragraphs)),
        ("issuer", speaking_lines(paragraphs)),
        ("issuer", signature(paragraphs)),
        ("issuer", publishing_lines(paragraphs)),
    )
    for by, lines in groups:
        named = {
            code
            for line in lines
            for code in _places_of_line(
                tokenizer.tokenize(line.translate(_WITHOUT_TITLE_MARKS)).tokens, line
            )
        }
        if named:
            code = named.pop() if len(named) == 1 else ""
            fits = by == "title" or can_be_own(code, paragraphs, context.places)
            ground = Reason("place", Known.CARRIED, by, next(iter(lines), ""))
            return (code if fits else ""), ground
    return _only_place(paragraphs, tokenizer, context)


def _only_place(
    paragraphs: Sequence[str], tokenizer: Tokenizer, context: Context
) -> tuple[str, Reason]:
    """Return the place that a text opens with, before any number, if it is its only one."""
    lines = [line[:_LONGEST] for line in paragraphs if line.strip()]
    opening = next((line for line in lines[:_OPENING] if _codes(tokenizer, line)), "")
    ground = Reason("place", Known.CARRIED, "only_place" if opening else "title", opening[:_SHOWN])
    before = takewhile(lambda t: t.kind != Kind.QUANTITY, tokenizer.tokenize(opening).tokens)
    own = {token.place.code for token in before if token.place}
    if len(own) != 1:
        return "", ground
    (code,) = own
    named = {
        token.text if token.place is None else token.place.code
        for line in lines
        for token in tokenizer.tokenize(line).tokens
        if token.kind in PLACE_NAMES and not own_word(token.text)
    }
    above = context.places[code].prefecture
    fits = can_be_own(code, paragraphs, context.places) and not named - {code, above}
    unnamed = above not in named and means_another(code, paragraphs, context.places)
    return (code if fits and not unnamed else ""), ground


def _codes(tokenizer: Tokenizer, line: str) -> set[str]:
    """Return the codes of the places that a line names."""
    return {token.place.code for token in tokenizer.tokenize(line).tokens if token.place}


def _places_of_line(tokens: Sequence[Token], line: str) -> list[str]:
    """Return the codes of a line's places; of an office and its branch, the branch's."""
    codes = [token.place.code for token in tokens if token.place]
    return codes[-1:] if _OF_THE_OFFICE_ABOVE.search(line) else codes
