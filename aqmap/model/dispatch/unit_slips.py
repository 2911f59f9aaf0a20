"""Slips to units: what was sent back and why (退回单), and what is asked (核实单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.remarks import Severity
from aqmap.words import Text


class SlipKind(StrEnum):
    """退回单 or 核实单."""

    RETURN = "return"
    VERIFY = "verify"


@dataclass(frozen=True, kw_only=True, slots=True)
class SlipItem:
    """
    One line of a slip.

    Attributes
    ----------
    number
        Of the question in the ledger, by which it is answered; its place on a slip of returns.
    row
        The row's number and words, and its place; empty for what is about the whole form.
    cell
        Where it stands on the form.
    found, remedy
        What was found and expected, and what to do.
    severity
        Whether it sent the form back, or is only asked or said besides.
    """

    number: int
    row: str
    cell: str
    found: Text
    remedy: Text
    severity: Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """
    A slip to one unit.

    Attributes
    ----------
    kind
        What it is for.
    name
        Of its file, without suffix.
    unit_name
        To whom it goes; a file's name where no form says whose it is.
    month
        What it is about.
    file, received
        The form, and the day it came in; empty and none for questions.
    compiler
        Who sends it; none where the settings do not say.
    day
        Its date.
    items
        In the form's order.
    """

    kind: SlipKind
    name: str
    unit_name: str
    month: DispatchMonth
    file: str
    received: date | None
    compiler: Text | None
    day: date
    items: tuple[SlipItem, ...]
