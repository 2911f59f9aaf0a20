"""
Sentences → figures.

A clause that the grammar does not cover from end to end gives no figure, and neither does a
number whose place, period or comparison the sentence leaves open: a figure that is missing can be
typed in, a wrong one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aqmap.figures import Figure, Role
from aqmap.places import Place
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.blocks import Paragraph
from aqmap.read.documents.context import Context, title_lines
from aqmap.read.documents.grammar import Clause, Statement, read_clauses
from aqmap.read.documents.mentions import Scanner, Token
from aqmap.read.documents.sayings import Said, Saying, Where
from aqmap.transcript import Passage

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_LONGEST = 1000  # what has no full stop for so long is no sentence


@dataclass(frozen=True)
class ProseReading:
    """What a paragraph gave: its figures, and its text with what became of every number."""

    figures: tuple[Figure, ...]
    passage: Passage


class ProseReader:
    """Reads the paragraphs of one document, in order."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._scanner = Scanner(context)

    def read(self, paragraph: Paragraph) -> ProseReading:
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
        default: Where | None = (own, "") if own and self._may_mean_own(paragraph.heading) else None
        period: str | None = self._context.period
        figures: list[Figure] = []
        for number, match in enumerate(_SENTENCE.finditer(paragraph.text), 1):
            if len(match[0]) > _LONGEST:
                default, period = None, None
                continue
            tokens = self._scanner.scan(match[0])
            state = Said(period, self._default(tokens, default), match[0])
            state.locator = "; ".join(
                filter(None, (paragraph.place, f"sentence {number}", paragraph.at))
            )
            state.aimed = "目标" in match[0] and match[0].lstrip().startswith("到")
            for clause in read_clauses(tokens):
                self._read_clause(clause, state)
                state.answered = bool(clause.statements)
            if not state.baseline:  # a comparison that never ends is not understood
                figures += state.figures
            else:
                figures += [f for f in state.figures if f.role != Role.BASELINE]
            period = self._carried_period(tokens, period)
            if default and _begins_with_other_place(tokens, default[0]):
                default = None
        named = tuple(replace(figure, id=self._context.next_id()) for figure in figures)
        return ProseReading(named, Passage(paragraph.text, paragraph.at))

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

    def _carried_period(self, tokens: Sequence[Token], period: str | None) -> str | None:
        """Return the next sentence's period; after another than the document's, it is open."""
        other = any(t.kind == v.PERIOD and t.period != self._context.period for t in tokens)
        return None if other else period

    # ---- clauses ----
    def _read_clause(self, clause: Clause, state: Said) -> None:
        _note_base(clause, state)
        if not clause.readable:
            _forget(clause, state, self._context.own)
            return
        for statement in clause.statements:
            _note_periods(statement.tokens, state)
            self._read_statement(clause, statement, state)
        if not clause.statements:
            _note_periods(clause.tokens, state)
            if clause.indicator:
                state.indicator, state.indicator_said = clause.indicator, _text(clause.tokens)
            if clause.places:
                state.places = [_where(token) for token in clause.places]
        if clause.compared:
            state.change_base, state.baseline = state.baseline or state.change_base, ""

    def _read_statement(self, clause: Clause, statement: Statement, state: Said) -> None:
        if statement.places:
            state.places = [_where(token) for token in statement.places]
        if statement.indicator:
            state.indicator, state.indicator_said = statement.indicator, _text(statement.tokens)
        elif any(token.text not in state.indicator_said for token in statement.of_kind("Y")):
            state.indicator = None  # 淘汰50辆，阜康市新增30辆: another thing is counted
        where = state.places
        if where == []:
            where = [state.default] if state.default else None
        if statement.part:  # what follows may be said of the part or of the whole
            state.places = None
        role = self._role(clause, state)
        if (
            where is None
            or role is None
            or state.indicator is None
            or state.indicator.indicator is None
        ):
            return
        saying = Saying(
            self._context, state, statement, state.indicator.indicator, role, clause.giver
        )
        if statement.values[0].kind == v.RELATIVE:
            state.figures += saying.relative(where)
        elif statement.values[0].kind == v.CHANGE:
            saying.change(where)
        else:
            state.figures += saying.values(where)

    def _role(self, clause: Clause, state: Said) -> Role | None:
        """Return what a clause's numbers are, or nothing where it leaves that open."""
        if state.period is None:
            return None
        if state.baseline:
            return Role.BASELINE
        said = state.sentence[: clause.tokens[-1].end]
        year, last = state.period[:4], self._context.period[:4]
        if self._context.kind == "plan":
            if any(word in said for word in v.PAST) or v.CONSEQUENCE.search(state.sentence):
                return None
            return Role.BASELINE if year < last else Role.TARGET
        if state.aimed or any(word in _text(clause.tokens) for word in v.ASSIGNED):
            return Role.TARGET
        said = re.split("[；;]", said)[-1]
        return None if year > last or any(w in said for w in v.INTENDED) else Role.MEASURED


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
        state.baseline = clause.base


def _note_periods(tokens: Sequence[Token], state: Said) -> None:
    for token in tokens:
        if token.kind == v.PERIOD:
            state.period = token.period or None


def _forget(clause: Clause, state: Said, own: Place | None) -> None:
    """Leave nothing to the next clause that an unreadable one may have changed."""
    _note_periods(clause.tokens, state)
    if clause.holds("QNKR"):
        state.indicator = None
    named = [token for token in clause.tokens if token.kind in "PU"]
    if re.match("不?含|不?包括", _text(clause.tokens)) and not state.answered:
        state.places = None  # 昌吉市（含开发区）: another extent than the place's
    elif named:
        ours = all(token.place is not None and token.place == own for token in named)
        state.places = [_where(named[-1])] if ours else None


def _handed_down(tokens: Sequence[Token]) -> bool:
    return any(token.kind == "H" for token in tokens)


def _begins_with_other_place(tokens: Sequence[Token], own: Place) -> bool:
    first = next((t for t in tokens if t.kind not in (v.PERIOD, v.BREAK, "V", "M")), None)
    return first is not None and first.kind in "PU" and first.place != own
