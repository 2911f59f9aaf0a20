"""A passage cut where its marks begin and end: every digit lands in a figure or in a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.model.transcript import Mark, Passage

UNSTATED = ""
"""The reason of a number of which the reader said nothing."""

_WORDING = frozenset(
    (
        *("header", "row_name", "group", "table_title", "unit_cell", "footnote"),
        *("remark_column", "no_number"),
    )
)
"""Reasons of a table's wording: only its digits are worth a look."""

_NUMBER = re.compile(r"\d+(?:[.,．]\d+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A part of a passage.

    Attributes
    ----------
    text
        As the document has it; empty for a blank cell that stands for an absence.
    figures
        Numbers of the figures read from it.
    reason
        Why it was not taken; `UNSTATED` where nobody says; none for plain text and figures.
    """

    text: str
    figures: tuple[int, ...] = ()
    reason: str | None = None


def cut_passage(passage: Passage, numbers: Mapping[str, int]) -> list[Stretch]:
    """
    Cut a passage into stretches.

    Parameters
    ----------
    passage
        Its marks may touch and overlap; what lies outside its text is left out.
    numbers
        The number of each figure by its id; a mark with unknown ids alone counts as unstated.

    Returns
    -------
    stretches
        In order; their texts put together are the passage's.
    """
    length = len(passage.text)
    marks = sorted(
        (
            Mark(min(max(m.start, 0), length), min(max(m.end, 0), length), m.figures, m.reason)
            for m in passage.marks
        ),
        key=lambda m: (m.start, m.end),
    )
    cuts = sorted({0, length, *(m.start for m in marks), *(m.end for m in marks)})
    stretches: list[Stretch] = []
    active: list[Mark] = []
    waiting = iter(marks)
    coming = next(waiting, None)
    for place, start in enumerate(cuts):
        end = cuts[place + 1] if place + 1 < len(cuts) else start
        active = [mark for mark in active if mark.end > start]
        while coming is not None and coming.start <= start:
            if coming.end > start:
                active.append(coming)
            elif coming.figures:
                stretches.append(_judged("", [coming], numbers))
            coming = next(waiting, None)
        if active:
            stretches.append(_judged(passage.text[start:end], active, numbers))
        else:
            stretches += _plain(passage.text[start:end])
    return stretches


def _judged(written: str, marks: Sequence[Mark], numbers: Mapping[str, int]) -> Stretch:
    figures = dict.fromkeys(numbers[f] for m in marks for f in m.figures if f in numbers)
    if figures:
        return Stretch(written, tuple(figures))
    reason = next((m.reason for m in marks if m.reason), UNSTATED)
    if reason in _WORDING and not _NUMBER.search(written):
        return Stretch(written)
    return Stretch(written, reason=reason)


def _plain(written: str) -> Iterator[Stretch]:
    """Yield text that no mark covers; the numbers in it are numbers of which nobody says why."""
    plain_start = 0
    for number in _NUMBER.finditer(written):
        if number.start() > plain_start:
            yield Stretch(written[plain_start : number.start()])
        yield Stretch(number[0], reason=UNSTATED)
        plain_start = number.end()
    if plain_start < len(written):
        yield Stretch(written[plain_start:])
