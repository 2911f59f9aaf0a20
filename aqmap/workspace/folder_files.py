"""What lies in a folder whose files are all meant to be read: nothing is passed over unnamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from aqmap.errors import Fault, os_reason
from aqmap.files.path_kinds import is_folder, is_link

_FEW = 5
_MOST_ENTRIES = 10_000  # looked at below a folder: a link may lead to a whole disk
_OF_PROGRAMS = ("~$", ".~", "._")  # the lock of an open document; what a Mac keeps beside a file
_OF_SYSTEMS = frozenset(
    ("thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "__macosx", "@eadir", "lost+found")
)


@dataclass(frozen=True)
class FolderFiles:
    """
    The files of a folder.

    Attributes
    ----------
    files
        Those that lie in it, by name; links that lead nowhere too.
    faults
        What keeps files from being read: no folder, no permission, subfolders that hold some.
    """

    files: tuple[Path, ...] = ()
    faults: tuple[Fault, ...] = ()


def list_folder(
    folder: Path, *, read: Callable[[str], bool], named: Callable[[str], bool]
) -> FolderFiles:
    """
    List a folder; one that is not there is empty.

    Parameters
    ----------
    folder
        What programs and systems leave in it is passed over, and so are subfolders with a dot.
    read
        Whether a file of such a name is read.
    named
        Whether a subfolder with a file of such a name is a fault: subfolders are not read.
    """
    files: list[Path] = []
    faults: list[Fault] = []
    for path in entries(folder, faults):
        if read(path.name) or not is_folder(path):
            files.append(path)
        elif not path.name.startswith(".") and (below := _names_below(path, named, faults)):
            found = ", ".join(below)
            faults.append(Fault("in_subfolder", path, found=found, expected=folder.name))
    return FolderFiles(tuple(files), tuple(faults))


def entries(folder: Path, faults: list[Fault]) -> list[Path]:
    """
    Return by name what lies in a folder; one that cannot be listed is a fault.

    What programs and systems leave is passed over; a folder that is not there holds nothing.
    """
    try:
        return sorted(path for path in folder.iterdir() if not _is_left_behind(path.name))
    except NotADirectoryError:
        faults.append(Fault("not_a_folder", folder))
    except OSError as problem:
        if not isinstance(problem, FileNotFoundError) or is_link(folder):
            faults.append(Fault("folder_unreadable", folder, found=os_reason(problem)))
    return []


def _is_left_behind(name: str) -> bool:
    return name.lower() in _OF_SYSTEMS or name.startswith(_OF_PROGRAMS)


def _names_below(folder: Path, named: Callable[[str], bool], faults: list[Fault]) -> list[str]:
    """Return the first few files of a subfolder that are named."""
    wanted = (path for path in files_below(folder, faults) if named(path.name))
    names = [path.relative_to(folder).as_posix() for path in islice(wanted, _FEW + 1)]
    return [*names[:_FEW], "…"] if len(names) > _FEW else names


def files_below(folder: Path, faults: list[Fault]) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders; links to folders are as files."""
    folders, looked_at = [folder], 0
    while folders:
        for path in entries(folders.pop(), faults):
            looked_at += 1
            if looked_at > _MOST_ENTRIES:
                faults.append(Fault("folder_too_large", folder, expected=f"{_MOST_ENTRIES:,}"))
                return
            if not is_folder(path) or is_link(path):
                yield path
            elif not path.name.startswith("."):
                folders.append(path)
