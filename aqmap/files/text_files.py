"""Text files from offices: their encoding is recognised or refused, never guessed."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.files.read_record import note_read

MAX_BYTES = 50_000_000
"""No plan and no table of figures comes near this; a larger file is a mistake or an attack."""

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Signs that no text holds."""
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


def require_regular_file(path: Path) -> None:
    """
    Refuse what is no file with an end: a pipe, a device, a socket.

    A symlink to a regular file is one. A missing file and a folder are left to whoever opens
    them.

    Raises
    ------
    SourceError
        If the path leads to anything else.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    _require_regular(path, mode)


def read_bytes(path: Path, *, max_bytes: int = MAX_BYTES, may_be_empty: bool = False) -> bytes:
    """Read a file whole; see `read_text` for the errors."""
    require_regular_file(path)
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            _require_regular(path, os.fstat(file.fileno()).st_mode)
            content = file.read(max_bytes + 1)
    except FileNotFoundError:
        raise SourceError(Fault("file_missing", path)) from None
    except SourceError:
        raise
    except OSError as problem:
        raise SourceError(Fault("file_unreadable", path, found=os_reason(problem))) from None
    except ValueError as problem:  # a path that cannot be
        raise SourceError(Fault("file_unreadable", path, found=problem)) from None
    if len(content) > max_bytes:
        raise SourceError(Fault("file_too_large", path, expected=max_bytes // 1_000_000))
    if not may_be_empty and not content.strip():
        raise SourceError(Fault("file_empty", path))
    note_read(path, content)
    return content


def _require_regular(path: Path, mode: int) -> None:
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise SourceError(Fault("file_not_regular", path))


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; one that became a pipe since it was looked at is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


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
        control = CONTROL.search(text)
        if control is None:
            return text
        offset = max(offset, len(text[: control.start()].encode(encoding, "replace")))
    raise SourceError(Fault("encoding_unknown", path, f"byte {offset}"))
