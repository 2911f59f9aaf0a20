"""Ranks of the places of a row: by the exact difference to the schedule, the furthest on first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from aqmap.model.dispatch.month_rows import MonthRow
from aqmap.workspace.indicators import Indicator


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A row with its rank; places that come out alike share one, and the next is left out."""

    rank: int
    row: MonthRow


@dataclass(frozen=True, slots=True)
class Ranking:
    """
    The places of a row of the annex.

    Attributes
    ----------
    ranked
        The furthest on first; those of one rank in the annex's order.
    apart
        Without task, report or judgement: they have no rank.
    """

    ranked: tuple[RankedRow, ...]
    apart: tuple[MonthRow, ...]


def rank_places(indicator: Indicator, rows: Sequence[MonthRow]) -> Ranking:
    """
    Return the ranks of a row's places in one month.

    A cap is ranked by how little of it is used, a level by what it lacks to be reached.
    """
    by_lead = [(lead, row) for row in rows if (lead := _lead(indicator, row)) is not None]
    by_lead.sort(key=lambda pair: -pair[0])
    ranked: list[RankedRow] = []
    for place, (lead, row) in enumerate(by_lead, 1):
        shared = bool(ranked) and lead == by_lead[place - 2][0]
        ranked.append(RankedRow(ranked[-1].rank if shared else place, row))
    apart = tuple(row for row in rows if _lead(indicator, row) is None)
    return Ranking(tuple(ranked), apart)


def _lead(indicator: Indicator, row: MonthRow) -> Fraction | None:
    """Return by how much a place is ahead, the more the better; none where nothing is judged."""
    lead = row.difference
    if lead is None and row.from_level is not None:
        lead = Fraction(row.from_level)
    if lead is None:
        return None
    return -lead if indicator.direction == "lower" else lead
