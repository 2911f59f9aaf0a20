"""What was judged → receipts in the ledger, one transaction a form, and copies beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from aqmap.decide.progress.checks.check_context import CheckContext
from aqmap.decide.progress.checks.ledger_changes import (
    answered_questions,
    changed_entries,
    new_questions,
)
from aqmap.files.file_content import FileContent
from aqmap.model.dispatch.collected import CollectedFile, Outcome
from aqmap.model.dispatch.forms import ReturnedForm
from aqmap.model.dispatch.ledger_rows import Decision, Receipt
from aqmap.pipelines.dispatch.collection.form_judgement import Judged
from aqmap.pipelines.dispatch.collection.received_copies import keep_copy
from aqmap.pipelines.dispatch.dispatch_inputs import DispatchInputs
from aqmap.read.forms.read_form import FormReading
from aqmap.workspace.dispatch.ledger import Ledger


@dataclass
class FormRecording:
    """
    Records what came in for a month.

    Attributes
    ----------
    inputs, context, ledger
        The workspace, what forms were checked against, and where they go.
    received
        The day of what comes in for the first time.
    asks, reason
        Who asks the questions, and why values change if the month is no longer open.
    """

    inputs: DispatchInputs
    context: CheckContext
    ledger: Ledger
    received: date
    asks: str
    reason: str
    earlier: dict[str, list[Receipt]] = field(init=False)

    def __post_init__(self) -> None:
        self.earlier = {}
        for receipt in self.ledger.receipts(self.month):
            self.earlier.setdefault(receipt.sha256, []).append(receipt)

    @property
    def month(self) -> str:
        """The month as the ledger writes it."""
        return str(self.context.month)

    def day_of(self, sha256: str) -> date:
        """Return the day that a file came in: of one that came in before, that day."""
        before = self.earlier.get(sha256)
        return before[0].received if before else self.received

    def counting(self, sha256: str, *, attachment: bool = False) -> Receipt | None:
        """Return the receipt of a file that counts, or is kept, already."""
        for receipt in self.earlier.get(sha256, ()):
            if receipt.decision == Decision.ACCEPTED and receipt.attachment == attachment:
                return receipt
        return None

    def is_new(self, file: Judged) -> bool:
        """Return whether a file gets a receipt: not if it was sent back before and is again."""
        return file.counts or file.reading.sha256 not in self.earlier

    def changes_values(self, file: Judged) -> bool:
        """Return whether a file changes what the ledger has: what only comes in beside does not."""
        if file.form is None:
            return False
        standing = {e.key: e for e in self.ledger.standing(self.month, unit=file.unit)}
        changed = changed_entries(file.form, standing, self.context)
        return any(entry.field != "last" for entry in changed)

    def again(self, content: FileContent, receipt: Receipt) -> CollectedFile:
        """Return what became of a file that counts already."""
        return CollectedFile(
            file=str(content.path),
            unit=receipt.unit,
            outcome=Outcome.KEPT if receipt.attachment else Outcome.ACCEPTED,
            again=True,
            received=receipt.received,
            late=receipt.late,
            remarks=tuple(self.ledger.remarks(receipt.id)),
        )

    def record(self, file: Judged, content: FileContent) -> CollectedFile:
        """Keep a copy of a form and record it; one sent back again is left as it is."""
        reading, form = file.reading, file.form
        receipt = Receipt(
            month=self.month,
            unit=file.unit,
            received=file.received,
            file=reading.file,
            sha256=reading.sha256,
            plan_version=reading.form.plan_version if reading.form else "",
            decision=Decision.ACCEPTED if form else Decision.RETURNED,
            late=file.received > self.context.report_by,
        )
        outcome = CollectedFile(
            file=reading.file,
            unit=file.unit,
            outcome=Outcome.ACCEPTED if form else Outcome.RETURNED,
            again=not self.is_new(file),
            received=file.received,
            late=receipt.late,
            remarks=tuple(file.remarks),
        )
        if outcome.again:
            return outcome
        keep_copy(self.inputs.folder, self.month, self._known(file.unit), content)
        if form is None:
            self.ledger.record(receipt, people=_people(reading), remarks=file.remarks)
            return outcome
        return replace(outcome, changes=self._record_counted(receipt, file, form))

    def _record_counted(self, receipt: Receipt, file: Judged, form: ReturnedForm) -> int:
        """Record a form that counts; return how many cells it says anew."""
        standing = {e.key: e for e in self.ledger.standing(self.month, unit=form.unit)}
        entries = changed_entries(form, standing, self.context, self.reason)
        asked = self.ledger.questions(self.month, unit=form.unit)
        on, name = file.received, self.context.units[form.unit].name
        questions = new_questions(form, file.remarks, asked, asked_by=self.asks, asked_on=on)
        self.ledger.record(
            receipt,
            entries,
            questions,
            _people(file.reading),
            remarks=file.remarks,
            answered=answered_questions(file.remarks, asked, by=name, on=on),
        )
        return len(entries)

    def keep_scan(self, scan: FileContent, unit: str) -> CollectedFile:
        """Keep a sealed scan, unread."""
        before = self.counting(scan.sha256, attachment=True)
        if before:
            return self.again(scan, before)
        unit = self._known(unit)
        keep_copy(self.inputs.folder, self.month, unit, scan)
        receipt = Receipt(
            month=self.month,
            unit=unit,
            received=self.received,
            file=str(scan.path),
            sha256=scan.sha256,
            decision=Decision.ACCEPTED,
            attachment=True,
        )
        number = self.ledger.record(receipt)
        self.earlier.setdefault(scan.sha256, []).append(replace(receipt, id=number))
        return CollectedFile(
            file=receipt.file, unit=unit, outcome=Outcome.KEPT, received=self.received
        )

    def _known(self, unit: str) -> str:
        return unit if unit in self.context.units else ""


def _people(reading: FormReading) -> dict[str, str]:
    """Return who signed, and the day of filling: what the ledger alone keeps."""
    form = reading.form
    if form is None:
        return {}
    people = {role: name for role, name in form.people.items() if name}
    return {**people, "filled_on": form.filled_on} if form.filled_on else people
