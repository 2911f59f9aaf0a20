"""Outputs are written whole or not at all, and only over what aqmap wrote itself."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aqmap.errors import Fault, SourceError

MANIFEST = "manifest.json"


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def write_whole(target: Path) -> Iterator[Path]:
    """
    Give a place to write to; it takes the place of `target` only if all went well.

    Parameters
    ----------
    target
        A file (it has a suffix) or a folder. A folder that exists must be empty or aqmap's own.

    Yields
    ------
    fresh
        A path beside `target`: an empty folder, or a file yet to be written.

    Raises
    ------
    SourceError
        If it cannot be written, or the folder holds what aqmap did not write.
    """
    target = target.absolute()
    if not target.suffix:
        _refuse_foreign(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as problem:
        raise _unwritable(target, problem) from None
    try:
        fresh = room / target.name
        if not target.suffix:
            fresh.mkdir()
        yield fresh
        try:
            _swap(fresh, target, room)
        except OSError as problem:
            raise _unwritable(target, problem) from None
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _swap(fresh: Path, target: Path, room: Path) -> None:
    """Move the old away and the new in; move the old back if the new cannot go there."""
    if not target.is_dir():
        fresh.replace(target)
        return
    old = room / "old"
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise


def _refuse_foreign(target: Path) -> None:
    if target.is_file():
        raise SourceError(Fault("output_foreign", target, found=target.name))
    if not target.is_dir() or (target / MANIFEST).is_file():
        return
    foreign = sorted(p.name for p in target.iterdir() if p.suffix not in (".pdf", ".png", ".svg"))
    if foreign:
        raise SourceError(Fault("output_foreign", target, found=", ".join(foreign[:5])))


def _unwritable(target: Path, problem: OSError) -> SourceError:
    return SourceError(Fault("output_unwritable", target, found=problem.strerror or str(problem)))
