"""What a sentence has said so far: what the next clause may go on about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aqmap.model.figures import Figure
from aqmap.model.locators import NOWHERE, Locator
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.lexicon.dates import stated_against
from aqmap.workspace.places import Place

Where = tuple[Place, str]
"""A place and how the document writes it; empty where it does not."""


@dataclass
class Found:
    """A figure and where in its sentence its numbers stand."""

    figure: Figure
    spans: list[tuple[int, int]]


@dataclass
class Said:
    """
    What a sentence has said so far.

    Attributes
    ----------
    period, dated
        The period it speaks of, none where it cannot be told; whether the sentence names it.
    dated_at, deadline
        Where it names it; whether as a deadline (9月底前).
    clause_at, period_of
        Where the clause begins; the county that the period was named for, behind its name.
    extent
        What its place includes or leaves out here: 不含准东.
    default
        The document's own place, where the sentence may mean it.
    sentence, locator
        Its text, and where it stands.
    opening
        The period it began with.
    aimed, ahead
        Whether it says what is to be, although a report does; whether its heading looks ahead.
    indicator, indicator_said
        The indicator it spoke of last, and the words around it.
    topic
        What the paragraph's first words name (电采暖。), for numbers that name nothing.
    counted, last
        What it counted last in each unit, and last of all.
    places
        The places it spoke of last; empty before the first, none where no one can tell.
    outside
        The places it spoke of before a bracket that names others, while that is open.
    whole
        The places it spoke of before it singled some out (其中), while it tells of those.
    answered
        Whether the clause before gave numbers: a bracket (含…) behind it is about those.
    part
        The unit of the parts that are being told of a whole (其中), or nothing.
    parts_of, aside
        What was said before the parts, and before the bracket that is open.
    resumed
        The period to go on with behind a clause about the year before.
    resting
        The period before a clause that only names another (10月31日前完成), up to the semicolon.
    share
        What was stated in percent last.
    baseline
        The year whose values are being told, for comparison.
    change_base, base_told
        The year that changes are stated against; the last that one was stated against, up to the
        semicolon.
    found
        What it gave.
    left
        Why a number gave none, by where it starts.
    """

    period: str | None
    default: Where | None
    sentence: str = ""
    locator: Locator = NOWHERE
    opening: str | None = None
    dated: bool = False
    dated_at: int = -1
    deadline: bool = False
    extent: str = ""
    period_of: str = ""
    clause_at: int = 0
    aimed: bool = False
    ahead: bool = False
    indicator: Token | None = None
    indicator_said: str = ""
    topic: str = ""
    counted: dict[str, str] = field(default_factory=dict)
    last: str = ""
    places: list[Where] | None = field(default_factory=list)
    outside: list[Where] | None = None
    whole: list[Where] | None = None
    answered: bool = False
    part: str = ""
    parts_of: Said | None = None
    aside: Said | None = None
    resumed: str = ""
    resting: str = ""
    share: str = ""
    baseline: str = ""
    change_base: str = ""
    base_told: str = ""
    found: list[Found] = field(default_factory=list)
    left: dict[int, str] = field(default_factory=dict)

    def leave(self, numbers: Sequence[Token], reason: str) -> None:
        """Note why numbers gave no figure."""
        for number in numbers:
            self.left.setdefault(number.start, reason)

    def base(self, written: str) -> str:
        """Return the period that a change refers to; 同比 means the year before."""
        return stated_against(written, self.period or "")
