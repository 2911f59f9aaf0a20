"""The files of a folder and of all folders in it; links that lead out of it are refused."""

from __future__ import annotations

import os
from pathlib import Path

from aqmap.errors import Fault, os_reason

_MOST_FILES = 5_000
_MOST_DEPTH = 12


def folder_entries(folder: Path) -> tuple[list[Path], list[Fault]]:
    """
    List a folder's files.

    Returns
    -------
    files, faults
        A link that stays in the folder is passed over: what it leads to is listed itself.
    """
    files: list[Path] = []
    faults: list[Fault] = []
    root = folder.resolve()

    def note(problem: OSError) -> None:
        name = problem.filename or folder
        faults.append(Fault("file_unreadable", name, found=os_reason(problem)))

    for place, folders, names in os.walk(folder, onerror=note):
        below = Path(place)
        if len(below.relative_to(folder).parts) >= _MOST_DEPTH and folders:
            faults.append(Fault("forms_deep", below, expected=_MOST_DEPTH))
            folders.clear()
        folders[:] = sorted(name for name in folders if name != "__MACOSX")
        for name in sorted((*folders, *names)):
            path = below / name
            if path.is_symlink():
                faults += _outwards(path, root)
            elif name in names:
                files.append(path)
        if len(files) > _MOST_FILES:
            faults.append(Fault("forms_many", folder, expected=_MOST_FILES))
            return files[:_MOST_FILES], faults
    return files, faults


def _outwards(link: Path, root: Path) -> list[Fault]:
    try:
        is_inside = link.resolve().is_relative_to(root)
    except (OSError, RuntimeError):  # a circle of links
        is_inside = False
    return [] if is_inside else [Fault("form_link", link)]
