"""What came back, in a folder or a zip: forms, scans beside them, and what is refused by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aqmap.errors import AqmapError, Fault, SourceError
from aqmap.files.file_content import FileContent
from aqmap.files.outputs import MANIFEST
from aqmap.files.text_files import read_bytes
from aqmap.read.forms.folder_entries import folder_entries
from aqmap.read.forms.zip_entries import MOST_BYTES, zip_entries

FORM_ENDINGS = frozenset((".xlsx", ".xlsm", ".xls"))
SCAN_ENDINGS = frozenset(
    (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".heic", ".ofd")
)
_REFUSED = {
    "form_et": (".et", ".ett", ".ets", ".ods", ".xlsb", ".csv", ".numbers"),
    "form_word": (".doc", ".docx", ".wps", ".wpt", ".rtf", ".odt", ".txt", ".ppt", ".pptx"),
    "form_packed": (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"),
}
_REFUSED_BY_ENDING = {ending: code for code, endings in _REFUSED.items() for ending in endings}
_LOCK_FILES = ("~$", ".~")  # of Excel, Word and WPS; of LibreOffice
_LEFT_BEHIND = frozenset(("thumbs.db", "desktop.ini", ".ds_store", MANIFEST))
"""By systems; and the list of its own forms that aqmap lays beside them."""
_MOST_NESTED = 2  # a zip in a zip


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A file that came in.

    Attributes
    ----------
    path
        As a person would look for it; in a zip the zip's path is before it.
    read
        Reads it; see `read_bytes` for the errors.
    """

    path: Path
    read: Callable[[], bytes]

    @property
    def ending(self) -> str:
        """How its name ends, in small letters."""
        return self.path.suffix.lower()


@dataclass
class ReceivedFiles:
    """
    What a folder or a zip holds.

    Attributes
    ----------
    root
        The folder or the zip.
    forms
        Workbooks, each of which may be a form, in the order of their paths.
    scans
        Pictures and PDFs, unread.
    faults
        What was refused, by name; all others go on.
    """

    root: Path
    forms: list[Entry] = field(default_factory=list)
    scans: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def receive(source: Path) -> ReceivedFiles:
    """
    Look through a folder with all folders in it, a zip, or a single workbook.

    Zips inside are looked through too. Lock files of office programs (``~$``, ``.~``) and what
    systems leave behind are passed over. A name alone decides what is opened, never whose it is.

    Raises
    ------
    SourceError
        If there is no such folder or file.
    """
    received = ReceivedFiles(source)
    if source.is_dir():
        entries, faults = folder_entries(source)
        received.faults += faults
        _sort(received, [Entry(path, _reader(path)) for path in entries], depth=0)
    elif not source.exists():
        raise SourceError(Fault("file_missing", source))
    else:
        _sort(received, [Entry(source, _reader(source))], depth=0)
    if not (received.forms or received.scans or received.faults):
        received.faults.append(Fault("forms_none", source))
    return received


def read_entry(entry: Entry) -> FileContent:
    """Return a file with its content; see `read_bytes` for the errors."""
    return FileContent(entry.path, entry.read())


def _reader(path: Path) -> Callable[[], bytes]:
    return lambda: read_bytes(path, max_bytes=MOST_BYTES)


def _sort(received: ReceivedFiles, entries: Iterable[Entry], *, depth: int) -> None:
    for entry in sorted(entries, key=lambda entry: entry.path.as_posix()):
        name = entry.path.name
        if name.startswith(_LOCK_FILES) or name.lower() in _LEFT_BEHIND:
            continue
        if entry.ending in FORM_ENDINGS:
            received.forms.append(entry)
        elif entry.ending in SCAN_ENDINGS:
            received.scans.append(entry)
        elif entry.ending == ".zip" and depth < _MOST_NESTED:
            _open_zip(received, entry, depth=depth)
        elif entry.ending == ".zip":
            received.faults.append(Fault("form_zip_deep", entry.path))
        else:
            code = _REFUSED_BY_ENDING.get(entry.ending, "form_other")
            received.faults.append(Fault(code, entry.path, found=entry.ending or "-"))


def _open_zip(received: ReceivedFiles, entry: Entry, *, depth: int) -> None:
    try:
        packed, faults = zip_entries(entry.path, entry.read())
    except AqmapError as problem:
        received.faults += problem.faults
        return
    received.faults += faults
    _sort(received, [Entry(path, read) for path, read in packed], depth=depth + 1)
