"""Whether a PDF says where its objects are: without that, a library searches it byte by byte."""

from __future__ import annotations

import re

from aqmap.files.file_content import FileContent
from aqmap.files.zip_guard import damaged

_START = re.compile(rb"startxref\s+(\d{1,10})\s")
_TABLE = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)")
_TAIL = 65_536  # bytes at the end in which the table of objects is announced
_SEARCHED = 2_000_000  # bytes that are searched for objects in a moment


def check_index(file: FileContent) -> None:
    """
    Refuse a large file whose table of objects is not where its end says.

    Raises
    ------
    SourceError
        If it is not there.
    """
    if len(file.content) > _SEARCHED and not _is_indexed(file.content):
        raise damaged(file.path, "startxref")


def _is_indexed(content: bytes) -> bool:
    start = next(iter(_START.findall(content[-_TAIL:])[-1:]), None)
    head = max(content[:1024].find(b"%PDF"), 0)
    return start is not None and any(
        _TABLE.match(content, at + int(start)) is not None for at in (0, head)
    )
