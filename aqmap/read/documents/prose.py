"""
Sentences → figures.

A clause that the grammar does not cover from end to end gives no figure, and neither does a
number whose place, period or comparison the sentence leaves open: a figure that is missing can be
typed in, a wrong one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aqmap.figures import Absence, Basis, Comparator, Dust, Figure, Level, Role
from aqmap.indicators import Indicator
from aqmap.periods import period_bounds
from aqmap.places import Place
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.blocks import Paragraph
from aqmap.read.documents.context import Context, title_lines
from aqmap.read.documents.grammar import Clause, Statement, read_clauses
from aqmap.read.documents.grids import task_comparator
from aqmap.read.documents.mentions import Scanner, Token

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_SCOPE = re.compile(r"\s*[（(](不?含[^）)]{1,20})[）)]")
Where = tuple[Place, str]


@dataclass
class _State:
    """
    What a paragraph has said so far.

    `places` is empty where the document's own place is meant, and none where no one can tell;
    `period` likewise is none where it cannot be told.
    """

    period: str | None
    default: Where | None
    sentence: str = ""
    locator: str = ""
    aimed: bool = False
    indicator: Token | None = None
    places: list[Where] | None = field(default_factory=list)
    baseline: str = ""
    change_base: str = ""
    figures: list[Figure] = field(default_factory=list)


class ProseReader:
    """Reads the paragraphs of one document, in order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scanner = Scanner(context)

    def read(self, paragraph: Paragraph) -> list[Figure]:
        """
        Read the figures of a paragraph.

        Parameters
        ----------
        paragraph
            With its article, for the locators, and the heading above it.

        Returns
        -------
        figures
            In reading order. A plan's numbers are targets; a report's are measured, but for those
            it calls a target, and those of an earlier year it compares with, which are baselines.
            A change (−28.6 %) stands on the measured figure it is stated of.
        """
        own = self._context.own
        default = (own, "") if own and self._may_mean_own(paragraph.heading) else None
        period: str | None = self._context.period
        figures: list[Figure] = []
        for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
            tokens = self._scanner.scan(match[0])
            state = _State(period, self._default(tokens, default), match[0])
            state.locator = "; ".join(
                filter(None, (paragraph.place, f"sentence {number}", paragraph.at))
            )
            state.aimed = "目标" in match[0] and match[0].lstrip().startswith("到")
            for clause in read_clauses(tokens):
                self._read_clause(clause, state)
            if not state.baseline:  # a comparison that never ends is not understood
                figures += state.figures
            else:
                figures += [f for f in state.figures if f.role != Role.BASELINE]
            period = self._carried_period(tokens, state, number, period)
            if default and _begins_with_other_place(tokens, default[0]):
                default = None
        return [replace(figure, id=self._context.next_id()) for figure in figures]

    def _may_mean_own(self, heading: str) -> bool:
        """Return whether the heading above names no other place."""
        places = [t for t in self._scanner.scan(heading) if t.kind in "PU"]
        return all(token.place is not None and token.place == self._context.own for token in places)

    def _default(self, tokens: Sequence[Token], default: Where | None) -> Where | None:
        """Return the document's own place, unless the sentence speaks of another."""
        if default is None:
            return None
        for token in tokens:
            if token.kind == "W":
                break
            if token.kind == "U" or (token.place and token.place != default[0]):
                return None if not _handed_down(tokens) else default
        return default

    def _carried_period(
        self, tokens: Sequence[Token], state: _State, number: int, period: str | None
    ) -> str | None:
        """Return the period for the next sentence: only a lead (2021年以来) reaches beyond its own."""
        first = next((t for t in tokens if t.kind == v.PERIOD), None)
        if first is None:
            return period
        if first.period and number == 1 and first.start == 0 and len(first.period) == 4:
            return first.period
        same = all(t.period and t.period[:4] == t.period for t in tokens if t.kind == v.PERIOD)
        return period if same else None

    # ---- clauses ----
    def _read_clause(self, clause: Clause, state: _State) -> None:
        _note_base(clause, state)
        if not clause.readable:
            _forget(clause, state, self._context.own)
            return
        for statement in clause.statements:
            _note_periods(statement.tokens, state)
            self._read_statement(clause, statement, state)
        if not clause.statements:
            _note_periods(clause.tokens, state)
            state.indicator = clause.indicator or state.indicator
            if clause.places:
                state.places = [_where(token) for token in clause.places]
        if clause.compared:
            state.change_base, state.baseline = state.baseline or state.change_base, ""

    def _read_statement(self, clause: Clause, statement: Statement, state: _State) -> None:
        if statement.places:
            state.places = [_where(token) for token in statement.places]
        state.indicator = statement.indicator or state.indicator
        where = state.places
        if where == []:
            where = [state.default] if state.default else None
        if statement.part:  # what follows may be said of the part or of the whole
            state.places = None
        role = self._role(clause, state)
        if where is None or role is None or state.indicator is None or state.indicator.indicator is None:
            return
        maker = _Maker(self._context, state, statement, state.indicator.indicator, role, clause.giver)
        if statement.values[0].kind == v.RELATIVE:
            state.figures += maker.relative(where)
        elif statement.values[0].kind == v.CHANGE:
            maker.change(where)
        else:
            state.figures += maker.values(where)

    def _role(self, clause: Clause, state: _State) -> Role | None:
        """Return what a clause's numbers are, or nothing where it leaves that open."""
        if state.period is None:
            return None
        if state.baseline:
            return Role.BASELINE
        said = state.sentence[: clause.tokens[-1].end]
        year, last = state.period[:4], self._context.period[:4]
        if self._context.kind == "plan":
            if any(word in said for word in v.PAST):
                return None
            return Role.BASELINE if year < last else Role.TARGET
        if state.aimed or any(word in said for word in v.ASSIGNED):
            return Role.TARGET
        said = re.split("[；;]", said)[-1]
        return None if year > last or any(w in said for w in v.INTENDED) else Role.MEASURED


@dataclass
class _Maker:
    """Makes the figures of one statement."""

    context: Context
    state: _State
    statement: Statement
    indicator: Indicator
    role: Role
    giver: str

    def values(self, where: Sequence[Where]) -> list[Figure]:
        """Return one figure a place, if every number has the unit and finds its place."""
        numbers = self.statement.values
        unit = numbers[-1].unit
        if any(n.unit and not self.context.indicators.same_unit(self.indicator, n.unit) for n in numbers):
            return []
        shared = len(numbers) == 1 < len(where)
        if shared and (self.indicator.adds_up or self._distributes()) and not self.statement.of_kind("E"):
            return []
        if not shared and len(numbers) != len(where):
            return []
        comparator, certain = self._comparator()
        if not certain or (self.role == Role.TARGET and any(n.about for n in numbers)):
            return []
        figures = []
        for place, number in zip(where, numbers * len(where) if shared else numbers, strict=True):
            suffix = self._suffix(number)
            note = "；".join(filter(None, (*self._notes(), "约数" if number.about else "", self._scope(number))))
            figures.append(
                replace(
                    self._figure(place),
                    comparator=comparator,
                    value=number.value,
                    value_written=number.text + suffix,
                    unit_written=number.unit or unit,
                    absence=None,
                    note=note,
                )
            )
        return figures

    def relative(self, where: Sequence[Where]) -> list[Figure]:
        """Return a target without a number a place: better than in another year."""
        said = self.statement.values[0]
        if self.role != Role.TARGET or self.indicator.direction is None:
            return []
        better = Comparator.GT if self.indicator.direction == "higher" else Comparator.LT
        return [
            replace(
                self._figure(place),
                comparator=said.comparator or better,
                baseline_period=said.period,
                value_written=said.text,
                note="；".join(self._notes()),
            )
            for place in where
        ]

    def change(self, where: Sequence[Where]) -> None:
        """Put a change on the measured figure it is stated of, or add it as a relative target."""
        changes = self.statement.values
        bases = self.statement.of_kind(v.BASE)
        base = bases[-1].period if bases else self.state.change_base
        unit = changes[0].unit
        known = unit in ("%", "个百分点") or self.context.indicators.same_unit(self.indicator, unit)
        shared = len(changes) == 1 and not (self._distributes() and len(where) > 1)
        if not base or not known or not (shared or len(changes) == len(where)):
            return
        falls = changes[0].value is not None and changes[0].value < 0
        for place, said in zip(where, changes * len(where) if shared else changes, strict=True):
            if said.value is None or said.unit != unit:
                return
            value = -abs(said.value) if falls and said.kind == v.QUANTITY else said.value
            stated = {"change": value, "change_unit": unit, "baseline_period": base}
            if self.role == Role.TARGET:
                comparator = Comparator.LE if value < 0 else Comparator.GE
                figure = replace(self._figure(place), comparator=comparator, **stated)
                self.state.figures.append(replace(figure, value_written=said.text))
            elif self.role == Role.MEASURED:
                self._put(place[0], stated)

    def _put(self, place: Place, stated: dict[str, object]) -> None:
        for number, figure in enumerate(self.state.figures):
            if (figure.indicator, figure.place, figure.role) == (self.indicator.id, place.code, Role.MEASURED):
                self.state.figures[number] = replace(figure, **stated)

    def _distributes(self) -> bool:
        return bool(self.statement.of_kind("D"))

    def _comparator(self) -> tuple[Comparator | None, bool]:
        """Return how the numbers compare, and whether that is certain."""
        said = {t.comparator for t in (*self.statement.of_kind("C"), *self.statement.of_kind("S"))}
        if self.role != Role.TARGET:
            return None, not said
        if len(said) > 1:
            return None, False
        usual = task_comparator(self.indicator)
        return (said.pop() if said and usual else usual), True

    def _suffix(self, number: Token) -> str:
        after = self.statement.tokens[self.statement.tokens.index(number) + 1 :][:1]
        return after[0].text if after and after[0].kind == "S" else ""

    def _scope(self, number: Token) -> str:
        found = _SCOPE.match(self.state.sentence, number.end + len(self._suffix(number)))
        return found[1] if found else ""

    def _notes(self) -> list[str]:
        given = [f"{self.giver}下达"] if self.giver else []
        return [*given, *(token.text for token in self.statement.of_kind("G"))]

    def _figure(self, where: Where) -> Figure:
        """Return a figure of this statement without its number."""
        place, written = where
        period = self.state.baseline if self.state.baseline else self.state.period or ""
        _, last = period_bounds(period)
        cut_off = "/" in period and self.role == Role.MEASURED
        indicator = self.state.indicator
        return Figure(
            id="",
            place=place.code,
            place_written=written or place.name.zh,
            level=place.level,
            indicator=self.indicator.id,
            indicator_written=indicator.text if indicator else "",
            period=period,
            as_of=last.isoformat() if cut_off else "",
            role=self.role,
            unit=self.indicator.unit.zh,
            value_written="",
            absence=Absence.RELATIVE,
            basis=Basis.PLAN if self.role == Role.TARGET else Basis.REPORT,
            dust=Dust.UNKNOWN if self.indicator.kind == "quality" else None,
            source=self.context.source.id,
            locator=self.state.locator,
        )


def title_place(paragraphs: Sequence[str], context: Context) -> str:
    """Return the code of the one place that the document's title names, or nothing."""
    scanner = Scanner(context)
    found = {
        token.place.code
        for line in title_lines(paragraphs)
        for token in scanner.scan(line.translate(str.maketrans("", "", "《》")))
        if token.place
    }
    return found.pop() if len(found) == 1 else ""


def _where(token: Token) -> Where:
    assert token.place is not None  # noqa: S101 - the grammar's P always has one
    return token.place, token.text


def _note_base(clause: Clause, state: _State) -> None:
    """Open a comparison: 与2017年 alone or with a change, or with what that year had."""
    if not clause.base:
        return
    changes_only = all(s.values[0].kind == v.CHANGE for s in clause.statements)
    if clause.readable and changes_only and (not clause.statements or clause.base):
        state.change_base = clause.base
    else:
        state.baseline = clause.base


def _note_periods(tokens: Sequence[Token], state: _State) -> None:
    for token in tokens:
        if token.kind == v.PERIOD:
            state.period = token.period or None


def _forget(clause: Clause, state: _State, own: Place | None) -> None:
    """Leave nothing to the next clause that an unreadable one may have changed."""
    _note_periods(clause.tokens, state)
    if clause.holds("QNKR"):
        state.indicator = None
    named = [token for token in clause.tokens if token.kind in "PU"]
    if named:
        ours = all(token.place is not None and token.place == own for token in named)
        state.places = [_where(named[-1])] if ours else None


def _handed_down(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "H" for token in tokens)


def _begins_with_other_place(tokens: Sequence[Token], own: Place) -> bool:
    first = next((t for t in tokens if t.kind not in (v.PERIOD, v.BREAK, "V", "M")), None)
    return first is not None and first.kind in "PU" and first.place != own
