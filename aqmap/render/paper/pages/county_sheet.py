"""The sheet of one county or zone: all that the book says of it, on one A4 page or more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial

from aqmap.book.map_book import BookPlace, MapBook
from aqmap.book.profiles.county_profile import CountyProfile, county_profile
from aqmap.book.profiles.indicator_rows import Tally, target_periods, without_brackets
from aqmap.book.scales import NO_TEXT
from aqmap.files.file_names import safe_file_name
from aqmap.model.figures import Level
from aqmap.model.periods import period_text
from aqmap.render.paper.canvas.fonts import MapFonts
from aqmap.render.paper.canvas.pen import GREY, INK, RED, Box, Pen
from aqmap.render.paper.map.region import RegionGround
from aqmap.render.paper.pages.county_details import CountyDetails
from aqmap.render.paper.pages.county_table import IndicatorTable
from aqmap.render.paper.pages.locator_map import RegionLocator
from aqmap.render.paper.pages.month_lines import MonthLines
from aqmap.render.paper.pages.page_flow import Block, Lines, flow, lines_of
from aqmap.render.paper.pages.page_frame import FontRuler, Page, PageFrame
from aqmap.render.paper.pages.small_land import has_outlines, small_land
from aqmap.words import Lang, Text, listed, text

LOCATOR_MM = (46.0, 34.0)
_GUTTER_MM, _LINE_GAP_MM, _PARTS_MM = 8.0, 1.2, 2.6


@dataclass(frozen=True)
class CountySheet:
    """
    The pages of one place.

    Attributes
    ----------
    book, place, lang
        Whose sheet it is, in which language.
    locator
        The small map of its region, shared by all its places.
    """

    book: MapBook
    place: BookPlace
    locator: RegionLocator
    lang: Lang = "zh"

    @cached_property
    def profile(self) -> CountyProfile:
        """What the book says of the place."""
        return county_profile(self.book, self.place.code)

    @property
    def file_name(self) -> str:
        """The name of its file without suffix."""
        return safe_file_name(f"county-{self.place.code}")

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
        """Nothing: it is always printed."""
        return None

    def pages(self, fonts: MapFonts) -> list[Page]:
        """Return its pages: what does not fit flows on."""
        ruler = FontRuler(fonts)
        subtitle = text("county.subtitle", region=self.profile.region.name)
        frame = PageFrame(self.book, self.lang, "portrait", self.title, subtitle)
        content = frame.content
        pages = flow(self._blocks(ruler, content), content.top, content.bottom)
        width, height = frame.size
        frames = [
            PageFrame(self.book, self.lang, "portrait", self.title, subtitle, number, len(pages))
            for number in range(1, len(pages) + 1)
        ]
        return [
            Page(width, height, partial(framed.draw, placed=placed))
            for framed, placed in zip(frames, pages, strict=True)
        ]

    def _blocks(self, ruler: FontRuler, content: Box) -> list[Block]:
        profile, lang, left, width = self.profile, self.lang, content.left, content.width
        details = CountyDetails(ruler, profile, left, width, lang)
        parts = (
            IndicatorTable(ruler, profile, left, lang).blocks(),
            MonthLines(ruler, profile, left, width, lang).blocks(),
            details.stations(),
            details.measures(),
            details.findings(),
            details.sources(),
        )
        blocks = [self._map(ruler, content), self._intro(ruler, content)]
        for part in parts:
            made = list(part)
            if made:
                blocks += [*made, Block(_PARTS_MM, lambda _pen, _top: None, is_gap=True)]
        return blocks[:-1]

    def _map(self, ruler: FontRuler, content: Box) -> Block:
        """Return the locator map, which stands beside what follows it."""
        caption = self._caption(ruler)

        def draw(pen: Pen, top: float) -> None:
            self.locator.draw(pen, self.place, self.lang)
            caption.draw(pen, content.right - LOCATOR_MM[0], top - LOCATOR_MM[1] - 1.0)

        return Block(0.0, draw, holds_on=True, role="Figure", alt=" ".join(caption.lines))

    def _caption(self, ruler: FontRuler) -> Lines:
        words = text("county.locator", place=self.place.label, region=self.profile.region.name)
        return lines_of(ruler, words.in_(self.lang), 6.5, LOCATOR_MM[0], color=GREY)

    def _intro(self, ruler: FontRuler, content: Box) -> Block:
        """Return headline, facts and alerts, as high at least as the map beside them."""
        lang, room = self.lang, content.width - LOCATOR_MM[0] - _GUTTER_MM
        texts = [
            lines_of(ruler, words.in_(lang), size, room, bold=bold, color=color)
            for words, size, bold, color in self._introduction()
            if words.in_(lang)
        ]
        tall = LOCATOR_MM[1] + self._caption(ruler).height + 1.0
        height = max(sum(t.height + _LINE_GAP_MM for t in texts), tall) + 3.0

        def draw(pen: Pen, top: float) -> None:
            y = top
            for lines in texts:
                lines.draw(pen, content.left, y)
                y -= lines.height + _LINE_GAP_MM

        return Block(height, draw)

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
    """Return the sheets of a region's places, in its order; their small maps share one drawing."""
    content = PageFrame(book, lang, "portrait", NO_TEXT, NO_TEXT).content
    width, height = LOCATOR_MM
    box = Box(content.right - width, content.top - height, content.right, content.top)
    locator = RegionLocator(box, small_land(land, box) if has_outlines(land) else None)
    known = {place.code: place for place in book.places}
    places = (known[code] for code in land.region.places if code in known)
    return [CountySheet(book, place, locator, lang) for place in places]
