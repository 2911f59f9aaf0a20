"""What qualifies a number of a map beyond its legend, and what alerts say of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from aqmap.book.book_layers import Cell
from aqmap.book.figure_cards import FigureCard
from aqmap.model.figures import OFF_BY_DEFAULT, Basis
from aqmap.words import Text, text

if TYPE_CHECKING:
    from aqmap.book.figure_cards import FigureCard


_OF_LEGENDS = ("quality.indicative", "quality.satellite")


@cache
def notice_texts() -> frozenset[Text]:
    """Return what alerts say of values that are unofficial or synthetic."""
    return frozenset(text(f"notice.{basis}") for basis in (*OFF_BY_DEFAULT, Basis.SYNTHETIC))


def qualifiers_of(cell: Cell) -> list[Text]:
    """Return what qualifies a cell, without what its reason, the legend or an alert says."""
    if not cell.qualifiers:
        return []
    known = [text(f"reason.{cell.reason}")] if cell.reason else map(text, _OF_LEGENDS)
    elsewhere = {*notice_texts(), *known}
    return [qualifier for qualifier in cell.qualifiers if qualifier not in elsewhere]


def value_notices(
    cells: Iterable[Cell | None], cards: Mapping[str, FigureCard]
) -> tuple[Text, ...]:
    """Return what must stand on a picture of these values: synthetic or unofficial ones say so."""
    known = {key for cell in cells if cell is not None for key in cell.figures if key in cards}
    bases = {cards[key].figure.basis for key in known}
    marked = bases & {*OFF_BY_DEFAULT, Basis.SYNTHETIC}
    return tuple(text(f"notice.{basis}") for basis in sorted(marked))
