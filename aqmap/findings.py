"""Findings: what the data say against themselves. They never stop a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from aqmap.words import Text


class Severity(StrEnum):
    """How grave: a contradiction, a doubt, or a difference that rounding explains."""

    ERROR = "error"
    DOUBTFUL = "doubtful"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One contradiction or doubt.

    Attributes
    ----------
    id
        Stable for equal inputs.
    severity
        How grave.
    kind
        Which check found it: ``sum``, ``text_against_annex``, ``change``, ``duplicate``.
    indicator
        The indicator it is about.
    title
        One line.
    detail
        The arithmetic and the reason, where one is seen.
    figures
        Ids of every figure on both sides; their locators say where to look.
    """

    id: str
    severity: Severity
    kind: str
    indicator: str
    title: Text
    detail: Text
    figures: tuple[str, ...]
