"""The columns of a table of figures, filled in and checked: rows that are alike are read once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np

from aqmap.files.read_table import Numbers, Table, TextColumn, distinct_rows
from aqmap.model.figures import YES, Level
from aqmap.read.lexicon.cell_values import split_scope
from aqmap.read.tables.figure_cells import PERIODS, CellProblem, CellReadings, FigureCells
from aqmap.read.tables.figure_words import CODED_COLUMNS, code_of
from aqmap.read.tables.result_bases import ResultBases
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places

_PART = "其中"
_SEMICOLONS = (";", "；")
_PLACE = ("place", "place_written")
_THING = ("indicator", "indicator_written", "unit", "unit_written")
_SAID = ("value", "value_written", "absence", "comparator", "scope", "note", "role")
_NONE: Mapping[str, TextColumn] = MappingProxyType({})


class FilledColumns:
    """
    A table of figures with what its rows may leave out, and what is wrong with them.

    A row's cells hang together in groups: its place, its value and what this is of. Each group is
    read once for all rows that have the same in it, as a national table has few places and things.

    Parameters
    ----------
    written
        The table as it is written.

    Attributes
    ----------
    problems
        Cells that cannot be used, by row.
    is_outdated
        Whether it is without the columns `part` and `scope`, and its notes say what they would.
    """

    def __init__(self, written: Table) -> None:
        blank = TextColumn(("",), np.zeros(len(written), dtype=np.int32))
        self._written = written
        self._columns = {
            column.name: written.columns.get(column.name, blank)
            for column in written.declared.columns
        }
        self.problems: dict[int, list[CellProblem]] = {}
        self.is_outdated = False

    @property
    def table(self) -> Table:
        """The table, with every column."""
        return replace(self._written, columns=self._columns)

    def fill(self, indicators: Indicators, places: Places, bases: ResultBases) -> None:
        """Fill in what the file may leave out."""
        path = self._written.path
        role = path.parent.name.removesuffix("s")
        readings = CellReadings(indicators)
        for name in CODED_COLUMNS:
            self._put(name, partial(_coded, name))
        for name in PERIODS:
            self._each((name,), partial(_fill_period, name))
        self._put("role", lambda written: written or role)
        self._each(_PLACE, lambda cells: cells.fill_place(places))
        self._each((*_THING, *_SAID), lambda cells: _fill_value(cells, readings))
        self._each((*_PLACE, "level"), lambda cells: _fill_level(cells, places))
        self._each(("period", "level"), FigureCells.refuse_day)
        if self._written.written.separator in _SEMICOLONS:
            self._each(("value_written",), FigureCells.refuse_commas)
        self._columns["id"] = _ids(self._columns["id"], path)
        self._columns["basis"] = bases.column(self._columns)
        if not {"part", "scope"} & self._written.columns.keys():
            self._take_from_notes()

    def check(self, indicators: Indicators, places: Places, sources: Collection[str]) -> None:
        """Note the cells that the workspace does not know."""
        spots = self._columns["locator"]
        is_there = TextColumn.of([YES if spot else "" for spot in spots.texts], spots.numbers)
        self._each(
            ("indicator", "indicator_written", "unit"),
            lambda cells: _check_thing(cells, indicators),
            {"locator": is_there},
        )
        self._each(("place", "level"), lambda cells: _check_level(cells, places))
        self._each(("source",), lambda cells: _check_source(cells, sources))

    def _put(self, name: str, made: Callable[[str], str]) -> None:
        """Put what is made of a column's cells in their place."""
        column = self._columns[name]
        self._columns[name] = TextColumn.of(list(map(made, column.texts)), column.numbers)

    def _each(
        self,
        names: tuple[str, ...],
        fill: Callable[[FigureCells], None],
        beside: Mapping[str, TextColumn] = _NONE,
    ) -> None:
        """Fill cells of some columns in, those that are alike at once; `beside` is read alone."""
        rows, numbers = distinct_rows({name: self._columns[name] for name in names} | {**beside})
        cells = [FigureCells(row) for row in rows]
        for one in cells:
            fill(one)
        for name in names:
            self._columns[name] = TextColumn.of([one.cells[name] for one in cells], numbers)
        self._note(cells, numbers)

    def _note(self, cells: list[FigureCells], numbers: Numbers) -> None:
        wrong = [number for number, one in enumerate(cells) if one.problems]
        if wrong:
            for row in np.flatnonzero(np.isin(numbers, wrong)).tolist():
                self.problems.setdefault(row, []).extend(cells[numbers[row]].problems)

    def _take_from_notes(self) -> None:
        """Fill `part` and `scope` of a table written before it had them."""
        outdated = []

        def take(cells: FigureCells) -> None:
            outdated.append(_take_from_note(cells.cells))

        note = self._written.columns.get("note")
        written = {"note as written": note} if note else {"note as written": self._columns["part"]}
        self._each(("place_written", "part", "scope", "note"), take, written)
        self.is_outdated = any(outdated)


def _coded(name: str, written: str) -> str:
    """Return the code where people write a word: ≥ or 不低于, 实际, 自报."""
    return code_of(name, written) if written else ""


def _fill_period(name: str, cells: FigureCells) -> None:
    cells.fill_period(name)


def _ids(column: TextColumn, path: Path) -> TextColumn:
    """Return the ids, by the file's name and the row where it gives none."""
    if "" not in column.texts:
        return column
    start = f"{path.parent.name}-{path.stem}"
    ids = [written or f"{start}-{row:04d}" for row, written in enumerate(column.by_row(), 1)]
    return TextColumn.of(ids, np.arange(len(ids), dtype=np.int32))


def _fill_value(cells: FigureCells, readings: CellReadings) -> None:
    """Fill in what a value is of, and what it is."""
    filled, indicators = cells.cells, readings.indicators
    cells.stated_unit = filled["unit"]
    indicator = indicators.get(filled["indicator"]) or indicators.find(filled["indicator"])
    if indicator is None and not filled["indicator"]:
        indicator = indicators.find(filled["indicator_written"])
    if indicator is not None:
        filled["indicator_written"] = filled["indicator_written"] or filled["indicator"]
        filled["indicator"] = indicator.id
        if filled["unit"] != indicator.unit.zh:
            filled["unit_written"] = filled["unit_written"] or filled["unit"]
        if not filled["unit"] or indicators.same_unit(indicator, filled["unit"]):
            filled["unit"] = indicator.unit.zh
    if not filled["absence"]:
        cells.fill_value(indicator, readings)
    cells.fill_comparator(indicator)


def _fill_level(cells: FigureCells, places: Places) -> None:
    filled = cells.cells
    if not filled["level"]:
        place = places.by_code.get(filled["place"])
        place = place or places.match(filled["place"] or filled["place_written"]).place
        filled["level"] = place.level if place else Level.COUNTY


def _take_from_note(filled: dict[str, str]) -> bool:
    """Take `part` and `scope` from a note as it is written; return whether it says one of them."""
    of_part = filled["place_written"].startswith(_PART)
    if not filled["note as written"] and not of_part:
        return False
    notes = [note.strip() for note in filled["note as written"].split("；")]
    if _PART in notes or of_part:
        filled["part"] = YES
    scope, note = split_scope(note for note in notes if note != _PART)
    if scope or filled["part"]:
        filled["scope"], filled["note"] = scope or filled["scope"], note
        return True
    return False


def _check_thing(cells: FigureCells, indicators: Indicators) -> None:
    filled = cells.cells
    indicator = indicators.get(filled["indicator"])
    written = filled["indicator"] or filled["indicator_written"]
    # What was read from a document may be in words that the catalogue does not know.
    is_unnamed = filled["indicator_written"] and not filled["indicator"] and filled["locator"]
    if indicator is None and written and not is_unnamed:
        cells.add_problem("indicator", "indicator_unknown", found=written)
    elif indicator is not None and filled["unit"] != indicator.unit.zh:
        units = {"found": filled["unit"], "expected": indicator.unit.zh}
        cells.add_problem("unit", "unit_differs", **units)


def _check_level(cells: FigureCells, places: Places) -> None:
    filled = cells.cells
    place = places.by_code.get(filled["place"])
    allowed = {place.level, Level.PREFECTURE} if place and place.is_prefecture else set()
    if place is not None and filled["level"] not in (allowed or {place.level}):
        levels = {"found": filled["level"], "expected": place.level}
        cells.add_problem("level", "cell_value", **levels)


def _check_source(cells: FigureCells, sources: Collection[str]) -> None:
    source = cells.cells["source"]
    if source and source not in sources:
        cells.add_problem("source", "source_unknown", found=source)
