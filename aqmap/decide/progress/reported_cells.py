"""What the ledger says of each cell: its newest revision, and which report it came with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Decision, Entry, LedgerRows, Receipt
from aqmap.model.dispatch.month_rows import Amount, Correction
from aqmap.model.dispatch.months import DECEMBER, DispatchMonth, dispatch_month
from aqmap.workspace.dispatch.settings import RowRule

STAGE = "stage "
CUMULATIVE = "cumulative"
_BLANK = Amount(state=CellState.BLANK)
EntryKey = tuple[str, str, str, str, str]
_NO_CELLS: Mapping[str, Entry] = MappingProxyType({})


def done_field(rule: RowRule) -> str:
    """Return which field of the ledger counts as done: the declared stage, else the sum."""
    return f"{STAGE}{rule.done}" if rule.done else CUMULATIVE


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
        self._revisions: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
        for entry in ledger.entries:
            brought_by = self._receipts.get(entry.receipt)
            if brought_by is not None and brought_by.decision == Decision.RETURNED:
                continue
            self._cells[entry.key[:4]][entry.field] = entry
            self._standing[entry.month][entry.key] = entry
            if entry.old_state is not None:
                self._revisions[entry.unit, entry.place, entry.indicator].append(entry)

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

        A value of a released month that is changed appears in the first later report that was not
        released by then.
        """
        for entry in self._revisions.get((unit, place, indicator), ()):
            if entry.field != field or entry.month >= str(month):
                continue
            changed = (entry.state, entry.value) != (entry.old_state, entry.old_value)
            if changed and self._named_in(entry) == month:
                assert entry.old_state is not None  # noqa: S101 - a revision
                yield Correction(
                    month=dispatch_month(entry.month),
                    old=Amount(state=entry.old_state, value=entry.old_value),
                    new=_amount(entry),
                    reason=entry.reason,
                    received=self._receipts[entry.receipt].received,
                )

    def _named_in(self, entry: Entry) -> DispatchMonth | None:
        """Return the month whose report names a revision; none where nothing was released yet."""
        month = dispatch_month(entry.month)
        if not self._released_before(month, entry.receipt):
            return None
        while self._released_before(month, entry.receipt):
            month = _next(month)
        return month

    def _released_before(self, month: DispatchMonth, receipt: int) -> bool:
        release = self.ledger.released(str(month))
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
