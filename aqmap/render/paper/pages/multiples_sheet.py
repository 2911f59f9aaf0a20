"""All periods of one view as small maps on one sheet: one scale, one legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil

import shapely

from aqmap.book.missing_values import counted_places
from aqmap.book.profiles.period_series import PeriodSeries
from aqmap.book.profiles.printed_pages import series_name
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, RED, Box, Pen
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.page_flow import Block, draw_column, lines_of
from aqmap.render.paper.pages.page_frame import FontRuler, Page, PageFrame
from aqmap.render.paper.pages.series_legend import SeriesLegend
from aqmap.render.paper.pages.small_land import small_land
from aqmap.render.paper.pages.small_map import SmallMap
from aqmap.words import Lang, Text, listed, text

_CAPTION_MM, _GUTTER_MM, _PT, _SMALL_PT = 4.6, 4.0, 7.5, 6.5
_MOST_COLUMNS = 6


@dataclass(frozen=True)
class MultiplesSheet:
    """
    The sheet of one series of periods.

    Attributes
    ----------
    series, lang
        What is drawn, in which language.
    land
        The region's land, shared with its other pages.
    """

    series: PeriodSeries
    land: RegionGround
    lang: Lang = "zh"

    @property
    def file_name(self) -> str:
        """The name of its file without suffix."""
        return series_name(self.series)

    @property
    def title(self) -> Text:
        """Periods, region, topic and view."""
        return self.series.title

    @property
    def description(self) -> Text:
        """The title, and how many maps it has."""
        count = len(self.series.periods)
        return text("multiples.alt", title=self.title, count=count)

    @property
    def unprinted(self) -> Text | None:
        """The reasons of its places, where no map has a value."""
        return self.series.unprinted

    def pages(self, fonts: MapFonts) -> list[Page]:
        """Return its one page."""
        ruler, series = FontRuler(fonts), self.series
        frame = PageFrame(
            series.book, self.lang, self.file_name, "landscape", self.title, self._subtitle
        )
        content = frame.content
        top, foot = self._notices(ruler, content), self._foot(ruler, content)
        space = Box(
            content.left, content.bottom + foot.height, content.right, content.top - top.height
        )
        maps = Block(
            space.height,
            lambda pen, _top: self._draw_maps(space, pen),
            role="Figure",
            alt=self.description.in_(self.lang),
        )
        placed = [(content.top, top), (space.top, maps), (space.bottom, foot)]
        return [Page(*frame.size, partial(frame.draw, placed=placed))]

    @cached_property
    def _subtitle(self) -> Text:
        unit = self.series.view.unit
        shown = text("paper.subtitle_unit", unit=unit) if unit.zh else text("paper.subtitle_status")
        if self.series.layer.progress:
            shown = text("paper.subtitle_progress")
        places = [place for place, _ in self.series.rows(self.series.periods[0])]
        return text("paper.subtitle", what=shown, places=counted_places(places))

    def _notices(self, ruler: FontRuler, content: Box) -> Block:
        """Return what must stand on a picture of these values."""
        notices = [*self.series.notices]
        if self.series.book.unmatched:
            notices.append(text("paper.unmatched", names=listed(self.series.book.unmatched)))
        texts = [
            lines_of(ruler, notice.in_(self.lang), _PT, content.width, bold=True, color=RED)
            for notice in notices
        ]
        height = sum(lines.height for lines in texts) + 1.0
        return Block(height, lambda pen, top: draw_column(pen, texts, content.left, top))

    def _foot(self, ruler: FontRuler, content: Box) -> Block:
        """Return the legend and the notes."""
        legend = SeriesLegend(ruler, self.series, content, self.lang)
        words = "".join(note.in_(self.lang) + " " for note in self._notes())
        notes = lines_of(ruler, words.strip(), _SMALL_PT, content.width, color=GREY)

        def draw(pen: Pen, top: float) -> None:
            legend.draw(pen, top - 2.0)
            notes.draw(pen, content.left, top - 2.0 - legend.height)

        return Block(legend.height + notes.height + 2.5, draw)

    def _notes(self) -> list[Text]:
        series = self.series
        scale = series.view.scale
        kind = scale.kind
        closed = f".{scale.closed}" if kind in ("sequential", "diverging") else ""
        sources = [series.book.sources[s] for s in series.layer.sources if s in series.book.sources]
        classes = "progress" if series.layer.progress else f"{kind}{closed}"
        notes = [text("multiples.note"), text(f"paper.note.classes.{classes}")]
        notes[:0] = [
            text("progress.map.of_month", month=period_text(period), rule=month.rule)
            for period, month in series.layer.progress.items()
            if period in series.periods
        ]
        if sources:
            titles = listed((source.title for source in sources), "；")
            notes.append(text("multiples.sources", titles=titles))
        notes.append(text("paper.note.boundary", credit=series.book.boundary_credit))
        return notes

    def _draw_maps(self, space: Box, pen: Pen) -> None:
        """Draw the maps in rows, as many beside each other as make them largest."""
        periods = self.series.periods
        fields = self._fields(space, len(periods))
        land = small_land(self.land, fields[0])
        for period, field in zip(periods, fields, strict=True):
            x, y = field.center[0], field.top + _CAPTION_MM / 2
            caption = period_text(period).in_(self.lang)
            pen.text(x, y, caption, _PT, bold=True, anchor="center")
            SmallMap(self.series, period, land.moved_to(field), self.lang).draw(pen)

    def _fields(self, space: Box, count: int) -> Sequence[Box]:
        """Return the boxes of the maps, each with room for its caption above."""
        left, bottom, right, top = shapely.total_bounds(list(self.land.main.core.values()))
        shape = (right - left) / (top - bottom)

        def grid(columns: int) -> tuple[float, float, float]:
            rows = ceil(count / columns)
            width = (space.width - (columns - 1) * _GUTTER_MM) / columns
            height = (space.height - (rows - 1) * _GUTTER_MM) / rows
            return min(width, (height - _CAPTION_MM) * shape), width, height

        columns = max(range(1, min(count, _MOST_COLUMNS) + 1), key=lambda n: grid(n)[0])
        _, width, height = grid(columns)
        boxes = []
        for number in range(count):
            x = space.left + (number % columns) * (width + _GUTTER_MM)
            y = space.top - (number // columns) * (height + _GUTTER_MM)
            boxes.append(Box(x, y - height, x + width, y - _CAPTION_MM))
        return boxes
