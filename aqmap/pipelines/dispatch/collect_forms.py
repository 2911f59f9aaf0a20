"""The road from what units returned to the ledger: read, judge, record, and write slips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from aqmap.decide.progress.unit_status import unit_statuses
from aqmap.errors import Fault, SourceError
from aqmap.files.file_names import readable_path
from aqmap.files.outputs import Protected, Sort, Target, write_outputs
from aqmap.model.dispatch.collected import CollectedFile, Collection
from aqmap.model.dispatch.ledger_rows import MonthState
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.pipelines.dispatch.collection.form_judgement import Judged, check_context, judge_forms
from aqmap.pipelines.dispatch.collection.form_readings import read_forms
from aqmap.pipelines.dispatch.collection.form_recording import FormRecording
from aqmap.pipelines.dispatch.collection.received_contents import ReceivedContents
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    month_asked,
    read_dispatch_inputs,
    require_past,
)
from aqmap.pipelines.dispatch.ledger_outputs import (
    LEDGER_TABLE,
    row_words,
    write_ledger_table,
    write_slips,
)
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.progress import Progress, silent
from aqmap.words import Lang
from aqmap.workspace.dispatch.ledger import Ledger, ledger_to_write
from aqmap.workspace.workspace import require_workspace

SLIPS = "slips"


@dataclass(frozen=True, kw_only=True)
class CollectChoice:
    """
    How forms are collected.

    Attributes
    ----------
    received
        The day they came in; today without it. A file that came in before keeps its day.
    by
        Who asks; the compiler of ``dispatch.toml`` without it.
    reason
        Why values change: needed where the month is closed or released.
    newest
        Names of files that are the later ones of their unit and day.
    out
        The folder of the slips; ``slips/2021-09`` in the workspace without it.
    overwrite
        Replace slips and tables that were changed since aqmap wrote them.
    lang
        Of the slips.
    """

    received: date | None = None
    by: str = ""
    reason: str = ""
    newest: tuple[str, ...] = ()
    out: Path | None = None
    overwrite: bool = False
    lang: Lang = "zh"


def collect_forms(
    folder: Path,
    month: str,
    given: Path,
    choice: CollectChoice | None = None,
    *,
    progress: Progress = silent,
) -> Collection:
    """
    Take what units returned for a month into the ledger.

    Parameters
    ----------
    folder
        The workspace.
    month
        As written: 2021-09.
    given
        A folder, a zip, or a single form.
    choice, progress
        How; called as the steps go by.

    Returns
    -------
    collection
        What became of every file, and how every unit's report stands now. One bad form stops no
        other; a run that is killed leaves whole forms in the ledger, and the next one goes on.

    Raises
    ------
    AqmapError
        If nothing can be begun: the settings, the units or the plan have faults, another process
        writes the ledger, the month has not begun, the day is still to come, the month is closed
        or released and no reason is given; if there is nothing to read; if the slips or the
        ledger's table cannot be written.
    """
    require_workspace(folder)
    inputs = read_dispatch_inputs(folder)
    asked = month_asked(month, inputs.settings, inputs.workspace)
    chosen = choice or CollectChoice()
    received = chosen.received or date.today()
    if received < asked.first_day:
        expected = asked.first_day
        raise SourceError(Fault("month_not_begun", asked, found=received, expected=expected))
    require_past(received, asked, "--received")
    out = chosen.out or folder / SLIPS / str(asked)
    table = inputs.folder / LEDGER_TABLE
    closed = protected_from_drawing(folder)
    protected = Protected(
        inputs=[*closed.inputs, given], closed=closed.closed, overwrite=chosen.overwrite
    )
    targets = [Target(out, Sort.FOLDER), Target(table, Sort.TABLE)]
    with ledger_to_write(inputs.folder) as ledger, write_outputs(targets, protected) as fresh:
        contents = ReceivedContents(given, received)
        context = check_context(inputs, asked, ledger)
        compiler = inputs.settings.compiler
        asks = chosen.by.strip() or (compiler.zh if compiler else "")
        recording = FormRecording(inputs, context, ledger, received, asks, chosen.reason.strip())
        files = _collect(contents, recording, chosen.newest, progress)
        write_ledger_table(inputs, ledger, fresh[table])
        write_slips(inputs, asked, ledger, fresh[out], day=received, lang=chosen.lang)
        return _collection(inputs, asked, ledger, files)


def _collect(
    contents: ReceivedContents,
    recording: FormRecording,
    stated_newest: Iterable[str],
    progress: Progress,
) -> list[CollectedFile]:
    """Read, judge and record everything; return what became of each file."""
    known = {
        content.sha256: receipt
        for content in contents.forms
        if (receipt := recording.counting(content.sha256))
    }
    to_read = {c.sha256: c for c in contents.forms if c.sha256 not in known}
    progress("step.collect", 0, len(to_read))
    judged = [
        Judged(reading=reading, received=recording.day_of(reading.sha256))
        for reading in read_forms(list(to_read.values()))
    ]
    stated = {str(readable_path(Path(name))) for name in stated_newest}
    names = {str(c.path) for c in contents.forms} | set(contents.doubles)
    names |= {PurePosixPath(name).name for name in names}
    if not stated <= names:
        missing = sorted(stated - names)
        raise SourceError([Fault("newest_unknown", contents.given, found=n) for n in missing])
    newest = {str(c.path) for c in contents.forms if {str(c.path), c.path.name} & stated}
    counted = judge_forms(judged, recording.context, recording.ledger, newest)
    units = {file.reading.file: file.unit for file in judged}
    again = [content for content in contents.forms if content.sha256 in known]
    units |= {str(content.path): known[content.sha256].unit for content in again}
    inputs = recording.inputs
    unit_names = {
        unit.id: [unit.name, *(inputs.workspace.places[code].name.zh for code in unit.places[:1])]
        for unit in inputs.units
    }
    scans = contents.scans(units, unit_names)
    in_order = [*counted, *(file for file in judged if not file.counts)]
    if not recording.reason and any(map(recording.changes_values, in_order)):
        _require_open(recording.context.month, recording.ledger)
    files = [recording.again(content, known[content.sha256]) for content in again]
    for number, file in enumerate(in_order):
        files.append(recording.record(file, to_read[file.reading.sha256]))
        progress("step.collect", number + 1, len(to_read))
    by_name = {file.file: file for file in files}
    files += [
        replace(by_name[first], file=name, same_as=first, again=True, changes=0, remarks=())
        for name, first in contents.doubles.items()
    ]
    files += [recording.keep_scan(scan, unit) for scan, unit in scans]
    return [*files, *contents.refused]


def _require_open(month: DispatchMonth, ledger: Ledger) -> None:
    """Refuse to change a month that is closed or released without a reason."""
    state = ledger.state_of(str(month))
    if state != MonthState.OPEN:
        event = ledger.events(str(month))[-1]
        code = "month_released" if state == MonthState.RELEASED else "month_closed"
        raise SourceError(Fault(code, month, on=event.on, by=event.by))


def _collection(
    inputs: DispatchInputs, month: DispatchMonth, ledger: Ledger, files: Iterable[CollectedFile]
) -> Collection:
    questions = ledger.questions(str(month))
    statuses = unit_statuses(
        inputs.units,
        inputs.plan_of(month),
        cut_off=inputs.settings.last_day_that_counts(month),
        receipts=ledger.receipts(str(month)),
        entries=ledger.standing(str(month)),
        questions=questions,
    )
    return Collection(
        month=month,
        state=ledger.state_of(str(month)),
        files=tuple(files),
        units=statuses,
        open_questions=sum(question.closed_on is None for question in questions),
        unit_names={unit.id: unit.name for unit in inputs.units},
        row_names=row_words(inputs, month),
    )
