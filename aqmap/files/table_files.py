"""Where the workspace's tables lie: CSV or xlsx, under one name."""

from __future__ import annotations

from pathlib import Path

from aqmap.errors import Fault, SourceError

_SUFFIXES = (".csv", ".xlsx")


def is_lock(path: Path) -> bool:
    """Return whether a file only says that a spreadsheet has another open."""
    return path.name.startswith("~$")


def table_files(folder: Path) -> list[Path]:
    """Return every table of a folder, by name."""
    paths = [path for suffix in _SUFFIXES for path in folder.glob(f"*{suffix}")]
    return sorted(path for path in paths if not is_lock(path))


def table_file(folder: Path, name: str) -> Path:
    """
    Return the table of a name, CSV where there is none.

    Raises
    ------
    SourceError
        If it is there twice, as CSV and as a workbook.
    """
    paths = [folder / f"{name}{suffix}" for suffix in _SUFFIXES]
    there = [path for path in paths if path.is_file()]
    if len(there) > 1:
        names = ", ".join(path.name for path in there)
        raise SourceError(Fault("table_twice", folder, found=names))
    return (there or paths)[0]
