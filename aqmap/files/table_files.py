"""Which files are tables: CSV or xlsx, in small or capital letters."""

from __future__ import annotations

from pathlib import Path

from aqmap.errors import Fault, SourceError
from aqmap.files.path_kinds import is_file

_SUFFIXES = (".csv", ".xlsx")


def is_table(name: str) -> bool:
    """Return whether a file of such a name is a table."""
    return name.lower().endswith(_SUFFIXES)


def table_file(folder: Path, name: str) -> Path:
    """
    Return the table of a name, CSV where there is none.

    Raises
    ------
    SourceError
        If it is there twice, as CSV and as a workbook.
    """
    paths = [folder / f"{name}{suffix}" for suffix in _SUFFIXES]
    there = [path for path in paths if is_file(path)]
    if len(there) > 1:
        names = ", ".join(path.name for path in there)
        raise SourceError(Fault("table_twice", folder, found=names))
    return (there or paths)[0]
