"""The table beside the map: every place with its number or its reason, sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import BookPlace, MapSheet
from aqmap.book.map_signs import COUNTY_LINE, fill_of
from aqmap.model.figures import Level
from aqmap.render.paper.canvas.fitted_lines import cut, fitting
from aqmap.render.paper.canvas.footnotes import footnotes, note_signs
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.map import signs
from aqmap.render.paper.margin.legend import Column
from aqmap.words import Lang, Text, say, text

ROW_MM, LEAST_MM = 3.9, 2.75
_PT = 7.0
_SHORTEST_BAR_MM, _LONGEST_NAME = 9.0, 0.5
_MORE_MM = 3.1
_HEAD_MM, _TOTAL_MM, _GUTTER_MM = 8.4, 3.3, 3.0
_NARROWEST_MM, _NARROWEST_PAIR_MM = 23.5, 40.0


PlaceRow = tuple[BookPlace, Cell]


def sorted_rows(sheet: MapSheet) -> list[PlaceRow]:
    """Return the rows: numbers from high to low, then classes, then reasons; zones last."""

    def key(row: tuple[int, tuple[BookPlace, Cell]]) -> tuple[bool, bool, float, int, int]:
        order, (place, cell) = row
        value = cell.value
        return (place.level == Level.ZONE, value is None, -(value or 0), cell.klass, order)

    return [row for _, row in sorted(enumerate(sheet.rows), key=key)]


def pair_words(cell: Cell, lang: Lang) -> str:
    """Return what a place without a class shows of two layers: a number, or a reason's letter."""
    letters = (c.label or say(f"reason.{c.reason}.letter", lang) for c in cell.pair)
    return " | ".join(letters)


def table_mm(sheet: MapSheet, width: float) -> float:
    """Return about the least height in which every row of a column so wide has its place."""
    zones = sum(place.level == Level.ZONE for place, _ in sheet.rows)
    beside = _most_beside(sheet, width)
    lines = -(-(len(sheet.rows) - zones) // beside) + zones
    total = 2 * _TOTAL_MM if sheet.total else 0.0
    return _HEAD_MM + LEAST_MM * lines + (4.8 if zones else 0.0) + total


def _most_beside(sheet: MapSheet, width: float) -> int:
    """Return how many places can stand side by side: bars alone are as long as the column."""
    if "table" not in sheet.layer.beside:
        return 1
    narrowest = _NARROWEST_PAIR_MM if sheet.view.scale.axes else _NARROWEST_MM
    return max(1, int((width + _GUTTER_MM) / (narrowest + _GUTTER_MM)))


def draw_table(
    pen: Pen,
    sheet: MapSheet,
    column: Column,
    lang: Lang,
    *,
    reserved_mm: float = 0,
    most_on_next: int = 0,
) -> Sequence[PlaceRow]:
    """
    Draw the table into a column.

    Rows are squeezed where there are many, or room is reserved; then they stand side by side,
    names and numbers alone; and those that find no room are counted, with where they stand.

    Parameters
    ----------
    pen, sheet, column, lang
        What is drawn where.
    reserved_mm
        Room left for the table of stations.
    most_on_next
        How many rows the next pages would hold.

    Returns
    -------
    left_out
        The rows that found no room.
    """
    rows = sorted_rows(sheet)
    zones = [row for row in rows if row[0].level == Level.ZONE]
    counties = rows[: len(rows) - len(zones)]
    total = sheet.total.in_(lang) if sheet.total else ""
    total_lines = wrap(pen, total, _PT, column.box.width, bold=True) if total else []
    free = column.y - column.box.bottom - _HEAD_MM - _TOTAL_MM * len(total_lines)
    zones_mm = 4.8 + LEAST_MM * len(zones) if zones else 0.0
    lines = int((free - zones_mm) / LEAST_MM)
    if lines < 1:
        _draw_left_out(pen, column, len(rows), lang, most_on_next)
        return rows
    beside = min(_most_beside(sheet, column.box.width), -(-len(counties) // lines))
    left_out = len(counties) - lines * beside
    shown = counties if left_out <= 0 else counties[: (lines - 1) * beside]
    height = free - (4.8 if zones else 0.0) - reserved_mm
    squeezed = height / max(-(-len(shown) // beside) + len(zones), 1)
    pitch = LEAST_MM if left_out > 0 else min(ROW_MM, max(LEAST_MM, squeezed))
    table = PlaceTable(pen, sheet, column, lang, footnotes(sheet), beside)
    table.draw_head()
    for first in range(0, len(shown), beside):
        table.draw_line(shown[first : first + beside], pitch)
    unlisted = counties[len(shown) :]
    if unlisted:
        _draw_left_out(pen, column, len(unlisted), lang, most_on_next)
    if zones:
        table.draw_rule(0.12)
        words = say("paper.table_zones", lang)
        pen.text(column.box.left, column.take(3.8), words, 6.5, color=GREY)
        for zone in zones:
            table.draw_line([zone], pitch, beside=1)
    table.draw_rule(0.3)
    for line in total_lines:
        pen.text(column.box.left, column.take(_TOTAL_MM), line, _PT, bold=True)
    return unlisted


def _draw_left_out(pen: Pen, column: Column, count: int, lang: Lang, most_on_next: int) -> None:
    key = "paper.table_next" if count <= most_on_next else "paper.table_more"
    words, room = say(key, lang, count=count), column.box.width
    size = fitting(pen, words, room, 6.5)
    for line in wrap(pen, words, size, room):
        pen.text(column.box.left, column.take(_MORE_MM), line, size, color=GREY)


@dataclass(frozen=True)
class PlaceTable:
    """A table that is being drawn, so many places side by side."""

    pen: Pen
    sheet: MapSheet
    column: Column
    lang: Lang
    notes: Mapping[Text, str]
    beside: int = 1

    @cached_property
    def bars(self) -> tuple[float, float] | None:
        """
        Where every bar begins and the longest ends; none where there is no room for any.

        They stand between the longest name and the widest number with its marks.
        """
        if self.beside > 1 or "bars" not in self.sheet.layer.beside:
            return None
        box, names = self.column.box, [place.label.in_(self.lang) for place, _ in self.sheet.rows]
        longest = max((self.pen.width(name, _PT) for name in names), default=0.0)
        numbers = [self._value_or_reason(cell) for _, cell in self.sheet.rows if cell.label]
        widest = max((self.pen.width(number, _PT, bold=True) for number in numbers), default=0.0)
        start = box.left + max(23.0, 4.4 + longest + 2.0)
        end = box.right - max(14.0, widest + 1.5)
        if not self.has_numbers:
            start = min(start, box.left + _LONGEST_NAME * box.width)
            end = box.right - (widest + 1.5 if widest else 0.0)
        return (start, end) if end - start >= _SHORTEST_BAR_MM else None

    @property
    def has_numbers(self) -> bool:
        """Whether numbers stand in it, and not bars alone."""
        return "table" in self.sheet.layer.beside

    @cached_property
    def values(self) -> list[float]:
        """Every number of the view, over all its periods and regions: bars share one length."""
        cells = (cell for cells in self.sheet.view.cells.values() for cell in cells)
        return [cell.value for cell in cells if cell is not None and cell.value]

    def draw_head(self) -> None:
        """Draw its title and unit."""
        numbers = any(cell.label for _, cell in self.sheet.rows)
        kind = "table_pair" if self.sheet.view.scale.kind == "bivariate" else "table"
        title = say(f"paper.{kind}" if numbers else "paper.table_plain", self.lang)
        if not self.has_numbers:
            title = say("paper.bars", self.lang)
        y = self.column.take(5.4)
        self.pen.text(self.column.box.left, y, title, 9, bold=True)
        unit = self.sheet.view.unit if self.has_numbers else self._longest
        room = self.column.box.width - self.pen.width(title, 9, bold=True) - 2
        words = cut(self.pen, unit.in_(self.lang), 7, room)
        self.pen.text(self.column.box.right, y, words, 7, color=GREY, anchor="right")
        self.draw_rule(0.3)

    @property
    def _longest(self) -> Text:
        """What the longest bar stands for, where no number says it."""
        cells = (cell for cells in self.sheet.view.cells.values() for cell in cells)
        numbers = [(abs(cell.value), cell.label) for cell in cells if cell and cell.value]
        unit = self.sheet.view.unit
        return text("paper.longest_bar", value=max(numbers)[1], unit=unit) if numbers else unit

    def draw_rule(self, width_mm: float) -> None:
        """Draw a line across the column."""
        y = self.column.take(1.0)
        box = self.column.box
        self.pen.lines([[(box.left, y), (box.right, y)]], width_mm, INK)

    def draw_line(
        self, rows: Sequence[tuple[BookPlace, Cell]], pitch: float, *, beside: int = 0
    ) -> None:
        """Draw places side by side, by default as many as the table has."""
        box, y = self.column.box, self.column.take(pitch)
        beside = beside or self.beside
        width = (box.width - _GUTTER_MM * (beside - 1)) / beside
        for number, row in enumerate(rows):
            left = box.left + number * (width + _GUTTER_MM)
            self._draw_row(row, Box(left, y, left + width, y))

    def _draw_row(self, row: tuple[BookPlace, Cell], box: Box) -> None:
        """Draw a place: its colour, name, bar, and number or reason."""
        place, cell = row
        pen, y, left, right = self.pen, box.bottom, box.left, box.right
        self._draw_chip(place, cell, Box(left + 0.3, y - 1.1, left + 3.1, y + 1.1))
        name, start = place.label.in_(self.lang), left + 4.4
        shown, bold = self._value_or_reason(cell), bool(cell.label)
        # A long name is written smaller and then cut: the number beside it must stay legible.
        whole = pen.width(shown, _PT, bold=bold)
        kept = 16 if self.beside == 1 else min(whole, 12) + 1.5
        kept = max(kept, whole + 1.5) if cell.pair else kept
        name_pt = fitting(pen, name, right - start - kept)
        name = cut(pen, name, name_pt, right - start - kept)
        pen.text(start, y, name, name_pt)
        end = start + pen.width(name, name_pt)
        if self.bars is not None:
            self._draw_bar(cell, Box(self.bars[0], y - 0.75, self.bars[1], y + 0.75))
        size = fitting(pen, shown, right - end - 1.5, bold=bold)
        shown = cut(pen, shown, size, right - end - 1.5, bold=bold)
        color = GREY if cell.reason else INK
        pen.text(right, y, shown, size, bold=bold, color=color, anchor="right")

    def _draw_chip(self, place: BookPlace, cell: Cell, chip: Box) -> None:
        scale = self.sheet.view.scale
        if place.level == Level.ZONE:
            signs.draw_zone(self.pen, chip.center, fill_of(cell.klass, scale), size_mm=1.3)
        elif scale.kind == "size" and cell.value is not None:
            below_zero = cell.value < 0
            signs.draw_size(self.pen, chip.center, 0.9, scale.color, below_zero=below_zero)
        else:
            signs.draw_unit(self.pen, chip.shape, cell.klass, scale, cell.quality)
            self.pen.box(chip, edge=COUNTY_LINE, width_mm=0.12)

    def _draw_bar(self, cell: Cell, room: Box) -> None:
        """Draw a number as a bar, from zero, on one length for the whole view."""
        scale, values, pen = self.sheet.view.scale, self.values, self.pen
        if cell.value is None or not values or scale.kind == "category":
            return
        two_sided = min(values) < 0
        zero = room.center[0] if two_sided else room.left
        share = cell.value / max(map(abs, values))
        length = share * (room.width / 2 if two_sided else room.width)
        bar = Box(min(zero, zero + length), room.bottom, max(zero, zero + length), room.top)
        pen.box(bar, scale.color_of(cell.klass), edge=COUNTY_LINE, width_mm=0.1)
        if two_sided:
            pen.lines([[(zero, room.bottom - 1.2), (zero, room.top + 1.2)]], 0.12, GREY)

    def _value_or_reason(self, cell: Cell) -> str:
        marks = note_signs(cell, self.notes)
        if cell.label and not self.has_numbers:
            return marks
        if cell.reason and cell.pair:
            return pair_words(cell, self.lang) + marks
        if cell.reason:
            key = f"reason.{cell.reason}" if self.beside == 1 else f"reason.{cell.reason}.letter"
            return text(key).in_(self.lang) + cell.label + marks
        if not cell.label and self.sheet.view.scale.classes:
            return self.sheet.view.scale.classes[cell.klass].label.in_(self.lang) + marks
        return cell.label + marks
