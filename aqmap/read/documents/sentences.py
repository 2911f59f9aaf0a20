"""A sentence → figures: clause by clause, each number with its role, places and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aqmap.figures import Role
from aqmap.indicators import Indicator
from aqmap.places import Place
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.context import Context
from aqmap.read.documents.grammar import Clause, Statement, read_clauses
from aqmap.read.documents.mentions import Token
from aqmap.read.documents.phrases import Left, Phrase, read_phrases
from aqmap.read.documents.roles import dated, number_role, since_no_year
from aqmap.read.documents.sayings import Said, Saying, Where

_CHANGE_UNITS = ("%", "个百分点")
_POWERS = "十百千万亿"


class SentenceReader:
    """Reads sentences of one document into what they say."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, tokens: Sequence[Token], state: Said) -> None:
        """Add what a sentence says to its state."""
        starts = state.sentence.lstrip().startswith("到")
        state.aimed = starts and ("目标" in state.sentence or state.ahead)
        for clause in read_clauses(tokens):
            self._read_clause(clause, state)
            state.answered = bool(clause.statements)

    def _read_clause(self, clause: Clause, state: Said) -> None:
        _note_base(clause, state)
        if "；" in clause.opened or ";" in clause.opened:  # the parts are told
            state.part = ""
            state.period = state.period or state.opening
            if state.whole is not None:
                state.places, state.whole = state.whole, None
        if state.outside is not None and re.search("[）)]", clause.opened):
            state.places, state.outside = state.outside, None
        if re.search("[（(]$", clause.opened) and clause.holds("P"):
            state.outside = state.places
        if not clause.readable:
            before = state.places
            _forget(clause, state, self._context.own)
            if clause.holds("QK"):
                self._read_phrases(clause, state, before)
            else:
                self._note_periods(clause.tokens, state)
            return
        for statement in clause.statements:
            self._note_periods(statement.tokens, state)
            self._read_statement(clause, statement, state)
        if not clause.statements:
            self._note_periods(clause.tokens, state)
            if clause.indicator:
                state.indicator, state.indicator_said = clause.indicator, _text(clause.tokens)
            if clause.places:
                state.places = [_where(token) for token in clause.places]
        if clause.compared:
            state.change_base, state.baseline = state.baseline or state.change_base, ""

    def _read_statement(self, clause: Clause, statement: Statement, state: Said) -> None:
        if statement.part and statement.places and state.whole is None:
            state.whole = state.places
        if statement.places:
            state.places = [_where(token) for token in statement.places]
        if statement.indicator:
            state.indicator, state.indicator_said = statement.indicator, _text(statement.tokens)
        elif any(token.text not in state.indicator_said for token in statement.of_kind("Y")):
            state.indicator = None  # 淘汰50辆，阜康市新增30辆: another thing is counted
        where = self._where_said(state)
        if statement.part and statement.places:  # what follows may be the part's or the whole's
            state.places = None
        role = self._role(clause, state)
        if role is None or where is None:
            state.leave(statement.values, "period" if state.period is None else _why(role, where))
            return
        named = state.indicator
        if named and named.indicator and since_no_year(state, _text(clause.tokens)):
            state.leave(statement.values, "period")
            return
        if named is None or named.indicator is None:
            self._read_phrases(Clause(statement.tokens, giver=clause.giver), state, state.places)
            return
        part = statement.part and not statement.places and _same_as_before(named, state)
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += ["其中"] if part else []
        notes += [token.text for token in statement.of_kind("G")]
        indicator = None if part else named.indicator  # a part is not the indicator's whole
        saying = Saying(self._context, state, role, indicator, named.text, notes)
        if statement.values[0].kind == v.RELATIVE:
            saying.relative(statement, where)
        elif statement.values[0].kind == v.CHANGE:
            self._state_old(statement, saying, where)
            saying.change(statement, where)
        elif statement.indicator and not saying.fits(statement.values):
            self._read_phrases(Clause(statement.tokens, giver=clause.giver), state, state.places)
        else:
            self._state_old(statement, saying, where)
            saying.state_values(statement, where)
            _note_counted(state, named.text, statement.values[-1].unit)

    def _state_old(self, statement: Statement, saying: Saying, where: Sequence[Where]) -> None:
        """Add the value that another starts from (由2020年的80%提高到85%) as a baseline."""
        old = statement.old
        if old is None:
            return
        state = saying.state
        then = state.base(statement.then)
        if not then or then == state.period or saying.indicator is None:
            state.leave([old], "no_base")
            return
        state.change_base = then
        was = replace(saying, role=Role.BASELINE)
        stated = Statement([old], (), statement.indicator, [old], part=False)
        state.baseline = then
        was.state_values(stated, where)
        state.baseline = ""

    def _read_phrases(self, clause: Clause, state: Said, places: list[Where] | None) -> None:
        """Read a clause about things that the catalogue does not know."""
        for phrase in read_phrases(clause.tokens):
            if isinstance(phrase, Left):
                state.leave([phrase.number], phrase.reason)
                places = None if phrase.reason in ("place_open", "no_place") else places
                continue
            self._note_periods(phrase.tokens, state)
            if phrase.part and phrase.places and state.whole is None:
                state.whole = places
            if phrase.places:
                places = [_where(token) for token in phrase.places]
            elif state.whole is not None and not phrase.adjacent:
                places = None  # the part's, or the whole's again?
            self._read_phrase(clause, phrase, state, places)
        state.places = places

    def _read_phrase(
        self, clause: Clause, phrase: Phrase, state: Said, places: list[Where] | None
    ) -> None:
        unit = phrase.numbers[-1].unit.lstrip(_POWERS)
        of_a_time = any(token.kind == v.PERIOD for token in phrase.tokens)
        part = (phrase.part or state.part == unit) and not phrase.places and not of_a_time
        written, carried = phrase.written, ""
        if not written:
            carried = self._goes_on(phrase, state, unit)
            verb = next((t.text for t in phrase.tokens if t.kind == "Y"), "")
            written = carried if not carried or verb in carried else verb + carried
        where = places if places != [] else ([state.default] if state.default else None)
        role, here = self._role(clause, state), _text(clause.tokens)
        month = state.period is not None and "/" not in state.period and "-" in state.period
        if role is None or where is None or not written or ("累计" in here and month):
            open_period = state.period is None or ("累计" in here and month)
            state.leave(phrase.numbers, "period" if open_period else _why(role, where))
            return
        state.part = unit if part else ""
        since = since_no_year(state, here)
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += ["其中"] * part + ["累计"] * since
        notes += [token.text for token in phrase.tokens if token.kind == "G"]
        unknown = part or since or (bool(carried) and written != carried)
        for n, thing in enumerate(phrase.things or [written]):
            indicator = None if unknown else self._known(thing, unit)
            one = phrase.only(n) if phrase.things else phrase
            Saying(self._context, state, role, indicator, thing, notes).state_phrase(one, where)
        _note_counted(state, written, unit)

    def _goes_on(self, phrase: Phrase, state: Said, unit: str) -> str:
        """Return what a number without words counts: the thing before (阜康市8座; 81家235条)."""
        if phrase.adjacent or any(number.kind == v.CHANGE for number in phrase.numbers):
            return state.counted.get(unit, state.last)
        return state.counted.get(unit, "") if phrase.tokens else ""

    def _known(self, written: str, unit: str) -> Indicator | None:
        """Return the indicator that words stand for, with their unit where that tells two apart."""
        units = (unit, f"万{unit}")
        bare = re.sub(f"^(?:{v.ADDED})", "", written)
        names = (*(f"{written}（{one}）" for one in units), written, bare)
        return next(filter(None, map(self._context.indicators.find, names)), None)

    def _where_said(self, state: Said) -> list[Where] | None:
        if state.places == []:
            return [state.default] if state.default else None
        return state.places

    def _note_periods(self, tokens: Sequence[Token], state: Said) -> None:
        for token in tokens:
            if token.kind == v.PERIOD:
                state.dated = True
                state.period = dated(token.period, state.period, self._context) or None

    def _role(self, clause: Clause, state: Said) -> Role | None:
        return number_role(self._context, state, _text(clause.tokens), clause.tokens[-1].end)


def _note_counted(state: Said, written: str, unit: str) -> None:
    """Keep what was counted for numbers that go on about it; a share counts nothing."""
    if unit not in _CHANGE_UNITS:
        state.counted[unit.lstrip(_POWERS)] = state.last = written


def _same_as_before(indicator: Token, state: Said) -> bool:
    """Return whether the number before was of the same indicator: 其中 tells a part of that."""
    named = indicator.indicator
    return bool(state.found and named and state.found[-1].figure.indicator == named.id)


def _why(role: Role | None, where: Sequence[Where] | None) -> str:
    if where is None:
        return "no_place"
    return "past_or_intended" if role is None else "no_words"


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.text for token in tokens)


def _where(token: Token) -> Where:
    assert token.place is not None  # noqa: S101 - the grammar's P always has one
    return token.place, token.text


def _note_base(clause: Clause, state: Said) -> None:
    """Open a comparison: 与2017年 alone or with a change, or with what that year had."""
    if not clause.base:
        return
    changes_only = all(s.values[0].kind == v.CHANGE for s in clause.statements)
    if clause.readable and changes_only:
        state.change_base = clause.base
    else:
        state.baseline = state.base(clause.base)


def _forget(clause: Clause, state: Said, own: Place | None) -> None:
    """Leave nothing to the next clause that an unreadable one may have changed."""
    if clause.holds("QNKR"):
        state.indicator = None
    named = [token for token in clause.tokens if token.kind in "PU"]
    if re.match("不?含|不?包括", _text(clause.tokens)) and not state.answered:
        state.places = None  # 昌吉市（含开发区）: another extent than the place's
    elif named:
        ours = all(token.place is not None and token.place == own for token in named)
        state.places = [_where(named[-1])] if ours else None
