"""Locked words of a form that were pasted over: found by comparing with its hidden sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aqmap.model.dispatch.form_parts import LOCKED
from aqmap.model.dispatch.forms import ChangedWords
from aqmap.read.forms.form_identity import Identity, KnownRow, bare
from aqmap.read.forms.form_sheets import FormSheet, cell_name

_COLONS = "：:"


def changed_head(sheet: FormSheet, identity: Identity, header: int) -> Iterator[ChangedWords]:
    """
    Yield the lines above the table that are not as they were written, with what stands there now.

    A line is looked for anywhere above the table, for rows are put in there.
    """
    lines = {
        cell_name(number, column): cell.shown
        for number, cells in sheet.rows.items()
        if number < header
        for column, cell in cells.items()
    }
    written = {bare(line) for line in identity.head.values()}
    others = {spot: shown for spot, shown in lines.items() if bare(shown) not in written}
    present = {bare(shown) for shown in lines.values()}
    for field, line in identity.head.items():
        if bare(line) in present:
            continue
        spot = next((s for s, shown in others.items() if _label(shown) == _label(line)), "")
        if not spot and not _label(line):
            spot = next((s for s, shown in others.items() if not _label(shown)), "")
        yield ChangedWords(cell=spot, column=field, found=others.pop(spot, ""), expected=line)


def changed_row(known: KnownRow, shown: Mapping[str, tuple[str, str]]) -> tuple[ChangedWords, ...]:
    """
    Return the locked words of a row that are not as they were written.

    Parameters
    ----------
    known
        The row as the form was made.
    shown
        By column the cell's name and what it shows.
    """
    return tuple(
        ChangedWords(cell=shown[name][0], column=name, found=shown[name][1], expected=written)
        for name, written in zip(LOCKED, known.words, strict=False)
        if name in shown and written and bare(shown[name][1]) != bare(written)
    )


def _label(line: str) -> str:
    """Return what stands before a line's first colon; nothing of a line without one."""
    ends = [end for sign in _COLONS if (end := line.find(sign)) >= 0]
    return bare(line[: min(ends)]) if ends else ""
