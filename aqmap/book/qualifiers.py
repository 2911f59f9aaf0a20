"""What qualifies a number of a map beyond what its legend and its alerts say."""

from __future__ import annotations

from aqmap.book.book_layers import Cell
from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.words import Text, text


def notice_texts() -> set[Text]:
    """Return what alerts say of values that are unofficial or synthetic."""
    return {text(f"notice.{basis}") for basis in (*OFF_BY_DEFAULT, Basis.SYNTHETIC)}


def qualifiers_of(cell: Cell) -> list[Text]:
    """Return what qualifies a cell, without what its reason, the legend or an alert says."""
    elsewhere = notice_texts()
    elsewhere.add(text(f"reason.{cell.reason}") if cell.reason else text("quality.indicative"))
    return [qualifier for qualifier in cell.qualifiers if qualifier not in elsewhere]
