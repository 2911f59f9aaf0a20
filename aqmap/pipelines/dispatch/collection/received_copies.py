"""The copies of what came in: ``data/dispatch/received/2021-09/UNIT/``, forms and their scans."""

from __future__ import annotations

from pathlib import Path, PurePath

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.files.file_content import FileContent
from aqmap.files.file_names import safe_file_name

RECEIVED = "received"
_NOBODY = "_"
_SUM_DIGITS, _LONGEST_SUFFIX = 8, 10
_MOST_BYTES = 240
"""Of a copy's name; file systems take 255, of which one that is being written needs some."""


def keep_copy(folder: Path, month: str, unit: str, file: FileContent) -> Path:
    """
    Keep what came in beside the ledger, before it is recorded there.

    Parameters
    ----------
    folder
        Of the ledger.
    month, unit
        What it was collected for, and whose it is; no unit where nothing says so.
    file
        What came in. A part of its checksum is in the copy's name, so that no copy replaces
        another, and one that a killed run left unrecorded is the same again.

    Raises
    ------
    SourceError
        If it cannot be written.
    """
    name = PurePath(str(file.path).replace("\\", "/"))
    mark = f"~{file.sha256[:_SUM_DIGITS]}"
    end = mark + _safe_suffix(name.suffix)
    kept = _cut(safe_file_name(name.stem or _NOBODY), _MOST_BYTES - len(end)) + end
    target = folder / RECEIVED / month / safe_file_name(unit or _NOBODY) / kept
    try:
        if target.is_file() and target.stat().st_size == len(file.content):
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name}.part")
        unfinished.write_bytes(file.content)
        unfinished.replace(target)
    except OSError as problem:
        raise SourceError(Fault("output_unwritable", target, found=os_reason(problem))) from None
    return target


def _safe_suffix(suffix: str) -> str:
    is_safe = suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= _LONGEST_SUFFIX
    return suffix.lower() if is_safe else ""


def _cut(name: str, most: int) -> str:
    return name.encode("utf-8")[:most].decode("utf-8", "ignore")
