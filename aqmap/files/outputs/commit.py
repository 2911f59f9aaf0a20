"""
Files take their places: all of a command, or none.

First every old file moves away, then every new one moves in, so that old and new never lie side
by side. Beside the outputs of each folder lies a journal of its moves; a mark in the first folder
says that all journals are written and moves begin. What a fault interrupts is taken back at once,
what a kill interrupts is finished by the next run. The first folder goes last, for it has the mark.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from aqmap.files.outputs.staging import Staging

MANIFEST = "manifest.json"


@dataclass
class Moves:
    """
    What moves out of one folder and into it; names are paths below it, with ``/``.

    Attributes
    ----------
    staging
        Where the new files are and the old ones go.
    away
        Files that are replaced or no longer made, each with its checksum.
    new
        Files, and folders as a whole, that appear.
    """

    staging: Staging
    away: dict[str, str] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)


class Move(NamedTuple):
    """One move of a file or a folder, and which output it is of."""

    source: Path
    target: Path
    output: Path


class MoveError(Exception):
    """
    A move that could not be made.

    Attributes
    ----------
    path
        The output that could not move.
    problem
        What the system says.
    is_whole
        Whether all other moves have been taken back; else the next run finishes them.
    """

    def __init__(self, path: Path, problem: OSError, *, is_whole: bool = True) -> None:
        super().__init__(path)
        self.path, self.problem, self.is_whole = path, problem, is_whole


def commit(all_moves: Sequence[Moves]) -> None:
    """
    Make all moves, or none.

    Raises
    ------
    MoveError
        If one cannot be made.
    """
    for moves in all_moves:
        _keep_modes(moves)
    if _replaces_one_file(all_moves):
        (moves,) = (moves for moves in all_moves if moves.new)
        _replace(moves.staging, moves.new[0])
        return
    if not all_moves:
        return
    stagings = [moves.staging for moves in all_moves]
    for moves in all_moves:
        try:
            _write_journal(moves, stagings)
        except OSError as problem:
            raise MoveError(moves.staging.beside, problem) from None
    mark = stagings[0].mark
    try:
        mark.touch()
    except OSError as problem:
        raise MoveError(mark.parent.parent, problem) from None
    _make(list(_ordered(all_moves)), mark)
    for moves in all_moves:
        remove_emptied(moves)


def _keep_modes(moves: Moves) -> None:
    """Give each new file the mode of the one that it replaces."""
    for name in moves.away.keys() & set(moves.new):
        with suppress(OSError):  # a share without modes
            mode = stat.S_IMODE((moves.staging.beside / name).stat().st_mode)
            (moves.staging.new / name).chmod(mode)


def _replaces_one_file(all_moves: Sequence[Moves]) -> bool:
    new = [name for moves in all_moves for name in moves.new]
    away = [name for moves in all_moves for name in moves.away]
    return len(new) == 1 and away in ([], new)


def _replace(staging: Staging, name: str) -> None:
    """Put one file, or a folder where there is none, in its place in a single step."""
    try:
        (staging.new / name).replace(staging.beside / name)
    except OSError as problem:
        raise MoveError(staging.beside / name, problem) from None


def _ordered(all_moves: Sequence[Moves]) -> Iterator[Move]:
    """Yield every move: first all that move away, a manifest before the files it lists."""
    for moves in all_moves:
        for name in sorted(moves.away, key=manifest_first):
            yield move_away(moves.staging, name)
    for moves in all_moves:
        for name in sorted(moves.new, key=manifest_first, reverse=True):
            yield move_in(moves.staging, name)


def move_away(staging: Staging, name: str) -> Move:
    """Return the move of an old file."""
    return Move(staging.beside / name, staging.old / name, staging.beside / name)


def move_in(staging: Staging, name: str) -> Move:
    """Return the move of a new file."""
    return Move(staging.new / name, staging.beside / name, staging.beside / name)


def manifest_first(name: str) -> tuple[bool, str]:
    """Sort manifests first: without its manifest a folder does not pass for a whole one."""
    return PurePosixPath(name).name != MANIFEST, name


def _make(moves: Sequence[Move], mark: Path) -> None:
    """Make moves; take them all back if one fails, and then the mark."""
    made: list[Move] = []
    folders: list[Path] = []
    try:
        for move in moves:
            _make_folder(move.target.parent, folders)
            make_move(move)
            made.append(move)
    except OSError as problem:
        raise MoveError(move.output, problem, is_whole=_taken_back(made, folders, mark)) from None
    except BaseException:
        if not _taken_back(made, folders, mark):
            stopped = OSError(errno.EINTR, os.strerror(errno.EINTR))
            raise MoveError(move.output, stopped, is_whole=False) from None
        raise


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it; note which are new."""
    if not folder.is_dir():
        _make_folder(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def make_move(move: Move) -> None:
    """Make a move; see `os.rename` for the errors, and what lies at its target is one."""
    if os.path.lexists(move.target):  # it was not there when the outputs were looked at
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    move.source.rename(move.target)


def _taken_back(made: Sequence[Move], folders: Sequence[Path], mark: Path) -> bool:
    """Take moves back, the last first; return whether all could be."""
    try:
        for move in reversed(made):
            move.target.rename(move.source)
        for folder in reversed(folders):
            folder.rmdir()
        mark.unlink()
    except OSError:
        return False
    return True


def remove_emptied(moves: Moves) -> None:
    """Remove the folders inside an output folder whose files have all moved away."""
    inner = {
        parent
        for name in moves.away
        for parent in PurePosixPath(name).parents
        if len(parent.parts) > 1
    }
    for parent in sorted(inner, key=lambda parent: -len(parent.parts)):
        with suppress(OSError):  # it is not empty
            (moves.staging.beside / parent).rmdir()


def _write_journal(moves: Moves, stagings: Sequence[Staging]) -> None:
    first, *others = [str(staging.folder) for staging in stagings]
    is_first = moves.staging is stagings[0]
    table = {
        "first": first,
        "others": others if is_first else [],
        "away": moves.away,
        "new": moves.new,
    }
    journal = moves.staging.journal
    written = journal.with_suffix(".part")
    written.write_text(json.dumps(table), encoding="utf-8")
    written.rename(journal)


def is_below(name: str) -> bool:
    """Return whether a written path, with ``/``, leads nowhere but into its folder."""
    is_plain = "\\" not in name and not Path(name).is_absolute()
    return is_plain and not {"", ".", ".."} & set(name.split("/"))
