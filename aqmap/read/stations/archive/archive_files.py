"""The files of an archive: of folders, zip and tar archives, without unpacking any to disk."""

from __future__ import annotations

import gzip
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.read.stations.hours import Traps

MAX_FILE = 60_000_000  # bytes of one file: a national year cut down to a province has 2 MB
MAX_MEMBERS = 200_000
_MAX_RATIO = 400  # of a packed file that unpacks to more than the following
_RATIO_FROM = 10_000_000
_SUFFIXES = frozenset({".csv", ".json", ".geojson", ".xlsx", ".txt", ".gz", ""})
_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """
    One file of an archive, which any worker can open by itself.

    Attributes
    ----------
    path
        On disk.
    inside
        Its name in the zip archive there; empty for a file of its own.
    """

    path: str
    inside: str = ""

    @property
    def name(self) -> str:
        """How messages call it."""
        name = os.path.basename(self.path)  # noqa: PTH119 - a path is slow to make, and files many
        return f"{name}/{self.inside}" if self.inside else name

    def read(self) -> bytes:
        """
        Return its bytes.

        Raises
        ------
        SourceError
            If it is too large, packed beyond reason, encrypted or broken.
        """
        try:
            if not self.inside:
                if self.path.lower().endswith(".gz"):
                    with gzip.open(self.path) as unpacked:
                        return _bounded(unpacked.read(MAX_FILE + 1), self.name)
                with Path(self.path).open("rb") as file:
                    size = os.fstat(file.fileno()).st_size  # room for no more than is there
                    return _bounded(file.read(min(size, MAX_FILE) + 1), self.name)
            with zipfile.ZipFile(self.path) as archive:
                info = archive.getinfo(self.inside)
                packed = max(info.compress_size, 1)
                if info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * packed:
                    raise _too_large(self.name, _RATIO_FROM)
                with archive.open(info) as file:
                    return _bounded(file.read(MAX_FILE + 1), self.name)
        except _BROKEN as problem:
            if isinstance(problem, SourceError):
                raise
            raise _unreadable(self.name, problem) from None


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MAX_FILE:
        raise _too_large(name, MAX_FILE)
    return content


def _too_large(name: str, most: int) -> SourceError:
    return SourceError(Fault("file_too_large", name, expected=most // 1_000_000))


def _unreadable(name: str, problem: Exception) -> SourceError:
    cause: object = (str(problem) or type(problem).__name__)[:200]
    if isinstance(problem, OSError) and problem.errno:
        cause = os_reason(problem)
    if isinstance(problem, RuntimeError):  # what zipfile raises for a password
        return SourceError(Fault("archive_locked", name))
    broken = not isinstance(problem, OSError) or isinstance(problem, gzip.BadGzipFile)
    return SourceError(Fault("archive_broken" if broken else "file_unreadable", name, found=cause))


def members(paths: Sequence[Path], traps: Traps) -> list[Member]:
    """
    Return the files of folders and zip archives, and files themselves, in the order of names.

    What macOS leaves beside files (``._name``, ``__MACOSX``), hidden files and what programs lock
    (``~$name``) are left out and counted.

    Raises
    ------
    SourceError
        If a path is missing or unreadable, or an archive has more files than any has.
    """
    listed: list[Member] = []
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders.sort()
                within = folder[len(str(path)) + 1 :]
                for name in sorted(names):
                    listed += _in_folder(os.path.join(folder, name), f"{within}/{name}", traps)  # noqa: PTH118
        elif not path.exists():
            raise SourceError(Fault("file_missing", path))
        elif path.suffix.lower() == ".zip" or (
            zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx"
        ):
            listed += _zipped(path, traps)
        else:
            listed.append(Member(str(path)))
        if len(listed) > MAX_MEMBERS:
            raise SourceError(
                Fault("container_too_large", path, found="files", expected=f"{MAX_MEMBERS:,}")
            )
    return listed


def _in_folder(path: str, within: str, traps: Traps) -> Iterator[Member]:
    """Yield a file, or the files of an archive in a folder; nothing for what no one wrote."""
    if _is_litter(within, traps):
        return
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if suffix == ".zip":
        yield from _zipped(Path(path), traps)
    elif (is_tar(path) or suffix in _SUFFIXES) and os.path.isfile(path):  # noqa: PTH113 - no pipe
        yield Member(path)
    else:
        traps.note(within, "other_file")


def _zipped(path: Path, traps: Traps) -> list[Member]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = [info.filename for info in archive.infolist() if not info.is_dir()]
    except _BROKEN as problem:
        raise _unreadable(path.name, problem) from None
    return [Member(str(path), name) for name in sorted(names) if not _is_litter(name, traps)]


def is_tar(path: str) -> bool:
    """Return whether a name is that of a tar archive, packed or not."""
    return path.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"))


def tarred(path: Path, traps: Traps) -> Iterator[tuple[str, bytes]]:
    """
    Yield the name and the bytes of each file of a tar archive, in its own order.

    Links and devices in it are never followed.

    Raises
    ------
    SourceError
        As `Member.read`.
    """
    try:
        with tarfile.open(path, "r|*") as archive:
            for n, info in enumerate(archive):
                if n > MAX_MEMBERS:
                    raise _too_large(path.name, MAX_FILE)
                if not info.isfile() or _is_litter(info.name, traps):
                    continue
                file = archive.extractfile(info)
                if file is not None:
                    name = f"{path.name}/{info.name}"
                    yield name, _bounded(file.read(MAX_FILE + 1), name)
    except _BROKEN as problem:
        if isinstance(problem, SourceError):
            raise
        raise _unreadable(path.name, problem) from None


def _is_litter(name: str, traps: Traps) -> bool:
    parts = [part for part in name.split("/") if part not in {".", ".."}]
    litter = any(part.startswith(("._", ".", "~$")) or part == "__MACOSX" for part in parts)
    traps.note(name, "litter", int(litter))
    return litter
