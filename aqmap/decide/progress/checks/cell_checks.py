"""What a form's cells must not be, each by itself, and what was passed over to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aqmap.decide.progress.checks.check_context import Spot
from aqmap.model.dispatch.forms import CellKind, CellState, FormCell, FormRow
from aqmap.model.dispatch.remarks import Remark, Severity

_REFUSED_KINDS = {
    CellKind.DATE: "cell_date",
    CellKind.LOGICAL: "cell_logical",
    CellKind.ERROR: "cell_error",
    CellKind.FORMULA_WITHOUT_VALUE: "formula_without_value",
    CellKind.EXTERNAL_LINK: "external_link",
}
_REFUSED_WORDS = {
    CellKind.FORMULA_WITHOUT_VALUE: "words_formula",
    CellKind.EXTERNAL_LINK: "words_link",
    CellKind.ERROR: "words_error",
}
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
_ADJUSTED = {
    "full_width": "full_width",
    "own_unit": "own_unit",
    "note": "words_behind",
    "format": "shown_otherwise",
}
"""Of what was passed over to read a number, the remark on it."""


def filled_cells(row: FormRow) -> dict[str, FormCell]:
    """Return the cells of a row that a unit fills with numbers, by the ledger's names."""
    stages = {f"stage {name}": cell for name, cell in row.stages.items()}
    return {"month": row.month, "cumulative": row.cumulative, **stages}


def check_cells(row: FormRow, unit: str, spot: Spot) -> Iterator[Remark]:
    """
    Yield what is wrong with the cells of a row that a unit fills.

    Parameters
    ----------
    row
        As returned.
    unit
        The unit of measure that its amounts are in.
    spot
        Where it stands.
    """
    for cell in filled_cells(row).values():
        code = _refusal(cell)
        if code:
            facts = {"found": _stored(cell), "unit": unit}
            yield spot.remark(Severity.RETURN, code, cell.cell, **facts)
            continue
        for adjusted in (_ADJUSTED[name] for name in cell.adjusted):
            facts = {"found": cell.written, "unit": unit}
            yield spot.remark(Severity.NOTE, adjusted, cell.cell, expected=cell.value, **facts)
        if cell.approximate:
            facts = {"found": cell.written, "unit": unit}
            yield spot.remark(Severity.ASK, "approximate", cell.cell, kept=cell.value, **facts)


def check_words(row: FormRow, spot: Spot) -> Iterator[Remark]:
    """Yield what is wrong with the cells of a row for words: nobody wrote a formula's words."""
    for cell in row.word_cells:
        code = _REFUSED_WORDS.get(cell.kind)
        if code:
            yield spot.remark(Severity.RETURN, code, cell.cell, found=cell.written)
        elif _TELEPHONE.search(cell.written):
            yield spot.remark(Severity.NOTE, "telephone", cell.cell)


def _stored(cell: FormCell) -> str:
    """Return a cell as it is shown, and of a number what is stored where a format hides it."""
    if cell.kind != CellKind.NUMBER or cell.value is None:
        return cell.written
    stored = format(cell.value, "f")
    return cell.written if cell.written.startswith("-") else stored


def _refusal(cell: FormCell) -> str:
    """Return why a cell sends the form back; nothing where it does not."""
    if cell.kind in _REFUSED_KINDS:
        return _REFUSED_KINDS[cell.kind]
    if cell.state == CellState.TEXT:
        return "cell_text"
    return "cell_negative" if cell.value is not None and cell.value < 0 else ""
