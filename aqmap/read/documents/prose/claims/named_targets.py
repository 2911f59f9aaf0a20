"""
A target that is named beside what was reached, and how much of a task is done.

优于40微克/立方米的目标, 为任务39台的105%; 占年度计划的40%, 任务300户，完成240户，占80%.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from aqmap.model.figures import Role
from aqmap.read.documents.prose.discourse import TakenFigure
from aqmap.read.documents.prose.tokens import PLACE_NAMES, Kind, Token
from aqmap.read.lexicon.role_words import NAMED_AIM

_AMOUNT = "\0"
_MARGIN = "\1"
_WAY = "(?:[高低优好]于|达到?|完成|超[过出]?|未达到|控制在|距离?|逼近|接近|[与较比和])?了?"
_WHO = "(?:自治[区州]|国家|上级|地区|[州市县]里?)?(?:下达)?的?"
_TARGET = f"(?:{NAMED_AIM}|要求)(?:任务|总)?[值数量]?"
_BOUND = "(?:不[高低大小]于|不超过|不少于)?"
OF_SEVERAL_YEARS = re.compile(f"[三五]年(?:{NAMED_AIM}|规划)|十[一二三四五六]五")
"""Words of a target that is of more years than those spoken of."""
_SPAN = "(?:年度|全年|当年|年初|[三五]年|总)*(?:考核|控制|管控|既定|序时)?"
_NAMED = re.compile(
    f"[均都也仅]?{_WAY}{_WHO}{_SPAN}{_BOUND}{_AMOUNT}(?:以[上下内])?的?{_SPAN}{_TARGET}{_MARGIN}?"
    f"|(?:占|为|是)?{_WAY}了?{_WHO}{_SPAN}{_TARGET}[为是的]?{_AMOUNT}(?:以[上下内])?"
    f"(?:的{_AMOUNT}|(?:相比较?)?(?:[高低多少]|[尚还]?有|还差|[还仅]剩)?{_MARGIN}(?:的?余量|的?差距|的?空间)?"
    f"|相比较?|{_AMOUNT})?"
)
SHARE_DONE = "完成率"
"""What such a share is called."""
_TASK = f"(?:年度?|全年|当年|下达|总|[三五]年|的|目标)*(?:{NAMED_AIM})[总数量]*"
_OF_TASK = re.compile(f"(?:已?占|为|是|已?完成)了?{_TASK}的?$")
_SHARE_ALONE = re.compile("(?:已?占比?|已?完成)了?$")
_ELSE_IN_SHARE = (
    Kind.CHANGE,
    Kind.RELATIVE,
    Kind.INDICATOR,
    Kind.PLACE,
    Kind.NUMBER,
    Kind.UNCODED_PLACE,
)
_OF_ITS_OWN = PLACE_NAMES | {Kind.INDICATOR, Kind.CHANGE, Kind.RELATIVE}
_CALLED = re.compile(f"(?:{_TARGET}|要求)[值数量]?$")


def named_target(clause: Sequence[Token], before: Sequence[Token], opened: str) -> Token | None:
    """
    Return the number that a clause calls the target of what was spoken of before it, or nothing.

    Parameters
    ----------
    clause
        The clause; one that names a place or an indicator of its own is none of this kind.
    before, opened
        The clause before it and the sign between: 完成下达目标（79.8%） has it in brackets.

    Returns
    -------
    number
        The quantity; a share of the target behind it is none.
    """
    amounts = [token for token in clause if token.kind == Kind.QUANTITY]
    if not amounts or any(token.kind in _OF_ITS_OWN for token in clause):
        return None
    text = _masked(clause)
    bracket = opened.endswith(("（", "(")) and re.fullmatch(f"{_AMOUNT}(?:以[上下内])?", text)
    if bracket and before and _CALLED.search(_masked(before)):
        return amounts[0]
    shared = len(amounts) == 1 or (len(amounts) == 2 and amounts[1].unit == "%")
    return amounts[0] if shared and _NAMED.fullmatch(text) else None


def task_share(clause: Sequence[Token], taken: Sequence[TakenFigure]) -> Token | None:
    """
    Return the share of a task that is all of a clause behind what was done, or nothing.

    占80% alone is one where the two figures before it are a target and what was done of it.
    """
    number = clause[-1]
    if number.kind != Kind.QUANTITY or number.unit != "%" or not taken:
        return None
    before = "".join(token.text.strip() for token in clause[:-1])
    if any(token.kind in (*_ELSE_IN_SHARE, Kind.QUANTITY) for token in clause[:-1]):
        return None
    done = taken[-1].figure.role != Role.TARGET
    if (done and _OF_TASK.fullmatch(before)) or (
        _of_both(taken) and _SHARE_ALONE.fullmatch(before)
    ):
        return number
    return None


def _of_both(taken: Sequence[TakenFigure]) -> bool:
    """Return whether the last two figures are a target and what was done of it."""
    pair = [one.figure for one in taken[-2:]]
    same = len({(figure.indicator_written, figure.unit, figure.place) for figure in pair}) == 1
    return same and len({figure.role == Role.TARGET for figure in pair}) == 2


def _masked(clause: Sequence[Token]) -> str:
    """Return the clause's text with a sign for each number, and one for what it is missed by."""
    return "".join(
        _AMOUNT if t.kind == Kind.QUANTITY else _MARGIN if t.reason == "margin" else t.text.strip()
        for t in clause
    ).rstrip("。！？")
