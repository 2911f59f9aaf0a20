"""Cells of places and stations as the page's data: columns of short numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aqmap.book.book_layers import Cell
from aqmap.render.browser.payload.phrases import Phrases

QUALITIES = ("valid", "indicative", "satellite")
"""By the number that the page has for them."""


def short_number(value: float | None) -> float | int | None:
    """Return a number as short as JSON can write it."""
    if value is None:
        return None
    return int(value) if float(value).is_integer() else float(value)


def encode_cells(
    cells: Iterable[Cell | None], figures: Mapping[str, int], phrases: Phrases
) -> dict[str, Any]:
    """Return a period's cells by column; what most cells lack stands by their number."""
    klasses: list[int] = []
    values: list[float | int | None] = []
    labels: list[str | int] = []
    extras: dict[str, list[Any]] = {}
    for number, cell in enumerate(cells):
        if cell is None:
            klasses.append(-1)
            values.append(None)
            labels.append(0)
            continue
        value = short_number(cell.value)
        klasses.append(cell.klass)
        values.append(value)
        # 0 says that the label is the number itself, as nearly all labels of a wide map are.
        labels.append(0 if cell.label == ("" if value is None else str(value)) else cell.label)
        figure_numbers = [figures[key] for key in cell.figures if key in figures]
        qualifier_numbers = [phrases.number(qualifier) for qualifier in cell.qualifiers]
        quality = QUALITIES.index(cell.quality)
        if figure_numbers or qualifier_numbers or quality:
            extras[str(number)] = [figure_numbers, qualifier_numbers, quality]
    return {"k": klasses, "v": values, "l": labels, "m": extras}
