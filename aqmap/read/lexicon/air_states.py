"""Words for the air that a number is given for: its state, and whether sand-dust days count."""

from __future__ import annotations

import re

from aqmap.model.figures import Dust, State

# 空气质量实况 is the air of the hour, and no state that a concentration is given for.
_ACTUAL = (
    "[按以]实况|实况(?:浓度|计算|评价|状态|条件|口径)|(?<=[（(])实况(?=[）)，,、])|实际状态|^实况$"
)
_STANDARD = "标况|标准状[态况]"
STATE_WORDS = re.compile(f"{_ACTUAL}|{_STANDARD}")
DUST_OUT = "(?:扣除|剔除|不含|去除).{0,4}沙尘|沙尘.{0,6}(?:扣除|剔除)"
DUST_IN = "(?<!不)含沙尘|(?:未|不)(?:扣除|剔除).{0,4}沙尘|沙尘.{0,4}未(?:扣除|剔除)"
"""Whether sand-dust days are taken out of an air-quality number."""
_NOT = "[未不]?"
_DUST_LABEL = (
    f"{_NOT}(?:扣除|剔除|去除|含|包含)沙尘(?:天气)?(?:的?影响|过程)?[前后]?"
    f"|沙尘(?:天气)?(?:影响)?{_NOT}(?:扣除|剔除)[前后]?"
)
_LABEL = f"(?:{_DUST_LABEL}|实况|标况|实际状态|标准状[态况])"
_LABELLED = re.compile(rf"[（(]{_LABEL}[)）]|^{_LABEL}|{_LABEL}$")


def dust_of(words: str) -> Dust:
    """Return whether words take sand-dust days out of a number."""
    if re.search(DUST_IN, words):
        return Dust.INCLUDED
    return Dust.DEDUCTED if re.search(DUST_OUT, words) else Dust.UNKNOWN


def split_condition(label: str) -> tuple[str, str]:
    """
    Return a label without what it says of the air that its numbers are given for, and that.

    Examples
    --------
    >>> split_condition("PM2.5浓度（剔除沙尘）"), split_condition("实况")
    (('PM2.5浓度', '剔除沙尘'), ('', '实况'))
    """
    match = _LABELLED.search(label)
    if match is None:
        return label, ""
    return label[: match.start()] + label[match.end() :], match[0].strip("（()）")


def state_of(words: str) -> State | None:
    """Return the state that words name; none if they name none, or both."""
    is_actual, is_standard = (bool(re.search(w, words)) for w in (_ACTUAL, _STANDARD))
    if is_actual == is_standard:
        return None
    return State.ACTUAL if is_actual else State.STANDARD
