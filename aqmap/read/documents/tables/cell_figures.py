"""One cell of values → a figure, or why it is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from aqmap.errors import Fault
from aqmap.model.figures import Basis, Dust, Figure, Level, Role
from aqmap.model.locators import Locator
from aqmap.model.units import has_scale, is_exact, same_quantity, same_unit
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.label_paths import repeats, with_generic
from aqmap.read.formats.blocks import GridCell
from aqmap.read.lexicon.cell_values import CellValue, read_cell, split_scope, with_note_as_unit
from aqmap.read.lexicon.dates import YEAR_BEFORE, cut_off, same_part
from aqmap.read.lexicon.header_words import among, generic_unit
from aqmap.read.lexicon.one_line import one_line
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.workspace.indicators import Indicator, Indicators, task_comparator

ABOUT = "约数"
ROUNDED = "单位换算，取15位有效数字"


@dataclass(frozen=True)
class Spot:
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


def read_value(spot: Spot, title: Title, context: Context) -> Figure | Fault | str:
    """Return a cell's figure without an id, a fault, or the key of why it is none."""
    said = _together(spot, title, context)
    if isinstance(said, str):
        return said
    cell = with_note_as_unit(read_cell(spot.cell.text))
    role, period = _role(said, title, context)
    summed = (spot.row.summed or spot.column.summed) and not said.period
    if role is None or (summed and re.fullmatch(r"\d{4}-\d{2}", period)):  # since an unsaid month
        return "not_understood"
    unit = _unit(said, cell, title, spot, context)
    if isinstance(unit, Fault):
        return unit
    if cell.broken:
        return Fault("number_broken", context.file, spot.at, found=spot.cell.text)
    known, aimed = said.indicator, role == Role.TARGET
    printed = "" if cell.absence or unit == known_unit(known) else unit
    value = cell.value
    if known and value is not None and printed:
        value = context.indicators.converted(known, value, printed)
    scope, note = split_scope(_notes(cell, known, printed))
    return Figure(
        id="",
        place=said.place.code if said.place else "",
        place_written=said.place_written,
        level=_level(said),
        indicator=known.id if known else "",
        indicator_written=_written(spot, said),
        period=period,
        as_of=cut_off(period) if not aimed else "",
        role=role,
        comparator=cell.comparator or (task_comparator(known) if aimed else None),
        value=value,
        unit=known.unit.zh if known else unit,
        value_written=spot.cell.text if "\n" in spot.cell.text else one_line(spot.cell.text),
        unit_written=unit,
        absence=cell.absence,
        basis=Basis.PLAN if aimed else Basis.REPORT,
        dust=Dust.UNKNOWN if known and known.kind == "quality" else None,
        part=among(said.place_written),
        scope=scope,
        source=context.source.id,
        locator=spot.at,
        note=note,
    )


def known_unit(indicator: Indicator | None) -> str:
    """Return the unit of an indicator, if there is one."""
    return indicator.unit.zh if indicator else ""


def _together(spot: Spot, title: Title, context: Context) -> Label | str:  # noqa: PLR0911 - one return a reason
    """Return what row and column say together; a reason where they contradict each other."""
    row, column = spot.row, spot.column
    if row.subtotal or column.subtotal or (_has_place(row) and _has_place(column)):
        whole = row.total or column.total or row.subtotal or column.subtotal
        return "subtotal" if whole else "not_understood"
    if row.derived or column.derived:
        return "derived"
    if row.unclear or column.unclear:
        return "not_understood"
    for field in ("indicator", "role", "period"):
        one, other = getattr(row, field), getattr(column, field)
        if one and other and one != other:
            return "not_understood"
    row, column = _counted(row, column, title, context.indicators)
    place = row if _has_place(row) else column
    if (row.indicator and column.name) or (column.indicator and row.name):
        return "not_understood"
    said = replace(
        place,
        indicator=row.indicator or column.indicator,
        unit=row.unit or column.unit,
        role=row.role or column.role,
        period=row.period or column.period,
        name=" ".join(filter(None, (row.name, column.name))),
    )
    if not _has_place(said):
        if title.place is None:
            return "not_understood"
        said = replace(said, place=title.place, place_written=title.place.name.zh)
    if not said.indicator and not said.name:
        if title.indicator is None:
            return "not_understood"
        said = replace(said, indicator=title.indicator)
    return said


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


def _role(said: Label, title: Title, context: Context) -> tuple[Role | None, str]:
    """Return the role and the period of a value; no role where its time cannot be told."""
    role = said.role
    period = said.period or title.period
    if period == YEAR_BEFORE:
        role = Role.BASELINE if context.kind == "plan" else Role.MEASURED
        return (None if said.role == Role.TARGET else role), same_part(title.period)
    aimed = context.kind == "plan" or (
        not said.indicator and re.search(NAMED_AIM, said.name) is not None
    )
    before = bool(said.period) and said.period[:4] < context.period[:4]
    if role == Role.BASELINE:
        return (role if said.period else None), period
    if before and context.kind == "plan" and role in (None, Role.MEASURED):
        return Role.BASELINE, period
    if role == Role.MEASURED and "现状" in said.text and not said.period:
        return None, period
    if role == Role.TARGET and not said.period and title.role not in (None, role):
        period = period[:4]  # the task beside what was done in 1-11月 is the year's
    if role is None and not said.period:
        role = title.role
    return role or (Role.TARGET if aimed else Role.MEASURED), period


def _unit(said: Label, cell: CellValue, title: Title, spot: Spot, context: Context) -> str | Fault:
    """Return the unit a value is printed in, or the fault of units that contradict each other."""
    known, row, column = said.indicator, spot.row.unit, spot.column.unit
    if row and column and not _alike(row, column):
        return _differs(row, column, spot.row_at, context)
    stated = row or column
    if known and stated and not _fits(known, stated, context):
        return _differs(stated, known.unit.zh, spot.row_at if row else spot.column_at, context)
    if cell.unit:
        return _of_cell(known, stated, cell.unit, spot, context)
    return _of_table(known, title.units, spot, context) if title.units and not stated else stated


def _of_cell(
    known: Indicator | None, stated: str, own: str, spot: Spot, context: Context
) -> str | Fault:
    """Return the unit behind a number, which must be the one stated for it; 万 is a multiple."""
    if own in ("万", "亿"):
        base = stated or known_unit(known)
        good = bool(base) and not has_scale(base)
        return own + base if good else _differs(own, base, spot.at, context)
    if stated and not _alike(own, stated):
        return _differs(own, stated, spot.at, context)
    if known and not _fits(known, own, context):
        return _differs(own, known.unit.zh, spot.at, context)
    return stated or own


def _differs(found: str, expected: str, at: str, context: Context) -> Fault:
    return Fault("unit_differs", context.file, at, found=found, expected=expected)


def _of_table(
    known: Indicator | None, units: tuple[str, ...], spot: Spot, context: Context
) -> str | Fault:
    """Return which of the units stated for the whole table is meant here."""
    fitting = [unit for unit in units if known and _fits(known, unit, context)]
    if known is None:
        return units[0] if len(units) == 1 else ""
    if len(fitting) != 1:
        return _differs("、".join(units), known.unit.zh, spot.row_at, context)
    return fitting[0]


def _fits(known: Indicator, unit: str, context: Context) -> bool:
    return context.indicators.same_unit(known, unit) or same_quantity(unit, known.unit.zh)


def _alike(one: str, other: str) -> bool:
    return one == other or same_unit(one, other)


def _written(spot: Spot, said: Label) -> str:
    """Return how the indicator is written: in the row, or in the column of a turned table."""
    for label in (spot.row, spot.column):
        if label.indicator or label.name:
            if not said.indicator and said.name:
                return said.name
            return _own_words(label)
    return said.indicator.name.zh if said.indicator else ""


def _own_words(label: Label) -> str:
    return label.written or label.name or label.text


def _level(said: Label) -> Level:
    if said.place is not None:
        return said.place.level
    return Level.PREFECTURE if said.total else Level.COUNTY


def _notes(cell: CellValue, known: Indicator | None, printed: str) -> list[str]:
    parts = [*cell.note.split("；"), ABOUT if cell.about else ""]
    value: Decimal | None = cell.value
    if known and printed and value is not None and same_quantity(printed, known.unit.zh):
        parts.append("" if is_exact(value, printed, known.unit.zh) else ROUNDED)
    return parts
