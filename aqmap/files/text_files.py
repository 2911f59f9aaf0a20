"""Text files from offices: their encoding is recognised or refused, never guessed."""

from __future__ import annotations

import re
from pathlib import Path

from aqmap.errors import Fault, SourceError, os_reason

MAX_BYTES = 50_000_000
"""No plan and no table of figures comes near this; a larger file is a mistake or an attack."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(path: Path, *, max_bytes: int = MAX_BYTES) -> str:
    r"""
    Read a text file with any line ending.

    Parameters
    ----------
    path
        UTF-8 with or without BOM, UTF-16 with BOM, or GB 18030.
    max_bytes
        Refuse larger files.

    Returns
    -------
    text
        With ``\n`` line ends; never empty.

    Raises
    ------
    SourceError
        If the file is missing, a folder, unreadable, empty, too large, in another encoding, or
        no text at all.
    """
    return decoded(read_bytes(path, max_bytes=max_bytes), path)


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Read a file whole; see `read_text` for the errors."""
    try:
        if path.stat().st_size > max_bytes:
            raise SourceError(Fault("file_too_large", path, expected=max_bytes // 1_000_000))
        content = path.read_bytes()
    except FileNotFoundError:
        raise SourceError(Fault("file_missing", path)) from None
    except OSError as problem:
        if isinstance(problem, SourceError):
            raise
        raise SourceError(Fault("file_unreadable", path, found=os_reason(problem))) from None
    if not content.strip():
        raise SourceError(Fault("file_empty", path))
    return content


def decoded(content: bytes, path: Path) -> str:
    """Return a file's text; see `read_text` for the encodings and the error."""
    return _decode(content, path).replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, path: Path) -> str:
    encodings = [name for bom, name in _BOMS if content.startswith(bom)] or ["utf-8", "gb18030"]
    offset = 0
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as problem:
            offset = max(offset, problem.start)
            continue
        control = _CONTROL.search(text)
        if control is None:
            return text
        offset = max(offset, len(text[: control.start()].encode(encoding, "replace")))
    raise SourceError(Fault("encoding_unknown", path, f"byte {offset}"))
