"""How much of a task is done, told as a share: 占年度计划的40%, 任务300户，完成240户，占80%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aqmap.model.figures import Role
from aqmap.read.documents.prose.discourse import TakenFigure
from aqmap.read.documents.prose.tokens import Kind, Token
from aqmap.read.lexicon.role_words import NAMED_AIM

SHARE_DONE = "完成率"
"""What such a share is called."""
_TASK = f"(?:年度?|全年|当年|下达|总|[三五]年|的|目标)*(?:{NAMED_AIM})[总数量]*"
_OF_TASK = re.compile(f"(?:已?占|为|是|已?完成)了?{_TASK}的?$")
_ALONE = re.compile("(?:已?占比?|已?完成)了?$")
_ELSE = (Kind.CHANGE, Kind.RELATIVE, Kind.INDICATOR, Kind.PLACE, Kind.NUMBER, Kind.UNCODED_PLACE)


def task_share(clause: Sequence[Token], taken: Sequence[TakenFigure]) -> Token | None:
    """
    Return the share of a task that is all of a clause behind what was done, or nothing.

    占80% alone is one where the two figures before it are a target and what was done of it.
    """
    number = clause[-1]
    if number.kind != Kind.QUANTITY or number.unit != "%" or not taken:
        return None
    before = "".join(token.text.strip() for token in clause[:-1])
    if any(token.kind in (*_ELSE, Kind.QUANTITY) for token in clause[:-1]):
        return None
    done = taken[-1].figure.role != Role.TARGET
    if (done and _OF_TASK.fullmatch(before)) or (_of_both(taken) and _ALONE.fullmatch(before)):
        return number
    return None


def _of_both(taken: Sequence[TakenFigure]) -> bool:
    """Return whether the last two figures are a target and what was done of it."""
    pair = [one.figure for one in taken[-2:]]
    same = len({(figure.indicator_written, figure.unit, figure.place) for figure in pair}) == 1
    return same and len({figure.role == Role.TARGET for figure in pair}) == 2
