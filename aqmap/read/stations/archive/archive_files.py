"""The files of an archive: of folders, zip and tar archives, without unpacking any to disk."""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NoReturn

from aqmap.errors import Fault, SourceError, os_reason
from aqmap.files.text_files import require_regular_file
from aqmap.read.stations.archive.open_zips import opened_zip
from aqmap.read.stations.hours import Traps

MAX_FILE = 60_000_000  # bytes of one file: a national year cut down to a province has 2 MB
MAX_MEMBERS = 200_000
MAX_RATIO = 400  # of what is packed, for anything that unpacks to more than the following
RATIO_FROM = 10_000_000
_SUFFIXES = frozenset({".csv", ".json", ".geojson", ".xlsx", ".txt", ".gz", ""})
_ENCRYPTED = 1  # the flag of a zip's member
_HEADERS = frozenset(
    (
        *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
        *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
    )
)
_MAX_HEADER = 1_000_000  # bytes of what a tar archive says of a file: a long name has 4,096


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
            return self._zipped() if self.inside else self._plain()
        except Exception as problem:  # whatever a library makes of a damaged file
            _refuse(self.name, problem)

    def _plain(self) -> bytes:
        with opened_file(self.path, self.name) as file:
            size = os.fstat(file.fileno()).st_size
            if not self.path.lower().endswith(".gz"):
                return _bounded(file.read(min(size, MAX_FILE) + 1), self.name)
            with gzip.open(file) as unpacked:
                content = _bounded(unpacked.read(MAX_FILE + 1), self.name)
            _check_ratio(len(content), size, self.name)
            return content

    def _zipped(self) -> bytes:
        with opened_zip(self.path) as archive:
            info = archive.getinfo(self.inside)
            if info.flag_bits & _ENCRYPTED:
                raise SourceError(Fault("archive_locked", self.name))
            _check_ratio(info.file_size, info.compress_size, self.name)
            with archive.open(info) as file:
                return _bounded(file.read(MAX_FILE + 1), self.name)


def opened_file(path: str, name: str) -> IO[bytes]:
    """
    Open a regular file; one that became a pipe since it was looked at is not waited for.

    Raises
    ------
    OSError
        As `open`; a `SourceError` that says `name` for what is no regular file.
    """
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - files are many
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise SourceError(Fault("file_not_regular", name))
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _bounded(content: bytes, name: str) -> bytes:
    if len(content) > MAX_FILE:
        raise _too_large(name, MAX_FILE)
    return content


def _check_ratio(unpacked: int, packed: int, name: str) -> None:
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise _too_large(name, RATIO_FROM)


def _too_large(name: str, most: int) -> SourceError:
    return SourceError(Fault("file_too_large", name, expected=most // 1_000_000))


def _check_count(files: int, name: object) -> None:
    if files > MAX_MEMBERS:
        fault = Fault("container_too_large", name, found="files", expected=f"{MAX_MEMBERS:,}")
        raise SourceError(fault)


def _refuse(name: str, problem: Exception) -> NoReturn:
    """Raise what a library raised as a fault that names the file and the cause."""
    if isinstance(problem, SourceError):
        raise problem
    cause: object = (str(problem) or type(problem).__name__)[:200]
    if isinstance(problem, OSError) and problem.errno:
        cause = os_reason(problem)
    if isinstance(problem, NotImplementedError):
        raise SourceError(Fault("archive_method", name, found=cause)) from None
    if isinstance(problem, KeyError | FileNotFoundError):  # gone since it was listed
        raise SourceError(Fault("file_missing", name)) from None
    broken = not isinstance(problem, OSError) or isinstance(problem, gzip.BadGzipFile)
    code = "archive_broken" if broken else "file_unreadable"
    raise SourceError(Fault(code, name, found=cause)) from None


def members(paths: Sequence[Path], traps: Traps) -> list[Member]:
    """
    Return the files of folders and zip archives, and files themselves, in the order of names.

    What macOS leaves beside files (``._name``, ``__MACOSX``), hidden files and what programs lock
    (``~$name``) are left out and counted; so are pipes and devices, linked folders, folders that
    cannot be read, and what is given or packed twice.

    Raises
    ------
    SourceError
        If a path is missing, unreadable, a pipe or a device, or an archive has more files than
        any has.
    """
    listed: list[Member] = []
    for path in paths:
        for member in _listed(path, traps):
            listed.append(member)
            _check_count(len(listed), path)
    return listed if len(paths) == 1 else list(_each_once(listed, traps))


def _each_once(listed: Sequence[Member], traps: Traps) -> Iterator[Member]:
    """Yield the files of several paths; one that two of them lead to counts once."""
    seen: set[tuple[str, str]] = set()
    for member in listed:
        place = os.path.realpath(member.path), member.inside
        if place in seen:
            traps.note(member.name, "given_twice")
        else:
            seen.add(place)
            yield member


def _listed(path: Path, traps: Traps) -> Iterator[Member]:
    require_regular_file(path)
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116 - says why it cannot
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(Fault("file_missing", path)) from None
    except (OSError, ValueError) as problem:
        _refuse(str(path), problem)
    if is_folder:
        yield from _walked(str(path), traps)
    elif path.suffix.lower() == ".zip" or (
        zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx"
    ):
        yield from _zipped(path, traps)
    else:
        yield Member(str(path))


def _walked(top: str, traps: Traps) -> Iterator[Member]:
    """Yield the files of a folder and of all below it, but not of those that are links."""

    def unreadable(problem: OSError) -> None:
        if problem.filename == top:
            _refuse(top, problem)
        within = str(problem.filename).removeprefix(top).lstrip(os.sep)
        traps.note(within, "folder_unreadable", spot=os_reason(problem))

    for folder, folders, names in os.walk(top, onerror=unreadable):
        folders.sort()
        within = folder.removeprefix(top).lstrip(os.sep)
        for name in folders:
            if os.path.islink(os.path.join(folder, name)):  # noqa: PTH114, PTH118
                traps.note(f"{within}/{name}".lstrip("/"), "folder_linked")
        for name in sorted(names):
            yield from _in_folder(os.path.join(folder, name), f"{within}/{name}", traps)  # noqa: PTH118


def _in_folder(path: str, within: str, traps: Traps) -> Iterator[Member]:
    """Yield a file, or the files of an archive in a folder; nothing for what no one wrote."""
    if _is_litter(within, traps):
        return
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122
    if not os.path.isfile(path):  # noqa: PTH113
        traps.note(within.lstrip("/"), "not_regular")
    elif suffix == ".zip":
        yield from _zipped(Path(path), traps)
    elif is_tar(path) or suffix in _SUFFIXES:
        yield Member(path)
    else:
        traps.note(within, "other_file")


def _zipped(path: Path, traps: Traps) -> list[Member]:
    try:
        with opened_zip(str(path)) as archive:
            infos = archive.infolist()
    except Exception as problem:
        _refuse(path.name, problem)
    times = Counter(info.filename for info in infos if not info.is_dir())
    _check_count(len(times), path)
    names = [name for name in sorted(times) if not _is_litter(name, traps)]
    for name in names:
        traps.note(f"{path.name}/{name}", "packed_twice", times[name] - 1)
    return [Member(str(path), name) for name in names]


def is_tar(path: str) -> bool:
    """Return whether a name is that of a tar archive, packed or not."""
    return path.lower().endswith((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"))


class _TarInfo(tarfile.TarInfo):
    """What a tar archive says of a file, which is read whole: never more than a name needs."""

    @classmethod
    def frombuf(cls, buf: Any, encoding: str, errors: str) -> _TarInfo:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _HEADERS and info.size > _MAX_HEADER:
            raise _too_large(info.name, _MAX_HEADER)
        return info


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
        with (
            opened_file(str(path), path.name) as packed,
            tarfile.open(fileobj=packed, mode="r|*", tarinfo=_TarInfo) as archive,
        ):
            size = os.fstat(packed.fileno()).st_size
            for n, info in enumerate(archive):
                _check_count(n, path.name)
                _check_ratio(info.offset_data + info.size, size, path.name)
                if not info.isfile() or _is_litter(info.name, traps):
                    continue
                file = archive.extractfile(info)
                if file is not None:
                    name = f"{path.name}/{info.name}"
                    yield name, _bounded(file.read(MAX_FILE + 1), name)
    except Exception as problem:
        _refuse(path.name, problem)


def _is_litter(name: str, traps: Traps) -> bool:
    parts = [part for part in name.split("/") if part not in {".", ".."}]
    litter = any(part.startswith(("._", ".", "~$")) or part == "__MACOSX" for part in parts)
    traps.note(name, "litter", int(litter))
    return litter
