"""Words on a terminal: what would steer it, or hide or reorder text, is written out."""

from __future__ import annotations

from unicodedata import category

_STEERING = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Controls, signs without a shape of their own (as of the writing direction), line separators."""


def steers(character: str) -> bool:
    """Return whether a terminal would obey a character rather than show it."""
    return category(character) in _STEERING


def printable(written: str) -> str:
    r"""
    Return a text on one line, as a terminal may be given it whatever it holds.

    Parameters
    ----------
    written
        May hold words of files and their names.

    Returns
    -------
    shown
        With escapes for line breaks, controls, signs of the writing direction, and bytes of a
        file's name that are no text.

    Examples
    --------
    >>> printable("造林\x1b[2J")
    '造林\\x1b[2J'
    >>> printable("a\nb") == r"a\nb"
    True
    """
    if written.isascii() and written.isprintable():
        return written
    return "".join(_escaped(c) if steers(c) else c for c in written)


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # how Python keeps a byte of a name that is no text
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")
