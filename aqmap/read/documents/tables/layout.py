"""A grid's layout: which rows are its header, which columns name things, which hold values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aqmap.model.figures import Absence
from aqmap.model.locators import Locator
from aqmap.model.units import is_unit
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.cells.column_cells import (
    are_periods,
    are_texts,
    lists_places,
    mostly_places,
)
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.label_paths import column_label
from aqmap.read.documents.tables.note_rows import note_rows, stated_units
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.read.formats.blocks import Grid, GridCell
from aqmap.read.lexicon.cell_values import parse_cell, read_cell
from aqmap.read.lexicon.header_words import generic_unit, is_owner_head, is_size_of_owner
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import role_of

SHORT = 6
"""A text that stands for a value is no longer."""
_HEADERS = 12  # a header is among the first rows
Row = Sequence[GridCell]


@dataclass(frozen=True)
class Column:
    """A column: its position, its kind (``value``, or what its header calls it), its label."""

    index: int
    kind: str
    label: Label


@dataclass(frozen=True)
class Layout:
    """
    How a table is laid out.

    Attributes
    ----------
    header
        Positions of the rows of the header, from the first that names columns.
    columns
        One for each position.
    notes
        Rows that are neither header nor values, and the reason: table_title, unit_cell, footnote.
    titles, units
        What stands over the columns, and the units stated for the whole table.
    """

    header: tuple[int, ...]
    columns: tuple[Column, ...]
    notes: dict[int, str]
    titles: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def start(self) -> int:
        """The position of the first row below the header."""
        return self.header[-1] + 1

    def of(self, *kinds: str) -> list[Column]:
        """Return the columns of these kinds."""
        return [column for column in self.columns if column.kind in kinds]


class Layouts:
    """The layouts of a document's tables, each found once, and the labels they are found by."""

    def __init__(self, context: Context) -> None:
        self.labels = Labels(context)
        self._found: dict[Sequence[Row], Layout | None] = {}

    def of(self, grid: Grid) -> Layout | None:
        """Return the layout of a table, or none; see `find_layout`."""
        if grid.rows not in self._found:
            self._found[grid.rows] = find_layout(grid.rows, self.labels)
        return self._found[grid.rows]


def find_layout(rows: Sequence[Row], labels: Labels) -> Layout | None:
    """Return the layout of a table, or none where no row heads columns that could be read."""
    notes = note_rows(rows)
    first = next(
        (
            row_index
            for row_index, row in enumerate(rows[:_HEADERS])
            if row_index not in notes and is_header(row, rows[row_index + 1 :], labels)
        ),
        None,
    )
    if first is None:
        return None
    for row_index in range(first):
        if row_index not in notes and labels.read(_text(rows[row_index], 0)).head == "number":
            notes[row_index] = "row_number"
    above = [row_index for row_index in range(first) if row_index not in notes]
    if any(_has_number(rows[row_index]) for row_index in above):
        return None  # values without a header
    for row_index in [
        row_index
        for row_index in above
        if len({one_line(c.text) for c in rows[row_index]} - {""}) < 2
    ]:
        notes[row_index] = "table_title"
    upper = [row_index for row_index in above if row_index not in notes]
    header = [*upper, first]
    while header[-1] + 1 < len(rows) and len(header) < _HEADERS and _goes_on(rows, header, labels):
        header.append(header[-1] + 1)
    width = max(len(rows[row_index]) for row_index in header)
    lines = [
        one_line(c.text) for row_index in notes if row_index < header[0] for c in rows[row_index]
    ]
    columns = _with_codes(_columns(rows, header, width, labels), rows[header[-1] + 1 :], labels)
    return Layout(
        tuple(header),
        tuple(_grouped(columns, rows, header, notes)),
        notes,
        tuple(dict.fromkeys(line for line in lines if line)),
        tuple(unit for line in dict.fromkeys(lines) for unit in stated_units(line)),
    )


def is_header(row: Row, below: Sequence[Row], labels: Labels) -> bool:
    """Return whether a row names columns that could be read."""
    filled = [cell.text for cell in row if one_line(cell.text)]
    if len(set(map(one_line, filled))) < 2 or any(_is_value(text) for text in filled):
        return False
    first, *rest = (labels.read(cell.text) for cell in row)
    heads = any(label.head for label in (first, *rest))
    known = [label for label in rest if label.known]
    years = [label for label in known if label.text == label.period]
    if years and (first.known or any(label.known != (label in years) for label in rest)):
        return False  # 2020 and 2021 are values beside a name
    named = [label for label in known if label.is_place or label.indicator]
    if heads:
        like = sum(label.like_place for label in rest)
        measured = any(label.name and label.unit for label in rest)  # 种草（亩）
        listed = {"place", "name"} <= {label.head for label in (first, *rest)}
        counted = any(generic_unit(label.name) is not None for label in rest)  # 数值
        told = bool(known) or like > 1 or measured or listed or counted
        return told or any(lists_places([c.text for c in r[1:]], labels) for r in below)
    if len({label.text for label in named}) > 1:
        return True
    if len({label.text for label in known}) > 1 and not first.text:
        return True
    names = [labels.read(r[0].text) for r in below if r]
    return any(
        (label.is_place and any(name.indicator for name in names))
        or (label.indicator and any(name.is_place or name.period for name in names))
        for label in named
    )


def _goes_on(rows: Sequence[Row], header: Sequence[int], labels: Labels) -> bool:
    """Return whether the row below a header is one more level of it."""
    row, above = rows[header[-1] + 1], rows[header[-1]]
    texts = [one_line(cell.text) for cell in row]
    if _counts(texts):
        return True
    if not any(texts) or any(_is_value(text) for text in texts):
        return False
    if _is_merged_down(row, above):
        return True
    labels_of_row = [labels.read(text) for text in texts]
    same = [bool(t) and t == one_line(_text(above, i)) for i, t in enumerate(texts)]
    if texts[0] and not same[0] and (len(row) > len(above) or not labels_of_row[0].head):
        return False
    fresh = [
        label
        for i, label in enumerate(labels_of_row)
        if texts[i] and not same[i] and not label.head
    ]
    if not fresh or any(len(label.text) > 40 for label in fresh):
        return False
    tells = (la.known or la.unit or generic_unit(la.name) is not None for la in fresh)
    return all(tells) or (any(label.known for label in fresh) and (same[0] or not texts[0]))


def _is_merged_down(row: Row, above: Row) -> bool:
    """Return whether a row shares its first cell with the one above it, and says more beside it."""
    at = row[0].at
    shared = bool(above) and at == above[0].at and not Locator(at).line
    again = set(above)
    fresh = {cell.text for cell in row if one_line(cell.text) and cell not in again}
    return shared and len(fresh) > 1


def _counts(texts: Sequence[str]) -> bool:
    """Return whether a row only counts the columns: 甲 乙 1 2 3."""
    rest = list(texts)
    while rest and rest[0] in ("甲", "乙", "丙", "丁", "栏次"):
        rest.pop(0)
    whole = len(rest) == len(texts)
    return len(rest) > (3 if whole else 1) and rest == [str(n) for n in range(1, len(rest) + 1)]


def _is_value(text: str) -> bool:
    """Return whether a cell is a number, a dash or the like; a bare year may head a column."""
    cell = read_cell(text)
    if cell.absence == Absence.BLANK or re.fullmatch(r"20\d{2}", one_line(text)):
        return False
    return cell.absence != Absence.TEXT or cell.broken


def _has_number(row: Row) -> bool:
    return any(parse_cell(cell.text).value is not None for cell in row)


def _columns(
    rows: Sequence[Row], header: Sequence[int], width: int, labels: Labels
) -> list[Column]:
    counted = [
        row_index
        for row_index in header
        if not _counts([one_line(c.text) for c in rows[row_index]])
    ]
    filled = [_last_filled(rows[row_index]) for row_index in counted]
    paths = [_path(rows, counted, index, labels, filled) for index in range(width)]
    below = rows[header[-1] + 1 :]
    body = [row for row in below if len(row) == width] or below  # all may lack their remark
    columns: list[Column] = []
    started = has_names = False
    named = any(label.head == "name" for path in paths for label in path)
    headed = any(label.head in ("place", "name") for path in paths[1:] for label in path)
    owned = any(is_owner_head(label.text) for path in paths for label in path)
    before = Label()
    for index, path in enumerate(paths):
        cells = [text for row in body if one_line(text := _text(row, index))]
        whole = column_label(_naming(path, cells), labels)
        label = _heading(whole, before, cells, names=has_names)
        before = before if label.among else label
        if owned and is_size_of_owner(unicodedata.normalize("NFKC", label.text)):
            label = replace(label, head="remark")
        first = index == 0 and not (headed and label.known)
        values_begun = started or bool(named and label.role)  # 指标 names things: 目标 heads values
        if not (headed or has_names) and _names_who(label, cells):
            label = replace(label, head="place")
        if first and label.head == "place" and _heads_places(cells, paths[1:], labels):
            label = replace(label, head="name")
        kind = _kind(label, cells, started=values_begun, first=first, labels=labels)
        over = [labels.read(_text(row, index)) for row in rows[: header[-1] + 1]]
        remarked = label.head != "place" and any(la.head == "remark" for la in over)
        if remarked and kind != "name" and not any(label_over.known for label_over in over):
            kind = "remark"  # a footnote that was a row before the table was turned
        started = started or kind == "value"
        has_names = has_names or kind in ("name", "place")
        columns.append(Column(index, kind, label))
    return columns


def _naming(path: Sequence[Label], cells: Sequence[str]) -> Sequence[Label]:
    """Return the labels over a column, without what spans one that only names things: 县市."""
    inner = path[-1] if path else Label()
    names = inner.head == "number" or not any(map(_is_value, cells))
    return [inner] if inner.head and not inner.known and names else path


def _with_codes(columns: Sequence[Column], body: Sequence[Row], labels: Labels) -> list[Column]:
    """Return the columns; where no other holds places, a column of codes names them."""
    named = any(column.kind == "place" for column in columns)
    coded = [] if named else [column for column in columns if column.kind == "number"]
    for column in coded:
        cells = [text for row in body if one_line(text := _text(row, column.index))]
        if mostly_places(cells, labels):
            return [replace(c, kind="place") if c is column else c for c in columns]
    return list(columns)


def _heading(label: Label, before: Label, cells: Sequence[str], *, names: bool) -> Label:
    """Return a column's label where its cells, or the columns before it, make it another."""
    if label.among and label.indicator and label.indicator == before.indicator:
        return replace(label, indicator=None, name=label.text)  # 其中：人工造林 beside 造林
    if label.among and not (label.unit or label.known):
        return replace(label, unit=before.unit, role=before.role)  # 其中：防护林 beside 造林（亩）
    if names and label.head == "name" and cells and all(map(_is_value, cells)):
        return replace(label, head="", role=role_of(label.text)[0])  # 目标任务 over numbers
    return label


def _grouped(
    columns: Sequence[Column], rows: Sequence[Row], header: Sequence[int], notes: dict[int, str]
) -> list[Column]:
    """Return the columns; one numbered 4 before 4.1 that says nothing only heads those."""
    row_index = next(
        (row_index for row_index, reason in notes.items() if reason == "row_number"), None
    )
    if row_index is None:
        return list(columns)
    numbers = [one_line(_text(rows[row_index], column.index)) for column in columns]
    grouped = []
    for column, number, behind in zip(columns, numbers, [*numbers[1:], ""], strict=True):
        cells = (parse_cell(_text(row, column.index)) for row in rows[header[-1] + 1 :])
        silent = all(cell.absence in (Absence.BLANK, Absence.DASH) for cell in cells)
        heads = bool(number) and behind.startswith(f"{number}.")
        grouped.append(replace(column, kind="group") if heads and silent else column)
    return grouped


def _last_filled(row: Row) -> list[int]:
    """Return for each column the last one up to it, behind the first, that a row has text in."""
    last, columns = 1, []
    for index, cell in enumerate(row):
        last = index if index > 0 and cell.text else last
        columns.append(last)
    return columns


def _path(
    rows: Sequence[Row],
    header: Sequence[int],
    index: int,
    labels: Labels,
    filled: Sequence[Sequence[int]],
) -> list[Label]:
    """Return a column's labels from the top; a blank over a label repeats what is left of it."""
    path: list[Label] = []
    for level, row_index in enumerate(header):
        own_text = _text(rows[row_index], index)
        lower = [labels.read(_text(rows[below], index)) for below in header[level + 1 :]]
        inner = [label for label in lower if label.text]
        left = index
        if not own_text and inner and not any(label.head for label in inner):
            if left > 1:
                left = filled[level][min(left, len(filled[level]) - 1)] if filled[level] else 1
            borrowed = labels.read(_text(rows[row_index], left))
            twice = borrowed.is_place and any(label.is_place for label in inner)
            own_text = "" if borrowed.head or twice else borrowed.text
        label = labels.read(own_text)
        if own_text and label.text not in [known.text for known in path]:
            path.append(label)
    return path


def _text(row: Row, index: int) -> str:
    return row[index].text if index < len(row) else ""


def _kind(  # noqa: PLR0911 - one return a kind
    label: Label, cells: Sequence[str], *, started: bool, first: bool, labels: Labels
) -> str:
    """Return what a column holds, from its header and, where that leaves it open, its cells."""
    places = mostly_places(cells, labels)
    if label.head and not label.known:
        if first and label.head == "remark" and are_periods(cells, labels):
            return "name"
        listed = not first and label.head in ("name", "remark") and lists_places(cells, labels)
        return "value" if listed else _headed(label.head, cells, places=places)
    if first:
        numbers = all(re.fullmatch(r"\d+(?:\.\d+)*", one_line(cell)) for cell in cells)
        return "number" if len(cells) > 1 and numbers else "place" if places else "name"
    named = bool(label.name and (label.unit or label.role))  # 种草（亩） over 目标
    if named or label.is_place or label.indicator or label.period or label.derived:
        return "value"
    if label.unit or label.role or label.unclear or label.doubtful_role:
        return "value" if started or not are_texts(cells) else "name"
    if places and label.text:
        return "place"
    if started:
        said = label.name and not label.like_place and not generic_unit(label.name)
        text = are_texts(cells) and (bool(said) or max(map(len, cells)) > SHORT)
        return "blank" if not label.text else "remark" if text else "value"
    if lists_places(cells, labels):
        return "value"
    if any(map(_is_value, cells)) and not places:
        return "value" if label.text else "blank"
    return "place" if places else "name"


def _headed(head: str, cells: Sequence[str], *, places: bool) -> str:
    """Return what a column holds whose header says it, unless its cells say otherwise."""
    if head in ("unit", "name") and places:
        return "place"
    return "remark" if head == "unit" and cells and not any(map(is_unit, cells)) else head


def _heads_places(cells: Sequence[str], beside: Sequence[Sequence[Label]], labels: Labels) -> bool:
    """Return whether a corner (县市) is of the columns: places head them, and none is below it."""
    across = sum(label.is_place for path in beside for label in path)
    return across > 1 and not any(labels.read(cell).is_place for cell in cells)


def _names_who(label: Label, cells: Sequence[str]) -> bool:
    """Return whether a column of 单位 or 责任单位, the only one with names, says whose rows are."""
    who = label.head in ("unit", "remark") and not label.known and label.text.endswith("单位")
    return who and are_texts(cells) and not any(map(is_unit, cells))
