"""What the numbers of a document must keep to, so that a page can look again at corrected ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

SUM, CHANGE = "sum", "change"
"""Kinds of rules that are about several figures; any other holds one between two bounds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """
    What figures must keep to among themselves.

    Attributes
    ----------
    kind
        That of the finding which says that they do not: `SUM`, where the first is the sum of the
        others; `CHANGE`, where the first says by how much the second differs from the third; or
        another, where the one figure lies from `low` to `high`.
    figures
        Their ids.
    exact
        Whether they count whole things, which no rounding explains.
    low, high
        Bounds of one figure; none where there is none.
    is_open
        Whether the bounds themselves are out of bounds.
    slack
        Half a unit in the last decimal of the number that the bounds come from, where the figure
        may differ from it by its own or that one's rounding; none where it may not.
    of_place
        Whether the bounds are of the figure's place and time: another's are others.
    meanings
        How a change may be meant: ``percent``, ``points``, ``difference``.
    """

    kind: str
    figures: tuple[str, ...]
    exact: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    is_open: bool = False
    slack: Decimal | None = None
    of_place: bool = False
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """
    What a figure is about, for what says the same thing twice.

    Attributes
    ----------
    key
        Equal for figures about one thing; empty where its words are too short to tell.
    known
        Whether the catalogue has it; other words within one sentence may be about two things.
    half
        Half a unit in the last decimal that its document prints; none without a number.
    """

    key: str
    known: bool
    half: Decimal | None


@dataclass(frozen=True)
class Rules:
    """
    The rules of a document.

    Attributes
    ----------
    rules
        All that can be told, whether they are kept or not.
    things
        What each figure is about, by its id.
    """

    rules: tuple[Rule, ...] = ()
    things: Mapping[str, Thing] = field(default_factory=dict)
