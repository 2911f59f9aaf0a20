"""How characters are read in pinyin, for the searches of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files


def readings(characters: Iterable[str]) -> dict[str, str]:
    """Return how characters are read in pinyin, the readings of each with blanks between."""
    known = _known()
    return {c: known[c] for c in sorted(set(characters)) if c in known}


@cache
def _known() -> Mapping[str, str]:
    written = (files(__package__) / "assets" / "pinyin.txt").read_text(encoding="utf-8")
    syllables: dict[str, list[str]] = {}
    for line in written.splitlines():
        syllable, _, characters = line.partition(" ")
        if syllable != "#":
            for character in characters:
                syllables.setdefault(character, []).append(syllable)
    return {character: " ".join(read) for character, read in syllables.items()}
