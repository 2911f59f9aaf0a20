"""The atlas's contents: every map with its number and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from aqmap.errors import SourceError
from aqmap.mapbook import MapBook, MapSheet
from aqmap.periods import day_text
from aqmap.render.paper.fonts import MapFonts
from aqmap.render.paper.notes import status_line
from aqmap.render.paper.pen import GREY, INK, RED, Box, Pen
from aqmap.words import Lang, say, text

_WIDTH, _HEIGHT = 297.0, 210.0
_TOP, _BOTTOM, _LEFT, _GUTTER = 172.0, 22.0, 20.0, 14.0
_ROW_MM, _PT = 5.2, 8.5
_COLUMNS = 2


@dataclass(frozen=True)
class ContentsPage:
    """A page of the contents, and where its entries stand: the map's index and its box."""

    figure: Figure
    links: tuple[tuple[int, Box], ...]


@dataclass(frozen=True)
class _Row:
    """A line of the contents: a theme's heading, or a map with its index."""

    words: str
    sheet: int | None = None


def draw_contents(
    book: MapBook, sheets: Sequence[MapSheet], fonts: MapFonts, lang: Lang
) -> list[ContentsPage]:
    """
    Draw the contents on as many pages as they need.

    Raises
    ------
    SourceError
        With one fault for each character that the font lacks.
    """
    rows = list(_rows(book, sheets, lang))
    a_column = int((_TOP - _BOTTOM) / _ROW_MM)
    a_page = a_column * _COLUMNS
    parts = [rows[i : i + a_page] for i in range(0, len(rows), a_page)]
    return [_draw_page(book, sheets[0], part, len(parts), len(sheets), a_column, fonts, lang)
            for part in parts]  # fmt: skip


def _rows(book: MapBook, sheets: Sequence[MapSheet], lang: Lang) -> Iterator[_Row]:
    theme = ""
    for number, sheet in enumerate(sheets):
        if sheet.layer.theme != theme:
            theme = sheet.layer.theme
            yield _Row(book.themes[theme].in_(lang) if theme in book.themes else theme)
        yield _Row(sheet.title.in_(lang), number)


def _draw_page(
    book: MapBook,
    first: MapSheet,
    rows: list[_Row],
    pages: int,
    maps: int,
    a_column: int,
    fonts: MapFonts,
    lang: Lang,
) -> ContentsPage:
    pen = Pen(fonts, _WIDTH, _HEIGHT)
    middle = _WIDTH / 2
    pen.text(middle, 194, book.title.in_(lang), 16, bold=True, anchor="center")
    pen.text(middle, 184, say("paper.contents", lang), 12, anchor="center")
    pen.text(_WIDTH - _LEFT, 184, say("paper.contents_pages", lang, maps=maps), 8, color=GREY,
             anchor="right")  # fmt: skip
    pen.lines([[(_LEFT, 178), (_WIDTH - _LEFT, 178)]], 0.5, INK)
    width = (_WIDTH - 2 * _LEFT - _GUTTER * (_COLUMNS - 1)) / _COLUMNS
    links = []
    for number, row in enumerate(rows):
        left = _LEFT + (number // a_column) * (width + _GUTTER)
        y = _TOP - (number % a_column) * _ROW_MM
        if row.sheet is None:
            pen.text(left, y, row.words, 9.5, bold=True)
            continue
        _draw_row(pen, row, left, y, width, pages, lang)
        links.append((row.sheet, Box(left, y - _ROW_MM / 2, left + width, y + _ROW_MM / 2)))
    pen.lines([[(_LEFT, 16), (_WIDTH - _LEFT, 16)]], 0.3, INK)
    color = INK if book.audit_no else RED
    pen.text(_LEFT, 11.5, status_line(first).in_(lang), 7.5, bold=True, color=color)
    date = text("paper.compiled", date=day_text(book.date)).in_(lang)
    pen.text(_WIDTH - _LEFT, 11.5, date, 8, anchor="right")
    if pen.faults:
        raise SourceError(dict.fromkeys(pen.faults))
    return ContentsPage(pen.figure, tuple(links))


def _draw_row(
    pen: Pen, row: _Row, left: float, y: float, width: float, pages: int, lang: Lang
) -> None:
    """Draw one map's line: number, title, dots, page."""
    index = row.sheet or 0
    number, page = say("paper.number", lang, number=index + 1), str(pages + index + 1)
    start, end = left + 13, left + width - 7
    size = max(6.0, min(_PT, _PT * (end - start - 2) / max(pen.width(row.words, _PT), 1)))
    pen.text(left + 2, y, number, 7.5, color=GREY)
    pen.text(start, y, row.words, size)
    dots = start + pen.width(row.words, size) + 1.5
    if dots < end:
        pen.lines([[(dots, y - 0.9), (end, y - 0.9)]], 0.2, GREY, dash=(0.2, 1.2))
    pen.text(left + width, y, page, _PT, anchor="right")
