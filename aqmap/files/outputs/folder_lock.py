"""A lock on a folder that ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_TRIES = 300  # a tenth of a second apart: another run's files take their place in far less


class FolderLock:
    """
    What a process holds on a folder.

    Attributes
    ----------
    is_sure
        Whether it keeps others out: some systems and shares know no locks, and none is held there.
    """

    def __init__(self, folder: Path) -> None:
        """
        Take the lock of a folder.

        Raises
        ------
        BlockingIOError
            If another process, or this one, has it.
        """
        self._folder, self._descriptor = folder, -1
        try:
            self._descriptor = _opened(folder)
            _lock(self._descriptor)
        except BlockingIOError:
            self.release()
            raise
        except OSError:
            self.release()
        self.is_sure = self._descriptor >= 0

    @classmethod
    def waited_for(cls, folder: Path) -> FolderLock:
        """Return the lock of a folder as soon as it is free; see `FolderLock` for the error."""
        for _ in range(_TRIES):
            with suppress(BlockingIOError):
                return cls(folder)
            time.sleep(0.1)
        return cls(folder)

    def is_of(self, folder: Path) -> bool:
        """Return whether the folder that was locked still has its path."""
        try:
            return sys.platform == "win32" or os.path.samestat(
                os.fstat(self._descriptor), folder.stat()
            )
        except OSError:
            return False

    def release(self) -> None:
        """Let go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            _forget(self._folder)
        self._descriptor = -1


if sys.platform == "win32":  # never run: folders cannot be opened there, a file in them stands in
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / ".aqmap-lock", os.O_RDWR | os.O_CREAT)

    def _lock(descriptor: int) -> None:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError as problem:
            raise BlockingIOError(problem.errno, problem.strerror) from None

    def _forget(folder: Path) -> None:
        with suppress(OSError):
            (folder / ".aqmap-lock").unlink()

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _forget(_folder: Path) -> None:
        """Nothing lies in the folder."""
