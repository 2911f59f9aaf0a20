"""What people write into the cells of a figure's row, as its columns have it; what cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from aqmap.files.table_columns import is_not_finite
from aqmap.model.figures import APPROXIMATE, Absence, Level, Role
from aqmap.model.periods import is_day
from aqmap.model.units import is_exact, is_unit
from aqmap.read.lexicon.cell_units import ROUNDED, UnitClash, unit_of_cell
from aqmap.read.lexicon.cell_values import CellValue, read_cell, split_scope, with_note_as_unit
from aqmap.read.lexicon.written_periods import date_of_serial, iso_period
from aqmap.workspace.indicators import JUDGED, Indicator, Indicators, task_comparator
from aqmap.workspace.places import Places, is_broken_code

PERIODS = ("period", "as_of", "baseline_period", "effective_from", "checked_on")
"""The columns that hold a period."""
_EXPONENT = re.compile(
    r"(?<![0-9A-Za-z_.,])\d{1,30}(?:\.\d{1,30})?[eE][+\-−]?\d{1,2}(?![0-9A-Za-z_.,])"
)
_RAISED = re.compile(r"[0-9０-９]\s*[⁰¹²³⁴-⁹]")  # 5² may be 25, or 5 with a footnote
_COMMA = re.compile(r"\d,\d")
_NUMBER_IN_WORDS = re.compile("(?:[百千]分之)?[零〇一二两三四五六七八九十百千万亿点]+(?P<rest>.*)")
_HAN = re.compile("[㐀-鿿]")
_PLACE_WITH_LEVEL = ("place", "place_written")

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "exponent": _EXPONENT,
    "raised": _RAISED,
    "comma": _COMMA,
    "number_in_words": _NUMBER_IN_WORDS,
    "han": _HAN,
}
"""What else is told of a cell of values, for the interactive page."""


class CellProblem(NamedTuple):
    """A cell that cannot be used: its column, the fault's code, and what the fault says."""

    column: str
    code: str
    facts: Mapping[str, object]


@dataclass
class CellReadings:
    """
    Values of cells as documents write them, each read once: most stand many times in a table.

    Attributes
    ----------
    indicators
        What the values are of.
    """

    indicators: Indicators
    _known: dict[tuple[str, str], CellValue] = field(default_factory=dict)

    def of(self, written: str, indicator: Indicator | None) -> CellValue:
        """Return what a cell says of an indicator."""
        key = written, indicator.id if indicator else ""
        if key not in self._known:
            self._known[key] = read_value(written, indicator, self.indicators)
        return self._known[key]


@dataclass
class FigureCells:
    """
    A row of a table of figures.

    Attributes
    ----------
    cells
        By column, filled in as far as the row says them: all, or those that hang together.
    stated_unit
        What its column of units says; may be empty.
    problems
        Cells that cannot be used.
    """

    cells: dict[str, str]
    stated_unit: str = ""
    problems: list[CellProblem] = field(default_factory=list)

    def add_problem(self, column: str, code: str, **facts: object) -> None:
        """Note that a cell cannot be used."""
        self.problems.append(CellProblem(column, code, facts))

    def fill_period(self, column: str) -> None:
        """Put ISO 8601 where people write 2025年1—6月; name what is a spreadsheet's number."""
        written = self.cells[column]
        if day := date_of_serial(written):
            self.add_problem(column, "date_serial", found=written, expected=day)
        elif written:
            self.cells[column] = iso_period(written) or written

    def refuse_day(self) -> None:
        """Refuse 2025-01-01 as the period of a place: most likely it stands for a year or month."""
        day = self.cells["period"]
        if is_day(day) and self.cells["level"] != Level.STATION:
            self.add_problem("period", "period_is_day", found=day, year=day[:4], month=day[:7])

    def fill_place(self, places: Places) -> None:
        """Put a code into `place`, whichever column it stands in, and a name beside it."""
        cells = self.cells
        for column in _PLACE_WITH_LEVEL:
            if is_broken_code(cells[column]):
                self.add_problem(column, "code_broken", found=cells[column])
                return
        cells["place"] = places.code_of(cells["place"]) or cells["place"]
        if cells["place"] and cells["place"] not in places.by_code and not cells["place_written"]:
            cells["place_written"], cells["place"] = cells["place"], ""
        if not cells["place"] and (code := places.code_of(cells["place_written"])):
            cells["place"], cells["place_written"] = code, ""
        if cells["place"] in places.by_code and not cells["place_written"]:
            cells["place_written"] = places[cells["place"]].name.zh

    def fill_value(self, indicator: Indicator | None, readings: CellReadings) -> None:
        """Read a value as documents write it: a blank, a dash, 未报送, a text and 0 stay apart."""
        cells = self.cells
        written = cells["value"] or cells["value_written"]
        cells["value_written"] = cells["value_written"] or written
        cell = readings.of(written, indicator)
        if cell.absence == Absence.TEXT and not (
            cells["role"] == Role.TARGET and is_task(written, cell)
        ):
            cells["value"] = written  # no number, and nothing that a task can be instead
            return
        notes = [*cell.note.split("；"), APPROXIMATE if cell.about else ""]
        value = cell.value
        if value is not None and cell.unit:
            value = self._converted(value, cell.unit, indicator, readings.indicators, notes)
        cells["value"] = "" if value is None else format(value, "f")
        cells["absence"] = cell.absence or ""
        if not cells["note"] and not cells["scope"]:
            cells["scope"], cells["note"] = split_scope(notes)
        if cell.comparator is not None and cells["role"] != Role.TARGET:
            self.add_problem("value", "result_bounded", found=written)
        elif cell.comparator is not None:
            cells["comparator"] = cells["comparator"] or cell.comparator
            if cells["comparator"] != cell.comparator:
                facts = {"found": written, "expected": cells["comparator"]}
                self.add_problem("value", "comparator_differs", **facts)

    def refuse_commas(self) -> None:
        """Refuse 46,400 where semicolons part the cells: there a comma may begin the decimals."""
        written = self.cells["value_written"]
        if _COMMA.search(unicodedata.normalize("NFKC", written)):
            self.add_problem("value", "comma_unclear", found=written)

    def fill_comparator(self, indicator: Indicator | None) -> None:
        """Let a task without comparator follow the indicator's direction; ask where it has none."""
        cells = self.cells
        if cells["role"] != Role.TARGET or cells["comparator"] or not cells["value"]:
            return
        if usual := task_comparator(indicator):
            cells["comparator"] = usual
        elif indicator is not None and indicator.kind in JUDGED:
            facts = {"found": indicator.name, "expected": f"[{indicator.id}]"}
            self.add_problem("comparator", "comparator_unknown", **facts)

    def _converted(
        self,
        value: Decimal,
        behind: str,
        indicator: Indicator | None,
        indicators: Indicators,
        notes: list[str],
    ) -> Decimal | None:
        """Return the value in the indicator's unit, or none with the problem."""
        cells = self.cells
        wanted = indicator.unit.zh if indicator else cells["unit"]
        if indicator and cells["unit"] not in ("", wanted):
            return value  # the column of units is at fault
        unit = unit_of_cell(indicator, self.stated_unit, behind, indicators)
        if isinstance(unit, UnitClash):
            facts = {"found": unit.found, "expected": unit.expected or wanted}
            self.add_problem("value", "unit_differs", **facts)
            return None
        if indicator is None:
            cells["unit"] = cells["unit"] or unit
            return value
        if not indicators.same_unit(indicator, unit):
            cells["unit_written"] = unit
            notes.append("" if is_exact(value, unit, wanted) else ROUNDED)
        return indicators.converted(indicator, value, unit)


def read_value(written: str, indicator: Indicator | None, indicators: Indicators) -> CellValue:
    """Read what a cell of values says of an indicator, if it is one that is known."""

    def is_own_unit(unit: str) -> bool:
        return indicator is not None and indicators.same_unit(indicator, unit)

    if _RAISED.search(written):
        return CellValue(absence=Absence.TEXT, broken=True)
    return with_note_as_unit(read_cell(_without_exponent(written), is_own_unit))


def _without_exponent(written: str) -> str:
    """Return a cell with a number such as 1.5E+3 in plain digits, as spreadsheets mean it."""
    plain = unicodedata.normalize("NFKC", written)
    if not _EXPONENT.search(plain):
        return written
    return _EXPONENT.sub(lambda m: format(Decimal(m[0].replace("−", "-")), "f"), plain)


def is_task(written: str, cell: CellValue) -> bool:
    """Return whether a cell says in words what a task is: 按月检查, and no number in any form."""
    plain = unicodedata.normalize("NFKC", written).strip()
    in_words = _NUMBER_IN_WORDS.fullmatch(plain)
    is_number = in_words and (not in_words["rest"] or is_unit(in_words["rest"]))
    return not (
        is_number
        or cell.broken
        or any(character.isdigit() for character in plain)
        or is_not_finite(written)
        or not _HAN.search(plain)
    )
