"""Scales, reasons and the colours of the ground: what every renderer draws in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqmap.model.periods import period_text
from aqmap.words import Text, text

CONTEXT_FILL, CONTEXT_LINE = "#F1EDE5", "#C9C4BA"
ABROAD_FILL, NATIONAL_LINE = "#F8F5EF", "#4D4D4D"
BASE_FILL = "#FBF3DC"
"""Under proportional symbols: a county that has a number."""
NO_TASK_FILL = "#E4EDF0"
"""Pale and without a hatch: nothing is asked for, so nothing is missing."""

ABSENT_FILL = "#D2D1CE"
"""Of a place that has no number: the letter of the reason stands on it."""

HATCH_LINE, INDICATIVE_LINE = "#8C8C8C", "#6B6B6B"
"""Of the dots over what nobody may judge by, and of the lines over what is indicative only."""

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
    ("returned", "silent"),
)
"""
Why a place has no number or no judgement, and the family of reasons that this is of: all are a flat
grey with a letter, but `none` is paler and `unusable` is dotted.

Names, letters and legend words are in the catalogue under ``reason.<id>``.
"""


_REASON_CLASSES = {name: klass for klass, (name, _) in enumerate(REASONS, REASON_BASE)}


def reason_class(reason: str) -> int:
    """Return the class number of a reason."""
    return _REASON_CLASSES[reason]


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
        ``sequential``, ``diverging``, ``category``, ``size`` (proportional symbols), ``points``:
        the classes are those of an overlay's points, and the counties are ground only; or
        ``bivariate``: each class is one of a layer and one of another.
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
    axes
        For ``bivariate``: the layer whose classes are columns, and the one whose are rows. Class
        ``row * columns + column``; its symbol is its code, from A1 for the lowest of both.
    """

    kind: Literal["sequential", "diverging", "category", "size", "points", "bivariate"]
    classes: tuple[Klass, ...]
    closed: Literal["left", "right"] = "right"
    largest: float = 0.0
    color: str = ""
    below_zero: bool = False
    axes: tuple[Axis, ...] = ()

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


@dataclass(frozen=True, slots=True)
class Axis:
    """
    One of the two layers of a ``bivariate`` scale.

    Attributes
    ----------
    title, unit
        Of its numbers: layer and view, and their period where it is not the sheet's.
    period
        Of its numbers; empty where it is the sheet's.
    scale
        Its classes, up to three.
    """

    title: Text
    unit: Text
    period: str
    scale: Scale

    @property
    def named(self) -> Text:
        """The title, with the period where it is not the sheet's."""
        if not self.period:
            return self.title
        return text("pair.side_of", side=self.title, period=period_text(self.period))
