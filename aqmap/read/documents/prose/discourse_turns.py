"""What a sentence goes on about: the whole behind its parts, the place of the clause before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from aqmap.model.figures import Level
from aqmap.model.units import convert
from aqmap.read.documents.prose.claims.claim import POWERS, Claim
from aqmap.read.documents.prose.discourse import Aside, Discourse, Frame, Subject, named_place
from aqmap.read.documents.prose.grammar import Clause
from aqmap.read.documents.prose.token_patterns import row_of, token_pattern
from aqmap.read.documents.prose.tokens import PLACE_NAMES, VALUES, Kind, Token
from aqmap.read.lexicon.dates import YEAR_BEFORE
from aqmap.workspace.places import Place

_OF_AN_OFFICE = re.compile(
    "要求|通报|下达|印发|转发|督查|考核|推广|借鉴|学习|[和与及对向某局厅委办镇乡]|政府|街道|园区|开发区"
    "|企业|公司|单位|部门"
)
_SUM = re.compile("总?共计?|合计|总计|累计共")
_BROKEN_DOWN = re.compile("(?:分|按|从)各?县市区?|各县市中")
_INCLUDES = re.compile("不?含|不?包括")
_PLACE_AND_PERIOD = token_pattern("PLACE+ PERIOD")
_LIST_OF_PLACES = token_pattern("(PLACE REACHES? QUANTITY SUFFIX? (AND|BREAK)?)+")
_INDEX = re.compile(
    "(?:环境)?(?:空气质量)?(?:综合|[一二两三四五六]项[\u4e00-\u9fff]{0,2})?(?:污染)?(?:指数|排名)"
)
_DAYS = re.compile("(?:优良?|良|达标|超标|(?:[轻中重]度|严重)?污染)天数")
_LIST_OF_TOWNSHIPS = token_pattern("((PLACE|UNCODED_PLACE)+ QUANTITY AND?)+")
_BEGINS_A_LIST = token_pattern("(PLACE|UNCODED_PLACE)+ QUANTITY")


def enter_clause(clause: Clause, discourse: Discourse) -> None:
    """Turn to a clause: what its opening sign ends, and what it opens itself."""
    discourse.clause_start = clause.tokens[0].start
    _note_base(clause, discourse)
    _note_index(clause, discourse)
    if "；" in clause.opened or ";" in clause.opened:  # the parts are told
        _pass_semicolon(clause, discourse)
    several = len({taken.figure.place for taken in discourse.taken}) > 1
    if several and _SUM.match(clause.text) and not clause.holds(Kind.PLACE):
        discourse.places = None  # 昌吉市1.2万亩、阜康市0.8万亩，共2万亩
    if clause.tokens[0].kind == Kind.OF_WHICH:
        whole = discourse.frames.get(Aside.PARTS)
        discourse.set_aside(Aside.PARTS, whole.places if whole else None)
    if re.search("[）)]", clause.opened) and (frame := discourse.frames.pop(Aside.BRACKET, None)):
        discourse.subject = frame.subject
        discourse.places = frame.places if frame.places is not None else discourse.places
    if clause.opened.endswith(("（", "(")):
        names_others = clause.holds(Kind.PLACE)
        discourse.set_aside(Aside.BRACKET, discourse.places if names_others else None)


def _note_index(clause: Clause, discourse: Discourse) -> None:
    """Keep what a sentence calls the numbers of its places: 综合排名依次为：甲县（4.6）."""
    if discourse.subject.indicator or not _BEGINS_A_LIST.match(row_of(clause.tokens)):
        return
    unit = next(token.unit for token in clause.tokens if token.kind == Kind.QUANTITY)
    words = {"": _INDEX, "天": _DAYS}.get(unit)
    named = words.search(discourse.plain[: discourse.clause_start]) if words else None
    if named:
        discourse.note_counted(unit, named[0])


def _pass_semicolon(clause: Clause, discourse: Discourse) -> None:
    """End what holds up to a semicolon only: a period, a base, the parts of a whole."""
    if frame := discourse.frames.pop(Aside.OTHER_DATE, None):
        discourse.period = frame.period
    begun, period = discourse.sentence_period, discourse.period or ""
    if len(begun) == len(period) and period < begun:  # …，2022年为34；PM10…
        discourse.period = begun
    discourse.last_base = discourse.last_base if discourse.last_base == YEAR_BEFORE else ""
    discourse.extent = ""
    _end_parts(clause, discourse)
    if discourse.period_place and _names_another(clause, discourse.period_place):
        discourse.period, discourse.period_place = None, ""


def _names_another(clause: Clause, code: str) -> bool:
    """Return whether a clause without a period of its own begins with another place."""
    first = clause.tokens[0]
    return first.kind == Kind.PLACE and first.place is not None and first.place.code != code


def leave_clause(clause: Clause, discourse: Discourse) -> None:
    """Keep what a clause spoke of for the next."""
    first = clause.tokens[0].place
    if _PLACE_AND_PERIOD.match(row_of(clause.tokens)) and first:
        # 伊宁市12月…；伊宁县…: of which month?
        discourse.period_place = first.code if first.level == Level.COUNTY else ""
    elif clause.holds(Kind.PERIOD):
        discourse.period_place = ""
    if not clause.claims:
        if clause.indicator:
            discourse.name_indicator(clause.indicator, clause.text)
        discourse.name_places(clause.places)
    if clause.compared:
        discourse.change_base = discourse.baseline_period or discourse.change_base
        discourse.baseline_period = ""


def keep_period_before(clause: Clause, period: str | None, discourse: Discourse) -> None:
    """
    Keep the period before a clause that has none but a period of its own to say.

    Behind one that no one can tell (“十三五”期间) what follows may be of that too.
    """
    if clause.holds(Kind.QUANTITY, Kind.NUMBER, Kind.CHANGE):
        discourse.frames.pop(Aside.OTHER_DATE, None)
    elif clause.holds(Kind.PERIOD) and period and discourse.period:
        discourse.frames.setdefault(Aside.OTHER_DATE, Frame(period, discourse.subject))


def turn_to_claim(claim: Claim, clause: Clause, discourse: Discourse) -> None:
    """Note the places and the indicator that a claim names."""
    whole = discourse.frames.get(Aside.PARTS)
    if claim.part and claim.places and not (whole and whole.places is not None):
        whole = whole or discourse.set_aside(Aside.PARTS)
        whole.places = discourse.places
    of_the_whole = whole and whole.places and not (claim.rule or claim.adjacent)
    if claim.unclear or (
        of_the_whole and not claim.places and not _semicolon_behind(clause, discourse)
    ):
        discourse.places = None  # the part's, or the whole's again?
    discourse.name_places(claim.places)
    actions = claim.of_kind(Kind.ACTION)
    if claim.indicator:
        discourse.name_indicator(claim.indicator, claim.text)
    elif any(action.text not in discourse.subject.words for action in actions):
        discourse.forget_indicator()  # 淘汰50辆，阜康市新增30辆: another thing is counted


def _note_base(clause: Clause, discourse: Discourse) -> None:
    """Open a comparison: 与2017年 alone or with a change, or with what that year had."""
    if not clause.base:
        return
    changes_only = all(s.numbers[0].kind == Kind.CHANGE for s in clause.claims)
    if clause.readable and changes_only:
        discourse.change_base = clause.base
    else:
        discourse.baseline_period = discourse.period_compared_with(clause.base)


def _semicolon_behind(clause: Clause, discourse: Discourse) -> bool:
    """Return whether the sentence has a semicolon behind a clause."""
    return re.search("[；;]", discourse.sentence[clause.tokens[-1].end :]) is not None


def each_in_turn(claim: Claim, clause: Clause, discourse: Discourse) -> bool:
    """Return whether parts follow each other (其中：A…，…；B…): more is said of the one named."""
    return len(claim.places) == 1 and _semicolon_behind(clause, discourse)


def _end_parts(clause: Clause, discourse: Discourse) -> None:
    """Speak of the whole again behind 其中…；its indicator only where the sentence says so."""
    discourse.part_unit = ""
    whole = discourse.frames.pop(Aside.PARTS, None)
    if whole is not None:
        discourse.period = whole.period if discourse.taken else discourse.period
        names_only_place = clause.holds(Kind.PLACE) and not clause.holds(Kind.INDICATOR)
        if _BROKEN_DOWN.match(clause.text):
            discourse.subject = whole.subject
        elif whole.places is None and names_only_place:
            discourse.subject = Subject(words=discourse.subject.words)
        discourse.places = whole.places if whole.places is not None else discourse.places
    discourse.period = discourse.period or discourse.opening_period


def is_summary(clause: Clause, behind: Clause) -> bool:
    """Return whether the next clause tells the numbers: 均在92%以上，分别达92.6%、93.4%."""
    several = sum(token.kind == Kind.QUANTITY for token in behind.tokens) > 1
    summary = clause.holds(Kind.EACH) and clause.holds(Kind.SUFFIX)
    return summary and behind.tokens[0].kind == Kind.RESPECTIVELY and several


def note_summary(clause: Clause, discourse: Discourse) -> None:
    """Keep what a clause speaks of whose numbers the next one tells."""
    for claim in clause.claims:
        discourse.name_places(claim.places)
        if claim.indicator:
            discourse.name_indicator(claim.indicator, claim.text)
        discourse.leave_out(claim.numbers, "summary")


def pass_unreadable(clause: Clause, discourse: Discourse, own_place: Place | None) -> None:
    """Leave nothing to the next clause that an unreadable one may have changed."""
    bases = [token.period for token in clause.tokens if token.kind == Kind.BASE]
    discourse.last_base = bases[-1] if bases else discourse.last_base
    stated = clause.holds(*VALUES)
    if _LIST_OF_TOWNSHIPS.fullmatch(row_of(clause.tokens)):
        return
    if stated or clause.holds(Kind.INDICATOR):
        discourse.forget_indicator()
    around = (*PLACE_NAMES, Kind.PLACE_PART, Kind.PERIOD)
    subject = next((token for token in clause.tokens if token.kind not in around), None)
    if subject and subject.kind == Kind.INDICATOR and not stated:
        discourse.name_indicator(subject, clause.text)
    numbers = clause.holds(Kind.QUANTITY, Kind.CHANGE)  # claims name the places of these
    named = [token for token in clause.tokens if token.kind in PLACE_NAMES]
    if _INCLUDES.match(clause.text) and not discourse.behind_numbers:
        if not named and not clause.holds(Kind.QUANTITY, Kind.NUMBER):
            discourse.extent = clause.text  # 全州（不含准东）: its numbers say so
        elif not numbers:
            discourse.places = None
    elif named:
        uncoded = named[-1].kind == Kind.UNCODED_PLACE
        discourse.open_place = named[-1].text if uncoded else ""
        if not numbers:
            kept = _only_own(named, own_place) or _leads(named, clause)
            discourse.places = [named_place(named[-1])] if kept else None


def _only_own(named: Sequence[Token], own_place: Place | None) -> bool:
    """Return whether every name is of the document's own place."""
    return all(token.place is not None and token.place == own_place for token in named)


def _leads(named: Sequence[Token], clause: Clause) -> bool:
    """Return whether a clause begins with its only place, and tells of that."""
    alone = len(named) == 1 and named[0].place is not None and clause.tokens[0] is named[0]
    return alone and _OF_AN_OFFICE.search(clause.text) is None


def go_on(tokens: Sequence[Token], before: Discourse, discourse: Discourse) -> None:
    """
    Let a sentence go on about the one before: its parts (其中), or a list of places.

    A list of places and numbers alone (昌吉市6200户、阜康市3105户。) is about the only thing
    that was counted in its unit, or about that whose amount the numbers add up to.
    """
    if tokens and tokens[0].kind == Kind.OF_WHICH:
        discourse.places, discourse.period = before.places, before.period
        discourse.subject = before.subject
        return
    numbers = [token for token in tokens if token.kind == Kind.QUANTITY]
    one_unit = len({token.unit for token in numbers}) == 1
    if not one_unit or not _LIST_OF_PLACES.fullmatch(row_of(tokens)):
        return
    unit, total = numbers[0].unit, sum((t.value or Decimal(0) for t in numbers), Decimal(0))
    amounts: dict[str, set[Decimal]] = {}
    for figure in (taken.figure for taken in before.taken):
        scale = convert(Decimal(1), figure.unit, unit) if figure.value is not None else None
        if scale is not None and figure.value is not None:
            amounts.setdefault(figure.indicator_written, set()).add(figure.value * scale)
    things = list(amounts)
    if len(things) > 1:
        things = [thing for thing, values in amounts.items() if total in values]
    if len(things) == 1:
        discourse.period, discourse.subject = before.period, Subject()
        discourse.note_counted(unit.lstrip(POWERS), things[0])
