"""A cell's or heading's text as one line, without its number."""

from __future__ import annotations

import re

_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_LEADING = re.compile(
    r"^(?:\d+(?:\.\d+)+|\d+[.、)]|\(\d+\)|[一二三四五六七八九十]+、|[((][一二三四五六七八九十]+\))(?=\D)"
)
_POINTERS = re.compile(
    r"(?<=.)(?:[①-⒛➀-➓❶-❿]+|[*＊※]+(?=$|[（(])|[\[［]\d{1,2}[\]］]$|[（(]注[0-9①-⑨一二三]?[)）]$)"
)


def without_pointers(text: str) -> str:
    """Return a name without the signs that point to a footnote: 2024年②, PM2.5浓度*."""
    return _POINTERS.sub("", text)


def unnumbered(text: str) -> str:
    """Return a name without the number that it begins with: 4.1, 一、, （二）."""
    return _LEADING.sub("", text, count=1)


def one_line(text: str) -> str:
    """Return a text without blanks, line ends, and signs of no width."""
    return "".join(without_hidden(text).split())


def without_hidden(text: str) -> str:
    """Return a text without the signs of no width that programs put between others."""
    return text if text.isascii() else text.translate(_HIDDEN)
