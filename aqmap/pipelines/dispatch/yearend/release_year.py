"""The road from a year's drafts to their release: frozen files, and an event in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from aqmap.book.dispatch.year_book import YearBook
from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Protected, Sort, Target, write_outputs
from aqmap.files.read_record import recording
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import LedgerRows, MonthEvent, MonthState
from aqmap.pipelines.dispatch.release_folder import RELEASES
from aqmap.pipelines.dispatch.yearend.year_books import year_book_of
from aqmap.pipelines.dispatch.yearend.year_end import AssessedYear, write_year_files, year_remarks
from aqmap.pipelines.dispatch.yearend.year_inputs import YearInputs, read_year_inputs
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.workspace.dispatch.ledger import ledger_to_write
from aqmap.workspace.dispatch.scoring import FILE as SCORING
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import require_workspace


def release_year(
    folder: Path,
    year: str,
    *,
    by: str,
    missing: Sequence[str] = (),
    on: date | None = None,
    overwrite: bool = False,
) -> AssessedYear:
    """
    Freeze a year's assessment into ``releases/2021/``, and note it in the ledger.

    Parameters
    ----------
    folder
        The workspace.
    year
        As written: 2021.
    by
        Who releases it.
    missing
        Units, by id or name, that are released as having handed in no final form.
    on
        The day, as of which all of it stands; today without it.
    overwrite
        Replace what a run that was killed before the ledger knew of it has left, if changed.

    Raises
    ------
    AqmapError
        If the year is released already or not over, a unit is missing and not named, or named and
        not missing; or it cannot be written. Nothing is then changed.
    """
    require_workspace(folder)
    with recording() as record:
        inputs = read_year_inputs(folder, year)
    if on is None:
        inputs.require_past(date.today())
    out, day = folder / RELEASES / year, on or date.today()
    closed = protected_from_drawing(folder)
    protected = Protected(
        inputs=[*closed.inputs, folder / FILE, folder / SCORING],
        closed=[path for path in closed.closed if path.name != RELEASES],
        overwrite=overwrite,
    )
    with ledger_to_write(inputs.dispatch.folder) as ledger:
        _require_releasable(ledger.all_rows(), year, by.strip(), day)
        event = MonthEvent(
            month=year,
            state=MonthState.RELEASED,
            by=by.strip(),
            on=day,
            last_receipt=ledger.last_receipt,
        )
        book = year_book_of(inputs, Audience.INTERNAL, day, release=event)
        _require_named(inputs, book, missing)
        with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
            write_year_files(book, inputs.dispatch.workspace, fresh[out], "zh", record)
            record.verify_unchanged()
        # Last: files that the ledger does not know of are replaced by the next run.
        ledger.note(event)
    files = sorted(p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file())
    return AssessedYear(out, tuple(files), tuple(year_remarks(book, inputs)))


def _require_releasable(ledger: LedgerRows, year: str, by: str, day: date) -> None:
    before = ledger.released(year)
    if before is not None:
        raise SourceError(Fault("yearend_released", year, year=year, on=before.on, by=before.by))
    if not by:
        raise SourceError(Fault("release_by_nobody", year))
    last_day = date(int(year), 12, 31)
    if day < last_day:
        raise SourceError(Fault("release_early", year, found=day, expected=last_day))


def _require_named(inputs: YearInputs, book: YearBook, missing: Sequence[str]) -> None:
    """Require that the units without a final form are named, each of them and no other."""
    units, year = inputs.dispatch.units, str(book.table.year)
    lacking = [unit.unit for unit in book.table.missing]
    by_name = {**{unit.name: unit.id for unit in units}, **{unit.id: unit.id for unit in units}}
    named = [by_name.get(written.strip(), written.strip()) for written in missing]
    faults = [
        Fault("release_missing", year, found=book.units[unit], unit=unit)
        for unit in lacking
        if unit not in named
    ]
    for unit in named:
        if unit not in book.units:
            table = inputs.dispatch.folder / "units.csv"
            faults.append(Fault("release_unit_unknown", table, found=unit))
        elif unit not in lacking:
            faults.append(Fault("release_not_missing", year, found=unit))
    if faults:
        raise SourceError(faults)
