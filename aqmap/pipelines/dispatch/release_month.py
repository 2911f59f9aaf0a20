"""The road from a month's draft to its release: frozen files, and an event in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Protected, Sort, Target, write_outputs
from aqmap.files.read_record import recording
from aqmap.model.dispatch.ledger_rows import LedgerRows, MonthEvent, MonthState
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    month_asked,
    read_dispatch_inputs,
    require_past,
)
from aqmap.pipelines.dispatch.month_books import month_book_of
from aqmap.pipelines.dispatch.month_files import write_month_files
from aqmap.pipelines.dispatch.progress_maps import month_maps, read_outlines
from aqmap.pipelines.dispatch.release_folder import RELEASES
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Text, listed, text
from aqmap.workspace.dispatch.ledger import ledger_to_write
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import require_workspace


@dataclass(frozen=True)
class ReleasedMonth:
    """A month that was released: its folder, and what was open when it was."""

    month: DispatchMonth
    out: Path
    remarks: tuple[Text, ...]


def release_month(
    folder: Path,
    month: str,
    *,
    by: str,
    missing: Sequence[str] = (),
    on: date | None = None,
    overwrite: bool = False,
) -> ReleasedMonth:
    """
    Freeze a month into ``releases/2021-09/``, and note it in the ledger.

    Parameters
    ----------
    folder
        The workspace.
    month
        As written: 2021-09.
    by
        Who releases it.
    missing
        Units, by id or name, that are released as not having reported: all that have not.
    on
        The day; today without it.
    overwrite
        Replace what a run that was killed before the ledger knew of it has left, if changed.

    Raises
    ------
    AqmapError
        If the month is released already, its last day that counts is not over, a unit is missing
        and not named, or named and not missing; or it cannot be written. Nothing is then changed.
    """
    require_workspace(folder)
    with recording() as record:
        inputs = read_dispatch_inputs(folder)
        outlines = read_outlines(inputs)
        asked = month_asked(month, inputs.settings, inputs.workspace)
    out, day = folder / RELEASES / str(asked), on or date.today()
    closed = protected_from_drawing(folder)
    protected = Protected(
        inputs=[*closed.inputs, folder / FILE],
        closed=[path for path in closed.closed if path.name != RELEASES],
        overwrite=overwrite,
    )
    require_past(day, asked, "--on")
    with ledger_to_write(inputs.folder) as ledger:
        rows = ledger.all_rows()
        _require_releasable(inputs, asked, rows, by.strip(), day)
        event = MonthEvent(
            month=str(asked),
            state=MonthState.RELEASED,
            by=by.strip(),
            on=day,
            last_receipt=ledger.last_receipt,
            open_questions=tuple(
                q.id for q in rows.questions if q.month == str(asked) and q.closed_on is None
            ),
        )
        released = replace(rows, events=(*rows.events, event)).as_released(str(asked))
        book = month_book_of(inputs, asked, released)
        _require_named(inputs, book, missing)
        with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
            maps = month_maps(inputs, outlines, book, released)
            write_month_files(book, inputs.workspace, fresh[out], "zh", record, maps=maps)
            record.verify_unchanged()
        # Last: files that the ledger does not know of are replaced by the next run.
        ledger.note(event)
    return ReleasedMonth(asked, out, tuple(_remarks(book)))


def _require_releasable(
    inputs: DispatchInputs, month: DispatchMonth, ledger: LedgerRows, by: str, day: date
) -> None:
    before = ledger.released(str(month))
    if before is not None:
        raise SourceError(Fault("release_twice", month, on=before.on, by=before.by))
    if not by:
        raise SourceError(Fault("release_by_nobody", month))
    cut_off = inputs.settings.last_day_that_counts(month)
    if day < cut_off:
        raise SourceError(Fault("release_early", month, found=day, expected=cut_off))


def _require_named(inputs: DispatchInputs, book: MonthBook, missing: Sequence[str]) -> None:
    """Require that the units of which no form counts are named, each of them and no other."""
    lacking = [unit.unit for unit in book.missing()]
    units = {**{unit.name: unit.id for unit in inputs.units}, **{u.id: u.id for u in inputs.units}}
    named = [units.get(written.strip(), written.strip()) for written in missing]
    table = inputs.folder / "units.csv"
    faults = [
        Fault("release_missing", str(book.table.month), found=book.units[unit], unit=unit)
        for unit in lacking
        if unit not in named
    ]
    for unit in named:
        if unit not in book.units:
            faults.append(Fault("release_unit_unknown", table, found=unit))
        elif unit not in lacking:
            faults.append(Fault("release_not_missing", str(book.table.month), found=unit))
    if faults:
        raise SourceError(faults)


def _remarks(book: MonthBook) -> Iterator[Text]:
    """Yield who is missing, whose form was sent back and not made good, and what is open."""
    missing = [book.units[unit.unit] for unit in book.missing() if not unit.returned]
    if missing:
        yield text("monthly.remark.missing", count=len(missing), names=listed(missing))
    returned = [book.units[unit.unit] for unit in book.missing() if unit.returned]
    if returned:
        yield text("monthly.remark.returned", count=len(returned), names=listed(returned))
    questions = book.open_questions()
    if questions:
        asked = dict.fromkeys(book.units.get(q.unit, q.unit) for q in questions)
        names = listed(asked)
        yield text("monthly.remark.questions_to", count=len(questions), names=names)
