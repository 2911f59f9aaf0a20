"""What stands twice in a table: counted once where both say the same, else asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.model.figures import Figure, Role
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.tables.label import Label
from aqmap.read.lexicon.dates import same_part

Spot = tuple[int, int]
"""A cell's row and column."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """
    A row, or a column, that is named after a place or headed by what it counts.

    Attributes
    ----------
    text, at
        Its name, and the locator of that.
    label
        What it says beside its spelling.
    spots
        Its cells of values.
    """

    text: str
    at: str
    label: Label
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """Two lines of one label: the first, the other, and whether they say the same."""

    first: NamedLine
    again: NamedLine
    figures: tuple[str, ...]
    others: tuple[str, ...]
    same: bool


def repeated_lines(
    lines: Iterable[NamedLine], figures: Mapping[Spot, Sequence[Figure]]
) -> Iterator[RepeatedLine]:
    """
    Yield each line whose label an earlier one has too.

    Parameters
    ----------
    lines
        In order; what makes two the same is their labels.
    figures
        Those of each cell.
    """
    seen: dict[Label, NamedLine] = {}
    for line in lines:
        first = seen.setdefault(line.label, line)
        if first is line:
            continue
        of_first, of_line = (
            [figure for spot in each.spots for figure in figures.get(spot, ())]
            for each in (first, line)
        )
        same = sorted(map(_content, of_first)) == sorted(map(_content, of_line))
        ids = (tuple(f.id for f in of_first), tuple(f.id for f in of_line))
        yield RepeatedLine(first, line, *ids, same)


def _content(figure: Figure) -> tuple[str, ...]:
    """Return what a figure says, without where and how it is written."""
    return tuple(
        str(value)
        for value in (
            figure.indicator or figure.indicator_written,
            figure.period,
            figure.role,
            figure.comparator,
            figure.value,
            figure.unit,
            figure.absence,
            figure.change,
        )
    )


def asked_head(reasons: Sequence[Reason], figure: Figure, again: NamedLine) -> tuple[Reason, ...]:
    """
    Return the reasons of a figure whose column is headed as another one is.

    What tells the two apart may be what they count, when, or whether it was reached.
    """
    reached = figure.role != Role.TARGET
    proposals = {
        "indicator": (),
        "role": (Role.TARGET if reached else Role.MEASURED,),
        "period": tuple(filter(None, (same_part(figure.period),))),
    }
    doubts = (
        Reason(field, Known.ASSUMED, "header_alike", again.text, others)
        for field, others in proposals.items()
    )
    return (*doubts, *(reason for reason in reasons if reason.field not in proposals))


def asked_place(reasons: Sequence[Reason], again: NamedLine) -> tuple[Reason, ...]:
    """Return the reasons of a figure of a place that stands twice and says two things."""
    place = again.label.place
    proposals = (place.code,) if place else ()
    doubt = Reason("place", Known.ASSUMED, "place_twice", again.text, proposals)
    return (doubt, *(reason for reason in reasons if reason.field != "place"))
