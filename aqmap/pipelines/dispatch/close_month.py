"""The closing of a month's books: from then on a form is taken in only with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.model.dispatch.ledger_rows import MonthEvent, MonthState
from aqmap.pipelines.dispatch.dispatch_inputs import (
    month_asked,
    read_dispatch_inputs,
    require_past,
)
from aqmap.words import Text, text
from aqmap.workspace.dispatch.ledger import ledger_to_write
from aqmap.workspace.workspace import require_workspace


def close_month(folder: Path, month: str, *, by: str, on: date | None = None) -> MonthEvent:
    """
    Close a month for the bureau's report, and note it in the ledger.

    Parameters
    ----------
    folder
        The workspace.
    month
        As written: 2021-09.
    by
        Who closes it.
    on
        The day; today without it.

    Returns
    -------
    event
        As the ledger has it.

    Raises
    ------
    AqmapError
        If nobody closes it, it is closed or released already, or has not begun, or the day is
        still to come. Nothing is then
        changed.
    """
    require_workspace(folder)
    inputs = read_dispatch_inputs(folder)
    asked = month_asked(month, inputs.settings, inputs.workspace)
    who, day = by.strip(), on or date.today()
    if not who:
        raise SourceError(Fault("close_by_nobody", asked))
    if day < asked.first_day:
        raise SourceError(Fault("close_early", asked, found=day, expected=asked.first_day))
    require_past(day, asked, "--on")
    with ledger_to_write(inputs.folder) as ledger:
        events = ledger.events(str(asked))
        if events:
            before = events[-1]
            twice = "release_twice" if before.state == MonthState.RELEASED else "close_twice"
            raise SourceError(Fault(twice, asked, on=before.on, by=before.by))
        event = MonthEvent(
            month=str(asked),
            state=MonthState.CLOSED,
            by=who,
            on=day,
            last_receipt=ledger.last_receipt,
        )
        ledger.note(event)
    return event


def closed_line(event: MonthEvent) -> Text:
    """Return in one line which month was closed, by whom and when."""
    return text("close.done", month=event.month, by=event.by, on=event.on)
