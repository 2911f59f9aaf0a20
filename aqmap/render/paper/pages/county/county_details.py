"""What follows a county's table: stations, measures, findings and sources, as far as it has any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from aqmap.book.profiles.county_profile import Citation, CountyProfile, Spot, StationRow
from aqmap.model.findings import Severity
from aqmap.model.measures import Measure
from aqmap.render.paper.canvas.pen import GREY, INK, Pen
from aqmap.render.paper.canvas.typeset import Ruler
from aqmap.render.paper.pages.county.county_words import measure_words, station_words
from aqmap.render.paper.pages.page_flow import (
    Block,
    Lines,
    draw_column,
    heading,
    lines_of,
    paragraph,
)
from aqmap.words import Lang, Text, listed, say, text

_PT, _SMALL_PT = 7.0, 6.2
_PAD_MM, _GAP_MM, _RULE = 0.6, 2.0, "#C9C9C9"
_FEW = 2
"""Spots of one row that are cited one by one: those of its target and its actual number."""
MOST_MEASURES, MOST_FINDINGS, MOST_STATIONS = 15, 8, 30


@dataclass(frozen=True)
class _Table:
    """A plain table: columns of given widths, each cell some texts below each other."""

    left: float
    widths: tuple[float, ...]

    @property
    def right(self) -> float:
        return self.left + sum(self.widths)

    def room(self, column: int) -> float:
        """Return how wide the words of a column may be."""
        return self.widths[column] - _GAP_MM

    def row(self, cells: Sequence[Sequence[Lines]], head: Block | None) -> Block:
        """Return a row of measured cells, with a fine rule below."""
        tallest = max(sum(lines.height for lines in cell) for cell in cells)
        height = tallest + 2 * _PAD_MM

        def draw(pen: Pen, top: float) -> None:
            x = self.left
            for cell, width in zip(cells, self.widths, strict=True):
                draw_column(pen, cell, x, top - _PAD_MM)
                x += width
            bottom = top - height
            pen.lines([[(self.left, bottom), (self.right, bottom)]], 0.1, _RULE)

        return Block(height, draw, head, role="Table")

    def head(self, ruler: Ruler, names: Sequence[str]) -> Block:
        """Return the names of the columns with a rule below, repeated on every page."""
        cells = [
            lines_of(ruler, name, _SMALL_PT, self.room(number), bold=True, color=GREY)
            for number, name in enumerate(names)
        ]
        height = max(lines.height for lines in cells) + 1.2

        def draw(pen: Pen, top: float) -> None:
            x = self.left
            for lines, width in zip(cells, self.widths, strict=True):
                lines.draw(pen, x, top - 0.4)
                x += width
            y = top - height
            pen.lines([[(self.left, y), (self.right, y)]], 0.2, INK)

        return Block(height, draw, holds_on=True, role="Table")


@dataclass(frozen=True)
class CountyDetails:
    """
    Makes the blocks that follow the table of one place.

    ``size_pt`` is of findings and sources, ``heading_pt`` of the headings.
    """

    ruler: Ruler
    profile: CountyProfile
    left: float
    width: float
    lang: Lang
    size_pt: float = 6.5
    heading_pt: float = 9.0

    def stations(self) -> Iterator[Block]:
        """Yield the stations, each with its value or the reason why it has none."""
        stations = self.profile.stations
        if not self.profile.has_station_lists:
            return
        yield self._heading("stations")
        if not stations:
            yield from self._paragraph(say("county.no_stations", self.lang))
            return
        table = _Table(self.left, (8.0, 48.0, 50.0, self.width - 106.0))
        names = ("number", "station_name", "station_value", "station_facts")
        head = table.head(self.ruler, [say(f"county.{name}", self.lang) for name in names])
        yield head
        for number, row in enumerate(stations[:MOST_STATIONS], self.profile.first_station):
            yield table.row(self._station(table, number, row), head)
        yield from self._more("stations_more", len(stations) - MOST_STATIONS)

    def _station(self, table: _Table, number: int, row: StationRow) -> list[list[Lines]]:
        words = station_words(row, self.lang)
        value_pt = _SMALL_PT if row.reason else _PT
        return [
            [self._lines(str(number), _SMALL_PT, table.room(0), color=GREY)],
            [self._lines(words.name, _PT, table.room(1))],
            [self._lines(words.value, value_pt, table.room(2), bold=not row.reason)],
            [self._lines(words.facts, _SMALL_PT, table.room(3))],
        ]

    def measures(self) -> Iterator[Block]:
        """Yield the measures with the units in charge, under the documents they are of."""
        measures = self.profile.measures
        if not measures:
            return
        yield self._heading("measures")
        table = _Table(self.left, (8.0, 60.0, self.width - 108.0, 23.0, 17.0))
        names = ("number", "measure", "in_charge", "deadline", "state")
        head = table.head(self.ruler, [say(f"county.{name}", self.lang) for name in names])
        yield head
        source = ""
        for measure in measures[:MOST_MEASURES]:
            if measure.source != source:
                source = measure.source
                yield self._document(source, head)
            yield table.row(self._measure(table, measure), head)
        yield from self._more("measures_more", len(measures) - MOST_MEASURES)

    def _document(self, source: str, head: Block) -> Block:
        known = self.profile.book.sources.get(source)
        title = known.title.in_(self.lang) if known else source
        lines = self._lines(title, _SMALL_PT, self.width, bold=True, color=GREY)
        return Block(
            lines.height + 0.8,
            lambda pen, top: lines.draw(pen, self.left, top - 0.6),
            head,
            holds_on=True,
            role="Table",
        )

    def _measure(self, table: _Table, measure: Measure) -> list[list[Lines]]:
        words = measure_words(measure, self.profile.book.sources.get(measure.source), self.lang)
        return [
            [self._lines(measure.number, _SMALL_PT, table.room(0), color=GREY)],
            [self._lines(words.title, _PT, table.room(1))],
            [self._lines(words.in_charge, _SMALL_PT, table.room(2))],
            [self._lines(words.deadline, _SMALL_PT, table.room(3))],
            [self._lines(words.state, _SMALL_PT, table.room(4))],
        ]

    def findings(self) -> Iterator[Block]:
        """Yield the findings, the gravest first; a book without any has no such part."""
        grades = list(Severity)
        findings = sorted(self.profile.findings, key=lambda f: grades.index(f.severity))
        if not findings:
            return
        yield self._heading("findings")
        for finding in findings[:MOST_FINDINGS]:
            words = say(
                "county.finding",
                self.lang,
                severity=text(f"severity.{finding.severity}"),
                title=finding.title,
                detail=finding.detail,
            )
            yield from self._paragraph(words, color=INK)
        yield from self._more("findings_more", len(findings) - MOST_FINDINGS)

    def sources(self) -> Iterator[Block]:
        """Yield where every number and absence is written, and what the small map stands on."""
        yield self._heading("sources")
        for citation in self.profile.citations:
            yield from self._paragraph(self._cited(citation))
        credit = self.profile.book.boundary_credit
        yield from self._paragraph(say("county.locator_note", self.lang, credit=credit))

    def _cited(self, citation: Citation) -> str:
        number = citation.number and text("county.source_number", number=citation.number)
        return say(
            "county.source",
            self.lang,
            title=citation.title,
            number=number or "",
            spots=listed(_grouped(citation.spots), "；"),
        )

    def _heading(self, name: str) -> Block:
        words = say(f"county.{name}", self.lang)
        return heading(self.ruler, words, self.left, self.width, size_pt=self.heading_pt)

    def _lines(
        self, words: str, size_pt: float, room: float, *, bold: bool = False, color: str = INK
    ) -> Lines:
        return lines_of(self.ruler, words, size_pt, room, bold=bold, color=color)

    def _paragraph(self, words: str, *, color: str = GREY) -> list[Block]:
        return paragraph(
            self.ruler, words, self.left, self.width, size_pt=self.size_pt, color=color
        )

    def _more(self, name: str, count: int) -> list[Block]:
        return self._paragraph(say(f"county.{name}", self.lang, count=count)) if count > 0 else []


def _grouped(spots: Sequence[Spot]) -> Iterator[Text]:
    """Yield spots with the numbers that are cited from each; one locator stands once."""
    by_locator: dict[Text, list[Text]] = {}
    for row, of_row in groupby(spots, key=lambda spot: spot.row):
        for spot in _joined(row, list(of_row)):
            names = by_locator.setdefault(spot.locator, [])
            name = _numbered(spot)
            if name not in names:
                names.append(name)
    for locator, names in by_locator.items():
        joined = listed(names)
        yield Text(f"{joined.zh} {locator.zh}", f"{joined.en} {locator.en}")


def _numbered(spot: Spot) -> Text:
    if spot.side is None:
        return Text(str(spot.row), str(spot.row))
    return Text(f"{spot.row}（{spot.side.zh}）", f"{spot.row} ({spot.side.en})")


def _joined(row: int, spots: Sequence[Spot]) -> Sequence[Spot]:
    """Return the months of a row as one spot, where their locators begin alike."""
    if len(spots) <= _FEW:
        return spots
    if len({spot.locator for spot in spots}) == 1:
        return [Spot(row, None, spots[0].locator)]
    zh = [spot.locator.zh.partition("，") for spot in spots]
    en = [spot.locator.en.partition(", ") for spot in spots]
    heads = {(a, b) for (a, _, _), (b, _, _) in zip(zh, en, strict=True)}
    if len(heads) > 1 or not all(rest for _, _, rest in (*zh, *en)):
        return spots
    sides = [spot.side or Text("", "") for spot in spots]
    rest = listed(
        Text(f"{side.zh}{of_zh}", f"{side.en} {of_en}")
        for side, (_, _, of_zh), (_, _, of_en) in zip(sides, zh, en, strict=True)
    )
    ((head_zh, head_en),) = heads
    return [Spot(row, None, Text(f"{head_zh}（{rest.zh}）", f"{head_en} ({rest.en})"))]
