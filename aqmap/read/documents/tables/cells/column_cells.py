"""What the cells below a column's header are: places, periods, lists, words."""

from __future__ import annotations

from collections.abc import Sequence

from aqmap.model.figures import Absence
from aqmap.read.documents.tables.cells.place_lists import read_place_list
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.read.lexicon.cell_values import read_cell


def mostly_places(cells: Sequence[str], labels: Labels) -> bool:
    """Return whether more than half of the cells name places."""
    return bool(cells) and 2 * sum(labels.read(cell).is_place for cell in cells) > len(cells)


def are_periods(cells: Sequence[str], labels: Labels) -> bool:
    """Return whether cells are months or years, which then name their rows."""
    read = [labels.read(cell) for cell in cells]
    return bool(read) and all(label.period and not label.name for label in read)


def lists_places(cells: Sequence[str], labels: Labels) -> bool:
    """Return whether some cell lists places with their values."""
    return any(read_place_list(cell, labels.context) for cell in cells)


def are_texts(cells: Sequence[str]) -> bool:
    """Return whether there are cells, and all are words."""
    return bool(cells) and all(read_cell(cell).absence == Absence.TEXT for cell in cells)
