"""Text of files and names whose every sign can be seen where it is written."""

from __future__ import annotations

import re

# Controls, halves of a character, what ends a line or turns its direction, and the byte-order mark.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    r"""
    Return a text as one line, with a code for each sign that cannot be seen.

    Examples
    --------
    >>> print(visible("a\nb\x1b[31m"))
    a\x0ab\x1b[31m
    """
    return _UNSEEN.sub(_code, text)


def _code(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"
