"""What qualifies a number of a map beyond what its legend and its alerts say."""

from __future__ import annotations

from functools import cache

from aqmap.book.book_layers import Cell
from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.words import Text, text


@cache
def notice_texts() -> frozenset[Text]:
    """Return what alerts say of values that are unofficial or synthetic."""
    return frozenset(text(f"notice.{basis}") for basis in (*OFF_BY_DEFAULT, Basis.SYNTHETIC))


def qualifiers_of(cell: Cell) -> list[Text]:
    """Return what qualifies a cell, without what its reason, the legend or an alert says."""
    if not cell.qualifiers:
        return []
    known = text(f"reason.{cell.reason}" if cell.reason else "quality.indicative")
    elsewhere = {*notice_texts(), known}
    return [qualifier for qualifier in cell.qualifiers if qualifier not in elsewhere]
