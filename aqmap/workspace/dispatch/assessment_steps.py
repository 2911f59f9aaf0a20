"""``data/dispatch/verified-2021.csv``: the steps of a year's assessment, with 核减 and 核定."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from aqmap.errors import Fault, TableError
from aqmap.files.read_table import Table, read_table
from aqmap.files.table_files import table_file
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.model.dispatch.yearend.assessment_rows import (
    ASSESSMENT_COLUMNS,
    OF_AMOUNTS,
    AssessmentRow,
    Step,
    assessment_contradictions,
)
from aqmap.words import listed
from aqmap.workspace.dispatch.reporting_units import dispatch_folder
from aqmap.workspace.indicators import Indicator
from aqmap.workspace.workspace import Region, Workspace


def read_assessment_steps(
    workspace: Workspace, year: int, region: Region, units: Sequence[ReportingUnit]
) -> tuple[AssessmentRow, ...]:
    """
    Read the steps of a year's assessment, CSV or xlsx; none where there is no such table.

    Places may be written by code or any name, rows by id, number in the annex or name.

    Parameters
    ----------
    workspace, year, region
        Whose table, of which year, and the places that are assessed.
    units
        Who reports: none of them verifies what it reports itself.

    Raises
    ------
    TableError
        With every fault: wrong columns and cells, places and rows that nothing defines, a place
        that is not of the region, rows of the air (their results are in ``data/measured/``), two
        amounts of one step on one day, of which nothing says which is the later; 核减 and 核定 by
        who is assessed.
    """
    path = table_file(dispatch_folder(workspace), f"verified-{year}")
    if not path.exists():
        return ()
    table = read_table(path, ASSESSMENT_COLUMNS)
    reader = _RowReader(table, workspace, region, units)
    rows: list[AssessmentRow] = []
    faults: list[tuple[int, Fault]] = []
    for number, cells in table.checked().objects(dict, assessment_contradictions):
        if isinstance(cells, list):
            faults += ((number, table.bad_cell(number, cell)) for cell in cells)
            continue
        problems = list(reader.problems(number, cells))
        faults += ((number, problem) for problem in problems)
        if not problems:
            row = reader.row(number, cells)
            rows.append(row)
            if other := reader.same_day(row):
                facts = {"found": f"{row.amount:f}", "other": f"{other.amount:f}"}
                spot = {"line": other.line, "step": row.step.words, "day": row.date}
                faults.append(
                    (number, table.fault(number, "yearend_twice", "date", **facts, **spot))
                )
    if faults or table.faults:
        raise TableError(table.in_order(faults))
    return tuple(rows)


class _RowReader:
    """Turns cells into rows of a workspace's places and indicators."""

    def __init__(
        self, table: Table, workspace: Workspace, region: Region, units: Sequence[ReportingUnit]
    ) -> None:
        self._table, self._workspace, self._region = table, workspace, region
        self._units = units
        self._amounts: dict[tuple[object, ...], AssessmentRow] = {}
        self._numbered = {i.row: i for i in workspace.indicators.values() if i.row}

    def problems(self, number: int, cells: dict[str, Any]) -> Iterator[Fault]:
        """Yield what is wrong with the names of a row."""
        written = cells["place"]
        match = self._workspace.places.match(written)
        if match.place is None:
            nearest = listed(match.nearest or [p.name.zh for p in match.candidates])
            yield self._table.fault(
                number, "measure_place", "place", found=written, nearest=nearest
            )
        elif match.place.code not in self._region.places:
            region = self._region.name
            yield self._table.fault(number, "yearend_place", "place", found=written, region=region)
        if cells["step"] in OF_AMOUNTS and self._is_assessed(cells):
            facts = {"found": cells["by"], "step": cells["step"].words}
            yield self._table.fault(number, "yearend_own", "by", **facts)
        if not cells["indicator"]:
            return
        indicator = self._indicator(cells["indicator"])
        if indicator is None:
            yield self._table.fault(number, "undefined_name", "indicator", found=cells["indicator"])
        elif indicator.kind == "quality" and cells["step"] in OF_AMOUNTS:
            yield self._table.fault(number, "yearend_of_air", "indicator", found=indicator.name)

    def row(self, number: int, cells: dict[str, Any]) -> AssessmentRow:
        """Return the row of cells that have no problem."""
        place = self._workspace.places.match(cells["place"]).place
        indicator = self._indicator(cells["indicator"]) if cells["indicator"] else None
        assert place is not None  # noqa: S101 - see `problems`
        names = {"place": place.code, "indicator": indicator.id if indicator else ""}
        return AssessmentRow(line=self._table.line(number), **{**cells, **names})

    def same_day(self, row: AssessmentRow) -> AssessmentRow | None:
        """Return an earlier row that gives the same step of one day another amount."""
        if row.amount is None or row.step not in {*OF_AMOUNTS, Step.SELF_ASSESSMENT}:
            return None
        key = row.place, row.indicator, row.step, row.date
        first = self._amounts.setdefault(key, row)
        return first if first.amount != row.amount else None

    def _is_assessed(self, cells: dict[str, Any]) -> bool:
        """Return whether a step is by a county or zone, or by a unit that reports the row."""
        by, places = cells["by"], self._workspace.places
        counties = [code for code in self._region.places if code != self._region.prefecture]
        named = places.match(by).place
        if named is not None and named.code in counties:
            return True
        place, indicator = places.match(cells["place"]).place, self._indicator(cells["indicator"])
        assessed = [
            unit
            for unit in self._units
            if unit.kind != UnitKind.DEPARTMENT
            or (place and indicator and unit.fills(place.code, indicator.id))
        ]
        names = [unit.name for unit in assessed] + [places[code].name.zh for code in counties]
        # Its bureau is the county too: 甲县生态环境局.
        starts = tuple(map(_folded, names))
        return by in {unit.id for unit in assessed} or _folded(by).startswith(starts)

    def _indicator(self, written: str) -> Indicator | None:
        indicators = self._workspace.indicators
        if written in indicators:
            return indicators[written]
        if written in self._numbered:
            return self._numbered[written]
        named = [i for i in indicators.values() if written in {i.name.zh, i.label.zh, *i.aliases}]
        return named[0] if len(named) == 1 else None


def _folded(name: str) -> str:
    """Return a name as it is compared: width and blanks do not matter."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def assessment_file(workspace: Workspace, year: int) -> Path:
    """Return the table of a year's assessment, whether it is there or not."""
    return table_file(dispatch_folder(workspace), f"verified-{year}")
