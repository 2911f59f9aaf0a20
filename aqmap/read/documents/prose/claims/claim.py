"""A claim: what a clause says of one thing, whichever rule found it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from aqmap.model.figures import Comparator
from aqmap.read.documents.prose.tokens import Kind, Token, text_of
from aqmap.workspace.indicators import Indicator

POWERS = "十百千万亿"
"""What may stand before a unit and counts it."""


@dataclass(frozen=True)
class Claim:
    """
    Numbers, and what a clause says of them.

    Attributes
    ----------
    numbers
        Quantities and bare numbers, or changes, or one comparison with another year.
    tokens
        What it is said by: its periods, bases and comparing words are there.
    rule
        The name of the rule that covers it; empty where only words around the numbers tell.
    suffixes
        The bound behind each number (以上), if there is one.
    places
        The places it names; empty where it goes on about those before.
    unclear
        How it writes a place that no one can tell, if it does.
    indicator
        The name of the catalogue that it counts, if it has one.
    written
        What it counts, as written; empty where it goes on about the thing before.
    things
        What each number counts, where there are several (SO2、NO2分别…); else empty.
    part
        Whether it is singled out of a whole (其中).
    adjacent
        Whether its number follows another of its clause at once.
    falls
        Whether its words say that the thing is reduced by the number.
    old, old_period, old_alone
        The value that it starts from (由2020年的80%提高到85%), and of which period; whether its
        number is no other (较2020年同期的80%有所提高).
    """

    numbers: Sequence[Token]
    tokens: Sequence[Token] = ()
    rule: str = ""
    suffixes: Sequence[Token | None] = ()
    places: Sequence[Token] = ()
    unclear: str = ""
    indicator: Token | None = None
    written: str = ""
    things: Sequence[str] = ()
    part: bool = False
    adjacent: bool = False
    falls: bool = False
    old: Token | None = None
    old_period: str = ""
    old_alone: bool = False

    @cached_property
    def text(self) -> str:
        """What it is said by."""
        return text_of(self.tokens)

    @property
    def unit(self) -> str:
        """The unit of its numbers, without 万."""
        return self.numbers[-1].unit.lstrip(POWERS)

    @property
    def is_change(self) -> bool:
        """Whether its numbers are changes: 下降5%; 削减量较2020年5万吨."""
        changed = any(number.kind == Kind.CHANGE for number in self.numbers)
        return changed or (self.falls and bool(self.of_kind(Kind.BASE)))

    @property
    def is_value(self) -> bool:
        """Whether its numbers are no changes, nor a comparison with another year."""
        return self.numbers[0].kind in (Kind.QUANTITY, Kind.NUMBER)

    @property
    def comparators(self) -> set[Comparator]:
        """The bounds that are said of its numbers."""
        said = (*self.of_kind(Kind.COMPARATOR), *filter(None, self.suffixes))
        return {token.comparator for token in said if token.comparator}

    def of_kind(self, *kinds: Kind) -> list[Token]:
        """Return its tokens of these kinds."""
        return [token for token in self.tokens if token.kind in kinds]

    def with_changes_alike(self) -> Claim:
        """Return the claim whose numbers behind a change are changes too: 下降10%和12%."""
        first = self.numbers[0]
        falls = (first.value or 0) < 0
        numbers = [
            replace(n, kind=Kind.CHANGE, value=-n.value if falls else n.value, better=first.better)
            if n.kind == Kind.QUANTITY and n.unit in (first.unit, "") and n.value is not None
            else n
            for n in self.numbers
        ]
        return replace(self, numbers=numbers) if first.kind == Kind.CHANGE else self

    def only(self, n: int) -> Claim:
        """Return the claim of its n-th thing alone."""
        return replace(
            self,
            numbers=[self.numbers[n]],
            suffixes=[self.suffixes[n]],
            written=self.things[n],
            things=(),
        )


class Thing(NamedTuple):
    """What is counted: as written, as the catalogue knows it, and whether the clause names it."""

    written: str
    indicator: Indicator | None
    named: bool


@dataclass(frozen=True)
class LeftOut:
    """A number that is claimed of nothing, and the key of the reason."""

    number: Token
    reason: str
