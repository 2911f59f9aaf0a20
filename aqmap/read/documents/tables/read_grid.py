"""A grid → figures: what heads a cell's row, column and table says what it is a value of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from aqmap.model.figures import Role
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.body_rows import read_lines
from aqmap.read.documents.tables.caption import NO_HEADINGS, Headings, read_title
from aqmap.read.documents.tables.cell_outcomes import CellOutcomes, GridReading, without_spelling
from aqmap.read.documents.tables.cells.repeated_lines import NamedLine
from aqmap.read.documents.tables.label import Label
from aqmap.read.documents.tables.layout import Layouts
from aqmap.read.documents.tables.place_axes import Axes, lists_few
from aqmap.read.documents.tables.split import below_each_other, combined, side_by_side
from aqmap.read.documents.tables.table_part import Part
from aqmap.read.formats.blocks import Grid, Paragraph


def read_grid(
    grid: Grid,
    layouts: Layouts,
    above: Sequence[Paragraph] = (),
    headings: Headings = NO_HEADINGS,
) -> GridReading:
    """
    Read a table.

    Parameters
    ----------
    grid
        Places, indicators, roles and periods are told from its first rows and columns, in any
        order. Tables side by side, or one below the other, are read one after the other.
    layouts
        Those of the document's tables, and its labels.
    above
        The paragraphs between it and the table before: its title, 单位：万吨.
    headings
        What those say under which it stands.

    Returns
    -------
    reading
        One figure a cell of values, each field with what says it: the cell, its headers, the
        table's title, the headings, the document; what none of these says is to be confirmed. An
        unknown indicator or place is kept as written, and a change is put to the figure that it is
        one of. A place that stands twice is said, and counted once. Faults are ragged rows that the
        layout does not explain, digits that make no number, units that contradict each other or
        the catalogue, values whose row or column has no name.
    """
    layout = layouts.of(grid)
    tables = [grid] if layout is None else below_each_other(grid, layout, layouts.labels)
    readings: list[GridReading] = []
    before = 0
    for table in tables:
        readings.append(_read_table(table, layouts, above, before, headings))
        before += len(readings[-1].figures)
    return combined(readings)


def _read_table(
    grid: Grid,
    layouts: Layouts,
    above: Sequence[Paragraph],
    before: int,
    headings: Headings,
) -> GridReading:
    labels, layout = layouts.labels, layouts.of(grid)
    context = labels.context
    outcomes = CellOutcomes(grid, context.file, before)
    if layout is None:
        return outcomes.reading()
    title = read_title(above, layout, context, headings)
    for row_index in layout.header:
        outcomes.mark_row(row_index, "header")
    for row_index, reason in layout.notes.items():
        outcomes.mark_row(row_index, reason)
    parts = []
    for part_layout in side_by_side(layout):
        lines = list(read_lines(grid.rows, part_layout, labels))
        parts.append(Part(outcomes, context, part_layout, lines, Axes.of(part_layout, lines)))
    parts = [part for part in parts if part.concerns(title)]
    places = [place for part in parts for place in part.places()]
    title = replace(title, lists_few=lists_few(places, context))
    aims = [part.first_aim(title.period) for part in parts]
    labelled = [label for part in parts for label in part.labels()]
    aimed = min(filter(None, aims), default="")
    title = replace(
        title,
        aimed=aimed,
        based=_base_year(labelled, context, aimed),
        compared=next((label.text for label in labelled if label.against), ""),
    )
    lines_by_heads: dict[tuple[Label, ...], list[NamedLine]] = defaultdict(list)
    for part in parts:
        part.read(title)
        outcomes.count_once(part.place_columns())
        if part.axes.turned:
            heads = tuple(without_spelling(column.label) for column in part.layout.of("value"))
            lines_by_heads[heads] += part.place_rows()
    for named in lines_by_heads.values():
        outcomes.count_once(named)
    return outcomes.reading()


def _base_year(labels: Sequence[Label], context: Context, aimed: str) -> str:
    """
    Return the year against which a table holds later ones: 基准年, or the first before its targets.

    Of a table without targets it is before all of its years, which only tell what was.
    """
    dated = [label for label in labels if label.own_year and len(label.period) == len("2025")]
    based = [label.period for label in dated if label.role == Role.BASELINE]
    over = {la.period for la in dated if la.role in (None, Role.MEASURED)}
    past = {period for period in over if period < context.first_year}
    first = min(past, default="") if aimed else "0"
    return min(based, default="") or (first if len(past) > 1 else "")
