"""A county's stations and measures run on, in a column of half a page's width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aqmap.book.profiles.county_profile import CountyProfile, StationRow
from aqmap.model.measures import Measure
from aqmap.render.paper.canvas.pen import GREY, INK, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.county.county_details import (
    MOST_MEASURES,
    MOST_STATIONS,
    CountyDetails,
)
from aqmap.render.paper.pages.county.county_words import measure_words, station_words
from aqmap.render.paper.pages.page_flow import Block, heading, lines_of, paragraph
from aqmap.words import Lang, say

_PT, _HEADING_PT, _NUMBER_MM, _PAD_MM = 6.0, 8.0, 5.2, 0.3


@dataclass(frozen=True)
class CloseDetails:
    """Makes the blocks that follow the rows of one place, for a narrow column."""

    ruler: Ruler
    profile: CountyProfile
    left: float
    width: float
    lang: Lang

    def parts(self) -> Iterator[list[Block]]:
        """Yield stations, measures, findings and sources, each as far as there is any."""
        details = CountyDetails(
            self.ruler, self.profile, self.left, self.width, self.lang, _PT, _HEADING_PT
        )
        for part in (self._stations(), self._measures(), details.findings(), details.sources()):
            blocks = list(part)
            if blocks:
                yield blocks

    def _stations(self) -> Iterator[Block]:
        stations = self.profile.stations
        if not self.profile.has_station_lists:
            return
        yield self._heading("stations")
        if not stations:
            yield from self._plain(say("county.no_stations", self.lang))
        for number, row in enumerate(stations[:MOST_STATIONS], self.profile.first_station):
            yield self._item(str(number), self._station(row))
        if len(stations) > MOST_STATIONS:
            count = len(stations) - MOST_STATIONS
            yield from self._plain(say("county.stations_more", self.lang, count=count))

    def _station(self, row: StationRow) -> str:
        words = station_words(row, self.lang)
        key = "county.station_run_on" if words.facts else "county.station_run_on_plain"
        return say(key, self.lang, name=words.name, value=words.value, facts=words.facts)

    def _measures(self) -> Iterator[Block]:
        measures = self.profile.measures
        if not measures:
            return
        yield self._heading("measures")
        source = ""
        for measure in measures[:MOST_MEASURES]:
            if measure.source != source:
                source = measure.source
                known = self.profile.book.sources.get(source)
                titles = self._plain(known.title.in_(self.lang) if known else source)
                yield from (replace(line, holds_on=True) for line in titles)
            yield self._item(measure.number, self._measure(measure))
        if len(measures) > MOST_MEASURES:
            count = len(measures) - MOST_MEASURES
            yield from self._plain(say("county.measures_more", self.lang, count=count))

    def _measure(self, measure: Measure) -> str:
        words = measure_words(measure, self.profile.book.sources.get(measure.source), self.lang)
        parts = [words.title, words.in_charge]
        for name in ("deadline", "state"):
            if value := getattr(words, name):
                named = say(f"county.{name}", self.lang)
                parts.append(say("county.named", self.lang, name=named, value=value))
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def _item(self, number: str, words: str) -> Block:
        """Return a text behind its number, with a fine rule's room below."""
        lines = lines_of(self.ruler, words, _PT, self.width - _NUMBER_MM)

        def draw(pen: Pen, top: float) -> None:
            y = top - lines.pitch / 2
            pen.text(self.left, y, number, _PT, color=GREY)
            lines.draw(pen, self.left + _NUMBER_MM, top)

        return Block(lines.height + _PAD_MM, draw)

    def _heading(self, name: str) -> Block:
        words = say(f"county.{name}", self.lang)
        return heading(self.ruler, words, self.left, self.width, size_pt=_HEADING_PT)

    def _plain(self, words: str) -> list[Block]:
        return paragraph(self.ruler, words, self.left, self.width, size_pt=_PT, color=INK)
