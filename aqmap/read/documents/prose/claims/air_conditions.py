"""What a sentence says of sand-dust days, and of the state of the air, at one of its numbers."""

from __future__ import annotations

import re

from aqmap.model.figures import Dust, State
from aqmap.read.lexicon.air_states import DUST_OUT, STATE_WORDS, dust_of, state_of

_BRACKET = re.compile("[（(][^（）()]*[）)]")
_DUST_OFF = re.compile(f"(?:{DUST_OUT}).{{0,4}}后")
_PART = re.compile("[；;。]")


def dust_at(sentence: str, start: int) -> Dust:
    """Return what a sentence says of sand-dust days at the number that begins at `start`."""
    return dust_of(_about_dust(sentence, start))


def state_at(sentence: str, start: int, end: int) -> State | None:
    """
    Return the state of the air that a sentence gives a number for, if it says one.

    It is the one named last before the number in its part between semicolons; or in the bracket
    right behind it, where that holds no other number.
    """
    before = _PART.split(sentence[:start])[-1]
    behind = re.match(r"[^，,、；;。（(]{0,12}([（(][^（）()\d]*[）)])", sentence[end:])
    if behind and (state := state_of(behind[1])) is not None:
        return state
    named = list(STATE_WORDS.finditer(before))
    return state_of(named[-1][0]) if named else None


def _about_dust(sentence: str, start: int) -> str:
    """
    Return what of a sentence may tell about dust in the number at `start`.

    A bracket with a number of its own is of that alone; one without, of the part between
    semicolons that it stands in; 扣除沙尘后 of what follows it there; anything else of the whole.
    """
    for bracket in _BRACKET.finditer(sentence):
        if "沙尘" in bracket[0]:
            inside = bracket.start() < start < bracket.end()
            if inside:
                return bracket[0]
            of_others = re.search(r"\d", bracket[0]) or _parted(sentence, bracket.start(), start)
            if of_others:
                sentence = (
                    sentence[: bracket.start()] + " " * len(bracket[0]) + sentence[bracket.end() :]
                )
    for after in _DUST_OFF.finditer(sentence):
        opens = not sentence[: after.start()].strip(" ，")
        if not opens and (after.end() > start or _parted(sentence, after.end(), start)):
            sentence = sentence[: after.start()] + " " * len(after[0]) + sentence[after.end() :]
    return sentence


def _parted(sentence: str, first: int, second: int) -> bool:
    """Return whether a semicolon stands between two positions."""
    return re.search("[；;]", sentence[min(first, second) : max(first, second)]) is not None
