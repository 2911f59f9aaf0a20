"""Staging folders beside the outputs: new files wait there, and old ones until all is done."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from aqmap.files.outputs.folder_lock import FolderLock

PREFIX = ".aqmap-"
MARK = "begun"
_TRIES = 20


class Staging:
    """
    A folder beside outputs, for as long as a process writes them.

    Attributes
    ----------
    beside
        The folder where the outputs appear.
    folder, new, old
        The staging folder; in it what is to appear, and what that replaces.
    journal
        The file that lists what moves here; without it nothing does.
    mark
        The file that says, in the first staging folder of a command, that all its journals are
        written and moves may have been made.
    """

    def __init__(self, folder: Path, lock: FolderLock) -> None:
        self.folder, self.beside, self._lock = folder, folder.parent, lock
        self.new, self.old = folder / "new", folder / "old"
        self.journal, self.mark = folder / "journal.json", folder / MARK

    @classmethod
    def make(cls, beside: Path) -> Staging:
        """
        Make a staging folder.

        Raises
        ------
        OSError
            If it cannot be made there.
        """
        for _ in range(_TRIES):
            folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=beside))
            try:
                lock = FolderLock(folder)
            except BlockingIOError:  # another run is clearing what it takes for left over
                continue
            if not (lock.is_of(folder) if lock.is_sure else folder.is_dir()):  # it just did
                lock.release()
                continue
            staging = cls(folder, lock)
            try:
                staging.new.mkdir()
                staging.old.mkdir()
            except BaseException:  # a signal too
                staging.remove()
                raise
            return staging
        raise BlockingIOError

    def remove(self) -> None:
        """Remove the folder and what is left in it; the mark first: then nothing begins anew."""
        for file in (self.mark, self.journal):
            with suppress(OSError):
                file.unlink()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()

    def leave(self) -> None:
        """Leave the folder to the next run."""
        self._lock.release()


def abandoned(beside: Path) -> Iterator[Staging]:
    """Yield the staging folders whose process has ended."""
    for folder in sorted(beside.glob(f"{PREFIX}*")):
        if folder.is_symlink() or not folder.is_dir():
            continue
        try:
            lock = FolderLock(folder)
        except BlockingIOError:
            continue
        if lock.is_sure and lock.is_of(folder):
            yield Staging(folder, lock)
        else:
            lock.release()
