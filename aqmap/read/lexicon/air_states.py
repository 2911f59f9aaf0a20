"""Words for the state of the air that a concentration is given for."""

from __future__ import annotations

import re

from aqmap.model.figures import State

# 空气质量实况 is the air of the hour, and no state that a concentration is given for.
_ACTUAL = (
    "[按以]实况|实况(?:浓度|计算|评价|状态|条件|口径)|(?<=[（(])实况(?=[）)，,、])|实际状态|^实况$"
)
_STANDARD = "标况|标准状[态况]"
STATE_WORDS = re.compile(f"{_ACTUAL}|{_STANDARD}")


def state_of(words: str) -> State | None:
    """Return the state that words name; none if they name none, or both."""
    is_actual, is_standard = (bool(re.search(w, words)) for w in (_ACTUAL, _STANDARD))
    if is_actual == is_standard:
        return None
    return State.ACTUAL if is_actual else State.STANDARD
