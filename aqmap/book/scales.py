"""Scales, reasons and the colours of the ground: what every renderer draws in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqmap.words import Text

CONTEXT_FILL, CONTEXT_LINE = "#EDEDED", "#BDBDBD"
ABROAD_FILL, NATIONAL_LINE = "#F7F7F7", "#4D4D4D"
BASE_FILL = "#FBF7EC"
"""Under proportional symbols: a county that has a number."""
NO_TASK_FILL = "#E4EDF0"
"""Pale and without a hatch: nothing is asked for, so nothing is missing."""

HATCH_LINE, INDICATIVE_LINE = "#8C8C8C", "#6B6B6B"
"""Of the hatches of what has no number, and of the level lines over what is indicative only."""

Family = Literal["none", "silent", "unmeasured", "unusable"]

NO_TEXT = Text("", "")

REASON_BASE = 100
"""Class numbers from here on are reasons: ``REASONS[klass - REASON_BASE]``."""

REASONS: tuple[tuple[str, Family], ...] = (
    ("no_task", "none"),
    ("relative", "silent"),
    ("text", "silent"),
    ("blank", "silent"),
    ("dash", "silent"),
    ("not_reported", "silent"),
    ("no_figure", "silent"),
    ("no_target", "silent"),
    ("no_station", "unmeasured"),
    ("no_measurement", "unmeasured"),
    ("not_covered", "unmeasured"),
    ("too_few_data", "unusable"),
    ("unconfirmed", "unusable"),
    ("not_comparable", "unusable"),
    ("not_due", "unusable"),
    ("not_judged", "unusable"),
    ("reported", "unusable"),
    ("no_regional_data", "unmeasured"),
    ("unreviewed", "unusable"),
    ("unpublished", "silent"),
)
"""
Why a place has no number or no judgement, and the hatch family it is drawn in.

Names, letters and legend words are in the catalogue under ``reason.<id>``.
"""


def reason_class(reason: str) -> int:
    """Return the class number of a reason."""
    return REASON_BASE + [name for name, _ in REASONS].index(reason)


@dataclass(frozen=True, slots=True)
class Klass:
    """One class: its limits (none is open), colour, symbol shape for a category, and words."""

    lower: float | None
    upper: float | None
    color: str
    label: Text
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """
    How a view's numbers become colours or sizes, the same over all its periods and regions.

    Attributes
    ----------
    kind
        ``sequential``, ``diverging``, ``category``, ``size`` (proportional symbols), or ``points``:
        the classes are those of an overlay's points, and the counties are ground only.
    classes
        From low to high; for ``size`` the legend's sample symbols, ``upper`` being their value.
    closed
        The side of a class that belongs to it.
    largest
        For ``size``: the amount of the largest symbol; a symbol's area is proportional to value.
    color
        For ``size``: the symbols' fill.
    below_zero
        For ``size``: whether some numbers lie below 0. They are class 1: hollow symbols, as large
        as those of the same amount above 0.
    """

    kind: Literal["sequential", "diverging", "category", "size", "points"]
    classes: tuple[Klass, ...]
    closed: Literal["left", "right"] = "right"
    largest: float = 0.0
    color: str = ""
    below_zero: bool = False

    def color_of(self, klass: int) -> str:
        """Return the colour of a class; symbols sized by amount have one colour."""
        return self.color if self.kind == "size" else self.classes[klass].color

    def class_of(self, value: float) -> int:
        """Return the number of the class that holds `value`; 0 or 1 on a ``size`` scale."""
        if self.kind == "size":
            return int(self.below_zero and value < 0)
        for number, klass in enumerate(self.classes):
            if klass.upper is None or value < klass.upper:
                return number
            if value == klass.upper and self.closed == "right":
                return number
        return len(self.classes) - 1
