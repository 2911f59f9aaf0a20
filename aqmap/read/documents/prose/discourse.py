"""What a sentence has spoken of so far: what the next clause may go on about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aqmap.model.figures import Figure
from aqmap.model.locators import NOWHERE, Locator
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.lexicon.dates import stated_against
from aqmap.workspace.places import Place

NamedPlace = tuple[Place, str]
"""A place and how the document writes it; empty where it does not."""


def named_place(token: Token) -> NamedPlace:
    """Return the place of a token that has one, and how the document writes it."""
    assert token.place is not None  # noqa: S101 - a token of kind PLACE always has one
    return token.place, token.text


@dataclass
class TakenFigure:
    """A figure and where in its sentence its numbers stand."""

    figure: Figure
    spans: list[tuple[int, int]]


@dataclass
class Discourse:
    """
    What a sentence has spoken of so far, and the figures that it gave.

    Attributes
    ----------
    period, period_named
        The period it speaks of, none where it cannot be told; whether the sentence names it.
    period_start, is_deadline
        Where it names it; whether as a deadline (9月底前).
    clause_start, period_place
        Where the clause begins; the county that the period was named for, behind its name.
    extent
        What its place includes or leaves out here: 不含准东.
    default_place
        The document's own place, where the sentence may mean it.
    sentence, plain, locator
        Its text, that text without what is named aside, and where it stands.
    opening_period
        The period it began with.
    states_aims, looks_ahead
        Whether it says what is to be, although a report does; whether its heading looks ahead.
    indicator, indicator_words
        The indicator it spoke of last, and the words around it.
    topic
        What the paragraph's first words name (电采暖。), for numbers that name nothing.
    counted_by_unit, last_counted
        What it counted last in each unit, and last of all.
    places
        The places it spoke of last; empty before the first, none where no one can tell.
    places_before_bracket
        The places it spoke of before a bracket that names others, while that is open.
    places_of_whole
        The places it spoke of before it singled some out (其中), while it tells of those.
    behind_numbers
        Whether the clause before gave numbers: a bracket (含…) behind it is about those.
    part_unit
        The unit of the parts that are being told of a whole (其中), or nothing.
    before_parts, before_bracket
        What was spoken of before the parts, and before the bracket that is open.
    period_to_resume
        The period to go on with behind a clause about the year before.
    period_to_return_to
        The period before a clause that only names another (10月31日前完成), up to the semicolon.
    last_share
        What was stated in percent last.
    baseline_period
        The year whose values are being told, for comparison.
    change_base, last_base
        The year that changes are stated against; the last that one was stated against, up to the
        semicolon.
    taken
        The figures it gave.
    left_out
        Why a number gave none, by where it starts.
    """

    period: str | None
    default_place: NamedPlace | None
    sentence: str = ""
    plain: str = ""
    locator: Locator = NOWHERE
    opening_period: str | None = None
    period_named: bool = False
    period_start: int = -1
    is_deadline: bool = False
    extent: str = ""
    period_place: str = ""
    clause_start: int = 0
    states_aims: bool = False
    looks_ahead: bool = False
    indicator: Token | None = None
    indicator_words: str = ""
    topic: str = ""
    counted_by_unit: dict[str, str] = field(default_factory=dict)
    last_counted: str = ""
    places: list[NamedPlace] | None = field(default_factory=list)
    places_before_bracket: list[NamedPlace] | None = None
    places_of_whole: list[NamedPlace] | None = None
    behind_numbers: bool = False
    part_unit: str = ""
    before_parts: Discourse | None = None
    before_bracket: Discourse | None = None
    period_to_resume: str = ""
    period_to_return_to: str = ""
    last_share: str = ""
    baseline_period: str = ""
    change_base: str = ""
    last_base: str = ""
    taken: list[TakenFigure] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)

    def leave_out(self, numbers: Sequence[Token], reason: str) -> None:
        """Note why numbers gave no figure."""
        for number in numbers:
            self.left_out.setdefault(number.start, reason)

    def name_indicator(self, indicator: Token, words: str) -> None:
        """Speak of an indicator, in these words."""
        self.indicator, self.indicator_words = indicator, words

    def name_places(self, tokens: Sequence[Token]) -> None:
        """Speak of the places that tokens name, if there are any."""
        if tokens:
            self.places = [named_place(token) for token in tokens]

    def go_on_about(self, before: Discourse) -> None:
        """Speak of the things again that were spoken of before."""
        self.indicator, self.indicator_words = before.indicator, before.indicator_words
        self.counted_by_unit, self.last_counted = before.counted_by_unit, before.last_counted

    def period_compared_with(self, written: str) -> str:
        """Return the period that a change refers to; 同比 means the year before."""
        return stated_against(written, self.period or "")
