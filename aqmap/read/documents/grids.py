"""A grid → figures: what heads a cell's row, column and table says what it is a value of."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from aqmap.errors import Fault
from aqmap.figures import Figure
from aqmap.read.documents.blocks import Grid, GridCell, Paragraph
from aqmap.read.documents.cells import CellValue, parse_cell, read_cell
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import stated_against
from aqmap.read.documents.labels import Label, Labels, one_line
from aqmap.read.documents.layouts import Column, Layout, find_layout
from aqmap.read.documents.lines import Line, read_lines
from aqmap.read.documents.titles import Title, read_title
from aqmap.read.documents.values import Spot, read_value, task_comparator
from aqmap.transcript import Mark, Passage, TablePassage

__all__ = ["GridReading", "read_grid", "task_comparator"]

_REASONS = {
    "number": "row_number",
    "name": "row_name",
    "place": "row_name",
    "unit": "unit_cell",
    "remark": "remark_column",
    "group": "group",
}


@dataclass(frozen=True)
class GridReading:
    """
    What a table gave.

    Attributes
    ----------
    figures
        One a cell of values, in reading order.
    faults
        What cannot be read.
    passage
        Every cell with what became of it: figures, or the reason why it is none.
    remarks
        What a reader should know and that stops nothing: cells with digits that were not
        understood, a number in a cell that covers several places.
    """

    figures: tuple[Figure, ...]
    faults: tuple[Fault, ...]
    passage: TablePassage
    remarks: tuple[Fault, ...] = ()


def read_grid(grid: Grid, context: Context, above: Sequence[Paragraph] = ()) -> GridReading:
    """
    Read a table.

    Parameters
    ----------
    grid
        Places, indicators, roles and periods are told from its first rows and columns, in any
        order.
    context
        The document's source, period, kind, places and indicators.
    above
        The paragraphs between it and the table before: its title, 单位：万吨.

    Returns
    -------
    reading
        One figure a cell of values: by its header's words a target or what was reached, else a
        target of a plan and a report's measurement. An unknown indicator or place is kept as
        written. Faults are ragged rows that the layout does not explain, digits that make no
        number, units that contradict each other or the catalogue, a place that stands twice, values
        whose row or column has no name.
    """
    labels = Labels(context)
    layout = find_layout(grid.rows, labels)
    table = _Table(grid, context, layout)
    if layout is not None:
        title = read_title(above, layout, context)
        lines = list(read_lines(grid.rows, layout, labels))
        table.read(lines, title, _Axes.of(layout, lines))
    return table.reading()


@dataclass(frozen=True)
class _Axes:
    """Where the places stand: over the columns, beside the rows, or nowhere but in the title."""

    columns: bool
    rows: bool
    turned: bool

    @classmethod
    def of(cls, layout: Layout, lines: Sequence[Line]) -> _Axes:
        values = [column.label for column in layout.of("value")]
        rows = bool(layout.of("place")) or any(
            line.label.is_place for line in lines if not line.reason
        )
        named = [v for v in values if (v.place and not v.total) or v.like_place]
        columns = bool(named) or (not rows and any(label.is_place for label in values))
        rows = rows and not columns
        names = bool(layout.of("place")) and bool(layout.of("name"))
        return cls(columns, rows, rows and not names)


@dataclass
class _Table:
    """A table that is being read: what became of every cell so far."""

    grid: Grid
    context: Context
    layout: Layout | None
    figures: list[Figure] = field(default_factory=list)
    faults: dict[Fault, int] = field(default_factory=dict)  # and the row, for reading order
    remarks: dict[Fault, None] = field(default_factory=dict)
    marks: dict[tuple[int, int], tuple[tuple[str, ...], str]] = field(default_factory=dict)

    def read(self, lines: Sequence[Line], title: Title, axes: _Axes) -> None:
        layout = self.layout
        assert layout is not None  # noqa: S101
        for at in layout.header:
            self._whole(at, "header")
        for at, reason in layout.notes.items():
            self._whole(at, reason)
        if not self._concerns(lines, axes):
            return
        self._twice([(c.label.text, _plain(c.label)) for c in layout.of("value")])
        if axes.turned:
            rows = [line.label for line in lines if not line.reason and line.label.place]
            self._twice([(label.text, label) for label in rows])
        good = [line for line in lines if not self._none(line)]
        self._headless(good)
        merged = _merged(self.grid)
        spots = [(line, column) for line in good for column in layout.of("value")]
        if axes.turned:
            spots = [(line, column) for column in layout.of("value") for line in good]
        for line, column in spots:
            key = (line.at, column.index)
            cell = line.row[column.index]
            if key in merged:
                self._mark(key, reason="merged")
                self._remark("cell_merged", cell.at, found=one_line(cell.text))
                continue
            if column.label.against and self._change(line, column):
                continue
            self._value(key, self._spot(line, column, axes), title)

    def _change(self, line: Line, column: Column) -> bool:
        """Put a change (同比) on the figure of its row that it is stated of; return whether."""
        assert self.layout is not None  # noqa: S101
        cell = read_cell(line.row[column.index].text)
        if cell.value is None:
            return False
        wanted = column.label.indicator
        for other in reversed(self.layout.of("value")):
            beside = other.index < column.index and not other.label.derived
            if not beside or (wanted and other.label.indicator != wanted):
                continue
            ids, _ = self.marks.get((line.at, other.index), ((), ""))
            at = next((n for n, f in enumerate(self.figures) if f.id in ids), None)
            if at is None or self.figures[at].change is not None:
                return False
            self.figures[at] = _changed(self.figures[at], cell, column.label)
            self._mark((line.at, column.index), ids)
            return True
        return False

    def _concerns(self, lines: Sequence[Line], axes: _Axes) -> bool:
        """Return whether the table tells of places, or of indicators of the document's own."""
        if axes.columns or axes.rows:
            return True
        labels = [line.label for line in lines]
        labels += [column.label for column in self.layout.of("value")] if self.layout else []
        return any(label.indicator for label in labels)

    def _value(self, key: tuple[int, int], spot: Spot, title: Title) -> None:
        found = read_value(spot, title, self.context)
        if isinstance(found, Fault):
            self.faults.setdefault(found, key[0])
        elif isinstance(found, str):
            self._mark(key, reason=found)
        else:
            figure = replace(found, id=self.context.next_id())
            self.figures.append(figure)
            self._mark(key, (figure.id,))

    def _spot(self, line: Line, column: Column, axes: _Axes) -> Spot:
        cell = line.row[column.index]
        row, head = line.label, column.label
        over = head.text
        if line.unit != row.unit:  # 电采暖（万户） beside 户
            head = replace(head, unit=line.unit or head.unit)
        if axes.columns and not head.place_written and head.name and not head.indicator:
            head = replace(head, place_written=head.name, name="")
        if axes.rows and not row.place_written and row.name and not row.indicator:
            row = replace(row, place_written=row.name, name="")
        label = row.place_written if axes.turned else line.number
        table, header = f"table {self.grid.number}", self.grid.rows
        top = next((header[at][column.index] for at in self._header(column)), GridCell("", ""))
        beside = f"{table}; row {label}" if label else table
        return Spot(
            cell,
            row,
            head,
            f"{beside}; column {over}; {cell.at}",
            f"{beside}; {line.row[line.named].at}",
            f"{table}; column {over}; {top.at}",
        )

    def _header(self, column: Column) -> Iterator[int]:
        assert self.layout is not None  # noqa: S101
        for at in reversed(self.layout.header):
            row = self.grid.rows[at]
            if column.index < len(row) and one_line(row[column.index].text):
                yield at

    def _none(self, line: Line) -> bool:
        """Mark what names a row; return whether it holds no values, and say why."""
        assert self.layout is not None  # noqa: S101
        at = f"table {self.grid.number}; row {line.number}; {line.row[0].at}"
        if line.reason == "ragged":
            expected = len(self.layout.columns)
            fault = Fault(
                "row_cells", self.context.file, at, found=len(line.row), expected=expected
            )
            self.faults[fault] = line.at
            return True
        if line.reason:
            self._whole(line.at, line.reason)
            return True
        for column in self.layout.columns:
            if reason := _REASONS.get(column.kind):
                outer = column.kind == "name" and column.index != line.named
                self._mark((line.at, column.index), reason="group" if outer else reason)
        if line.label.text:
            return False
        cells = [line.row[column.index] for column in self.layout.of("value")]
        if filled := [cell for cell in cells if one_line(cell.text)]:
            self._at_cell("row_nameless", filled[0], line.at)
        return True

    def _headless(self, lines: Sequence[Line]) -> None:
        """Say which columns hold something, but have no header that says of whom."""
        assert self.layout is not None  # noqa: S101
        for column in self.layout.of("blank"):
            cells = [(line.row[column.index], line.at) for line in lines]
            if filled := [(cell, at) for cell, at in cells if one_line(cell.text)]:
                self._at_cell("header_blank", *filled[0])

    def _twice(self, labels: Iterable[tuple[str, Label]]) -> None:
        seen: dict[Label, str] = {}
        for text, label in labels:
            key = _plain(label)
            if label.known and key in seen:
                found = f"{seen[key]}, {text}"
                code = "place_twice" if label.place else "header_twice"
                at = f"table {self.grid.number}"
                self.faults[Fault(code, self.context.file, at, found=found)] = -1
            seen[key] = text

    def _at_cell(self, code: str, cell: GridCell, row: int) -> None:
        at = f"table {self.grid.number}; {cell.at}"
        self.faults[Fault(code, self.context.file, at, found=cell.text)] = row

    def _remark(self, code: str, at: str, **facts: object) -> None:
        spot = f"table {self.grid.number}; {at}"
        self.remarks[Fault(code, self.context.file, spot, **facts)] = None

    def _whole(self, at: int, reason: str) -> None:
        for index in range(len(self.grid.rows[at])):
            self._mark((at, index), reason=reason)

    def _mark(self, key: tuple[int, int], ids: tuple[str, ...] = (), reason: str = "") -> None:
        self.marks.setdefault(key, (ids, reason))

    def reading(self) -> GridReading:
        rows = []
        missed: list[GridCell] = []
        for at, row in enumerate(self.grid.rows):
            passages = []
            for index, cell in enumerate(row):
                filled = bool(one_line(cell.text))
                ids, reason = self.marks.get((at, index), ((), "not_understood"))
                if filled and reason == "not_understood" and any(map(str.isdigit, cell.text)):
                    missed.append(cell)
                marks = (Mark(0, len(cell.text), ids, reason),) if filled or ids else ()
                passages.append(Passage(cell.text, cell.at, marks))
            rows.append(tuple(passages))
        if missed and not self.faults:
            found = one_line(missed[0].text)
            self._remark("cells_unread", missed[0].at, count=len(missed), found=found)
        passage = TablePassage(self.grid.number, tuple(rows))
        return GridReading(
            tuple(self.figures),
            tuple(sorted(self.faults, key=self.faults.__getitem__)),
            passage,
            tuple(self.remarks),
        )


def _changed(figure: Figure, cell: CellValue, label: Label) -> Figure:
    """Return a figure with its change against the year that the column's header names."""
    unit = cell.unit or label.unit or figure.unit
    fallen = re.search("下降|减少|降低", label.text) is not None
    amount = cell.value if cell.value is None or not fallen else -abs(cell.value)
    return replace(
        figure,
        change=amount,
        change_unit="个百分点" if unit == "百分点" else unit,
        baseline_period=stated_against(label.against, figure.period),
    )


def _plain(label: Label) -> Label:
    """Return a label without its spellings: what makes two columns one."""
    return replace(label, text="", place_written="", written="", total=False)


def _merged(grid: Grid) -> set[tuple[int, int]]:
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
        (at, index)
        for at, row in enumerate(grid.rows)
        for index, cell in enumerate(row)
        if count[cell.at] > 1
        and len(texts[cell.at]) == 1
        and not cell.at.startswith("line ")
        and parse_cell(cell.text).value is not None
    }
