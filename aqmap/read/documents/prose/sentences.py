"""A sentence → figures: clause by clause, each number with its role, places and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claim_figures import FigureBuilder
from aqmap.read.documents.prose.claims.claim import POWERS, Claim, LeftOut, Thing
from aqmap.read.documents.prose.claims.counted_things import CountedThings
from aqmap.read.documents.prose.claims.named_targets import (
    OF_SEVERAL_YEARS,
    SHARE_DONE,
    named_target,
    task_share,
)
from aqmap.read.documents.prose.claims.open_numbers import (
    asked_of_all,
    numbers_left_open,
    thing_left_open,
)
from aqmap.read.documents.prose.claims.periods_each import periods_each
from aqmap.read.documents.prose.claims.role_claims import (
    BASELINE,
    NAMED_TARGET,
    SHARE_OF_TASK,
    claim_role,
    is_condition,
)
from aqmap.read.documents.prose.claims.stated_changes import put_changes_each
from aqmap.read.documents.prose.counted_words import counted_claims
from aqmap.read.documents.prose.discourse import Aside, Discourse, NamedPlace, named_place
from aqmap.read.documents.prose.discourse_turns import (
    each_in_turn,
    enter_clause,
    is_summary,
    keep_period_before,
    leave_clause,
    note_summary,
    pass_unreadable,
    turn_to_claim,
)
from aqmap.read.documents.prose.grammar import Clause
from aqmap.read.documents.prose.number_periods import (
    adds_up_since_unnamed_year,
    leaves_time_open,
    says_year,
    with_year,
)
from aqmap.read.documents.prose.tokens import Kind, Token
from aqmap.read.lexicon.dates import BEFORE, SAME_PART, SAME_YEAR, YEAR_BEFORE
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.workspace.indicators import Indicator

_OLD, _NAMED, _SHARE_DONE = "an old value", "a named target", "a share of a task"
_LEFT_OPEN = "left open"
_CHANGE_UNITS = ("%", "个百分点")
_MONTHS = re.compile(r"\d月份?[和、与及]\d{1,2}月")
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日|[今昨]天")
_ASKED = re.compile(r"\s*[^，。；：:\s]{0,20}(?:目标|措施|任务|要求|时限)[是为]?[：:]")
_AND_OTHERS = re.compile("等[地县市]")
_SHARE = re.compile(f"(?:{NAMED_AIM})(?:任务|总)?[值数量]?的\\d|^占")


class SentenceReader:
    """Reads sentences of one document into figures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._things = CountedThings(context)
        self._is_plan = context.kind == "plan" and context.role_ground.known != Known.ASSUMED

    def read(self, clauses: Sequence[Clause], discourse: Discourse) -> None:
        """Add what a sentence's clauses say to its discourse."""
        # 到2025年，……目标
        by_then = "目标" in discourse.plain and re.match(r"\s*到", discourse.plain)
        discourse.states_aims = bool(by_then or _ASKED.match(discourse.plain))
        before: Clause | None = None
        for clause, behind in zip_longest(clauses, clauses[1:]):
            period = discourse.period
            if behind and is_summary(clause, behind):
                note_summary(clause, discourse)
            else:
                self._read_clause(clause, before, discourse)
            if frame := discourse.frames.pop(Aside.YEAR_BEFORE, None):
                discourse.period = frame.period or discourse.period
            keep_period_before(clause, period, discourse)
            discourse.behind_numbers = bool(clause.claims)
            before = clause

    def _read_clause(self, clause: Clause, before: Clause | None, discourse: Discourse) -> None:
        enter_clause(clause, discourse)
        target = named_target(clause.tokens, before.tokens if before else (), clause.opened)
        if target and self._add_named_target(target, clause, discourse):
            return
        if share := task_share(clause.tokens, discourse.taken):
            self._add_share(share, discourse)
            return
        claims: Sequence[Claim | LeftOut] = clause.claims
        if not clause.readable:
            pass_unreadable(clause, discourse, self._context.own)
            numbers = clause.holds(Kind.QUANTITY, Kind.CHANGE)
            claims = list(counted_claims(clause.tokens)) if numbers else ()
        self._attach_all(claims, clause, discourse)
        for claim in claims:
            if isinstance(claim, Claim) and not claim.rule:
                _leave_part(claim, clause, discourse)
        if not claims and not _is_year_before_in_bracket(clause):
            self._note_periods(clause.tokens, discourse)
            if _MONTHS.search(clause.text):  # 今年6月份和9月份，甲县、乙县分别有…
                discourse.period = None
        if clause.readable:
            leave_clause(clause, discourse)
        self._ask_of_open(clause, discourse)

    def _add_named_target(self, target: Token, clause: Clause, discourse: Discourse) -> bool:
        """Add a target that is named beside what was reached; return whether there is one."""
        unit = target.unit.lstrip(POWERS)
        if _SHARE.search(clause.text) and unit == "%":
            return False
        named = discourse.subject.indicator
        indicator = named.indicator if named else None
        written = named.text if named else discourse.subject.counted.get(unit, "")
        last = discourse.taken[-1].figure if discourse.taken else None
        if indicator is None and last and last.indicator_written == written:
            indicator = self._context.indicators.get(last.indicator)
        if self._is_plan or not (last and written):
            return False
        places = discourse.places_spoken_of(named=False)
        if len(places) > 1:
            return False
        builder = FigureBuilder(
            self._context, discourse, NAMED_TARGET, Thing(written, indicator, named=False)
        )
        builder.doubtful = OF_SEVERAL_YEARS.search(clause.text) is not None
        if not builder.fits([target]):
            return False
        builder.add(Claim([target], rule=_NAMED), places)
        for other in clause.tokens:
            if other.kind == Kind.QUANTITY and other is not target:
                self._add_share(other, discourse)
        return True

    def _add_share(self, share: Token, discourse: Discourse) -> None:
        """Add how much of a task is done, which is of the place spoken of."""
        places = discourse.places_spoken_of(named=False)
        thing = Thing(SHARE_DONE, None, named=True)
        builder = FigureBuilder(self._context, discourse, SHARE_OF_TASK, thing)
        builder.add(Claim([share], rule=_SHARE_DONE), places)

    def _attach_all(
        self, claims: Iterable[Claim | LeftOut], clause: Clause, discourse: Discourse
    ) -> None:
        for claim in claims:
            if isinstance(claim, LeftOut):
                discourse.leave_out([claim.number], claim.reason)
            else:
                self._attach(claim.with_changes_alike(), clause, discourse)

    def _attach(self, claim: Claim, clause: Clause, discourse: Discourse) -> None:
        """Give a claim's numbers their places, thing, role and period: figures, or a reason."""
        self._note_periods(claim.tokens, discourse)
        turn_to_claim(claim, clause, discourse)
        if put_changes_each(claim, discourse):
            return
        things = self._things.of_claim(claim, clause, discourse)
        places = self._places(claim, clause, discourse)
        if reason := self._left_open(claim, things, discourse):
            discourse.leave_out(claim.numbers, reason)
            return
        part = _is_part(claim, discourse)
        claims = [claim.only(n) for n, _ in enumerate(claim.things)] or [claim]
        builders = [
            self._builder_of(thing, one, clause, discourse, places, part=part)
            for thing, one in zip(things, claims, strict=False)
        ]
        if claim.rule and not (builders and _is_covered(claim, builders[0])):
            tokens = clause.tokens if claim.old else claim.tokens
            stated = Clause(tokens, giver=clause.giver)
            self._attach_all(counted_claims(tokens), stated, discourse)
            _leave_part(claim, clause, discourse)
            return
        for builder, one in zip(builders, claims, strict=True):
            _add_old(one, builder, places)
            if not one.old_alone:
                _add(one, builder, places)
        _note_counted(claim, things[0].written, discourse, part=part)

    def _ask_of_open(self, clause: Clause, discourse: Discourse) -> None:
        """Add a figure of which everything is asked for each number that the clause leaves open."""
        if discourse.locator.table:  # a cell has its columns to say more
            return
        for number in numbers_left_open(clause.tokens, discourse):
            thing = thing_left_open(clause.tokens, number, self._context, discourse)
            if thing is None:
                continue
            role = claim_role(self._context, discourse, clause.text, clause.tokens[-1].end)
            named = [named_place(token) for token in clause.tokens if token.kind == Kind.PLACE]
            places = named or discourse.places_spoken_of(named=False)
            others = clause.holds(Kind.UNCODED_PLACE) or _AND_OTHERS.search(clause.text)
            of_one = places if len(places) == 1 and not others else [discourse.unknown_place()]
            before = len(discourse.taken)
            builder = FigureBuilder(self._context, discourse, role, thing)
            builder.add(Claim([number], rule=_LEFT_OPEN), of_one)
            discourse.asked += map(asked_of_all, discourse.taken[before:])
            del discourse.taken[before:]

    def _left_open(self, claim: Claim, things: Sequence[Thing], discourse: Discourse) -> str:
        """Return the key of the reason why a claim can give no figure, or nothing."""
        if not things and not claim.rule:
            return "no_words"
        if is_condition(self._context, discourse):
            return "threshold"
        if claim.rule and things and claim.is_change and discourse.period is None:
            return "period"  # a change alone, of no one knows when
        aims = any(token.text in ("力争", "争取") for token in claim.of_kind(Kind.INTENT))
        again = any(thing.indicator and _is_last(thing.indicator, discourse) for thing in things)
        carried = claim.rule and claim.is_value and not claim.indicator
        return "stretch" if aims and again and carried else ""  # 力争达到93%, beyond what is asked

    def _places(self, claim: Claim, clause: Clause, discourse: Discourse) -> list[NamedPlace]:
        """Return the places of a claim's numbers, and leave them open behind a part of a whole."""
        if claim.unclear:
            named = self._context.match(claim.unclear)
            likely = [place.code for place in (*named.candidates, named.place) if place]
            return [discourse.unknown_place(claim.unclear, likely)]
        places = discourse.places_spoken_of(named=bool(claim.places))
        if claim.rule:
            _leave_part(claim, clause, discourse)
        return places

    def _builder_of(
        self,
        thing: Thing,
        claim: Claim,
        clause: Clause,
        discourse: Discourse,
        places: Sequence[NamedPlace],
        *,
        part: bool,
    ) -> FigureBuilder:
        """Return the builder of the figures of what a claim counts."""
        context, indicator, text = self._context, thing.indicator, clause.text
        period = discourse.period or ""
        is_month = "-" in period and "/" not in period
        month = leaves_time_open(context, discourse, text, claim.unit)
        counted = indicator.id if indicator else thing.written
        adds_up = adds_up_since_unnamed_year(context, discourse, text, counted)
        again = indicator is not None and _is_last(indicator, discourse)
        parts_of_places = [token.text for token in claim.of_kind(Kind.PLACE_PART)]
        within = claim.rule and parts_of_places and _has_number(indicator, places, discourse)
        if (part and again) or within or (adds_up and not claim.rule):
            indicator = None  # a part is not the whole
        several = len({token.period for token in claim.of_kind(Kind.PERIOD)}) > 1
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += ["累计"] * (adds_up and not claim.rule)
        builder = FigureBuilder(
            context,
            discourse,
            claim_role(context, discourse, text, clause.tokens[-1].end),
            thing._replace(indicator=indicator),
            [*notes, *parts_of_places],
            part=part and (again or not claim.rule),
            doubtful=month or several or (adds_up if claim.rule else is_month and "累计" in text),
        )
        quantities = [number for number in claim.numbers if number.kind == Kind.QUANTITY]
        if not claim.rule and not builder.fits(quantities):
            # the same words in another unit count another thing
            builder.thing = thing._replace(indicator=None)
        return builder

    def _note_periods(self, tokens: Sequence[Token], discourse: Discourse) -> None:
        for token in tokens:
            if token.kind == Kind.PERIOD and not _adds_nothing(token, discourse):
                if token.period in BEFORE:  # 去年同期19天: of this clause alone
                    discourse.set_aside(Aside.YEAR_BEFORE)
                day = _DAY.fullmatch(discourse.period_words)  # 11月18日，…发布：10月…
                stands_open = discourse.period_named and discourse.period is None and not day
                discourse.period_named, discourse.period_start = True, token.start
                discourse.period_words = token.text
                discourse.period_of_year = says_year(token.period, self._context, discourse)
                if discourse.period_of_year:
                    ground = Reason("period", Known.CARRIED, "before", token.text)
                    discourse.period_ground = ground
                deadline = re.fullmatch("(?!截[止至]).*[前底末]", token.text)
                discourse.is_deadline = deadline is not None
                spoken_of = None if token.text[:2] in ("今年", "本年") else discourse.period
                discourse.period = with_year(token.period, spoken_of, self._context) or None
                if stands_open and SAME_YEAR in token.period:  # 去年12月…，全年平均
                    discourse.period = None
                if not discourse.taken and not discourse.left_out:
                    discourse.sentence_period = discourse.period or ""
                    discourse.opening_period = discourse.period  # “十三五”期间…；累计拆除358台


def _leave_part(claim: Claim, clause: Clause, discourse: Discourse) -> None:
    """Leave the place open behind a part of a whole: what follows may be the whole's again."""
    if claim.part and claim.places and not each_in_turn(claim, clause, discourse):
        discourse.places = None


def _add_old(claim: Claim, builder: FigureBuilder, places: Sequence[NamedPlace]) -> None:
    """Add the value that another starts from (由2020年的80%提高到85%) as a baseline."""
    if claim.old is None:
        return
    discourse = builder.discourse
    old = Claim([claim.old], rule=_OLD)
    base = claim.old_period
    if base.isdigit() and "-" in (discourse.period or ""):  # of July: 与2017年（21）同比上升
        again = any(token.period == YEAR_BEFORE for token in claim.of_kind(Kind.BASE))
        base = SAME_PART + base if again else ""
    period = discourse.period_compared_with(base)
    if not period or period == discourse.period:
        replace(builder, role_claim=BASELINE, open_since=True).add(old, places)
        return
    discourse.change_base = discourse.baseline_period = period
    replace(builder, role_claim=BASELINE).add(old, places)
    discourse.baseline_period = ""


def _add(claim: Claim, builder: FigureBuilder, places: Sequence[NamedPlace]) -> None:
    """Add a claim's figures; of several years (2021—2023年分别为) a number each in its year."""
    discourse = builder.discourse
    years = periods_each(claim, discourse) if len(places) == 1 else []
    if not years:
        return builder.add(claim, places)
    for n, year in enumerate(years):
        discourse.period = year
        of_year = replace(claim, numbers=[claim.numbers[n]], suffixes=claim.suffixes[n : n + 1])
        replace(builder, doubtful=False).add(of_year, places)
    return None


def _adds_nothing(token: Token, discourse: Discourse) -> bool:
    """
    Return whether a period was noted before, or only says again of which year a cut-off is.

    So does 今年 in 截至4月底，今年已淘汰5台.
    """
    if token.period in BEFORE and token.start == discourse.period_start:
        return True
    until = discourse.period_words.startswith("截") and "/" in (discourse.period or "")
    return until and token.text in ("今年", "本年")


def _is_year_before_in_bracket(clause: Clause) -> bool:
    """Return whether a bracket without a number names no other time: 2600户（含上年结转）."""
    times = [token.period for token in clause.tokens if token.kind == Kind.PERIOD]
    return clause.opened.endswith(("（", "(")) and all(time in BEFORE for time in times)


def _is_part(claim: Claim, discourse: Discourse) -> bool:
    """Return whether a claim's numbers are parts (其中) of the one before, of the same place."""
    if claim.places or claim.of_kind(Kind.PERIOD):
        return False
    goes_on = discourse.part_unit and (claim.adjacent or discourse.part_unit == claim.unit)
    return claim.part or (not claim.rule and bool(goes_on))


def _is_covered(claim: Claim, builder: FigureBuilder) -> bool:
    """Return whether a rule's claim is of what it names: its numbers have the unit of that."""
    return not (claim.is_value and claim.indicator) or builder.fits(claim.numbers)


def _note_counted(claim: Claim, written: str, discourse: Discourse, *, part: bool) -> None:
    """Keep what was counted for numbers that go on about it; a share counts nothing."""
    if not claim.rule:
        discourse.part_unit = claim.unit if part else ""
    elif not claim.is_value:
        return
    written = claim.written if claim.things else written
    if claim.unit == "%":
        discourse.last_share = written
    if claim.unit not in _CHANGE_UNITS:
        discourse.note_counted(claim.unit, written)


def _has_number(
    indicator: Indicator | None, places: Sequence[NamedPlace], discourse: Discourse
) -> bool:
    """Return whether the places have a number of the indicator: another is of a part of them."""
    with_number = {
        taken.figure.place
        for taken in discourse.taken
        if indicator
        and taken.figure.indicator == indicator.id
        and taken.figure.period == discourse.period
    }
    return all(place.code in with_number for place in places)


def _is_last(indicator: Indicator, discourse: Discourse) -> bool:
    """Return whether the last figure is of an indicator."""
    return bool(discourse.taken) and discourse.taken[-1].figure.indicator == indicator.id
