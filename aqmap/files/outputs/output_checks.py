"""What outputs may not touch: inputs, each other, what is no file, what aqmap did not write."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from aqmap.errors import Fault, os_reason
from aqmap.files.outputs.checksums import checksum, is_as_written
from aqmap.files.outputs.commit import MANIFEST, is_below
from aqmap.files.text_files import read_bytes

_LEFT_BY_SYSTEMS = frozenset(("Thumbs.db", "desktop.ini", ".DS_Store"))
_FEW = 5  # names that a message lists


class Sort(StrEnum):
    """
    What an output is.

    A file is replaced; a table too, unless somebody changed it since aqmap wrote it; of a folder
    the files that its manifest lists.
    """

    FILE = "file"
    TABLE = "table"
    FOLDER = "folder"


class Target(NamedTuple):
    """
    An output that a command was told to write.

    Attributes
    ----------
    path
        As the user wrote it.
    sort
        What it is.
    """

    path: Path
    sort: Sort = Sort.FILE


@dataclass(frozen=True, kw_only=True)
class Protected:
    """
    What a command's outputs must leave alone.

    Attributes
    ----------
    inputs
        Files that it reads, and folders of such; no output is one of them or lies in one.
    closed
        Folders into which only tables are written.
    amended
        Inputs that the command itself writes anew, with what it adds.
    overwrite
        Whether outputs that were changed by hand since may be replaced.
    """

    inputs: Sequence[Path] = ()
    closed: Sequence[Path] = ()
    amended: Sequence[Path] = ()
    overwrite: bool = False


def real_path(target: Path) -> Path:
    """Return where an output will lie: links to folders are followed."""
    try:
        return target.resolve()
    except (OSError, RuntimeError, ValueError):  # a circle of links; a path that is none
        return target.absolute()


def path_faults(targets: Sequence[Target], protected: Protected) -> Iterator[Fault]:
    """Yield what is wrong with where outputs shall lie, whatever lies there now."""
    inputs = [real_path(path) for path in protected.inputs]
    closed = [real_path(path) for path in protected.closed]
    earlier: list[Path] = []
    for target in targets:
        path = real_path(target.path)
        is_amended = target.path in protected.amended
        if target.path.is_symlink() and not target.path.is_dir():
            yield Fault("output_not_regular", target.path)
        elif not is_amended and any(_is_in(path, given) for given in inputs):
            yield Fault("output_is_input", target.path)
        elif any(_is_in(path, output) or _is_in(output, path) for output in earlier):
            yield Fault("output_twice", target.path)
        elif (
            target.sort is not Sort.TABLE
            and not is_amended
            and any(_is_in(path, folder) for folder in closed)
        ):
            yield Fault("output_in_inputs", target.path)
        earlier.append(path)


def _is_in(path: Path, other: Path) -> bool:
    """Return whether a path is another, under any of its names, or below it."""
    try:
        if path.exists() and other.exists() and path.samefile(other):
            return True
    except OSError:
        pass
    return Path(_folded(path)).is_relative_to(_folded(other))


def _folded(path: Path) -> str:
    """Return a path without what file systems that ignore case make no difference of."""
    return os.path.normcase(path)


def content_faults(target: Target, *, overwrite: bool) -> Iterator[Fault]:
    """Yield what forbids to replace what lies at an output's place."""
    path = real_path(target.path)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as problem:
        yield unwritable(target.path, problem)
        return
    if target.sort is Sort.FOLDER:
        try:
            yield from _folder_faults(target.path, path, overwrite=overwrite)
        except OSError as problem:
            yield unwritable(target.path, problem)
    elif stat.S_ISDIR(mode):
        yield Fault("output_is_folder", target.path)
    elif not stat.S_ISREG(mode):
        yield Fault("output_not_regular", target.path)
    elif target.sort is Sort.TABLE and not overwrite:
        try:
            if not is_as_written(path):
                yield Fault("table_edited", target.path)
        except OSError as problem:
            yield unwritable(target.path, problem)


def unwritable(path: Path, problem: Exception) -> Fault:
    """Return the fault of an output that cannot be written, with the system's reason."""
    reason = os_reason(problem) if isinstance(problem, OSError) else str(problem)
    return Fault("output_unwritable", path, found=reason)


def _folder_faults(named: Path, folder: Path, *, overwrite: bool) -> Iterator[Fault]:
    if not folder.is_dir():
        yield Fault("output_foreign", named, found=folder.name)
        return
    listed = listed_files(folder)
    own = {MANIFEST, *listed} if listed is not None else set()
    foreign = _first_few(_foreign(folder, own))
    if foreign:
        yield Fault("output_foreign", named, found=foreign)
    elif not overwrite:
        changed = _first_few(
            name
            for name, expected in (listed or {}).items()
            if _is_changed(folder / name, expected)
        )
        if changed:
            yield Fault("output_edited", named, found=changed)


def _first_few(names: Iterable[str]) -> str:
    listed: list[str] = []
    for name in names:
        if len(listed) == _FEW:
            return ", ".join([*listed, "…"])
        listed.append(name)
    return ", ".join(listed)


def listed_files(folder: Path) -> dict[str, str] | None:
    """Return the files that aqmap's manifest in a folder lists, with their checksums, if any."""
    try:
        table = json.loads(read_bytes(folder / MANIFEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(table, dict) or not isinstance(table.get("outputs"), dict):
        return None
    sums = table["outputs"].items()
    return {n: str(expected) for n, expected in sums if is_below(n)} if "aqmap" in table else None


def _foreign(folder: Path, own: Collection[str]) -> Iterator[str]:
    """Yield what a folder holds besides its own files, folders too, in order."""
    own_folders = {parent.as_posix() for name in own for parent in PurePosixPath(name).parents}

    def refuse(problem: OSError) -> None:
        raise problem  # one of its own folders; others are not entered

    for place, folders, files in os.walk(folder, onerror=refuse):
        below = Path(place).relative_to(folder)
        for name in sorted(files):
            path = below / name
            is_file = stat.S_ISREG((folder / path).lstat().st_mode)
            if not (is_file and (path.as_posix() in own or name in _LEFT_BY_SYSTEMS)):
                yield path.as_posix()
        for name in sorted(folders):
            path = below / name
            if path.as_posix() not in own_folders or (folder / path).is_symlink():
                yield f"{path.as_posix()}/"
        folders[:] = sorted(name for name in folders if (below / name).as_posix() in own_folders)


def _is_changed(path: Path, expected: str) -> bool:
    """Return whether a file is another than the one that was written; one removed is no loss."""
    try:
        return path.is_file() and checksum(path) != expected
    except OSError:
        return True
