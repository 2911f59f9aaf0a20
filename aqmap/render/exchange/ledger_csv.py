"""The ledger as a table for other programs: every value and revision, and nobody's name."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path

from aqmap.files.spreadsheet_cells import guarded, remark_line
from aqmap.model.dispatch.ledger_rows import Entry, Receipt

COLUMNS = (
    *("month", "unit", "unit_name", "place", "place_name", "indicator", "row", "field"),
    *("state", "value", "written", "approximate", "old_state", "old_value", "reason"),
    *("receipt", "received", "late", "file", "sha256"),
)


def write_ledger_csv(
    entries: Iterable[Entry],
    receipts: Mapping[int, Receipt],
    path: Path,
    *,
    names: Mapping[str, str],
    remark: str,
) -> None:
    """
    Write every value of the ledger, a line each, in the order in which they came in.

    Parameters
    ----------
    entries, receipts
        The values, and what they came with, by number.
    path
        Replaced whole.
    names
        Of units, places and rows by their ids.
    remark
        The line above the table.
    """
    table = StringIO()
    table.write(f"{remark_line(remark)}\n")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        receipt = receipts[entry.receipt]
        cells = (
            *(entry.month, entry.unit, names.get(entry.unit, "")),
            *(entry.place, names.get(entry.place, "")),
            *(entry.indicator, names.get(entry.indicator, "")),
            *(entry.field, entry.state, _number(entry.value), entry.written),
            *(_yes(entry.approximate), entry.old_state or "", _number(entry.old_value)),
            *(entry.reason, str(receipt.id), receipt.received.isoformat(), _yes(receipt.late)),
            *(receipt.file, receipt.sha256),
        )
        writer.writerow([guarded(cell) for cell in cells])
    path.write_text(table.getvalue(), encoding="utf-8-sig", errors="replace", newline="\n")


def _number(value: object) -> str:
    return "" if value is None else format(value, "f")


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a cell
    return "yes" if is_so else ""
