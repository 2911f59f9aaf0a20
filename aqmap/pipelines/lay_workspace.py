"""The road of ``aqmap init``: a carried workspace → a new folder."""

from __future__ import annotations

from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.outputs import Sort, Target, write_outputs
from aqmap.workspace.templates import copy_template


def lay_workspace(folder: Path, *, template: str = "minimal") -> Path:
    """
    Lay a new workspace down.

    Parameters
    ----------
    folder
        A new or empty folder.
    template
        ``minimal``, or the name of a workspace that aqmap carries: ``grids``, ``ili-changji``.

    Raises
    ------
    SourceError
        If the folder is not empty or cannot be written, or there is no such template.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SourceError(Fault("folder_not_empty", folder))
    with write_outputs([Target(folder, Sort.FOLDER)]) as fresh:
        copy_template(template, fresh[folder])
    return folder
