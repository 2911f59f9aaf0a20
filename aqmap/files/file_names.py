"""Names of files that Windows, macOS and Linux all take, and take as different."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath, PurePosixPath
from unicodedata import normalize

from aqmap.words.printable import steers

_MOST_BYTES = 240
"""Of a name; file systems take 255, of which a suffix needs some."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)", re.I)


def safe_file_name(wanted: str) -> str:
    """
    Return a name without suffix that every system takes: as wanted, or changed and marked.

    Returns
    -------
    name
        Signs that some system forbids become ``_``, what is too long is cut; a name that was
        changed ends in ``~`` and eight digits of the hash of the wanted one, so that no two are
        alike.

    Examples
    --------
    >>> safe_file_name("pm25-target-2021-ili")
    'pm25-target-2021-ili'
    >>> safe_file_name("a:b-target-2021-ili")
    'a_b-target-2021-ili~79b1d838'
    """
    allowed = "".join("_" if c in _FORBIDDEN or steers(c) else c for c in wanted)
    allowed = "_" + allowed if _RESERVED.match(allowed) else allowed
    if wanted and allowed == wanted == wanted.strip(" .") and len(wanted.encode()) <= _MOST_BYTES:
        return wanted
    digest = hashlib.sha256(wanted.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    mark = f"~{digest}"
    head = allowed.strip(" .").encode("utf-8")[: _MOST_BYTES - len(mark)].decode("utf-8", "ignore")
    return head + mark


def readable_path(path: PurePath) -> PurePosixPath:
    """
    Return a path as it was meant: names whose bytes are no UTF-8 were most likely in GBK.

    Examples
    --------
    >>> import os
    >>> str(readable_path(PurePath("报来", os.fsdecode("甲县.xlsx".encode("gbk")))))
    '报来/甲县.xlsx'
    """
    return PurePosixPath(*map(_readable, path.parts))


def _readable(name: str) -> str:
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeEncodeError:  # half a character, as Windows lets names have
        return name.encode("utf-8", "replace").decode("utf-8")
    except UnicodeDecodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")


def alike(name: str) -> str:
    """Return what two names share that are one name on Windows or macOS."""
    return normalize("NFC", normalize("NFC", name).casefold()).strip(" .")
