"""Parts kept from one run to the next, in Parquet files of a month each; deleting them is safe."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from aqmap.errors import SourceError, os_reason
from aqmap.files.outputs import write_file
from aqmap.model.natural_days import Amounts
from aqmap.read.stations.archive.archive_files import Member
from aqmap.read.stations.archive.partial_days import Parts, joined, midnight_dates, some_dates
from aqmap.read.stations.archive.store_index import (
    INDEX,
    ContentRecord,
    DamagedError,
    StoreIndex,
    part_of,
    read_index,
    sum_of,
)
from aqmap.read.stations.archive.work_units import Outcome, ReadOptions, code_version, digest_of
from aqmap.read.stations.hours import MISSING, Traps, reason
from aqmap.words import Text

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

    Attributes
    ----------
    noted
        What befell the store itself: files that were damaged, or could not be written.
    """

    def __init__(self, folder: Path, options: ReadOptions) -> None:
        key = json.dumps(
            [
                code_version(),
                options.pollutants,
                sorted(options.stations) if options.stations is not None else None,
                sorted(map(list, options.named.items())),
                vars(options.screening),
                [vars(options.tables.clock), sorted(options.tables.heads.items())],
            ],
            ensure_ascii=False,
            default=list,
        )
        self._folder = folder / hashlib.sha256(key.encode()).hexdigest()[:16]
        self.noted = Traps()
        self._index = self._whole_index()
        self._months: dict[str, _Month] = {}
        self._fresh: dict[date, tuple[str, Parts]] = {}
        self._fresh_days: dict[str, _Month] = {}
        self._changed = False

    def digest(self, member: Member) -> str:
        """
        Return the hash of a file's content, or "" if it cannot be one that was seen before.

        A file of the size and time it had before is not opened.
        """
        if not self._index.contents:
            return ""
        digest = self._index.files.get(_path(member), {}).get(_stamp(member))
        if not digest:
            try:
                digest = digest_of(member.read())
            except SourceError:
                return ""
            self._seen(member, digest)
        return digest

    def _seen(self, member: Member, digest: str) -> None:
        self._index.files[_path(member)] = {_stamp(member): digest}
        self._changed = True

    def record(self, unit: str) -> ContentRecord | None:
        """Return what files of this content hold, if any were read before."""
        return self._index.contents.get(unit)

    def note(self, unit: str, outcome: Outcome, member: Member | None = None) -> None:
        """Keep what files of this content hold, but their parts, and where a single one is."""
        counts = sorted(outcome.traps.counts.items())
        self._index.contents[unit] = ContentRecord(
            outcome.parts.dates,
            midnight_dates(outcome.parts),
            tuple((*key, times, outcome.traps.spots.get(key, "")) for key, times in counts),
        )
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
        """
        Write what is new, each file whole; what cannot be written is noted, and not relied on.

        The index is written last: parts that it does not know of are not believed.
        """
        if not (self._changed or self._fresh or self._fresh_days):
            return
        renewed = {
            name: _renewed(
                self._load(name),
                {day: row for day, row in self._fresh.items() if f"{day:%Y-%m}" == name},
            )
            for name in sorted({f"{day:%Y-%m}" for day in self._fresh})
        }
        path = self._folder
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name, month in (renewed | self._fresh_days).items():
                path = self._folder / f"{name}.parquet"
                self._write(path, name, month)
            path = self._folder / INDEX
            self._index.write(self._folder)
        except OSError as problem:
            self.noted.note(str(path), "store_unwritten", spot=_cause(problem))

    def _write(self, path: Path, name: str, month: _Month) -> None:
        sink = pa.BufferOutputStream()
        plain = {"compression": "none", "use_dictionary": False, "write_statistics": False}
        pq.write_table(_table(*month), sink, **plain)
        content = sink.getvalue().to_pybytes()
        with write_file(path) as file:
            file.write_bytes(content)
        self._index.sums[name] = sum_of(content)

    def _whole_index(self) -> StoreIndex:
        """Return the index; one without anything if a single bit is not as it was written."""
        try:
            return read_index(self._folder)
        except DamagedError:
            self.noted.note(str(self._folder / INDEX), "store_damaged")
            return StoreIndex()

    def _load(self, name: str) -> _Month:
        """Return a month's parts or days: none if a single bit of them is not as it was written."""
        if name not in self._months:
            self._months[name] = self._whole_month(name) or _Month(Parts((), (), {}), {})
        return self._months[name]

    def _whole_month(self, name: str) -> _Month | None:
        checksum = self._index.sums.get(name)
        path = self._folder / f"{name}.parquet"
        try:
            content = part_of(path, checksum) if checksum else None
            return _month(content) if content is not None else None
        except DamagedError:
            self.noted.note(str(path), "store_damaged")
            return None


def _cause(problem: OSError) -> str | Text:
    if isinstance(problem, SourceError):
        return reason(problem)
    return os_reason(problem)


def _renewed(old: _Month, fresh: Mapping[date, tuple[str, Parts]]) -> _Month:
    """Return a month's parts with those of some dates put in their place."""
    unchanged = {day: unit for day, unit in old.units.items() if day not in fresh}
    pieces = [some_dates(old.parts, unchanged.keys())]
    for parts in {id(parts): parts for _, parts in fresh.values()}.values():
        dates = [day for day in parts.dates if day in fresh and fresh[day][1] is parts]
        pieces.append(some_dates(parts, dates))
    units = unchanged | {day: unit for day, (unit, _) in fresh.items()}
    return _Month(joined(pieces, sorted(units)), units)


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

    def check(self, rows: int) -> None:
        """Raise a ValueError unless every column holds whole numbers for that many rows."""
        for name, (kind, packed, scale) in self._forms.items():
            size = np.dtype(packed).itemsize * rows * self._width
            whole = np.dtype(kind).kind == np.dtype(packed).kind == "i" and scale in _SCALES
            cells = self._cells(name)
            if not whole or (cells.size if cells else 0) != size:
                raise ValueError(name)

    def _cells(self, name: str) -> pa.Buffer | None:
        column = self._table.column(name)
        whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()  # no copy
        return whole.buffers()[-1]

    def __getitem__(self, name: str) -> Amounts:
        kind, packed, scale = self._forms[name]
        cells = self._cells(name)
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


def _month(content: bytes) -> _Month:
    """Return what `_table` wrote."""
    try:
        table = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
        head = json.loads(table.schema.metadata[b"parts"])
        dates = tuple(map(date.fromisoformat, head["dates"]))
        stations = tuple(head["stations"])
        units = {date.fromisoformat(day): unit for day, unit in head["units"].items()}
        columns = _Packed(table, head["columns"], len(stations))
        columns.check(len(dates))
    except Exception:  # whole, but another's: whatever pyarrow makes of that
        raise DamagedError from None
    return _Month(Parts(dates, stations, columns), units)
