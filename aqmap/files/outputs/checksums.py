"""Checksums, of files and of tables that carry their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_BOM = b"\xef\xbb\xbf"
_OWN = re.compile(rb" \(sha256 of the rest: ([0-9a-f]{64})\)$")
_LONGEST = 10_000  # of a first line that is looked at
_REMARK = b"# Written by aqmap."


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


class Checksums:
    """SHA-256 of files, each taken once, where wanted beside other work on the same files."""

    def __init__(self) -> None:
        self._known: dict[Path, str] = {}

    @contextmanager
    def taken(self, paths: Iterable[Path]) -> Iterator[None]:
        """Take checksums in a thread while the block runs; hashing leaves Python to others."""
        with ThreadPoolExecutor(1) as thread:
            new = [path for path in dict.fromkeys(paths) if path not in self._known]
            running = {path: thread.submit(checksum, path) for path in new}
            yield
            self._known |= {path: future.result() for path, future in running.items()}

    def of(self, path: Path) -> str:
        """Return the checksum of a file: as it was taken, or taken now."""
        return self._known.get(path) or checksum(path)


def add_own_checksum(table: Path) -> None:
    """Write a table's checksum into it, at the end of its first line, which is a remark."""
    content = table.read_bytes()
    mark = _BOM if content.startswith(_BOM) else b""
    content = content.removeprefix(_BOM)
    if not content.startswith(b"#"):
        content = _REMARK + b"\n" + content
    remark, _, rest = content.partition(b"\n")
    own = f" (sha256 of the rest: {hashlib.sha256(content).hexdigest()})".encode()
    table.write_bytes(mark + remark + own + b"\n" + rest)


def is_as_written(table: Path) -> bool:
    """
    Return whether a table carries its own checksum and has not been changed since.

    Line ends and a byte-order mark, which other programs exchange, are no change.
    """
    with table.open("rb") as file:
        remark = file.readline(_LONGEST).removeprefix(_BOM).rstrip(b"\r\n")
        own = _OWN.search(remark)
        if own is None:  # somebody else's, of whatever size
            return False
        rest = file.read().replace(b"\r\n", b"\n")
    written = remark[: own.start()] + b"\n" + rest
    return own.group(1).decode() == hashlib.sha256(written).hexdigest()
