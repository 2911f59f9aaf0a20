"""A sentence → figures: clause by clause, each number with its role, places and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from aqmap.model.figures import Role
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.counted_phrases import Left, Phrase, read_phrases
from aqmap.read.documents.prose.discourse import Said, Where
from aqmap.read.documents.prose.discourse_turns import (
    each_in_turn,
    enter,
    forget,
    leave,
    note_summary,
    rest,
    rest_of,
    summed_up,
    text_of,
    turn_to,
    where_named,
)
from aqmap.read.documents.prose.grammar import Clause, Statement, read_clauses
from aqmap.read.documents.prose.named_targets import named_goal
from aqmap.read.documents.prose.roles import dated, number_role, of_no_month, since_no_year
from aqmap.read.documents.prose.statement_figures import Saying, changes_each
from aqmap.read.documents.prose.tokenizer import plain
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.workspace.indicators import Indicator

_CHANGE_UNITS = ("%", "个百分点")
_POWERS = "十百千万亿"
_ASKED = re.compile(r"\s*\S{0,8}(?:目标|措施|任务|要求|时限)[：:]")
_SHARE = re.compile(f"(?:{NAMED_AIM})(?:任务|总)?[值数量]?的\\d|^占")


class SentenceReader:
    """Reads sentences of one document into what they say."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def read(self, tokens: Sequence[Token], state: Said) -> None:
        """Add what a sentence says to its state."""
        opening = plain(state.sentence)
        ahead = re.match(r"\s*到", opening) and ("目标" in opening or state.ahead)
        state.aimed = bool(ahead or _ASKED.match(opening))
        clauses = list(read_clauses(tokens))
        before: Clause | None = None
        for clause, behind in zip_longest(clauses, clauses[1:]):
            period = state.period
            if behind and summed_up(clause, behind):
                note_summary(clause, state)
            else:
                self._read_clause(clause, before, state)
            if state.resumed:
                state.period, state.resumed = state.resumed, ""
            rest(clause, period, state)
            state.answered = bool(clause.statements)
            before = clause

    def _read_clause(self, clause: Clause, before: Clause | None, state: Said) -> None:
        enter(clause, state)
        goal = named_goal(clause.tokens, before.tokens if before else (), clause.opened)
        if goal and self._state_goal(goal, clause, state):
            return
        if not clause.readable:
            named = state.places
            forget(clause, state, self._context.own)
            if clause.holds("QK"):
                self._read_phrases(clause, state, named)
            else:
                self._note_periods(clause.tokens, state)
            return
        for statement in clause.statements:
            self._note_periods(statement.tokens, state)
            self._read_statement(clause, statement, state)
        if not clause.statements:
            self._note_periods(clause.tokens, state)
        leave(clause, state)

    def _state_goal(self, goal: Token, clause: Clause, state: Said) -> bool:
        """Add a target that is named beside what was reached; return whether there is one."""
        where = self._where_said(state)
        unit = goal.unit.lstrip(_POWERS)
        if _SHARE.search(text_of(clause.tokens)) and unit == "%":
            return False
        indicator = state.indicator.indicator if state.indicator else None
        written = state.indicator.text if state.indicator else state.counted.get(unit, "")
        last = state.found[-1].figure if state.found else None
        if indicator is None and last and last.indicator_written == written:
            indicator = self._context.indicators.get(last.indicator)
        if self._context.kind == "plan" or not (state.found and state.period and written):
            return False
        if not where or len(where) > 1:
            return False
        saying = Saying(self._context, state, Role.TARGET, indicator, written)
        if not saying.fits([goal]):
            return False
        stated = Statement([goal], (), state.indicator, [goal], part=False)
        saying.state_values(stated, where)
        state.leave([t for t in clause.tokens if t.kind == v.QUANTITY and t is not goal], "share")
        return True

    def _read_statement(self, clause: Clause, statement: Statement, state: Said) -> None:
        turn_to(statement, state)
        if state.indicator is None and not statement.of_kind("Y"):
            state.indicator = self._topic(state, statement.values[-1])
        if changes_each(statement, state):
            return
        where = self._where_said(state)
        if statement.part and statement.places and not each_in_turn(statement, clause, state):
            state.places = None  # what follows may be the part's or the whole's
        role = self._role(clause, state)
        if role is None or where is None:
            state.leave(statement.values, "period" if state.period is None else _why(role, where))
            return
        named = state.indicator
        if of_no_month(self._context, state, text_of(clause.tokens), statement.values[0].unit):
            state.leave(statement.values, "period")
            return
        if (
            named
            and named.indicator
            and since_no_year(self._context, state, text_of(clause.tokens), named.indicator.id)
        ):
            state.leave(statement.values, "period")
            return
        if named is None or named.indicator is None:
            self._read_phrases(Clause(statement.tokens, giver=clause.giver), state, state.places)
            return
        of_a_time = bool(statement.of_kind(v.PERIOD))
        part = statement.part and not statement.places and _same_as_before(named, state)
        part = part and not of_a_time
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += [token.text for token in statement.of_kind("G")]
        within = bool(statement.of_kind("G")) and _told_before(named, where, state)
        indicator = None if part or within else named.indicator  # a part is not the whole
        saying = Saying(self._context, state, role, indicator, named.text, notes, part)
        if statement.values[0].kind == v.RELATIVE:
            saying.relative(statement, where)
        elif statement.values[0].kind == v.CHANGE:
            self._state_old(statement.old, statement.then, saying, where)
            saying.change(statement, where)
        elif _stretches(statement, named, state):
            state.leave(statement.values, "stretch")
        elif statement.indicator and not saying.fits(statement.values):
            self._read_phrases(Clause(statement.tokens, giver=clause.giver), state, state.places)
        else:
            self._state_old(statement.old, statement.then, saying, where)
            saying.state_values(statement, where)
            _note_counted(state, named.text, statement.values[-1].unit)

    def _state_old(
        self, old: Token | None, period: str, saying: Saying, where: Sequence[Where]
    ) -> None:
        """Add the value that another starts from (由2020年的80%提高到85%) as a baseline."""
        if old is None:
            return
        state = saying.state
        then = state.base(period)
        if not then or then == state.period:
            state.leave([old], "no_base")
            return
        state.change_base = then
        was = replace(saying, role=Role.BASELINE)
        stated = Statement([old], (), None, [old], part=False)
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
                places = [where_named(token) for token in phrase.places]
            elif state.whole and not phrase.adjacent and ";" not in rest_of(clause, state):
                places = None  # the part's, or the whole's again?
            self._read_phrase(clause, phrase, state, places)
        state.places = places

    def _read_phrase(
        self, clause: Clause, phrase: Phrase, state: Said, places: list[Where] | None
    ) -> None:
        unit = phrase.numbers[-1].unit.lstrip(_POWERS)
        of_a_time = any(token.kind == v.PERIOD for token in phrase.tokens)
        goes_on = state.part == unit or (phrase.adjacent and state.part)
        part = (phrase.part or bool(goes_on)) and not phrase.places and not of_a_time
        written, carried, verb = phrase.written, "", ""
        if not written:
            carried = self._goes_on(phrase, state, unit)
            verb = next((t.text for t in phrase.tokens if t.kind == "Y"), "")
            bare = re.sub(f"^(?:{v.ADDED})", "", carried)
            written = carried if not carried or verb in carried else verb + bare
        where = places if places != [] else ([state.default] if state.default else None)
        role, here = self._role(clause, state), text_of(clause.tokens)
        month = state.period is not None and "/" not in state.period and "-" in state.period
        open_period = state.period is None or ("累计" in here and month)
        open_period = open_period or of_no_month(self._context, state, here, unit)
        if role is None or where is None or not written or open_period:
            state.leave(phrase.numbers, "period" if open_period else _why(role, where))
            return
        state.part = unit if part else ""
        known = self._known(written, unit)
        since = since_no_year(self._context, state, here, known.id if known else written)
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += ["累计"] * since
        notes += [token.text for token in phrase.tokens if token.kind == "G"]
        same = not carried or written == carried or verb in state.indicator_said
        unknown = since or not same
        for n, thing in enumerate(phrase.things or [written]):
            indicator = None if unknown else self._known(thing, unit)
            last = state.found[-1].figure.indicator if state.found else ""
            if part and indicator and indicator.id == last:
                indicator = None  # a part is not the indicator's whole
            one = phrase.only(n) if phrase.things else phrase
            saying = Saying(self._context, state, role, indicator, thing, notes, part)
            if phrase.old:
                self._state_old(phrase.old, phrase.then, saying, where)
            saying.state_phrase(one, where)
        _note_counted(state, written, unit)

    def _topic(self, state: Said, number: Token) -> Token | None:
        """Return the indicator that the paragraph's first words name, in the number's unit."""
        known = self._known(state.topic, number.unit.lstrip(_POWERS)) if state.topic else None
        return replace(number, text=state.topic, indicator=known) if known else None

    def _goes_on(self, phrase: Phrase, state: Said, unit: str) -> str:
        """Return what a number without words counts: the thing before (阜康市8座; 81家235条)."""
        if phrase.adjacent and state.part:
            return state.last
        if phrase.places and state.part and state.parts_of:  # 其中州级6次、昌吉市6次
            return state.parts_of.counted.get(unit, "")
        changes = any(number.kind == v.CHANGE for number in phrase.numbers)
        if changes and unit == "个百分点" and state.share:
            return state.share
        if phrase.adjacent or changes:
            return state.counted.get(unit, state.last)
        if unit == "%" and all(token.kind == v.PLACE for token in phrase.tokens):
            return state.share  # 新能源占比100%，阜康市92%
        return state.counted.get(unit, "") if phrase.tokens else ""

    def _known(self, written: str, unit: str) -> Indicator | None:
        """Return the indicator that words stand for, with their unit where that tells two apart."""
        units = (unit, f"万{unit}")
        written = re.sub('[“”"‘’]', "", written)
        bare = re.sub(f"^(?:{v.ADDED})", "", written)
        plain = bare.removesuffix("改造")
        sized = (f"{name}（{one}）" for name in (written, plain) for one in units)
        names = (*sized, written, bare, plain)
        return next(filter(None, map(self._context.indicators.find, names)), None)

    def _where_said(self, state: Said) -> list[Where] | None:
        if state.places == []:
            return [state.default] if state.default else None
        return state.places

    def _note_periods(self, tokens: Sequence[Token], state: Said) -> None:
        for token in tokens:
            if token.kind == v.PERIOD:
                if token.period == YEAR_BEFORE:  # 去年同期19天: of this clause alone
                    state.resumed = state.period or ""
                state.dated, state.dated_at = True, token.start
                state.deadline = re.fullmatch("(?!截[止至]).*[前底末]", token.text) is not None
                state.period = dated(token.period, state.period, self._context) or None

    def _role(self, clause: Clause, state: Said) -> Role | None:
        return number_role(self._context, state, text_of(clause.tokens), clause.tokens[-1].end)


def _note_counted(state: Said, written: str, unit: str) -> None:
    """Keep what was counted for numbers that go on about it; a share counts nothing."""
    if unit == "%":
        state.share = written
    if unit not in _CHANGE_UNITS:
        state.counted[unit.lstrip(_POWERS)] = state.last = written


def _told_before(indicator: Token, where: Sequence[Where], state: Said) -> bool:
    """Return whether the places have a number of the indicator: another is of a part of them."""
    known = indicator.indicator
    told = {
        found.figure.place
        for found in state.found
        if known and found.figure.indicator == known.id and found.figure.period == state.period
    }
    return all(place.code in told for place, _ in where)


def _stretches(statement: Statement, indicator: Token, state: Said) -> bool:
    """Return whether a number is aimed at beyond one that is asked for: 力争达到93%."""
    aims = any(token.text in ("力争", "争取") for token in statement.of_kind("M"))
    return aims and not statement.indicator and _same_as_before(indicator, state)


def _same_as_before(indicator: Token, state: Said) -> bool:
    """Return whether the number before was of the same indicator: 其中 tells a part of that."""
    named = indicator.indicator
    return bool(state.found and named and state.found[-1].figure.indicator == named.id)


def _why(role: Role | None, where: Sequence[Where] | None) -> str:
    if where is None:
        return "no_place"
    return "past_or_intended" if role is None else "no_words"
