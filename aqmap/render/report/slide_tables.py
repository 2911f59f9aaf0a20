"""Tables on slides: as many rows as a slide takes, the head on each, nothing beyond its edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Mm

from aqmap.book.report.report_parts import ReportTable
from aqmap.render.report.east_asian_fonts import HEI, SONG
from aqmap.render.report.slide_deck import (
    BOTTOM_MM,
    INNER_MM,
    SIDE_MM,
    SMALL_PT,
    TOP_MM,
    Deck,
    slide_room,
)
from aqmap.render.report.slide_text import MM_PER_POINT, lines_of, poured
from aqmap.words import say

_GRID_ONLY = "{5940675A-B579-460E-94D1-54222C63F5DA}"
"""Of the styles that programs know: lines and no colours."""
_LEADING = 1.25
_UNIT_MM, _UNIT_PT, _NOTE_PT = 8.0, 12, 12
_BESIDE_MM, _ABOVE_MM = 1.0, 0.6
_SIZES = ((6, 14.0), (10, 12.0), (99, 10.5))
"""Up to how many columns, and in how many points."""
Row = tuple[str, ...]


def write_table_slides(deck: Deck, table: ReportTable, title: str) -> None:
    """Write a table on as many slides as it needs, with its notes behind the last row."""
    setting = _Setting(deck, table)
    parts = list(setting.parts())
    slide, bottom = deck.slide(title), TOP_MM
    for number, rows in enumerate(parts):
        if number:
            slide = deck.slide(continued(deck, title))
        bottom = setting.write(slide, rows)
    notes = [note.in_(deck.lang) for note in table.notes]
    pitch = _NOTE_PT * _LEADING * MM_PER_POINT
    needed = sum(len(lines_of(words, INNER_MM, _NOTE_PT)) for words in notes) * pitch
    if bottom + 2 + needed <= BOTTOM_MM:
        frame = deck.box(slide, SIDE_MM, bottom + 2, INNER_MM, max(needed, 1.0))
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Mm(0)
        for number, words in enumerate(notes):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            deck.write(paragraph, words, _NOTE_PT, SONG, leading=_LEADING)
        return
    for points in poured([[(words, 0)] for words in notes], slide_room(SMALL_PT)):
        deck.points(deck.slide(continued(deck, title)), points, SMALL_PT)


def continued(deck: Deck, title: str) -> str:
    """Return a title that says that its slide goes on with the one before."""
    return say("report.continued", deck.lang, title=title)


class _Setting:
    """One table in the widths and the size that a slide gives it."""

    def __init__(self, deck: Deck, table: ReportTable) -> None:
        self._deck, self._table = deck, table
        shares = [column.share for column in table.columns]
        self._widths = [INNER_MM * share / sum(shares) for share in shares]
        self._size = next(size for most, size in _SIZES if len(shares) <= most)
        self._pitch = self._size * _LEADING * MM_PER_POINT
        self._head: Row = tuple(column.words.in_(deck.lang) for column in table.columns)
        self._top = TOP_MM + (_UNIT_MM if table.unit.zh else 0.0)
        self._room = BOTTOM_MM - self._top - self._height(self._head)

    def _lines(self, row: Row) -> list[list[str]]:
        return [
            lines_of(words, width - 2 * _BESIDE_MM, self._size)
            for words, width in zip(row, self._widths, strict=True)
        ]

    def _height(self, row: Row) -> float:
        lines = max(len(lines) for lines in self._lines(row))
        return lines * self._pitch + 2 * _ABOVE_MM

    def parts(self) -> Iterator[list[Row]]:
        """Yield the rows slide by slide; there is one slide at least."""
        part: list[Row] = []
        used = 0.0
        for row in self._fitting():
            height = self._height(row)
            if part and used + height > self._room:
                yield part
                part, used = [], 0.0
            part.append(row)
            used += height
        yield part

    def _fitting(self) -> Iterator[Row]:
        """Yield rows none of which is higher than a slide: higher ones go on in further rows."""
        most = max(int((self._room - 2 * _ABOVE_MM) / self._pitch), 1)
        for cells in self._table.rows:
            row = tuple(words.in_(self._deck.lang) for words in cells)
            lines = self._lines(row)
            for start in range(0, max(map(len, lines)), most):
                yield tuple("".join(cell[start : start + most]) for cell in lines)

    def write(self, slide: Slide, rows: Sequence[Row]) -> float:
        """Write unit, head and rows; return where the table ends."""
        deck, table = self._deck, self._table
        if table.unit.zh:
            unit = deck.box(slide, SIDE_MM, TOP_MM, INNER_MM, _UNIT_MM - 1)
            words = table.unit.in_(deck.lang)
            deck.fill(unit, words, _UNIT_PT, SONG, place=PP_ALIGN.RIGHT)
        heights = [self._height(row) for row in (self._head, *rows)]
        box = map(Mm, (SIDE_MM, self._top, INNER_MM, sum(heights)))
        shape: Any = slide.shapes.add_table(len(heights), len(self._widths), *box)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", table.title.in_(deck.lang))
        drawn: Any = shape.table
        drawn.horz_banding = False
        shape._element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _GRID_ONLY
        for column, width in zip(drawn.columns, self._widths, strict=True):
            column.width = Mm(width)
        for place, (row, height) in enumerate(zip((self._head, *rows), heights, strict=True)):
            drawn.rows[place].height = Mm(height)
            for number, words in enumerate(row):
                self._fill(drawn.cell(place, number), words, number, is_head=place == 0)
        return self._top + sum(heights)

    def _fill(self, cell: Any, words: str, number: int, *, is_head: bool) -> None:
        centred = is_head or self._table.columns[number].is_of_numbers
        cell.margin_left = cell.margin_right = Mm(_BESIDE_MM)
        cell.margin_top = cell.margin_bottom = Mm(_ABOVE_MM)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._deck.write(
            cell.text_frame.paragraphs[0],
            words,
            self._size,
            HEI if is_head else SONG,
            place=PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT,
            leading=_LEADING,
        )
        _set_lines(cell._tc.get_or_add_tcPr())


def _set_lines(properties: Any) -> None:
    """Draw thin lines around a cell: not every program knows the style that has them."""
    for side in ("a:lnL", "a:lnR", "a:lnT", "a:lnB"):
        line = OxmlElement(side)
        line.set("w", "9525")
        fill, color = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
        color.set("val", "000000")
        fill.append(color)
        line.append(fill)
        properties.append(line)
    properties.append(OxmlElement("a:noFill"))
