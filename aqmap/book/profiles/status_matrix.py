"""A region at a glance: the status of every indicator at every place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.profiles.indicator_rows import IndicatorRow, Tally, indicator_rows, tally
from aqmap.book.qualifiers import value_notices
from aqmap.model.joined import Status
from aqmap.words import Text

_NEVER_JUDGED = frozenset({"", Status.NOT_JUDGED, Status.NO_TARGET})


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An indicator and period with one row a place; none where a place has no status."""

    layer: str
    title: Text
    theme: str
    period: str
    cells: tuple[IndicatorRow | None, ...]

    @property
    def tally(self) -> Tally:
        """What its places come to."""
        return tally(cell for cell in self.cells if cell is not None)


@dataclass(frozen=True)
class StatusMatrix:
    """
    Indicators × places of a region.

    Attributes
    ----------
    places
        The columns, in the order of the region.
    rows
        Indicators that are judged.
    left_out
        Titles of those that nowhere have a task or a target to be judged by.
    notices
        What must stand beside the numbers behind the statuses.
    """

    region: BookRegion
    places: tuple[BookPlace, ...]
    rows: tuple[MatrixRow, ...]
    left_out: tuple[Text, ...]
    notices: tuple[Text, ...] = ()

    @property
    def tally(self) -> Tally:
        """What all cells come to."""
        return tally(cell for row in self.rows for cell in row.cells if cell is not None)

    def tally_of(self, number: int) -> Tally:
        """Return what the indicators of one column come to."""
        cells = (row.cells[number] for row in self.rows)
        return tally(cell for cell in cells if cell is not None)

    @property
    def statuses(self) -> Counter[int]:
        """How many cells have each class number: verdicts, and reasons."""
        return Counter(
            cell.status.klass
            for row in self.rows
            for cell in row.cells
            if cell is not None and cell.status is not None
        )

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of its rows."""
        return tuple(dict.fromkeys(row.period for row in self.rows))


def status_matrix(book: MapBook, region: str) -> StatusMatrix:
    """Return the matrix of a region; what is judged nowhere in it is named beside it."""
    framed = next(listed for listed in book.regions if listed.id == region)
    known = {place.code: place for place in book.places}
    places = tuple(known[code] for code in framed.places if code in known)
    by_key: dict[tuple[str, str], dict[str, IndicatorRow]] = {}
    for place in places:
        for row in indicator_rows(book, place.code):
            by_key.setdefault((row.layer, row.period), {})[place.code] = row
    rows, left_out = [], []
    for (layer, period), cells in by_key.items():
        first = next(iter(cells.values()))
        in_order = tuple(cells.get(place.code) for place in places)
        if all(_is_never_judged(row) for row in cells.values()):
            left_out.append(first.title)
            continue
        rows.append(MatrixRow(layer, first.title, first.theme, period, in_order))
    shown = [cell for row in rows for cell in row.cells if cell is not None]
    notices = value_notices([c for row in shown for c in (row.target, row.measured)], book.figures)
    return StatusMatrix(framed, places, tuple(rows), tuple(dict.fromkeys(left_out)), notices)


def _is_never_judged(row: IndicatorRow) -> bool:
    return row.status is None or (row.verdict is None and row.status.reason in _NEVER_JUDGED)
