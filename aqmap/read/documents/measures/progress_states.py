"""How far a report says that an action is: done, under way, on schedule."""

from __future__ import annotations

import re

from aqmap.model.measures import State

_DAY = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?[底末]?前?"
_ADVERBS = f"(?:目前|现|均|都|已经?于{_DAY}|已经?|全部|全面|整体|正在?|按要求)*"
_OF_ALL = "(?:(?:该|此|本)(?:项|条)?(?:工作|任务|措施|问题|整改|整改任务|整改措施)?)"
_STATES: tuple[tuple[State, str], ...] = (
    (
        State.ON_SCHEDULE,
        "(?:按期|按时序进度|按时序|按序时进度|按序时|按计划)(?:有序)?(?:推进|开展|进行|实施)?中?"
        "|(?:已)?(?:达到|符合)(?:序时|时序)进度(?:要求)?",
    ),
    (
        State.DONE,
        "(?:按期|按时|如期)?(?:已|均已|已经|全部|全面|已全部|已全面)?"
        "(?:完成|办结|销号|通过销号|完成整改|整改完成|完成销号|整改销号|整改到位|完成验收)"
        "(?:任务|整改任务|整改|销号|并销号)?",
    ),
    (
        State.UNDER_WAY,
        "(?:正在|持续|稳步|有序|加快|扎实)(?:整改|推进|开展|实施|进行)中?|(?:推进|整改|进行|实施)中"
        "|长期坚持(?:并持续推进)?",
    ),
)
_AT_PRESENT = "截[止至]?目前|目前"
_NOTHING_ELSE = "(?:各项|全部|所有)?整改(?:任务|工作|措施)"  # the action is nothing but this
_LONGEST = 60  # a longer clause says more than a state
STATE_LABEL = re.compile(r"\s*(?:完成|进展|整改|落实)(?:情况|状态|进度|进展)[:：]")


def read_state(text: str, title: str) -> State | None:
    """
    Return the state that a report gives of an action as a whole, or none.

    Parameters
    ----------
    text
        The action. A state is that of the whole where a clause is nothing but the state
        (已完成, 整改任务已完成) and opens a sentence, a bracket or a label (完成情况：已完成), or
        says it of the action itself (该项工作) or of the work its title names
        (煤炭消费总量控制工作稳步推进). What is said of a part
        (5家企业完成…, 均已完成 behind a count) is not, and neither are two states that differ.
    title
        The action's.
    """
    states = set()
    for opening, clause in _clauses(text):
        for state, words in _STATES:
            match = re.fullmatch(rf"(?P<subject>.*?){_ADVERBS}(?:{words})", clause)
            if match and _is_whole(match["subject"], title, opening=opening):
                states.add(state)
                break
    return states.pop() if len(states) == 1 else None


def _clauses(text: str) -> list[tuple[bool, str]]:
    """Return each clause, and whether it opens a sentence, a bracket or what a label heads."""
    marked = re.sub(f"({_AT_PRESENT})[，,]", r"\1", STATE_LABEL.sub("。", text))
    parts = re.split(r"([，,；;。！!？?（()）：:\n])", marked)
    signs = ["。", *parts[1::2]]
    return [
        (sign not in "，,", clause.strip())
        for sign, clause in zip(signs, parts[::2], strict=True)
        if 0 < len(clause.strip()) <= _LONGEST
    ]


def _is_whole(subject: str, title: str, *, opening: bool) -> bool:
    if re.fullmatch(f"(?:{_AT_PRESENT})?(?:{_NOTHING_ELSE})?", subject):
        return opening
    if re.fullmatch(f"(?:{_AT_PRESENT})?{_OF_ALL}", subject):
        return True
    named = re.sub("(?:工作|任务|整改|措施)+$", "", subject)
    return len(named) >= 4 and named in title
