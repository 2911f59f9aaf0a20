"""
Tokens → clauses → claims, by the table of `aqmap.read.documents.prose.claim_rules`.

A clause is read whole or not at all; `aqmap.read.documents.prose.counted_words` reads the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, takewhile

from aqmap.read.documents.prose.claim_rules import BETWEEN, CLAIM_RULES, SUBJECT
from aqmap.read.documents.prose.claims.claim import Claim
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import VALUES, Kind, Token, text_of
from aqmap.read.lexicon.role_words import NAMED_AIM

_NUMBER_ALONE = token_pattern("(QUANTITY|NUMBER) SUFFIX?")
_BARE_NUMBER = token_pattern("NUMBER SUFFIX? AND QUANTITY")
_REACHED = token_pattern("(?<= CHANGE) AND (?= REACHES QUANTITY)")  # 提高8个百分点、达到71%
_CHANGE_REACHES = token_pattern("CHANGE REACHES")
_DONE = token_pattern("(ALREADY|FILLER)+ QUANTITY")
_TASK, _DOES = re.compile(NAMED_AIM), re.compile("已|实际|完成|目前")
_SUBJECT = token_pattern(SUBJECT)
_HEAD = token_pattern(
    f"(base: (BASE (?! (ADJUNCT|ALREADY|FILLER)* QUANTITY (BASE|COMPARED)? {BETWEEN} CHANGE))?)"
    "(closed: COMPARED?)"
    "(FILLER|ACTION|INTENT|PERIOD (AND (?= PERIOD))?|ALREADY)*"
    "(RESPECTIVELY? REACHES (?= PLACE))?"  # 分别为昌吉市5万亩
    "((giver: PLACE?) HANDED_DOWN)? (part: OF_WHICH?)"
)
_TAIL = token_pattern("(ADJUNCT|FILLER|ACTION|SUFFIX)* (closed: COMPARED?) ADJUNCT*")


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
    claims
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
    claims: Sequence[Claim] = ()
    places: Sequence[Token] = ()
    indicator: Token | None = None
    base: str = ""
    compared: bool = False
    giver: str = ""
    opened: str = ""

    @cached_property
    def text(self) -> str:
        """What it reads."""
        return text_of(self.tokens)

    def holds(self, *kinds: Kind) -> bool:
        """Return whether it has a token of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)


def read_clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """Yield the clauses of a sentence in order; a comma inside a row of numbers parts none."""
    clause: list[Token] = []
    before: list[Token] = []
    opened = ""
    row = row_of(tokens)
    for n, token in enumerate(tokens):
        if token.kind != Kind.BREAK and not _REACHED.match(row, n):
            if clause and _DONE.match(row, n) and _is_of_a_task(clause, token):
                yield _read_clause(clause, opened, before)
                before, clause, opened = clause, [], "，"
            clause.append(token)
        elif _parts_numbers(tokens, n):
            clause.append(replace(token, kind=Kind.AND))
        else:
            if clause:
                yield _read_clause(clause, opened, before)
                before, clause = clause, []
            opened = token.text
    if clause:
        yield _read_clause(clause, opened, before)


def _is_of_a_task(clause: Sequence[Token], done: Token) -> bool:
    """Return whether what is done stands behind a task's amount: 任务40台完成38台."""
    amount = clause[-1].kind in (Kind.QUANTITY, Kind.SUFFIX)
    named = _TASK.search(text_of(clause))
    return amount and named is not None and _DOES.match(done.text) is not None


def _parts_numbers(tokens: Sequence[Token], n: int) -> bool:
    """Return whether the break is the comma of 达到80%，82%，85%."""
    if tokens[n].text not in ("，", ","):
        return False
    last = n - 1
    while last >= 0 and tokens[last].kind == Kind.SUFFIX:
        last -= 1
    if last < 0 or tokens[last].kind not in (Kind.QUANTITY, Kind.NUMBER):
        return False
    behind = takewhile(lambda token: token.kind != Kind.BREAK, tokens[n + 1 : n + 4])
    return _NUMBER_ALONE.fullmatch(row_of(behind)) is not None


def _read_clause(tokens: Sequence[Token], opened: str, before: Sequence[Token]) -> Clause:
    tokens = _with_units(tokens)
    row = row_of(tokens)
    unreadable = Clause(tokens, opened=opened)
    head = _HEAD.match(row)
    if head is None:  # every part of the head may be absent
        return unreadable
    reached = row_of([*before[-1:], tokens[0]])  # 提高8个百分点，达到71%
    goes_on = _CHANGE_REACHES.fullmatch(reached) is not None
    claims, position = _claims_behind(tokens, row, head, goes_on=goes_on)
    subject = None if claims else _SUBJECT.match(row, position)
    if subject:
        position = subject.end()
    tail = _TAIL.match(row, position)
    conditional = tokens[-1].text == "的"  # 达到80%的, it goes on, this or that follows
    if tail is None or tail.end() != len(row) or conditional:
        return unreadable
    return Clause(
        tokens,
        readable=True,
        claims=claims,
        places=_places(tokens, subject) if subject else (),
        indicator=_named(tokens, subject, "indicator") if subject else None,
        base=tokens[0].period if head["base"] else "",
        compared=bool(head["closed"] or tail["closed"]),
        giver=tokens[head.start("giver")].text if head["giver"] else "",
        opened=opened,
    )


def _claims_behind(
    tokens: Sequence[Token], row: str, head: re.Match[str], *, goes_on: bool
) -> tuple[list[Claim], int]:
    """Return the claims behind the head, and the position behind the last."""
    claims: list[Claim] = []
    position = head.end()
    leading = (Kind.ALREADY, Kind.PERIOD, Kind.INTENT)
    led_to = goes_on or any(
        token.kind in leading or token.text.endswith("浓度") for token in tokens[: head.end()]
    )
    while True:
        begin = position
        if claims:
            if not (begin < len(tokens) and tokens[begin].kind == Kind.AND):
                return claims, position
            begin += 1
        respectively = begin < len(tokens) and tokens[begin].kind == Kind.RESPECTIVELY
        alone = not claims and (respectively or led_to)
        rules = (rule for rule in CLAIM_RULES if alone or not rule.led_to)
        fits = ((rule.name, rule.compiled.match(row, begin)) for rule in rules)
        name, fit = next(((name, fit) for name, fit in fits if fit), ("", None))
        if fit is None:
            return claims, position
        stated = tokens[begin if claims else 0 : fit.end()]
        claims += _claimed(tokens, stated, name, fit, singled=bool(head["part"]))
        position = fit.end()


def _claimed(
    tokens: Sequence[Token],
    stated: Sequence[Token],
    rule: str,
    fit: re.Match[str],
    *,
    singled: bool,
) -> Iterator[Claim]:
    """Yield what a rule claims where it fits: of one thing, or of several with a number each."""
    begin, end = fit.span("values")
    row = [*tokens[begin:end], None]
    valued = [(t, behind) for t, behind in pairwise(row) if t and t.kind in VALUES]
    suffixes = [t if t and t.kind == Kind.SUFFIX else None for _, t in valued]
    old, old_period = _named(tokens, fit, "old"), _named(tokens, fit, "old_period")
    hidden = tokens[fit.start("old_period") : fit.end("old")] if old else ()
    indicator = _named(tokens, fit, "indicator")
    claim = Claim(
        [number for number, _ in valued],
        [token for token in stated if token not in hidden],
        rule,
        suffixes,
        _places(tokens, fit),
        indicator=indicator,
        written=indicator.text if indicator else "",
        part=singled or _named(tokens, fit, "part") is not None,
        old=old,
        old_period=old_period.period if old_period else "",
    )
    if "indicators" not in fit.re.groupindex:
        yield claim
        return
    first, last = fit.span("indicators")
    indicators = [token for token in tokens[first:last] if token.kind == Kind.INDICATOR]
    if len(indicators) != len(valued) or len(claim.places) > 1:
        return
    shared = [token for token in stated if token.start < tokens[first].start]
    for indicator, number, suffix in zip(indicators, claim.numbers, suffixes, strict=True):
        yield replace(
            claim,
            numbers=[number],
            tokens=[*shared, indicator, number, *([suffix] if suffix else [])],
            suffixes=[suffix],
            indicator=indicator,
            written=indicator.text,
        )


def _with_units(clause: Sequence[Token]) -> list[Token]:
    """Return a clause whose bare numbers have the unit of the next: 46、80微克/立方米."""
    told = list(clause)
    row = row_of(clause)
    for n in range(len(told) - 1, -1, -1):
        if bare := _BARE_NUMBER.match(row, n):
            told[n] = replace(told[n], kind=Kind.QUANTITY, unit=told[bare.end() - 1].unit)
            row = row_of(told)
    return told


def _places(tokens: Sequence[Token], fit: re.Match[str]) -> list[Token]:
    return [token for token in tokens[slice(*fit.span("places"))] if token.place]


def _named(tokens: Sequence[Token], fit: re.Match[str], group: str) -> Token | None:
    """Return the first token of a group, if the pattern has it and it is not empty."""
    is_there = group in fit.re.groupindex and fit[group]
    return tokens[fit.start(group)] if is_there else None
