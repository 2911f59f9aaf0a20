"""
Clauses → statements: which numbers are stated of which indicator and which places.

A clause is read whole or not at all, by patterns over the kinds of its tokens (see
`aqmap.read.documents.prose.tokens.Kind`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import VALUES, Kind, Token, text_of, tokens_before
from aqmap.read.lexicon.role_words import NAMED_AIM

# What may stand between the parts of a statement and changes none of them. No part begins with any
# of these, so none is given back (``*+``): a clause of nothing else would be tried in all splits.
_BETWEEN = (
    "(FILLER|ACTION|INTENT|PERIOD (AND (?= PERIOD))?|ALREADY|REACHES|RESPECTIVELY|EACH|COMPARATOR"
    "|PLACE_PART|ADJUNCT)*+"
)
_PLACES = "(places: PLACE (AND PLACE)*)"
_INDICATOR = "(indicator: INDICATOR)"
_SUBJECT = f"({_PLACES})? {_BETWEEN} (indicator: INDICATOR?) {_BETWEEN}"
_VALUES = "(values: ((QUANTITY|NUMBER) SUFFIX? AND)* QUANTITY SUFFIX?)"
_CHANGES = "(values: CHANGE (AND (CHANGE|QUANTITY))*)"

_NUMBER_ALONE = token_pattern("(QUANTITY|NUMBER) SUFFIX?")
_REACHED = token_pattern("(?<= CHANGE) AND (?= REACHES QUANTITY)")  # 提高8个百分点、达到71%
_CHANGE_REACHES = token_pattern("CHANGE REACHES")
_DONE = token_pattern("(ALREADY|FILLER)+ QUANTITY")
_TASK, _DOES = re.compile(NAMED_AIM), re.compile("已|实际|完成|目前")
_SUBJECT_PATTERN = token_pattern(_SUBJECT)
_HEAD = token_pattern(
    f"(base: (BASE (?! ADJUNCT? QUANTITY {_BETWEEN} CHANGE))?) (closed: COMPARED?)"
    "(FILLER|ACTION|INTENT|PERIOD (AND (?= PERIOD))?|ALREADY)*"
    "(RESPECTIVELY? REACHES (?= PLACE))?"  # 分别为昌吉市5万亩
    "((giver: PLACE?) HANDED_DOWN)? (part: OF_WHICH?)"
)
_TAIL = token_pattern("(ADJUNCT|FILLER|ACTION|SUFFIX)* (closed: COMPARED?) ADJUNCT*")

# In the order in which they are tried; where two fit, the first holds.
_STATEMENTS: dict[str, re.Pattern[str]] = {
    name: token_pattern(pattern)
    for name, pattern in (
        # 优良天数比率和PM2.5平均浓度分别为80%、50微克/立方米
        (
            "a number an indicator",
            f"({_PLACES})? {_BETWEEN} (indicators: INDICATOR (AND INDICATOR)+) {_BETWEEN}"
            "(values: ((QUANTITY|NUMBER) SUFFIX? AND)+ QUANTITY SUFFIX?)",
        ),
        # 优良天数比率由2020年的80%提高到85%
        (
            "from an old number to a new",
            f"{_SUBJECT} FROM (old_period: PERIOD?) ADJUNCT? (old: QUANTITY)"
            "REACHES+ PERIOD? ADJUNCT? (values: QUANTITY SUFFIX?)",
        ),
        # 昌吉市、阜康市优良天数比率分别达到80%、82%
        (
            "numbers behind their indicator",
            f"({_PLACES})? {_BETWEEN} {_INDICATOR} {_BETWEEN} {_VALUES}",
        ),
        # 完成256台燃煤小锅炉
        (
            "numbers before their indicator",
            f"({_PLACES})? {_BETWEEN} {_VALUES} (FILLER|ACTION|ADJUNCT)* {_INDICATOR}",
        ),
        # 减少平房区特别是昌吉市8.7万户
        (
            "a part in the midst",
            f"REDUCTION* {_INDICATOR} (part: OF_WHICH) {_PLACES} {_BETWEEN} {_VALUES}",
        ),
        # 造林昌吉市5万亩
        (
            "places behind their indicator",
            f"{_BETWEEN} {_INDICATOR} {_BETWEEN} {_PLACES} {_BETWEEN} {_VALUES}",
        ),
        # 阜康市达到82%, of the indicator before
        ("places alone", f"{_PLACES} (indicator:) {_BETWEEN} {_VALUES}"),
        # 昌吉市PM2.5平均浓度低于2020年
        ("better than another year", f"{_SUBJECT} (values: RELATIVE)"),
        # PM2.5平均浓度较2020年的50微克/立方米下降5%
        (
            "a change of an old number",
            f"{_SUBJECT} (old_period: BASE) ADJUNCT? (old: QUANTITY) {_BETWEEN} {_CHANGES}",
        ),
        # PM2.5平均浓度较2020年下降5%
        ("a change", f"{_SUBJECT} BASE? COMPARED? {_BETWEEN} {_CHANGES}"),
    )
}
# 应达到80%，实际为78%: neither place nor indicator, where the clause's first words lead to it
_GOES_ON = {"numbers alone": token_pattern(f"(places:) (indicator:) {_BETWEEN} {_VALUES}")}


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
    old_period
        The period of that value; empty where it names none.
    pattern
        The name of the pattern that it fits.
    """

    tokens: Sequence[Token]
    places: Sequence[Token]
    indicator: Token | None
    values: Sequence[Token]
    part: bool
    old: Token | None = None
    old_period: str = ""
    pattern: str = ""

    @cached_property
    def text(self) -> str:
        """What it reads."""
        return text_of(self.tokens)

    def of_kind(self, kind: Kind) -> list[Token]:
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
    row = row_of(tokens)
    unreadable = Clause(tokens, opened=opened)
    head = _HEAD.match(row)
    if head is None:  # every part of the head may be absent
        return unreadable
    reached = row_of([*before[-1:], tokens[0]])  # 提高8个百分点，达到71%
    goes_on = _CHANGE_REACHES.fullmatch(reached) is not None
    statements, position = _read_statements(tokens, row, head, goes_on=goes_on)
    subject = None if statements else _SUBJECT_PATTERN.match(row, position)
    if subject:
        position = subject.end()
    tail = _TAIL.match(row, position)
    conditional = tokens[-1].text == "的"  # 达到80%的, it goes on, this or that follows
    if tail is None or tail.end() != len(row) or conditional:
        return unreadable
    return Clause(
        tokens,
        readable=True,
        statements=statements,
        places=_places(tokens, subject) if subject else (),
        indicator=_indicator(tokens, subject) if subject else None,
        base=tokens[0].period if head["base"] else "",
        compared=bool(head["closed"] or tail["closed"]),
        giver=tokens[head.start("giver")].text if head["giver"] else "",
        opened=opened,
    )


def _read_statements(
    tokens: Sequence[Token], row: str, head: re.Match[str], *, goes_on: bool
) -> tuple[list[Statement], int]:
    """Return the statements behind the head, and the position behind the last."""
    statements: list[Statement] = []
    position = head.end()
    leading = (Kind.ALREADY, Kind.PERIOD, Kind.INTENT)
    led_to = goes_on or any(token.kind in leading for token in tokens[: head.end()])
    while True:
        begin = position
        if statements:
            if not (begin < len(tokens) and tokens[begin].kind == Kind.AND):
                return statements, position
            begin += 1
        respectively = begin < len(tokens) and tokens[begin].kind == Kind.RESPECTIVELY
        alone = not statements and (respectively or led_to)
        match = _match_statement(row, begin, _STATEMENTS | _GOES_ON if alone else _STATEMENTS)
        if match is None:
            return statements, position
        first = 0 if not statements else begin
        statements += _stated(tokens, first, match, singled=bool(head["part"]))
        position = match.fit.end()


class _PatternMatch(NamedTuple):
    """Where a statement's pattern fits a clause, and the pattern's name."""

    name: str
    fit: re.Match[str]


def _match_statement(
    row: str, begin: int, patterns: dict[str, re.Pattern[str]]
) -> _PatternMatch | None:
    for name, pattern in patterns.items():
        fit = pattern.match(row, begin)
        if fit:
            return _PatternMatch(name, fit)
    return None


def _stated(
    tokens: Sequence[Token], first: int, match: _PatternMatch, *, singled: bool
) -> Iterator[Statement]:
    """Yield what a match states: of one indicator, or of several with a number each."""
    name, fit = match
    groups = fit.groupdict()
    values = [t for t in tokens[slice(*fit.span("values"))] if t.kind in VALUES]
    if groups.get("indicators"):
        yield from _stated_of_each(tokens, first, match, values, singled=singled)
        return
    old = tokens[fit.start("old")] if groups.get("old") else None
    old_period = tokens[fit.start("old_period")].period if groups.get("old_period") else ""
    hidden = range(fit.start("old_period"), fit.end("old")) if old else range(0)
    yield Statement(
        [tokens[n] for n in range(first, fit.end()) if n not in hidden],
        _places(tokens, fit),
        _indicator(tokens, fit),
        values,
        singled or bool(groups.get("part")),
        old,
        old_period,
        name,
    )


def _stated_of_each(
    tokens: Sequence[Token],
    first: int,
    match: _PatternMatch,
    values: Sequence[Token],
    *,
    singled: bool,
) -> Iterator[Statement]:
    """Yield a statement an indicator, if there is a number each and one place at most."""
    name, fit = match
    span = slice(*fit.span("indicators"))
    indicators = [t for t in tokens[span] if t.kind == Kind.INDICATOR]
    places = _places(tokens, fit)
    if len(indicators) != len(values) or len(places) > 1:
        return
    for indicator, value in zip(indicators, _with_units(values), strict=True):
        behind = tokens[tokens_before(tokens, value.start) : fit.end()][:1]
        yield Statement(
            [
                *tokens[first : span.start],
                indicator,
                value,
                *(token for token in behind if token.kind == Kind.SUFFIX),
            ],
            places,
            indicator,
            [value],
            singled,
            pattern=name,
        )


def _with_units(values: Sequence[Token]) -> list[Token]:
    """Return numbers with the unit of the next that has one: 46、80微克/立方米."""
    with_units: list[Token] = []
    for value in reversed(values):
        bare = value.kind == Kind.NUMBER and with_units
        with_units.append(
            replace(value, kind=Kind.QUANTITY, unit=with_units[-1].unit) if bare else value
        )
    return with_units[::-1]


def _places(tokens: Sequence[Token], fit: re.Match[str]) -> list[Token]:
    if not fit["places"]:
        return []
    return [token for token in tokens[slice(*fit.span("places"))] if token.place]


def _indicator(tokens: Sequence[Token], fit: re.Match[str]) -> Token | None:
    return tokens[fit.start("indicator")] if fit["indicator"] else None
