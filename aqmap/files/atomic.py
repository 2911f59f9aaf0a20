"""Outputs are written whole or not at all, and never over what aqmap did not write."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aqmap.errors import Fault, SourceError

MANIFEST = "manifest.json"
_LEFT_BY_SYSTEMS = frozenset(("Thumbs.db", "desktop.ini", ".DS_Store"))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def write_file(target: Path) -> Iterator[Path]:
    """
    Give a file to write; it takes the place of `target` only if all went well.

    Yields
    ------
    fresh
        A path beside `target`, yet to be written.

    Raises
    ------
    SourceError
        If `target` is a folder or cannot be written.
    """
    target = target.absolute()
    if target.is_dir():
        raise SourceError(Fault("output_is_folder", target))
    with _room_beside(target) as room:
        fresh = room / target.name
        yield fresh
        try:
            fresh.replace(target)
        except OSError as problem:
            raise _unwritable(target, problem) from None


@contextmanager
def write_folder(target: Path) -> Iterator[Path]:
    """
    Give a folder to fill; it takes the place of `target` only if all went well.

    Parameters
    ----------
    target
        A new or empty folder, or one that aqmap filled: its manifest lists every file in it.

    Yields
    ------
    fresh
        An empty folder beside `target`.

    Raises
    ------
    SourceError
        If `target` cannot be written, is a file, or holds anything that aqmap did not write.
    """
    target = target.absolute()
    foreign = _foreign_files(target)
    if foreign:
        raise SourceError(Fault("output_foreign", target, found=", ".join(foreign[:5])))
    with _room_beside(target) as room:
        fresh = room / target.name
        fresh.mkdir()
        yield fresh
        try:
            _swap(fresh, target, room)
        except OSError as problem:
            raise _unwritable(target, problem) from None


@contextmanager
def _room_beside(target: Path) -> Iterator[Path]:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        room = Path(tempfile.mkdtemp(prefix=".aqmap-", dir=target.parent))
    except OSError as problem:
        raise _unwritable(target, problem) from None
    try:
        yield room
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


def _foreign_files(target: Path) -> list[str]:
    """Return what a folder holds that the manifest in it does not list."""
    if target.is_file():
        return [target.name]
    if not target.is_dir():
        return []
    listed = _listed_files(target / MANIFEST)
    # A link to a folder counts as a file: it is somebody's, and nothing is followed out of here.
    held = [p for p in target.rglob("*") if not p.is_dir() or p.is_symlink()]
    names = (p.relative_to(target).as_posix() for p in held if p.name not in _LEFT_BY_SYSTEMS)
    return sorted(name for name in names if name not in listed)


def _listed_files(manifest: Path) -> set[str]:
    try:
        table = json.loads(manifest.read_bytes())
    except (OSError, ValueError, RecursionError):
        return set()
    if not isinstance(table, dict) or not isinstance(table.get("outputs"), dict):
        return set()
    return {MANIFEST, *table["outputs"]} if "aqmap" in table else set()


def _unwritable(target: Path, problem: OSError) -> SourceError:
    return SourceError(Fault("output_unwritable", target, found=problem.strerror or str(problem)))
