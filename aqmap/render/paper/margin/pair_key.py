"""The key of a map of two layers: a square of their classes with both limits, codes and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from aqmap.book.map_book import MapSheet
from aqmap.book.map_signs import COUNTY_LINE
from aqmap.book.scales import Axis
from aqmap.render.paper.canvas.fitted_lines import fitting
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.canvas.typeset import wrap
from aqmap.render.paper.map.letter_rims import letters_on
from aqmap.words import Lang, say

_CELL_MM, _WIDEST_MM, _GAP_MM = 6.2, 15.0, 1.4
_PT, _TITLE_PT, _LINE_MM, _LABEL_MM = 7.0, 7.5, 3.2, 3.8


def draw_pair_key(
    pen: Pen,
    sheet: MapSheet,
    box: Box,
    take: Callable[[float], float],
    lang: Lang,
    *,
    pitch: float = 1.0,
) -> None:
    """
    Draw the square: the first layer's classes are columns, the second's rows from below.

    Parameters
    ----------
    pen, sheet, lang
        What is drawn, in which language.
    box
        The column: how wide the key may be.
    take
        Uses some of the column's height and returns the middle of it.
    pitch
        By how much rows are squeezed.
    """
    scale = sheet.view.scale
    columns, rows = scale.axes
    width, height = len(columns.scale.classes), len(rows.scale.classes)
    if not scale.classes:
        return
    counts = Counter(cell.klass for _, cell in sheet.rows)
    labels = [klass.label.in_(lang) for klass in rows.scale.classes]
    indent = max(pen.width(label, _PT) for label in labels) + _GAP_MM
    cell_mm = min(_WIDEST_MM, (box.width - indent) / width)
    _draw_title(pen, _title("rows", rows, lang), box, take)
    for row in reversed(range(height)):
        y = take(_CELL_MM * pitch)
        half = _CELL_MM * pitch / 2
        pen.text(box.left + indent - _GAP_MM, y, labels[row], _PT, anchor="right")
        for column in range(width):
            left = box.left + indent + column * cell_mm
            klass = row * width + column
            field = Box(left, y - half, left + cell_mm, y + half)
            fill = scale.classes[klass].color
            pen.box(field, fill, edge=COUNTY_LINE, width_mm=0.15)
            count = say("paper.count", lang, count=counts[klass])
            words = f"{scale.classes[klass].symbol}: {count}"
            size = fitting(pen, words, cell_mm - 1.0, _PT, bold=True)
            ink = letters_on(fill)
            pen.text(*field.center, words, size, bold=True, color=ink, anchor="center")
    y = take(_LABEL_MM)
    for column, limits in enumerate(columns.scale.classes):
        x = box.left + indent + (column + 0.5) * cell_mm
        words = limits.label.in_(lang)
        pen.text(x, y, words, fitting(pen, words, cell_mm, _PT), anchor="center")
    _draw_title(pen, _title("columns", columns, lang), box, take)


def _title(kind: str, axis: Axis, lang: Lang) -> str:
    """Return which classes are meant, of what, and their unit."""
    unit = say("pair.unit", lang, unit=axis.unit) if axis.unit.zh else ""
    return say(f"pair.{kind}", lang, side=axis.named, unit=unit)


def _draw_title(pen: Pen, words: str, box: Box, take: Callable[[float], float]) -> None:
    size = fitting(pen, words, box.width, _TITLE_PT, bold=True)
    for line in wrap(pen, words, size, box.width, bold=True):
        pen.text(box.left, take(_LINE_MM), line, size, bold=True)
