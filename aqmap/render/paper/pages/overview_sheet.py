"""A region at a glance: indicators × places, each with its status in sign and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from aqmap.book.book_layers import Cell
from aqmap.book.map_book import BookRegion, MapBook
from aqmap.book.missing_values import counted_places
from aqmap.book.profiles.indicator_rows import status_words, target_periods
from aqmap.book.profiles.printed_pages import MOST_PLACES, overview_name
from aqmap.book.profiles.status_matrix import StatusMatrix, status_matrix
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.render.paper.pages.county.county_sheet import tally_text
from aqmap.render.paper.pages.matrix_rows import MatrixTable
from aqmap.render.paper.pages.page_flow import Block, Lines, Placed, flow, lines_of
from aqmap.render.paper.pages.page_frame import FontRuler, Page, PageFrame
from aqmap.render.paper.pages.status_chips import CHIP_MM, draw_chip
from aqmap.words import Lang, Text, listed, say, text

_HEADLINE_PT, _PT, _SMALL_PT = 9.0, 7.0, 6.5
_GUTTER_MM, _GAP_MM = 4.0, 0.6
_BETWEEN_MM, _ROUNDING_MM, _ABOVE_FOOT_MM = 5.0, 0.1, 3.0


@dataclass(frozen=True)
class OverviewSheet:
    """
    The pages of one region's overview; places and indicators flow over as many as they need.

    Attributes
    ----------
    book, region, lang
        What is shown, in which language.
    has_county_sheets
        Whether its places have sheets, to which the overview may point.
    """

    book: MapBook
    region: BookRegion
    lang: Lang = "zh"
    has_county_sheets: bool = True

    @cached_property
    def matrix(self) -> StatusMatrix:
        """What the pages show."""
        return status_matrix(self.book, self.region.id)

    @property
    def file_name(self) -> str:
        """The name of its file without suffix."""
        return overview_name(self.region.id)

    @property
    def title(self) -> Text:
        """The region, with the period where all rows have one."""
        rows = (cell for row in self.matrix.rows for cell in row.cells if cell is not None)
        periods = target_periods(rows)
        if len(periods) != 1:
            return text("matrix.title_plain", region=self.region.name)
        return text("matrix.title", period=period_text(periods[0]), region=self.region.name)

    @property
    def headline(self) -> Text:
        """The region in one sentence."""
        return tally_text(self.matrix.tally, "matrix")

    @property
    def description(self) -> Text:
        """Title and headline."""
        return text("county.alt", title=self.title, headline=self.headline)

    @property
    def _subtitle(self) -> Text:
        return text(
            "matrix.subtitle",
            indicators=len(self.matrix.rows),
            places=counted_places(self.matrix.places),
        )

    @property
    def unprinted(self) -> Text | None:
        """That nothing is judged, where the page would be blank; or why nothing is known."""
        if self.book.print_empty:
            return None
        return self.matrix.missing_reasons if self.matrix.rows else text("matrix.nothing_judged")

    def pages(self, fonts: MapFonts) -> list[Page]:
        """Return its pages: of each group of places as many as the indicators need."""
        ruler, matrix = FontRuler(fonts), self.matrix
        frame = PageFrame(
            self.book, self.lang, self.file_name, "landscape", self.title, self._subtitle
        )
        content = frame.content
        top = self._top(ruler, content)
        numbers = range(len(matrix.places) if len(matrix.places) <= MOST_PLACES else 0)
        tables = [
            MatrixTable(ruler, matrix, content.left, content.width, self.lang, is_close=is_close)
            for is_close in (False, True)
        ]
        ways = []
        for table in tables:
            groups = table.groups(numbers)
            foot = self._foot(ruler, content, several_groups=len(groups) > 1)
            bottom = content.bottom + foot.height
            room = Box(content.left, bottom, content.right, content.top - top.height)
            ways.append((_laid_out(table, groups, room), foot))
        roomy, close = ways
        drawn, foot = close if len(close[0]) == 1 < len(roomy[0]) else roomy
        width, height = frame.size
        pages = []
        for number, placed in enumerate(drawn, 1):
            framed = PageFrame(
                self.book,
                self.lang,
                self.file_name,
                "landscape",
                self.title,
                self._subtitle,
                number,
                len(drawn),
            )
            below = min((y - block.height for y, block in placed), default=content.top - top.height)
            foot_top = max(below - _ABOVE_FOOT_MM, content.bottom + foot.height)
            whole = [(content.top, top), *placed, (foot_top, foot)]
            pages.append(Page(width, height, partial(framed.draw, placed=whole)))
        return pages

    def _top(self, ruler: FontRuler, content: Box) -> Block:
        """Return the headline, and what must stand on a picture of these values."""
        lang, width = self.lang, content.width
        texts = [lines_of(ruler, self.headline.in_(lang), _HEADLINE_PT, width, bold=True)]
        texts += [
            lines_of(ruler, notice.in_(lang), _PT, width, bold=True, color=RED)
            for notice in self.matrix.notices
        ]
        height = sum(lines.height + _GAP_MM for lines in texts) + 1.4

        def draw(pen: Pen, top: float) -> None:
            for lines in texts:
                lines.draw(pen, content.left, top)
                top -= lines.height + _GAP_MM

        return Block(height, draw)

    def _foot(self, ruler: FontRuler, content: Box, *, several_groups: bool) -> Block:
        """Return the legend, and what stands elsewhere."""
        legend = _Legend(ruler, self.matrix, content, self.lang)
        notes = [
            lines_of(ruler, note.in_(self.lang), _SMALL_PT, content.width, color=GREY)
            for note in self._notes(several_groups=several_groups)
        ]
        height = legend.height + sum(lines.height for lines in notes) + 1.0

        def draw(pen: Pen, top: float) -> None:
            legend.draw(pen, top - 0.5)
            y = top - 0.5 - legend.height
            for lines in notes:
                lines.draw(pen, content.left, y)
                y -= lines.height

        return Block(height, draw)

    def _notes(self, *, several_groups: bool) -> list[Text]:
        notes = []
        if several_groups:
            notes.append(text("matrix.totals_of_all", count=len(self.matrix.places)))
        if len(self.matrix.places) > MOST_PLACES:
            notes.append(text("matrix.totals_only", count=len(self.matrix.places)))
        if self.matrix.left_out:
            key = "matrix.left_out" if self.has_county_sheets else "matrix.left_out_plain"
            notes.append(text(key, titles=listed(self.matrix.left_out)))
        if self.book.unmatched:
            notes.append(text("paper.unmatched", names=listed(self.book.unmatched)))
        return notes


def _laid_out(table: MatrixTable, groups: Sequence[Sequence[int]], room: Box) -> list[list[Placed]]:
    """Return the pages of a table: groups of places below each other as far as they fit whole."""
    if not table.matrix.rows:
        return [[]]
    height = room.height - _ROUNDING_MM
    tallest = max(sum(b.height for b in table.blocks(columns, 0.0)) for columns in groups)
    most = max(1, int((height + _BETWEEN_MM) / (tallest + _BETWEEN_MM)))
    each = -(-len(groups) // -(-len(groups) // most))
    pages: list[list[Placed]] = []
    for first in range(0, len(groups), each):
        below = groups[first : first + each]
        share = (height - _BETWEEN_MM * (each - 1)) / each
        blocks = [table.blocks(columns, share) for columns in below]
        if len(below) == 1:
            pages += flow(blocks[0], room.top, room.bottom)
            continue
        gap = Block(_BETWEEN_MM, lambda _pen, _top: None)
        parted = [block for group in blocks for block in (*group, gap)]
        pages += flow(parted[:-1], room.top, room.bottom)
    return pages


@dataclass(frozen=True)
class _Legend:
    """The signs that occur, with their words and how many entries have each."""

    ruler: FontRuler
    matrix: StatusMatrix
    content: Box
    lang: Lang

    @cached_property
    def _rows(self) -> Sequence[Sequence[tuple[float, Cell, Lines]]]:
        """The entries in rows, each with its left edge."""
        rows: list[list[tuple[float, Cell, Lines]]] = [[]]
        x = start = self.content.left + self.ruler.width(self._head, _PT, bold=True) + _GUTTER_MM
        for klass, count in sorted(self.matrix.statuses.items()):
            cell = Cell(None, klass)
            words = text("matrix.entry", status=status_words(cell), count=count).in_(self.lang)
            lines = Lines((words,), _PT)
            width = CHIP_MM[0] + 1.2 + self.ruler.width(words, _PT) + _GUTTER_MM
            if rows[-1] and x + width > self.content.right:
                rows.append([])
                x = start
            rows[-1].append((x, cell, lines))
            x += width
        return rows

    @property
    def _head(self) -> str:
        return say("matrix.legend", self.lang)

    @property
    def height(self) -> float:
        """In millimetres; nothing without an entry."""
        return 4.6 * len(self._rows) if self._rows[0] else 0.0

    def draw(self, pen: Pen, top: float) -> None:
        """Draw the entries from the top down."""
        if not self._rows[0]:
            return
        pen.text(self.content.left, top - 2.3, self._head, _PT, bold=True, color=INK)
        for number, row in enumerate(self._rows):
            y = top - 2.3 - 4.6 * number
            for x, cell, lines in row:
                draw_chip(pen, cell, x, y, self.lang)
                lines.draw(pen, x + CHIP_MM[0] + 1.2, y + lines.pitch / 2)
