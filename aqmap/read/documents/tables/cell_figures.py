"""One cell of values → a figure, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from aqmap.errors import Fault
from aqmap.model.figures import APPROXIMATE, Basis, Dust, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.units import is_exact, same_quantity
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.label_paths import repeats, with_generic
from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.air_states import state_of
from aqmap.read.lexicon.cell_units import ROUNDED, are_alike, fits_unit, unit_of_cell
from aqmap.read.lexicon.cell_values import CellValue, read_cell, split_scope, with_note_as_unit
from aqmap.read.lexicon.dates import YEAR_BEFORE, cut_off, same_part
from aqmap.read.lexicon.header_words import among, generic_unit
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.workspace.indicators import Indicator, Indicators, task_comparator

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


def read_value(value_cell: ValueCell, title: Title, context: Context) -> Figure | Fault | str:
    """Return a cell's figure without an id, a fault, or the key of why it is none."""
    heading = _together(value_cell, title, context)
    if isinstance(heading, str):
        return heading
    cell = with_note_as_unit(read_cell(value_cell.cell.text))
    role, period = _role(heading, title, context)
    summed = (value_cell.row.summed or value_cell.column.summed) and not heading.period
    if role is None or (summed and re.fullmatch(r"\d{4}-\d{2}", period)):  # since an unsaid month
        return "not_understood"
    unit = _unit(heading, cell, title, value_cell, context)
    if isinstance(unit, Fault):
        return unit
    if cell.broken:
        code, found = "number_endless" if cell.endless else "number_broken", value_cell.cell.text
        shown = found if len(found) <= _SHOWN else f"{found[:_SHOWN]}…"
        return Fault(code, context.file, value_cell.at, found=shown)
    known, aimed = heading.indicator, role == Role.TARGET
    printed = "" if cell.absence or unit == known_unit(known) else unit
    value = cell.value
    if known and value is not None and printed:
        value = context.indicators.converted(known, value, printed)
    scope, note = split_scope(_notes(cell, known, printed))
    written = _written(value_cell, heading)
    return Figure(
        id="",
        place=heading.place.code if heading.place else "",
        place_written=heading.place_written,
        level=_level(heading),
        indicator=known.id if known else "",
        indicator_written=written,
        period=period,
        as_of=cut_off(period) if not aimed else "",
        role=role,
        comparator=cell.comparator or (task_comparator(known) if aimed else None),
        value=value,
        unit=known.unit.zh if known else unit,
        value_written=value_cell.cell.text
        if "\n" in value_cell.cell.text
        else one_line(value_cell.cell.text),
        unit_written=unit,
        absence=cell.absence,
        basis=Basis.PLAN if aimed else Basis.REPORT,
        dust=Dust.UNKNOWN if known and known.kind == "quality" else None,
        state=state_of(written) if known and known.kind == "quality" else None,
        part=among(heading.place_written),
        scope=scope,
        source=context.source.id,
        locator=value_cell.at,
        note=note,
    )


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
    if row.unclear or column.unclear:
        return "not_understood"
    for field in ("indicator", "role", "period"):
        of_row, of_column = getattr(row, field), getattr(column, field)
        if of_row and of_column and of_row != of_column:
            return "not_understood"
    row, column = _counted(row, column, title, context.indicators)
    place = row if _has_place(row) else column
    if (row.indicator and column.name) or (column.indicator and row.name):
        return "not_understood"
    heading = replace(
        place,
        indicator=row.indicator or column.indicator,
        unit=row.unit or column.unit,
        role=row.role or column.role,
        period=row.period or column.period,
        name=" ".join(filter(None, (row.name, column.name))),
    )
    if not _has_place(heading):
        if title.place is None:
            return "not_understood"
        heading = replace(heading, place=title.place, place_written=title.place.name.zh)
    if not heading.indicator and not heading.name:
        if title.indicator is None:
            return "not_understood"
        heading = replace(heading, indicator=title.indicator)
    return heading


def _counted(
    row: Label, column: Label, title: Title, indicators: Indicators
) -> tuple[Label, Label]:
    """Return both labels where one only says that there is a number (面积) of what the other is."""
    bare = (replace(row, name=""), replace(column, name=""))
    if generic_unit(column.name) is not None:
        if row.indicator or row.name:
            return with_generic(row, column, indicators), bare[1]
        if _of_title(column, title, indicators):
            return row, bare[1]
    if generic_unit(row.name) is not None:
        if column.indicator or column.name:
            return bare[0], with_generic(column, row, indicators)
        if _of_title(row, title, indicators):
            return bare[0], column
    return row, column


def _of_title(number: Label, title: Title, indicators: Indicators) -> bool:
    """Return whether a number without a name is the title's, or of nothing that has one."""
    known = title.indicator
    return known is None or repeats(number.name, known, number.unit, indicators)


def _has_place(label: Label) -> bool:
    return bool(label.place_written)


def _role(heading: Label, title: Title, context: Context) -> tuple[Role | None, str]:
    """Return the role and the period of a value; no role where its time cannot be told."""
    role = heading.role
    period = heading.period or title.period
    if period == YEAR_BEFORE:
        role = Role.BASELINE if context.kind == "plan" else Role.MEASURED
        return (None if heading.role == Role.TARGET else role), same_part(title.period)
    aimed = context.kind == "plan" or (
        not heading.indicator and re.search(NAMED_AIM, heading.name) is not None
    )
    before = bool(heading.period) and heading.period[:4] < context.period[:4]
    if role == Role.BASELINE:
        return (role if heading.period else None), period
    if before and context.kind == "plan" and role in (None, Role.MEASURED):
        return Role.BASELINE, period
    if role == Role.MEASURED and "现状" in heading.text and not heading.period:
        return None, period
    if role == Role.TARGET and not heading.period and title.role not in (None, role):
        period = period[:4]  # the task beside what was done in 1-11月 is the year's
    if role is None and not heading.period:
        role = title.role
    return role or (Role.TARGET if aimed else Role.MEASURED), period


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
    return heading.indicator.name.zh if heading.indicator else ""


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
