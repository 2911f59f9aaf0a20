"""Whose a document's 全市 and 合计 are, where neither its title nor its source says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from aqmap.errors import Fault
from aqmap.figures import Level
from aqmap.places import Places
from aqmap.read.documents.context import OWN_WORDS

_TOTAL = re.compile("(?:各?县市?区?)?(?:合计|总计|汇总|共计)")
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
