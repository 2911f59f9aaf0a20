"""Tables as files have them: CSV, the features of a GeoJSON, the sheets of a workbook."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from sys import getrecursionlimit
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from aqmap.errors import Fault, SourceError
from aqmap.files.file_content import FileContent

if TYPE_CHECKING:
    from pathlib import Path

    from aqmap.files.xlsx_layout import Range

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "gb18030")
_NO_TEXT = re.compile(r"[\0-\x08\x0e-\x1f]")
_SIGNS = ",;\t"
_BEGINNING = 4000  # characters that tell the sign between cells
_MOST_LINES = 20  # of one row: more is a quotation mark that has no other
MOST_COLUMNS = 1000  # the widest table has 50
_MOST_ELEMENTS = 5_000_000  # of XML: a filled cell has two
_MOST_SPOTS = 60_000_000  # of all sheets of a workbook, blank ones included, or of features
_ROW = 4  # spots that a row takes, if only in time
_MOST_BRACKETS = 4_000_000  # of JSON: a station's feature has four
_MOST_DIGITS = 1000  # of a whole number
_AGAIN = 8  # times that a name may stand in an object


class Line(NamedTuple):
    """
    A row of a table.

    Attributes
    ----------
    number
        Of its line, feature or row.
    cells
        What stands in it; in a merged area each cell holds what the first one does.
    covered
        Columns whose cell is merged with one above or before it.
    whole
        Whether its end is there: false for a last line without a line end.
    hidden
        Whether Excel hides it.
    """

    number: int
    cells: Sequence[object]
    covered: frozenset[int] = frozenset()
    whole: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """
    A table of a file, or what may be one.

    Attributes
    ----------
    lines
        Its rows, titles and header among them; blank ones are left out.
    where
        What messages put before a row's number.
    title
        Of a sheet.
    even
        Whether all rows must be as wide as the header.
    unsaved
        Cells with formulas whose results were not saved.
    """

    lines: Iterator[Line]
    where: str
    title: str = ""
    even: bool = False
    unsaved: Sequence[str] = ()


def tables_of(content: bytes, file: str) -> Iterator[Table]:
    """
    Yield the tables of a file: one of a CSV or GeoJSON, and every sheet of a workbook that has any.

    Raises
    ------
    SourceError
        If the bytes are no such table, no text, too large or damaged; while rows are read, too.
    """
    if content.startswith(b"PK"):
        yield from _workbook(content, file)
        return
    text = text_of(as_utf8(content, file), file)
    if text.lstrip().startswith(("{", "[")):
        yield Table(_features(text, file), "feature")
    else:
        yield Table(_records(text, file), "line", even=True)


@contextmanager
def _guarded(file: str) -> Iterator[None]:
    """Turn whatever a library raises on a damaged or monstrous file into one fault."""
    try:
        yield
    except SourceError:
        raise
    except RecursionError:
        raise _too_large(file, "depth", getrecursionlimit()) from None
    except MemoryError:
        raise SourceError(
            Fault("container_too_large", file, found="content", expected="memory")
        ) from None
    except Exception as problem:
        cause = f"{type(problem).__name__}: {problem}".removesuffix(": ")[:120]
        raise SourceError(Fault("table_unreadable", file, found=cause)) from None


def as_utf8(content: bytes, file: str) -> bytes:
    """Return a text file's bytes in the encoding that they may as well be in."""
    if not content.startswith(_UTF_16):
        return content
    try:
        return content.decode("utf-16").encode()
    except UnicodeError:
        raise _no_text(file) from None


def text_of(content: bytes, file: str) -> str:
    """
    Return a file's text: UTF-8, or what Chinese systems write.

    Raises
    ------
    SourceError
        If it is no text.
    """
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text) is None:
            return text
    raise _no_text(file)


def _no_text(file: str) -> SourceError:
    return SourceError(Fault("encoding_unknown", file, "byte 0"))


def _records(text: str, file: str) -> Iterator[Line]:
    beginning = text[:_BEGINNING]
    sign = max(_SIGNS, key=beginning.count)
    ended = text.endswith(("\n", "\r"))
    before: Line | None = None
    with _guarded(file):
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        last = 0
        for cells in reader:
            if reader.line_num - last > _MOST_LINES:
                raise SourceError(Fault("table_unreadable", file, found=f'line {last + 1}: "'))
            last = reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if before:
                yield before
            before = Line(last, cells)
        if before:
            yield before._replace(whole=ended or before.number != last)


def _features(text: str, file: str) -> Iterator[Line]:
    brackets = text.count("{") + text.count("[")
    if brackets > _MOST_BRACKETS:
        raise _too_large(file, "brackets", _MOST_BRACKETS)
    with _guarded(file):
        document = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_broken
        )
        features = document["features"] if isinstance(document, dict) else document
        rows = [feature.get("properties", feature) or {} for feature in features]
        names = list(dict.fromkeys(name for row in rows for name in row.keys()))  # noqa: SIM118
        if len(names) > MOST_COLUMNS:
            raise _too_large(file, "columns", MOST_COLUMNS)
        _Spots(file).add(len(names) * len(rows))
        yield Line(0, names)
        for number, row in enumerate(rows, 1):
            if row:
                yield Line(number, [row.get(name) for name in names])


def _whole(written: str) -> int | str:
    """Return a whole number; one of thousands of digits stays as it is written."""
    return int(written) if len(written) <= _MOST_DIGITS else written


def _broken(written: str) -> float | str:
    """Return a number with decimals; 1e309 stays as it is written, and is said as such."""
    number = float(written)
    return number if isfinite(number) else written


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON; a name that stands twice in it is kept with a space behind."""
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    members = {}
    for name, value in pairs:
        spaced = (name + " " * n for n in range(_AGAIN))
        free = next((spelling for spelling in spaced if spelling not in members), None)
        if free is None:
            raise ValueError(name)
        members[free] = value
    return members


def _workbook(content: bytes, file: str) -> Iterator[Table]:
    from openpyxl import load_workbook  # noqa: PLC0415 - as all of these: no other layout needs it
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    from aqmap.files.xlsx_layout import read_layout  # noqa: PLC0415
    from aqmap.files.zip_guard import check_archive  # noqa: PLC0415

    book = FileContent(cast("Path", file), content)  # of an archive: named in messages alone
    check_archive(book, max_elements=_MOST_ELEMENTS)
    with _guarded(file), warnings.catch_warnings(action="ignore"):
        sheets = load_workbook(
            book.stream(), read_only=True, data_only=True, keep_links=False
        ).worksheets
    spots = _Spots(file)
    for sheet in sheets:
        with _guarded(file):
            layout = read_layout(book, cast("Any", sheet)._worksheet_path)
        if not layout.filled:
            continue
        title = sheet.title
        yield Table(
            _rows(sheet, layout.merged, frozenset(layout.hidden_rows), spots),
            f"{title} row",
            title,
            unsaved=[f"{title} {get_column_letter(c)}{r}" for r, c in layout.uncalculated],
        )


def _rows(
    sheet: Any, merged: Sequence[Range], hidden: frozenset[int], spots: _Spots
) -> Iterator[Line]:
    areas = _Areas(merged)
    with _guarded(spots.file), warnings.catch_warnings(action="ignore"):
        sheet.reset_dimensions()
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            spots.add(len(values) + len(areas) + _ROW)
            if not values and not areas.reach(number):
                continue  # of a million rows to a stray cell
            cells: list[object] = list(values[:MOST_COLUMNS])
            covered: set[int] = set()
            for inside, value in areas.shown_in(number, cells):
                spots.add(len(inside) + 1)
                cells += [None] * (inside.stop - len(cells))
                cells[inside.start : inside.stop] = [value] * len(inside)
                covered.update(inside)
            uncovered = (cell for column, cell in enumerate(cells) if column not in covered)
            if any(cell not in {None, ""} for cell in uncovered):
                yield Line(number, cells, frozenset(covered), hidden=number in hidden)


class _Areas:
    """The merged areas of a sheet, met from its first row to its last."""

    def __init__(self, merged: Sequence[Range]) -> None:
        self._below = sorted((area for area in merged if area[1] <= MOST_COLUMNS), reverse=True)
        self._here: list[tuple[Range, object]] = []

    def __len__(self) -> int:
        """Return how many areas began above and may reach further down."""
        return len(self._here)

    def reach(self, number: int) -> bool:
        """Return whether a row may lie in an area."""
        return bool(self._here or (self._below and self._below[-1][0] <= number))

    def shown_in(self, number: int, cells: Sequence[object]) -> Iterator[tuple[range, object]]:
        """Yield the columns of a row that show what an area's first cell holds, and that."""
        self._here = [(area, value) for area, value in self._here if area[2] >= number]
        while self._below and self._below[-1][0] <= number:
            area = self._below.pop()
            first = area[1] - 1
            self._here.append((area, cells[first] if first < len(cells) else None))
        for (top, left, _, right), value in self._here:
            start = left - (number > top)  # the first cell holds it itself
            stop = min(right, MOST_COLUMNS)
            if start < stop:
                yield range(start, stop), value


class _Spots:
    """Counts what a file's tables have room for, blank cells and rows included."""

    def __init__(self, file: str) -> None:
        self.file, self._spots = file, 0

    def add(self, spots: int) -> None:
        """Count more, up to the bound."""
        self._spots += spots
        if self._spots > _MOST_SPOTS:
            raise _too_large(self.file, "cells", _MOST_SPOTS)


def _too_large(file: str, found: str, most: int) -> SourceError:
    return SourceError(Fault("container_too_large", file, found=found, expected=f"{most:,}"))
