"""What stands beside a map of progress in one month: its rule, its bars, its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.words import Text, text


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """
    How far a place is from its schedule.

    Attributes
    ----------
    place, rank
        Its code, and its rank among those that have one; ties share a rank.
    amount
        How long its bar is: the difference in percentage points, or in a level's unit.
    words
        The difference with its sign and unit, and the light.
    klass
        Class of its light on the layer's scale.
    """

    place: str
    rank: int
    amount: float
    words: Text
    klass: int


@dataclass(frozen=True, slots=True)
class ProgressMonth:
    """
    A month of a map of progress.

    Attributes
    ----------
    draft
        Whether the month is not released yet.
    rule
        How its lights are found, and up to which day it counts.
    sentence
        What the monthly report says of it, with rule and cut-off.
    bars
        The places that have a difference, the furthest on first.
    apart
        Code of each place that has none, and why.
    """

    draft: bool
    rule: Text
    sentence: Text
    bars: tuple[ProgressBar, ...] = ()
    apart: tuple[tuple[str, Text], ...] = ()

    def titled(self, title: Text) -> Text:
        """Return the title of a map of it, which says that a draft is one."""
        return text("monthly.draft.title", title=title) if self.draft else title
