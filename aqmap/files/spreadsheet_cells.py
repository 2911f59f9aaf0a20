"""Text cells that a spreadsheet must not take for formulas."""

from __future__ import annotations

import re

from aqmap.words.printable import printable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FIRST_SIGNS = ("'", *_FORMULA_STARTS)
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_PARTED = re.compile(
    r"[,;\t]\s*[\"'=+\-@＝＋－＠]"
)  # where a cell would begin that is more than text
_IN_ONE_CELL = str.maketrans({",": "，", ";": "；", "\t": " ", '"': "”"})


def guarded(cell: str) -> str:
    """
    Keep a spreadsheet from taking a text for a formula.

    A number and a lone dash are not touched; `unguarded` undoes it.

    Examples
    --------
    >>> guarded("=1+1"), guarded("-2.5"), guarded("-"), unguarded(guarded("=1+1"))
    ("'=1+1", '-2.5', '-', '=1+1')
    """
    if not cell or not cell.startswith(_FIRST_SIGNS):  # nearly all cells
        return cell
    if _QUOTED.match(cell):  # else `unguarded` would take its own quote away
        return "'" + cell
    if not cell.startswith(_FORMULA_STARTS) or cell.strip() in ("-", ""):
        return cell
    try:
        float(cell)
    except ValueError:
        return "'" + cell
    return cell


def remark_line(text: str) -> str:
    """
    Return a text as a remark above a table: one line, and no formula in a spreadsheet.

    Its commas part it into cells there; where one of these would be a formula or open a quotation,
    it has none.

    Examples
    --------
    >>> remark_line("plan (plan.txt, 3 pages)"), remark_line("a,=1+1,b")
    ('# plan (plan.txt, 3 pages)', '# a，=1+1，b')
    """
    seen = printable(text)
    return "# " + (seen.translate(_IN_ONE_CELL) if _PARTED.search(seen) else seen)


def unguarded(cell: str) -> str:
    """Undo `guarded`."""
    return cell[1:] if _QUOTED.match(cell) else cell
