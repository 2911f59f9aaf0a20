"""The outputs of a command: asked for together, written aside, and put in their places at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from errno import EACCES, EBUSY, EDQUOT, EFBIG, ENOSPC, EPERM, EROFS, ETXTBSY
from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError, os_reason
from aqmap.files.outputs.checksums import add_own_checksum, checksum
from aqmap.files.outputs.commit import MANIFEST, MoveError, Moves, commit
from aqmap.files.outputs.folder_lock import FolderLock
from aqmap.files.outputs.output_checks import (
    Protected,
    Sort,
    Target,
    content_faults,
    listed_files,
    path_faults,
    real_path,
    unwritable,
)
from aqmap.files.outputs.recovery import finish_abandoned
from aqmap.files.outputs.staging import Staging

_FULL = (EDQUOT, EFBIG, ENOSPC, EROFS)
_LOCKED = (EACCES, EBUSY, EPERM, ETXTBSY)


@contextmanager
def write_outputs(
    targets: Sequence[Target], protected: Protected | None = None
) -> Iterator[Mapping[Path, Path]]:
    """
    Give the files and folders to write; all take the places of the targets, or none does.

    Parameters
    ----------
    targets
        All outputs of the command.
    protected
        What they must leave alone.

    Yields
    ------
    fresh
        For each target's path where to write it: a file yet to be made, or an empty folder. A
        file that is not made leaves its target as it is.

    Raises
    ------
    SourceError
        With every fault of the targets before anything is written: one that is an input, another
        output, no regular file or in a closed folder; a folder that holds what aqmap did not
        write; outputs that were changed since. Or if they cannot be written, or not be put in
        their places; they are then as they were.
    """
    run = _Run(targets, protected or Protected())
    try:
        run.prepare()
        yield run.fresh
        run.put_in_place()
    except AqmapError:
        raise
    except MoveError as problem:
        raise SourceError(run.fault_of(problem)) from None
    except OSError as problem:
        raise SourceError(run.fault_of_writing(problem)) from None
    finally:
        run.clear()


@contextmanager
def write_file(target: Path) -> Iterator[Path]:
    """Give one file to write; see `write_outputs`."""
    with write_outputs([Target(target)]) as fresh:
        yield fresh[target]


@dataclass
class _Run:
    """One command's outputs from first to last."""

    targets: Sequence[Target]
    protected: Protected
    fresh: dict[Path, Path] = field(default_factory=dict)
    stagings: dict[Path, Staging] = field(default_factory=dict)
    made_folders: list[Path] = field(default_factory=list)
    is_done: bool = False
    is_whole: bool = True

    def prepare(self) -> None:
        """Look at what lies at the targets' places, and make room beside them."""
        faults = list(path_faults(self.targets, self.protected))
        if faults:
            raise SourceError(faults)
        parents = {real_path(target.path).parent for target in self.targets}
        with self._locked([parent for parent in parents if parent.is_dir()]):
            self._finish_what_was_left()
            self._require_replaceable()
        for target in self.targets:
            path = real_path(target.path)
            try:
                staging = self._staging(path.parent)
                fresh = staging.new / path.name
                if target.sort is Sort.FOLDER:
                    fresh.mkdir()
            except OSError as problem:
                raise SourceError(unwritable(target.path, problem)) from None
            self.fresh[target.path] = fresh

    def _finish_what_was_left(self) -> None:
        wanted: dict[Path, set[str]] = {}
        for target in self.targets:
            path = real_path(target.path)
            wanted.setdefault(path.parent, set()).add(path.name)
        twice = (*wanted.items(), *wanted.items())  # what others wait for goes after them
        for folder, names in twice:
            if folder.is_dir():
                finish_abandoned(folder, names)

    def _require_replaceable(self) -> None:
        faults = [
            fault
            for target in self.targets
            for fault in content_faults(target, overwrite=self.protected.overwrite)
        ]
        if faults:
            raise SourceError(faults)

    def _staging(self, folder: Path) -> Staging:
        if folder not in self.stagings:
            self._make_folder(folder)
            self.stagings[folder] = Staging.make(folder)
        return self.stagings[folder]

    def _make_folder(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            self.made_folders.append(folder)

    @contextmanager
    def _locked(self, folders: Sequence[Path]) -> Iterator[None]:
        """Keep other runs from moving files into the same folders."""
        with ExitStack() as locks:
            for folder in sorted(folders):
                try:
                    lock = FolderLock.waited_for(folder)
                except BlockingIOError:
                    raise SourceError(Fault("output_busy", folder)) from None
                locks.callback(lock.release)
            yield

    def put_in_place(self) -> None:
        """Move everything at once, if what lies there is still what may be replaced."""
        for target in self.targets:
            if target.sort is Sort.TABLE and self.fresh[target.path].is_file():
                add_own_checksum(self.fresh[target.path])
        with self._locked(list(self.stagings)):
            self._require_replaceable()
            moves = {folder: Moves(staging) for folder, staging in self.stagings.items()}
            for target in self.targets:
                path = real_path(target.path)
                if self.fresh[target.path].exists():
                    _add_moves(moves[path.parent], path, self.fresh[target.path])
            commit([m for m in moves.values() if m.new])
        self.is_done = True

    def clear(self) -> None:
        """Remove what lies beside the outputs; what a next run has to finish stays."""
        for staging in reversed(self.stagings.values()):  # the first has the mark
            if self.is_whole:
                staging.remove()
            else:
                staging.leave()
        if not self.is_done:
            for folder in reversed(self.made_folders):
                with suppress(OSError):
                    folder.rmdir()

    def fault_of(self, problem: MoveError) -> Fault:
        """Return the fault of an output that could not be put in its place."""
        self.is_whole = problem.is_whole
        if not problem.is_whole:
            return Fault("output_incomplete", problem.path, found=os_reason(problem.problem))
        winerror = getattr(problem.problem, "winerror", None)
        if winerror is not None or problem.problem.errno in _LOCKED:
            return Fault("output_locked", problem.path, found=os_reason(problem.problem))
        return unwritable(problem.path, problem.problem)

    def fault_of_writing(self, problem: OSError) -> Fault:
        """Return the fault of a file that could not be written aside, by the output's name."""
        written = Path(str(problem.filename)) if problem.filename is not None else None
        for target, fresh in self.fresh.items():
            if written is None:
                return unwritable(target, problem)
            if written.is_relative_to(fresh):
                return unwritable(target / written.relative_to(fresh), problem)
        paths = [target.path for target in self.targets]
        if written is None or written in paths or problem.errno in _FULL:
            return unwritable(written or paths[0], problem)
        return Fault("file_unreadable", written, found=os_reason(problem))


def _add_moves(moves: Moves, path: Path, fresh: Path) -> None:
    """Add what replaces a file, or of a folder the files that its manifest lists."""
    if not fresh.is_dir() or not path.is_dir():
        moves.new.append(path.name)
        if path.is_file():
            moves.away[path.name] = checksum(path)
        return
    files = (file for file in fresh.rglob("*") if not file.is_dir())
    moves.new += sorted(f"{path.name}/{file.relative_to(fresh).as_posix()}" for file in files)
    for name in (*(listed_files(path) or ()), MANIFEST):
        if (path / name).is_file():
            moves.away[f"{path.name}/{name}"] = checksum(path / name)
