"""Texts in plain signs and digits, without blanks that mean nothing: ２０２４ 年, 二〇二四年."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_BLANKS = re.compile(r"\s+")
_OF_NAMES = re.compile("[A-Za-z0-9]")
_NIL = "〇○零0OＯ"
_YEAR_IN_WORDS = re.compile(f"二[{_NIL}][{_NIL}一二三四五六七八九]{{2}}(?=\\s*[年—–~～至-])")
_DIGITS = str.maketrans(f"{_NIL}一二三四五六七八九", "0" * len(_NIL) + "123456789")


class WithoutBlanks(NamedTuple):
    """A text without them, and where each of its signs stood; behind the last, where it ended."""

    text: str
    stood: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of it stood."""
        return self.stood[start], self.stood[end - 1] + 1 if end > start else self.stood[start]


def without_blanks(text: str) -> WithoutBlanks:
    """
    Return a text without blanks, but for those that part letters and digits: 12 13, PM2.5 29.

    Examples
    --------
    >>> without_blanks("2024 年 1 - 6 月 PM2.5 平均 29 微克").text
    '2024年1-6月PM2.5平均29微克'
    >>> without_blanks("PM2.5 29 微克").text
    'PM2.5 29微克'
    """
    dropped = bytearray(len(text))
    for blanks in _BLANKS.finditer(text):
        start, end = blanks.span()
        parts = start > 0 and end < len(text) and _parts(text[start - 1], text[end])
        dropped[start:end] = bytes([not parts]) * (end - start)
    stood = [n for n, is_dropped in enumerate(dropped) if not is_dropped]
    return WithoutBlanks("".join(text[n] for n in stood), (*stood, len(text)))


def narrow(text: str) -> str:
    """
    Return a text in half-width letters, digits and signs, each where it stood.

    Examples
    --------
    >>> narrow("二〇一七年ＰＭ２．５为３０％")
    '2017年PM2.5为30%'
    """
    plain = "".join(map(_narrow_sign, text))
    return _YEAR_IN_WORDS.sub(lambda year: year[0].translate(_DIGITS), plain)


def _narrow_sign(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    return plain if len(plain) == 1 and (plain.isalnum() or plain in "./%()") else sign


def _parts(before: str, behind: str) -> bool:
    """Return whether blanks between two signs part them: both are letters or digits."""
    return bool(_OF_NAMES.match(before) and _OF_NAMES.match(behind))
