"""Scores (评分): of each place every line that makes up its points, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from aqmap.words import Text

_NOTHING = Text("", "")


class LineKind(StrEnum):
    """What sort of line of a score it is."""

    ROW = "row"
    BONUS = "bonus"
    DEDUCTION = "deduction"
    VETO = "veto"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreLine:
    """
    A line of a place's score: by which rule which value gives which points.

    Attributes
    ----------
    kind, part
        What sort of line, and of which part; empty for what is of the whole.
    name
        The row, or what the bonus, deduction or veto is for.
    rule, value
        By which rule, and what it was held against, in words.
    full
        The most it can give; none for bonus, deduction and veto.
    points
        What it gives; none where it is not scored.
    leaves_none
        Whether its whole part has no score for want of it.
    reason
        Why it is not scored, or what the rule came to.
    """

    kind: LineKind
    part: str
    name: Text
    rule: Text
    value: Text
    full: Decimal | None = None
    points: Fraction | None = None
    leaves_none: bool = False
    reason: Text = _NOTHING


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceScore:
    """
    What a place's points come to.

    Attributes
    ----------
    place
        Its code.
    lines
        All that its points are made of.
    quality, tasks
        Of each part, before bonus and deduction; none where it has no score.
    combined, rule
        Of both by the rule in words.
    total
        With bonus, deduction and veto; none where there is no score.
    grade
        By the total; none without one.
    reason
        Why there is no total.
    appealed
        Names of the rows that it goes by and that are under appeal.
    """

    place: str
    lines: tuple[ScoreLine, ...]
    appealed: tuple[Text, ...] = ()
    quality: Fraction | None = None
    tasks: Fraction | None = None
    combined: Fraction | None = None
    rule: Text
    total: Fraction | None = None
    grade: Text | None = None
    reason: Text = _NOTHING
