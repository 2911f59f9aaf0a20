"""Tables of figures, CSV or xlsx: what ``build`` reads, and what a planner adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.files.written_rows import WrittenRows
from aqmap.model.figures import (
    COLUMNS,
    YES,
    Basis,
    Figure,
    Level,
    figure_contradictions,
)
from aqmap.read.lexicon.cell_values import split_scope
from aqmap.read.tables.figure_cells import CellProblem, CellReadings, FigureCells
from aqmap.read.tables.figure_words import WRITTEN_COLUMNS
from aqmap.read.tables.result_bases import ResultBases
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places

_PART = "其中"
_BLANK = dict.fromkeys(COLUMNS, "")
_SEMICOLONS = (";", "；")


@dataclass(frozen=True)
class FigureTables:
    """
    The figures of several files.

    Attributes
    ----------
    figures, origins
        In the order of the files and rows; the file and line of each by its id.
    outdated
        Files without the columns `part` and `scope`, whose notes say what those columns would.
    """

    figures: tuple[Figure, ...]
    origins: dict[str, tuple[Path, int]]
    outdated: tuple[Path, ...] = ()


def read_figures(
    paths: Sequence[Path],
    *,
    indicators: Indicators,
    places: Places,
    sources: Sequence[str],
    bases: Mapping[str, Basis] = MappingProxyType({}),
) -> FigureTables:
    """
    Read tables of figures.

    Parameters
    ----------
    paths
        CSV or xlsx files with the columns of the figures table, by name or in Chinese. Only
        `indicator`, `period`, `source`, a place and a value are needed: an id, role, level, unit
        and comparator that a file leaves out follow from the file's name, its folder, the place
        and the indicator.
    indicators
        An indicator may be written by id or by any alias.
    places
        For the level of a place that the file does not give.
    sources
        Ids of the registered sources.
    bases
        Whose numbers the results of a source are, where the register says so.

    Returns
    -------
    tables
        All figures in the order of the files and rows. Places are left as written: the join
        matches them.

    Raises
    ------
    TableError
        With every fault of every file: unreadable, wrong columns, rows with too few or too many
        cells, values that do not fit, unknown indicators, units and sources, ids that stand twice.
    """
    faults: list[Fault] = []
    figures: dict[str, Figure] = {}
    spots: dict[str, tuple[WrittenRows, int]] = {}
    origins: dict[str, tuple[Path, int]] = {}
    outdated: dict[Path, None] = {}
    for path in paths:
        try:
            table = read_table(path, WRITTEN_COLUMNS)
        except AqmapError as problem:
            faults += problem.faults
            continue
        result_bases = ResultBases(bases)
        table, noted, is_outdated = _filled(table, CellReadings(indicators), places, result_bases)
        if is_outdated:
            outdated[path] = None
        of_rows = result_bases.faults(table, dict.fromkeys(sources))
        made = table.checked().objects(_figure, figure_contradictions)
        for (row, figure), filled in zip(made, table.rows(), strict=True):
            problems = [
                *(
                    (p.column, table.fault(row, p.code, p.column, **p.facts))
                    for p in noted.get(row, ())
                ),
                *_faults_of(filled, (table, row), indicators, places, sources),
            ]
            key = filled["id"]
            if key in spots:
                facts = {"found": key, "other": _spot_text(*spots[key])}
                problems.append(("id", table.fault(row, "figure_twice", "id", **facts)))
            else:
                spots[key] = table.written, table.line(row)
            if isinstance(figure, list):
                problems += ((cell.column, table.bad_cell(row, cell)) for cell in figure)
            elif not problems:
                figures[figure.id] = figure
                origins[figure.id] = path, table.line(row)
            if problems:
                of_rows += ((row, fault) for fault in _one_a_column(problems))
        faults += table.in_order(of_rows)
    if faults:
        raise TableError(faults)
    return FigureTables(tuple(figures.values()), origins, tuple(outdated))


def _spot_text(written: WrittenRows, line: int) -> str:
    return f"{written.path.parent.name}/{written.path.name}, {written.spot(line)}"


def _figure(cells: dict[str, Any]) -> Figure:
    return Figure(**cells)


def _one_a_column(problems: Iterable[tuple[str, Fault]]) -> Iterator[Fault]:
    """Yield the first fault of each column: what is wrong with a cell causes no second one."""
    first: dict[str, Fault] = {}
    for column, fault in problems:
        first.setdefault(column, fault)
    yield from first.values()


def _filled(
    table: Table, readings: CellReadings, places: Places, result_bases: ResultBases
) -> tuple[Table, dict[int, list[CellProblem]], bool]:
    """Return a table with what its rows may leave out, their problems, and whether it is older."""
    problems: dict[int, list[CellProblem]] = {}
    older_rows: list[int] = []

    def rows() -> Iterator[dict[str, str]]:
        for row, written in enumerate(table.rows()):
            cells = _fill(written, table.path, row + 1, readings, places)
            if table.written.separator in _SEMICOLONS:
                cells.refuse_commas()
            cells.cells["basis"] = result_bases.basis(cells.cells, row)
            if _take_from_note(written, cells.cells):
                older_rows.append(row)
            if cells.problems:
                problems[row] = cells.problems
            yield cells.cells

    return table.filled(rows()), problems, bool(older_rows)


def _fill(
    row: dict[str, str], path: Path, number: int, readings: CellReadings, places: Places
) -> FigureCells:
    """Return the row with what the file may leave out."""
    indicators = readings.indicators
    filled = _BLANK | row
    cells = FigureCells(filled, stated_unit=filled["unit"])
    cells.fill_codes()
    cells.fill_periods()
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
    cells.fill_place(places)
    filled["id"] = filled["id"] or f"{path.parent.name}-{path.stem}-{number:04d}"
    filled["role"] = filled["role"] or path.parent.name.removesuffix("s")
    if not filled["absence"]:
        cells.fill_value(indicator, readings)
    cells.fill_comparator(indicator)
    filled["level"] = filled["level"] or _level(filled, places)
    cells.refuse_day()
    return cells


def _take_from_note(row: Mapping[str, str], filled: dict[str, str]) -> bool:
    """Fill `part` and `scope` of a table written before it had them; return whether they differ."""
    if "part" in row or "scope" in row:
        return False
    if not row.get("note") and not filled["place_written"].startswith(_PART):
        return False
    notes = [note.strip() for note in row.get("note", "").split("；")]
    if _PART in notes or filled["place_written"].startswith(_PART):
        filled["part"] = YES
    scope, note = split_scope(note for note in notes if note != _PART)
    if scope or filled["part"]:
        filled["scope"], filled["note"] = scope or filled["scope"], note
        return True
    return False


def _is_unnamed(filled: dict[str, str]) -> bool:
    """Return whether a row was read from a document, in words that the catalogue does not know."""
    named = filled["indicator_written"] and not filled["indicator"]
    return bool(named and filled["locator"] and filled["id"])


def _level(filled: dict[str, str], places: Places) -> str:
    place = places.by_code.get(filled["place"])
    place = place or places.match(filled["place"] or filled["place_written"]).place
    return place.level if place else "county"


def _faults_of(
    filled: dict[str, str],
    cell: tuple[Table, int],
    indicators: Indicators,
    places: Places,
    sources: Sequence[str],
) -> Iterator[tuple[str, Fault]]:
    """Yield the columns and faults of cells that the workspace does not know."""
    table, row = cell
    indicator = indicators.get(filled["indicator"])
    written = filled["indicator"] or filled["indicator_written"]
    if indicator is None and written and not _is_unnamed(filled):
        yield (
            "indicator",
            table.fault(row, "indicator_unknown", "indicator", found=written),
        )
    elif indicator is not None and filled["unit"] != indicator.unit.zh:
        units = {"found": filled["unit"], "expected": indicator.unit.zh}
        yield "unit", table.fault(row, "unit_differs", "unit", **units)
    place = places.by_code.get(filled["place"])
    allowed = {place.level, Level.PREFECTURE} if place and place.is_prefecture else set()
    if place is not None and filled["level"] not in (allowed or {place.level}):
        levels = {"found": filled["level"], "expected": place.level}
        yield "level", table.fault(row, "cell_value", "level", **levels)
    if filled["source"] and filled["source"] not in sources:
        yield "source", table.fault(row, "source_unknown", "source", found=filled["source"])
