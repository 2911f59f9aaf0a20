"""What stands behind a map: its sources; and of a map of two layers, those of each."""

from __future__ import annotations

from collections.abc import Iterable

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import MapSheet
from aqmap.words import Text, listed, text


def drawn_sources(sheet: MapSheet) -> list[str]:
    """Return the sources of the figures on a sheet; the layer's where none is known."""
    return _sources_of((cell for _, cell in sheet.rows), sheet, sheet.layer.sources)


def sources_of_side(sheet: MapSheet, side: int) -> list[str]:
    """Return the sources of one of the two layers of a sheet, from 0."""
    layers = {layer.id: layer for layer in sheet.book.layers}
    layer = layers.get(sheet.layer.pair_of[side])
    cells = (cell.pair[side] for _, cell in sheet.rows)
    return _sources_of(cells, sheet, layer.sources if layer else sheet.layer.sources)


def basis_notes(sheet: MapSheet) -> list[Text]:
    """Return that the numbers of two layers are of different kinds, where a sheet shows such."""
    sides = [
        _bases_of((cell.pair[number] for _, cell in sheet.rows), sheet)
        for number in range(len(sheet.view.scale.axes))
    ]
    if len(sides) < 2 or not all(sides) or sides[0] == sides[1]:
        return []
    words = [
        text("pair.of", side=axis.title, words=listed(text(f"basis.{basis}") for basis in bases))
        for axis, bases in zip(sheet.view.scale.axes, sides, strict=True)
    ]
    return [text("pair.bases", sides=listed(words, "；"))]


def _bases_of(cells: Iterable[Cell], sheet: MapSheet) -> list[str]:
    cards = sheet.book.figures
    figures = {key for cell in cells if cell.value is not None for key in cell.figures}
    return sorted({cards[key].figure.basis.value for key in figures if key in cards})


def _sources_of(cells: Iterable[Cell], sheet: MapSheet, by_default: Iterable[str]) -> list[str]:
    cards = sheet.book.figures
    drawn = {cards[key].figure.source for cell in cells for key in cell.figures if key in cards}
    known = sheet.book.sources
    return sorted(drawn & set(known)) or [source for source in by_default if source in known]
