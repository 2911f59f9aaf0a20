"""Words that say what a number is: a target, a result, a baseline."""

from __future__ import annotations

import re

from aqmap.model.figures import Role

AIM = "目标|任务|计划|下达|考核|要求"
DONE = "完成|实际|现状|达到|落实|实绩|已"
_BASE = re.compile("基数|基准|基期")
_PLANNED = re.compile("(?:计划|应|拟|需|须|要求)(?:完成|达到|实现)(?!情况)")


def role_of(text: str) -> tuple[Role | None, bool]:
    """
    Return the role that a label or a title gives, and whether its words contradict each other.

    Of 目标完成情况 the last word holds: what was reached. 计划完成 is a target; 完成目标 may be
    either.
    """
    if _BASE.search(text):
        return Role.BASELINE, False
    if re.search("截[止至]|进度|进展", text):
        return Role.PROGRESS, False
    aims = [m.start() for m in re.finditer(AIM, text)]
    done = [m.start() for m in re.finditer(DONE, text)]
    if _PLANNED.search(text):
        return Role.TARGET, False
    if aims and done:
        return (Role.MEASURED, False) if done[-1] > aims[-1] else (None, True)
    if aims or done:
        return (Role.TARGET if aims else Role.MEASURED), False
    return None, False
