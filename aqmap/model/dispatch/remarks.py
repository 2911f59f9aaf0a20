"""What collecting a form has to say of it, in three severities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from aqmap.words import Text, text


class Severity(StrEnum):
    """退回 sends the whole form back, 待核实 asks the unit, 提示 only says."""

    RETURN = "return"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """
    One thing that is wrong, doubtful or worth saying.

    Attributes
    ----------
    severity
        What follows from it.
    code
        Key of its phrase below ``remark`` in the catalogue; ``remark.CODE.do`` says what to do.
    file, sheet, cell
        Where it stands.
    indicator, place
        What it is about; empty where it is about the whole form.
    facts
        Found, expected, and what else the phrase uses, as text.
    """

    severity: Severity
    code: str
    file: str
    sheet: str = ""
    cell: str = ""
    indicator: str = ""
    place: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> Text:
        """What was found and expected, in words."""
        return text(f"remark.{self.code}", **self.facts)

    @property
    def remedy(self) -> Text:
        """What to do about it, in words."""
        return text(f"remark.{self.code}.do", **self.facts)
