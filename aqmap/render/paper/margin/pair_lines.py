"""What a figure of two layers says below its key, where no notes and no text stand around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aqmap.book.map_book import MapSheet
from aqmap.book.pair_maps import basis_notes
from aqmap.render.paper.canvas.pen import GREY, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.margin.legend import Column
from aqmap.words import Lang, say

_PT, _LINE_MM, _GAP_MM = 6.0, 2.6, 1.2


@dataclass(frozen=True, slots=True)
class PairLines:
    """Where the numbers stand, then what holds for the two together, in lines of one column."""

    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """What they take below the legend."""
        return _GAP_MM + _LINE_MM * len(self.lines) if self.lines else 0.0

    def draw(self, pen: Pen, column: Column) -> None:
        """Draw them into what is left of a column, as far as they have room."""
        if self.lines:
            column.take_whole(_GAP_MM)
        for line in self.lines:
            if column.y - _LINE_MM < column.box.bottom:
                return
            pen.text(column.box.left, column.take_whole(_LINE_MM), line, _PT, color=GREY)


def pair_lines(pen: Pen, sheet: MapSheet, width: float, lang: Lang) -> PairLines:
    """Return the lines of a figure; none where its map is of one layer."""
    if not sheet.view.scale.axes:
        return PairLines(())
    layers = [layer for layer in sheet.book.layers if layer.id in sheet.layer.pair_of]
    of_one = {note for layer in layers for note in layer.notes}
    together = [note for note in sheet.layer.notes if note not in of_one]
    notes = [note.in_(lang) for note in (*basis_notes(sheet), *together)]
    said = [say("paper.figure_pair", lang), *notes]
    return PairLines(tuple(line for words in said for line in wrap(pen, words, _PT, width)))


def without_marks(sheet: MapSheet) -> MapSheet:
    """Return a sheet of two layers whose numbers have no marks: nothing there would explain one."""
    if not sheet.view.scale.axes:
        return sheet
    return replace(
        sheet, rows=tuple((place, replace(cell, qualifiers=())) for place, cell in sheet.rows)
    )
