"""Text cells that a spreadsheet must not take for formulas."""

from __future__ import annotations

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_QUOTED = re.compile(r"'+[=+\-@\t]")


def guarded(cell: str) -> str:
    """
    Keep a spreadsheet from taking a text for a formula.

    A number and a lone dash are not touched; `unguarded` undoes it.

    Examples
    --------
    >>> guarded("=1+1"), guarded("-2.5"), guarded("-"), unguarded(guarded("=1+1"))
    ("'=1+1", '-2.5', '-', '=1+1')
    """
    if _QUOTED.match(cell):  # else `unguarded` would take its own quote away
        return "'" + cell
    if not cell.startswith(_FORMULA_STARTS) or cell.strip() in ("-", ""):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def unguarded(cell: str) -> str:
    """Undo `guarded`."""
    return cell[1:] if _QUOTED.match(cell) else cell
