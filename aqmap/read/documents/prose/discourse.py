"""What a sentence has spoken of so far: what the next clause may go on about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum, auto
from typing import NamedTuple

from aqmap.model.figures import Figure, Role
from aqmap.model.locators import NOWHERE, Locator
from aqmap.model.periods import OPEN_YEAR
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.lexicon.dates import stated_against
from aqmap.workspace.places import Place

_MOST_PROPOSALS = 6
_BY_TITLE = Reason("period", Known.CARRIED, "title")


class NamedPlace(NamedTuple):
    """
    The place of a number.

    Attributes
    ----------
    place
        None where no one can tell it.
    written
        How the document writes it; empty where it does not.
    reason
        How it is known.
    """

    place: Place | None
    written: str
    reason: Reason

    @property
    def code(self) -> str:
        """Its code; empty where no one can tell it."""
        return self.place.code if self.place else ""

    @property
    def carried(self) -> NamedPlace:
        """The place, where a clause goes on about it."""
        if self.reason.known != Known.SAID:
            return self
        return self._replace(reason=replace(self.reason, known=Known.CARRIED, by="before"))

    def named_before(self) -> NamedPlace:
        """Return the place, where the sentence before begins with it."""
        return self._replace(reason=Reason("place", Known.CARRIED, "before", self.written))


def named_place(token: Token) -> NamedPlace:
    """Return the place of a token that has one, and how the document writes it."""
    assert token.place is not None  # noqa: S101 - a token of kind PLACE always has one
    return NamedPlace(token.place, token.text, Reason("place", Known.SAID, "clause", token.text))


class RoleVote(NamedTuple):
    """
    What a rule says of a number.

    Attributes
    ----------
    rank
        See `aqmap.read.documents.prose.claims.role_rules.Rank`.
    role, words, weak, rule
        What it is by the rule of this name, and by which words.
    """

    rank: int
    role: Role
    words: str
    weak: bool = False
    rule: str = ""


@dataclass
class TakenFigure:
    """A figure, where in its sentence its numbers stand, and how its fields are known."""

    figure: Figure
    spans: list[tuple[int, int]]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Subject:
    """
    What a sentence counts.

    Attributes
    ----------
    indicator, words
        The indicator it spoke of last, and the words around it.
    counted, last_counted
        What it counted last in each unit, and last of all.
    """

    indicator: Token | None = None
    words: str = ""
    counted: Mapping[str, str] = field(default_factory=dict)
    last_counted: str = ""


class Aside(StrEnum):
    """What a sentence may tell beside its thread; there is one of each open at a time."""

    PARTS = auto()  # 其中…, up to the semicolon
    BRACKET = auto()  # （…）
    YEAR_BEFORE = auto()  # 去年同期…, in its clause
    OTHER_DATE = auto()  # 10月31日前完成, without a number: up to the next one or the semicolon


@dataclass
class Frame:
    """What was spoken of before an aside: period, subject, and places where it has others."""

    period: str | None
    subject: Subject
    places: list[NamedPlace] | None = None


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
    period_words, period_of_year
        The words by which it names it, and whether they say the year.
    period_ground
        How the period is known that it began with.
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
    states_aims
        Whether it says what is to be, although a report does.
    heading_votes
        What the headings above it say its numbers are.
    candidates
        Codes of the places that a number without one may be of, the likeliest first.
    open_place
        How it writes a place that no code stands for.
    subject
        What it counted.
    topic
        What the paragraph's first words name (电采暖。), for numbers that name nothing.
    places
        The places it spoke of last; empty before the first, none where no one can tell.
    frames
        What to go on about behind the asides that are open.
    behind_numbers
        Whether the clause before gave numbers: a bracket (含…) behind it is about those.
    part_unit
        The unit of the parts that are being told of a whole (其中), or nothing.
    sentence_period
        The period that it names before its first number.
    listed_years
        The years that its numbers were told of, one each.
    last_share
        What was stated in percent last.
    baseline_period
        The year whose values are being told, for comparison.
    change_base, last_base
        The year that changes are stated against; the last that one was stated against, up to the
        semicolon.
    taken
        The figures it gave.
    asked
        Figures of which everything is asked, of numbers that nothing else came of.
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
    period_words: str = ""
    period_of_year: bool = False
    period_ground: Reason = _BY_TITLE
    is_deadline: bool = False
    extent: str = ""
    period_place: str = ""
    clause_start: int = 0
    states_aims: bool = False
    heading_votes: Sequence[RoleVote] = ()
    candidates: Sequence[str] = ()
    open_place: str = ""
    subject: Subject = field(default_factory=Subject)
    topic: str = ""
    places: list[NamedPlace] | None = field(default_factory=list)
    frames: dict[Aside, Frame] = field(default_factory=dict)
    behind_numbers: bool = False
    part_unit: str = ""
    sentence_period: str = ""
    listed_years: list[str] = field(default_factory=list)
    last_share: str = ""
    baseline_period: str = ""
    change_base: str = ""
    last_base: str = ""
    taken: list[TakenFigure] = field(default_factory=list)
    asked: list[TakenFigure] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)

    @property
    def period_told(self) -> str:
        """The period of a number here; an open year where no one can tell it."""
        return self.baseline_period or self.period or OPEN_YEAR

    @property
    def tells_parts(self) -> bool:
        """Whether it tells of parts of a whole: 其中."""
        return Aside.PARTS in self.frames

    def leave_out(self, numbers: Sequence[Token], reason: str) -> None:
        """Note why numbers gave no figure."""
        for number in numbers:
            self.left_out.setdefault(number.start, reason)

    def set_aside(self, aside: Aside, places: list[NamedPlace] | None = None) -> Frame:
        """Note what to go on about behind an aside that opens; places only where it has others."""
        self.frames[aside] = Frame(self.period, self.subject, places)
        return self.frames[aside]

    def name_indicator(self, indicator: Token, words: str) -> None:
        """Speak of an indicator, in these words."""
        self.subject = replace(self.subject, indicator=indicator, words=words)

    def forget_indicator(self) -> None:
        """Speak of no indicator."""
        self.subject = replace(self.subject, indicator=None)

    def note_counted(self, unit: str, written: str) -> None:
        """Note what was counted in a unit."""
        counted = {**self.subject.counted, unit: written}
        self.subject = replace(self.subject, counted=counted, last_counted=written)

    def name_places(self, tokens: Sequence[Token]) -> None:
        """Speak of the places that tokens name, if there are any."""
        if tokens:
            self.places = [named_place(token) for token in tokens]

    def unknown_place(self, written: str = "", proposals: Sequence[str] = ()) -> NamedPlace:
        """Return what stands for a place that no one can tell, with those that it may be."""
        likely = tuple(dict.fromkeys((*proposals, *self.candidates)))[:_MOST_PROPOSALS]
        by = "other_place" if likely else "nothing"
        written = written or self.open_place
        return NamedPlace(None, written, Reason("place", Known.ASSUMED, by, written, likely))

    def places_spoken_of(self, *, named: bool) -> list[NamedPlace]:
        """Return the places of a clause's numbers, that it names or goes on about."""
        if self.places is None:
            return [self.unknown_place()]
        if not self.places:
            return [self.default_place or self.unknown_place()]
        return self.places if named else [place.carried for place in self.places]

    def period_compared_with(self, written: str) -> str:
        """Return the period that a change refers to; 同比 means the year before."""
        return stated_against(written, self.period or "")
