"""Words that say how a number is to be met: 不低于, 控制在…以内."""

from __future__ import annotations

import re

from aqmap.model.figures import Comparator

NOT_MORE = "不(?:得|能|应|可|要)?(?:高于|超过|突破|多于|大于)"
NOT_LESS = "不(?:得|能|应|可|要)?(?:低于|少于|小于)"
COMPARATORS: tuple[tuple[str, Comparator], ...] = (
    (f"{NOT_MORE}|小于或?等于|控制(?:在|到|至)|≤|≦|<=", Comparator.LE),
    (f"{NOT_LESS}|大于或?等于|至少|≥|≧|>=", Comparator.GE),
    ("高于|超过|多于|大于|＞|>", Comparator.GT),
    ("低于|少于|小于|＜|<", Comparator.LT),
)
"""What stands before the number, in the order in which it is looked for."""
SUFFIXES: tuple[tuple[str, Comparator], ...] = (
    (r"(?:及|或|[(（]含[)）])?以上", Comparator.GE),
    (r"(?:及|或|[(（]含[)）])?以下|以内|之内", Comparator.LE),
)
"""What stands behind it."""

_WORK = (
    "(?:淘汰|拆除|新增|新建|改造|建成|建设|治理|整治|替代|更换|更新|推广|种植|修复|清理|铺设|安装|取缔|关停|关闭|搬迁|削减|压减"
    "|报废|注销|绿化|造林|种草|投放|购置|替换|煤改[电气])"
)
_TASK = re.compile(
    rf"^{_WORK}(?![前后])|(?:{_WORK}|净化装置|监测站|充电桩|供热管网)"
    r"(?:数量?|任务|面积|户数|台数|目标)*(?:[（(][^（）()]*[)）])?$"
)
_KEPT_WITHIN = re.compile(
    "控制|上限|限额|红线|超标|污染天数?|浓度|排放(?:总量|强度|量)|消费(?:总量|量)|能耗"
)
"""Names of what is to be done, of which more is better; and of what is to be kept low."""


def named_comparator(name: str) -> Comparator | None:
    """Return how a task is met that is named so and that no catalogue knows; none where open."""
    plain = name.removesuffix("%").strip()
    if _TASK.search(plain):
        return Comparator.GE
    return Comparator.LE if _KEPT_WITHIN.search(plain) else None


def any_word(words: tuple[tuple[str, Comparator], ...]) -> str:
    """Return a pattern for any of the words."""
    return "|".join(pattern for pattern, _ in words)


def comparator_of(word: str, words: tuple[tuple[str, Comparator], ...]) -> Comparator | None:
    """Return what a word says, or none."""
    return next((comparator for pattern, comparator in words if re.fullmatch(pattern, word)), None)
