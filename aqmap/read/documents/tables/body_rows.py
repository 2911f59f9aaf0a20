"""The rows below a header: which are values, what heads each, and which only group others."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from aqmap.model.figures import Absence
from aqmap.model.units import same_quantity
from aqmap.read.documents.tables.label import Label, merged
from aqmap.read.documents.tables.label_paths import row_label
from aqmap.read.documents.tables.layout import Layout, Row
from aqmap.read.documents.tables.read_labels import Labels
from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.cell_values import parse_cell
from aqmap.read.lexicon.dates import SAME_YEAR, find_periods
from aqmap.read.lexicon.header_words import is_deadline_head, is_ditto, is_mean, without_among
from aqmap.read.lexicon.one_line import one_line, unnumbered
from aqmap.read.lexicon.role_words import role_of

_DAY = re.compile(
    r"(?P<year>20\d{2})(?P<mark>[-./年])(?P<month>\d{1,2})[-./月](?P<day>\d{1,2})(?P<end>日?)"
)
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]+(?:[、)）]|$)")


@dataclass(frozen=True)
class BodyRow:
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


def read_lines(rows: Sequence[Row], layout: Layout, labels: Labels) -> Iterator[BodyRow]:
    """Yield the rows below the header that are no notes; a group's name goes to its rows."""
    numbers = [_number(row, layout) for row in rows]
    heads = {_texts(rows[row_index]) for row_index in layout.header}  # repeated on every page
    below = _numbers_below(rows, numbers, heads)
    group, above, whole = ("", ""), Label(), Label()
    carried: dict[int, str] = {}
    for row_index in range(layout.start, len(rows)):
        row = rows[row_index]
        number = numbers[row_index] or str(row_index - layout.start + 1)
        if row_index in layout.notes or not any(one_line(cell.text) for cell in row):
            continue
        if _texts(row) in heads:
            yield BodyRow(row_index, row, number, Label(), reason="header")
            continue
        if name := _group(row, number, below[row_index : row_index + 1], layout, labels):
            group, above, carried = (numbers[row_index], name), labels.read(name), {}
            yield BodyRow(row_index, row, number, above, reason="group")
            continue
        if (group[0] and not _below(number, group[0])) or (
            above.text and _ends(row, above, layout)
        ):
            group, above = ("", ""), Label()
        cells = fitted(row, layout)
        if cells is None:
            yield BodyRow(row_index, row, number, Label(), reason="ragged")
            continue
        label, named = _label(cells, layout, carried, labels)
        unit = _unit(cells, layout, carried)
        label = _measured(label, unit or _groups_unit(label, above, labels), labels)
        label = label if label.period else _due(label, cells, layout, labels)
        if not label.indicator and label.name and above.text:
            indicator = labels.context.find_indicator(
                unnumbered(above.text) + _bare(label), label.unit
            )
            label = replace(label, indicator=indicator)
        label = _part(label, whole)
        whole = whole if label.among else label
        yield BodyRow(
            row_index, cells, number, label, named, unit, "remark_column" if label.head else ""
        )


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(one_line(cell.text) for cell in row)


def _numbers_below(
    rows: Sequence[Row], numbers: Sequence[str], heads: Container[tuple[str, ...]]
) -> list[str]:
    """Return for each row the number of the next one that does not repeat the header."""
    numbers_below = [""] * len(rows)
    for row_index in range(len(rows) - 2, -1, -1):
        repeated = _texts(rows[row_index + 1]) in heads
        numbers_below[row_index] = (
            numbers_below[row_index + 1] if repeated else numbers[row_index + 1]
        )
    return numbers_below


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
    edge = {c.index for c in layout.of("name", "place", "number", "unit", "elsewhere")}
    rest = [cell.text for i, cell in enumerate(row) if i not in edge]
    if following and following[0].startswith(f"{number}.") and layout.of("number"):
        silent = (Absence.BLANK, Absence.DASH)
        return name if all(parse_cell(text).absence in silent for text in rest) else ""
    texts = [one_line(cell.text) for cell in row]
    label = labels.read(name)
    if not name or not following or label.known:
        return ""
    if label.unit:
        return (
            name
            if not any(map(one_line, rest)) and (_SECTION.match(name) or _SECTION.match(number))
            else ""
        )
    if len(texts) > 2 and len(set(texts)) == 1 and len(row) == len(layout.columns):
        return name  # one cell across the table
    blank = not any(one_line(text) for text in rest)
    whole = len(row) == len(layout.columns) and bool(rest)
    place = bool(layout.of("place")) and bool(label.place_written or label.like_place)
    return name if blank and whole and not place else ""


def _below(number: str, group: str) -> bool:
    """Return whether a row's number is one below a group's: 4.1 below 4, 1 below 一."""
    section = _SECTION.match(group) is not None
    return number.startswith(f"{group}.") or (section and not _SECTION.match(number))


def _ends(row: Row, above: Label, layout: Layout) -> bool:
    """Return whether a row opens a section as the group's name does: 二、 behind 一、."""
    names = [one_line(row[c.index].text) for c in layout.of("name", "place") if c.index < len(row)]
    name = next(filter(None, names), "")
    return bool(_SECTION.match(above.text) and _SECTION.match(name))


def _groups_unit(label: Label, above: Label, labels: Labels) -> str:
    """Return the unit of a row's group where the row has none, and may be counted in it."""
    if label.unit or not above.unit or label.is_place or label.derived:
        return ""
    known = label.indicator
    fits = known is None or labels.context.indicators.same_unit(known, above.unit)
    return above.unit if fits or (known and same_quantity(above.unit, known.unit.zh)) else ""


def _of_a_row(label: Label) -> Label:
    """Return 任务 beside a row as the role of its numbers; over a column it names things."""
    role = role_of(label.text)[0] if label.head == "name" else None
    return replace(label, head="", role=role) if role else label


def _label(row: Row, layout: Layout, carried: dict[int, str], labels: Labels) -> tuple[Label, int]:
    """Return what names a row, and the position of its name; a merged cell goes on below."""
    stubs = layout.of("name", "place")
    texts = {c.index: one_line(row[c.index].text) for c in stubs}
    for at in [at for at, text in texts.items() if is_ditto(text)]:
        texts[at] = carried.get(at, "")
    unit = any(one_line(row[c.index].text) for c in layout.of("unit"))
    last = max((index for index, text in texts.items() if text), default=-1)
    for column in stubs:
        if unit or last > column.index:
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
        label = _of_a_row(labels.read(texts[column.index]))
        if column.kind == "place" and label.text:
            written = "" if label.is_place else label.text
            apart = _apart(place, label)
            place = replace(label, place_written=label.place_written or written, name="")
            place = replace(place, apart=apart or place.apart, derived=is_mean(label.text))
        elif label.text:
            path.append(label)
            named = column.index
    merged_label = merged((place, row_label(path, labels)))
    return merged_label, named


def _unit(row: Row, layout: Layout, carried: dict[int, str]) -> str:
    """Return what a row's cell of units says, or the one above it where it says 同上."""
    column = next(iter(layout.of("unit")), None)
    if column is None:
        return ""
    text = one_line(row[column.index].text)
    carried[column.index] = carried.get(column.index, "") if is_ditto(text) else text
    return carried[column.index]


def _part(label: Label, whole: Label) -> Label:
    """Return the label of a part (其中：人工造林) of a whole that is of the same indicator."""
    same = label.indicator is not None and label.indicator == whole.indicator
    if not label.among or not same or label.place_written != whole.place_written:
        return label
    return replace(label, indicator=None, name=label.text)


def _bare(label: Label) -> str:
    """Return a label's name without its number and 其中."""
    return without_among(unnumbered(label.name))


def _due(label: Label, row: Row, layout: Layout, labels: Labels) -> Label:
    """Return a row's label with the period that its own deadline closes, if a column names one."""
    for column in layout.of("remark"):
        if not is_deadline_head(column.label.text):
            continue
        text = one_line(row[column.index].text)
        if day := _whole_day(text):
            return replace(label, period=day, own_year=True)
        periods = [mention.period for mention in find_periods(text)]
        if len(periods) == 1:
            own_year = SAME_YEAR not in periods[0]
            period = periods[0].replace(SAME_YEAR, labels.context.period[:4])
            return replace(label, period=period, own_year=own_year, due=True)
    return label


def _whole_day(text: str) -> str:
    """Return the day that a cell of dates is, ISO 8601; nothing for what no calendar has."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None or match["mark"] not in ("年" if match["end"] else "-./"):
        return ""
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    known = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{day:02d}" if known else ""


def _apart(before_it: Label, label: Label) -> bool:
    """Return whether two cells of a row name two places, neither of which holds the other."""
    if before_it.place is None or label.place is None or before_it.place == label.place:
        return False
    return label.place.prefecture != before_it.place.code


def _measured(label: Label, unit: str, labels: Labels) -> Label:
    """Return a row's label with the unit of its own cell, which may tell its indicator."""
    if not unit or label.unit:
        return label
    indicator = label.indicator or labels.context.find_indicator(_bare(label), unit)
    return replace(label, unit=unit, indicator=indicator)


_OPTIONAL = ("remark", "blank", "elsewhere")


def fitted(row: Row, layout: Layout) -> Row | None:
    """
    Return a row with one cell a column, where the layout explains what it has too much or lacks.

    Empty cells behind the last column are cut off; a remark that is not there is empty. A row
    that lacks or has anything else could be read under the wrong place: none.
    """
    width = len(layout.columns)
    if len(row) >= width:
        return row[:width] if not any(one_line(cell.text) for cell in row[width:]) else None
    first = next(column.index for column in layout.columns if column.kind != "elsewhere")
    missing = layout.columns[len(row) :] if len(row) > first else ()  # a part may be shorter
    if all(column.kind in _OPTIONAL for column in missing):
        return (*row, *(GridCell("", row[-1].at if row else "") for _ in range(width - len(row))))
    return None
