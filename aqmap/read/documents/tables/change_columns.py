"""Changes (同比, 较2020年, 变幅) beside a value: of which figure, against when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from aqmap.model.figures import Absence, Figure, Role
from aqmap.read.documents.tables.label import Label
from aqmap.read.lexicon.cell_values import CellValue
from aqmap.read.lexicon.dates import YEAR_BEFORE, stated_against
from aqmap.read.lexicon.header_words import OTHER_YEAR

_Position = TypeVar("_Position")
_NEAR = 12  # columns or rows
_ANY = ("", YEAR_BEFORE)  # periods that are of any part


def values_of(
    change: Label, position: int, labels: Sequence[tuple[_Position, Label]]
) -> list[_Position]:
    """
    Return the columns, or rows, with the values that a change may be one of.

    Parameters
    ----------
    change
        The label of the change.
    at
        How many of the labels stand before it.
    labels
        Each column, or row, and its label, in order.

    Returns
    -------
    spots
        Those near it of the change's own indicator; where it names none, of the value before it.
    """
    wanted = change
    start = max(0, position - _NEAR)
    if not change.indicator and not change.name:
        before = [label for _, label in labels[start:position] if not label.derived]
        if not before or (change.place_written not in ("", before[-1].place_written)):
            return []
        wanted = before[-1]
    near = labels[start : position + _NEAR]
    part = wanted if change.period == "" else change
    return [
        spot
        for spot, label in near
        if not label.derived and _same(label, wanted) and _of_one_part(label, part)
    ]


def _of_one_part(label: Label, other: Label) -> bool:
    """Return whether two labels tell of one part of their years: 3月, and not 1-3月."""
    parts = [re.sub(r"\d{4}", "", la.period) for la in (label, other) if la.period not in _ANY]
    return len(set(parts)) < len((label, other))


def changed(figures: Sequence[Figure], cell: CellValue, change: Label) -> Figure | None:
    """
    Return the figure that a change is stated of, with it; none where that is unclear.

    Parameters
    ----------
    figures
        Of the values that it may be one of.
    cell, change
        The change's number, and its label.

    Returns
    -------
    figure
        The newest, and of a target and what was reached the latter; against the year that the
        label names, or the only earlier one beside it.
    """
    newest = _newest([f for f in figures if f.period[:4] != _year(change)])
    if newest is None or newest.value is None or newest.change is not None or cell.value is None:
        return None
    against = stated_against(change.against, newest.period)
    if change.against == OTHER_YEAR:
        earlier = {f.period for f in figures if f.period < newest.period}
        if len(earlier) != 1:
            return None
        against = earlier.pop()
    unit = cell.unit or change.unit or newest.unit
    return _stated(newest, cell.value, unit, change, against)


def without_change(label: Label) -> Label:
    """Return what a label of a change (较2020年下降（%）) says beside that."""
    return replace(label, derived=False, against="", unit="") if label.against else label


def lone_change(blank: Figure, cell: CellValue, change: Label) -> Figure | None:
    """
    Return the figure of a change whose value stands nowhere in the table, as 较2020年下降（%）.

    Parameters
    ----------
    blank
        What a blank cell of the value would be.
    cell, change
        The change's number, and its label.

    Returns
    -------
    figure
        Without a value; none where the change is against no named year, or a % of a %.
    """
    if cell.value is None or change.against in ("", OTHER_YEAR) or not blank.indicator:
        return None
    unit = cell.unit or change.unit
    if not unit or unit == blank.unit == "%":
        return None
    against = stated_against(change.against, blank.period)
    relative = replace(blank, absence=Absence.RELATIVE, unit_written="")
    return _stated(relative, cell.value, unit, change, against) if against else None


def _stated(figure: Figure, by: Decimal, unit: str, change: Label, against: str) -> Figure:
    """Return a figure with a change; what fell by a number is changed by its opposite."""
    fallen = re.search("下降(?!情况)|减少|降低|降幅", re.sub("上升下降|升降|增减", "", change.text))
    return replace(
        figure,
        change=-abs(by) if fallen else by,
        change_unit="个百分点" if unit == "百分点" else unit,
        baseline_period=against,
    )


def _year(change: Label) -> str:
    """Return the year that a change names as its base."""
    named = re.search(r"20\d{2}", change.against)
    return named[0] if named else ""


def _newest(figures: Sequence[Figure]) -> Figure | None:
    last = max((f.period[:4] for f in figures), default="")
    of_newest_year = [f for f in figures if f.period[:4] == last]
    reached = [f for f in of_newest_year if f.role != Role.TARGET] or of_newest_year
    return reached[0] if len(reached) == 1 else None


def _same(label: Label, wanted: Label) -> bool:
    """Return whether two labels are of one indicator and place; 天数 below 优良天数 is its."""
    named = label.name == wanted.name or (bool(wanted.name) and label.name.startswith(wanted.name))
    place = wanted.place_written in ("", label.place_written)
    return label.indicator == wanted.indicator and place and named
