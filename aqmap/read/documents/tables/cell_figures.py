"""One cell of values → a figure, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from aqmap.errors import Fault
from aqmap.model.figures import APPROXIMATE, Basis, Comparator, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.transcript import Known, Reason
from aqmap.model.units import is_exact, same_quantity
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.cells.cell_reasons import (
    counts,
    is_bare_total,
    other_reasons,
    place_reason,
    unit_reason,
)
from aqmap.read.documents.tables.cells.cell_times import time_of, year_before_of
from aqmap.read.documents.tables.label import Label, in_one_year
from aqmap.read.documents.tables.label_paths import repeats, with_generic
from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.air_states import dust_of, state_of
from aqmap.read.lexicon.cell_units import ROUNDED, are_alike, fits_unit, unit_of_cell
from aqmap.read.lexicon.cell_values import CellValue, read_cell, split_scope, with_note_as_unit
from aqmap.read.lexicon.dates import cut_off
from aqmap.read.lexicon.header_words import among, generic_unit
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.read.lexicon.target_bounds import named_bound
from aqmap.workspace.indicators import Indicator, task_comparator

_SHOWN = 80  # characters of a cell that a message repeats


@dataclass(frozen=True)
class ValueCell:
    """
    A cell and what heads it.

    Attributes
    ----------
    cell
        The cell.
    row, column
        What its row and its column say.
    at, row_at, column_at
        The locators of the cell, of what names its row, and of its column's header.
    """

    cell: GridCell
    row: Label
    column: Label
    at: Locator
    row_at: Locator
    column_at: Locator


_DONE_OF_TASK = re.compile(
    f"(?:累计|已|实际|年度|全年|本年)*(?:完工|完成|竣工|{NAMED_AIM})[数量]*|"
)
"""What stands over a thing (累计完工 over 电采暖) and says no more than whether it was done."""


class CellReading(NamedTuple):
    """A cell's figure, without an id, and how its fields are known."""

    figure: Figure
    reasons: tuple[Reason, ...]


def read_value(value_cell: ValueCell, title: Title, context: Context) -> CellReading | Fault | str:
    """Return what a cell gives, a fault, or the key of why it gives nothing."""
    heading = _together(value_cell, title, context)
    if isinstance(heading, str):
        return heading
    heading = _named_by_units(heading, title, context)
    cell = with_note_as_unit(read_cell(value_cell.cell.text))
    labels = (value_cell.row, value_cell.column)
    time = time_of(heading, labels, title, context)
    unit = _unit(heading, cell, title, value_cell, context)
    if isinstance(unit, Fault) or cell.broken:
        return unit if isinstance(unit, Fault) else _broken(cell, value_cell, context)
    known, aimed = heading.indicator, time.role == Role.TARGET
    of_air = known is not None and known.kind == "quality"
    of_unit = unit_reason(known, unit, cell, labels, title)
    if known and not unit and (given := _given_unit(known, context)):
        unit, of_unit = given, Reason("unit", Known.CARRIED, "option", given)
    printed = "" if cell.absence or unit == known_unit(known) else unit
    value = _converted(known, cell.value, printed, context)
    scope, note = split_scope(_notes(cell, known, printed))
    written = _written(value_cell, heading)
    comparator = cell.comparator or (_usual_comparator(known, written) if aimed else None)
    figure = Figure(
        id="",
        place=heading.place.code if heading.place else "",
        place_written=heading.place_written,
        level=_level(heading),
        indicator=known.id if known else "",
        indicator_written=written,
        period=time.period,
        as_of=cut_off(time.period) if not aimed else "",
        role=time.role,
        comparator=comparator,
        value=value,
        unit=known.unit.zh if known else unit,
        value_written=_value_written(value_cell.cell.text),
        unit_written=unit,
        absence=cell.absence,
        basis=Basis.PLAN if aimed else Basis.REPORT,
        dust=dust_of(heading.condition) if of_air else None,
        state=state_of(heading.condition or written) if of_air else None,
        part=among(heading.place_written),
        scope=scope,
        source=context.source.id,
        locator=value_cell.at,
        note=note,
    )
    reasons = (
        place_reason(heading, next(filter(_has_place, labels), Label()), title, context),
        *time.reasons,
        *other_reasons(
            heading,
            labels,
            cell,
            title,
            comparator,
            asked=aimed and known is None and not cell.absence,
        ),
        *([of_unit] if of_unit and not cell.absence else []),
    )
    return CellReading(figure, reasons)


def _converted(
    known: Indicator | None, value: Decimal | None, printed: str, context: Context
) -> Decimal | None:
    """Return a value in its indicator's unit."""
    if known is None or value is None or not printed:
        return value
    return context.indicators.converted(known, value, printed)


def _usual_comparator(known: Indicator | None, written: str) -> Comparator | None:
    """Return how a target is met of which the cell does not say it."""
    return task_comparator(known) if known else named_bound(written)


def _broken(cell: CellValue, value_cell: ValueCell, context: Context) -> Fault:
    """Return the fault of digits that make no number."""
    code, found = "number_endless" if cell.endless else "number_broken", value_cell.cell.text
    shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
    return Fault(code, context.file, value_cell.at, found=shown)


def _given_unit(known: Indicator, context: Context) -> str:
    """Return the unit that was told for an indicator's numbers, if it measures what that does."""
    given = context.given_unit(known.id)
    return given if given and fits_unit(known, given, context.indicators) else ""


def year_before(
    reading: CellReading, value_cell: ValueCell, context: Context
) -> CellReading | None:
    """Return what a number in brackets behind a value gives, below 及同期: 32（37）."""
    figure, reasons = reading
    label = next((la for la in (value_cell.column, value_cell.row) if la.both_years), None)
    noted = read_cell(read_cell(value_cell.cell.text).note)
    if label is None or noted.value is None or figure.value is None:
        return None
    time = year_before_of(figure, label.text, context)
    if time is None:
        return None
    value = noted.value
    if figure.indicator and figure.unit_written:
        known = context.indicators[figure.indicator]
        value = context.indicators.converted(known, value, figure.unit_written) or value
    earlier = replace(
        figure,
        period=time.period,
        as_of=cut_off(time.period),
        role=time.role,
        comparator=None,
        value=value,
        value_written=read_cell(value_cell.cell.text).note,
        basis=Basis.REPORT,
        note="",
    )
    others = (reason for reason in reasons if reason.field not in ("role", "period", "comparator"))
    return CellReading(earlier, (*others, *time.reasons))


def known_unit(indicator: Indicator | None) -> str:
    """Return the unit of an indicator, if there is one."""
    return indicator.unit.zh if indicator else ""


def _together(value_cell: ValueCell, title: Title, context: Context) -> Label | str:  # noqa: PLR0911 - one return a reason
    """Return what row and column say together; a reason where they contradict each other."""
    row, column = value_cell.row, value_cell.column
    if row.subtotal or column.subtotal or (_has_place(row) and _has_place(column)):
        whole = row.total or column.total or row.subtotal or column.subtotal
        return "subtotal" if whole else "not_understood"
    if row.derived or column.derived:
        return "derived"
    if row.apart or column.apart:
        return "not_understood"
    row, column = in_one_year(row, column)
    for field in ("indicator", "role", "period"):
        of_row, of_column = getattr(row, field), getattr(column, field)
        if of_row and of_column and of_row != of_column:
            return "not_understood"
    row, column = _counted(row, column, title, context)
    place = row if _has_place(row) else column
    if (row.indicator and column.name) or (column.indicator and row.name):
        return "not_understood"
    heading = replace(
        place,
        indicator=row.indicator or column.indicator,
        unit=row.unit or column.unit,
        role=row.role or column.role,
        period=row.period or column.period,
        own_year=(row if row.period else column).own_year,
        condition=row.condition or column.condition,
        name=" ".join(filter(None, (row.name, column.name))),
    )
    if is_bare_total(heading):
        heading = replace(heading, place=title.place)
    if not _has_place(heading):
        written = title.place.name.zh if title.place else ""
        heading = replace(heading, place=title.place, place_written=written)
    if not heading.indicator and not heading.name:
        both = (value_cell.column, value_cell.row)
        number = next((la.text for la in both if counts(la, title.units)), "")
        known = title.indicator_in(heading.unit, context)
        if known is None and not number:
            return "not_understood"
        heading = replace(heading, indicator=known, name="" if known else number)
    return heading


def _named_by_units(heading: Label, title: Title, context: Context) -> Label:
    """Return a label with the indicator that its words name in one of the table's units alone."""
    if heading.indicator or heading.unit or not heading.name:
        return heading
    storey, _, last = heading.name.rpartition(" ")
    name = last if _DONE_OF_TASK.fullmatch(storey) else heading.name
    found = [context.find_indicator(name, unit) for unit in title.units]
    known = {indicator.id: indicator for indicator in found if indicator}
    return replace(heading, indicator=next(iter(known.values()))) if len(known) == 1 else heading


def _counted(row: Label, column: Label, title: Title, context: Context) -> tuple[Label, Label]:
    """Return both labels where one only says that there is a number (面积) of what the other is."""
    bare = (replace(row, name=""), replace(column, name=""))
    if generic_unit(column.name) is not None:
        if row.indicator or row.name:
            return with_generic(row, column, context), bare[1]
        if _of_title(column, title, context):
            return row, bare[1]
    if generic_unit(row.name) is not None:
        if column.indicator or column.name:
            return bare[0], with_generic(column, row, context)
        if _of_title(row, title, context):
            return bare[0], column
    return row, column


def _of_title(number: Label, title: Title, context: Context) -> bool:
    """Return whether a number without a name is the title's, or of nothing that has one."""
    known = title.indicator
    return known is None or repeats(number.name, known, number.unit, context)


def _has_place(label: Label) -> bool:
    return bool(label.place_written)


def _unit(
    heading: Label, cell: CellValue, title: Title, value_cell: ValueCell, context: Context
) -> str | Fault:
    """Return the unit a value is printed in, or the fault of units that contradict each other."""
    known, row, column = heading.indicator, value_cell.row.unit, value_cell.column.unit
    if row and column and not are_alike(row, column):
        return _differs(row, column, value_cell.row_at, context)
    stated = row or column
    if known and stated and not fits_unit(known, stated, context.indicators):
        return _differs(
            stated, known.unit.zh, value_cell.row_at if row else value_cell.column_at, context
        )
    if cell.unit:
        return _of_cell(known, stated, cell.unit, value_cell, context)
    return (
        _of_table(known, title.units, value_cell, context) if title.units and not stated else stated
    )


def _of_cell(
    known: Indicator | None, stated: str, behind: str, value_cell: ValueCell, context: Context
) -> str | Fault:
    """Return the unit behind a number, which must be the one stated for it."""
    unit = unit_of_cell(known, stated, behind, context.indicators)
    return unit if isinstance(unit, str) else _differs(*unit, value_cell.at, context)


def _differs(found: str, expected: str, at: str, context: Context) -> Fault:
    return Fault("unit_differs", context.file, at, found=found, expected=expected)


def _of_table(
    known: Indicator | None, units: tuple[str, ...], value_cell: ValueCell, context: Context
) -> str | Fault:
    """Return which of the units stated for the whole table is meant here."""
    fitting = [unit for unit in units if known and fits_unit(known, unit, context.indicators)]
    if known is None:
        return units[0] if len(units) == 1 else ""
    if len(fitting) != 1:
        return _differs("、".join(units), known.unit.zh, value_cell.row_at, context)
    return fitting[0]


def _written(value_cell: ValueCell, heading: Label) -> str:
    """Return how the indicator is written: in the row, or in the column of a turned table."""
    for label in (value_cell.row, value_cell.column):
        if label.indicator or label.name:
            if not heading.indicator and heading.name:
                return heading.name
            return _as_written(label)
    return heading.indicator.name.zh if heading.indicator else heading.name


def _value_written(text: str) -> str:
    return text if "\n" in text else one_line(text)


def _as_written(label: Label) -> str:
    return label.written or label.name or label.text


def _level(heading: Label) -> Level:
    if heading.place is not None:
        return heading.place.level
    return Level.PREFECTURE if heading.total else Level.COUNTY


def _notes(cell: CellValue, known: Indicator | None, printed: str) -> list[str]:
    parts = [*cell.note.split("；"), APPROXIMATE if cell.about else ""]
    value: Decimal | None = cell.value
    if known and printed and value is not None and same_quantity(printed, known.unit.zh):
        parts.append("" if is_exact(value, printed, known.unit.zh) else ROUNDED)
    return parts
