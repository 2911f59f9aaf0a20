"""A claim → figures: its numbers find their places, or nothing comes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import cycle

from aqmap.model.figures import APPROXIMATE, Absence, Basis, Comparator, Figure, Level, Role
from aqmap.model.periods import OPEN_YEAR
from aqmap.model.transcript import Known, Reason
from aqmap.model.units import convert
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.air_conditions import dust_at, state_at
from aqmap.read.documents.prose.claims.claim import Claim, Thing
from aqmap.read.documents.prose.claims.grounds import (
    AIMED_IN_ITS_CLAUSE,
    other_reasons,
    period_reason,
)
from aqmap.read.documents.prose.claims.role_claims import RoleClaim
from aqmap.read.documents.prose.claims.stated_changes import (
    base_of,
    fits_change,
    put_change,
    with_change,
)
from aqmap.read.documents.prose.discourse import Discourse, NamedPlace, TakenFigure
from aqmap.read.documents.prose.number_periods import aimed_at
from aqmap.read.documents.prose.tokens import Kind, Token
from aqmap.read.lexicon.cell_values import split_scope
from aqmap.read.lexicon.dates import cut_off
from aqmap.read.lexicon.spoken_names import unsaid_statistic
from aqmap.read.lexicon.target_bounds import stated_bound
from aqmap.workspace.indicators import Indicator, task_comparator

_SCOPE = re.compile(r"\s*[（(](不?含[^）)]{1,20})[）)]")
_THAT_YEAR = re.compile(r"(20\d{2}年)(?!.*以[上下内]).*")  # 高于2020年, of what stands before it
_CLAUSE_END = re.compile("[，,；;。（(]")
_SHARES = ("%", "‰")


@dataclass
class FigureBuilder:
    """
    Numbers whose places, role and period are known.

    Attributes
    ----------
    context
        The document's.
    discourse
        What its sentence spoke of before; a change is put on a figure there.
    role_claim
        What the numbers are, and how that is known.
    thing
        What is counted.
    notes
        What the source adds: who hands the target down, 城区.
    part
        Whether they are parts of a whole that was told before: 其中.
    doubtful
        Whether it leaves open from when on it counts.
    open_since
        Whether they are of an earlier time that nothing tells (由80%提高到85%).
    """

    context: Context
    discourse: Discourse
    role_claim: RoleClaim
    thing: Thing
    notes: Sequence[str] = ()
    part: bool = False
    doubtful: bool = False
    open_since: bool = False

    @property
    def role(self) -> Role:
        """What the numbers are."""
        return self.role_claim.role

    @property
    def indicator(self) -> Indicator | None:
        """The catalogue's; none where it does not know what is counted."""
        return self.thing.indicator

    def fits(self, numbers: Sequence[Token]) -> bool:
        """Return whether every number is in the indicator's dimension."""
        return all(self._value(number) is not None for number in numbers)

    def add(self, claim: Claim, places: Sequence[NamedPlace]) -> None:
        """Add the figures of a claim: a value, a change or a comparison a place."""
        if claim.numbers[0].kind == Kind.RELATIVE:
            self._add_comparisons(claim.numbers[0], places)
        elif claim.is_change:
            self._add_changes(claim, places)
        else:
            self._add_values(claim, places)

    def _add_values(self, claim: Claim, places: Sequence[NamedPlace]) -> None:
        """Add one figure a place, if every number has the unit and compares one way."""
        numbers, said = claim.numbers, claim.comparators
        if len(said) > 1 or (self.role == Role.TARGET and any(map(self._worse, said))):
            return self.discourse.leave_out(numbers, "threshold")
        if not self.fits(numbers):
            return self.discourse.leave_out(numbers, "unit")
        usual = task_comparator(self.indicator) if self.role == Role.TARGET else None
        comparator = next(iter(said), usual)
        suffixes = cycle(claim.suffixes or (None,))
        is_said = bool(claim.of_kind(Kind.COMPARATOR))
        for (place, number), behind in zip(self._pairs(claim, places), suffixes, strict=False):
            suffix = behind.text if behind else ""
            self._add(place, number, suffix, comparator, numbers[-1].unit, is_said=is_said)
        return None

    def _pairs(self, claim: Claim, places: Sequence[NamedPlace]) -> list[tuple[NamedPlace, Token]]:
        """Return each number with its place: one each, or one for all if it can be shared."""
        numbers = claim.numbers
        if len(numbers) == len(places):
            return list(zip(places, numbers, strict=True))
        if len(numbers) == 1 and self._is_shared(claim):
            return [(place, numbers[0]) for place in places]
        return self._of_open_places(numbers, places)

    def _is_shared(self, claim: Claim) -> bool:
        """Return whether one number can be that of several places: a rate, or 均 and 各."""
        if not claim.rule:
            return bool(claim.of_kind(Kind.EACH)) or claim.numbers[0].unit in _SHARES
        if claim.of_kind(Kind.RESPECTIVELY):
            return False
        together = self.indicator is not None and self.indicator.adds_up
        return claim.is_change or not together or bool(claim.of_kind(Kind.EACH))

    def _of_open_places(
        self, numbers: Sequence[Token], places: Sequence[NamedPlace]
    ) -> list[tuple[NamedPlace, Token]]:
        """Return each number with a place that is open, where it is not one number a place."""
        if len(places) == 1 and self.doubtful:  # of several periods of one place
            return [(places[0], number) for number in numbers]
        written = "、".join(filter(None, (place.written for place in places)))
        codes = [place.code for place in places if place.code]
        unknown = self.discourse.unknown_place(written, codes)
        return [(unknown, number) for number in numbers]

    def _add_change(self, place: NamedPlace, number: Token, base: str, *, falls: bool) -> None:
        """Add a figure that is a change and no more."""
        amount = self._signed(number)
        if amount is None:
            return self.discourse.leave_out([number], "open")
        amount = -abs(amount) if falls else amount
        comparator = None
        if self.role == Role.TARGET:
            comparator = Comparator.LE if amount < 0 else Comparator.GE
            if self._worse(comparator):
                return self.discourse.leave_out([number], "threshold")
        if self._put_on_figure(place, number, amount, base):
            return None
        figure = replace(
            self._figure(place, number), comparator=comparator, value_written=number.text
        )
        changed = with_change(figure, amount, number.unit, base)
        self._take(changed, place, number, is_said=True)
        return None

    def _signed(self, change: Token) -> Decimal | None:
        """Return a change with its sign; what 改善 means is the indicator's to tell, if it does."""
        amount = change.value or Decimal(0)
        if change.better is None:
            return amount
        if self.indicator is None or self.indicator.direction is None:
            return None
        return amount if change.better == (self.indicator.direction == "higher") else -amount

    def _add(
        self,
        place: NamedPlace,
        number: Token,
        suffix: str,
        comparator: Comparator | None,
        unit: str,
        *,
        is_said: bool,
    ) -> None:
        """Add a number's figure; whether the clause says how it compares."""
        value = self._value(number)
        words = ""
        if self.role == Role.TARGET and comparator is None:
            comparator, words = self._stated_bound(number)
        written = number.text.strip() + suffix
        scope, note = split_scope(self._notes(number, suffix))
        figure = replace(
            self._figure(place, number),
            comparator=comparator,
            value=value,
            unit=self.indicator.unit.zh if self.indicator else number.unit,
            value_written=written,
            unit_written=number.unit or unit,
            absence=None,
            scope=scope,
            note=note,
        )
        self._take(figure, place, number, len(suffix), is_said=bool(suffix or words) or is_said)

    def _stated_bound(self, number: Token) -> tuple[Comparator | None, str]:
        """Return how a target compares by its clause's verb, or as the whole that it is part of."""
        if self.indicator is not None and self.indicator.kind == "stock":  # no target
            return None, ""
        if self.indicator is None and number.unit.endswith("元"):  # more money is no better
            return None, ""
        discourse = self.discourse
        behind = _CLAUSE_END.search(discourse.plain, number.end)
        end = behind.start() if behind else len(discourse.plain)
        comparator, words = stated_bound(discourse.plain[discourse.clause_start : end])
        if comparator is None and discourse.tells_parts and discourse.taken:
            whole = discourse.taken[-1].figure
            return whole.comparator, "其中"
        return comparator, words

    def _value(self, number: Token) -> Decimal | None:
        """Return the number in the indicator's unit; none if it is in another dimension."""
        if self.indicator is None or not number.unit or number.value is None:
            return number.value
        if self.context.indicators.same_unit(self.indicator, number.unit):
            return number.value
        return convert(number.value, number.unit, self.indicator.unit.zh)

    def _add_comparisons(self, comparison: Token, places: Sequence[NamedPlace]) -> None:
        """Add a target without a number a place: better than in another year."""
        if self.role != Role.TARGET or self.indicator is None or self.indicator.direction is None:
            return self.discourse.leave_out([comparison], "open")
        better = Comparator.GT if self.indicator.direction == "higher" else Comparator.LT
        comparator = comparison.comparator or better
        if self._worse(comparator):
            return self.discourse.leave_out([comparison], "threshold")
        scope, note = split_scope(self._notes(comparison))
        for place in places:
            figure = replace(
                self._figure(place, comparison),
                comparator=comparator,
                baseline_period=comparison.period,
                value_written=_THAT_YEAR.sub(r"\1", comparison.text),
                scope=scope,
                note=note,
            )
            self._take(figure, place, comparison, is_said=True)
        return None

    def _add_changes(self, claim: Claim, places: Sequence[NamedPlace]) -> None:
        """Put a change on the measured figure it is stated of, or add a figure that has no more."""
        changes = claim.numbers
        base = base_of(claim, self.discourse)
        if self._put_level(claim, base):
            return None
        unit = next((change.unit for change in changes if change.unit), "%")  # of 持平 alone
        changes = [change if change.unit else replace(change, unit=unit) for change in changes]
        again = [change for change in changes if change.unit != unit]
        if again and all(change.kind == Kind.CHANGE for change in changes) and len(places) == 1:
            self.discourse.leave_out(changes[1:], "again")  # 减少12万吨、下降3%
            changes = changes[:1]
        elif again:
            return self.discourse.leave_out(changes, "unit")
        if unit not in ("%", "个百分点") and not self.fits(changes):
            counted = self._last_counted_in(unit, places)
            if counted is None:
                return self.discourse.leave_out(changes, "unit")
            return counted.add(claim, places)
        for place, change in self._pairs(replace(claim, numbers=changes), places):
            self._add_change(place, change, base, falls=claim.falls)
        return None

    def _put_level(self, claim: Claim, base: str) -> bool:
        """Put 持平 without more words on the number before it, whatever that counts."""
        level, taken = claim.numbers[0], self.discourse.taken[-1:]
        named = claim.indicator or claim.places or len(claim.numbers) > 1 or level.unit
        if named or not taken or not fits_change(taken[0].figure, ""):
            return False
        put_change(taken[0], level, Decimal(0), "%", base)
        return True

    def _last_counted_in(self, unit: str, places: Sequence[NamedPlace]) -> FigureBuilder | None:
        """Return the builder of what was counted last in a unit: 优良天数80天（80%），增加6天."""
        codes = {place.code for place in places}
        for figure in (taken.figure for taken in reversed(self.discourse.taken)):
            known = self.context.indicators.get(figure.indicator)
            if figure.place in codes and figure.unit == unit and figure.change is None:
                thing = Thing(figure.indicator_written, known, self.thing.named)
                return replace(self, thing=thing)
        return None

    def _put_on_figure(self, place: NamedPlace, change: Token, amount: Decimal, base: str) -> bool:
        """Put a change on the figure of its place, if one was given; return whether."""
        wanted = (self.indicator.id if self.indicator else "", place.code, self.role)
        for taken in reversed(self.discourse.taken):
            figure = taken.figure
            if (figure.indicator, figure.place, figure.role) != wanted or figure.period == base:
                continue
            named = self.indicator is not None or figure.indicator_written == self.thing.written
            if named and fits_change(figure, change.unit):
                put_change(taken, change, amount, change.unit, base)
                return True
        return False

    def _take(
        self, figure: Figure, place: NamedPlace, number: Token, behind: int = 0, *, is_said: bool
    ) -> None:
        """Add a figure whose number stands there in the sentence, with how its fields are known."""
        reasons = (
            place.reason,
            self._period_reason(figure.period, number.unit),
            self.role_claim.reason,
            *other_reasons(
                self.thing,
                number.unit or figure.unit_written or (None if figure.value is not None else ""),
                figure.role,
                figure.comparator,
                is_said=is_said,
            ),
        )
        span = (number.start, number.end + behind)
        self.discourse.taken.append(TakenFigure(figure, [span], reasons))

    def _period_reason(self, period: str, unit: str) -> Reason:
        if self.open_since:
            return Reason("period", Known.ASSUMED, "nothing")
        is_within = "/" in period and period[:4] == period.partition("/")[2][:4]
        if is_within and self.discourse.is_deadline and self._is_task(unit):
            words = self.discourse.period_words
            return Reason("period", Known.ASSUMED, "due", words, (period[:4],))
        return period_reason(
            self.context, self.discourse, self.role_claim, self.indicator, doubtful=self.doubtful
        )

    def _is_task(self, unit: str) -> bool:
        """Return whether numbers are of work, whose deadline may be that of a whole year's task."""
        return self.role == Role.TARGET and unit not in _SHARES

    def _worse(self, comparator: Comparator) -> bool:
        """Return whether it asks for the worse side: that is a threshold of alarm, no target."""
        if self.indicator is None:
            return False
        most = comparator in (Comparator.LE, Comparator.LT)
        return self.indicator.direction == ("higher" if most else "lower")

    def _notes(self, number: Token, suffix: str = "") -> list[str]:
        """Return what the source adds, also 约 and what a number includes."""
        about = [APPROXIMATE] if number.about else []
        scope = _SCOPE.match(self.discourse.sentence, number.end + len(suffix))
        extent = [self.discourse.extent] if self.discourse.extent else []
        unsaid = unsaid_statistic(self.indicator, self.thing.written)
        notes = [*self.notes, *extent, *about, *([scope[1]] if scope else [])]
        return [*notes, f"未写{unsaid}"] if unsaid else notes

    def _figure(self, named_place: NamedPlace, number: Token) -> Figure:
        """Return a figure without its number."""
        place = named_place.place
        period = OPEN_YEAR if self.open_since else self.discourse.period_told
        is_known = self.role_claim.reason.known != Known.ASSUMED
        if self.role == Role.TARGET and self.context.kind == "report" and is_known:
            aimed = bool(self.role_claim.rules & AIMED_IN_ITS_CLAUSE)
            period = aimed_at(period, self.discourse, self.context.period, aimed=aimed)
        known, sentence = self.indicator, self.discourse.sentence
        of_air = known is not None and known.kind == "quality"
        return Figure(
            id="",
            place=named_place.code,
            place_written=named_place.written or (place.name.zh if place else ""),
            level=place.level if place else Level.COUNTY,
            indicator=known.id if known else "",
            indicator_written=self.thing.written,
            period=period,
            as_of=cut_off(period) if self.role == Role.MEASURED else "",
            role=self.role,
            unit=known.unit.zh if known else "",
            value_written="",
            absence=Absence.RELATIVE,
            basis=Basis.PLAN if self.role == Role.TARGET else Basis.REPORT,
            dust=dust_at(sentence, number.start) if of_air else None,
            state=state_at(sentence, number.start, number.end) if of_air else None,
            part=self.part,
            source=self.context.source.id,
            locator=self.discourse.locator,
        )
