"""The rows below a header: which are values, what heads each, and which only group others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.figures import Absence
from aqmap.read.documents.cells import parse_cell
from aqmap.read.documents.dates import SAME_YEAR, find_periods
from aqmap.read.documents.labels import Label, Labels, merged, one_line, unnumbered
from aqmap.read.documents.layouts import Layout, Row
from aqmap.read.documents.ragged import fitted


@dataclass(frozen=True)
class Line:
    """
    A row below the header.

    Attributes
    ----------
    at
        Its position among the grid's rows.
    row
        Its cells, one a column; as they are where they fit no header.
    number
        Its number, or its count below the header.
    label
        What the cells that name it say together.
    named
        Position of the cell that names it.
    unit
        What its cell of units says.
    reason
        Why it holds no values: ``group``, ``header``, or the row's own; ``ragged`` where its cells
        fit no header.
    """

    at: int
    row: Row
    number: str
    label: Label
    named: int = 0
    unit: str = ""
    reason: str = ""


def read_lines(rows: Sequence[Row], layout: Layout, labels: Labels) -> Iterator[Line]:
    """Yield the rows below the header that are no notes; a group's name goes to its rows."""
    numbers = [_number(row, layout) for row in rows]
    heads = {_texts(rows[at]) for at in layout.header}  # repeated on every page
    below = _numbers_below(rows, numbers, heads)
    group, above = ("", ""), Label()
    carried: dict[int, str] = {}
    for at in range(layout.start, len(rows)):
        row = rows[at]
        number = numbers[at] or str(at - layout.start + 1)
        if at in layout.notes or not any(one_line(cell.text) for cell in row):
            continue
        if _texts(row) in heads:
            yield Line(at, row, number, Label(), reason="header")
            continue
        if name := _group(row, number, below[at : at + 1], layout, labels):
            group, above, carried = (numbers[at], name), labels.read(name), {}
            yield Line(at, row, number, above, reason="group")
            continue
        if group[0] and not number.startswith(f"{group[0]}."):
            group, above = ("", ""), Label()
        cells = fitted(row, layout)
        if cells is None:
            yield Line(at, row, number, Label(), reason="ragged")
            continue
        label, named = _label(cells, layout, carried, labels)
        unit = next((one_line(cells[c.index].text) for c in layout.of("unit")), "")
        label = _measured(label, unit, labels)
        label = replace(label, period=label.period or _due(cells, layout, labels))
        if not label.indicator and label.name and above.text:
            whole = labels.context.indicators.find_with_unit(
                unnumbered(above.text) + unnumbered(label.name), label.unit
            )
            label = replace(label, indicator=whole)
        yield Line(at, cells, number, label, named, unit, "remark_column" if label.head else "")


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(one_line(cell.text) for cell in row)


def _numbers_below(
    rows: Sequence[Row], numbers: Sequence[str], heads: Container[tuple[str, ...]]
) -> list[str]:
    """Return for each row the number of the next one that does not repeat the header."""
    found = [""] * len(rows)
    for at in range(len(rows) - 2, -1, -1):
        repeated = _texts(rows[at + 1]) in heads
        found[at] = found[at + 1] if repeated else numbers[at + 1]
    return found


def _number(row: Row, layout: Layout) -> str:
    """Return the row's number, where the header has a column for it."""
    column = next(iter(layout.of("number")), None)
    if column is None or column.index >= len(row):
        return ""
    return one_line(unicodedata.normalize("NFKC", row[column.index].text))


def _group(row: Row, number: str, following: Sequence[str], layout: Layout, labels: Labels) -> str:
    """Return the name of a row that only heads the rows below it and says nothing itself."""
    names = [c.index for c in layout.of("name", "place") if c.index < len(row)]
    name = next((t for i in names if (t := one_line(row[i].text))), "")
    edge = {column.index for column in layout.of("name", "place", "number", "unit")}
    rest = [cell.text for i, cell in enumerate(row) if i not in edge]
    if following and following[0].startswith(f"{number}.") and layout.of("number"):
        silent = (Absence.BLANK, Absence.DASH)
        return name if all(parse_cell(text).absence in silent for text in rest) else ""
    texts = [one_line(cell.text) for cell in row]
    label = labels.read(name)
    if not name or not following or label.known or label.unit:
        return ""
    if len(texts) > 2 and len(set(texts)) == 1 and len(row) == len(layout.columns):
        return name  # one cell across the table
    blank = not any(one_line(text) for text in rest)
    whole = len(row) == len(layout.columns) and bool(rest)
    return name if blank and whole and not layout.of("place") else ""


def _label(row: Row, layout: Layout, carried: dict[int, str], labels: Labels) -> tuple[Label, int]:
    """Return what names a row, and the position of its name; a merged cell goes on below."""
    stubs = layout.of("name", "place")
    texts = {c.index: one_line(row[c.index].text) for c in stubs}
    unit = any(one_line(row[c.index].text) for c in layout.of("unit"))
    for column in stubs:
        if unit or any(texts[c.index] for c in stubs if c.index > column.index):
            texts[column.index] = texts[column.index] or carried.get(column.index, "")
            carried[column.index] = texts[column.index]
    if not any(texts.values()) and (number := next(iter(layout.of("number")), None)):
        total = labels.read(row[number.index].text)  # 合计 in a cell merged over both
        if total.is_place:
            return total, number.index
    path: list[Label] = []
    place = Label()
    named = stubs[-1].index if stubs else 0
    for column in stubs:
        label = labels.read(texts[column.index])
        if column.kind == "place" and label.text:
            written = "" if label.is_place else label.text
            apart = _apart(place, label)
            place = replace(label, place_written=label.place_written or written, name="")
            place = replace(place, unclear=apart or place.unclear)
        elif label.text:
            path.append(label)
            named = column.index
    said = merged((place, _innermost(path, labels)))
    return said, named


def _due(row: Row, layout: Layout, labels: Labels) -> str:
    """Return the period that a row's own deadline closes, where a column names it: 完成时限."""
    for column in layout.of("remark"):
        if not re.search("时限|时间", column.label.text):
            continue
        periods = [mention.period for mention in find_periods(one_line(row[column.index].text))]
        if len(periods) == 1:
            return periods[0].replace(SAME_YEAR, labels.context.period[:4])
    return ""


def _apart(one: Label, other: Label) -> bool:
    """Return whether two cells of a row name two places, neither of which holds the other."""
    if one.place is None or other.place is None or one.place == other.place:
        return False
    return other.place.prefecture != one.place.code


def _measured(said: Label, unit: str, labels: Labels) -> Label:
    """Return a row's label with the unit of its own cell, which may tell its indicator."""
    if not unit or said.unit:
        return said
    found = said.indicator or labels.context.indicators.find_with_unit(unnumbered(said.name), unit)
    return replace(said, unit=unit, indicator=found)


def _innermost(path: Sequence[Label], labels: Labels) -> Label:
    """Return what the name of a row says; the names before it tell only what it leaves open."""
    if not path:
        return Label()
    *outer, inner = path
    if inner.indicator or inner.is_place or not outer:
        return inner
    if not inner.name:  # 目标, 完成 below an indicator
        return merged((_innermost(outer, labels), inner))
    whole = labels.context.indicators.find_with_unit(outer[-1].text + inner.name, inner.unit)
    return replace(inner, indicator=whole)
