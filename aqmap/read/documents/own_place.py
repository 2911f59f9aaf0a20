"""Whose a document's 全市 and 合计 are, where neither its title nor its source says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from aqmap.errors import Fault
from aqmap.model.figures import Level
from aqmap.read.lexicon.header_words import is_total
from aqmap.read.lexicon.one_line import one_line
from aqmap.workspace.places import OWN_WORDS, Places, own_word

_ANY = re.compile("|".join(OWN_WORDS))
_OF_PREFECTURES = [word for word, ending in OWN_WORDS.items() if ending in ("州", "地区", "盟")]
_SEVERAL = 3  # counties that tell their prefecture
_SHOWN = 3  # places whose codes are shown


def can_be_own(code: str, texts: Iterable[str], places: Places) -> bool:
    """Return whether every word that texts have for their own place can mean a place."""
    words = {match[0] for text in texts for match in _ANY.finditer(text)}
    return all(places.own_place(word, code) for word in words)


def means_another(code: str, texts: Iterable[str], places: Places) -> bool:
    """Return whether all words that texts have for their own place mean another: 全州 no county."""
    words = {match[0] for text in texts for match in _ANY.finditer(text)}
    meant = {own.code for word in words if (own := places.own_place(word, code))}
    return bool(meant) and code not in meant


def unknown_own_word(texts: Iterable[str]) -> str:
    """Return the first word of a document's own place: 州直, 全市; a row or column 合计."""
    for text in texts:
        if match := _ANY.search(text):
            return match[0]
        if is_own_word(text):
            return text.strip()
    return ""


def is_own_word(text: str) -> bool:
    """Return whether a text names no more than a document's own place, or the sum of its parts."""
    return bool(own_word(text)) or is_total(one_line(text))


def own_place_unknown(path: Path, word: str, places: Places) -> Fault:
    """Return the fault of such a word, with the codes of places that it may be."""
    large = [place for place in places if place.level == Level.PREFECTURE and not place.context]
    shown = (large or list(places))[:_SHOWN]
    codes = "、".join(f"--place {place.code}（{place.name.zh}）" for place in shown)
    return Fault("own_place_unknown", path, found=word, codes=codes or "--place")


def common_prefecture(texts: Iterable[str], places: Places) -> str:
    """
    Return the code of the prefecture that 州直, 全州, 全地区 or 全盟 can only be, or nothing.

    The document speaks of several counties, all of one prefecture, and of no other prefecture.
    """
    text = "\n".join(texts)
    words = [word for word in _OF_PREFECTURES if word in text]
    named = {
        place
        for place in places
        if not place.context
        and any(len(name) > 1 and name in text for name in (place.name.zh, *place.other_names))
    }
    counties = [place for place in named if place.level != Level.PREFECTURE]
    prefectures = {place.prefecture for place in named}
    if len(prefectures) != 1 or len(counties) < _SEVERAL:
        return ""
    code = prefectures.pop()
    return code if any(places.own_place(word, code) for word in words) else ""
