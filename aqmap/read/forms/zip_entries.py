"""The files in a zip, under the names that its maker gave them; nothing is unpacked to disk."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from aqmap.errors import Fault, SourceError
from aqmap.files.zip_guard import MAX_RATIO, RATIO_FROM, damaged, guarded, too_large

MOST_BYTES = 300_000_000  # of a zip with its scans
_MOST_UNPACKED = 1_000_000_000
_MOST_ENTRY = 100_000_000
_MOST_ENTRIES = 5_000
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1
_ENTRY = b"PK\x01\x02"  # begins an entry of the directory
Packed = tuple[Path, Callable[[], bytes]]


def zip_entries(path: Path, content: bytes) -> tuple[list[Packed], list[Fault]]:
    """
    List the files in a zip.

    Parameters
    ----------
    path, content
        The zip's path and bytes.

    Returns
    -------
    entries, faults
        Each file's path, the zip's before it, with what reads it; and what is refused: files with
        a password, links, paths that lead out, what unpacks to too much.

    Raises
    ------
    SourceError
        If the zip is damaged, or as a whole holds too much.
    """
    if content.count(_ENTRY) > 2 * _MOST_ENTRIES:  # those of files within it count too
        raise too_large(path, "zip", f"{_MOST_ENTRIES:,}")
    with guarded(path):
        archive = zipfile.ZipFile(BytesIO(content))
        infos = archive.infolist()
    if len(infos) > _MOST_ENTRIES:
        raise too_large(path, "zip", f"{_MOST_ENTRIES:,}")
    if sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise too_large(path, "zip", f"{_MOST_UNPACKED // 1_000_000} MB")
    entries: list[Packed] = []
    faults: list[Fault] = []
    for info in infos:
        if info.is_dir():
            continue
        name = PurePosixPath(entry_name(info).replace("\\", "/"))
        entry = path / "/".join(part for part in name.parts if part not in ("/", "..", "."))
        if "__MACOSX" in name.parts:
            continue
        fault = _fault(info, entry, name)
        if fault:
            faults.append(fault)
        else:
            entries.append((entry, partial(_read, archive, info, entry)))
    return entries, faults


def entry_name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; Chinese Windows writes GBK and does not say so."""
    if info.flag_bits & _UTF_8_NAME:
        return info.filename
    try:
        raw = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _fault(info: zipfile.ZipInfo, entry: Path, name: PurePosixPath) -> Fault | None:
    if info.flag_bits & _ENCRYPTED:
        return Fault("password_protected", entry)
    drive = name.parts[0][1:2] == ":" if name.parts else True
    if name.is_absolute() or drive or ".." in name.parts:
        return Fault("form_path", entry, found=name)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault("form_link", entry)
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > _MOST_ENTRY:
        megabytes = f"{_MOST_ENTRY // 1_000_000} MB"
        return Fault("container_too_large", entry, found="zip", expected=megabytes)
    if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
        return Fault("container_too_large", entry, found="zip", expected=f"{MAX_RATIO}:1")
    return None


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, entry: Path) -> bytes:
    try:
        with archive.open(info) as opened:
            content = opened.read(_MOST_ENTRY + 1)
    except Exception as problem:
        raise damaged(entry, f"{type(problem).__name__}: {problem}") from None
    if not content:
        raise SourceError(Fault("file_empty", entry))
    return content
