"""What a sentence goes on about: the whole behind its parts, the place of the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from aqmap.model.figures import Level
from aqmap.model.units import convert
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Said, Where
from aqmap.read.documents.prose.grammar import Clause, Statement
from aqmap.read.documents.prose.tokens import Token
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.workspace.places import Place

_TELLS = re.compile(
    "要求|通报|下达|印发|转发|督查|考核|推广|借鉴|学习|[和与及对向某局厅委办镇乡]|政府|街道|园区|开发区"
    "|企业|公司|单位|部门"
)
_SUM = re.compile("总?共计?|合计|总计|累计共")
_BROKEN_DOWN = re.compile("(?:分|按|从)各?县市区?|各县市中")


def text_of(tokens: Sequence[Token]) -> str:
    """Return what tokens read."""
    return "".join(token.text for token in tokens)


def where_named(token: Token) -> Where:
    """Return the place of a token and how the document writes it."""
    assert token.place is not None  # noqa: S101 - the grammar's P always has one
    return token.place, token.text


def enter(clause: Clause, state: Said) -> None:
    """Turn to a clause: what its opening sign ends, and what it opens itself."""
    state.clause_at = clause.tokens[0].start
    _note_base(clause, state)
    if "；" in clause.opened or ";" in clause.opened:  # the parts are told
        state.period, state.resting = state.resting or state.period, ""
        state.base_told = state.base_told if state.base_told == YEAR_BEFORE else ""
        state.extent = ""
        _end_parts(clause, state)
        if state.period_of and _names_another(clause, state.period_of):
            state.period, state.period_of = None, ""
    several = len({found.figure.place for found in state.found}) > 1
    if several and _SUM.match(text_of(clause.tokens)) and not clause.holds("P"):
        state.places = None  # 昌吉市1.2万亩、阜康市0.8万亩，共2万亩
    if clause.tokens[0].kind == "W":
        state.parts_of = replace(state, parts_of=None, counted=dict(state.counted))
    if state.outside is not None and re.search("[）)]", clause.opened):
        state.places, state.outside = state.outside, None
    if state.aside is not None and re.search("[）)]", clause.opened):
        _speak_of(state.aside, state)
        state.aside = None
    if re.search("[（(]$", clause.opened):
        state.aside = replace(state, aside=None, counted=dict(state.counted))
        if clause.holds("P"):
            state.outside = state.places


def _names_another(clause: Clause, code: str) -> bool:
    """Return whether a clause without a period of its own begins with another place."""
    first = clause.tokens[0]
    return first.kind == "P" and first.place is not None and first.place.code != code


def _speak_of(before: Said, state: Said) -> None:
    """Return to what was spoken of before."""
    state.indicator, state.indicator_said = before.indicator, before.indicator_said
    state.counted, state.last = before.counted, before.last


def leave(clause: Clause, state: Said) -> None:
    """Keep what a clause spoke of for the next."""
    kinds = "".join(token.kind for token in clause.tokens)
    if re.match("P+T", kinds) and clause.tokens[0].place:  # 伊宁市12月…；伊宁县…: of which month?
        county = clause.tokens[0].place.level == Level.COUNTY
        state.period_of = clause.tokens[0].place.code if county else ""
    elif v.PERIOD in kinds:
        state.period_of = ""
    if not clause.statements:
        if clause.indicator:
            state.indicator, state.indicator_said = clause.indicator, text_of(clause.tokens)
        if clause.places:
            state.places = [where_named(token) for token in clause.places]
    if clause.compared:
        state.change_base, state.baseline = state.baseline or state.change_base, ""


def rest(clause: Clause, period: str | None, state: Said) -> None:
    """Keep the period before a clause that has none but a period of its own to say."""
    if clause.holds("QNK"):
        state.resting = ""
    elif clause.holds(v.PERIOD):
        state.resting = state.resting or period or ""


def turn_to(statement: Statement, state: Said) -> None:
    """Note the places and the indicator that a statement names."""
    if statement.part and statement.places and state.whole is None:
        state.whole = state.places
    if statement.places:
        state.places = [where_named(token) for token in statement.places]
    if statement.indicator:
        state.indicator, state.indicator_said = statement.indicator, text_of(statement.tokens)
    elif any(token.text not in state.indicator_said for token in statement.of_kind("Y")):
        state.indicator = None  # 淘汰50辆，阜康市新增30辆: another thing is counted


def _note_base(clause: Clause, state: Said) -> None:
    """Open a comparison: 与2017年 alone or with a change, or with what that year had."""
    if not clause.base:
        return
    changes_only = all(s.values[0].kind == v.CHANGE for s in clause.statements)
    if clause.readable and changes_only:
        state.change_base = clause.base
    else:
        state.baseline = state.base(clause.base)


def rest_of(clause: Clause, state: Said) -> str:
    """Return the sentence behind a clause, in half-width semicolons."""
    return state.sentence[clause.tokens[-1].end :].replace("；", ";")


def each_in_turn(statement: Statement, clause: Clause, state: Said) -> bool:
    """Return whether parts follow each other (其中：A…，…；B…): more is said of the one named."""
    return len(statement.places) == 1 and ";" in rest_of(clause, state)


def _end_parts(clause: Clause, state: Said) -> None:
    """Speak of the whole again behind 其中…；its indicator only where the sentence says so."""
    state.part = ""
    of, state.parts_of = state.parts_of, None
    if of is not None:
        state.period = of.period
        named = any(token.kind == "P" for token in clause.tokens)
        if _BROKEN_DOWN.match(text_of(clause.tokens)):
            _speak_of(of, state)
        elif state.whole is None and named and not clause.holds("I"):
            state.indicator, state.counted, state.last = None, {}, ""
    state.period = state.period or state.opening
    if state.whole is not None:
        state.places, state.whole = state.whole, None


def summed_up(clause: Clause, behind: Clause) -> bool:
    """Return whether the next clause tells the numbers: 均在92%以上，分别达92.6%、93.4%."""
    several = sum(token.kind == v.QUANTITY for token in behind.tokens) > 1
    return clause.holds("E") and clause.holds("S") and behind.tokens[0].kind == "D" and several


def note_summary(clause: Clause, state: Said) -> None:
    """Keep what a clause speaks of whose numbers the next one tells."""
    for statement in clause.statements:
        if statement.places:
            state.places = [where_named(token) for token in statement.places]
        if statement.indicator:
            state.indicator, state.indicator_said = statement.indicator, text_of(statement.tokens)
        state.leave(statement.values, "summary")


def forget(clause: Clause, state: Said, own: Place | None) -> None:
    """Leave nothing to the next clause that an unreadable one may have changed."""
    bases = [token.period for token in clause.tokens if token.kind == v.BASE]
    state.base_told = bases[-1] if bases else state.base_told
    if clause.holds("QNKR") or clause.holds(v.INDICATOR):
        state.indicator = None
    subject = next((token for token in clause.tokens if token.kind not in "PGT"), None)
    if subject and subject.kind == v.INDICATOR and not clause.holds("QNKR"):
        state.indicator, state.indicator_said = subject, text_of(clause.tokens)
    named = [token for token in clause.tokens if token.kind in "PU"]
    if re.match("不?含|不?包括", text_of(clause.tokens)) and not state.answered:
        if named or clause.holds("QN"):
            state.places = None
        else:
            state.extent = text_of(clause.tokens)  # 全州（不含准东）: its numbers say so
    elif named:
        ours = all(token.place is not None and token.place == own for token in named)
        alone = len(named) == 1 and named[0].place and clause.tokens[0] is named[0]
        told = alone and not clause.holds("QK") and _TELLS.search(text_of(clause.tokens)) is None
        state.places = [where_named(named[-1])] if ours or told else None


def go_on_listing(tokens: Sequence[Token], before: Said, state: Said) -> None:
    """
    Let a sentence of places and numbers alone (昌吉市6200户、阜康市3105户。) go on.

    It is about the only thing that was counted in its unit, or about that whose amount the numbers
    add up to.
    """
    kinds = "".join(token.kind for token in tokens)
    numbers = [token for token in tokens if token.kind == v.QUANTITY]
    if not re.fullmatch(f"(?:PL?QS?[A{v.BREAK}]?)+", kinds) or len({t.unit for t in numbers}) != 1:
        return
    unit, total = numbers[0].unit, sum((t.value or Decimal(0) for t in numbers), Decimal(0))
    amounts: dict[str, set[Decimal]] = {}
    for figure in (found.figure for found in before.found):
        scale = convert(Decimal(1), figure.unit, unit) if figure.value is not None else None
        if scale is not None and figure.value is not None:
            amounts.setdefault(figure.indicator_written, set()).add(figure.value * scale)
    told = (
        list(amounts) if len(amounts) == 1 else [w for w, them in amounts.items() if total in them]
    )
    if len(told) == 1:
        state.period, state.last = before.period, told[0]
        state.counted = {unit.lstrip("十百千万亿"): told[0]}
