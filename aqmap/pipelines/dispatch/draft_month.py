"""The road from the ledger to a month's drafts, and to the files of its release once more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Protected, Sort, Target, write_outputs
from aqmap.files.read_record import ReadRecord, recording
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import LedgerRows, MonthEvent
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.periods import day_text
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    month_asked,
    read_dispatch_inputs,
)
from aqmap.pipelines.dispatch.month_books import month_book_of
from aqmap.pipelines.dispatch.month_files import write_month_files
from aqmap.pipelines.dispatch.progress_maps import month_maps, read_outlines
from aqmap.pipelines.dispatch.release_folder import RELEASES, released_files
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Lang, Text, listed, text
from aqmap.workspace.dispatch.ledger import ledger_to_read
from aqmap.workspace.dispatch.settings import FILE
from aqmap.workspace.workspace import require_workspace

if TYPE_CHECKING:
    from aqmap.read.geodata.boundaries import Boundaries

MONTHLY = "monthly"


@dataclass(frozen=True)
class DraftedMonth:
    """
    What `draft_month` did.

    Attributes
    ----------
    month, out
        The month, and the folder that was written.
    files
        What is in it, in order.
    remarks
        What should be known of it.
    """

    month: DispatchMonth
    out: Path
    files: tuple[str, ...]
    remarks: tuple[Text, ...]


def draft_month(
    folder: Path,
    month: str,
    *,
    out: Path | None = None,
    as_released: bool = False,
    audience: Audience | str | None = None,
    overwrite: bool = False,
    lang: Lang = "zh",
) -> DraftedMonth:
    """
    Write a month as the ledger has it now, whole or not at all.

    Parameters
    ----------
    folder
        The workspace.
    month
        As written: 2021-09.
    out
        The folder to write; by default ``monthly/2021-09`` in the workspace.
    as_released
        Write it as it was released: the very bytes of ``releases/2021-09/``, where that is whole.
    audience
        Whom it is for; by default as ``aqmap.toml`` says.
    overwrite
        Replace files that were changed since aqmap wrote them.
    lang
        Of the files' words.

    Raises
    ------
    AqmapError
        With all faults; `out` is then as it was.
    """
    require_workspace(folder)
    with recording() as record:
        inputs = read_dispatch_inputs(folder)
        asked = month_asked(month, inputs.settings, inputs.workspace)
        with ledger_to_read(inputs.folder) as opened:
            ledger = opened.all_rows()
        outlines = read_outlines(inputs)
    kind = Audience(audience or inputs.workspace.settings.audience)
    release = ledger.released(str(asked))
    if as_released and release is None:
        raise SourceError(Fault("not_released", asked))
    if not (as_released or kind.gets_unpublished):
        raise SourceError(Fault("public_draft", asked))
    destination = out or folder / MONTHLY / str(asked)
    with write_outputs([Target(destination, Sort.FOLDER)], _protected(folder, overwrite)) as fresh:
        new = fresh[destination]
        remarks: list[Text] = []
        if as_released and release:
            remarks += _write_released(
                inputs, outlines, asked, ledger, new, kind=kind, lang=lang, record=record
            )
        else:
            book = month_book_of(inputs, asked, ledger, kind)
            maps = month_maps(inputs, outlines, book, ledger)
            write_month_files(book, inputs.workspace, new, lang, record, maps=maps)
            remarks += [] if maps else [text("monthly.remark.no_outlines")]
            remarks += _draft_remarks(book, release)
        files = sorted(p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file())
        record.verify_unchanged()
    return DraftedMonth(asked, destination, tuple(files), tuple(remarks))


def _protected(folder: Path, overwrite: bool) -> Protected:  # noqa: FBT001
    protected = protected_from_drawing(folder, overwrite=overwrite)
    return replace(protected, inputs=[*protected.inputs, folder / FILE])


def _write_released(
    inputs: DispatchInputs,
    outlines: Boundaries | None,
    month: DispatchMonth,
    ledger: LedgerRows,
    new: Path,
    *,
    kind: Audience,
    lang: Lang,
    record: ReadRecord,
) -> list[Text]:
    """Write the files of a release; return what should be known where they are not its own."""
    where = inputs.workspace.folder / RELEASES / str(month)
    kept = released_files(where)
    if kept is not None and kind is Audience.INTERNAL and lang == "zh":
        for name, content in kept.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
        return []
    held = ledger.as_released(str(month))
    book = month_book_of(inputs, month, held, kind)
    maps = month_maps(inputs, outlines, book, held)
    write_month_files(book, inputs.workspace, new, lang, record, maps=maps)
    return [] if kept else [text("monthly.remark.release_not_whole", folder=where)]


def _draft_remarks(book: MonthBook, release: MonthEvent | None) -> Iterator[Text]:
    missing = [book.units[unit.unit] for unit in book.missing()]
    if missing:
        yield text("monthly.remark.missing", count=len(missing), names=listed(missing))
    if book.open_questions():
        yield text("monthly.remark.questions", count=len(book.open_questions()))
    if release is not None:
        facts = {"day": day_text(release.on), "by": release.by}
        yield text("monthly.remark.released", **facts)
