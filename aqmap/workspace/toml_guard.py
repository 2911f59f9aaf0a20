"""The bounds that a TOML file keeps before it is parsed, and the signs that no text of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aqmap.errors import Fault

MAX_DEPTH = 50
"""Brackets within each other, and parts of a dotted key: no setting is nested deeper than four."""
MAX_WORD = 400
"""Signs of a number or a bare key."""

# What holds brackets, digits or hashes that mean nothing comes first: strings and comments. One
# that never ends is taken to the end of its line or of the file, so that none is looked at twice.
# Groups are not possessive: before Python 3.11.5 one of several ways may miss what fits.
_PIECES = re.compile(
    r'"""[^"\\]*+(?s:(?:\\.|"(?!""))[^"\\]*+)*(?:""")?'
    r"|'''[^']*+(?:'(?!'')[^']*+)*(?:''')?"
    r'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"?'
    r"|'[^'\n]*+'?|#[^\n]*+"
    rf"|(?P<long>[\w.+:-]{{{MAX_WORD},}}+)|[\w+:-]++|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<dot>\.)"
    r"|(?P<end>[=\n])"
)
_SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def beyond_bounds(text: str, file: Path) -> Fault | None:
    """Return what of a TOML text its parser could not bear, with the line; none as a rule."""
    depth = dots = 0
    for piece in _PIECES.finditer(text):
        kind = piece.lastgroup
        depth += (kind == "open") - (kind == "close")
        dots = 0 if kind == "end" else dots + (kind == "dot")
        if kind == "long" or depth > MAX_DEPTH or dots > MAX_DEPTH:
            line = text.count("\n", 0, piece.start()) + 1
            if kind == "long":
                return Fault("toml_word", file, f"line {line}", expected=MAX_WORD)
            return Fault("toml_nested", file, f"line {line}", expected=MAX_DEPTH)
    return None


def unfit_texts(table: object, file: Path, key: str = "") -> Iterator[Fault]:
    """Yield the keys whose name is too long, or where a sign prints nothing or turns a line."""
    if isinstance(table, str) and (sign := _SIGNS.search(table)):
        yield Fault("toml_sign", file, key, found=f"U+{ord(sign[0]):04X}")
    elif isinstance(table, list):
        for item in table:
            yield from unfit_texts(item, file, key)
    elif isinstance(table, dict):
        for name, value in table.items():
            spot = f"{key}.{name}" if key else name
            if len(name) > MAX_WORD:
                yield Fault("toml_word", file, f"{spot[:40]}…", expected=MAX_WORD)
            if sign := _SIGNS.search(name):
                spot = f"{key}.{name!r}" if key else repr(name)
                yield Fault("toml_sign", file, spot[:80], found=f"U+{ord(sign[0]):04X}")
            yield from unfit_texts(value, file, spot[:80])
