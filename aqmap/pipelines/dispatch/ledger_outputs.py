"""What is written from the ledger whenever it has grown: its table, and the slips of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version as version_of
from pathlib import Path, PurePath

from aqmap._version import __version__
from aqmap.files.file_names import safe_file_name
from aqmap.files.outputs import MANIFEST, checksum
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import Decision, Question, Receipt
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.model.dispatch.unit_slips import Slip, SlipItem, SlipKind
from aqmap.pipelines.dispatch.dispatch_inputs import DispatchInputs
from aqmap.words import Lang, text
from aqmap.workspace.dispatch.ledger import LINE_COLUMNS, Ledger

LEDGER_TABLE = "ledger.csv"
_NOBODY = ""


def write_ledger_table(inputs: DispatchInputs, ledger: Ledger, path: Path) -> None:
    """Write the ledger's values as a table, without anybody's name or telephone."""
    from aqmap.render.exchange.ledger_csv import write_ledger_csv

    indicators = inputs.workspace.indicators
    names = {key: indicators[key].name.zh for key in indicators}
    names |= {place.code: place.name.zh for place in inputs.workspace.places.by_code.values()}
    names |= {unit.id: unit.name for unit in inputs.units}
    remark = text("collect.table").zh
    write_ledger_csv(ledger.lines(), LINE_COLUMNS, path, names=names, remark=remark)


def write_slips(
    inputs: DispatchInputs,
    month: DispatchMonth,
    ledger: Ledger,
    folder: Path,
    *,
    day: date,
    lang: Lang,
) -> None:
    """
    Write a month's slips as they stand in the ledger.

    Parameters
    ----------
    inputs, month, ledger
        Whose slips.
    folder
        Empty; its manifest is written too.
    day, lang
        Of the slips.
    """
    from aqmap.render.exchange.manifest import write_manifest
    from aqmap.render.forms.slips import write_slip

    for slip in _slips(inputs, month, ledger, day):
        (folder / f"{slip.name}.docx").write_bytes(write_slip(slip, lang))
    outputs = {path.name: checksum(path) for path in sorted(folder.iterdir())}
    write_manifest(
        folder / MANIFEST,
        version=__version__,
        audience=Audience.INTERNAL,
        inputs={},
        outputs=outputs,
        fingerprints={},
        libraries={"python-docx": version_of("python-docx")},
    )


def _slips(
    inputs: DispatchInputs, month: DispatchMonth, ledger: Ledger, day: date
) -> Iterator[Slip]:
    rows = row_words(inputs, month)
    names = {unit.id: unit.name for unit in inputs.units}
    compiler = inputs.settings.compiler
    used: set[str] = set()
    for receipt in _standing_returns(ledger.receipts(str(month))):
        unit = names.get(receipt.unit) or PurePath(receipt.file).name
        remarks = ledger.remarks(receipt.id)
        yield Slip(
            kind=SlipKind.RETURN,
            name=_free(text("slip.return.file", unit=unit).zh, used),
            unit_name=unit,
            month=month,
            file=receipt.file,
            received=receipt.received,
            compiler=compiler,
            day=day,
            items=tuple(_return_item(*pair, rows) for pair in enumerate(remarks, 1)),
        )
    asked: dict[str, list[Question]] = {}
    for question in ledger.questions(str(month)):
        if question.closed_on is None:
            asked.setdefault(question.unit, []).append(question)
    for unit_id, questions in asked.items():
        unit = names.get(unit_id, unit_id)
        yield Slip(
            kind=SlipKind.VERIFY,
            name=_free(text("slip.verify.file", unit=unit).zh, used),
            unit_name=unit,
            month=month,
            file="",
            received=None,
            compiler=compiler,
            day=day,
            items=tuple(_question_item(question, rows) for question in questions),
        )


def _standing_returns(receipts: list[Receipt]) -> list[Receipt]:
    """Return what was sent back and not made good by a later form that counts."""
    newest: dict[str, int] = {}
    for receipt in receipts:
        if receipt.decision == Decision.ACCEPTED and not receipt.attachment:
            newest[receipt.unit] = receipt.id
    return [
        receipt
        for receipt in receipts
        if receipt.decision == Decision.RETURNED
        and (receipt.unit == _NOBODY or receipt.id > newest.get(receipt.unit, 0))
    ]


def row_words(inputs: DispatchInputs, month: DispatchMonth) -> dict[tuple[str, str], str]:
    """Return what a row of a form is called: its number, its words, its place."""
    places = inputs.workspace.places
    return {
        (row.indicator, task.place): f"{row.number} {row.written}（{places[task.place].name.zh}）"
        for row in inputs.plan_of(month).rows
        for task in row.tasks
    }


def _return_item(number: int, remark: Remark, rows: dict[tuple[str, str], str]) -> SlipItem:
    return SlipItem(
        number=number,
        row=rows.get((remark.indicator, remark.place), ""),
        cell=remark.cell,
        found=remark.said,
        remedy=remark.remedy,
        severity=remark.severity,
    )


def _question_item(question: Question, rows: dict[tuple[str, str], str]) -> SlipItem:
    return SlipItem(
        number=question.id,
        row=rows.get((question.indicator, question.place), ""),
        cell=question.cell,
        found=text(f"remark.{question.code}", **question.facts),
        remedy=text(f"remark.{question.code}.do", **question.facts),
        severity=Severity.ASK,
    )


def _free(name: str, used: set[str]) -> str:
    """Return a file's name that no other slip has."""
    wanted = safe_file_name(name)
    free, number = wanted, 2
    while free.casefold() in used:
        free, number = f"{wanted}-{number}", number + 1
    used.add(free.casefold())
    return free
