"""Tables of measures: 序号, 重点任务, 具体措施, 牵头单位, 完成时限, 完成情况, a measure a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.model.locators import Locator, locator_part
from aqmap.read.formats.blocks import Grid, GridCell
from aqmap.read.lexicon.header_words import MEASURE_HEADS
from aqmap.read.lexicon.one_line import one_line

_IN_CHARGE = ("lead", "cooperating", "responsible")
_LONGEST_NUMBER = 10
_LONGEST_CELL = 10_000  # no cell of a plan comes near this; what is behind it is not read
_HEADERS = 6  # a header is among the first rows


@dataclass(frozen=True)
class MeasureRow:
    """
    A row of a table of measures.

    Attributes
    ----------
    number
        As printed, or counted where the table prints none.
    section, text
        What the measure belongs to, and the measure itself.
    cells
        The others by what heads them: lead, cooperating, responsible, deadline, state.
    article, at
        Its locator's first parts (``table 2; row 3``) and its last.
    """

    number: str
    section: str
    text: str
    cells: dict[str, str]
    article: str
    at: str


@dataclass(frozen=True)
class Header:
    """The header of a table of measures: its row, if this part has one, its width and columns."""

    row: int
    width: int
    columns: dict[str, int]


def find_header(grid: Grid, before: Header | None = None) -> Header | None:
    """
    Return the header of a table of measures, or none for any other table.

    Parameters
    ----------
    grid
        It is one where a row at its top names a column of tasks or measures, and one of units in
        charge; of a header in several rows, the last counts.
    before
        Of a table right above: a part without a header, and as wide, goes on with that.
    """
    header = None
    for row_index, row in enumerate(grid.rows[:_HEADERS]):
        columns = _kinds(row)
        tasks = "title" in columns or "task" in columns
        if tasks and any(kind in columns for kind in _IN_CHARGE):
            header = Header(row_index, len(row), columns)
    if header is None and before is not None and len(grid.rows[0]) == before.width:
        return replace(before, row=-1)
    return header


def measure_rows(grid: Grid, header: Header | None) -> Iterator[MeasureRow]:
    """
    Yield the rows of a table of measures; nothing without a header.

    Where the table has both tasks and measures, the task is the measure's section. A row with one
    text all over is the section of the rows below it.
    """
    if header is None:
        return
    columns = header.columns
    section, count = "", 0
    for row in grid.rows[header.row + 1 :]:
        if len(row) != header.width or _kinds(row) == columns:
            continue
        texts = {one_line(cell.text) for cell in row} - {""}
        if len(texts) == 1:
            section = texts.pop()
            continue
        cells = {kind: row[column] for kind, column in columns.items()}
        measure = cells.get("title", cells.get("task"))
        if measure is None or not one_line(measure.text):
            continue
        count += 1
        printed = one_line(cells["number"].text).rstrip(".、．") if "number" in cells else ""
        number = printed if 0 < len(printed) <= _LONGEST_NUMBER else str(count)
        task = one_line(cells["task"].text) if "task" in cells and "title" in cells else ""
        yield MeasureRow(
            number,
            task or section,
            measure.text[:_LONGEST_CELL].strip(),
            {kind: cell.text[:_LONGEST_CELL] for kind, cell in cells.items()},
            Locator.in_table(grid.number, locator_part("row", number)),
            measure.at,
        )


def _kinds(row: Sequence[GridCell]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in enumerate(row):
        plain = unicodedata.normalize("NFKC", one_line(cell.text)).lower()
        kind = next((kind for kind, pattern in MEASURE_HEADS if pattern.fullmatch(plain)), "")
        if kind:
            columns.setdefault(kind, column)
    return columns
