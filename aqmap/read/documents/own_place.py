"""Whose a document's 全市 and 合计 are, where neither its title nor its source says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from aqmap.errors import Fault
from aqmap.model.figures import Level
from aqmap.workspace.places import OWN_WORDS, Places

_TOTAL = re.compile("(?:各?县市?区?)?(?:合计|总计|汇总|共计)")
_SEVERAL = 3  # counties that tell their prefecture
_SHOWN = 3  # places whose codes are shown


def unknown_own_word(texts: Iterable[str]) -> str:
    """Return the first word of a document's own place: 州直, 全市; a row or column 合计."""
    said = re.compile("|".join(OWN_WORDS))
    for text in texts:
        if found := said.search(text):
            return found[0]
        if is_own_word(text):
            return text.strip()
    return ""


def is_own_word(text: str) -> bool:
    """Return whether a text names no more than a document's own place, or the sum of its parts."""
    plain = "".join(text.split())
    return plain in OWN_WORDS or _TOTAL.fullmatch(plain) is not None


def own_place_unknown(path: Path, word: str, places: Places) -> Fault:
    """Return the fault of such a word, with the codes of places that it may be."""
    large = [place for place in places if place.level == Level.PREFECTURE and not place.context]
    shown = (large or list(places))[:_SHOWN]
    codes = "、".join(f"--place {place.code}（{place.name.zh}）" for place in shown)
    return Fault("own_place_unknown", path, found=word, codes=codes or "--place")


def common_prefecture(texts: Iterable[str], places: Places) -> str:
    """
    Return the code of the prefecture that 州直, 全州 or 全地区 can only be, or nothing.

    The document speaks of several counties, all of one prefecture, and of no other prefecture.
    """
    said = "\n".join(texts)
    if not re.search("州直|全州|我州|全地区|我地区", said):
        return ""
    named = {
        place
        for place in places
        if not place.context
        and any(len(name) > 1 and name in said for name in (place.name.zh, *place.other_names))
    }
    counties = [place for place in named if place.level != Level.PREFECTURE]
    owners = {place.prefecture for place in named}
    return owners.pop() if len(owners) == 1 and len(counties) >= _SEVERAL else ""
