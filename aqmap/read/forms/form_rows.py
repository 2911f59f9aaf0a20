"""The table of a form: where it stands on its sheet, and what each of its rows says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aqmap.errors import Fault
from aqmap.files.xlsx_layout import Range
from aqmap.model.dispatch.form_parts import (
    HIDDEN,
    INDICATOR_ID,
    LOCKED,
    OPEN_AMOUNTS,
    PLACE_ID,
    WORDS,
    stage_of,
)
from aqmap.model.dispatch.forms import CellKind, CellState, FormCell, FormRow
from aqmap.read.forms.amounts import is_amount, read_amount
from aqmap.read.forms.form_identity import Identity, KnownRow, RowId, bare, words_key
from aqmap.read.forms.form_sheets import FormSheet, cell_name
from aqmap.read.forms.locked_words import changed_row
from aqmap.words import listed, text

_LAST_HEADER_ROW = 200
_FEWEST_COLUMNS = 4  # of ours, in a row that is taken for the header
_MOST_ROWS = 2_000
_MOST_NAMED = 20
_NOWHERE = 0


@dataclass
class FormTable:
    """
    A table that was found.

    Attributes
    ----------
    sheet, identity, path
        Where it stands, how its columns and rows were written, and in which file.
    header
        The number of its header's row.
    columns
        Where each column stands, by its name.
    percents_are_lost
        Whether the file does not tell 75 % from 0.75.
    numbers, faults
        The numbers of its rows, and what is wrong; filled by `read`.
    """

    sheet: FormSheet
    identity: Identity
    path: Path
    header: int
    columns: Mapping[str, int]
    percents_are_lost: bool
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _unknown: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._foot = {label.rstrip("：:") for label in self.identity.foot}
        self._spread = self._merged_words()

    def read(self) -> list[FormRow]:
        """Return its rows as filled, those twice that stand twice."""
        self._note_columns()
        rows: list[FormRow] = []
        is_over = False
        for number in self.sheet.rows:
            if number <= self.header:
                continue
            is_over = is_over or self._is_foot(number)
            row = self._id(number)
            if row is not None:
                rows.append(self._row(number, row))
                self.numbers.append(number)
            elif not is_over and self._says_amounts(number):
                self._unknown.append(number)
        self._note_rows(len(rows))
        self._note_merged()
        return rows[:_MOST_ROWS]

    def _id(self, number: int) -> RowId | None:
        """Return whose row it is: by what a person reads in it, else by its hidden columns."""
        words = words_key(*(self._shown(number, name) for name in ("number", "name", "place")))
        if words in self.identity.by_words:
            return self.identity.by_words[words]
        indicator, place = (self._shown(number, name) for name in (INDICATOR_ID, PLACE_ID))
        return RowId(indicator, place) if indicator and place else None

    def _row(self, number: int, row: RowId) -> FormRow:
        known = self.identity.rows.get(row) or KnownRow(row, self._shown(number, "measure"), ())
        amounts = {
            name: self._amount(number, name, known)
            for name in ("task", "last", "month", "cumulative")
        }
        stages = {
            stage: self._amount(number, name, known)
            for name in self.columns
            if (stage := stage_of(name)) is not None
            and (stage in known.stages or self._shown(number, name))
        }
        return FormRow(
            row=number,
            indicator=row.indicator,
            place=row.place,
            stages=stages,
            scope=self._shown(number, "scope"),
            problems=self._shown(number, "problems"),
            next_steps=self._shown(number, "next_steps"),
            word_cells=tuple(self._word_cells(number)),
            changed=changed_row(known, self._locked(number)),
            **amounts,
        )

    def _word_cells(self, number: int) -> Iterator[FormCell]:
        """Yield the cells for words that hold something, with how the workbook holds them."""
        for name in WORDS:
            column = self.columns.get(name, _NOWHERE)
            cell = self.sheet.cells.get((number, column))
            if cell is not None:
                spot = cell_name(number, column)
                yield FormCell(cell=spot, written=cell.shown, kind=cell.kind, state=CellState.TEXT)

    def _locked(self, number: int) -> dict[str, tuple[str, str]]:
        """Return the cells of a row that hold its locked words, and what they show."""
        return {
            name: (cell_name(number, self.columns[name]), self._shown(number, name))
            for name in LOCKED
            if name in self.columns
        }

    def _amount(self, number: int, name: str, known: KnownRow) -> FormCell:
        column = self.columns.get(name, _NOWHERE)
        if column == _NOWHERE:
            return FormCell(cell="", written="")
        spot = cell_name(number, column)
        read = read_amount(spot, self.sheet.cells.get((number, column)), known.measure)
        is_share = read.kind == CellKind.NUMBER and read.value and abs(read.value) <= 1
        if self.percents_are_lost and known.measure == "%" and is_share:
            self.faults.append(
                Fault("form_old_percent", self.path, self._at(spot), found=read.value)
            )
            return FormCell(cell=spot, written=read.written, kind=read.kind, state=CellState.TEXT)
        return read

    def _shown(self, number: int, name: str) -> str:
        column = self.columns.get(name, _NOWHERE)
        top, left = self._spread.get((number, column), (number, column))
        return self.sheet.shown(top, left)

    def _says_amounts(self, number: int) -> bool:
        return any(
            self.sheet.shown(number, column)
            for name, column in self.columns.items()
            if name in OPEN_AMOUNTS or stage_of(name) is not None
        )

    def _is_foot(self, number: int) -> bool:
        cells = self.sheet.rows[number].values()
        labels = (cell.shown.partition("：")[0].partition(":")[0] for cell in cells)
        return any(bare(label) in self._foot for label in labels)

    def _merged_words(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for the cells that merging has hidden which cell is shown instead of them."""
        words = {column for name, column in self.columns.items() if not is_amount(name)}
        filled = self.sheet.rows
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self._merged_below()
            for row in filled
            if top <= row <= bottom
            for column in words
            if left <= column <= right
        }

    def _merged_below(self) -> list[Range]:
        return [merged for merged in self.sheet.merged if merged[0] > self.header]

    # ---- what is wrong ----
    def _note_columns(self) -> None:
        """Note columns that are gone; ids may be, where number, words and place tell the rows."""
        needed = self.identity.written_columns or ("task", *OPEN_AMOUNTS)
        gone = [n for n in needed if n not in self.columns and n not in HIDDEN]
        if gone:
            spot = f"sheet {self.sheet.name}, row {self.header}"
            words = [stage_of(name) or text(f"form.column.{name}") for name in gone]
            self.faults.append(Fault("form_columns_gone", self.path, spot, found=listed(words)))

    def _note_rows(self, count: int) -> None:
        if count > _MOST_ROWS:
            sheet = f"sheet {self.sheet.name}"
            self.faults.append(
                Fault("form_rows_many", self.path, sheet, found=count, expected=_MOST_ROWS)
            )
        if self._unknown:
            spot = f"sheet {self.sheet.name}, row {self._unknown[0]}"
            count = len(self._unknown)
            shown = self._unknown[:_MOST_NAMED]
            rows = listed([*shown, *(("…",) if count > len(shown) else ())])
            self.faults.append(Fault("form_row_unknown", self.path, spot, found=count, rows=rows))

    def _note_merged(self) -> None:
        """Note cells for numbers that are merged: whose number it is cannot be told."""
        rows = set(self.numbers)
        amounts = {column for name, column in self.columns.items() if is_amount(name)}
        for top, left, bottom, right in self._merged_below():
            over = any(top <= row <= bottom for row in rows)
            if over and any(left <= column <= right for column in amounts):
                cells = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
                self.faults.append(
                    Fault("form_cells_merged", self.path, self._at(cells), found=cells)
                )

    def _at(self, cell: str) -> str:
        return f"sheet {self.sheet.name}, cell {cell}"


def find_table(
    sheet: FormSheet, identity: Identity, path: Path, *, percents_are_lost: bool
) -> FormTable | None:
    """Return the table of a form on a sheet; none where no row has the words of its header."""
    best: dict[str, int] = {}
    header = _NOWHERE
    for number, cells in sheet.rows.items():
        if number > _LAST_HEADER_ROW:
            break
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            name = identity.columns.get(bare(cell.shown))
            if name is not None:
                columns.setdefault(name, column)
        if set(OPEN_AMOUNTS) & set(columns) and len(columns) > max(len(best), _FEWEST_COLUMNS - 1):
            best, header = columns, number
    if not best:
        return None
    return FormTable(sheet, identity, path, header, best, percents_are_lost)
