"""
Clauses → statements: which numbers are said of which indicator and which places.

A clause is read whole or not at all, in the letters of `aqmap.read.documents.vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.tokens import Token

_FILL = "[VYMTJLDECGO]*"
_PLACES = "(?P<places>P(?:AP)*)"
_VALUES = "(?P<values>(?:[QN]S?A)*QS?)"
_CHANGES = "(?P<values>K(?:A[KQ])*)"
_HEAD = re.compile(
    "(?P<base>(?:B(?!O?Q[VYMTJLDECGO]*K))?)(?P<closed>F?)[VYMTJ]*(?:D?L(?=P))?(?:(?P<giver>P?)H)?(?P<part>W?)"
)
_TAIL = re.compile("[OVYS]*(?P<closed>F?)O*")
_SUBJECT = re.compile(f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}")
_STATEMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:{_PLACES})?{_FILL}(?P<indicators>I(?:AI)+){_FILL}(?P<values>(?:QS?A)+QS?)",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}<(?P<then>T?)O?(?P<old>Q)L+T?O?(?P<values>QS?)",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I){_FILL}{_VALUES}",
        f"(?:{_PLACES})?{_FILL}{_VALUES}[VYO]*(?P<indicator>I)",
        f"Z*(?P<indicator>I)(?P<part>W){_PLACES}{_FILL}{_VALUES}",
        f"{_FILL}(?P<indicator>I){_FILL}{_PLACES}{_FILL}{_VALUES}",
        f"{_PLACES}(?P<indicator>){_FILL}{_VALUES}",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}(?P<values>R)",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}(?P<then>B)O?(?P<old>Q){_FILL}{_CHANGES}",
        f"(?:{_PLACES})?{_FILL}(?P<indicator>I?){_FILL}B?F?{_FILL}{_CHANGES}",
    )
)


_GOES_ON = re.compile(f"(?P<places>)(?P<indicator>){_FILL}{_VALUES}")  # 应达到80%，实际为78%


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
    old
        The value that it starts from (由80%提高到85%), if it states one.
    then
        The period of that value; empty where it names none.
    """

    tokens: Sequence[Token]
    places: Sequence[Token]
    indicator: Token | None
    values: Sequence[Token]
    part: bool
    old: Token | None = None
    then: str = ""

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
    opened
        The sign before it.
    """

    tokens: Sequence[Token]
    readable: bool = False
    statements: Sequence[Statement] = ()
    places: Sequence[Token] = ()
    indicator: Token | None = None
    base: str = ""
    compared: bool = False
    giver: str = ""
    opened: str = ""

    def holds(self, kinds: str) -> bool:
        """Return whether it has a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


def read_clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of a sentence in order; a comma inside a row of numbers parts none."""
    clause: list[Token] = []
    opened = ""
    for n, token in enumerate(tokens):
        if _parts_numbers(tokens, n):
            clause.append(replace(token, kind="A"))
        elif token.kind != v.BREAK:
            clause.append(token)
        else:
            if clause:
                yield replace(_read_clause(clause), opened=opened)
                clause = []
            opened = token.text
    if clause:
        yield replace(_read_clause(clause), opened=opened)


def _parts_numbers(tokens: Sequence[Token], n: int) -> bool:
    """Return whether the token is the comma of 达到80%，82%，85%."""
    if tokens[n].kind != v.BREAK or tokens[n].text not in ("，", ","):
        return False
    before = [t for t in tokens[:n] if t.kind != "S"][-1:]
    behind = "".join(t.kind for t in tokens[n + 1 :]).split(v.BREAK, maxsplit=1)[0]
    return bool(before) and before[0].kind in "QN" and re.fullmatch("[QN]S?", behind) is not None


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
        each = letters[position : position + 1] == "D"
        goes_on = not statements and (each or any(word in head[0] for word in "JTM"))
        shapes = (*_STATEMENTS, _GOES_ON) if goes_on else _STATEMENTS
        found = next(filter(None, (p.match(letters, begin) for p in shapes)), None)
        if found is None:
            return statements, position
        first = 0 if not statements else begin
        statements += _stated(tokens, first, found, singled=bool(head["part"]))
        position = found.end()


def _stated(
    tokens: Sequence[Token], first: int, found: re.Match[str], *, singled: bool
) -> Iterator[Statement]:
    """Yield what a match states: of one indicator, or of several with a number each."""
    groups = found.groupdict()
    values = [t for t in tokens[slice(*found.span("values"))] if t.kind in "QNRK"]
    if groups.get("indicators"):
        named = [t for t in tokens[slice(*found.span("indicators"))] if t.kind == v.INDICATOR]
        places = _places(tokens, found)
        if len(named) == len(values) and len(places) <= 1:
            for indicator, value in zip(named, values, strict=True):
                after = tokens[tokens.index(value) + 1 : found.end()][:1]
                said = [*tokens[first : found.start("indicators")], indicator, value]
                yield Statement(
                    [*said, *(t for t in after if t.kind == "S")],
                    places,
                    indicator,
                    [value],
                    singled,
                )
        return
    old = tokens[found.start("old")] if groups.get("old") else None
    then = tokens[found.start("then")].period if groups.get("then") else ""
    hidden = range(found.start("then"), found.end("old")) if old else range(0)
    yield Statement(
        [t for n, t in enumerate(tokens[: found.end()]) if n >= first and n not in hidden],
        _places(tokens, found),
        _indicator(tokens, found),
        values,
        singled or bool(groups.get("part")),
        old,
        then,
    )


def _places(tokens: Sequence[Token], found: re.Match[str]) -> list[Token]:
    if not found["places"]:
        return []
    return [token for token in tokens[slice(*found.span("places"))] if token.place]


def _indicator(tokens: Sequence[Token], found: re.Match[str]) -> Token | None:
    return tokens[found.start("indicator")] if found["indicator"] else None
