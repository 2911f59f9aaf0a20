"""Tables with a row a day and place, or station → their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, islice
from typing import NamedTuple

from aqmap.read.stations.daily.daily_columns import INDEX, NOT_TOLD, daily_columns, says_24_hours
from aqmap.read.stations.daily.daily_places import DailyPlaces
from aqmap.read.stations.daily.day_book import DayBook, Key
from aqmap.read.stations.hours import MISSING
from aqmap.read.stations.tables.column_names import Columns, renamed, written
from aqmap.read.stations.tables.fast_numbers import parse_number
from aqmap.read.stations.tables.long_layout import with_second_row
from aqmap.read.stations.tables.raw_tables import Line, Table, tables_of
from aqmap.read.stations.tables.timestamps import DAY, EPOCH, stamp_of
from aqmap.words import text

_HEADER_WITHIN = 30  # rows
_MOST_SHOWN = 30  # heads of a table that is not understood
_WHOLE = 1000  # thousandths


def read_day_tables(
    content: bytes, file: str, whose: DailyPlaces, heads: Mapping[str, str], book: DayBook
) -> set[date]:
    """
    Read the tables of a file, and return their dates.

    Parameters
    ----------
    content, file
        Its bytes and name; of a workbook all sheets are read.
    whose
        Tells whose the days are; rows of others are counted.
    heads
        What users say of heads.
    book
        Gets the values, and what is met.

    Raises
    ------
    SourceError
        If it is damaged, no text, or larger than any such table.
    """
    dates: set[date] = set()
    seen: Sequence[object] = ()
    tables = 0
    titles: list[str] = []
    for table in tables_of(content, file):
        head = _head_of(table, heads)
        seen = seen or head.first
        if head.columns:
            tables += 1
            dates |= _Reader(file, table, head.columns, whose, book, titles).read(head)
    # all of them: they say whose the values are
    book.traps.note(file, "place_from_title", len(titles), "; ".join(titles))
    if not tables:
        cells = [cell for name in seen if (cell := written(name).strip())]
        shown = ", ".join(cells[:_MOST_SHOWN]) + (", …" if len(cells) > _MOST_SHOWN else "")
        spot = text("spot.heads", heads=shown) if cells else ""
        book.traps.note(file, "other_day_file", spot=spot)
    return dates


class _Head(NamedTuple):
    """A table's columns, if they are known; the rows below, the titles above; its first row."""

    columns: Columns | None
    lines: Iterator[Line]
    titles: Sequence[str]
    first: Sequence[object]


def _head_of(table: Table, heads: Mapping[str, str]) -> _Head:
    first = list(islice(table.lines, _HEADER_WITHIN + 1))
    cells = first[0].cells if first else ()
    titles: list[str] = []
    for number, line in enumerate(first[:_HEADER_WITHIN], 1):
        columns = daily_columns(renamed(line.cells, heads))
        if columns:
            below = first[number] if number < len(first) else None
            whole = daily_columns(with_second_row(columns, below)) if below else None
            rows = chain(first[number + bool(whole) :], table.lines)
            return _Head(whole or columns, rows, tuple(dict.fromkeys(titles)), cells)
        titles += [title for cell in line.cells if (title := written(cell).strip())]
    return _Head(None, iter(()), (), cells)


@dataclass(slots=True)
class _Reader:
    """Reads the rows of one table; every trap is noted with its row, what titles tell is kept."""

    file: str
    table: Table
    columns: Columns
    whose: DailyPlaces
    book: DayBook
    titles: list[str]

    def read(self, head: _Head) -> set[date]:
        """Add the values of all rows, and return their dates."""
        if not (self._tells_place() or self._told_by_title((*head.titles, self.table.title))):
            return set()
        self._note_columns()
        values: list[tuple[Key, int, str]] = []
        for line in head.lines:
            trap = self._of_an_hour(line)
            if trap:
                self._note(trap, self._spot(line, self.columns.time(line)))
                return set()
            day = self._day(line)
            code = self._code(line) if day else ""
            if day and code:
                values += (
                    ((name, code, day), value, self._spot(line, f"{day}", name))
                    for name in self.columns.amounts
                    if (value := self._value(line, name)) != MISSING
                )
        for key, value, spot in values:
            self.book.add(key, value, self.file, spot)
        return {day for (_, _, day), _, _ in values}

    def _tells_place(self) -> bool:
        return bool(self.columns.keys.keys() & {"station", "site", "city", "county", "place"})

    def _told_by_title(self, titles: Sequence[str]) -> bool:
        """Take the one place or station that titles, or the names of sheet and file, tell of."""
        texts = [title for title in titles if title]
        stem = self.file.rpartition("/")[2].partition(".")[0]
        code, title = self.whose.told_by([*texts, stem])
        if code:
            self.titles.append(f"{title} → {code}")
            self.columns = replace(self.columns, code=code)
        else:
            self._note("place_not_told", " ".join([*texts, stem]))
        return bool(code)

    def _note_columns(self) -> None:
        for name, amounts in self.columns.amounts.items():
            used = [amount for amount in amounts if amount.factor]
            for amount in amounts:
                head = f"{self.table.title} {amount.header}".strip()
                if name == NOT_TOLD:
                    self._note("ozone_not_told", head)
                elif amount.factor is None:
                    self._note("column_of_other_unit", head)
                elif amount.factor != 1:
                    self._note("unit_converted", head)
                if amount in used[1:] and name != NOT_TOLD:
                    self._note("column_twice", head)
        for cell in self.table.unsaved:
            self._note("formula_without_result", cell)

    def _of_an_hour(self, line: Line) -> str:
        """Return the trap of a row that is of an hour: a day has no clock, or one at 0:00."""
        if "hour" in self.columns.keys:
            return "table_of_hours"
        stamp = stamp_of(self.columns.written_date(line))
        if stamp is None:
            return ""
        if (stamp.minutes - stamp.shift) % DAY:
            return "table_of_hours"
        return "mean_of_midnight" if stamp.clocked and says_24_hours(self.columns) else ""

    def _day(self, line: Line) -> date | None:
        """Return the day of a row, if it can be used."""
        width = len(self.columns.headers)
        if self.table.even and len(line.cells) != width:
            cut = not line.whole and len(line.cells) < width
            spot = self._spot(line, f"{len(line.cells)} ≠ {width}")
            self._note("row_cut_off" if cut else "row_of_other_width", spot)
            return None
        written_date = self.columns.written_date(line)
        stamp = stamp_of(written_date, "00:00")
        if stamp is None or stamp.shift:
            self._note("row_without_day", self._spot(line, f"{written_date}"))
            return None
        if line.hidden:
            self._note("row_hidden", self._spot(line))
        if not line.whole:
            self._note("no_line_end", self._spot(line, written(line.cells[-1])))
        return EPOCH + timedelta(stamp.minutes // DAY)

    def _code(self, line: Line) -> str:
        """Return the code of the station or place that a row is of."""
        code, trap = self.whose.of_row(self.columns, line)
        if trap:
            keys = ("station", "place", "city", "county", "site")
            cells = (written(self.columns.cell(line, key)).strip() for key in keys)
            self._note(trap, self._spot(line, " ".join(filter(None, cells))))
        return code

    def _value(self, line: Line, name: str) -> int:
        """Return what a row holds of a day; what is odd about it is noted."""
        values = set()
        for amount in self.columns.amounts[name] if name != NOT_TOLD else ():
            if amount.factor is None or amount.column in line.covered:
                continue
            cell = line.cells[amount.column] if amount.column < len(line.cells) else None
            value, trap = parse_number(cell, amount.factor)
            if trap:
                self._note(trap, self._spot(line, f"{cell}", amount.header))
            if value != MISSING:
                values.add(value // _WHOLE if name == INDEX else value)
        if len(values) > 1:
            self._note("day_twice_different", self._spot(line, "", name))
        return values.pop() if len(values) == 1 else MISSING

    def _spot(self, line: Line, what: str = "", header: str = "") -> str:
        place = f"{self.table.where} {line.number}"
        place = f"{place}, {header}" if header else place
        return f"{place}: {what}" if what else place

    def _note(self, trap: str, spot: str) -> None:
        self.book.traps.note(self.file, trap, spot=spot)
