"""Tokens: the stretches of a sentence that mean something to the reader."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from aqmap.model.figures import Comparator
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.places import Place


class Kind(StrEnum):
    """What a token is: found by the workspace, a number, or a word of the vocabulary."""

    INDICATOR = auto()  # a name of the catalogue: PM2.5平均浓度
    PLACE = auto()  # 昌吉市, 全州
    UNCODED_PLACE = auto()  # that no code stands for: 各乡镇, 其他县市
    PLACE_PART = auto()  # 建成区, 城区
    PERIOD = auto()  # 2021年, 9月底前
    QUANTITY = auto()  # a number with its unit: 50微克/立方米
    NUMBER = auto()  # a number without one
    CHANGE = auto()  # 下降5%
    RELATIVE = auto()  # a comparison with another year, without a number: 低于2020年
    BASE = auto()  # what a change is stated against: 较2020年, 同比
    COMPARATOR = auto()  # 不低于
    SUFFIX = auto()  # a comparator behind its number: 以上
    COMPARED = auto()  # ends a comparison: 相比
    FROM = auto()  # before the number that another starts from: 由
    REACHES = auto()  # between a name and its number: 达到, 为, 提高到
    RESPECTIVELY = auto()  # 分别
    EACH = auto()  # 均, 各
    OF_WHICH = auto()  # singles parts out of a whole: 其中
    HANDED_DOWN = auto()  # by the office above: 下达
    INTENT = auto()  # 力争, 确保, 应
    ALREADY = auto()  # 已, 目前, 扣除沙尘后
    ACTION = auto()  # what is counted is part of it: 淘汰, 新增
    REDUCTION = auto()  # before 特别是: 从根本上减少
    FILLER = auto()  # changes nothing: 全面, 持续, 年度
    ADJUNCT = auto()  # hangs on a name: 的, 工作, 目标值
    AND = auto()  # 和, 、
    BREAK = auto()  # ends a clause: ， ； （
    UNKNOWN = auto()  # no known word


PLACE_NAMES = frozenset((Kind.PLACE, Kind.UNCODED_PLACE))
VALUES = frozenset((Kind.QUANTITY, Kind.NUMBER, Kind.CHANGE, Kind.RELATIVE))
"""What a claim may state of its indicator."""


@dataclass(frozen=True, slots=True)
class Token:
    """
    A stretch of a sentence.

    Attributes
    ----------
    kind
        What it is.
    start, end
        Where it stands.
    text
        As written.
    indicator, place, period
        What it stands for; no place for a name that fits none or several, an empty period for one
        that cannot be told.
    value, unit, about
        A number's; `about` where it is rounded (约500, 3800余).
    better
        Whether a change is said to be for the better (改善5%) or the worse; then it has no sign.
    comparator
        What a comparing word says.
    mark
        The quotation marks and spaces behind it.
    reason
        Why its digits count nothing: a key under ``unread`` of the catalogue.
    """

    kind: Kind
    start: int
    end: int
    text: str
    indicator: Indicator | None = None
    place: Place | None = None
    period: str = ""
    value: Decimal | None = None
    unit: str = ""
    about: bool = False
    better: bool | None = None
    comparator: Comparator | None = None
    mark: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence and what it mentions.

    Attributes
    ----------
    text
        As written.
    plain
        As long, without what is named aside or only numbers its parts.
    tokens
        In order.
    """

    text: str
    plain: str
    tokens: Sequence[Token]


def tokens_before(tokens: Sequence[Token], position: int) -> int:
    """Return how many of the tokens, which are in order, start at a position or before it."""
    return bisect_right(tokens, position, key=lambda token: token.start)


def text_of(tokens: Sequence[Token]) -> str:
    """Return what tokens read."""
    return "".join(token.text for token in tokens)


def plain_words(tokens: Sequence[Token]) -> str:
    """Return the tokens' text without blanks, with the quotation marks between them."""
    text = "".join(token.text + token.mark for token in tokens)
    return re.sub(r"[\s\ufeff\u200b]", "", text).strip("|。！？")
