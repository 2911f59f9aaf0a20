"""A form that counts → what it adds to the ledger: revisions, questions, answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from aqmap.decide.progress.checks.cell_checks import filled_cells
from aqmap.decide.progress.checks.check_context import CheckContext, EarlierAmount
from aqmap.model.dispatch.forms import CellState, FormCell, ReturnedForm
from aqmap.model.dispatch.ledger_rows import Entry, Question
from aqmap.model.dispatch.remarks import Remark, Severity
from aqmap.words import text

_TEXTS = ("scope", "problems", "next_steps")
_LEFT_OUT = ("last", *_TEXTS)
"""Fields of which a blank is nothing to be kept."""
EntryKey = tuple[str, str, str, str, str]


def changed_entries(
    form: ReturnedForm,
    standing: Mapping[EntryKey, Entry],
    context: CheckContext,
    reason: str = "",
) -> list[Entry]:
    """
    Return what a form says anew, cell by cell.

    Parameters
    ----------
    form
        One that counts.
    standing
        What stands in the ledger for its unit and month, by the entries' keys.
    context
        What stands for the month before: it is kept whatever the form says of it.
    reason
        Why values change, where the month is not open any more.

    Returns
    -------
    entries
        Of a first form every cell for a number, also the blank ones, and the texts that there are;
        of a later one what is not as it stands. The task is the plan's own.
    """
    entries = []
    for entry in _entries(form, context):
        stands = standing.get(entry.key)
        if stands is None and entry.field in _LEFT_OUT and entry.state == CellState.BLANK:
            continue
        if stands is None or _content(stands) != _content(entry):
            entries.append(replace(entry, reason=reason))
    return entries


def _entries(form: ReturnedForm, context: CheckContext) -> Iterator[Entry]:
    for row in form.rows:
        cells = {"last": _last_cell(context.last_month(form.unit, (row.indicator, row.place)))}
        cells |= filled_cells(row)
        cells |= {name: _text_cell(getattr(row, name)) for name in _TEXTS}
        for name, cell in cells.items():
            yield Entry(
                month=form.month,
                unit=form.unit,
                place=row.place,
                indicator=row.indicator,
                field=name,
                state=cell.state,
                value=cell.value,
                written=cell.written,
                approximate=cell.approximate,
            )


def _last_cell(stands: EarlierAmount | None) -> FormCell:
    """Return what the ledger has for the month before, as a cell."""
    if stands is None:
        return FormCell(cell="", written="")
    shown = "" if stands.value is None else format(stands.value, "f")
    return FormCell(cell="", written=shown, state=stands.state, value=stands.value)


def _text_cell(words: str) -> FormCell:
    words = words.strip()
    return FormCell(cell="", written=words, state=CellState.TEXT if words else CellState.BLANK)


def _content(entry: Entry) -> tuple[object, ...]:
    words = entry.written if entry.field in _TEXTS else ""
    return entry.state, entry.value, entry.approximate, words


def new_questions(
    form: ReturnedForm,
    remarks: Iterable[Remark],
    earlier: Iterable[Question],
    *,
    asked_by: str,
    asked_on: date,
) -> list[Question]:
    """Return what a unit is to be asked and was not asked yet, whether it answered or not."""
    known = {_matter(question) for question in earlier}
    questions: dict[tuple[object, ...], Question] = {}
    for remark in remarks:
        if remark.severity != Severity.ASK:
            continue
        question = Question(
            month=form.month,
            unit=form.unit,
            code=remark.code,
            cell=remark.cell,
            place=remark.place,
            indicator=remark.indicator,
            facts=remark.facts,
            asked_by=asked_by,
            asked_on=asked_on,
        )
        if _matter(question) not in known:
            questions.setdefault(_matter(question), question)
    return list(questions.values())


def answered_questions(
    remarks: Iterable[Remark], earlier: Iterable[Question], *, by: str, on: date
) -> list[Question]:
    """Return the open questions that a later form gives no more reason for, with that as answer."""
    asked = {_matter(remark) for remark in remarks if remark.severity == Severity.ASK}
    answer = text("collect.answered_by_form").zh
    return [
        replace(question, answer=answer, answered_by=by, closed_on=on)
        for question in earlier
        if question.closed_on is None and _matter(question) not in asked
    ]


def _matter(asked: Question | Remark) -> tuple[object, ...]:
    """Return what a question is about: two forms that leave the same doubt ask one question."""
    return asked.code, asked.indicator, asked.place, tuple(sorted(asked.facts.items()))
