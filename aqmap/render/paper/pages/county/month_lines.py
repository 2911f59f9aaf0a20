"""Months as small lines: a gap stays a gap, and lowest, highest and last number are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.profiles.county_profile import CountyProfile
from aqmap.book.profiles.monthly_series import MONTHS, MonthlySeries, MonthValue
from aqmap.render.paper.canvas.pen import GREY, INK, Box, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.page_flow import Block, heading, lines_of, paragraph
from aqmap.words import Lang, Text, listed, say, text

_LINE, _AXIS = "#2F6DA8", "#C9C9C9"
_PLOT_MM, _GUTTER_MM = 15.0, 8.0
_TITLE_PT, _PT = 7.0, 6.2
_ROOM_BELOW_MM, _ZERO = 3.2, MonthValue(1, 0.0, "")
_Spot = Callable[[MonthValue], tuple[float, float]]


@dataclass(frozen=True)
class MonthLines:
    """Makes the blocks of a place's monthly series, so many charts beside each other."""

    ruler: Ruler
    profile: CountyProfile
    left: float
    width: float
    lang: Lang
    beside: int = 2
    heading_pt: float = 9.0

    def blocks(self) -> Iterator[Block]:
        """Yield the charts; a series without any number is one sentence. Nothing without series."""
        numbered = list(enumerate(self.profile.series, self.profile.first_series))
        if not numbered:
            return
        words = say("county.months", self.lang)
        yield heading(self.ruler, words, self.left, self.width, size_pt=self.heading_pt)
        drawn = [pair for pair in numbered if pair[1].values]
        for first in range(0, len(drawn), self.beside):
            yield self._charts(drawn[first : first + self.beside])
        for number, series in numbered:
            if not series.values:
                words = self._named(number, series) + self._colon + self._missing(series)
                yield from paragraph(self.ruler, words, self.left, self.width)
        if drawn:
            note = say("county.months_note", self.lang)
            yield from paragraph(self.ruler, note, self.left, self.width, size_pt=6.0)

    @property
    def _colon(self) -> str:
        return "：" if self.lang == "zh" else ": "

    def _charts(self, beside: Sequence[tuple[int, MonthlySeries]]) -> Block:
        width = (self.width - _GUTTER_MM * (self.beside - 1)) / self.beside
        titles = [
            lines_of(self.ruler, self._named(*pair), _TITLE_PT, width, bold=True) for pair in beside
        ]
        words = [lines_of(self.ruler, self._ends(s), _PT, width, color=INK) for _, s in beside]
        above = max(title.height for title in titles) + 1.0
        height = above + _PLOT_MM + max(lines.height for lines in words) + 2.4

        def draw(pen: Pen, top: float) -> None:
            for number, ((_, series), title, below) in enumerate(
                zip(beside, titles, words, strict=True)
            ):
                left = self.left + number * (width + _GUTTER_MM)
                title.draw(pen, left, top)
                bottom = top - above - _PLOT_MM
                _draw_series(pen, series, Box(left, bottom, left + width, top - above))
                below.draw(pen, left, bottom - 0.8)

        alt = "; ".join(self._named(*pair) + self._colon + self._ends(pair[1]) for pair in beside)
        return Block(height, draw, role="Figure", alt=alt)

    def _named(self, number: int, series: MonthlySeries) -> str:
        return say(
            "county.series",
            self.lang,
            number=number,
            title=series.title,
            year=series.year,
            unit=series.unit,
        )

    def _ends(self, series: MonthlySeries) -> str:
        """Return lowest, highest and last number, and the months without one with their reason."""
        named = (("lowest", series.lowest), ("highest", series.highest), ("last", series.last))
        words = [
            text(f"county.{name}", month=value.month, value=value.label)
            for name, value in named
            if value is not None
        ]
        words += self._reasons(series)
        return listed(words, "；").in_(self.lang)

    def _missing(self, series: MonthlySeries) -> str:
        reasons = [_reason(reason) for reason in series.missing]
        if len(reasons) > 1:
            reasons = self._reasons(series)
        return say("county.no_month", self.lang, reasons=listed(reasons, "；"))

    def _reasons(self, series: MonthlySeries) -> list[Text]:
        return [
            text("county.months_missing", months=listed(months), reason=_reason(reason))
            for reason, months in series.missing.items()
        ]


def _reason(reason: str) -> Text:
    return text(f"reason.{reason}") if reason else text("county.months_unknown")


def _draw_series(pen: Pen, series: MonthlySeries, box: Box) -> None:
    """Draw a line from 0 up, broken where a month has no number."""
    plot = Box(box.left, box.bottom + 3.0, box.right, box.top - 3.0)
    numbers = [value.value for value in series.values]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    span = (high - low) or 1.0
    step = plot.width / len(MONTHS)

    def spot(value: MonthValue) -> tuple[float, float]:
        x = plot.left + (value.month - 0.5) * step
        return x, plot.bottom + (value.value - low) / span * plot.height

    zero = plot.bottom - low / span * plot.height
    pen.lines([[(plot.left, zero), (plot.right, zero)]], 0.15, _AXIS)
    for month in MONTHS:
        x = plot.left + (month - 0.5) * step
        pen.text(x, box.bottom + 1.2, str(month), 6.0, color=GREY, anchor="center")
    pen.lines([list(map(spot, run)) for run in series.runs if len(run) > 1], 0.35, _LINE)
    for value in series.values:
        face = "white" if value.month in series.indicative else _LINE
        pen.circle(spot(value), 0.55, face, edge=_LINE, width_mm=0.25)
    _draw_numbers(pen, series, spot)


def _draw_numbers(pen: Pen, series: MonthlySeries, spot: _Spot) -> None:
    """Write lowest, highest and last number at their dots, each once."""
    lowest = series.lowest
    for value in dict.fromkeys((series.highest, series.last, lowest)):
        if value is None:
            continue
        x, y = spot(value)
        lift = -2.1 if value == lowest and y > _ROOM_BELOW_MM + spot(_ZERO)[1] else 2.1
        pen.text(x, y + lift, value.label, 6.0, bold=True, anchor="center", halo_pt=0.8)
