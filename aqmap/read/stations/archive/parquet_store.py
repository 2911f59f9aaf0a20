"""Parts kept from one run to the next, in Parquet files of a month each; deleting them is safe."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from aqmap.errors import SourceError
from aqmap.files.atomic import write_file
from aqmap.model.natural_days import Amounts
from aqmap.read.stations.archive.archive_files import Member
from aqmap.read.stations.archive.partial_days import Parts, joined, some_dates
from aqmap.read.stations.archive.work_units import Outcome, ReadOptions, code_version, digest_of
from aqmap.read.stations.hours import MISSING, Traps
from aqmap.words import Text

_INDEX = "index.json"
_SCALES = (1000, 100, 10, 1)  # most amounts are whole units or tenths of them


class _Month(NamedTuple):
    """A month's parts or closed days, and by whose unit each date is that they are made of."""

    parts: Parts
    units: Mapping[date, str]


class Store:
    """
    A folder of parts by the content they were read from.

    Parameters
    ----------
    folder
        Made on the first write. It holds nothing that the archive does not: whatever is missing,
        damaged or of another version of the code is read from the archive again.
    options
        Parts of other pollutants or stations are kept apart.
    """

    def __init__(self, folder: Path, options: ReadOptions) -> None:
        key = json.dumps(
            [
                code_version(),
                options.pollutants,
                sorted(options.stations) if options.stations is not None else None,
                sorted(map(list, options.named.items())),
            ],
            ensure_ascii=False,
            default=list,
        )
        self._folder = folder / hashlib.sha256(key.encode()).hexdigest()[:16]
        self._units, self._files, self._sums = self._read_index()
        self._months: dict[str, _Month] = {}
        self._fresh: dict[date, tuple[str, Parts]] = {}
        self._fresh_days: dict[str, _Month] = {}
        self._changed = False

    def digest(self, member: Member) -> str:
        """
        Return the hash of a file's content, or "" if it cannot be one that was seen before.

        A file of the size and time it had before is not opened.
        """
        if not self._units:
            return ""
        digest = self._files.get(_path(member), {}).get(_stamp(member))
        if not digest:
            try:
                digest = digest_of(member.read())
            except SourceError:
                return ""
            self._seen(member, digest)
        return digest

    def _seen(self, member: Member, digest: str) -> None:
        self._files[_path(member)] = {_stamp(member): digest}
        self._changed = True

    def knows(self, unit: str) -> bool:
        """Return whether files of this content were read before."""
        return unit in self._units

    def dates(self, unit: str) -> tuple[date, ...]:
        """Return the dates that files of this content hold."""
        return tuple(map(date.fromisoformat, self._units[unit]["dates"]))

    def traps(self, unit: str, file: str = "") -> Traps:
        """Return what was met in files of this content; a single one may have another name now."""
        traps = Traps()
        for name, trap, times, spot in self._units.get(unit, {}).get("traps", ()):
            # In JSON a phrase in both languages is a list of two.
            traps.note(file or name, trap, times, Text(*spot) if isinstance(spot, list) else spot)
        return traps

    def note(self, unit: str, outcome: Outcome, member: Member | None = None) -> None:
        """Keep what files of this content hold, but their parts, and where a single one is."""
        counts = sorted(outcome.traps.counts.items())
        self._units[unit] = {
            "dates": [day.isoformat() for day in outcome.parts.dates],
            "traps": [[*key, times, outcome.traps.spots.get(key, "")] for key, times in counts],
        }
        self._changed = True
        if member:
            self._seen(member, unit)

    def put(self, parts: Parts, unit: str) -> None:
        """Keep the parts of some dates, which are files' of this content; `save` writes them."""
        self._fresh |= dict.fromkeys(parts.dates, (unit, parts))

    def rows(self, dates: Collection[date]) -> dict[date, tuple[str, Parts]]:
        """Return the parts of those dates that are there, and of whose content they are."""
        rows: dict[date, tuple[str, Parts]] = {}
        for name in {f"{day:%Y-%m}" for day in dates}:
            month = self._load(name)
            rows |= {day: (unit, month.parts) for day, unit in month.units.items() if day in dates}
        return rows

    def days(self, month: str, units: Mapping[date, str]) -> Parts | None:
        """Return the closed days of a month, if they were made of those units and no others."""
        stored = self._load(f"{month}-days")
        return stored.parts if stored.units == units else None

    def put_days(self, month: str, units: Mapping[date, str], days: Parts) -> None:
        """Keep the closed days of a month; they are written by `save`."""
        self._fresh_days[f"{month}-days"] = _Month(days, units)

    def save(self) -> None:
        """Write what is new, each file whole."""
        if not (self._changed or self._fresh or self._fresh_days):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for name in sorted({f"{day:%Y-%m}" for day in self._fresh}):
            fresh = {day: row for day, row in self._fresh.items() if f"{day:%Y-%m}" == name}
            self._write(name, _renewed(self._load(name), fresh))
        for name, days in self._fresh_days.items():
            self._write(name, days)
        index = {"units": self._units, "files": self._files, "months": self._sums}
        body = json.dumps(index, ensure_ascii=False)
        with write_file(self._folder / _INDEX) as file:
            file.write_text(f"{_sum(body.encode())}\n{body}", encoding="utf-8", newline="\n")

    def _write(self, name: str, month: _Month) -> None:
        sink = pa.BufferOutputStream()
        plain = {"compression": "none", "use_dictionary": False, "write_statistics": False}
        pq.write_table(_table(*month), sink, **plain)
        content = sink.getvalue().to_pybytes()
        self._sums[name] = _sum(content)
        with write_file(self._folder / f"{name}.parquet") as file:
            file.write_bytes(content)

    def _read_index(self) -> tuple[dict[str, Any], dict[str, dict[str, str]], dict[str, str]]:
        """Return what the index holds: nothing if a single bit of it is not as it was written."""
        try:
            checksum, _, body = (self._folder / _INDEX).read_text(encoding="utf-8").partition("\n")
        except (OSError, ValueError):
            return {}, {}, {}
        if checksum != _sum(body.encode()):
            return {}, {}, {}
        index = json.loads(body)
        return index["units"], index["files"], index["months"]

    def _load(self, name: str) -> _Month:
        """Return a month's parts or days: none if a single bit of them is not as it was written."""
        if name not in self._months:
            try:
                content = (self._folder / f"{name}.parquet").read_bytes()
            except OSError:
                content = b""
            whole = content and _sum(content) == self._sums.get(name)
            self._months[name] = (
                _month(pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False))
                if whole
                else _Month(Parts((), (), {}), {})
            )
        return self._months[name]


def _renewed(old: _Month, fresh: Mapping[date, tuple[str, Parts]]) -> _Month:
    """Return a month's parts with those of some dates put in their place."""
    unchanged = {day: unit for day, unit in old.units.items() if day not in fresh}
    pieces = [some_dates(old.parts, unchanged.keys())]
    for parts in {id(parts): parts for _, parts in fresh.values()}.values():
        dates = [day for day in parts.dates if day in fresh and fresh[day][1] is parts]
        pieces.append(some_dates(parts, dates))
    units = unchanged | {day: unit for day, (unit, _) in fresh.items()}
    return _Month(joined(pieces, sorted(units)), units)


def _sum(content: bytes) -> str:
    return f"{zlib.crc32(content):08x}"


def _path(member: Member) -> str:
    return f"{member.path}/{member.inside}" if member.inside else member.path


def _stamp(member: Member) -> str:
    try:
        facts = os.stat(member.path)  # noqa: PTH116 - nanoseconds of a plain string's file
    except OSError:
        return ""
    return f"{facts.st_size} {facts.st_mtime_ns}"


class _Packed(Mapping[str, Amounts]):
    """Columns that are unpacked one at a time, as they are asked for."""

    def __init__(
        self, table: pa.Table, forms: Mapping[str, tuple[str, str, int]], width: int
    ) -> None:
        self._table, self._forms, self._width = table, forms, width

    def __getitem__(self, name: str) -> Amounts:
        kind, packed, scale = self._forms[name]
        column = self._table.column(name)
        whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()  # no copy
        cells = whole.buffers()[-1]
        numbers = np.frombuffer(cells, packed) if cells else np.empty(0, packed)
        return _unpacked(numbers.reshape(self._table.num_rows, self._width), scale, kind)

    def __iter__(self) -> Iterator[str]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)


def _table(parts: Parts, units: Mapping[date, str]) -> pa.Table:
    """Return a row a date; a cell holds the numbers of all stations, as many bytes as they need."""
    packed = {name: _packed(column) for name, column in parts.columns.items()}
    head = {
        "dates": [day.isoformat() for day in parts.dates],
        "units": {day.isoformat(): unit for day, unit in units.items()},
        "stations": parts.stations,
        "columns": {
            name: (column.dtype.str, packed[name][0].dtype.str, packed[name][1])
            for name, column in parts.columns.items()
        },
    }
    table = pa.table({name: _cells(column) for name, (column, _) in packed.items()})
    return table.replace_schema_metadata({"parts": json.dumps(head)})


def _packed(column: Amounts) -> tuple[Amounts, int]:
    """Return whole numbers in as few bytes as they need, and of what they are the multiples."""
    scale, small = 1, column
    for scale in _SCALES if column.dtype.itemsize > 1 else ():  # counts have none
        small = column // scale
        if np.array_equal(_unpacked(small, scale, column.dtype), column):
            break
    kind = np.min_scalar_type(-int(small.max(initial=0)) - 1)
    return small.astype(kind), scale


def _unpacked(column: Amounts, scale: int, kind: npt.DTypeLike) -> Amounts:
    """Return the numbers that `_packed` was given; `MISSING`, rounded down, is still below 0."""
    if scale == 1:
        return column.astype(kind, copy=False)
    return np.maximum(np.multiply(column, scale, dtype=kind), MISSING)


def _cells(column: Amounts) -> pa.Array:
    """Return rows as they lie in memory: pyarrow's own way loads pandas, which is slow."""
    data = np.ascontiguousarray(column).astype(column.dtype.newbyteorder("<"), copy=False)
    ends = np.arange(len(data) + 1, dtype=np.int32) * (data.nbytes // max(len(data), 1))
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(data)]
    return pa.Array.from_buffers(pa.binary(), len(data), buffers)


def _month(table: pa.Table) -> _Month:
    """Return what `_table` wrote."""
    head = json.loads(table.schema.metadata[b"parts"])
    dates = tuple(map(date.fromisoformat, head["dates"]))
    stations = tuple(head["stations"])
    units = {date.fromisoformat(day): unit for day, unit in head["units"].items()}
    return _Month(Parts(dates, stations, _Packed(table, head["columns"], len(stations))), units)
