"""What a report is made from: the book, the joined table, the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from aqmap.book.book_layers import BookLayer
from aqmap.book.figure_cards import FigureCard
from aqmap.book.map_book import BookPlace, BookRegion, MapBook, MapSheet
from aqmap.book.missing_values import missing_values
from aqmap.model.figures import Withheld
from aqmap.model.joined import JoinedRow
from aqmap.words import Text, text
from aqmap.workspace.indicators import Indicator, Indicators


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
        What of the workspace is for the book's audience.
    """

    book: MapBook
    joined: Sequence[JoinedRow]
    indicators: Indicators

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
        return tuple(sheet for sheet in self.book.sheets() if missing_values(sheet) is None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to report on: no figure, no measure, no map."""
        rows = (row for block in self.blocks for row in block.rows)
        return not (self.book.measures or self.sheets or any(map(_has_figure, rows)))

    def card(self, key: str) -> FigureCard | None:
        """Return a figure in words; none without an id, and of one that no map draws."""
        return self.book.figures.get(key)

    def qualifiers(self, row: JoinedRow) -> tuple[Text, ...]:
        """Return what qualifies a row's value, and whether it is the place's own report."""
        card = self.card(row.measured_figure)
        is_own = card is not None and card.figure.is_own_report
        own_report = (text("qualifier.reported"),) * is_own
        return tuple(dict.fromkeys((*row.qualifiers, *own_report)))

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
                    if rows and not _rests_on_what_is_withheld(block):
                        yield block


def _has_figure(row: JoinedRow) -> bool:
    """Return whether a row rests on any figure that is for the audience."""
    keys = (row.target_figure, row.measured_figure)
    reasons = (row.target_reason, row.measured_reason)
    return any(
        key and reason not in set(Withheld) for key, reason in zip(keys, reasons, strict=True)
    )


def _rests_on_what_is_withheld(block: Block) -> bool:
    """Return whether a block has no number left, as those that it had are not for the audience."""
    rows = block.rows
    reasons = {reason for row in rows for reason in (row.target_reason, row.measured_reason)}
    has_numbers = any(row.target is not None or row.measured is not None for row in rows)
    return not has_numbers and not reasons.isdisjoint(Withheld)
