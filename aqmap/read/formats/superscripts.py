"""Raised digits, which files tell from others by their form alone."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile("[0-9０-９%％)）⁰¹²³⁴-⁹]$")


def raised(text: str, before: str) -> str:
    """
    Return a raised text as it is to be read on.

    Behind a number its digits are a note's mark (35¹), and written so that they are no part of
    the number; behind anything else they stay digits: the 3 of m3.
    """
    return text.translate(_DIGITS) if _NUMBER.search(before.rstrip()) else text
