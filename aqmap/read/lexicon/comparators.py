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


def any_word(words: tuple[tuple[str, Comparator], ...]) -> str:
    """Return a pattern for any of the words."""
    return "|".join(pattern for pattern, _ in words)


def comparator_of(word: str, words: tuple[tuple[str, Comparator], ...]) -> Comparator | None:
    """Return what a word says, or none."""
    return next((comparator for pattern, comparator in words if re.fullmatch(pattern, word)), None)
