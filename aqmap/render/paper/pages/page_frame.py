"""A page without a map: its size, its head and its foot, as those of the map sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from aqmap.book.map_book import MapBook
from aqmap.model.audit_numbers import ATLAS, review_line
from aqmap.render.paper.canvas.fitted_lines import cut, fitting
from aqmap.render.paper.canvas.fonts import MapFonts, plain
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Anchor, Box, Pen
from aqmap.render.paper.pages.page_flow import Placed, draw_placed
from aqmap.words import Lang, Text, say, text

_LEFT, _RIGHT, _TOP, _BOTTOM = 12.0, 10.0, 8.0, 8.0
_HEAD_MM, _FOOT_MM = 16.5, 12.6
_TITLE_PT, _SUBTITLE_PT, _FOOT_PT = 14.0, 9.0, 7.5
_GUTTER_MM, _FOOT_LINE_MM = 6.0, 4.2

Orientation = Literal["landscape", "portrait"]
_A4 = {"landscape": (297.0, 210.0), "portrait": (210.0, 297.0)}


@dataclass(frozen=True)
class Page:
    """One page: its size in millimetres, and what draws it with a pen of that size."""

    width: float
    height: float
    draw: Callable[[Pen], None]


class PageGroup(Protocol):
    """Pages that belong together: one file, one entry of the contents."""

    @property
    def file_name(self) -> str:
        """The name of its file without suffix, of which every system takes it."""
        ...

    @property
    def title(self) -> Text:
        """What stands over it, in the contents and in the bookmarks."""
        ...

    @property
    def description(self) -> Text:
        """What it says in words, for who cannot see it."""
        ...

    @property
    def unprinted(self) -> Text | None:
        """Why it is not printed, for the contents; nothing of what is."""
        ...

    def pages(self, fonts: MapFonts) -> list[Page]:
        """Return its pages; words must be measured to know how many there are."""
        ...


@dataclass(frozen=True)
class FontRuler:
    """Measures words before there is a pen."""

    fonts: MapFonts

    def width(self, words: str, size_pt: float, *, bold: bool = False) -> float:
        """Return how wide a line of text is, in millimetres."""
        return self.fonts.width_mm(plain(words), size_pt, bold=bold)


@dataclass(frozen=True)
class PageFrame:
    """
    What stands around the content of one page of a group.

    Attributes
    ----------
    book, lang
        Whose page it is, in which language.
    name
        Of its file: an approval number may have been given to it, or to all of the atlas.
    orientation
        Of an A4 page.
    title, subtitle
        Of the whole group.
    number, count
        Which of the group's pages it is, from 1, and how many there are.
    """

    book: MapBook
    lang: Lang
    name: str
    orientation: Orientation
    title: Text
    subtitle: Text
    number: int = 1
    count: int = 1

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        return _A4[self.orientation]

    @property
    def content(self) -> Box:
        """What is left for the content."""
        width, height = self.size
        bottom, top = _BOTTOM + _FOOT_MM, height - _TOP - _HEAD_MM
        return Box(_LEFT, bottom, width - _RIGHT, top)

    def draw(self, pen: Pen, placed: Sequence[Placed]) -> None:
        """Draw head, content and foot, in the order in which they are read."""
        with pen.part("H1"):
            self._draw_head(pen)
        draw_placed(pen, placed)
        with pen.part("P"):
            self._draw_foot(pen)

    def _draw_head(self, pen: Pen) -> None:
        box, (_, height) = self.content, self.size
        top, middle = height - _TOP, box.center[0]
        title = self.title.in_(self.lang)
        if self.number > 1:
            title += say("county.continued", self.lang)
        self._write(pen, (middle, top - 5.2), title, _TITLE_PT, "center", bold=True)
        subtitle = self.subtitle.in_(self.lang)
        self._write(pen, (middle, top - 11.2), subtitle, _SUBTITLE_PT, "center", color="#333333")
        book = self.book.title.in_(self.lang)
        self._write(pen, (box.left, top + 0.6), book, 6.5, color=GREY)

    def _draw_foot(self, pen: Pen) -> None:
        """Draw status and date on the lowest line, page and compiler above it."""
        box, y = self.content, _BOTTOM + 1.4
        above = y + _FOOT_LINE_MM
        pen.lines([[(box.left, box.bottom - 2.6), (box.right, box.bottom - 2.6)]], 0.3, INK)
        date = self.book.compiled.in_(self.lang) if self.book.compiled else ""
        pen.text(box.right, y, date, _FOOT_PT, anchor="right")
        beside = box.width - pen.width(date, _FOOT_PT) - _GUTTER_MM
        audit = self.book.audit
        number = audit.number(self.name, self.lang) or audit.number(ATLAS, self.lang)
        status = review_line(self.book.audience, number).in_(self.lang)
        color = INK if number else RED
        self._write(pen, (box.left, y), status, _FOOT_PT, bold=True, color=color, room=beside)
        page = ""
        if self.count > 1:
            key = "county.goes_on" if self.number < self.count else "county.page"
            page = say(key, self.lang, page=self.number, pages=self.count)
            pen.text(box.left, above, page, _FOOT_PT, color=GREY)
        if self.book.compiler:
            words = text("paper.compiler", name=self.book.compiler).in_(self.lang)
            beside = box.width - pen.width(page, _FOOT_PT) - _GUTTER_MM
            self._write(pen, (box.right, above), words, _FOOT_PT, "right", room=beside)

    def _write(
        self,
        pen: Pen,
        spot: tuple[float, float],
        words: str,
        size: float,
        anchor: Anchor = "left",
        *,
        bold: bool = False,
        color: str = INK,
        room: float | None = None,
    ) -> None:
        """Write a line as large as it fits; what is too long even so ends in an ellipsis."""
        wide = self.content.width if room is None else room
        size = fitting(pen, words, wide, size, bold=bold)
        short = cut(pen, words, size, wide, bold=bold)
        pen.text(*spot, short, size, bold=bold, color=color, anchor=anchor)
