"""The pages that follow a map whose tables have no room for all their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from aqmap.book.map_book import MapSheet
from aqmap.render.paper.canvas.footnotes import footnotes
from aqmap.render.paper.canvas.page_layout import Layout
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.margin.legend import Column
from aqmap.render.paper.margin.station_list import StationRow, StationTable
from aqmap.render.paper.margin.value_table import LEAST_MM, ROW_MM, PlaceRow, PlaceTable
from aqmap.words import Lang

MOST_PAGES = 3
"""Of a table that is longer still no page has the rest: nobody looks a number up on so many."""

_HEAD_MM, _GUTTER_MM, _FOOT_MM = 9.0, 5.0, 11.0
_WIDE_MM, _NARROW_MM = 60.0, 38.0
"""Least widths of a column with bars and whole reasons, and of one with letters for them."""

DrawPage = Callable[[Pen], None]
Row = TypeVar("Row")


@dataclass(frozen=True)
class NextPages:
    """
    Draws the rows that found no room beside a map, in columns with the table's head.

    Attributes
    ----------
    sheet, lang
        Whose rows, in which language.
    layout
        Of the map's page, which is that of the next ones too.
    """

    sheet: MapSheet
    layout: Layout
    lang: Lang

    @property
    def most_rows(self) -> int:
        """How many rows they hold; none of a figure, which stands in a text."""
        if self.layout.is_figure:
            return 0
        return MOST_PAGES * self._columns(_NARROW_MM) * self._lines

    def draw(
        self, places: Sequence[PlaceRow], stations: Sequence[StationRow]
    ) -> Iterator[DrawPage]:
        """Yield what draws the tables of each page; nothing of a table that is too long."""
        if 0 < len(places) <= self.most_rows:
            # Narrow columns only where wide ones would need another page.
            is_wide = len(places) <= self._columns(_WIDE_MM) * self._lines
            count = self._columns(_WIDE_MM if is_wide else _NARROW_MM)
            for rows in _parts(places, count * self._lines):
                yield self._page_of_places(rows, count, is_wide=is_wide)
        if 0 < len(stations) <= self.most_rows:
            count = self._columns(_WIDE_MM)
            for of_page in _parts(stations, count * self._lines):
                yield self._page_of_stations(of_page, count)

    @property
    def _content(self) -> Box:
        head, top = self.layout.head, self.layout.outer.top
        return Box(head.left, self.layout.imprint.bottom + _FOOT_MM, head.right, top)

    @property
    def _lines(self) -> int:
        return int((self._content.height - _HEAD_MM) / LEAST_MM)

    def _columns(self, width: float) -> int:
        return max(1, int((self._content.width + _GUTTER_MM) / (width + _GUTTER_MM)))

    def _boxes(self, count: int) -> Iterator[Box]:
        box = self._content
        width = (box.width - _GUTTER_MM * (count - 1)) / count
        for number in range(count):
            left = box.left + number * (width + _GUTTER_MM)
            yield Box(left, box.bottom, left + width, box.top)

    def _lines_of(self, rows: Sequence[object], count: int) -> tuple[int, float]:
        """Return how many rows each column has, and their pitch."""
        lines = -(-len(rows) // count)
        pitch = min(ROW_MM, (self._content.height - _HEAD_MM) / lines)
        return lines, max(LEAST_MM, pitch)

    def _page_of_places(self, rows: Sequence[PlaceRow], count: int, *, is_wide: bool) -> DrawPage:
        lines, pitch = self._lines_of(rows, count)

        def draw(pen: Pen) -> None:
            notes = footnotes(self.sheet)
            for box, part in zip(self._boxes(count), _parts(rows, lines), strict=False):
                column = Column(box, box.top)
                beside = 1 if is_wide else count
                table = PlaceTable(pen, self.sheet, column, self.lang, notes, beside)
                table.draw_head()
                for row in part:
                    table.draw_line([row], pitch, beside=1)

        return draw

    def _page_of_stations(self, rows: Sequence[StationRow], count: int) -> DrawPage:
        lines, pitch = self._lines_of(rows, count)

        def draw(pen: Pen) -> None:
            for box, part in zip(self._boxes(count), _parts(rows, lines), strict=False):
                column = Column(box, box.top)
                table = StationTable(pen, self.sheet, self.lang, spare=False)
                table.draw_head(column)
                for row in part:
                    y = column.take(pitch)
                    table.draw_row(row, Box(box.left, y, box.right, y))

        return draw


def _parts(rows: Sequence[Row], most: int) -> Iterator[Sequence[Row]]:
    """Yield rows so many at a time."""
    return (rows[first : first + most] for first in range(0, len(rows), most))
