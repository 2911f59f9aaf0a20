"""How a target compares, where neither a comparing word nor the catalogue says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aqmap.model.figures import Comparator


@dataclass(frozen=True, slots=True)
class BoundRule:
    """
    A rule: where its clause has these words, a target compares so.

    Attributes
    ----------
    comparator
        How it compares.
    pattern
        The words that say it.
    example
        A clause in which it holds.
    """

    comparator: Comparator
    pattern: str
    example: str


BOUND_RULES: tuple[BoundRule, ...] = (
    BoundRule(Comparator.LE, "控制[在到]|限制在", "煤炭消费总量控制在300万吨。"),
    BoundRule(Comparator.LE, "[降减]少?[至到]|[压缩]减[至到]|降低[至到]", "裸地面积降至20公顷。"),
    BoundRule(
        Comparator.GE,
        "任务|完成|淘汰|[拆清]除|新[增建装]|[再]拆|建[成设]|[造更]新|绿化|修复|改[造良]|推广|铺设|种植|栽植|安装"
        "|设[置立]|安排|投入|争取|筹措|纳入|减少(?![至到])|整治|治理|更新|投放|替代|退出|关停|取缔|创建|削减|压减|实施",
        "新增充电桩300个。",
    ),
    BoundRule(Comparator.GE, "达到?|提[高升][至到]|增[至到加]", "绿电占比达到40%。"),
)
"""In the order in which they are tried; the first holds."""


def stated_bound(clause: str) -> tuple[Comparator | None, str]:
    """Return how a target of a clause compares, and the words that say it; or nothing."""
    for rule in BOUND_RULES:
        if match := re.search(rule.pattern, clause):
            return rule.comparator, match[0]
    return None, ""
