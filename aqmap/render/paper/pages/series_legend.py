"""The one legend of small maps: every class, and every reason that occurs on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from aqmap.book.book_layers import LegendEntry
from aqmap.book.map_signs import COUNTY_LINE, is_below_zero, radius_mm
from aqmap.book.profiles.period_series import PeriodSeries
from aqmap.book.scales import REASON_BASE
from aqmap.render.paper.canvas.pen import Box, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.map import signs
from aqmap.render.paper.pages.small_map import SYMBOL_SHARE
from aqmap.words import Lang, say

_PT, _ROW_MM, _GUTTER_MM, _GAP_MM = 7.0, 5.0, 4.0, 1.2
_SWATCH_MM = (6.0, 3.6)

_Sign = Callable[[Pen, Box], None]


@dataclass(frozen=True)
class SeriesLegend:
    """
    Signs with their words beside each other, in as many rows as they need.

    Attributes
    ----------
    ruler, series, lang
        What is written, and in which language.
    content
        Of the page: how wide the rows may be.
    """

    ruler: Ruler
    series: PeriodSeries
    content: Box
    lang: Lang

    @cached_property
    def _rows(self) -> list[list[tuple[float, _Sign, str, float]]]:
        """The entries, each with its left edge and the width of its sign."""
        head = self.ruler.width(self._head, _PT, bold=True) + _GUTTER_MM
        rows: list[list[tuple[float, _Sign, str, float]]] = [[]]
        x = start = self.content.left + head
        for sign, words, sign_mm in self._entries():
            width = sign_mm + _GAP_MM + self.ruler.width(words, _PT) + _GUTTER_MM
            if rows[-1] and x + width > self.content.right:
                rows.append([])
                x = start
            rows[-1].append((x, sign, words, sign_mm))
            x += width
        return rows

    @property
    def _head(self) -> str:
        return say("paper.legend", self.lang)

    @property
    def height(self) -> float:
        """In millimetres."""
        return self._row_mm * len(self._rows)

    @property
    def _row_mm(self) -> float:
        """How high a row is: as its largest symbol."""
        scale = self.series.view.scale
        largest = max((radius_mm(k.upper or 0, scale) for k in scale.classes), default=0.0)
        return max(_ROW_MM, 2 * largest * SYMBOL_SHARE + 1.0) if scale.kind == "size" else _ROW_MM

    def draw(self, pen: Pen, top: float) -> None:
        """Draw it from its top down."""
        for number, row in enumerate(self._rows):
            y = top - (number + 0.5) * self._row_mm
            if number == 0:
                pen.text(self.content.left, y, self._head, _PT, bold=True)
            for x, sign, words, sign_mm in row:
                box = Box(x, y - _SWATCH_MM[1] / 2, x + sign_mm, y + _SWATCH_MM[1] / 2)
                sign(pen, box)
                pen.text(x + sign_mm + _GAP_MM, y, words, _PT)

    def _entries(self) -> Iterator[tuple[_Sign, str, float]]:
        scale = self.series.view.scale
        if scale.kind == "size":
            for klass in sorted(scale.classes, key=lambda k: k.upper or 0):
                radius = radius_mm(klass.upper or 0, scale) * SYMBOL_SHARE
                yield partial(self._draw_sample, radius), klass.label.zh, 2 * radius
        for entry in self.series.legend:
            if scale.kind != "size" or entry.klass >= REASON_BASE or entry.klass == 1:
                yield partial(self._draw_entry, entry), entry.label.in_(self.lang), _SWATCH_MM[0]
        qualities = self.series.qualities
        if "indicative" in qualities:
            words = say("multiples.indicative", self.lang)
            yield partial(self._draw_over, "rules"), words, _SWATCH_MM[0]
        if "satellite" in qualities:
            words = self.series.layer.satellite.in_(self.lang)
            yield partial(self._draw_over, "uprights"), words, _SWATCH_MM[0]

    def _draw_sample(self, radius: float, pen: Pen, box: Box) -> None:
        signs.draw_size(pen, box.center, radius, self.series.view.scale.color)

    def _draw_entry(self, entry: LegendEntry, pen: Pen, box: Box) -> None:
        scale = self.series.view.scale
        signs.draw_unit(pen, box.shape, entry.klass, scale)
        pen.box(box, edge=COUNTY_LINE, width_mm=0.12)
        if entry.klass >= REASON_BASE:
            letter = entry.letter.in_(self.lang)
            pen.text(*box.center, letter, 6.5, bold=True, anchor="center", halo_pt=0.8)
        elif scale.kind == "category":
            signs.draw_status(pen, box.center, scale.classes[entry.klass].symbol, 2.8)
        elif is_below_zero(entry.klass, scale):
            signs.draw_size(pen, box.center, 1.2, scale.color, below_zero=True)

    def _draw_over(self, pattern: signs.Pattern, pen: Pen, box: Box) -> None:
        pen.box(box, "white", edge=COUNTY_LINE, width_mm=0.12)
        signs.draw_hatch(pen, signs.hatch_of(box.shape, pattern))
