"""Tables of figures, CSV or xlsx: what ``build`` reads, and what a planner adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from aqmap.errors import AqmapError, Fault, TableError
from aqmap.files.read_table import read_table
from aqmap.files.written_rows import WrittenRows
from aqmap.model.figures import Basis, Figure, figure_contradictions
from aqmap.read.tables.figure_words import WRITTEN_COLUMNS
from aqmap.read.tables.filled_columns import FilledColumns
from aqmap.read.tables.result_bases import ResultBases
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import Places


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
    figures: list[Figure] = []
    origins: dict[str, tuple[Path, int]] = {}
    outdated: dict[Path, None] = {}
    tables: dict[Path, WrittenRows] = {}
    for path in paths:
        try:
            table = read_table(path, WRITTEN_COLUMNS)
        except AqmapError as problem:
            faults += problem.faults
            continue
        tables[path] = table.written
        result_bases = ResultBases(bases)
        columns = FilledColumns(table)
        columns.fill(indicators, places, result_bases)
        columns.check(indicators, places, sources)
        if columns.is_outdated:
            outdated[path] = None
        table = columns.table
        of_rows = result_bases.faults(table, dict.fromkeys(sources))
        made = table.checked().objects(_figure, figure_contradictions)
        of_row = zip(made, table.columns["id"].by_row(), table.lines.tolist(), strict=True)
        for (row, figure), key, line in of_row:
            spot = path, line
            first = origins.setdefault(key, spot)
            problems = columns.problems.get(row)
            if isinstance(figure, Figure) and not problems and first is spot:
                figures.append(figure)
                continue
            found = [(p.column, table.fault(row, p.code, p.column, **p.facts))
                     for p in problems or ()]  # fmt: skip
            if first is not spot:
                facts = {"found": key, "other": _spot_text(tables[first[0]], first[1])}
                found.append(("id", table.fault(row, "figure_twice", "id", **facts)))
            if isinstance(figure, list):
                found += ((cell.column, table.bad_cell(row, cell)) for cell in figure)
            of_rows += ((row, fault) for fault in _one_a_column(found))
        faults += table.in_order(of_rows)
    if faults:
        raise TableError(faults)
    return FigureTables(tuple(figures), origins, tuple(outdated))


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
