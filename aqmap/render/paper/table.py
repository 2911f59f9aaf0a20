"""The table beside the map: every place with its number or its reason, sorted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aqmap.figures import Level
from aqmap.mapbook import BookPlace, Cell, MapSheet
from aqmap.render.paper import signs
from aqmap.render.paper.fonts import CIRCLED
from aqmap.render.paper.legend import Column
from aqmap.render.paper.pen import GREY, INK, Box, Pen
from aqmap.render.paper.typeset import wrap
from aqmap.words import Lang, Text, say, text

ROW_MM = 3.9
_PT = 7.0


def footnotes(sheet: MapSheet) -> dict[Text, str]:
    """Return the sheet's qualifiers, each with its number, in the order of the rows."""
    found = dict.fromkeys(q for _, cell in sheet.rows for q in cell.qualifiers)
    return {
        qualifier: CIRCLED[number] if number < len(CIRCLED) else f"({number + 1})"
        for number, qualifier in enumerate(found)
    }


def value_text(cell: Cell, notes: Mapping[Text, str]) -> str:
    """Return a cell's number with the signs of its footnotes."""
    return cell.label + "".join(notes[q] for q in cell.qualifiers)


def sorted_rows(sheet: MapSheet) -> list[tuple[BookPlace, Cell]]:
    """Return the rows: numbers from high to low, then classes, then reasons; zones last."""

    def key(row: tuple[int, tuple[BookPlace, Cell]]) -> tuple[bool, bool, float, int, int]:
        order, (place, cell) = row
        value = cell.value
        return (place.level == Level.ZONE, value is None, -(value or 0), cell.klass, order)

    return [row for _, row in sorted(enumerate(sheet.rows), key=key)]


def draw_table(pen: Pen, sheet: MapSheet, column: Column, lang: Lang) -> None:
    """Draw the table into a column; rows are squeezed where there are many."""
    rows, notes = sorted_rows(sheet), footnotes(sheet)
    zones = sum(place.level == Level.ZONE for place, _ in rows)
    total = sheet.total.in_(lang) if sheet.total else ""
    total_lines = wrap(pen, total, _PT, column.box.width, bold=True) if total else []
    room = column.y - column.box.bottom - 11 - 3.3 * len(total_lines) - (4.4 if zones else 0)
    pitch = min(ROW_MM, max(2.75, room / max(len(rows), 1)))
    key = "paper.table" if any(cell.label for _, cell in rows) else "paper.table_plain"
    unit = sheet.view.unit.in_(lang)
    pen.text(column.box.left, column.take(5.4), say(key, lang), 9, bold=True)
    if unit:
        pen.text(column.box.right, column.y + 2.5, unit, 7, color=GREY, anchor="right")
    _rule(pen, column, 0.3)
    for place, cell in rows[: len(rows) - zones]:
        _draw_row(pen, sheet, place, cell, column, pitch, notes, lang)
    if zones:
        _rule(pen, column, 0.12)
        pen.text(column.box.left, column.take(3.8), say("paper.table_zones", lang), 6.5, color=GREY)
        for place, cell in rows[len(rows) - zones :]:
            _draw_row(pen, sheet, place, cell, column, pitch, notes, lang)
    _rule(pen, column, 0.3)
    for line in total_lines:
        pen.text(column.box.left, column.take(3.3), line, _PT, bold=True)


def _rule(pen: Pen, column: Column, width_mm: float) -> None:
    column.take(0.5)
    pen.lines([[(column.box.left, column.y), (column.box.right, column.y)]], width_mm, INK)
    column.take(0.5)


def _draw_row(
    pen: Pen,
    sheet: MapSheet,
    place: BookPlace,
    cell: Cell,
    column: Column,
    pitch: float,
    notes: Mapping[Text, str],
    lang: Lang,
) -> None:
    y, left, right = column.take(pitch), column.box.left, column.box.right
    chip = Box(left + 0.3, y - 1.1, left + 3.1, y + 1.1)
    scale = sheet.view.scale
    if place.level == Level.ZONE:
        signs.draw_zone(pen, chip.center, signs.fill_of(cell.klass, scale), size_mm=1.3)
    elif scale.kind == "size" and cell.value is not None:
        signs.draw_size(pen, chip.center, 0.9, scale.color)
    else:
        signs.draw_unit(pen, chip.shape, cell.klass, scale)
        pen.box(chip, edge=signs.COUNTY_LINE, width_mm=0.12)
    _draw_bar(pen, sheet, cell, Box(left + 23, y - 0.75, right - 14, y + 0.75))
    said = _said(sheet, cell, notes, lang)
    color = GREY if cell.reason else INK
    name, room = place.label.in_(lang), right - left - 6
    width = pen.width(said, _PT)
    fit = max(6.0, min(_PT, _PT * (room - pen.width(name, _PT)) / max(width, 0.1)))
    for short in (said, said.split("（")[0], said.split(" (")[0]):
        said = short
        if pen.width(name, _PT) + pen.width(said, fit) <= room:
            break
    pen.text(left + 4.4, y, name, _PT)
    pen.text(right, y, said, fit, bold=not cell.reason and bool(cell.label), color=color,
             anchor="right")  # fmt: skip


def _draw_bar(pen: Pen, sheet: MapSheet, cell: Cell, room: Box) -> None:
    """Draw a number as a bar, from zero, on one length for the whole view."""
    scale = sheet.view.scale
    values = [c.value for cells in sheet.view.cells.values() for c in cells if c and c.value]
    largest = max(map(abs, values), default=0.0)
    if cell.value is None or not largest or scale.kind == "category":
        return
    color = scale.color if scale.kind == "size" else scale.classes[cell.klass].color
    both = min(values) < 0
    zero = room.center[0] if both else room.left
    length = cell.value / largest * (room.width / 2 if both else room.width)
    bar = Box(min(zero, zero + length), room.bottom, max(zero, zero + length), room.top)
    pen.box(bar, color, edge=signs.COUNTY_LINE, width_mm=0.1)
    if both:
        pen.lines([[(zero, room.bottom - 1.2), (zero, room.top + 1.2)]], 0.12, GREY)


def _said(sheet: MapSheet, cell: Cell, notes: Mapping[Text, str], lang: Lang) -> str:
    marks = "".join(notes[q] for q in cell.qualifiers)
    if cell.reason:
        return text(f"reason.{cell.reason}").in_(lang) + marks
    if not cell.label and sheet.view.scale.classes:
        return sheet.view.scale.classes[cell.klass].label.in_(lang) + marks
    return cell.label + marks
