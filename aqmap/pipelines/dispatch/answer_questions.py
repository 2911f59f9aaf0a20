"""The questions to units: read with their history, and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.model.dispatch.ledger_rows import Question
from aqmap.model.dispatch.months import dispatch_month
from aqmap.pipelines.dispatch.collect_forms import SLIPS
from aqmap.pipelines.dispatch.dispatch_inputs import (
    DispatchInputs,
    month_asked,
    read_dispatch_inputs,
    require_past,
)
from aqmap.pipelines.dispatch.ledger_outputs import row_words, write_slips
from aqmap.pipelines.protected_files import protected_from_drawing
from aqmap.words import Lang, Text, text
from aqmap.workspace.dispatch.ledger import FILE, ledger_to_read, ledger_to_write
from aqmap.workspace.workspace import require_workspace


def list_questions(
    folder: Path, month: str, *, unit: str = "", open_only: bool = False
) -> tuple[DispatchInputs, list[Question]]:
    """
    Return the questions of a month, oldest first, with their answers.

    Parameters
    ----------
    folder, month
        Of which workspace and month.
    unit
        Only those to one unit, by its id or name.
    open_only
        Only those without an answer.

    Raises
    ------
    AqmapError
        If the workspace, the month or the ledger cannot be used.
    """
    require_workspace(folder)
    inputs = read_dispatch_inputs(folder)
    asked = month_asked(month, inputs.settings, inputs.workspace)
    ids = {u.name: u.id for u in inputs.units}
    with ledger_to_read(inputs.folder) as ledger:
        questions = ledger.questions(str(asked), unit=ids.get(unit, unit))
        known = {*ids.values(), *(receipt.unit for receipt in ledger.receipts())}
    if unit and ids.get(unit, unit) not in known:
        raise SourceError(Fault("unit_of_questions", inputs.folder / "units.csv", found=unit))
    return inputs, [q for q in questions if not open_only or q.closed_on is None]


def answer_question(
    folder: Path,
    number: int,
    answer: str,
    by: str,
    on: date,
    *,
    overwrite: bool = False,
    lang: Lang = "zh",
) -> tuple[DispatchInputs, Question]:
    """
    Close a question with its answer, and write the month's slips anew.

    Parameters
    ----------
    folder
        The workspace.
    number
        Of the question, as slips and `list_questions` show it.
    answer, by, on
        What the unit says, who brings it in, and the day.
    overwrite
        Replace slips that were changed since aqmap wrote them.
    lang
        Of the slips.

    Raises
    ------
    SourceError
        If there is no such question, if it is answered already, answer or name are empty, or the
        day is before it was asked or still to come.
    """
    require_workspace(folder)
    inputs = read_dispatch_inputs(folder)
    ledger_file = inputs.folder / FILE
    if not answer.strip() or not by.strip():
        raise SourceError(Fault("answer_empty", ledger_file, found=number))
    require_past(on, ledger_file, "--on")
    with ledger_to_write(inputs.folder) as ledger:
        question = next((q for q in ledger.questions() if q.id == number), None)
        if question is None:
            raise SourceError(Fault("question_unknown", ledger_file, found=number))
        if question.closed_on is not None:
            answered = {"by": question.answered_by, "answer": question.answer}
            on_day = question.closed_on
            raise SourceError(
                Fault("question_closed", ledger_file, found=number, on=on_day, **answered)
            )
        if on < question.asked_on:
            asked_on = question.asked_on
            raise SourceError(Fault("answer_early", ledger_file, found=on, expected=asked_on))
        month = dispatch_month(question.month)
        out = folder / SLIPS / question.month
        protected = protected_from_drawing(folder, overwrite=overwrite)
        with write_outputs([Target(out, Sort.FOLDER)], protected) as fresh:
            ledger.close(number, answer.strip(), by.strip(), on)
            write_slips(inputs, month, ledger, fresh[out], day=on, lang=lang)
        (question,) = (q for q in ledger.questions(question.month) if q.id == number)
    return inputs, question


def question_lines(inputs: DispatchInputs, questions: list[Question]) -> Iterator[Text]:
    """Yield each question with its history: asked by whom and when, answered by whom and when."""
    if not questions:
        yield text("collect.question.none")
    names = {unit.id: unit.name for unit in inputs.units}
    rows: dict[str, dict[tuple[str, str], str]] = {}
    for question in questions:
        if question.month not in rows:
            rows[question.month] = row_words(inputs, dispatch_month(question.month))
        row = rows[question.month].get((question.indicator, question.place), "")
        found = text(f"remark.{question.code}", **question.facts)
        where = " ".join(
            filter(None, (names.get(question.unit) or _gone(question.unit), row, question.cell))
        )
        yield text(
            "collect.question.asked",
            number=question.id,
            where=where,
            found=found,
            by=question.asked_by or "-",
            on=question.asked_on,
        )
        if question.closed_on is not None:
            facts = {"answer": question.answer, "by": question.answered_by}
            yield text("collect.question.answered", on=question.closed_on, **facts)


def _gone(unit: str) -> str:
    """Return what a unit is called that is on the list no more."""
    return text("collect.question.gone", unit=unit).zh


def question_table(questions: list[Question]) -> list[dict[str, Any]]:
    """Return the same for machines."""
    return [
        {
            "number": question.id,
            "month": question.month,
            "unit": question.unit,
            "code": question.code,
            "cell": question.cell,
            "indicator": question.indicator,
            "place": question.place,
            "found": text(f"remark.{question.code}", **question.facts).zh,
            "asked_by": question.asked_by,
            "asked_on": question.asked_on.isoformat(),
            "answer": question.answer,
            "answered_by": question.answered_by,
            "closed_on": question.closed_on.isoformat() if question.closed_on else None,
        }
        for question in questions
    ]
