"""Forms that were read → what becomes of each, before anything is recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from aqmap.decide.progress.checks.check_context import CheckContext
from aqmap.decide.progress.checks.earlier_amounts import earlier_amounts, reported_rows
from aqmap.decide.progress.checks.form_checks import check_form
from aqmap.decide.progress.checks.form_order import EarlierForm, order_forms
from aqmap.decide.progress.checks.ledger_changes import changed_entries
from aqmap.decide.progress.checks.unit_comparisons import (
    MonthReports,
    Rows,
    check_beside_others,
    rows_of_form,
)
from aqmap.errors import Fault
from aqmap.model.dispatch.forms import ReturnedForm
from aqmap.model.dispatch.ledger_rows import Decision, Entry, Receipt
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.pipelines.dispatch.dispatch_inputs import DispatchInputs
from aqmap.read.forms.read_form import FormReading
from aqmap.words import Text, text
from aqmap.workspace.dispatch.ledger import Ledger


@dataclass(kw_only=True)
class Judged:
    """
    A file that was read, and what becomes of it.

    Attributes
    ----------
    reading
        What it says.
    received
        The day it came in: of a file that came in before, that day.
    remarks
        All there is to say of it.
    """

    reading: FormReading
    received: date
    remarks: list[Remark] = field(default_factory=list)

    @property
    def form(self) -> ReturnedForm | None:
        """The form, if it counts."""
        return self.reading.form if self.counts else None

    @property
    def counts(self) -> bool:
        """Whether it is a form that nothing sends back."""
        is_returned = any(remark.severity == Severity.RETURN for remark in self.remarks)
        return self.reading.form is not None and not is_returned

    @property
    def unit(self) -> str:
        """The unit that it names, if it names one."""
        return self.reading.form.unit if self.reading.form else ""


def check_context(inputs: DispatchInputs, month: DispatchMonth, ledger: Ledger) -> CheckContext:
    """Return what the forms of a month are checked against."""
    settings = inputs.settings
    plan = inputs.plan_of(month)
    rules = {row.indicator: settings.rule_of(row.indicator) for row in plan.rows}
    done_stages = {indicator: rule.done for indicator, rule in rules.items() if rule.done}
    fields = dict.fromkeys(("cumulative", *(f"stage {stage}" for stage in done_stages.values())))
    indicators = inputs.workspace.indicators
    return CheckContext(
        month=month,
        cut_off=settings.last_day_that_counts(month),
        report_by=settings.last_day_to_report(month),
        plan=plan,
        units={unit.id: unit for unit in inputs.units},
        kinds={indicator: indicators[indicator].kind for indicator in rules},
        done_stages=done_stages,
        earlier=earlier_amounts(ledger.sums(fields), month, done_stages),
    )


def judge_forms(
    judged: Iterable[Judged],
    context: CheckContext,
    ledger: Ledger,
    stated_newest: Collection[str],
) -> list[Judged]:
    """
    Say of each file all there is to say, and return those that count in the order they count.

    Parameters
    ----------
    judged
        Files that were read; their remarks are added to.
    context, ledger
        What they are checked against.
    stated_newest
        Files that are stated to be the later ones of their unit and day.
    """
    standing = {entry.key: entry for entry in ledger.standing(str(context.month))}
    receipts = ledger.receipts(str(context.month))
    by_unit: dict[str, list[Judged]] = defaultdict(list)
    for file in judged:
        file.remarks += _own_remarks(file, context)
        if file.counts:
            by_unit[file.unit].append(file)
    counted: list[Judged] = []
    for unit, files in by_unit.items():
        says_else = any(
            entry.field != "last"
            for file in files
            if file.form
            for entry in changed_entries(file.form, standing, context)
        )
        earlier = _earlier_form(unit, receipts, ledger) if says_else else None
        forms = [file.form for file in files if file.form]
        received = {file.reading.sha256: file.received for file in files}
        ordered = order_forms(forms, received, earlier, stated_newest)
        by_sum = {file.reading.sha256: file for file in files}
        for form, remark in ordered.returned:
            by_sum[form.sha256].remarks.insert(0, remark)
        counted += [by_sum[form.sha256] for form in ordered.counted]
    _compare(counted, context, standing.values())
    return counted


def _compare(counted: Iterable[Judged], context: CheckContext, standing: Iterable[Entry]) -> None:
    """Add what is to be asked beside the forms of other units."""
    reported: dict[str, Rows] = dict(reported_rows(standing, context.units))
    for file in counted:
        if file.form:
            reported[file.unit] = rows_of_form(file.form, context.units[file.unit].name)
    reports = MonthReports(reported)
    for file in counted:
        if file.form:
            asked = list(check_beside_others(file.form, reports, context))
            notes = [r for r in file.remarks if r.severity == Severity.NOTE]
            file.remarks[:] = [r for r in file.remarks if r not in notes] + asked + notes


def _own_remarks(file: Judged, context: CheckContext) -> list[Remark]:
    reading = file.reading
    remarks = [fault_remark(fault, Severity.RETURN, reading.file) for fault in reading.faults]
    form = reading.form
    if form is not None and form.unit and form.month and form.plan_version:
        remarks += check_form(form, context, file.received)
    return [
        *remarks,
        *(fault_remark(fault, Severity.NOTE, reading.file) for fault in reading.remarks),
    ]


def fault_remark(fault: Fault, severity: Severity, file: str) -> Remark:
    """Return a reader's fault as a remark, so that the ledger keeps it in its own words."""
    what, do = (
        text(f"fault.{fault.code}", **fault.facts),
        text(f"fault.{fault.code}.do", **fault.facts),
    )
    facts = {"zh": what.zh, "en": what.en, "do_zh": do.zh, "do_en": do.en, "fault": fault.code}
    facts |= {key: _plain(fault.facts[key]) for key in ("found", "expected") if key in fault.facts}
    code = "unreadable" if severity == Severity.RETURN else "passed_over"
    spot = fault.at
    sheet = ""
    for part in spot.split(", "):
        word, _, rest = part.partition(" ")
        if word == "sheet":
            sheet = rest
        elif word in ("cell", "row"):
            spot = rest if word == "cell" else f"A{rest}"
    return Remark(
        severity=severity,
        code=code,
        file=file,
        sheet=sheet,
        cell="" if spot == f"sheet {sheet}" else spot,
        facts=facts,
    )


def _plain(fact: object) -> str:
    return fact.zh if isinstance(fact, Text) else str(fact)


def _earlier_form(unit: str, receipts: Iterable[Receipt], ledger: Ledger) -> EarlierForm | None:
    """Return the newest form of a unit that counts already."""
    counted = [
        receipt
        for receipt in receipts
        if receipt.unit == unit and receipt.decision == Decision.ACCEPTED and not receipt.attachment
    ]
    if not counted:
        return None
    filled_on = ledger.people(counted[-1].id).get("filled_on", "")
    return EarlierForm(received=counted[-1].received, file=counted[-1].file, filled_on=filled_on)
