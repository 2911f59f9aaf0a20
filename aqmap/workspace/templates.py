"""The workspaces that aqmap carries: the minimal one, and Ili with Changji 2021."""

from __future__ import annotations

import shutil
from pathlib import Path

from aqmap.errors import Fault, SourceError

_PARTS = ("aqmap.toml", "boundaries", "layers", "data")
_CARRIED = Path(__file__).parents[1] / "templates"


def template_names() -> list[str]:
    """Return the names that `copy_template` knows."""
    return sorted({"ili-changji", *(p.name for p in _CARRIED.iterdir() if p.is_dir())})


def copy_template(name: str, folder: Path) -> None:
    """
    Copy a carried workspace into an existing folder.

    Raises
    ------
    SourceError
        If there is no template of that name.
    """
    origin = _origin(name)
    if origin is None:
        names = ", ".join(template_names())
        raise SourceError(Fault("no_template", name, known=names))
    for entry in _PARTS:
        if (origin / entry).is_dir():
            ignored = shutil.ignore_patterns("*.py", "__pycache__", "README.md", ".*", "~$*")
            shutil.copytree(origin / entry, folder / entry, ignore=ignored)
        else:
            shutil.copyfile(origin / entry, folder / entry)


def _origin(name: str) -> Path | None:
    if name not in template_names():
        return None
    if (_CARRIED / name).is_dir():
        return _CARRIED / name
    checkout = Path(__file__).parents[2]  # running from the repository, which is a workspace
    return checkout if (checkout / "aqmap.toml").is_file() else None
