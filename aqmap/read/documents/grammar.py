"""
Clauses → statements: which numbers are said of which indicator and which places.

A clause is read whole or not at all, in the letters of `aqmap.read.documents.vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.mentions import Token

_FILL = "[VYMTJLDECGO]*"
_PLACES = "(?P<places>P(?:AP)*)"
_VALUES = "(?P<values>(?:[QN]S?A)*QS?)"
_CHANGES = "(?P<values>K(?:A[KQ])*)"
_HEAD = re.compile("(?P<base>B?)(?P<closed>F?)[VYMTJ]*(?:(?P<giver>P?)H)?(?P<part>W?)")
_TAIL = re.compile("[OVYS]*(?P<closed>F?)O*")
_SUBJECT = re.compile(f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}")
_STATEMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I){_FILL}{_VALUES}",
        f"(?:{_PLACES})?{_FILL}{_VALUES}[VYO]*(?P<indicator>I)",
        f"Z*(?P<indicator>I)(?P<part>W){_PLACES}{_FILL}{_VALUES}",
        f"{_FILL}(?P<indicator>I){_FILL}{_PLACES}{_FILL}{_VALUES}",
        f"{_PLACES}(?P<indicator>){_FILL}{_VALUES}",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}(?P<values>R)",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}B?F?{_FILL}{_CHANGES}",
    )
)


@dataclass(frozen=True)
class Statement:
    """
    What a clause says of one indicator.

    Attributes
    ----------
    tokens
        All of it, in order.
    places
        The places it names; empty where it goes on about those before.
    indicator
        The indicator it names; none where it goes on about the one before.
    values
        Quantities and bare numbers, or changes, or one comparison with another year.
    part
        Whether it singles places out of a whole (其中).
    """

    tokens: Sequence[Token]
    places: Sequence[Token]
    indicator: Token | None
    values: Sequence[Token]
    part: bool

    def of_kind(self, kind: str) -> list[Token]:
        """Return its tokens of a kind."""
        return [token for token in self.tokens if token.kind == kind]


@dataclass(frozen=True)
class Clause:
    """
    A clause between two commas.

    Attributes
    ----------
    tokens
        All of it, in order.
    readable
        Whether the grammar covers it from end to end.
    statements
        What it says; none if it is unreadable or holds no number.
    places, indicator
        What a clause without a number speaks of.
    base
        The year that it begins to compare with (与2017年…).
    compared
        Whether the comparison ends here (…相比).
    giver
        Who hands the target down (昌吉州下达…).
    """

    tokens: Sequence[Token]
    readable: bool = False
    statements: Sequence[Statement] = ()
    places: Sequence[Token] = ()
    indicator: Token | None = None
    base: str = ""
    compared: bool = False
    giver: str = ""

    def holds(self, kinds: str) -> bool:
        """Return whether it has a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


def read_clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of a sentence in order."""
    clause: list[Token] = []
    for token in tokens:
        if token.kind != v.BREAK:
            clause.append(token)
        elif clause:
            yield _read_clause(clause)
            clause = []
    if clause:
        yield _read_clause(clause)


def _read_clause(tokens: Sequence[Token]) -> Clause:
    letters = "".join(token.kind for token in tokens)
    head = _HEAD.match(letters)
    if head is None:  # every part of the head may be absent
        return Clause(tokens)
    statements, position = _read_statements(tokens, letters, head)
    subject = None if statements else _SUBJECT.match(letters, position)
    if subject:
        position = subject.end()
    tail = _TAIL.match(letters, position)
    conditional = tokens[-1].text == "的"  # 达到80%的, it goes on, this or that follows
    if tail is None or tail.end() != len(letters) or conditional:
        return Clause(tokens)
    return Clause(
        tokens,
        readable=True,
        statements=statements,
        places=_places(tokens, subject) if subject else (),
        indicator=_indicator(tokens, subject) if subject else None,
        base=tokens[0].period if head["base"] else "",
        compared=bool(head["closed"] or tail["closed"]),
        giver=tokens[head.start("giver")].text if head["giver"] else "",
    )


def _read_statements(
    tokens: Sequence[Token], letters: str, head: re.Match[str]
) -> tuple[list[Statement], int]:
    """Return the statements behind the head, and the position behind the last."""
    statements: list[Statement] = []
    position = head.end()
    while True:
        begin = position
        if statements:
            if letters[position : position + 1] != "A":
                return statements, position
            begin += 1
        found = next(filter(None, (p.match(letters, begin) for p in _STATEMENTS)), None)
        if found is None:
            return statements, position
        first = 0 if not statements else begin
        singled = bool(head["part"] or found.groupdict().get("part"))
        statements.append(
            Statement(
                tokens[first : found.end()],
                _places(tokens, found),
                _indicator(tokens, found),
                [t for t in tokens[slice(*found.span("values"))] if t.kind in "QNRK"],
                singled,
            )
        )
        position = found.end()


def _places(tokens: Sequence[Token], found: re.Match[str]) -> list[Token]:
    if not found["places"]:
        return []
    return [token for token in tokens[slice(*found.span("places"))] if token.place]


def _indicator(tokens: Sequence[Token], found: re.Match[str]) -> Token | None:
    return tokens[found.start("indicator")] if found["indicator"] else None
