"""The atlas's contents: every map with its number and page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.map_book import MapBook, MapSheet
from aqmap.model.audit_numbers import ATLAS
from aqmap.model.periods import day_text
from aqmap.render.paper.canvas.drawing import Page
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.words import Lang, say, text

_WIDTH, _HEIGHT = 297.0, 210.0
_TOP, _BOTTOM, _LEFT, _GUTTER = 172.0, 22.0, 20.0, 14.0
_ROW_MM, _PT = 5.2, 8.5
_COLUMNS = 2
_A_COLUMN = int((_TOP - _BOTTOM) / _ROW_MM)
_A_PAGE = _A_COLUMN * _COLUMNS


@dataclass(frozen=True)
class ContentsPage:
    """A page of the contents, and where its entries stand: the map's index and its box."""

    page: Page
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
    rows = _unbroken(list(_rows(book, sheets, lang)))
    parts = [rows[i : i + _A_PAGE] for i in range(0, len(rows), _A_PAGE)]
    pages = []
    for part in parts:
        pen = Pen(fonts, _WIDTH, _HEIGHT)
        with pen.part("P"):
            _draw_furniture(pen, book, sheets, lang)
            links = _draw_rows(pen, part, len(parts), lang)
        pages.append(ContentsPage(pen.page(book.title.in_(lang)), tuple(links)))
    return pages


def _rows(book: MapBook, sheets: Sequence[MapSheet], lang: Lang) -> Iterator[_Row]:
    theme = ""
    for number, sheet in enumerate(sheets):
        if sheet.layer.theme != theme:
            theme = sheet.layer.theme
            yield _Row(book.themes[theme].in_(lang) if theme in book.themes else theme)
        yield _Row(sheet.title.in_(lang), number)


def _unbroken(rows: list[_Row]) -> list[_Row]:
    """Push a heading that would end a column to the top of the next."""
    unbroken: list[_Row] = []
    for row in rows:
        if row.sheet is None and row.words and len(unbroken) % _A_COLUMN == _A_COLUMN - 1:
            unbroken.append(_Row(""))
        unbroken.append(row)
    return unbroken


def _draw_furniture(pen: Pen, book: MapBook, sheets: Sequence[MapSheet], lang: Lang) -> None:
    """Draw everything but the entries."""
    middle, right = _WIDTH / 2, _WIDTH - _LEFT
    pen.text(middle, 194, book.title.in_(lang), 16, bold=True, anchor="center")
    pen.text(middle, 184, say("paper.contents", lang), 12, anchor="center")
    counted = say("paper.contents_pages", lang, maps=len(sheets))
    pen.text(right, 184, counted, 8, color=GREY, anchor="right")
    pen.lines([[(_LEFT, 178), (right, 178)]], 0.5, INK)
    pen.lines([[(_LEFT, 16), (right, 16)]], 0.3, INK)
    color = INK if book.audit.number(ATLAS, lang) else RED
    status = book.audit.status(ATLAS, book.audience).in_(lang)
    pen.text(_LEFT, 11.5, status, 7.5, bold=True, color=color)
    date = text("paper.compiled", date=day_text(book.date)).in_(lang)
    pen.text(right, 11.5, date, 8, anchor="right")


def _draw_rows(pen: Pen, rows: Sequence[_Row], pages: int, lang: Lang) -> list[tuple[int, Box]]:
    """Draw the entries in columns; return where each map's stands."""
    width = (_WIDTH - 2 * _LEFT - _GUTTER * (_COLUMNS - 1)) / _COLUMNS
    links = []
    for number, row in enumerate(rows):
        left = _LEFT + (number // _A_COLUMN) * (width + _GUTTER)
        y = _TOP - (number % _A_COLUMN) * _ROW_MM
        if row.sheet is None:
            pen.text(left, y, row.words, 9.5, bold=True)
            continue
        named = say("paper.number", lang, number=row.sheet + 1)
        box = Box(left, y - _ROW_MM / 2, left + width, y + _ROW_MM / 2)
        _draw_row(pen, box, (named, row.words, str(pages + row.sheet + 1)))
        links.append((row.sheet, box))
    return links


def _draw_row(pen: Pen, box: Box, words: tuple[str, str, str]) -> None:
    """Draw one map's line: number, title, dots, page."""
    number, title, page = words
    start, end, y = box.left + 13, box.right - 7, box.center[1]
    size = max(6.0, min(_PT, _PT * (end - start - 2) / max(pen.width(title, _PT), 1)))
    pen.text(box.left + 2, y, number, 7.5, color=GREY)
    pen.text(start, y, title, size)
    dots = start + pen.width(title, size) + 1.5
    if dots < end:
        pen.lines([[(dots, y - 0.9), (end, y - 0.9)]], 0.2, GREY, dash=(0.2, 1.2))
    pen.text(box.right, y, page, _PT, anchor="right")
