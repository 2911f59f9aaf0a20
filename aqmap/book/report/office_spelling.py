"""Numbers as offices print them: nothing between thousands, a plain minus, no half-long dash."""

from __future__ import annotations

import re

from aqmap.words import Lang, Text

_THOUSANDS = re.compile(r"(?<=\d)[\u2009\u202f\u00a0 ](?=\d{3}(?!\d))")
_RANGE = re.compile(r"(?<=\d)\u2013(?=\d)")
_BETWEEN: dict[Lang, str] = {"zh": "~", "en": "-"}
_STRAIGHT_QUOTES = str.maketrans("“”‘’", "\"\"''")
"""Programs set the others as wide as a Chinese character wherever a font has Chinese."""
_MINUS = str.maketrans("\u2212\u2013", "--")


def office_spelling(words: str, lang: Lang) -> str:
    """
    Return words of the book with their numbers as offices print them.

    Examples
    --------
    >>> office_spelling("35\u201345; \u22121\u2009463.5", "zh")
    '35~45; -1463.5'
    """
    spelled = _RANGE.sub(_BETWEEN[lang], _THOUSANDS.sub("", words)).translate(_MINUS)
    return spelled.translate(_STRAIGHT_QUOTES) if lang == "en" else spelled


def begun(words: Text) -> Text:
    """
    Return a sentence whose English begins with a capital, unless its first word is pH or the like.

    Examples
    --------
    >>> begun(Text("造林", "afforestation, 2025")).en, begun(Text("pH", "pH")).en
    ('Afforestation, 2025', 'pH')
    """
    first, second = words.en[:1], words.en[1:2]
    return words if second.isupper() else Text(words.zh, first.upper() + words.en[1:])


def office_words(words: Text) -> Text:
    """Return the same of both languages."""
    return Text(office_spelling(words.zh, "zh"), office_spelling(words.en, "en"))
