"""Cells of places and stations as the page's data: columns of short numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from aqmap.book.book_layers import Cell
from aqmap.book.figure_cards import FigureCard
from aqmap.render.browser.payload.columns import encode_column
from aqmap.render.browser.payload.phrases import Phrases

QUALITIES = ("valid", "indicative", "satellite")
"""By the number that the page has for them."""

OF_FIGURE = "="
"""Stands for a value that is the number of the cell's last figure."""


def short_number(value: float | None) -> float | int | None:
    """Return a number as short as JSON can write it."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)


@dataclass(frozen=True)
class CellColumns:
    """
    Writes cells by column.

    Attributes
    ----------
    cards, figures, phrases
        The figures, their numbers on the page, and where its phrases are kept.
    """

    cards: Mapping[str, FigureCard]
    figures: Mapping[str, int]
    phrases: Phrases

    def encode(self, cells: Iterable[Cell | None]) -> dict[str, Any]:
        """
        Return a period's cells as classes, values, labels, figures and qualifiers.

        Figures are steps from the figures of the last cell that had some.
        """
        rows = list(cells)
        shown = [cell for cell in rows if cell is not None]
        return {
            "k": encode_column(-1 if cell is None else cell.klass for cell in rows),
            "v": encode_column(None if cell is None else self._value(cell) for cell in rows),
            # 0 says that the label is the number itself, as nearly all labels of a wide map are.
            "l": encode_column(0 if cell is None else _label(cell) for cell in rows),
            "f": encode_column(self._figure_steps(shown)),
            "q": encode_column(
                (tuple(map(self.phrases.number, cell.qualifiers)), QUALITIES.index(cell.quality))
                for cell in shown
            ),
        }

    def _value(self, cell: Cell) -> float | int | str | None:
        number = short_number(cell.value)
        card = self.cards.get(cell.figures[-1]) if cell.figures else None
        if number is None or card is None or card.figure.value is None:
            return number
        return OF_FIGURE if float(card.figure.value) == cell.value else number

    def _figure_steps(self, cells: Iterable[Cell]) -> Iterable[tuple[int, ...]]:
        last: list[int] = []
        for cell in cells:
            numbers = [self.figures[key] for key in cell.figures if key in self.figures]
            yield tuple(n - before for n, before in zip_longest(numbers, last[: len(numbers)],
                                                                fillvalue=0))  # fmt: skip
            last = numbers or last


def _label(cell: Cell) -> str | int:
    number = short_number(cell.value)
    return 0 if cell.label == ("" if number is None else str(number)) else cell.label
