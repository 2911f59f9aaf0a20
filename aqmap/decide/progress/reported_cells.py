"""What the ledger says of each cell: its newest revision, and which report it came with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import STAGE, Decision, Entry, LedgerRows, Receipt
from aqmap.model.dispatch.month_rows import Amount, Correction
from aqmap.model.dispatch.months import DECEMBER, DispatchMonth, dispatch_month
from aqmap.workspace.dispatch.settings import RowRule

CUMULATIVE = "cumulative"
THIS_MONTH = "month"
_BLANK = Amount(state=CellState.BLANK)
EntryKey = tuple[str, str, str, str, str]
_NO_CELLS: Mapping[str, Entry] = MappingProxyType({})


def done_field(rule: RowRule) -> str:
    """Return which field of the ledger counts as done: the declared stage, else the sum."""
    return f"{STAGE}{rule.done}" if rule.done else CUMULATIVE


def amount_fields(rule: RowRule) -> tuple[str, ...]:
    """Return the fields of a row that hold its month's amounts, what counts as done first."""
    stages = (f"{STAGE}{stage}" for stage in rule.stages)
    return tuple(dict.fromkeys((done_field(rule), *stages, CUMULATIVE, THIS_MONTH)))


class ReportedCells:
    """
    The ledger, found by month, unit, place and row.

    Attributes
    ----------
    ledger
        What it was made of.
    """

    def __init__(self, ledger: LedgerRows) -> None:
        self.ledger = ledger
        self._receipts = {r.id: r for r in ledger.receipts}
        months = {event.month for event in ledger.events}
        released = ((month, ledger.released(month)) for month in months)
        self._releases = {month: event for month, event in released if event is not None}
        self._first: dict[tuple[str, str], Receipt] = {}
        self._returned: set[tuple[str, str]] = set()
        for receipt in ledger.receipts:
            key = receipt.month, receipt.unit
            if receipt.decision == Decision.ACCEPTED and not receipt.attachment:
                self._first.setdefault(key, receipt)
            elif receipt.decision == Decision.RETURNED:
                self._returned.add(key)
        self._cells: dict[tuple[str, str, str, str], dict[str, Entry]] = defaultdict(dict)
        self._standing: dict[str, dict[EntryKey, Entry]] = defaultdict(dict)
        self._after_release: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in ledger.entries:
            brought_by = self._receipts.get(entry.receipt)
            if brought_by is not None and brought_by.decision == Decision.RETURNED:
                continue
            self._cells[entry.key[:4]][entry.field] = entry
            self._standing[entry.month][entry.key] = entry
            if self._released_before(entry.month, entry.receipt):
                self._after_release[entry.unit, entry.place, entry.indicator].append(entry)

    def first_accepted(self, month: DispatchMonth, unit: str) -> Receipt | None:
        """Return the first report of a unit that counts; later ones only revise it."""
        return self._first.get((str(month), unit))

    def is_returned(self, month: DispatchMonth, unit: str) -> bool:
        """Return whether all that a unit handed in was sent back."""
        key = str(month), unit
        return key in self._returned and key not in self._first

    def standing(self, month: DispatchMonth) -> Iterable[Entry]:
        """Return of each cell of a month its newest revision."""
        return self._standing[str(month)].values()

    def cells(
        self, month: DispatchMonth, unit: str, place: str, indicator: str
    ) -> Mapping[str, Entry]:
        """Return the newest revision of each field of a row; of a row left out, none."""
        return self._cells.get((str(month), unit, place, indicator), _NO_CELLS)

    def amount(
        self, month: DispatchMonth, unit: str, place: str, indicator: str, field: str
    ) -> Amount | None:
        """Return an amount of a row; blank where the report has none, none without a report."""
        if self.first_accepted(month, unit) is None:
            return None
        entry = self.cells(month, unit, place, indicator).get(field)
        return _BLANK if entry is None else _amount(entry)

    def corrections(
        self, month: DispatchMonth, unit: str, place: str, indicator: str, field: str
    ) -> Iterator[Correction]:
        """
        Yield the corrections that a month's report names (上期更正).

        A value of a released month that is changed, or handed in only then, appears in the first
        later report that was not released by then.
        """
        for entry in self._after_release.get((unit, place, indicator), ()):
            of_field = entry.field == field and entry.month < str(month)
            if of_field and self._named_in(entry) == month:
                yield from self._correction(entry)

    def since_release(
        self, month: DispatchMonth, unit: str, place: str, indicator: str, field: str
    ) -> Iterator[Correction]:
        """Yield what of a released month was changed, or handed in, since it was released."""
        for entry in self._after_release.get((unit, place, indicator), ()):
            if entry.field == field and entry.month == str(month):
                yield from self._correction(entry)

    def _correction(self, entry: Entry) -> Iterator[Correction]:
        """Yield what an entry changes; that a cell is left blank is no value that is handed in."""
        if (entry.state, entry.value) == (entry.old_state, entry.old_value):
            return
        old = Amount(state=entry.old_state, value=entry.old_value) if entry.old_state else None
        if old is None and entry.state == CellState.BLANK:
            return
        if old is None and self.was_released(dispatch_month(entry.month), entry.unit):
            old = _BLANK
        yield Correction(
            month=dispatch_month(entry.month),
            field=entry.field,
            old=old,
            new=_amount(entry),
            reason=entry.reason,
            received=self._receipts[entry.receipt].received,
        )

    def was_released(self, month: DispatchMonth, unit: str) -> bool:
        """Return whether a month was released with a report of a unit."""
        first, release = self.first_accepted(month, unit), self._releases.get(str(month))
        return first is not None and release is not None and first.id <= release.last_receipt

    def _named_in(self, entry: Entry) -> DispatchMonth:
        """Return the month whose report names what came in after a release."""
        month = dispatch_month(entry.month)
        while self._released_before(str(month), entry.receipt):
            month = _next(month)
        return month

    def _released_before(self, month: str, receipt: int) -> bool:
        release = self._releases.get(month)
        return release is not None and release.last_receipt < receipt


def _next(month: DispatchMonth) -> DispatchMonth:
    years, index = divmod(month.year * DECEMBER + month.month, DECEMBER)
    return DispatchMonth(years, index + 1)


def _amount(entry: Entry) -> Amount:
    return Amount(
        state=entry.state,
        value=entry.value,
        written=entry.written,
        approximate=entry.approximate,
    )
