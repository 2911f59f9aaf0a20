"""What a report is made from: the book, the joined table, the catalogue; cut for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from aqmap.book.book_layers import BookLayer
from aqmap.book.figure_cards import FigureCard
from aqmap.book.map_book import BookPlace, BookRegion, MapBook, MapSheet
from aqmap.book.missing_values import missing_values
from aqmap.model.figures import OFF_BY_DEFAULT
from aqmap.model.joined import JoinedRow
from aqmap.words import Text
from aqmap.workspace.indicators import Indicator, Indicators


class Audience(StrEnum):
    """Whom a copy is for: the office itself, or its leaders, who get nothing unreviewed."""

    INTERNAL = "internal"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one layer, period and region, in the region's order."""

    layer: BookLayer
    period: str
    region: BookRegion
    indicator: Indicator
    rows: tuple[JoinedRow, ...]

    @property
    def has_targets(self) -> bool:
        """Whether it asks how targets are met at all."""
        return "target" in self.layer.views

    def total(self, role: str) -> Text | None:
        """Return what the source prints as the total, beside what its places come to."""
        view = self.layer.views.get(role)
        return view.totals.get(self.period, {}).get(self.region.id) if view else None

    @property
    def is_judged(self) -> bool:
        """Whether its kind may be judged."""
        return self.has_targets and self.indicator.judged


@dataclass(frozen=True)
class ReportData:
    """
    What a report is made from.

    Attributes
    ----------
    book, joined, indicators
        All of the workspace.
    audience
        Whom the copy is for: what is not for it is left out here.
    """

    book: MapBook
    joined: Sequence[JoinedRow]
    indicators: Indicators
    audience: Audience = Audience.INTERNAL

    @cached_property
    def places(self) -> dict[str, BookPlace]:
        """Every place by code."""
        return {place.code: place for place in self.book.places}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All that is reported on: by theme, layer, period and region."""
        return tuple(self._blocks())

    @cached_property
    def sheets(self) -> tuple[MapSheet, ...]:
        """The printed maps on which any place or station has a value."""
        return tuple(
            sheet
            for sheet in self.book.sheets()
            if missing_values(sheet) is None and self._may_show(sheet)
        )

    def card(self, key: str) -> FigureCard | None:
        """Return a figure in words; none without an id, and of one that no map draws."""
        return self.book.figures.get(key)

    def _blocks(self) -> Iterator[Block]:
        order = {theme: number for number, theme in enumerate(self.book.themes)}
        regions = {region.id: region for region in self.book.regions}
        for layer in sorted(self.book.layers, key=lambda lay: order.get(lay.theme, len(order))):
            for period in layer.print_periods or layer.periods:
                for name in layer.regions:
                    rows = tuple(
                        row
                        for row in self.joined
                        if (row.layer, row.period, row.region) == (layer.id, period, name)
                    )
                    block = Block(
                        layer, period, regions[name], self.indicators[layer.indicator], rows
                    )
                    if rows and not self._is_unreviewed(block):
                        yield block

    def _is_unreviewed(self, block: Block) -> bool:
        """Return whether a block rests on values that leaders do not get."""
        keys = (row.measured_figure for row in block.rows if row.measured is not None)
        cards = (self.card(key) for key in keys)
        return self.audience is not Audience.INTERNAL and any(
            card.figure.basis in OFF_BY_DEFAULT for card in cards if card
        )

    def _may_show(self, sheet: MapSheet) -> bool:
        if self.audience is Audience.INTERNAL:
            return True
        notices = {marks.notice for marks in sheet.marks if sheet.has_values(marks)} - {None}
        cards = (self.card(key) for _, cell in sheet.rows for key in cell.figures)
        return (
            not notices
            and not any(card.figure.basis in OFF_BY_DEFAULT for card in cards if card)
            and not sheet.of_points
        )
