"""Where a table has its places: over its columns, or beside its rows; and whether few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aqmap.model.figures import Level
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.body_rows import BodyRow
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.layout import Layout
from aqmap.workspace.places import Place


@dataclass(frozen=True)
class Axes:
    """Where the places stand: over the columns, beside the rows, or nowhere but in the title."""

    columns: bool
    rows: bool
    turned: bool

    @classmethod
    def of(cls, layout: Layout, lines: Sequence[BodyRow]) -> Axes:
        """Return those of a table with these rows."""
        values = [column.label for column in layout.of("value")]
        rows = bool(layout.of("place")) or any(
            line.label.is_place for line in lines if not line.reason
        )
        named = [v for v in values if (v.place and not v.total) or v.like_place]
        columns = bool(named) or (not rows and any(label.is_place for label in values))
        rows = (rows or _are_whose(values, lines)) and not columns
        names = bool(layout.of("place")) and bool(layout.of("name"))
        return cls(columns, rows, rows and not names)


def _are_whose(values: Sequence[Label], lines: Sequence[BodyRow]) -> bool:
    """Return whether rows that no one knows can only say whose the columns' numbers are."""
    labels = [line.label for line in lines if not line.reason]
    named = any(label.name for label in labels)
    told = any(la.indicator or la.unit or la.period or la.role or la.derived for la in labels)
    return named and not told and any(label.indicator for label in values)


def lists_few(places: Sequence[Place], context: Context) -> bool:
    """Return whether a table lists some counties of the document's place, and not half of them."""
    own = context.own
    codes = {place.code for place in places}
    counties = [p for p in context.places if p.level == Level.COUNTY and not p.context]
    of_own = [p for p in counties if own and p.prefecture == own.code]
    listed = sum(place.code in codes for place in of_own)
    return listed > 0 and 2 * listed < len(of_own)
