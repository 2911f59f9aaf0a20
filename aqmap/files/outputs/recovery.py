"""What killed runs left beside outputs: moves are finished, and what else there is is cleared."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from aqmap.files.outputs.checksums import checksum
from aqmap.files.outputs.commit import (
    Move,
    MoveError,
    Moves,
    is_below,
    make_move,
    manifest_first,
    move_away,
    move_in,
    remove_emptied,
)
from aqmap.files.outputs.staging import MARK, Staging, abandoned

_MOST_BYTES = 50_000_000  # of a journal


def finish_abandoned(beside: Path, wanted: Collection[str]) -> None:
    """
    Finish the moves that a killed run began, and clear what else it left.

    Parameters
    ----------
    beside
        The folder that outputs are written into.
    wanted
        Names in it that this run writes; moves of anything else are left to the run that does.

    Raises
    ------
    MoveError
        If a move cannot be made now either.
    """
    for staging in abandoned(beside):
        left = _left_by(staging, wanted)
        if left is None:
            staging.leave()
            continue
        try:
            _finish(left.moves)
        except OSError as problem:
            staging.leave()
            raise MoveError(beside, problem, is_whole=False) from None
        if any(other.is_dir() for other in left.others):
            staging.leave()  # they need its mark, until a run that writes there has finished them
        else:
            staging.remove()


class _Left(NamedTuple):
    """What a killed run left in one folder: its moves, and the staging folders that wait for it."""

    moves: Moves
    others: Sequence[Path] = ()


def _left_by(staging: Staging, wanted: Collection[str]) -> _Left | None:
    """Return what is to be finished: no moves where none began, nothing where it is another's."""
    if not staging.journal.is_file():
        return _Left(Moves(staging))
    try:
        table = _journal(staging.journal)
        moves = Moves(staging, dict(table["away"]), list(table["new"]))
        others = [Path(other) for other in table["others"]]
        has_begun = (Path(table["first"]) / MARK).is_file()
        names = {*moves.away, *moves.new}
        is_own = all(map(is_below, names)) and {n.split("/")[0] for n in names} <= set(wanted)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None
    if not is_own:
        return None
    return _Left(moves, others) if has_begun else _Left(Moves(staging))


def _journal(path: Path) -> Any:
    with path.open("rb") as file:
        return json.loads(file.read(_MOST_BYTES))


def _finish(moves: Moves) -> None:
    """Make the moves that were not made, except of what was changed since."""
    staging = moves.staging
    folder = staging.beside.resolve()
    for name, expected in moves.away.items():
        old = staging.beside / name
        is_replaced = name not in moves.new or os.path.lexists(staging.new / name)
        if is_replaced and _lies_below(old, folder) and _has(old, expected):
            _move(move_away(staging, name))
    for name in sorted(moves.new, key=manifest_first, reverse=True):
        fresh, target = staging.new / name, staging.beside / name
        if os.path.lexists(fresh) and not os.path.lexists(target) and _lies_below(target, folder):
            _move(move_in(staging, name))
    remove_emptied(moves)


def _lies_below(path: Path, folder: Path) -> bool:
    """Return whether no link on the way leads elsewhere."""
    return path.parent.resolve().is_relative_to(folder) and not path.is_symlink()


def _has(path: Path, expected: str) -> bool:
    return path.is_file() and checksum(path) == expected


def _move(move: Move) -> None:
    move.target.parent.mkdir(parents=True, exist_ok=True)
    make_move(move)
