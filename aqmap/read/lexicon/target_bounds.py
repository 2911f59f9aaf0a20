"""How a target compares, where neither a comparing word nor the catalogue says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from aqmap.model.figures import Comparator


@dataclass(frozen=True, slots=True)
class BoundRule:
    """
    A rule: where a target's clause, or its name in a table, has these words, it compares so.

    Attributes
    ----------
    comparator
        How it compares.
    pattern
        The words that say it.
    example
        A clause or a name in which it holds.
    of
        Whether it is a rule for clauses or for names; empty where it is one for both.
    """

    comparator: Comparator
    pattern: str
    example: str
    of: Literal["", "clause", "name"] = ""


_WORK = (
    "(?:任务|完成|淘汰|[拆清]除|新[增建装]|建[成设]|[造更]新|绿化|修复|改[造良]|推广|铺设|种植|栽植|安装|设[置立]|安排|投入|争取"
    "|筹措|纳入|减少(?![至到])|整治|治理|投放|替代|退出|关停|关闭|取缔|创建|削减|压减|实施|更换|清理|搬迁|报废|注销|造林|种草"
    "|购置|置换|煤改[电气])"
)
"""Words for what is to be done, of which more is better."""
BOUND_RULES: tuple[BoundRule, ...] = (
    BoundRule(Comparator.LE, "控制[在到]|限制在", "煤炭消费总量控制在300万吨。"),
    BoundRule(Comparator.LE, "[降减]少?[至到]|[压缩]减[至到]|降低[至到]", "裸地面积降至20公顷。"),
    BoundRule(
        Comparator.LE, "浓度[^，。；]{0,8}达到?", "城区粉尘浓度达到51微克/立方米。", "clause"
    ),
    BoundRule(Comparator.GE, f"再拆|{_WORK}", "新增充电桩300个。", "clause"),
    BoundRule(Comparator.GE, "达到?|提[高升][至到]|增[至到加]", "绿电占比达到40%。", "clause"),
    BoundRule(Comparator.GE, f"^{_WORK}(?![前后])", "拆除旱厕（座）", "name"),
    BoundRule(
        Comparator.GE,
        f"(?:{_WORK}|净化装置|监测站|充电桩|供热管网)"
        r"(?:数量?|任务|面积|户数|台数|目标)*(?:[（(][^（）()]*[)）])?$",
        "裸地绿化面积（亩）",
        "name",
    ),
    BoundRule(Comparator.GE, "(?:优良|达标)(?:天数|日数|率|比[例率])", "优良天数260天。"),
    BoundRule(
        Comparator.LE,
        "(?:污染|超标)(?:天数|日数|率|比[例率])",
        "重污染天数5天。",
    ),
    BoundRule(
        Comparator.LE,
        "控制|上限|限额|红线|超标|污染天数?|浓度|排放(?:总量|强度|量)|消费(?:总量|量)|能耗",
        "扬尘投诉量控制（件）",
        "name",
    ),
)
"""In the order in which they are tried; the first holds."""


def stated_bound(clause: str) -> tuple[Comparator | None, str]:
    """Return how a target of a clause compares, and the words that say it; or nothing."""
    return _first(clause, "clause")


def named_bound(name: str) -> Comparator | None:
    """Return how a target of a table compares that is named so; none where that is open."""
    return _first(name.removesuffix("%").strip(), "name")[0]


def _first(words: str, of: Literal["clause", "name"]) -> tuple[Comparator | None, str]:
    for rule in BOUND_RULES:
        if rule.of in ("", of) and (match := re.search(rule.pattern, words)):
            return rule.comparator, match[0]
    return None, ""
