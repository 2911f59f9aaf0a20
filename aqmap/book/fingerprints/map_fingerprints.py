"""The fingerprint of a print map, and of the page: of what they show, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

import numpy as np
import shapely

from aqmap.book.book_layers import Cell, Mark, Marks
from aqmap.book.fingerprints.digests import digest, set_digest, shape_digest
from aqmap.book.fingerprints.shown import (
    Shown,
    shown_cell,
    shown_head,
    shown_marks,
    shown_place,
    shown_progress,
    shown_source,
    shown_underlay,
    shown_view,
    shown_words,
)
from aqmap.book.map_book import BookRegion, MapBook, MapSheet
from aqmap.book.pair_maps import basis_notes
from aqmap.book.qualifiers import value_notices
from aqmap.model.measures import measure_row
from aqmap.model.page_sizes import ALL_BESIDE, page_size
from aqmap.words import Lang, Text

_AROUND = 1.25
"""How far beyond a region a frame can show land at most, in lengths of its longer side."""


@dataclass(frozen=True)
class MapFingerprints:
    """
    The fingerprints of a book's maps.

    They change with values, classes, words, geometry, period, region and size. They do not with
    the approval number, whom the map is for, the number of the sheet, the version of aqmap or the
    fonts.

    Attributes
    ----------
    book
        Whose maps.
    """

    book: MapBook
    _grounds: dict[tuple[str, Lang], Shown] = field(default_factory=dict)

    def of_sheet(self, sheet: MapSheet, lang: Lang) -> str:
        """Return the fingerprint of a print map in one language."""
        region = sheet.region
        frame = self._frame_of(region)
        sources = {marks.source for marks in sheet.marks} | self._sources_of(sheet)
        underlays = [sheet.underlay] if sheet.underlay else []
        sources |= {underlay.source for underlay in underlays}
        return digest(
            [
                shown_head(self.book, lang),
                list(page_size(region.size, region.orientation)),
                [region.name.in_(lang), region.meridian, region.seat, region.locator],
                # What is chosen follows from the land, which is below.
                None if region.inset is None else list(region.inset),
                sheet.title.in_(lang),
                shown_view(sheet.layer, sheet.view, lang),
                [[shown_place(place, lang), shown_cell(cell, lang)] for place, cell in sheet.rows],
                shown_words((sheet.total, *self._notices(sheet)), lang),
                [
                    shown_marks(marks, _readings_in(frame, marks, sheet.readings(marks)), lang)
                    for marks in sheet.marks
                ],
                [
                    shown_source(self.book.sources[key], lang)
                    for key in sorted(sources & set(self.book.sources))
                ],
                self._ground_of(region.id, frame, lang),
                # Where nothing else is asked for, a mark is what it was before it could be.
                *([] if sheet.layer.beside == ALL_BESIDE else [list(sheet.layer.beside)]),
                *(shown_underlay(underlay, lang) for underlay in underlays),
                *([shown_progress(sheet.progress, lang)] if sheet.progress else []),
            ]
        )

    def of_set(self, sheets: list[MapSheet], lang: Lang) -> str:
        """Return the fingerprint of several print maps together."""
        return set_digest((sheet.name, self.of_sheet(sheet, lang)) for sheet in sheets)

    def of_atlas(self, lang: Lang) -> str:
        """Return the fingerprint of all print maps with the pages that sum the book up."""
        return digest([self.of_set(self.book.sheets(), lang), self._whole[lang]])

    @cached_property
    def of_page(self) -> str:
        """The fingerprint of the interactive page, which has both languages."""
        return digest(list(self._whole.values()))

    def of_land(self, region: BookRegion) -> str:
        """Return the mark of a region's own land: its counties, and the lines about them."""
        counties = self.book.counties
        is_own = counties["code"].isin(region.places)
        own = [
            mark for mark, is_of_region in zip(self._counties, is_own, strict=True) if is_of_region
        ]
        if not own:
            return digest([own, []])
        extent = shapely.box(*counties.geometry[is_own].total_bounds)
        near = self.book.outlines.geometry.intersects(extent)
        lines = [mark for mark, is_near in zip(self._outlines, near, strict=True) if is_near]
        return digest([own, sorted(lines)])

    @cached_property
    def _whole(self) -> dict[Lang, str]:
        """The marks of all that the book shows, by language."""
        geometry = [
            [*map(shape_digest, layer.geometry), *layer[column]]
            for layer, column in (
                (self.book.web_counties, "name"),
                (self.book.web_outlines, "rank"),
            )
        ]
        langs: tuple[Lang, ...] = ("zh", "en")
        return {lang: digest([geometry, *self._whole_content(lang)]) for lang in langs}

    def _whole_content(self, lang: Lang) -> Iterator[Shown]:
        book = self.book
        yield shown_head(book, lang)
        yield [[region.name.in_(lang), list(region.places)] for region in book.regions]
        yield [shown_place(place, lang) for place in book.places]
        for layer in book.page_layers:
            yield from (shown_progress(month, lang) for month in layer.progress.values())
            for view in layer.views.values():
                cells = [
                    [period, [shown_cell(cell, lang) for cell in of_period]]
                    for period, of_period in view.cells.items()
                ]
                totals = [
                    [period, region, total.in_(lang)]
                    for period, by_region in view.totals.items()
                    for region, total in by_region.items()
                ]
                yield [view.name, shown_view(layer, view, lang), cells, totals]
        for marks in book.marks:
            yield shown_marks(marks, [(mark, None) for mark in marks.features], lang)
            for layer_id, by_period in marks.readings.items():
                yield [
                    [layer_id, period, [shown_cell(cell, lang) for cell in cells]]
                    for period, cells in by_period.items()
                ]
        for card in book.figures.values():
            words = (card.indicator, card.value_text, card.period, card.locator, *card.notices)
            yield [card.figure.place, *shown_words(words, lang)]
        yield [shown_source(source, lang) for source in book.sources.values()]
        yield [shown_words((f.title, f.detail), lang) for f in book.findings]
        yield [list(measure_row(measure).values()) for measure in book.measures]
        yield [[y.place, y.year, y.aqi, y.pm25] for of in book.days.values() for y in of]

    def _sources_of(self, sheet: MapSheet) -> set[str]:
        cards = self.book.figures
        return {
            *(cards[key].figure.source for _, c in sheet.rows for key in c.figures if key in cards),
            *sheet.layer.sources,
        }

    def _notices(self, sheet: MapSheet) -> list[Text]:
        notices = value_notices((cell for _, cell in sheet.rows), self.book.figures)
        return [*notices, *basis_notes(sheet)]

    def _frame_of(self, region: BookRegion) -> shapely.Polygon:
        """Return a region with as much around it as a frame can show."""
        counties = self.book.counties
        own = counties.geometry[counties["code"].isin(region.places)]
        if own.empty:
            return shapely.Polygon()
        west, south, east, north = own.total_bounds
        squeeze = float(np.cos(np.radians((south + north) / 2)))
        reach = _AROUND * max((east - west) * squeeze, north - south)
        across = reach / squeeze
        frame: shapely.Polygon = shapely.box(
            west - across, south - reach, east + across, north + reach
        )
        return frame

    def _ground_of(self, region: str, frame: shapely.Polygon, lang: Lang) -> Shown:
        """Return what a frame shows of the land, looked up once for all sheets of a region."""
        if (region, lang) not in self._grounds:
            self._grounds[region, lang] = self._ground_in(frame, lang)
        return self._grounds[region, lang]

    def _ground_in(self, frame: shapely.Polygon, lang: Lang) -> Shown:
        counties, outlines = self.book.counties, self.book.outlines
        names = "name_en" if lang == "en" and "name_en" in counties else "name"
        units = [
            [code, name, mark]
            for code, name, mark, near in zip(
                counties["code"],
                counties[names],
                self._counties,
                counties.geometry.intersects(frame),
                strict=True,
            )
            if near
        ]
        lines = [
            [rank, mark]
            for rank, mark, near in zip(
                outlines["rank"],
                self._outlines,
                outlines.geometry.intersects(frame),
                strict=True,
            )
            if near
        ]
        return [sorted(units), sorted(lines)]

    @cached_property
    def _counties(self) -> list[str]:
        return [shape_digest(shape) for shape in self.book.counties.geometry]

    @cached_property
    def _outlines(self) -> list[str]:
        return [shape_digest(shape) for shape in self.book.outlines.geometry]


def _readings_in(
    frame: shapely.Polygon, marks: Marks, readings: Sequence[Cell]
) -> list[tuple[Mark, Cell | None]]:
    """Return the features of an overlay that a frame can show, with what they show."""
    pairs = zip_longest(marks.features, readings)
    return [(mark, cell) for mark, cell in pairs if mark.geometry.intersects(frame)]
