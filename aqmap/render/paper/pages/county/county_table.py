"""The table of a county's indicators: target, actual, gap, status and a bar, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Cell
from aqmap.book.map_signs import COUNTY_LINE
from aqmap.book.profiles.county_profile import CountyProfile
from aqmap.book.profiles.indicator_rows import Bullet, IndicatorRow
from aqmap.book.qualifiers import notice_texts
from aqmap.book.scales import CONTEXT_FILL
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.page_flow import NO_LINES, Block, Lines, lines_of
from aqmap.render.paper.pages.status_chips import CHIP_MM, draw_chip
from aqmap.words import Lang, Text, listed, say, text

_PT, _REASON_PT, _SMALL_PT = 7.5, 6.3, 6.0
_ROOMY, _CLOSE = (0.9, 5.2), (0.45, 4.5)
"""Above and below the words of a row, and how high it is at least."""
_REPORTED_FILL, _RULE, _BAND = "#B8B8B8", "#C9C9C9", "#EEF1F4"
_WIDTHS = {
    "number": 7.0,
    "indicator": 41.0,
    "period": 10.8,
    "target": 24.0,
    "measured": 30.6,
    "gap": 14.6,
    "status": 60.0,
}
_GAP_MM, _BAR_MM = 1.6, 30.0


@dataclass(frozen=True)
class _Columns:
    """The columns of the table, each a left and a right edge."""

    left: float

    def of(self, name: str) -> tuple[float, float]:
        """Return the edges of what may be written in a column."""
        before = list(_WIDTHS).index(name)
        start = self.left + sum(list(_WIDTHS.values())[:before])
        return start, start + _WIDTHS[name] - _GAP_MM

    @property
    def right(self) -> float:
        return self.left + sum(_WIDTHS.values())


@dataclass(frozen=True)
class _Cells:
    """The words of one row, measured."""

    name: Lines
    period: Lines
    target: Lines
    measured: Lines
    gap: Lines
    status: Lines
    remarks: Lines
    padding: tuple[float, float]

    @property
    def height(self) -> float:
        heights = (
            self.name.height,
            self.period.height,
            self.target.height,
            self.measured.height,
            self.gap.height,
            max(self.status.height, CHIP_MM[1]) + self.remarks.height,
        )
        pad, least = self.padding
        return max(least, max(heights) + 2 * pad)


@dataclass(frozen=True)
class IndicatorTable:
    """
    Makes the blocks of the table of one place.

    Attributes
    ----------
    ruler, profile, lang
        What is written, and in which language.
    left
        Of the page's content.
    rows
        Those that stand in it, with their numbers on the sheet.
    is_close
        Whether rows stand as close as they may.
    """

    ruler: Ruler
    profile: CountyProfile
    left: float
    lang: Lang
    rows: Sequence[tuple[int, IndicatorRow]]
    is_close: bool

    @property
    def _padding(self) -> tuple[float, float]:
        return _CLOSE if self.is_close else _ROOMY

    @property
    def _columns(self) -> _Columns:
        return _Columns(self.left)

    def blocks(self) -> Iterator[Block]:
        """Yield the head, then a band for each theme and a block for each row."""
        if not self.rows:
            return
        head = self._head()
        yield head
        theme = None
        for number, row in self.rows:
            if row.theme != theme:
                theme = row.theme
                yield self._band(theme, head)
            yield self._row(number, row, head)

    def _head(self) -> Block:
        columns, names = self._columns, [*_WIDTHS]
        words = {name: say(f"county.{name}", self.lang) for name in names}
        has_bars = any(row.bullet for _, row in self.rows)
        bar = say("county.bar", self.lang) if has_bars else ""

        def draw(pen: Pen, top: float) -> None:
            y = top - 3.0
            for name in names:
                start, end = columns.of(name)
                right = name in ("target", "measured", "gap")
                x = end if right else start
                anchor = "right" if right else "left"
                pen.text(x, y, words[name], _PT, bold=True, anchor=anchor)  # type: ignore[arg-type]
            pen.text(columns.right, y, bar, _PT, bold=True, anchor="right")
            for height, width in ((0.0, 0.4), (5.8, 0.3)):
                pen.lines(
                    [[(columns.left, top - height), (columns.right, top - height)]], width, INK
                )

        return Block(5.9, draw, holds_on=True, role="Table")

    def _band(self, theme: str, head: Block) -> Block:
        columns, words = self._columns, theme_name(self.profile, theme, self.lang)

        def draw(pen: Pen, top: float) -> None:
            pen.box(Box(columns.left, top - 4.4, columns.right, top), _BAND)
            pen.text(columns.left + 0.8, top - 2.2, words, 7.0, bold=True)

        return Block(4.4, draw, head, holds_on=True, role="Table")

    def _row(self, number: int, row: IndicatorRow, head: Block) -> Block:
        cells, columns = self._cells(row), self._columns
        height = cells.height

        def draw(pen: Pen, top: float) -> None:
            first = top - self._padding[0]
            middle = first - CHIP_MM[1] / 2
            pen.text(columns.of("number")[0], middle, str(number), _SMALL_PT, color=GREY)
            cells.name.draw(pen, columns.of("indicator")[0], middle + cells.name.pitch / 2)
            cells.period.draw(pen, columns.of("period")[0], middle + cells.period.pitch / 2)
            for name, lines in (
                ("target", cells.target),
                ("measured", cells.measured),
                ("gap", cells.gap),
            ):
                lines.draw(pen, columns.of(name)[1], middle + lines.pitch / 2, right=True)
            self._draw_status(pen, row, cells, first)
            bottom = top - height
            pen.lines([[(columns.left, bottom), (columns.right, bottom)]], 0.1, _RULE)

        return Block(height, draw, head, role="Table")

    def _draw_status(self, pen: Pen, row: IndicatorRow, cells: _Cells, first: float) -> None:
        left, right = self._columns.of("status")[0], self._columns.right
        if row.status is not None:
            draw_chip(pen, row.status, left, first - CHIP_MM[1] / 2, self.lang)
        words = left + CHIP_MM[0] + 1.2
        spare = max(CHIP_MM[1] - cells.status.height, 0) / 2
        cells.status.draw(pen, words, first - spare)
        below = first - max(cells.status.height, CHIP_MM[1])
        cells.remarks.draw(pen, words, below)
        if row.bullet is not None:
            box = Box(right - _BAR_MM, first - CHIP_MM[1], right - 0.6, first)
            _draw_bullet(pen, row, row.bullet, box)

    def _cells(self, row: IndicatorRow) -> _Cells:
        ruler, lang = self.ruler, self.lang
        width = {name: _WIDTHS[name] - _GAP_MM for name in _WIDTHS}
        status_mm = width["status"] + _GAP_MM - CHIP_MM[0] - 1.2
        beside_mm = status_mm - (_BAR_MM + 1.5 if row.bullet else 0.0)
        words = row.status_words.in_(lang)
        verdict = row.verdict is not None
        size = _PT if verdict else 6.8
        return _Cells(
            self._named(row, width["indicator"]),
            self._small(period_text(row.period), width["period"]),
            self._number(row.target, width["target"]),
            self._number(row.measured, width["measured"]),
            self._gap(row, width["gap"]),
            lines_of(ruler, words, size, beside_mm, bold=verdict),
            lines_of(ruler, remarks_of(row).in_(lang), _SMALL_PT, status_mm, color=GREY),
            self._padding,
        )

    def _named(self, row: IndicatorRow, width: float) -> Lines:
        """Return the indicator with its unit, which stands below where both are too long."""
        title, unit = row.title.in_(self.lang), row.unit.in_(self.lang)
        named = lines_of(self.ruler, named_with_unit(row, self.lang), _PT, width)
        if not unit:
            return named
        if len(named.lines) == 1:
            return named
        alone = say("county.with_unit", self.lang, title="", unit=unit).strip()
        parts = (lines_of(self.ruler, words, _PT, width) for words in (title, alone))
        return Lines(tuple(line for part in parts for line in part.lines), _PT)

    def _small(self, words: Text, width: float) -> Lines:
        return lines_of(self.ruler, words.in_(self.lang), _REASON_PT, width, color=GREY)

    def _number(self, cell: Cell | None, width: float) -> Lines:
        """Return a number, or in smaller type the reason why there is none."""
        if cell is None:
            return NO_LINES
        if cell.reason:
            return self._small(text(f"reason.{cell.reason}"), width)
        return lines_of(self.ruler, cell.label, _PT, width, bold=True)

    def _gap(self, row: IndicatorRow, width: float) -> Lines:
        if row.gap is None or row.gap.reason:
            return NO_LINES
        unit = row.gap_unit.in_(self.lang) if row.gap_unit != row.unit else ""
        words = f"{row.gap.label} {unit}" if self.lang == "en" and unit else row.gap.label + unit
        return lines_of(self.ruler, words, _PT, width)


def named_with_unit(row: IndicatorRow, lang: Lang) -> str:
    """Return an indicator's title with its unit, if it has one."""
    title, unit = row.title.in_(lang), row.unit.in_(lang)
    return say("county.with_unit", lang, title=title, unit=unit) if unit else title


def theme_name(profile: CountyProfile, theme: str, lang: Lang) -> str:
    """Return what a theme is called; one that has no name is called 其他."""
    themes = profile.book.themes
    return (themes[theme].in_(lang) if theme in themes else "") or say("county.other_theme", lang)


def remarks_of(row: IndicatorRow) -> Text:
    """Return what qualifies target, actual and status; what an alert says stands there."""
    elsewhere = {*notice_texts(), row.status_words}
    remarks = [q for q in row.qualifiers if q not in elsewhere]
    for name, cell in (("of_target", row.target), ("of_measured", row.measured)):
        qualifiers = [q for q in cell.qualifiers if q not in elsewhere] if cell else []
        if qualifiers:
            remarks.append(text(f"county.{name}", words=listed(qualifiers)))
    return listed(remarks, "；")


def _draw_bullet(pen: Pen, row: IndicatorRow, bullet: Bullet, box: Box) -> None:
    """Draw the actual as a bar from 0 and the target as a line across it."""
    zero = box.left + box.width * bullet.share(0.0)
    actual = box.left + box.width * bullet.share(bullet.actual)
    target = box.left + box.width * bullet.share(bullet.target)
    y = box.center[1]
    pen.box(Box(box.left, y - 1.3, box.right, y + 1.3), CONTEXT_FILL)
    color = VERDICT_LOOKS[row.verdict].color if row.verdict else _REPORTED_FILL
    bar = Box(min(zero, actual), y - 0.8, max(zero, actual), y + 0.8)
    pen.box(bar, color, edge=COUNTY_LINE, width_mm=0.1)
    pen.lines([[(zero, box.bottom), (zero, box.top)]], 0.12, GREY)
    pen.lines([[(target, box.bottom), (target, box.top)]], 0.6, INK)
