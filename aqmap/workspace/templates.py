"""The workspaces that aqmap carries: minimal, one with a grid, Ili with Changji 2021."""

from __future__ import annotations

import shutil
from pathlib import Path

from aqmap.errors import Fault, SourceError

_PARTS = ("aqmap.toml", "grids.toml", "boundaries", "layers", "data")
_CARRIED = Path(__file__).parents[1] / "templates"
_HELP = Path(__file__).parents[1] / "help"  # in what is installed; else the checkout's files
_README = "data/measured/README.md"
_OF_THE_CHECKOUT = "\n## 现有文件"  # from here on it lists the files of Ili and Changji

HELP_FILES = (
    "docs/audience.md",
    "docs/dispatch.md",
    "docs/figures.md",
    "docs/grids.md",
    "docs/measures.md",
    "docs/stations.md",
    "docs/workspace.md",
    "data/template-measured.csv",
    _README,
)
"""What messages point to: it lies in every new workspace, under these names."""


def template_names() -> list[str]:
    """Return the names that `copy_template` knows."""
    return sorted({"ili-changji", *(p.name for p in _CARRIED.iterdir() if p.is_dir())})


def copy_template(name: str, folder: Path) -> None:
    """
    Copy a carried workspace into an existing folder, and the help that messages point to.

    Raises
    ------
    SourceError
        If there is no template of that name.
    """
    origin = _origin(name)
    if origin is None:
        names = ", ".join(template_names())
        raise SourceError(Fault("no_template", name, known=names))
    for file in (file for part in _PARTS for file in _files(origin / part)):
        copy = folder / file.relative_to(origin)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)  # without its mode: what is installed may be read-only
    for help_file in HELP_FILES:
        _copy_help(help_file, folder)


def _copy_help(name: str, folder: Path) -> None:
    origin = (_HELP if _HELP.is_dir() else Path(__file__).parents[2]) / name
    copy = folder / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    content = origin.read_bytes()
    if name == _README:
        content = content.split(_OF_THE_CHECKOUT.encode())[0]
    copy.write_bytes(content)


def _files(path: Path) -> list[Path]:
    """Return a file if there is one, or all below a folder but those of the program."""
    if not path.is_dir():
        return [path] if path.exists() else []
    below = (file for file in path.rglob("*") if file.is_file())
    return sorted(f for f in below if not any(map(_is_left_out, f.relative_to(path).parts)))


def _is_left_out(name: str) -> bool:
    return name == "README.md" or name.endswith(".py") or name.startswith((".", "~$", "__"))


def _origin(name: str) -> Path | None:
    if name not in template_names():
        return None
    if (_CARRIED / name).is_dir():
        return _CARRIED / name
    checkout = Path(__file__).parents[2]  # running from the repository, which is a workspace
    return checkout if (checkout / "aqmap.toml").is_file() else None
