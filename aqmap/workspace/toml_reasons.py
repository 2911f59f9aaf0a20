"""Why a text is no TOML, in words and with its line: the parser says it in English alone."""

from __future__ import annotations

import re
from pathlib import Path
from tomllib import TOMLDecodeError

from aqmap.errors import Fault
from aqmap.words import text

_LINE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_REASONS = {
    "equals": ("Expected '='",),
    "behind": ("Expected newline or end of document",),
    "twice": (
        "Cannot overwrite",
        "Cannot declare",
        "Cannot mutate",
        "Cannot redefine",
        "Duplicate",
    ),
    "open": ("Expected", "Unterminated", "Unclosed", "Illegal character '\\n'"),
    "value": ("Invalid value", "Invalid date"),
    "backslash": ("Unescaped", "Escaped"),
    "name": ("Invalid statement", "Invalid initial character", "Empty key"),
    "sign": ("Illegal character", "Found invalid character"),
}


def toml_fault(problem: TOMLDecodeError, written: str, path: Path) -> Fault:
    """Return the fault of a text that is no TOML."""
    message = str(problem)
    spot = _LINE.search(message)
    line = spot[1] if spot else written.rstrip().count("\n") + 1
    reasons = (key for key, starts in _REASONS.items() if message.startswith(starts))
    found = text(f"toml.{next(reasons, 'other')}")
    return Fault("toml_syntax", path, f"line {line}", found=found)
