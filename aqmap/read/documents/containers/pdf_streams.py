"""The compressed parts of a PDF, held against bounds before a library unpacks them."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

from aqmap.read.documents.containers.archives import damaged, too_large

_START = re.compile(rb"startxref\s+(\d{1,10})\s")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_TAIL = 65_536  # bytes at the end in which the table of contents is announced
_SEARCHED = 2_000_000  # bytes that are searched for objects in a moment
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1500  # bytes before a stream in which its description stands
_NO_CONTENT = (
    b"/Image",
    b"/Length1",
    b"/FontFile",
    b"/Alternate",
    b"/ObjStm",
    b"/XRef",
    b"/CMapName",
)
_MOST_CONTENT = 4_000_000  # bytes of drawing instructions; a full page of text has 200 000
_MOST = 60_000_000  # bytes of anything else
_TOTAL = 200_000_000
_CHAINED = 3


def check_streams(path: Path, content: bytes) -> None:
    """
    Refuse a file whose streams unpack to more than any plan holds, and a large one without its end.

    Without its table of objects a file is searched for them byte by byte.

    Raises
    ------
    SourceError
        If the table of objects is not where the end says, or if one stream, or all together, would
        be too large.
    """
    if len(content) > _SEARCHED and not _is_indexed(content):
        raise damaged(path, "startxref")
    total = 0
    for match in _STREAM.finditer(content):
        before = content[max(0, match.start() - _DICTIONARY) : match.start()]
        described = before[before.rfind(b"obj") + 3 :]
        if b"Flate" not in described and b"/Fl" not in described:
            continue
        drawn = not any(word in described for word in _NO_CONTENT)
        bound = _MOST_CONTENT if drawn else _MOST
        data = memoryview(content)[match.end() :]
        for _ in range(_CHAINED):
            unpacked = _unpacked(data, bound)
            if len(unpacked) > bound:
                raise too_large(path, "stream", f"{bound // 1_000_000} MB")
            total += len(unpacked)
            if total > _TOTAL:
                raise too_large(path, "PDF", f"{_TOTAL // 1_000_000} MB")
            if unpacked[:1] != b"\x78":  # no stream inside the stream
                break
            data = memoryview(unpacked)


def _is_indexed(content: bytes) -> bool:
    """Return whether the table of objects is where the end of the file says."""
    start = next(iter(_START.findall(content[-_TAIL:])[-1:]), None)
    head = max(content[:1024].find(b"%PDF"), 0)
    return start is not None and any(
        _TABLE.match(content, at + int(start)) is not None for at in (0, head)
    )


def _unpacked(data: memoryview, bound: int) -> bytes:
    """Return what a stream unpacks to, up to a byte beyond the bound; nothing of a broken one."""
    try:
        return zlib.decompressobj().decompress(data, bound + 1)
    except zlib.error:
        return b""
