"""Indicators that are not compared as small rows, in a column of half a page's width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.book_layers import Cell
from aqmap.book.profiles.county_profile import CountyProfile
from aqmap.book.profiles.indicator_rows import IndicatorRow, status_words, target_periods
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.county.county_table import named_with_unit, remarks_of, theme_name
from aqmap.render.paper.pages.page_flow import NO_LINES, Block, Lines, lines_of, paragraph
from aqmap.render.paper.pages.status_chips import CHIP_MM, draw_chip
from aqmap.words import Lang, Text, listed, say, text

_PT, _SMALL_PT = 6.6, 6.0
_PAD_MM, _GAP_MM, _BAND_MM, _HEAD_MM = 0.15, 1.2, 3.6, 4.0
_NUMBER_MM, _TARGET_MM, _STATUS = 5.2, 15.0, 0.4
"""The status takes this part of the width; the name has what is left."""
_RULE, _BAND = "#C9C9C9", "#EEF1F4"

NumberedRow = tuple[int, IndicatorRow]


@dataclass(frozen=True)
class SmallRows:
    """
    Makes the blocks of the indicators that have nothing to be held against their target.

    Attributes
    ----------
    ruler, profile, lang
        What is written, and in which language.
    left, width
        Of the column.
    rows
        The indicators, with their numbers on the sheet.
    runs_on
        Whether indicators without any number stand in one sentence for each reason, and themes
        have no bands.
    """

    ruler: Ruler
    profile: CountyProfile
    left: float
    width: float
    lang: Lang
    rows: Sequence[NumberedRow]
    runs_on: bool = False

    def blocks(self) -> Iterator[Block]:
        """Yield the head, a band for each theme and a block for each row; then the sentences."""
        in_words = [pair for pair in self.rows if self.runs_on and _is_bare(pair[1])]
        rows = [pair for pair in self.rows if pair not in in_words]
        theme = None
        if rows:
            head = self._head()
            yield head
            for number, row in rows:
                if row.theme != theme and not self.runs_on:
                    theme = row.theme
                    yield self._band(theme, head)
                yield self._row(number, row, head)
        yield from self._sentences(in_words)

    def _head(self) -> Block:
        target = say("county.target", self.lang)
        status = say("county.status", self.lang)
        indicator = say("county.not_compared", self.lang)

        def draw(pen: Pen, top: float) -> None:
            y = top - _HEAD_MM / 2
            pen.text(self.left, y, indicator, _PT, bold=True)
            pen.text(self._target_right, y, target, _PT, bold=True, anchor="right")
            pen.text(self._status_left, y, status, _PT, bold=True)
            self._rule(pen, top, 0.3, INK)
            self._rule(pen, top - _HEAD_MM, 0.2, INK)

        return Block(_HEAD_MM, draw, holds_on=True, role="Table")

    @property
    def _status_left(self) -> float:
        return self.left + self.width * (1 - _STATUS)

    @property
    def _target_right(self) -> float:
        return self._status_left - _GAP_MM

    def _rule(self, pen: Pen, y: float, width_mm: float, color: str) -> None:
        pen.lines([[(self.left, y), (self.left + self.width, y)]], width_mm, color)

    def _band(self, theme: str, head: Block) -> Block:
        words = theme_name(self.profile, theme, self.lang)

        def draw(pen: Pen, top: float) -> None:
            pen.box(Box(self.left, top - _BAND_MM, self.left + self.width, top), _BAND)
            pen.text(self.left + 0.6, top - _BAND_MM / 2, words, _SMALL_PT, bold=True)

        return Block(_BAND_MM, draw, head, holds_on=True, role="Table")

    def _row(self, number: int, row: IndicatorRow, head: Block) -> Block:
        name = self._lines(self._named(row), self._name_mm)
        target = self._target(row)
        status = self._status(row)
        remarks = lines_of(
            self.ruler,
            self._remarks(row).in_(self.lang),
            _SMALL_PT,
            self.width - _NUMBER_MM,
            color=GREY,
        )
        tallest = max(name.height, target.height, status.height, CHIP_MM[1])
        height = tallest + remarks.height + 2 * _PAD_MM

        def draw(pen: Pen, top: float) -> None:
            y = top - _PAD_MM - tallest / 2
            pen.text(self.left, y, str(number), _SMALL_PT, color=GREY)
            name.draw(pen, self.left + _NUMBER_MM, y + name.height / 2)
            target.draw(pen, self._target_right, y + target.height / 2, right=True)
            if row.shown is not None:
                draw_chip(pen, row.shown, self._status_left, y, self.lang)
            status.draw(pen, self._status_left + CHIP_MM[0] + 0.8, y + status.height / 2)
            remarks.draw(pen, self.left + _NUMBER_MM, top - _PAD_MM - tallest)
            self._rule(pen, top - height, 0.1, _RULE)

        return Block(height, draw, head, role="Table")

    @property
    def _name_mm(self) -> float:
        return self.width * (1 - _STATUS) - _NUMBER_MM - _TARGET_MM - 2 * _GAP_MM

    def _lines(self, words: str, width: float, *, color: str = INK) -> Lines:
        return lines_of(self.ruler, words, _PT, width, color=color)

    def _named(self, row: IndicatorRow) -> str:
        """Return title and unit, with the period where the sheet's title has another or none."""
        named = named_with_unit(row, self.lang)
        if target_periods(self.profile.rows) == (row.period,):
            return named
        return f"{named} {period_text(row.period).in_(self.lang)}"

    def _target(self, row: IndicatorRow) -> Lines:
        """Return the target or actual, or why there is no target if the status does not say so."""
        if row.measured is not None and not row.measured.reason:
            words = say("county.of_measured", self.lang, words=row.measured.label)
            return lines_of(self.ruler, words, _PT, _TARGET_MM, bold=True)
        if row.target is None:
            return NO_LINES
        if not row.target.reason:
            return lines_of(self.ruler, row.target.label, _PT, _TARGET_MM, bold=True)
        if row.shown is not None and row.target.reason == row.shown.reason:
            return NO_LINES
        words = say(f"reason.{row.target.reason}", self.lang)
        return lines_of(self.ruler, words, _SMALL_PT, _TARGET_MM, color=GREY)

    def _status(self, row: IndicatorRow) -> Lines:
        if row.shown is None:
            return NO_LINES
        words = status_words(row.shown).in_(self.lang)
        room = self.width * _STATUS - CHIP_MM[0] - 0.8
        return lines_of(self.ruler, words, _SMALL_PT, room)

    def _remarks(self, row: IndicatorRow) -> Text:
        """Return what qualifies the row, and why it has no actual if the status says another."""
        remarks = remarks_of(row)
        actual = row.measured.reason if row.measured is not None else ""
        if not actual or (row.shown is not None and row.shown.reason == actual):
            return remarks
        reason = text("county.of_measured", words=text(f"reason.{actual}"))
        return listed([reason, remarks], "；") if remarks.zh else reason

    def _sentences(self, rows: Sequence[NumberedRow]) -> Iterator[Block]:
        """Yield the rows that have no number at all, a sentence for each reason."""
        by_reason: dict[Text, list[Text]] = {}
        for number, row in rows:
            named = Text(*(f"{number} {named_with_unit(row, lang)}" for lang in ("zh", "en")))
            by_reason.setdefault(_reason(row), []).append(named)
        for reason, names in by_reason.items():
            words = say(
                "county.run_on", self.lang, count=len(names), reason=reason, names=listed(names)
            )
            yield from paragraph(
                self.ruler, words, self.left, self.width, size_pt=_SMALL_PT, color=INK
            )


def is_compared(row: IndicatorRow) -> bool:
    """Return whether a row has both numbers or a verdict, and so stands in the wide table."""
    return row.verdict is not None or (_has_number(row.target) and _has_number(row.measured))


def _has_number(cell: Cell | None) -> bool:
    return cell is not None and not cell.reason


def _is_bare(row: IndicatorRow) -> bool:
    """Return whether a row has no number and nothing that qualifies it."""
    has_number = _has_number(row.target) or _has_number(row.measured)
    return not has_number and row.shown is not None and not remarks_of(row).zh


def _reason(row: IndicatorRow) -> Text:
    """Return why a row has no number: of target, of actual and of the status, each once."""
    reasons = [cell.reason for cell in (row.target, row.measured, row.shown) if cell is not None]
    return listed(
        (text(f"reason.{reason}") for reason in dict.fromkeys(filter(None, reasons))), "，"
    )
