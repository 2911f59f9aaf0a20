"""A table, or one of those side by side: its values, and what became of all other cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aqmap.errors import Fault
from aqmap.model.figures import Absence, Role
from aqmap.model.locators import Locator, locator_part
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.body_rows import BodyRow
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.cell_figures import CellReading, ValueCell, read_value, year_before
from aqmap.read.documents.tables.cell_outcomes import CellOutcomes, without_spelling
from aqmap.read.documents.tables.cells.place_lists import PlaceValue, read_place_list
from aqmap.read.documents.tables.cells.repeated_lines import NamedLine
from aqmap.read.documents.tables.change_columns import (
    changed,
    lone_change,
    values_of,
    without_change,
)
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.layout import SHORT, Column, Layout
from aqmap.read.documents.tables.place_axes import Axes
from aqmap.read.documents.tables.split import ELSEWHERE
from aqmap.read.formats.blocks import Grid, GridCell
from aqmap.read.lexicon.cell_values import parse_cell, read_cell
from aqmap.read.lexicon.one_line import one_line
from aqmap.workspace.places import Place

_REASONS = {
    "number": "row_number",
    "name": "row_name",
    "place": "row_name",
    "unit": "unit_cell",
    "remark": "remark_column",
    "group": "group",
}


@dataclass(frozen=True)
class Part:
    """A table that is being read, or one of those side by side."""

    outcomes: CellOutcomes
    context: Context
    layout: Layout
    lines: Sequence[BodyRow]
    axes: Axes

    def read(self, title: Title) -> None:
        """Put the values and what became of all other cells into the outcomes."""
        values = self.layout.of("value")
        valued = [line for line in self.lines if not self._holds_no_values(line)]
        self._fault_headless(valued)
        covered = _covered_numbers(self.outcomes.grid)
        pairs = [(line, column) for line in valued for column in values]
        if self.axes.turned:
            pairs = [(line, column) for column in values for line in valued]
        changes = []
        for line, column in pairs:
            key = (line.at, column.index)
            cell = line.row[column.index]
            if key in covered:
                self.outcomes.mark(key, "merged")
                self.outcomes.remark("cell_merged", cell.at, found=one_line(cell.text))
            elif line.label.against or column.label.against:
                changes.append((line, column))
            else:
                self._value(line, column, title)
        self._changes(changes, valued, title)  # they may stand before their values
        self.outcomes.ask_alike(self._known_columns())

    def concerns(self, title: Title) -> bool:
        """Return whether the table has values, of places or of indicators of the document's own."""
        if not self._has_values():
            return False
        if self.axes.columns or self.axes.rows:
            return True
        dated = any(column.label.period for column in self.layout.of("value"))
        if title.indicator and dated:  # the one that the title names, by months and years
            return True
        labels = [line.label for line in self.lines]
        labels += [column.label for column in self.layout.of("value")]
        return any(label.indicator for label in labels) or self._lists_tasks()

    def _lists_tasks(self) -> bool:
        """Return whether rows that no catalogue knows have units, and columns tell their roles."""
        told = any(column.label.role for column in self.layout.of("value"))
        counted = (line.unit or line.label.unit for line in self.lines if line.label.name)
        return told and any(unit and not unit.endswith("元") for unit in counted)

    def _has_values(self) -> bool:
        """Return whether not all of it is words, as in a list of measures."""
        columns = [column.index for column in self.layout.of("value")]
        cells = [line.row[at].text for line in self.lines for at in columns if at < len(line.row)]
        filled = [one_line(text) for text in cells if one_line(text)]
        long = any(len(text) > SHORT for text in filled)
        listed = any(read_place_list(text, self.context) for text in filled)
        return not long or listed or any(read_cell(t).absence != Absence.TEXT for t in filled)

    def places(self) -> list[Place]:
        """Return the places that it lists."""
        return [label.place for label in self.labels() if label.place]

    def labels(self) -> list[Label]:
        """Return what names its rows and its columns of values."""
        labels = [line.label for line in self.lines if not line.reason]
        return labels + [column.label for column in self.layout.of("value")]

    def first_aim(self, period: str) -> str:
        """Return the first year for which some of its labels head targets, if any do."""
        aims = [(la.period or period)[:4] for la in self.labels() if la.role == Role.TARGET]
        return min((year for year in aims if year.isdigit()), default="")

    def place_rows(self) -> list[NamedLine]:
        """Return the rows that places name."""
        columns = [column.index for column in self.layout.of("value")]
        return [
            NamedLine(
                line.label.text,
                line.row[line.named].at,
                without_spelling(line.label),
                tuple((line.at, index) for index in columns),
            )
            for line in self.lines
            if not line.reason and line.label.is_place and not line.label.subtotal
        ]

    def place_columns(self) -> list[NamedLine]:
        """Return the columns that places name."""
        return [
            self._named_column(column)
            for column in self.layout.of("value")
            if column.label.is_place and not column.label.subtotal and not column.label.derived
        ]

    def _known_columns(self) -> list[NamedLine]:
        """Return the columns whose headers say of what or when, but of no place, and no rates."""
        return [
            self._named_column(column)
            for column in self.layout.of("value")
            if column.label.known and not column.label.is_place and not column.label.derived
        ]

    def _named_column(self, column: Column) -> NamedLine:
        label = column.label
        spots = tuple((line.at, column.index) for line in self.lines)
        return NamedLine(label.text, self._top(column).at, without_spelling(label), spots)

    def _changes(
        self, changes: Sequence[tuple[BodyRow, Column]], valued: Sequence[BodyRow], title: Title
    ) -> None:
        """Put changes (同比) to the figures that they are of; those of none are derived values."""
        values = self.layout.of("value")
        columns = [(column.index, column.label) for column in values]
        lines = [(line.at, line.label) for line in valued]
        across = {column.index: n for n, column in enumerate(values)}
        down = {line.at: n for n, line in enumerate(valued)}
        for line, column in changes:
            key = (line.at, column.index)
            keys: list[tuple[int, int]] = []
            label = column.label if column.label.against else line.label
            if not line.label.derived:
                others = values_of(label, across[column.index], columns)
                keys = [(line.at, index) for index in others]
            elif not column.label.derived:
                above = values_of(label, down[line.at], lines)
                keys = [(row_index, column.index) for row_index in above]
            cell = read_cell(line.row[column.index].text)
            figure = changed(self.outcomes.figures_at(keys), cell, label)
            lone = None if figure or keys else self._lone(line, column, title)
            if figure is not None:
                self.outcomes.add(key, figure)
            elif lone is not None:
                self.outcomes.add(key, *lone)
            else:
                self._value(line, column, title)

    def _lone(self, line: BodyRow, column: Column, title: Title) -> CellReading | None:
        """Return what a change that stands beside no value gives."""
        lone = self._value_cell(line, column)
        label = column.label if column.label.against else line.label
        bare = replace(
            lone,
            cell=GridCell("", lone.cell.at),
            row=without_change(lone.row),
            column=without_change(lone.column),
        )
        blank = read_value(bare, title, self.context)
        if not isinstance(blank, CellReading):
            return None
        figure = lone_change(blank.figure, read_cell(lone.cell.text), label)
        if figure is None:
            return None
        written = one_line(lone.cell.text)
        return CellReading(replace(figure, value_written=written), blank.reasons)

    def _value(self, line: BodyRow, column: Column, title: Title) -> None:
        key = (line.at, column.index)
        value_cell = self._value_cell(line, column)
        if listed := read_place_list(value_cell.cell.text, self.context):
            self._listed(key, value_cell, listed, title)
            return
        if column.label.head:  # its other cells hold sentences
            return
        outcome = read_value(value_cell, title, self.context)
        if isinstance(outcome, Fault):
            self.outcomes.fault(outcome, line.at)
        elif isinstance(outcome, str):
            self.outcomes.mark(key, outcome)
        elif earlier := year_before(outcome, value_cell, self.context):
            text = value_cell.cell.text
            behind = next(n for n, sign in enumerate(text) if sign in "（(")
            now = replace(outcome.figure, note="")
            self.outcomes.add_part(key, outcome._replace(figure=now), (0, behind))
            self.outcomes.add_part(key, earlier, (behind, len(text)))
        else:
            self.outcomes.add(key, *outcome)

    def _listed(
        self,
        key: tuple[int, int],
        value_cell: ValueCell,
        listed: Sequence[PlaceValue],
        title: Title,
    ) -> None:
        """Take the values of a cell that lists places with them; its header only says which."""
        row, head = value_cell.row, value_cell.column
        bare = replace(head, derived=False, name="" if row.indicator else head.name)
        for item in listed:
            of_place = replace(bare, place=item.place, place_written=item.name, text=item.name)
            cell = replace(value_cell.cell, text=item.value)
            spot = replace(value_cell, cell=cell, row=row, column=of_place)
            outcome = "not_understood" if head.against else read_value(spot, title, self.context)
            if isinstance(outcome, Fault):
                self.outcomes.fault(outcome, key[0])
            elif isinstance(outcome, str):
                self.outcomes.mark(key, outcome)
            else:
                self.outcomes.add_part(key, outcome, item.span)

    def _value_cell(self, line: BodyRow, column: Column) -> ValueCell:
        cell = line.row[column.index]
        row, head = line.label, column.label
        over = head.text
        if line.unit != row.unit:  # 电采暖（万户） beside 户
            head = replace(head, unit=line.unit or head.unit)
        if self.axes.columns and not head.place_written and head.name and not head.indicator:
            head = replace(head, place_written=head.name, name="")
        if self.axes.rows and not row.place_written and row.name and not row.indicator:
            row = replace(row, place_written=row.name, name="")
        label = row.place_written if self.axes.turned else line.number
        number, top = self.outcomes.grid.number, self._top(column)
        beside = locator_part("row", label) if label else ""
        return ValueCell(
            cell,
            row,
            head,
            Locator.in_table(number, beside, locator_part("column", over), cell.at),
            Locator.in_table(number, beside, line.row[line.named].at),
            Locator.in_table(number, locator_part("column", over), top.at),
        )

    def _top(self, column: Column) -> GridCell:
        """Return the lowest cell of a column's header that says something."""
        for row_index in reversed(self.layout.header):
            row = self.outcomes.grid.rows[row_index]
            if column.index < len(row) and one_line(row[column.index].text):
                return row[column.index]
        return GridCell("", "")

    def _holds_no_values(self, line: BodyRow) -> bool:
        """Mark what names a row; return whether it holds no values, and say why."""
        if line.reason == "ragged":
            spot = Locator.in_table(
                self.outcomes.grid.number, locator_part("row", line.number), line.row[0].at
            )
            expected = len(self.layout.columns)
            facts = {"found": len(line.row), "expected": expected}
            fault = Fault("row_cells", self.context.file, spot, **facts)
            self.outcomes.fault(fault, line.at, len(line.row))
            return True
        if line.reason:
            self._mark_row(line)
            return True
        for column in self.layout.columns:
            if reason := _REASONS.get(column.kind):
                outer = column.kind == "name" and column.index != line.named
                self.outcomes.mark((line.at, column.index), "group" if outer else reason)
        if line.label.text:
            return False
        cells = [line.row[column.index] for column in self.layout.of("value")]
        if filled := [cell for cell in cells if one_line(cell.text)]:
            self.outcomes.fault_at("row_nameless", filled, line.at)
        return True

    def _mark_row(self, line: BodyRow) -> None:
        """Mark a row of the part, also where it has cells behind its last column."""
        elsewhere = {column.index for column in self.layout.of(ELSEWHERE)}
        for index in range(len(self.outcomes.grid.rows[line.at])):
            if index not in elsewhere:
                self.outcomes.mark((line.at, index), line.reason)

    def _fault_headless(self, lines: Sequence[BodyRow]) -> None:
        """Say which columns hold something, but have no header that says of whom."""
        for column in self.layout.of("blank"):
            cells = [(line.row[column.index], line.at) for line in lines]
            if filled := [(cell, row_index) for cell, row_index in cells if one_line(cell.text)]:
                self.outcomes.fault_at("header_blank", [c for c, _ in filled], filled[0][1])


def _covered_numbers(grid: Grid) -> set[tuple[int, int]]:
    """
    Return the cells with a number that a merged cell covers: repeated text at one locator.

    A locator of text files is a line that several cells share, which then differ.
    """
    texts: dict[str, set[str]] = defaultdict(set)
    count: Counter[str] = Counter()
    for row in grid.rows:
        for cell in row:
            texts[cell.at].add(cell.text)
            count[cell.at] += 1
    return {
        (row_index, index)
        for row_index, row in enumerate(grid.rows)
        for index, cell in enumerate(row)
        if count[cell.at] > 1
        and len(texts[cell.at]) == 1
        and not Locator(cell.at).line
        and parse_cell(cell.text).value is not None
    }
