"""Numbers as offices print them: nothing between thousands, a plain minus, no half-long dash."""

from __future__ import annotations

import re

from aqmap.words import Lang, Text

_THOUSANDS = re.compile(r"(?<=\d)[\u2009\u202f\u00a0 ](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)")
_BETWEEN: dict[Lang, str] = {"zh": "~", "en": "-"}
_MINUS = str.maketrans("\u2212\u2013", "--")


def office_spelling(words: str, lang: Lang) -> str:
    """
    Return words of the book with their numbers as offices print them.

    Examples
    --------
    >>> office_spelling("35\u201345; \u22121\u2009463.5", "zh")
    '35~45; -1463.5'
    """
    return _RANGE.sub(_BETWEEN[lang], _THOUSANDS.sub("", words)).translate(_MINUS)


def office_words(words: Text) -> Text:
    """Return the same of both languages."""
    return Text(office_spelling(words.zh, "zh"), office_spelling(words.en, "en"))
