"""Workspaces of the monthly dispatch: the real annex with made-up days, and the units it is for."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

from aqmap.model.dispatch.forms import CellState
from aqmap.model.dispatch.ledger_rows import Decision, Entry, Receipt
from aqmap.pipelines.lay_workspace import lay_workspace
from aqmap.workspace.dispatch.ledger import ledger_to_write

DECLARED = Path(__file__).parent / "data" / "dispatch-ili"


def ili_dispatch(folder: Path) -> Path:
    """The workspace of Ili with rules and units for its real annex."""
    lay_workspace(folder, template="ili-changji")
    (folder / "data" / "dispatch").mkdir()
    shutil.copy(DECLARED / "dispatch.toml", folder)
    shutil.copy(DECLARED / "units.csv", folder / "data" / "dispatch")
    return folder


def report(folder: Path, month: str, unit: str, amounts, *, place="", field="cumulative") -> None:
    """Record that a unit reported amounts for a month, by indicator."""
    day = date(int(month[:4]), int(month[5:]), 21)
    receipt = Receipt(
        month=month,
        unit=unit,
        received=day,
        file=f"{unit}.xlsx",
        sha256=f"{unit}{month}",
        decision=Decision.ACCEPTED,
    )
    entries = [
        Entry(
            month=month,
            unit=unit,
            place=place or unit,
            indicator=indicator,
            field=field,
            state=CellState.VALUE if isinstance(value, int) else value,
            value=Decimal(value) if isinstance(value, int) else None,
            written=str(value),
        )
        for indicator, value in amounts.items()
    ]
    with ledger_to_write(folder / "data" / "dispatch") as ledger:
        ledger.record(receipt, entries)
