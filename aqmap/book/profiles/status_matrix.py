"""A region at a glance: the status of every indicator at every place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from aqmap.book.map_book import BookPlace, BookRegion, MapBook
from aqmap.book.missing_values import nothing_known
from aqmap.book.profiles.indicator_rows import (
    IndicatorRow,
    Tally,
    layer_periods,
    notices_of,
    row_at,
    tally,
)
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
        return tally(cell.shown for cell in self.cells if cell is not None)


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
        return tally(cell.shown for row in self.rows for cell in row.cells if cell is not None)

    def tally_of(self, number: int) -> Tally:
        """Return what the indicators of one column come to."""
        cells = (row.cells[number] for row in self.rows)
        return tally(cell.shown for cell in cells if cell is not None)

    @property
    def statuses(self) -> Counter[int]:
        """How many cells show each class number: verdicts, and reasons."""
        return Counter(
            cell.shown.klass
            for row in self.rows
            for cell in row.cells
            if cell is not None and cell.shown is not None
        )

    @property
    def missing_reasons(self) -> Text | None:
        """Why nothing is known of any place; nothing where there is anything."""
        rows = [cell for row in self.rows for cell in row.cells if cell is not None]
        return nothing_known(c for row in rows for c in (row.target, row.measured) if c is not None)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of its rows."""
        return tuple(dict.fromkeys(row.period for row in self.rows))


def status_matrix(book: MapBook, region: str) -> StatusMatrix:
    """Return the matrix of a region; what is judged nowhere in it is named beside it."""
    framed = next(listed for listed in book.regions if listed.id == region)
    numbers = {place.code: number for number, place in enumerate(book.places)}
    columns = [numbers[code] for code in framed.places if code in numbers]
    rows, left_out = [], []
    for layer, period in layer_periods(book, region):
        cells = tuple(row_at(book, layer, period, number) for number in columns)
        covered = [cell for cell in cells if cell is not None]
        if all(map(_is_never_judged, covered)):
            left_out += [layer.title] if covered else []
            continue
        rows.append(MatrixRow(layer.id, layer.title, layer.theme, period, cells))
    places = tuple(book.places[number] for number in columns)
    shown = [cell for row in rows for cell in row.cells if cell is not None]
    notices = notices_of([c for row in shown for c in (row.target, row.measured)], book)
    return StatusMatrix(framed, places, tuple(rows), tuple(dict.fromkeys(left_out)), notices)


def _is_never_judged(row: IndicatorRow) -> bool:
    return row.status is None or (row.verdict is None and row.status.reason in _NEVER_JUDGED)
