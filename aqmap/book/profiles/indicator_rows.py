"""An indicator at one place: target, actual, gap and status, and whether bars compare them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from aqmap.book.book_layers import BookLayer, Cell
from aqmap.book.map_book import MapBook
from aqmap.book.qualifiers import value_notices
from aqmap.book.scales import NO_TEXT, reason_class
from aqmap.book.status_palette import VERDICT_LOOKS
from aqmap.model.joined import Status
from aqmap.words import Text, text

MONTH = re.compile(r"\d{4}-\d{2}")
_UNMEASURED: frozenset[str] = frozenset({Status.NO_MEASUREMENT, Status.NO_TARGET})
_SIDE_BY_SIDE: frozenset[str] = frozenset({Status.REPORTED, Status.NOT_DUE})
"""Without a verdict, but of two numbers that may be held against each other: their bar is grey."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar from 0 to the actual number with the target as a line, on a scale of their own."""

    low: float
    high: float
    actual: float
    target: float

    def share(self, value: float) -> float:
        """Return where a number lies between the scale's ends, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """
    One layer and period at one place; a cell is none where the layer has no such view.

    Attributes
    ----------
    layer, title, theme, period, unit
        What the row is about.
    target, measured, gap, status
        What the place shows, each a number or a reason.
    gap_unit
        Of the gap: shares differ by points.
    """

    layer: str
    title: Text
    theme: str
    period: str
    unit: Text
    target: Cell | None
    measured: Cell | None
    gap: Cell | None
    status: Cell | None
    gap_unit: Text = NO_TEXT

    @property
    def verdict(self) -> Status | None:
        """Met or not met; none where nothing is judged."""
        if self.status is None or self.status.reason:
            return None
        return tuple(VERDICT_LOOKS)[self.status.klass]

    @property
    def status_words(self) -> Text:
        """The verdict, or the reason why there is none, in the words of the status map."""
        return NO_TEXT if self.status is None else status_words(self.status)

    @property
    def shown(self) -> Cell | None:
        """
        The status, or in its place the reason why the number that it lacks is missing.

        A blank, a dash and a task in words are different things: of each its own name is shown.
        """
        if self.status is None or self.status.reason not in _UNMEASURED:
            return self.status
        number = self.target if self.status.reason == Status.NO_TARGET else self.measured
        return number if number is not None and number.reason else self.status

    @property
    def qualifiers(self) -> tuple[Text, ...]:
        """What follows status and numbers, without what target or actual say themselves."""
        cells = [cell for cell in (self.target, self.measured) if cell is not None]
        stated = {text(f"reason.{cell.reason}") for cell in cells if cell.reason}
        stated |= {q for cell in cells for q in cell.qualifiers} | {self.status_words}
        return tuple(q for q in (self.status.qualifiers if self.status else ()) if q not in stated)

    @property
    def bullet(self) -> Bullet | None:
        """The bar; none where target and actual are not to be held against each other."""
        target, measured = self.target, self.measured
        is_compared = self.verdict is not None or (
            self.status is not None and self.status.reason in _SIDE_BY_SIDE
        )
        if not is_compared or target is None or measured is None:
            return None
        if target.value is None or measured.value is None:
            return None
        numbers = (0.0, target.value, measured.value)
        low, high = min(numbers), max(numbers)
        return Bullet(low, high, measured.value, target.value) if low < high else None

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of the figures behind it: of the target first."""
        cells = [cell for cell in (self.target, self.measured, self.status) if cell is not None]
        return tuple(dict.fromkeys(key for cell in cells for key in cell.figures))


@dataclass(frozen=True, slots=True)
class Tally:
    """
    How many are met, are not met, and cannot be judged, these by the words of their reason.

    A task of 0 is no task, and none of the three.
    """

    met: int = 0
    not_met: int = 0
    no_task: int = 0
    reasons: Mapping[Text, int] = field(default_factory=dict)

    @property
    def undecided(self) -> int:
        """How many cannot be judged."""
        return sum(self.reasons.values())

    @property
    def total(self) -> int:
        """How many there are."""
        return self.met + self.not_met + self.no_task + self.undecided


def tally(cells: Iterable[Cell | None]) -> Tally:
    """Count statuses; one that is not known counts nowhere. Frequent reasons first."""
    statuses = Counter(cell.klass for cell in cells if cell is not None)
    counts = {verdict: statuses.pop(klass, 0) for klass, verdict in enumerate(VERDICT_LOOKS)}
    no_task = statuses.pop(reason_class(Status.NO_TASK), 0)
    reasons = {status_words(Cell(None, klass)): n for klass, n in statuses.most_common()}
    return Tally(counts[Status.MET], counts[Status.NOT_MET], no_task, reasons)


def status_words(cell: Cell) -> Text:
    """Return a status in the words of its map: the verdict, or the reason why there is none."""
    if cell.reason:
        return text(f"reason.{cell.reason}")
    return text(f"status.{tuple(VERDICT_LOOKS)[cell.klass]}")


def short_words(row: IndicatorRow) -> Text:
    """Return what is shown of a status in few words: without brackets."""
    return NO_TEXT if row.shown is None else without_brackets(status_words(row.shown))


def without_brackets(reason: Text) -> Text:
    """Return a reason without what stands in brackets behind it."""
    return Text(reason.zh.partition("（")[0], reason.en.partition(" (")[0])


def row_periods(layer: BookLayer) -> tuple[str, ...]:
    """Return the periods that have rows: those on paper without months, which are small lines."""
    printed = layer.print_periods or layer.periods
    longer = tuple(period for period in printed if not MONTH.fullmatch(period))
    return longer or printed[-1:]


def indicator_rows(book: MapBook, place: str) -> Iterator[IndicatorRow]:
    """Yield the rows of a place by theme, in the order of the layer list."""
    number = [listed.code for listed in book.places].index(place)
    for layer, period in layer_periods(book, book.places[number].region):
        row = row_at(book, layer, period, number)
        if row is not None:
            yield row


def layer_periods(book: MapBook, region: str) -> Iterator[tuple[BookLayer, str]]:
    """Yield the layers of a region by theme, each with its periods that have rows."""
    for layer in _in_order(book):
        for period in row_periods(layer) if region in layer.regions else ():
            yield layer, period


def _in_order(book: MapBook) -> list[BookLayer]:
    themes = {theme: number for number, theme in enumerate(book.themes)}
    return sorted(book.layers, key=lambda layer: themes.get(layer.theme, len(themes)))


def row_at(book: MapBook, layer: BookLayer, period: str, number: int) -> IndicatorRow | None:
    """Return what the place of this number in the book shows; none where no view covers it."""
    views = {**layer.comparison, **layer.views}
    cells = {
        name: view.cells[period][number] if period in view.cells else None
        for name, view in views.items()
    }
    for name in layer.comparison:
        cell = cells[name]
        # What was left out of the book must not come back by way of what was made of it.
        if cell is not None and not all(key in book.figures for key in cell.figures):
            cells[name] = None
    if not any(cells.values()):
        return None
    units = [views[name].unit for name in ("target", "measured") if name in views]
    return IndicatorRow(
        layer.id,
        layer.title,
        layer.theme,
        period,
        units[0] if units else NO_TEXT,
        cells.get("target"),
        cells.get("measured"),
        cells.get("gap"),
        cells.get("status"),
        views["gap"].unit if "gap" in views else NO_TEXT,
    )


def target_periods(rows: Iterable[IndicatorRow]) -> tuple[str, ...]:
    """Return the periods for which the rows can have a target or task."""
    return tuple(dict.fromkeys(row.period for row in rows if row.target is not None))


def notices_of(cells: Iterable[Cell | None], book: MapBook) -> tuple[Text, ...]:
    """Return what must stand beside the numbers of these cells; a reason alone needs nothing."""
    numbers = (cell for cell in cells if cell is not None and cell.value is not None)
    return value_notices(numbers, book.figures)
