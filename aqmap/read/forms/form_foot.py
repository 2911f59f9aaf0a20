"""A form's foot: who filled it and when, wherever these words stand on the sheet."""

from __future__ import annotations

from aqmap.read.forms.form_identity import Identity, bare
from aqmap.read.forms.form_sheets import FormSheet

_COLON = "：:"


def read_foot(sheet: FormSheet, identity: Identity, header: int) -> dict[str, str]:
    """
    Return the fields of the foot, as written.

    What a field says stands behind its colon, or in the next cell of the line that holds anything.
    """
    labels = {label.rstrip(_COLON): name for label, name in identity.foot.items()}
    found: dict[str, str] = {}
    for number, cells in sheet.rows.items():
        if number <= header:
            continue
        pending = ""
        for cell in cells.values():
            label, behind = _label(cell.shown, labels)
            if label:
                pending = "" if behind else label
                if behind:
                    found.setdefault(label, behind)
            elif pending:
                found.setdefault(pending, cell.shown)
                pending = ""
    return found


def _label(shown: str, labels: dict[str, str]) -> tuple[str, str]:
    """Return which field a cell begins, and what it says of it."""
    for sign in _COLON:
        before, colon, behind = shown.partition(sign)
        if colon and bare(before) in labels:
            return labels[bare(before)], behind.strip()
    return labels.get(bare(shown), ""), ""
