"""The matrix of a region as blocks: a head of places, a row an indicator, totals on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aqmap.book.profiles.indicator_rows import IndicatorRow, Tally, short_words
from aqmap.book.profiles.status_matrix import MatrixRow, StatusMatrix
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.pen import GREY, INK, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.page_flow import NO_LINES, Block, Lines, lines_of
from aqmap.render.paper.pages.status_chips import CHIP_MM, draw_chip
from aqmap.words import Lang, say

TOTALS = ("met", "not_met", "undecided", "no_task")
_NAME_MM, _TOTAL_MM = 40.0, 9.4
_NARROWEST_MM, _CLOSE_NARROWEST_MM, _WIDEST_MM = 15.6, 12.0, 30.0
_PT, _CELL_PT = 7.0, 6.0
_ROOMY, _CLOSE = (0.5, 4.6, _PT), (0.2, 4.0, _CELL_PT)
"""Above and below what stands in a row, how high it is at least, and the size of its title."""
_RULE, _BESIDE_MM = "#C9C9C9", 0.8
_MOST_SPARE_MM = 5.0


@dataclass(frozen=True)
class MatrixTable:
    """
    Makes the blocks of the matrix.

    Attributes
    ----------
    ruler, matrix, lang
        What is written, and in which language.
    left, width
        Of the page's content.
    is_close
        Whether rows are low and columns narrow, and a reason why nothing is judged has its sign
        and letter alone, as in the legend.
    """

    ruler: Ruler
    matrix: StatusMatrix
    left: float
    width: float
    lang: Lang
    is_close: bool = False

    @cached_property
    def _totals_mm(self) -> float:
        """How wide one column of totals is: as its head."""
        heads = (self._word(name) for name in TOTALS)
        return max(
            _TOTAL_MM, *(self.ruler.width(word, _CELL_PT, bold=True) + 1.6 for word in heads)
        )

    def _word(self, name: str) -> str:
        return say(f"matrix.{name}_head", self.lang)

    def groups(self, places: Sequence[int]) -> list[Sequence[int]]:
        """Return the places in groups of about one size that each fit on a page's width."""
        room = self.width - _NAME_MM - len(TOTALS) * self._totals_mm
        most = int(room / (_CLOSE_NARROWEST_MM if self.is_close else _NARROWEST_MM))
        count = max(1, -(-len(places) // most))
        size = -(-len(places) // count) if places else 0
        return [places[n * size : (n + 1) * size] for n in range(count)]

    def blocks(self, places: Sequence[int], room_mm: float) -> list[Block]:
        """Return the blocks of one group of places; where a page has room the rows stand apart."""
        blocks = self._blocks(places, 0.0)
        spare = (room_mm - sum(block.height for block in blocks)) / len(self.matrix.rows)
        return self._blocks(places, min(spare, _MOST_SPARE_MM)) if spare > 0 else blocks

    def _blocks(self, places: Sequence[int], spare: float) -> list[Block]:
        """Return the head, the rows of all indicators, and the totals."""
        room = self.width - _NAME_MM - len(TOTALS) * self._totals_mm
        column = min(_WIDEST_MM, room / len(places)) if places else 0.0
        group = _Group(self.left, column, tuple(places), self._totals_mm, spare)
        head = self._head(group)
        blocks = [head]
        theme = self.matrix.rows[0].theme
        for number, row in enumerate(self.matrix.rows, 1):
            blocks.append(self._row(group, number, row, head, apart=row.theme != theme))
            theme = row.theme
        return [*blocks, self._sums(group, head)]

    def _head(self, group: _Group) -> Block:
        names = [
            lines_of(
                self.ruler, self.matrix.places[n].label.in_(self.lang), _PT, group.column - 1.2,
                bold=True,
            )
            for n in group.places
        ]  # fmt: skip
        height = max([4.6, *(lines.height + 1.4 for lines in names)])

        def draw(pen: Pen, top: float) -> None:
            y = top - height / 2
            pen.text(group.left, y, say("matrix.indicator", self.lang), _PT, bold=True)
            for number, lines in enumerate(names):
                lines.draw(pen, group.cell(number), y + lines.height / 2)
            for number, name in enumerate(TOTALS):
                x = group.total(number) + group.totals - 0.8
                pen.text(x, y, self._word(name), _CELL_PT, bold=True, anchor="right")
            group.rule(pen, top, 0.4)
            group.rule(pen, top - height, 0.3)

        return Block(height, draw, holds_on=True, role="Table")

    def _row(
        self,
        group: _Group,
        number: int,
        row: MatrixRow,
        head: Block,
        *,
        apart: bool,
    ) -> Block:
        """Return one indicator; a darker rule stands above where a new theme begins."""
        pad, least, size = _CLOSE if self.is_close else _ROOMY
        title = lines_of(self.ruler, f"{number} {self._title(row)}", size, _NAME_MM - 1.5)
        cells = [row.cells[n] for n in group.places]
        words = [self._words(cell, group.column) for cell in cells]
        tallest = max(title.height, *(lines.height for lines in words), CHIP_MM[1])
        height = max(least, tallest + 2 * pad) + group.spare

        def draw(pen: Pen, top: float) -> None:
            y = top - height / 2
            if apart:
                group.rule(pen, top, 0.25)
            title.draw(pen, group.left, y + title.height / 2)
            for place, (cell, lines) in enumerate(zip(cells, words, strict=True)):
                self._draw_cell(pen, cell, lines, (group.cell(place), y))
            self._draw_totals(pen, group, row.tally, y)
            group.rule(pen, top - height, 0.1, _RULE)

        return Block(height, draw, head, role="Table")

    def _title(self, row: MatrixRow) -> str:
        title = row.title.in_(self.lang)
        if len(self.matrix.periods) < 2:
            return title
        return f"{title} {period_text(row.period).in_(self.lang)}"

    def _words(self, cell: IndicatorRow | None, column: float) -> Lines:
        if cell is None or cell.shown is None or (self.is_close and cell.verdict is None):
            return NO_LINES
        words = short_words(cell).in_(self.lang)
        room, verdict = column - CHIP_MM[0] - _BESIDE_MM - 0.6, cell.verdict is not None
        color = INK if verdict else GREY
        return lines_of(self.ruler, words, _CELL_PT, room, bold=verdict, color=color)

    def _draw_cell(
        self, pen: Pen, cell: IndicatorRow | None, lines: Lines, spot: tuple[float, float]
    ) -> None:
        x, y = spot
        if cell is None or cell.shown is None:
            pen.text(x, y, say("matrix.none", self.lang), _CELL_PT, color=GREY)
            return
        draw_chip(pen, cell.shown, x, y, self.lang)
        lines.draw(pen, x + CHIP_MM[0] + _BESIDE_MM, y + lines.height / 2)

    def _draw_totals(self, pen: Pen, group: _Group, counts: Tally, y: float) -> None:
        for number, name in enumerate(TOTALS):
            x = group.total(number) + group.totals - 0.8
            count = getattr(counts, name)
            pen.text(x, y, str(count), _PT, bold=name != "no_task", anchor="right")

    def _sums(self, group: _Group, head: Block) -> Block:
        """Return how many indicators of each place are met, not met, not judged, no task."""
        pitch = 3.5
        tallies = [self.matrix.tally_of(n) for n in group.places]
        whole = self.matrix.tally

        def draw(pen: Pen, top: float) -> None:
            group.rule(pen, top, 0.3)
            for line, name in enumerate(TOTALS):
                y = top - (line + 0.5) * pitch - 0.4
                pen.text(group.left, y, self._word(name), _PT, bold=True)
                for place, counts in enumerate(tallies):
                    number = str(getattr(counts, name))
                    pen.text(group.cell(place), y, number, _PT, bold=name != "no_task")
                x = group.total(line) + group.totals - 0.8
                pen.text(x, y, str(getattr(whole, name)), _PT, bold=True, anchor="right")
            group.rule(pen, top - pitch * len(TOTALS) - 0.8, 0.3)

        return Block(pitch * len(TOTALS) + 1.6, draw, head, role="Table")


@dataclass(frozen=True)
class _Group:
    """Some places beside each other: where their columns stand, and how far apart the rows."""

    left: float
    column: float
    places: tuple[int, ...]
    totals: float
    spare: float

    def cell(self, number: int) -> float:
        """Return the left edge of a place's column."""
        return self.left + _NAME_MM + number * self.column

    def total(self, number: int) -> float:
        """Return the left edge of a column of totals."""
        return self.cell(len(self.places)) + number * self.totals

    def rule(self, pen: Pen, y: float, width_mm: float, color: str = INK) -> None:
        """Draw a line across the table."""
        right = self.total(len(TOTALS))
        pen.lines([[(self.left, y), (right, y)]], width_mm, color)
