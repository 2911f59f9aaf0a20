"""The index of a store: what each file held and when it was seen, and the sums of the parts."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from aqmap.files.outputs import write_file
from aqmap.read.stations.archive.archive_files import opened_file
from aqmap.read.stations.hours import Traps
from aqmap.words import Text

INDEX = "index.json"
MAX_INDEX = 400_000_000  # bytes: of 200,000 files it has about 100 MB
_MAX_PART = 400_000_000  # bytes: a month of all the country's stations has 6 MB


class DamagedError(Exception):
    """A file of a store that is not as it was written."""


class ContentRecord(NamedTuple):
    """
    What files of one content hold.

    Attributes
    ----------
    dates
        Of their labels.
    midnights
        Those of them that hold no hour but 0.
    traps
        What was met: the file's name then, the trap, how often, and where first.
    """

    dates: tuple[date, ...]
    midnights: tuple[date, ...]
    traps: tuple[tuple[str, str, int, str | Text], ...]

    def met(self, file: str = "") -> Traps:
        """Return what was met; a single file may have another name now."""
        traps = Traps()
        for name, trap, times, spot in self.traps:
            traps.note(file or name, trap, times, spot)
        return traps


@dataclass
class StoreIndex:
    """
    What a store knows.

    Attributes
    ----------
    contents
        By the hash of a content, or of several that were put together.
    files
        By a file's path, the hash of its content by its size and time.
    sums
        Of the files with parts, by name.
    """

    contents: dict[str, ContentRecord] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)
    sums: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the index whole."""
        body = json.dumps(  # in ASCII: a path may hold what is no character
            {
                "contents": {key: _listed(record) for key, record in self.contents.items()},
                "files": self.files,
                "sums": self.sums,
            }
        )
        with write_file(folder / INDEX) as file:
            file.write_text(f"{sum_of(body.encode())}\n{body}", encoding="utf-8", newline="\n")


def read_index(folder: Path) -> StoreIndex:
    """
    Return what an index holds; nothing where there is none.

    Raises
    ------
    DamagedError
        If it is not, to the bit, what `StoreIndex.write` wrote.
    """
    content = _bytes_of(folder / INDEX, MAX_INDEX)
    if content is None:
        return StoreIndex()
    checksum, _, body = content.partition(b"\n")
    if checksum.decode("utf-8", "replace") != sum_of(body):
        raise DamagedError
    try:
        index = json.loads(body)
        return StoreIndex(
            {str(key): _record(record) for key, record in index["contents"].items()},
            {str(path): _strings(stamps) for path, stamps in index["files"].items()},
            _strings(index["sums"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedError from None  # whole, but another's


def part_of(path: Path, checksum: str) -> bytes | None:
    """
    Return the bytes of a file with parts, or nothing where there is none.

    Raises
    ------
    DamagedError
        If they are others than those that had this sum.
    """
    content = _bytes_of(path, _MAX_PART)
    if content is not None and sum_of(content) != checksum:
        raise DamagedError
    return content


def sum_of(content: bytes) -> str:
    """Return by what a file of a store is known to be whole: its size and CRC-32."""
    return f"{len(content)} {zlib.crc32(content):08x}"


def _bytes_of(path: Path, most: int) -> bytes | None:
    """Return a file's bytes, none where there is no file; a pipe or a device is damaged."""
    try:
        with opened_file(str(path), path.name) as file:
            size = os.fstat(file.fileno()).st_size  # room for no more than is there
            content = file.read(min(size, most) + 1)
    except FileNotFoundError:
        return None
    except OSError:
        raise DamagedError from None
    if len(content) > most:
        raise DamagedError
    return content


def _listed(record: ContentRecord) -> list[Any]:
    dates, midnights, traps = record
    return [[day.isoformat() for day in dates], [day.isoformat() for day in midnights], traps]


def _record(listed: Any) -> ContentRecord:
    dates, midnights, traps = listed
    return ContentRecord(_dates(dates), _dates(midnights), tuple(_trap(*trap) for trap in traps))


def _dates(written: Any) -> tuple[date, ...]:
    dates = tuple(map(date.fromisoformat, written))
    if list(dates) != sorted(set(dates)):
        raise ValueError(written)
    return dates


def _trap(file: Any, trap: Any, times: Any, spot: Any) -> tuple[str, str, int, str | Text]:
    where = Text(*map(str, spot)) if isinstance(spot, list) else str(spot)
    return str(file), str(trap), int(times), where


def _strings(written: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in written.items()}
