"""Changes that are put on figures given before: 40微克/立方米，同比下降5%."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from aqmap.model.figures import Figure
from aqmap.model.units import convert
from aqmap.read.documents.prose.claims.claim import Claim
from aqmap.read.documents.prose.discourse import Discourse, TakenFigure
from aqmap.read.documents.prose.tokens import Kind, Token


def put_changes_each(claim: Claim, discourse: Discourse) -> bool:
    """
    Put changes on the last figures, one each (分别较2022年提高2.4个和3.1个百分点); return whether.

    These are as many figures of one place and period, of different things.
    """
    changes = claim.numbers
    last = discourse.taken[-len(changes) :]
    subjects = {(t.figure.place, t.figure.period, t.figure.role) for t in last}
    several = len({t.figure.indicator_written for t in last}) == len(changes) > 1
    unnamed = not claim.written and not claim.places
    if changes[0].kind != Kind.CHANGE or not several or len(subjects) != 1:
        return False
    if not (unnamed and claim.of_kind(Kind.RESPECTIVELY)):
        return False
    base = base_of(claim, discourse)
    unit = next((change.unit for change in changes if change.unit), "")
    if not all(fits_change(taken.figure, unit) for taken in last):
        return False
    for taken, change in zip(last, changes, strict=True):
        put_change(taken, change, change.value or Decimal(0), unit, base)
    return True


def base_of(claim: Claim, discourse: Discourse) -> str:
    """Return the period that changes are stated against: the one named, or the one before."""
    bases = claim.of_kind(Kind.BASE)
    before = discourse.change_base or discourse.last_base
    discourse.last_base = bases[0].period if bases else discourse.last_base
    return discourse.period_compared_with(bases[0].period if bases else before)


def fits_change(figure: Figure, unit: str) -> bool:
    """Return whether a change in a unit can be a figure's that has none yet."""
    if figure.change is not None:
        return False
    if unit == "个百分点":
        return figure.unit == "%"
    return unit in ("%", "") or convert(Decimal(1), unit, figure.unit) is not None


def put_change(taken: TakenFigure, change: Token, amount: Decimal, unit: str, base: str) -> None:
    """Put a change on a figure, with where it stands."""
    taken.figure = with_change(taken.figure, amount, unit, base)
    taken.spans.append((change.start, change.end))


def with_change(figure: Figure, amount: Decimal, unit: str, base: str) -> Figure:
    """Return a figure with its change, and what that is stated against."""
    return replace(figure, change=amount, change_unit=unit, baseline_period=base)
