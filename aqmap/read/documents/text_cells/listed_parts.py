"""The end of a sentence that parts its number among places: 其中甲镇24户、其余乡镇44户."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aqmap.model.figures import Figure, Level
from aqmap.model.transcript import Known, Mark, Reason
from aqmap.model.units import same_quantity
from aqmap.read.documents.context import Context
from aqmap.read.documents.number_figures import key_in_block
from aqmap.read.documents.tables.cells.place_lists import PlaceValue, read_place_list
from aqmap.read.lexicon.cell_values import read_cell

_AMONG = re.compile("[，,；;、]?其中[:：]?")
_FEWEST = 2  # places of a list


def split_list(text: str, context: Context) -> tuple[str, list[PlaceValue]]:
    """Return a text without the list of places that it ends in, and that list; or no list."""
    for match in _AMONG.finditer(text):
        listed = read_place_list(text[match.end() :], context)
        if len(listed) >= _FEWEST:
            begin = match.end()
            moved = (replace(i, span=(i.span[0] + begin, i.span[1] + begin)) for i in listed)
            return text[: match.start()], list(moved)
    return text, []


def parts_of(
    whole: Figure,
    reasons: Sequence[Reason],
    listed: Sequence[PlaceValue],
    context: Context,
    before: int,
) -> Iterator[tuple[Figure, tuple[Reason, ...], Mark]]:
    """
    Yield the figures of the places that a number is parted among, why, and where they stand.

    Parameters
    ----------
    whole, reasons
        The number's figure, and how its fields are known: the parts are of the same.
    listed
        The places, with their values.
    context
        Converts units.
    before
        How many figures the table gave before.
    """
    others = tuple(reason for reason in reasons if reason.field != "place")
    for item in listed:
        cell = read_cell(item.value)
        if cell.value is None or not same_quantity(cell.unit, whole.unit_written):
            continue
        before += 1
        place, value = item.place, cell.value
        if whole.indicator:
            known = context.indicators[whole.indicator]
            value = context.indicators.converted(known, value, cell.unit) or value
        figure = replace(
            whole,
            id=key_in_block(before - 1),
            place=place.code if place else "",
            place_written=item.name,
            level=place.level if place else Level.COUNTY,
            value=value,
            value_written=item.value.strip(),
            unit_written=cell.unit,
            part=True,
        )
        known_by = (Known.SAID, "clause") if place else (Known.ASSUMED, "uncoded")
        of_place = Reason("place", *known_by, item.name)
        yield figure, (of_place, *others), Mark(*item.span, (figure.id,))
