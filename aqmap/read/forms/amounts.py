"""What a form's cell for a number says: a number in its row's unit, or one of the other things."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from aqmap.model.dispatch.form_parts import stage_of
from aqmap.model.dispatch.forms import CHOICES, CellKind, CellState, FormCell
from aqmap.model.figures import Absence
from aqmap.model.units import same_unit
from aqmap.read.forms.form_sheets import SheetCell
from aqmap.read.lexicon.cell_values import CellValue, read_cell

_STATES = {
    Absence.BLANK: CellState.BLANK,
    Absence.DASH: CellState.DASH,
    Absence.NOT_REPORTED: CellState.NOT_REPORTED,
}
_FULL_WIDTH = re.compile("[０-９．，％＋－]")
_DIGITS = 15  # significant ones; Excel keeps no more
_PERCENT = "%"
_HUNDRED = 100
AMOUNT_COLUMNS = frozenset(("task", "last", "month", "cumulative"))


def is_amount(column: str) -> bool:
    """Return whether a column is one of numbers."""
    return column in AMOUNT_COLUMNS or stage_of(column) is not None


def read_amount(name: str, cell: SheetCell | None, unit: str) -> FormCell:
    """
    Read a cell.

    Parameters
    ----------
    name
        The cell's name: D7.
    cell
        What it holds; none where that is nothing.
    unit
        The row's unit of measure, the only one that is understood behind the number.

    Returns
    -------
    cell
        A number is only what says one without a doubt: an unknown unit, a comparator, a date, an
        error, a formula without result or to the outside leave a text.
    """
    if cell is None:
        return FormCell(cell=name, written="")
    if cell.kind == CellKind.TEXT:
        return _said(name, cell, unit)
    if cell.kind == CellKind.NUMBER:
        return _number(name, cell, unit)
    return FormCell(cell=name, written=cell.shown, kind=cell.kind, state=CellState.TEXT)


def _said(name: str, cell: SheetCell, unit: str) -> FormCell:
    plain = unicodedata.normalize("NFKC", cell.shown).strip()
    if plain in CHOICES:
        return FormCell(cell=name, written=cell.shown, state=CHOICES[plain])
    said = read_cell(cell.shown, lambda written: _is(written, unit))
    if said.absence is not None:
        state = _STATES.get(said.absence, CellState.TEXT)
        return FormCell(cell=name, written=cell.shown, state=state)
    if not _fits(said, unit):
        return FormCell(cell=name, written=cell.shown, state=CellState.TEXT)
    passed_over = {
        "full_width": _FULL_WIDTH.search(cell.shown),
        "own_unit": said.unit,
        "note": said.note,
    }
    return FormCell(
        cell=name,
        written=cell.shown,
        state=CellState.VALUE,
        value=_without_sign(said.value),
        approximate=said.about,
        adjusted=tuple(what for what, is_so in passed_over.items() if is_so),
    )


def _number(name: str, cell: SheetCell, unit: str) -> FormCell:
    """Read a number; what its format writes around it counts as if it were typed."""
    value = Decimal(format(cell.value, f".{_DIGITS}g"))
    said = read_cell(cell.shown, lambda written: _is(written, unit))
    text = FormCell(cell=name, written=cell.shown, kind=cell.kind, state=CellState.TEXT)
    if said.absence is None and not _fits(said, unit):
        return text
    if _PERCENT in cell.shown:
        if not _is(_PERCENT, unit):
            return text
        value *= _HUNDRED
    return FormCell(
        cell=name,
        written=cell.shown,
        kind=cell.kind,
        state=CellState.VALUE,
        value=value,
        approximate=said.about,
        adjusted=() if said.absence is None else ("format",),
    )


def _without_sign(value: Decimal | None) -> Decimal | None:
    """Return a number, and 0 for -0."""
    return abs(value) if value is not None and not value else value


def _fits(said: CellValue, unit: str) -> bool:
    """Return whether a number is in the row's unit, and not only a bound."""
    return said.comparator is None and (not said.unit or _is(said.unit, unit))


def _is(written: str, unit: str) -> bool:
    return written == unit or same_unit(written, unit)
