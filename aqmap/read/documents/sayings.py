"""One statement → figures: its numbers are given to its places, or nothing comes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from aqmap.figures import Absence, Basis, Comparator, Dust, Figure, Role
from aqmap.indicators import Indicator
from aqmap.places import Place
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import cut_off
from aqmap.read.documents.grammar import Statement
from aqmap.read.documents.grids import task_comparator
from aqmap.read.documents.mentions import Token

_SCOPE = re.compile(r"\s*[（(](不?含[^）)]{1,20})[）)]")
_THAT_YEAR = re.compile(r"(20\d{2}年)(?!.*以[上下内]).*")  # 高于2020年, of what is said before
Where = tuple[Place, str]
"""A place and how the document writes it; empty where it does not."""


@dataclass
class Said:
    """
    What a sentence has said so far.

    Attributes
    ----------
    period
        The period it speaks of; none where it cannot be told.
    default
        The document's own place, where the sentence may mean it.
    sentence, locator
        Its text, and where it stands.
    aimed
        Whether it says what is to be, although a report does.
    indicator, indicator_said
        The indicator it spoke of last, and the words around it.
    places
        The places it spoke of last; empty before the first, none where no one can tell.
    answered
        Whether the clause before gave numbers: a bracket (含…) behind it is about those.
    baseline
        The year whose values are being told, for comparison.
    change_base
        The year that changes are stated against.
    figures
        What it gave.
    """

    period: str | None
    default: Where | None
    sentence: str = ""
    locator: str = ""
    aimed: bool = False
    indicator: Token | None = None
    indicator_said: str = ""
    places: list[Where] | None = field(default_factory=list)
    answered: bool = False
    baseline: str = ""
    change_base: str = ""
    figures: list[Figure] = field(default_factory=list)


@dataclass
class Saying:
    """
    A statement whose indicator, role and period are known.

    Attributes
    ----------
    context
        The document's.
    state
        What its sentence said before; a change is put on a figure there.
    statement
        What the grammar found.
    indicator, role
        What its numbers are.
    giver
        Who hands the target down.
    """

    context: Context
    state: Said
    statement: Statement
    indicator: Indicator
    role: Role
    giver: str

    def values(self, where: Sequence[Where]) -> list[Figure]:
        """Return one figure a place, if every number has the unit and finds its place."""
        numbers = self.statement.values
        together = self.indicator.adds_up and not self.statement.of_kind("E")  # but for 均, 各
        pairs = self._pairs(where, shared=not together)
        comparator, certain = self._comparator()
        rounded = self.role == Role.TARGET and any(number.about for number in numbers)
        if not certain or rounded or not all(self._fits(n.unit) for n in numbers if n.unit):
            return []
        return [
            replace(
                self._figure(place),
                comparator=comparator,
                value=number.value,
                value_written=number.text.strip() + self._suffix(number),
                unit_written=number.unit or numbers[-1].unit,
                absence=None,
                note="；".join(self._notes(number)),
            )
            for place, number in pairs
        ]

    def _pairs(self, where: Sequence[Where], *, shared: bool) -> list[tuple[Where, Token]]:
        """Return each place with its number: one each, or one for all if it can be shared."""
        numbers = self.statement.values
        if len(numbers) == len(where):
            return list(zip(where, numbers, strict=True))
        if len(numbers) > 1 or not shared or self.statement.of_kind("D"):
            return []
        return [(place, numbers[0]) for place in where]

    def _fits(self, unit: str) -> bool:
        return self.context.indicators.same_unit(self.indicator, unit)

    def relative(self, where: Sequence[Where]) -> list[Figure]:
        """Return a target without a number a place: better than in another year."""
        said = self.statement.values[0]
        if self.role != Role.TARGET or self.indicator.direction is None:
            return []
        better = Comparator.GT if self.indicator.direction == "higher" else Comparator.LT
        comparator = said.comparator or better
        if self._worse(comparator):
            return []
        return [
            replace(
                self._figure(place),
                comparator=comparator,
                baseline_period=said.period,
                value_written=_THAT_YEAR.sub(r"\1", said.text),
                note="；".join(self._notes(said)),
            )
            for place in where
        ]

    def change(self, where: Sequence[Where]) -> None:
        """Put a change on the measured figure it is stated of, or add it as a relative target."""
        changes = self.statement.values
        bases = self.statement.of_kind(v.BASE)
        base = bases[-1].period if bases else self.state.change_base
        unit = changes[0].unit
        known = unit in ("%", "个百分点") or self._fits(unit)
        if not base or not known or any(change.unit != unit for change in changes):
            return
        falls = (changes[0].value or 0) < 0
        for place, said in self._pairs(where, shared=True):
            amount = said.value or Decimal(0)
            amount = -abs(amount) if falls and said.kind == v.QUANTITY else amount
            if self.role == Role.TARGET:
                comparator = Comparator.LE if amount < 0 else Comparator.GE
                figure = replace(
                    self._figure(place), comparator=comparator, value_written=said.text
                )
                if not self._worse(comparator):
                    self.state.figures.append(_with_change(figure, amount, unit, base))
            elif self.role == Role.MEASURED:
                self._put(place[0], amount, unit, base)

    def _put(self, place: Place, amount: Decimal, unit: str, base: str) -> None:
        stated_of = (self.indicator.id, place.code, Role.MEASURED)
        for number, figure in enumerate(self.state.figures):
            if (figure.indicator, figure.place, figure.role) == stated_of:
                self.state.figures[number] = _with_change(figure, amount, unit, base)

    def _comparator(self) -> tuple[Comparator | None, bool]:
        """Return how the numbers compare, and whether that is certain."""
        said = {t.comparator for t in (*self.statement.of_kind("C"), *self.statement.of_kind("S"))}
        if self.role != Role.TARGET:
            return None, not said
        if len(said) > 1 or any(c and self._worse(c) for c in said):
            return None, False
        usual = task_comparator(self.indicator)
        return (said.pop() if said and usual else usual), True

    def _worse(self, comparator: Comparator) -> bool:
        """Return whether it asks for the worse side: that is a threshold of alarm, no target."""
        most = comparator in (Comparator.LE, Comparator.LT)
        return self.indicator.direction == ("higher" if most else "lower")

    def _suffix(self, number: Token) -> str:
        after = self.statement.tokens[self.statement.tokens.index(number) + 1 :][:1]
        return after[0].text if after and after[0].kind == "S" else ""

    def _notes(self, said: Token) -> list[str]:
        """Return what the source adds: who handed it down, 城区, 约, and what a number includes."""
        given = [f"{self.giver}下达"] if self.giver else []
        part = [token.text for token in self.statement.of_kind("G")]
        about = ["约数"] if said.about else []
        scope = _SCOPE.match(self.state.sentence, said.end + len(self._suffix(said)))
        return [*given, *part, *about, *([scope[1]] if scope else [])]

    def _figure(self, where: Where) -> Figure:
        """Return a figure of this statement without its number."""
        place, written = where
        period = self.state.baseline if self.state.baseline else self.state.period or ""
        indicator = self.state.indicator
        return Figure(
            id="",
            place=place.code,
            place_written=written or place.name.zh,
            level=place.level,
            indicator=self.indicator.id,
            indicator_written=indicator.text if indicator else "",
            period=period,
            as_of=cut_off(period) if self.role == Role.MEASURED else "",
            role=self.role,
            unit=self.indicator.unit.zh,
            value_written="",
            absence=Absence.RELATIVE,
            basis=Basis.PLAN if self.role == Role.TARGET else Basis.REPORT,
            dust=Dust.UNKNOWN if self.indicator.kind == "quality" else None,
            source=self.context.source.id,
            locator=self.state.locator,
        )


def _with_change(figure: Figure, amount: Decimal, unit: str, base: str) -> Figure:
    return replace(figure, change=amount, change_unit=unit, baseline_period=base)
