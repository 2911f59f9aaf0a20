"""Parts kept from one run to the next, in Parquet files of a month each; deleting them is safe."""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from aqmap.outputs import write_file
from aqmap.read.stations.hours import Traps
from aqmap.read.stations.parts import Part
from aqmap.read.stations.units import CODE_VERSION, Asked

_INDEX = "index.json"


class Store:
    """
    A folder of parts by the content they were read from.

    Parameters
    ----------
    folder
        Made on the first write. It holds nothing that the archive does not: whatever is missing,
        damaged or of another version of the code is read from the archive again.
    asked
        Parts of other pollutants or stations are kept apart.
    """

    def __init__(self, folder: Path, asked: Asked) -> None:
        key = json.dumps(
            [
                CODE_VERSION,
                asked.pollutants,
                sorted(asked.stations) if asked.stations is not None else None,
                sorted(map(list, asked.named.items())),
            ],
            ensure_ascii=False,
            default=list,
        )
        self._folder = folder / hashlib.sha256(key.encode()).hexdigest()[:16]
        self._units, self._files = self._read_index()
        self._parts: dict[str, list[Part]] = {}
        self._months: set[str] = set()
        self._new: set[str] = set()

    def digest(self, path: str, content: bytes | None) -> str | None:
        """
        Return the hash of a file's content.

        Without the content it is known only if the file has the size and time it had before.
        """
        if content is None:
            return self._files.get(path, {}).get(_stamp(path))
        found = hashlib.blake2b(content, digest_size=20).hexdigest()
        if Path(path).exists():
            self._files[path] = {_stamp(path): found}
        return found

    def dates(self, digest: str) -> tuple[date, ...] | None:
        """Return the dates that a file of this content holds, if it was seen before."""
        told = self._units.get(f"dates {digest}")
        return None if told is None else tuple(date.fromisoformat(day) for day in told)

    def note_dates(self, digest: str, dates: Sequence[date]) -> None:
        """Keep the dates that a file of this content holds."""
        self._units[f"dates {digest}"] = [day.isoformat() for day in sorted(dates)]

    def get(self, unit: str) -> tuple[list[Part], Traps] | None:
        """Return the parts of a unit, if every one is there."""
        kept = self._units.get(unit)
        if kept is None:
            return None
        for month in {day[:7] for day in kept["dates"]}:
            self._load(month)
        parts = self._parts.get(unit, [])
        if sorted(part.day.isoformat() for part in parts) != sorted(kept["dates"]):
            return None
        traps = Traps()
        traps.add(((file, trap), times) for file, trap, times in kept["traps"])
        return parts, traps

    def put(self, unit: str, parts: list[Part], traps: Traps) -> None:
        """Keep the parts of a unit; they are written by `save`."""
        for month in {f"{part.day:%Y-%m}" for part in parts}:
            self._load(month)
            self._new.add(month)
        self._parts[unit] = parts
        self._units[unit] = {
            "dates": [part.day.isoformat() for part in parts],
            "traps": [[file, trap, times] for (file, trap), times in sorted(traps.counts.items())],
        }

    def save(self, used: Sequence[str]) -> None:
        """Write what is new, each file whole; parts of units no longer used are dropped."""
        if not self._new and (self._folder / _INDEX).exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        by_month: dict[str, list[tuple[str, Part]]] = defaultdict(list)
        for unit in used:
            for part in self._parts.get(unit, []):
                by_month[f"{part.day:%Y-%m}"].append((unit, part))
        for month in sorted(self._new):
            with write_file(self._folder / f"{month}.parquet") as fresh:
                pq.write_table(_table(by_month[month]), fresh, compression="lz4")
        index = {"units": self._units, "files": self._files}
        with write_file(self._folder / _INDEX) as fresh:
            fresh.write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")

    def _read_index(self) -> tuple[dict[str, Any], dict[str, dict[str, str]]]:
        try:
            found = json.loads((self._folder / _INDEX).read_text(encoding="utf-8"))
            return dict(found["units"]), dict(found["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return {}, {}

    def _load(self, month: str) -> None:
        if month in self._months:
            return
        self._months.add(month)
        try:
            table = pq.read_table(self._folder / f"{month}.parquet")
            for unit, part in _parts(table):
                self._parts.setdefault(unit, []).append(part)
        except (OSError, pa.ArrowException, KeyError, ValueError):
            return


def _stamp(path: str) -> str:
    try:
        told = os.stat(path)  # noqa: PTH116 - nanoseconds of a plain string's file
    except OSError:
        return ""
    return f"{told.st_size} {told.st_mtime_ns}"


def _table(parts: Sequence[tuple[str, Part]]) -> pa.Table:
    """Return a row a part: its columns are lists, an entry a station, in few bytes."""
    names = sorted({name for _, part in parts for name in part.columns})
    columns: dict[str, Any] = {
        "unit": [unit for unit, _ in parts],
        "day": [part.day.isoformat() for _, part in parts],
        "stations": [" ".join(part.stations) for _, part in parts],
    }
    for name in names:
        small = (
            np.int8
            if name.startswith(("hours", "windows", "window_hours", "tail_hours"))
            else np.int32
        )
        columns[name] = pa.array([part.columns[name].astype(small) for _, part in parts])
    return pa.table(columns)


def _parts(table: pa.Table) -> list[tuple[str, Part]]:
    rows = [table.column(name).to_pylist() for name in ("unit", "day", "stations")]
    names = [name for name in table.column_names if name not in ("unit", "day", "stations")]
    columns: Mapping[str, Any] = {name: table.column(name).combine_chunks() for name in names}
    found = []
    for n, (unit, day, stations) in enumerate(zip(*rows, strict=True)):
        own = {name: columns[name][n].values.to_numpy(zero_copy_only=False) for name in names}
        found.append((unit, Part(date.fromisoformat(day), tuple(stations.split()), own)))
    return found
