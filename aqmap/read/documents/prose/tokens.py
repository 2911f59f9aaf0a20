"""Tokens: the stretches of a sentence that mean something to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from aqmap.model.figures import Comparator
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.places import Place


@dataclass(frozen=True, slots=True)
class Token:
    """
    A stretch of a sentence.

    Attributes
    ----------
    kind
        Its letter in `aqmap.read.documents.vocabulary`.
    start, end
        Where it stands.
    text
        As written.
    indicator, place, period
        What it stands for; no place for a name that fits none or several, an empty period for one
        that cannot be told.
    value, unit, about
        A number's; `about` where it is rounded (约500, 3800余).
    comparator
        What a comparing word says.
    mark
        The quotation marks and spaces behind it.
    reason
        Why its digits count nothing: a key under ``unread`` of the catalogue.
    """

    kind: str
    start: int
    end: int
    text: str
    indicator: Indicator | None = None
    place: Place | None = None
    period: str = ""
    value: Decimal | None = None
    unit: str = ""
    about: bool = False
    comparator: Comparator | None = None
    mark: str = ""
    reason: str = ""


NOTHING = Token("", 0, 0, "")
