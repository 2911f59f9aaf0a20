"""What a run reads, with the checksum of the very bytes, so that a change meanwhile is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from os.path import normpath
from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.path_kinds import is_file


class ReadRecord:
    """The files that a run has read, with their checksums at that moment."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[Path, str]] = {}

    def add(self, path: Path, sha256: str) -> None:
        """
        Note that a file was read.

        Raises
        ------
        SourceError
            If it was read before, and was another then.
        """
        _, before = self._read.setdefault(path.absolute(), (path, sha256))
        if before != sha256:
            raise SourceError(Fault("changed_meanwhile", path))

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files, in the order in which they were read."""
        return tuple(self._read)

    def checksums(self, folder: Path) -> dict[str, str]:
        """Return the SHA-256 of every file by its path, which is relative to a folder it is in."""
        base = normpath(folder.absolute())
        sums = {Path(normpath(path)): sha256 for path, (_, sha256) in self._read.items()}
        return {
            (path.relative_to(base) if path.is_relative_to(base) else path).as_posix(): sha256
            for path, sha256 in sorted(sums.items())
        }

    def verify_unchanged(self) -> None:
        """
        Hold every file against what was read of it.

        Raises
        ------
        SourceError
            With all files that are gone, or hold something else now.
        """
        faults = [
            Fault("changed_meanwhile", path)
            for path, sha256 in self._read.values()
            if _checksum_now(path) != sha256
        ]
        if faults:
            raise SourceError(faults)


_RECORD: ContextVar[ReadRecord | None] = ContextVar("_RECORD", default=None)


@contextmanager
def recording() -> Iterator[ReadRecord]:
    """Give a record of every file that is read from here on, up to the end of the block."""
    record = ReadRecord()
    token = _RECORD.set(record)
    try:
        yield record
    finally:
        _RECORD.reset(token)


def note_read(path: Path, content: bytes) -> None:
    """Note what was read of a file, if anybody records; see `ReadRecord.add` for the error."""
    if _RECORD.get() is not None:
        note_checksum(path, hashlib.sha256(content).hexdigest())


def note_checksum(path: Path, sha256: str) -> None:
    """Note a file of which only the checksum was taken, as `note_read` does."""
    record = _RECORD.get()
    if record is not None:
        record.add(path, sha256)


def _checksum_now(path: Path) -> str:
    """Return a file's checksum; none of what is gone, unreadable, or no file any more."""
    try:
        if not is_file(path):
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
