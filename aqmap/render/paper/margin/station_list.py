"""The table of stations: every one in the region with its sign, name, and number or reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Cell, Mark
from aqmap.book.day_maps import day_of
from aqmap.book.map_book import MapSheet
from aqmap.render.paper.canvas.fitted_lines import cut, fitting
from aqmap.render.paper.canvas.footnotes import footnotes, note_signs
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.map import signs
from aqmap.render.paper.margin.legend import Column
from aqmap.render.paper.margin.value_table import LEAST_MM, ROW_MM
from aqmap.words import Lang, say, text

_PT, _SMALL_PT = 7.0, 6.0
_HEAD_MM = 8.0
_GUTTER_MM = 3.0


StationRow = tuple[Mark, Cell]


def stations_mm(sheet: MapSheet) -> float:
    """Return the height that the table wants; 0 where no station shows anything."""
    return _HEAD_MM + LEAST_MM * len(sheet.stations) if sheet.stations else 0.0


def draw_stations(
    pen: Pen, sheet: MapSheet, column: Column, lang: Lang, *, most_on_next: int = 0
) -> Sequence[StationRow]:
    """
    Draw the stations of the region into what is left of a column; return those left out.

    Two stand side by side where there is little room, and those that find none are counted, with
    where they stand: on the next pages if these hold as many rows.
    """
    rows = sheet.stations
    room = column.y - column.box.bottom - _HEAD_MM
    lines = int(room / LEAST_MM)
    if not rows:
        return ()
    if lines < 1:
        _draw_left_out(pen, column, len(rows), lang, most_on_next)
        return rows
    beside = 1 if len(rows) <= lines else 2
    shown = rows if len(rows) <= lines * beside else rows[: (lines - 1) * beside]
    pitch = min(ROW_MM, room / max(-(-len(rows) // beside), 1)) if shown == rows else LEAST_MM
    table = StationTable(pen, sheet, lang, spare=beside > 1)
    table.draw_head(column)
    width = (column.box.width - _GUTTER_MM * (beside - 1)) / beside
    for first in range(0, len(shown), beside):
        y = column.take(pitch)
        for number, row in enumerate(shown[first : first + beside]):
            left = column.box.left + number * (width + _GUTTER_MM)
            table.draw_row(row, Box(left, y, left + width, y))
    if len(shown) < len(rows):
        _draw_left_out(pen, column, len(rows) - len(shown), lang, most_on_next)
    _draw_rule(pen, column)
    return rows[len(shown) :]


def _draw_left_out(pen: Pen, column: Column, count: int, lang: Lang, most_on_next: int) -> None:
    key = "paper.stations_next" if count <= most_on_next else "paper.stations_more"
    words = say(key, lang, count=count)
    pen.text(column.box.left, column.take(LEAST_MM), words, _SMALL_PT, color=GREY)


def _draw_rule(pen: Pen, column: Column) -> None:
    y = column.take(0.8)
    pen.lines([[(column.box.left, y), (column.box.right, y)]], 0.3, INK)


@dataclass(frozen=True)
class StationTable:
    """A table that is being drawn; a spare one has names and numbers alone."""

    pen: Pen
    sheet: MapSheet
    lang: Lang
    spare: bool

    def draw_head(self, column: Column) -> None:
        """Draw its title and unit into a column."""
        pen, lang = self.pen, self.lang
        y = column.take(6.4)
        pen.text(column.box.left, y, say("paper.table_stations", lang), 9, bold=True)
        unit = self.sheet.view.unit.in_(lang)
        pen.text(column.box.right, y, unit, _PT, color=GREY, anchor="right")
        _draw_rule(pen, column)

    def draw_row(self, row: StationRow, box: Box) -> None:
        """Draw a station: its sign, name, what stands beside it, and number or reason."""
        mark, cell = row
        pen, y = self.pen, box.bottom
        color = INK if cell.reason else self.sheet.view.scale.color_of(cell.klass)
        signs.draw_point(pen, (box.left + 1.7, y), "circle", color, signs.look_of(cell))
        shown, bold = self._value_or_reason(cell), not cell.reason
        ink = INK if bold else GREY
        pen.text(box.right, y, shown, _PT, bold=bold, anchor="right", color=ink)
        start = box.left + 4.4
        end = box.right - max(pen.width(shown, _PT, bold=bold), 8.0) - 1.5
        beside = "" if self.spare else self._beside(mark, cell)
        room = end - start - (pen.width(beside, _SMALL_PT) + 1.5 if beside else 0)
        name = mark.name or mark.code
        size = fitting(pen, name, room)
        pen.text(start, y, cut(pen, name, size, room), size)
        pen.text(end, y, beside, _SMALL_PT, color="#333333", anchor="right")

    def _value_or_reason(self, cell: Cell) -> str:
        if not cell.reason:
            return cell.label + note_signs(cell, footnotes(self.sheet))
        key = f"reason.{cell.reason}.letter" if self.spare else f"reason.{cell.reason}"
        return text(key).in_(self.lang)

    def _beside(self, mark: Mark, cell: Cell) -> str:
        """Return the code; of a day the class and the primary pollutants."""
        of_day = self.sheet.of_points and not cell.reason
        day = day_of(self.sheet.book, mark.code, self.sheet.period) if of_day else None
        if day is None:
            return mark.code
        _, making = day
        grade = self.sheet.view.scale.classes[cell.klass].label.in_(self.lang)
        return " ".join([grade.partition("（")[0].partition(" (")[0], *making.primary])
