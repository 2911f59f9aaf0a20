"""Tables with a row a station and hour: the national centre's CSV and GeoJSON, exported xlsx."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice

from aqmap.errors import Fault, SourceError
from aqmap.read.stations.hours import MISSING, Hours, Traps
from aqmap.read.stations.table_options import Clock, TableOptions
from aqmap.read.stations.tables.column_names import (
    OTHER,
    UNIT,
    Columns,
    bare,
    columns_of,
    holds_daily_means,
    parted,
    plain,
    renamed,
    written,
)
from aqmap.read.stations.tables.fast_numbers import parse_number
from aqmap.read.stations.tables.minutes import Measured, hours_of
from aqmap.read.stations.tables.ozone_columns import MAXIMUM, checked_ozone, with_maximum
from aqmap.read.stations.tables.raw_tables import Line, Table, tables_of
from aqmap.read.stations.tables.station_titles import CodesByName, StationNames, by_station
from aqmap.read.stations.tables.timestamps import Stamp
from aqmap.words import text

_AS_WRITTEN = TableOptions()
_MOST_SHOWN = 30  # heads of a table that is not understood
_MOST_ROWS = 2_000_000
_HEADER_WITHIN = 30  # rows
_NO_CODE = frozenset({"", "-", "--", "—", "NAN", "NA", "N/A", "NULL", "NONE"})


@dataclass(frozen=True, slots=True)
class _Head:
    """A table's columns, of each station that has its own; and the rows below its header."""

    views: Sequence[Columns]
    lines: Iterator[Line]
    traps: Sequence[tuple[str, str]] = ()
    seen: Sequence[object] = ()


def _head_of(table: Table, file: str, stations: StationNames, heads: Mapping[str, str]) -> _Head:
    """Return a table's head, if one of its first rows is one: without it no columns."""
    first = list(islice(table.lines, _HEADER_WITHIN + 1))
    above: list[str] = []
    unusable: Sequence[tuple[str, str]] = ()
    for number, line in enumerate(first[:_HEADER_WITHIN], 1):
        columns = columns_of(renamed(line.cells, heads))
        if columns:
            below = first[number] if number < len(first) else None
            whole = columns_of(with_second_row(columns, below)) if below else None
            columns = whole or columns
            if columns.tells_station and columns.amounts:
                return _Head([columns], chain(first[number + bool(whole) :], table.lines))
            if not columns.tells_station:
                under = below.cells if below and not whole else ()
                texts = (*dict.fromkeys(above), table.title, file)
                of_stations = by_station(columns, under, texts, stations)
                if of_stations.views:
                    used = number + (whole is not None or of_stations.below)
                    return _Head(
                        of_stations.views, chain(first[used:], table.lines), of_stations.traps
                    )
                of_days = below is not None and columns.is_day(below)
                days = [("table_of_days", columns.time(below))] if below and of_days else []
                unusable = unusable or days or of_stations.traps
        above += [text for cell in line.cells if (text := written(cell).strip())]
    return _Head((), iter(()), unusable, first[0].cells if first else ())


def with_second_row(columns: Columns, below: Line) -> Sequence[str]:
    """Return names with what a second row of the header adds in brackets: a unit, 浓度, IAQI."""
    below_names = [plain(written(cell)).strip("()[]{}【】〔〕") for cell in below.cells]
    names = list(columns.headers)
    known = False
    for column in (amount.column for amounts in columns.amounts.values() for amount in amounts):
        text = below_names[column] if column < len(below_names) else ""
        if text and text != plain(names[column]):
            names[column] += f"({text})"
            known = known or _is_qualifier(text)
    return names if known and not columns.stamp(below) else ()


def _is_qualifier(text: str) -> bool:
    unit = parted(f"({text})")[1]
    is_unit = any(re.fullmatch(UNIT, part) or OTHER.search(part) for part in unit)
    return re.search(r"[^\W\d_]", text) is not None and (is_unit or not bare(text))


def read_tall(
    content: bytes,
    file: str,
    *,
    pollutants: Sequence[str],
    named: CodesByName,
    traps: Traps,
    options: TableOptions = _AS_WRITTEN,
) -> Hours | None:
    """
    Read a table with a row a station and hour, or a station and minute.

    Parameters
    ----------
    content, file
        Its bytes and name; of a workbook all sheets are read.
    pollutants
        Those to keep.
    named
        For tables without codes; a name that is not there is counted and left out.
    traps
        Counts what is met.
    options
        What the user says of its clock and its heads.

    Returns
    -------
    hours
        None for what is no such table, which is counted.

    Raises
    ------
    SourceError
        If it is damaged, no text, or larger than any such table.
    """
    rows = Measured(with_maximum(pollutants))
    stations = StationNames(named)
    head_traps: dict[str, list[str]] = {}
    tables = 0
    unused: list[str] = []
    seen: Sequence[object] = ()
    for table in tables_of(content, file):
        head = _head_of(table, file, stations, options.heads)
        seen = seen or head.seen
        for trap, spot in head.traps:
            head_traps.setdefault(trap, []).append(spot)
        if head.views and head.views[0].begins and options.clock.hour_label != "beginning":
            traps.note(file, "hour_begins", spot=table.title)
            head = replace(head, views=())
        for columns in head.views:
            _note_columns(columns, table, file, pollutants, traps)
        for cell in table.unsaved if head.views else ():
            traps.note(file, "formula_without_result", spot=cell)
        if any(columns.is_used for columns in head.views):
            tables += 1
            _Reader(file, table, head.views, stations, traps, options.clock).read(head.lines, rows)
        else:
            unused.append(table.title)
    for trap, spots in head_traps.items():  # all of them: they say whose the values are
        traps.note(file, trap, len(spots), "; ".join(spots))
    if not tables:
        _note_unused(seen, file, traps)
        return None
    for title in unused:
        traps.note(file, "sheet_without_hours", spot=title)
    hours = hours_of(rows, file, traps)
    return hours and checked_ozone(hours, file, traps)


def _note_unused(seen: Sequence[object], file: str, traps: Traps) -> None:
    """Say of a file without a head that is known what its first row holds."""
    cells = [cell for written_cell in seen if (cell := written(written_cell).strip())]
    shown = ", ".join(cells[:_MOST_SHOWN]) + (", …" if len(cells) > _MOST_SHOWN else "")
    trap = "only_daily_means" if holds_daily_means(cells) else "other_file"
    traps.note(file, trap, spot=text("spot.heads", heads=shown) if cells else "")


def _note_columns(
    columns: Columns, table: Table, file: str, pollutants: Sequence[str], traps: Traps
) -> None:
    for name in pollutants:
        amounts = columns.amounts.get(name, ())
        used = [amount for amount in amounts if amount.factor]
        for amount in amounts:
            spot = f"{table.title} {amount.header}".strip()
            traps.note(file, "column_of_other_unit", int(amount.factor is None), spot)
            traps.note(file, "unit_converted", int(amount.factor not in {None, Decimal(1)}), spot)
            traps.note(file, "column_twice", int(amount in used[1:]), spot)


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table; every trap is noted with its row."""

    file: str
    table: Table
    views: Sequence[Columns]
    stations: StationNames
    traps: Traps
    clock: Clock

    def read(self, lines: Iterator[Line], rows: Measured) -> None:
        """Add the values of all lines to the rows."""
        first, clocked, spot = len(rows), False, ""
        for line in lines:
            if len(rows) >= _MOST_ROWS:
                raise SourceError(
                    Fault(
                        "container_too_large", self.file, found="rows", expected=f"{_MOST_ROWS:,}"
                    )
                )
            stamp = self._stamp(line)
            for columns in self.views if stamp else ():
                code = columns.code or self._code(columns, line)
                if stamp and code:
                    clocked = clocked or stamp.clocked
                    spot = spot or self._spot(line, columns.time(line))
                    values = [self._value(columns, line, name) for name in rows.pollutants]
                    rows.add(self._minutes(columns, stamp), code, values)
        if not clocked:  # days, not hours: Excel gives each the time 00:00
            self._note("table_of_days", spot, len(rows) - first)
            rows.cut(first)

    def _minutes(self, columns: Columns, stamp: Stamp) -> int:
        zoned = stamp.zoned or columns.zoned
        return self.clock.minutes(stamp.minutes, stamp.shift, zone_written=zoned)

    def _stamp(self, line: Line) -> Stamp | None:
        """Return when a row was measured, if it can be used."""
        columns = self.views[0]
        width = len(columns.headers)
        if self.table.even and len(line.cells) != width:
            cut = not line.whole and len(line.cells) < width
            spot = self._spot(line, f"{len(line.cells)} ≠ {width}")
            self._note("row_cut_off" if cut else "row_of_other_width", spot)
            return None
        stamp = columns.stamp(line)
        if stamp is None:
            trap = "table_of_days" if columns.is_day(line) else "row_without_time"
            self._note(trap, self._spot(line, columns.time(line)))
            return None
        shifted = stamp.shifted and self.clock.time_zone != "Beijing"
        self._note("other_time_zone", self._spot(line, columns.time(line)), int(shifted))
        self._note("row_hidden", self._spot(line), int(line.hidden))
        self._note("no_line_end", self._spot(line, written(line.cells[-1])), int(not line.whole))
        return stamp

    def _code(self, columns: Columns, line: Line) -> str:
        """Return the code that a row tells."""
        if "station" in columns.keys:
            cell = columns.cell(line, "station")
            whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
            code = plain(written(whole)).upper()
            code = "" if code in _NO_CODE else code
        else:
            city, county, name = (
                written(columns.cell(line, key)).strip() for key in ("city", "county", "site")
            )
            code = self.stations.code_of(city or county, name)
        if not code:
            self._note("station_unknown", self._spot(line, columns.names(line)))
        return code

    def _value(self, columns: Columns, line: Line, name: str) -> int:
        """Return a row's mean of a pollutant; what is odd about it is noted."""
        values = set()
        for amount in columns.amounts.get(name, ()):
            if (
                amount.factor is None
                or amount.column in line.covered
                or amount.column >= len(line.cells)
            ):
                continue
            cell = line.cells[amount.column]
            value, trap = parse_number(cell, amount.factor)
            if trap and name != MAXIMUM:  # which is read to check another
                self._note(trap, self._spot(line, f"{cell}", amount.header))
            if value != MISSING:
                values.add(value)
        if len(values) > 1 and name != MAXIMUM:
            self._note("column_twice_different", self._spot(line, "", name))
        return values.pop() if len(values) == 1 else MISSING

    def _spot(self, line: Line, text: str = "", header: str = "") -> str:
        place = f"{self.table.where} {line.number}"
        place = f"{place}, {header}" if header else place
        return f"{place}: {text}" if text else place

    def _note(self, trap: str, spot: str, times: int = 1) -> None:
        self.traps.note(self.file, trap, times, spot)
