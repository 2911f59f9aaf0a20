"""What the cells of a list of measures tell: what is to be done, and what was done of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from aqmap.model.figures import APPROXIMATE, Basis, Figure, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Mark, Passage
from aqmap.model.units import same_quantity
from aqmap.read.documents.context import Context
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.lexicon.cell_values import read_cell
from aqmap.read.lexicon.dates import SAME_YEAR, cut_off, find_periods
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import WORK_DONE, WORK_TO_DO

_LABEL = 12  # characters: a longer text is no header
_WORK = "完成|淘汰|拆除|整治|改造|建成|新建|种植|造林|铺设|更换|安装|新增"
_ANSWER = re.compile(
    rf"(?:截[止至][^，,。；]{{1,10}}?[，,]?)?(?:已|现|共|实际|全部|全年)*(?:{_WORK})?(?:了)?"
    r"(?P<number>[0-9][0-9,.]*[余多]?[^\W\d]{1,5}?(?:/[^\W\d]+)?|[0-9][0-9,.]*[%])"
    rf"(?:(?:[，,]?(?:已|均|全部|任务)*(?:{_WORK}|竣工|到位|建成|投运))?)"
    r"(?P<rest>[，,](?:(?:超|占|完成率|剩|尚).*))?[。；]?"
)
_TELLING = re.compile("内容|任务|措施|目标|情况|要求|进展|成效|事项")
_RESTS = {"超": "excess", "占": "share", "完": "share", "剩": "margin", "尚": "margin"}


def heads_of(rows: Sequence[Sequence[Passage]]) -> Mapping[int, Role]:
    """Return which columns of a table tell what is to be done, and which what was done."""
    for row in rows:
        texts = [one_line(cell.text) for cell in row]
        filled = {text for text in texts if text}
        if len(filled) < 2:
            continue
        roles = {index: role for index, text in enumerate(texts) if (role := role_told(text))}
        headed = roles and not any(re.search(r"\d", text) for text in filled)
        return roles if headed and len(roles) + _others(texts, roles) > 1 else {}
    return {}


def telling_columns(rows: Sequence[Sequence[Passage]]) -> set[int]:
    """Return which columns of a table are headed as those that tell what is done: 具体内容."""
    for row in rows:
        texts = [one_line(cell.text) for cell in row]
        if len({text for text in texts if text}) > 1:
            return {
                n for n, text in enumerate(texts) if len(text) <= _LABEL and _TELLING.search(text)
            }
    return set()


def _others(texts: Sequence[str], roles: Mapping[int, Role]) -> int:
    """Return how many columns beside those have a short header."""
    return sum(0 < len(t) <= _LABEL for index, t in enumerate(texts) if index not in roles)


def role_told(label: str) -> Role | None:
    """Return whether a label heads what is to be done (整改措施) or what was done (落实情况)."""
    plain = one_line(label)
    if len(plain) > _LABEL:
        return None
    if re.search(WORK_DONE, plain):
        return Role.MEASURED
    return Role.TARGET if re.search(WORK_TO_DO, plain) else None


def answer(
    cell: Passage, number: int, task: Figure, context: Context, before: int
) -> tuple[Figure, tuple[Mark, ...]] | None:
    """
    Return what a cell that only counts (已淘汰231辆) says was done of its row's one task.

    Parameters
    ----------
    cell, number
        The cell, and its table's number.
    task
        What the row says is to be done.
    context
        Its period is that of what was done, unless the cell says until when.
    before
        How many figures the table gave before.

    Returns
    -------
    answer
        The figure, and the cell's marks; none where the cell says more, or counts in another unit.
    """
    match = _ANSWER.fullmatch(cell.text)
    count = read_cell(match["number"]) if match else None
    if not match or not count or count.value is None:
        return None
    if not same_quantity(count.unit, task.unit_written):
        return None
    value = count.value
    if task.indicator:
        known = context.indicators[task.indicator]
        value = context.indicators.converted(known, value, count.unit) or value
    mentions = find_periods(cell.text[: match.start("number")])
    told = [m.period.replace(SAME_YEAR, context.period[:4]) for m in mentions if m.period]
    period = told[0] if len(told) == 1 else context.period
    figure = replace(
        task,
        id=key_in_block(before),
        period=period,
        as_of=cut_off(period),
        role=Role.MEASURED,
        comparator=None,
        baseline_period="",
        value=value,
        unit=task.unit if task.indicator else count.unit,
        value_written=match["number"],
        unit_written=count.unit,
        basis=Basis.REPORT,
        locator=Locator.in_table(number, cell.at),
        note=APPROXIMATE if count.about else "",
    )
    marks = [Mark(0, match.end("number"), (figure.id,))]
    if rest := match["rest"]:
        marks.append(Mark(*match.span("rest"), reason=_RESTS[rest[1]]))
    return figure, tuple(marks)
