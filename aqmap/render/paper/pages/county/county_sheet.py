"""The sheet of one county or zone: all that the book says of it, on one A4 page or more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial

from aqmap.book.map_book import BookPlace, MapBook
from aqmap.book.profiles.county_profile import CountyProfile, county_profile
from aqmap.book.profiles.indicator_rows import (
    IndicatorRow,
    Tally,
    target_periods,
    without_brackets,
)
from aqmap.book.profiles.printed_pages import county_name
from aqmap.book.scales import NO_TEXT
from aqmap.model.figures import Level
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.county.close_details import CloseDetails
from aqmap.render.paper.pages.county.county_details import CountyDetails
from aqmap.render.paper.pages.county.county_table import IndicatorTable
from aqmap.render.paper.pages.county.month_lines import MonthLines
from aqmap.render.paper.pages.county.small_rows import SmallRows, is_compared
from aqmap.render.paper.pages.county.two_columns import pour
from aqmap.render.paper.pages.locator_map import RegionLocator
from aqmap.render.paper.pages.page_flow import Block, Placed, flow, lines_of
from aqmap.render.paper.pages.page_frame import FontRuler, Page, PageFrame
from aqmap.render.paper.pages.small_land import has_outlines, small_land
from aqmap.words import Lang, Text, listed, text

LOCATORS_MM = ((46.0, 34.0), (34.0, 25.0))
_GUTTER_MM, _LINE_GAP_MM, _PARTS_MM, _CLOSE_PARTS_MM = 8.0, 1.2, 2.6, 1.6
_COLUMNS_MM, _LEAST_COLUMN_MM, _CLOSE_HEADING_PT = 6.0, 60.0, 8.0
"""Between two columns, how high they are at least, and the headings in them."""


@dataclass(frozen=True)
class CountySheet:
    """
    The pages of one place.

    Attributes
    ----------
    book, place, lang
        Whose sheet it is, in which language.
    locators
        The small maps of its region, a larger and a smaller one, shared by all its places.
    """

    book: MapBook
    place: BookPlace
    locators: tuple[RegionLocator, RegionLocator]
    lang: Lang = "zh"

    @cached_property
    def profile(self) -> CountyProfile:
        """What the book says of the place."""
        return county_profile(self.book, self.place.code)

    @property
    def file_name(self) -> str:
        """The name of its file without suffix."""
        return county_name(self.place.code)

    @property
    def title(self) -> Text:
        """The place, with the period where all targets have one."""
        periods = target_periods(self.profile.rows)
        if len(periods) != 1:
            return text("county.title_plain", place=self.place.name)
        return text("county.title", period=period_text(periods[0]), place=self.place.name)

    @property
    def description(self) -> Text:
        """The sheet in one sentence."""
        headline = tally_text(self.profile.tally, "county")
        return text("county.alt", title=self.title, headline=headline)

    @property
    def unprinted(self) -> Text | None:
        """Why there is nothing to show of the place."""
        return None if self.book.print_empty else self.profile.missing_reasons

    def pages(self, fonts: MapFonts) -> list[Page]:
        """Return its pages: one, set as close as that needs; what still has no room flows on."""
        ruler = FontRuler(fonts)
        subtitle = text("county.subtitle", region=self.profile.region.name)
        frame = PageFrame(self.book, self.lang, self.file_name, "portrait", self.title, subtitle)
        content = frame.content
        pages = self._fewest(ruler, content)
        width, height = frame.size
        frames = [
            PageFrame(
                self.book,
                self.lang,
                self.file_name,
                "portrait",
                self.title,
                subtitle,
                number,
                len(pages),
            )
            for number in range(1, len(pages) + 1)
        ]
        return [
            Page(width, height, partial(framed.draw, placed=placed))
            for framed, placed in zip(frames, pages, strict=True)
        ]

    def _fewest(self, ruler: FontRuler, content: Box) -> list[list[Placed]]:
        """Return the roomiest way to set the sheet that needs no more pages than another."""
        ways: tuple[Callable[[], list[list[Placed]]], ...] = (
            lambda: flow(self._blocks(ruler, content), content.top, content.bottom),
            lambda: self._close(ruler, content, runs_on=False),
            lambda: self._close(ruler, content, runs_on=True),
        )
        fewest: list[list[Placed]] = []
        for way in ways:
            pages = way()
            if not fewest or len(pages) < len(fewest):
                fewest = pages
            if len(fewest) == 1:
                break
        return fewest

    def _blocks(self, ruler: FontRuler, content: Box) -> list[Block]:
        """Return all parts below each other, as wide as the page."""
        profile, lang, left, width = self.profile, self.lang, content.left, content.width
        details = CountyDetails(ruler, profile, left, width, lang)
        parts = (
            IndicatorTable(ruler, profile, left, lang, self._rows, is_close=False).blocks(),
            MonthLines(ruler, profile, left, width, lang).blocks(),
            details.stations(),
            details.measures(),
            details.findings(),
            details.sources(),
        )
        return [*self._head(ruler, content, self.locators[0]), *_parted(parts, _PARTS_MM)]

    def _close(self, ruler: FontRuler, content: Box, *, runs_on: bool) -> list[list[Placed]]:
        """Return what is compared as wide as the page, all else in two columns."""
        compared = [pair for pair in self._rows if is_compared(pair[1])]
        table = IndicatorTable(
            ruler, self.profile, content.left, self.lang, compared, is_close=True
        )
        above = [*self._head(ruler, content, self.locators[1]), *table.blocks()]
        pages = flow(above, content.top, content.bottom)
        top, block = pages[-1][-1]
        top -= block.height + _PARTS_MM
        if top - content.bottom < _LEAST_COLUMN_MM:
            pages.append([])
            top = content.top
        width = (content.width - _COLUMNS_MM) / 2
        left, right = (
            self._column(ruler, x, width, runs_on=runs_on)
            for x in (content.left, content.left + width + _COLUMNS_MM)
        )
        first, later = (top, content.bottom), (content.top, content.bottom)
        poured = pour(left, right, first, later)
        return [*pages[:-1], [*pages[-1], *poured[0]], *poured[1:]]

    def _column(self, ruler: FontRuler, left: float, width: float, *, runs_on: bool) -> list[Block]:
        profile, lang = self.profile, self.lang
        rows = [pair for pair in self._rows if not is_compared(pair[1])]
        return _parted(
            (
                SmallRows(ruler, profile, left, width, lang, rows, runs_on).blocks(),
                MonthLines(ruler, profile, left, width, lang, 1, _CLOSE_HEADING_PT).blocks(),
                *CloseDetails(ruler, profile, left, width, lang).parts(),
            ),
            _CLOSE_PARTS_MM,
        )

    @property
    def _rows(self) -> list[tuple[int, IndicatorRow]]:
        return list(enumerate(self.profile.rows, 1))

    def _head(self, ruler: FontRuler, content: Box, locator: RegionLocator) -> list[Block]:
        """Return the locator map, and beside it headline, facts and alerts."""
        lang, box = self.lang, locator.box
        room = content.width - box.width - _GUTTER_MM
        words = text("county.locator", place=self.place.label, region=self.profile.region.name)
        caption = lines_of(ruler, words.in_(lang), 6.5, box.width, color=GREY)
        texts = [
            lines_of(ruler, words.in_(lang), size, room, bold=bold, color=color)
            for words, size, bold, color in self._introduction()
            if words.in_(lang)
        ]

        def draw_map(pen: Pen, top: float) -> None:
            locator.draw(pen, self.place, lang)
            caption.draw(pen, box.left, top - box.height - 1.0)

        def draw_texts(pen: Pen, top: float) -> None:
            y = top
            for lines in texts:
                lines.draw(pen, content.left, y)
                y -= lines.height + _LINE_GAP_MM

        tall = box.height + caption.height + 1.0
        height = max(sum(t.height + _LINE_GAP_MM for t in texts), tall) + 3.0
        alt = " ".join(caption.lines)
        return [
            Block(0.0, draw_map, holds_on=True, role="Figure", alt=alt),
            Block(height, draw_texts),
        ]

    def _introduction(self) -> list[tuple[Text, float, bool, str]]:
        """Return what stands first, each with size, weight and ink."""
        profile, place = self.profile, self.place
        alerts = [(notice, 7.5, True, RED) for notice in profile.notices]
        if self.book.unmatched:
            names = listed(self.book.unmatched)
            alerts.append((text("paper.unmatched", names=names), 7.5, True, RED))
        return [
            (tally_text(profile.tally, "county"), 9.0, True, INK),
            (_facts(place), 7.5, False, INK),
            *alerts,
            *[(text("county.bars"), 6.8, False, GREY)] * any(row.bullet for row in profile.rows),
            (text("county.no_bars"), 6.8, False, GREY),
        ]


def _parted(parts: Iterable[Iterable[Block]], gap_mm: float) -> list[Block]:
    """Return the blocks of parts, with a gap between those that have any."""
    blocks: list[Block] = []
    for part in parts:
        made = list(part)
        gap = Block(gap_mm, lambda _pen, _top: None, is_gap=True)
        blocks += [gap, *made] if blocks and made else made
    return blocks


def _facts(place: BookPlace) -> Text:
    """Return what kind of place it is, its code and its area."""
    area = place.area_km2
    known = f"{area:,.0f}".replace(",", " ") if area is not None else ""
    key = "county.facts" if known else "county.facts_plain"
    facts = [text(key, code=place.code, area=known)]
    if place.level == Level.ZONE:
        facts.insert(0, text("county.zone"))
    if place.note:
        zh, _, en = place.note.partition("|")
        facts.append(Text(zh, en or zh))
    return listed(facts, "；")


def tally_text(counts: Tally, group: str) -> Text:
    """Return verdicts in one sentence, in the words of ``county.`` or ``matrix.``."""
    if not counts.total:
        return text(f"{group}.headline_none")
    heads = Counter(map(without_brackets, counts.reasons))
    # What stands in brackets tells two reasons of the same head apart.
    reasons = listed(
        text(
            f"{group}.reason_count",
            reason=without_brackets(reason) if heads[without_brackets(reason)] == 1 else reason,
            count=count,
        )
        for reason, count in counts.reasons.items()
    )
    nothing = Text("", "")
    return text(
        f"{group}.headline",
        total=counts.total,
        met=counts.met,
        not_met=counts.not_met,
        undecided=counts.undecided,
        reasons=text("county.reasons", reasons=reasons) if counts.reasons else nothing,
        no_task=text(f"{group}.no_task", count=counts.no_task) if counts.no_task else nothing,
    )


def county_sheets(book: MapBook, land: RegionGround, lang: Lang) -> list[CountySheet]:
    """Return the sheets of a region's places, in its order; they share the region's small maps."""
    content = PageFrame(book, lang, "", "portrait", NO_TEXT, NO_TEXT).content
    boxes = (
        Box(content.right - width, content.top - height, content.right, content.top)
        for width, height in LOCATORS_MM
    )
    larger, smaller = (
        RegionLocator(box, small_land(land, box) if has_outlines(land) else None) for box in boxes
    )
    known = {place.code: place for place in book.places}
    places = (known[code] for code in land.region.places if code in known)
    return [CountySheet(book, place, (larger, smaller), lang) for place in places]
