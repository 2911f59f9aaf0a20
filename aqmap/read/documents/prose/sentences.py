"""A sentence → figures: clause by clause, each number with its role, places and period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.claims.counted_things import POWERS, CountedThings
from aqmap.read.documents.prose.claims.periods_each import periods_each
from aqmap.read.documents.prose.claims.role_claims import (
    BASELINE,
    NAMED_TARGET,
    SHARE_OF_TASK,
    RoleClaim,
    claim_role,
    is_condition,
)
from aqmap.read.documents.prose.claims.stated_changes import put_changes_each
from aqmap.read.documents.prose.claims.task_shares import SHARE_DONE, task_share
from aqmap.read.documents.prose.counted_phrases import LeftOut, Phrase, read_phrases
from aqmap.read.documents.prose.discourse import Discourse, NamedPlace, named_place
from aqmap.read.documents.prose.discourse_turns import (
    each_in_turn,
    enter_clause,
    is_summary,
    keep_period_before,
    leave_clause,
    note_summary,
    pass_unreadable,
    semicolon_behind,
    turn_to_statement,
)
from aqmap.read.documents.prose.grammar import Clause, Statement
from aqmap.read.documents.prose.named_targets import OF_SEVERAL_YEARS, named_target
from aqmap.read.documents.prose.number_periods import (
    adds_up_since_unnamed_year,
    leaves_time_open,
    says_year,
    with_year,
)
from aqmap.read.documents.prose.statement_figures import FigureBuilder
from aqmap.read.documents.prose.tokens import Kind, Token
from aqmap.read.lexicon.dates import BEFORE
from aqmap.read.lexicon.role_words import NAMED_AIM
from aqmap.workspace.indicators import Indicator

_CHANGE_UNITS = ("%", "个百分点")
_ASKED = re.compile(r"\s*[^，。；：:\s]{0,20}(?:目标|措施|任务|要求|时限)[是为]?[：:]")
_SHARE = re.compile(f"(?:{NAMED_AIM})(?:任务|总)?[值数量]?的\\d|^占")


class SentenceReader:
    """Reads sentences of one document into figures."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._things = CountedThings(context)
        self._is_plan = context.kind == "plan" and context.role_ground.known != Known.ASSUMED

    def read(self, clauses: Sequence[Clause], discourse: Discourse) -> None:
        """Add what a sentence's clauses say to its discourse."""
        by_then = "目标" in discourse.plain and re.match(
            r"\s*到", discourse.plain
        )  # 到2025年，……目标
        discourse.states_aims = bool(by_then or _ASKED.match(discourse.plain))
        before: Clause | None = None
        for clause, behind in zip_longest(clauses, clauses[1:]):
            period = discourse.period
            if behind and is_summary(clause, behind):
                note_summary(clause, discourse)
            else:
                self._read_clause(clause, before, discourse)
            if discourse.period_to_resume:
                discourse.period, discourse.period_to_resume = discourse.period_to_resume, ""
            keep_period_before(clause, period, discourse)
            discourse.behind_numbers = bool(clause.statements)
            before = clause

    def _read_clause(self, clause: Clause, before: Clause | None, discourse: Discourse) -> None:
        enter_clause(clause, discourse)
        target = named_target(clause.tokens, before.tokens if before else (), clause.opened)
        if target and self._add_named_target(target, clause, discourse):
            return
        if share := task_share(clause.tokens, discourse.taken):
            self._add_share(share, discourse)
            return
        if not clause.readable:
            places = discourse.places
            pass_unreadable(clause, discourse, self._context.own)
            if clause.holds(Kind.QUANTITY, Kind.CHANGE):
                self._read_phrases(clause, discourse, places)
            else:
                self._note_periods(clause.tokens, discourse)
            return
        for statement in clause.statements:
            self._note_periods(statement.tokens, discourse)
            self._read_statement(clause, statement, discourse)
        if not clause.statements:
            self._note_periods(clause.tokens, discourse)
        leave_clause(clause, discourse)

    def _add_named_target(self, target: Token, clause: Clause, discourse: Discourse) -> bool:
        """Add a target that is named beside what was reached; return whether there is one."""
        unit = target.unit.lstrip(POWERS)
        if _SHARE.search(clause.text) and unit == "%":
            return False
        named = discourse.indicator
        indicator = named.indicator if named else None
        written = named.text if named else discourse.counted_by_unit.get(unit, "")
        last = discourse.taken[-1].figure if discourse.taken else None
        if indicator is None and last and last.indicator_written == written:
            indicator = self._context.indicators.get(last.indicator)
        if self._is_plan or not (last and written):
            return False
        places = discourse.places_spoken_of(named=False)
        if len(places) > 1:
            return False
        builder = self._builder(discourse, NAMED_TARGET, indicator, written, named=False)
        builder.doubtful = OF_SEVERAL_YEARS.search(clause.text) is not None
        if not builder.fits([target]):
            return False
        builder.add_values(Statement([target], (), named, [target], part=False), places)
        for other in clause.tokens:
            if other.kind == Kind.QUANTITY and other is not target:
                self._add_share(other, discourse)
        return True

    def _add_share(self, share: Token, discourse: Discourse) -> None:
        """Add how much of a task is done, which is of the place spoken of."""
        places = discourse.places_spoken_of(named=False)
        builder = self._builder(discourse, SHARE_OF_TASK, None, SHARE_DONE, named=True)
        builder.add_values(Statement([share], (), None, [share], part=False), places)

    def _read_statement(self, clause: Clause, statement: Statement, discourse: Discourse) -> None:
        turn_to_statement(statement, discourse)
        if discourse.indicator is None and not statement.of_kind(Kind.ACTION):
            discourse.indicator = self._things.of_topic(discourse, statement.values[-1])
        if put_changes_each(statement, discourse):
            return
        places = discourse.places_spoken_of(named=bool(statement.places))
        if statement.part and statement.places and not each_in_turn(statement, clause, discourse):
            discourse.places = None  # what follows may be the part's or the whole's
        if is_condition(self._context, discourse):
            discourse.leave_out(statement.values, "threshold")
            return
        named = discourse.indicator
        if named is None or named.indicator is None:
            self._read_as_phrases(clause, statement, discourse)
            return
        builder = self._builder_of(clause, statement, discourse, named, places)
        if statement.values[0].kind == Kind.RELATIVE:
            builder.add_comparisons(statement, places)
        elif statement.values[0].kind == Kind.CHANGE and discourse.period is None:
            discourse.leave_out(statement.values, "period")  # a change alone, of no one knows when
        elif statement.values[0].kind == Kind.CHANGE:
            self._add_old(statement.old, statement.old_period, builder, places)
            builder.add_changes(statement, places)
        elif _stretches(statement, named, discourse):
            discourse.leave_out(statement.values, "stretch")
        elif statement.indicator and not builder.fits(statement.values):
            self._read_as_phrases(clause, statement, discourse)
        else:
            self._add_old(statement.old, statement.old_period, builder, places)
            _add_values(statement, builder, places)
            _note_counted(discourse, named.text, statement.values[-1].unit)

    def _builder_of(
        self,
        clause: Clause,
        statement: Statement,
        discourse: Discourse,
        named: Token,
        places: Sequence[NamedPlace],
    ) -> FigureBuilder:
        """Return the builder of a statement's figures; the indicator spoken of is known."""
        again = statement.part and not statement.places and _same_as_before(named, discourse)
        part = again and not statement.of_kind(Kind.PERIOD)
        parts_of_places = [token.text for token in statement.of_kind(Kind.PLACE_PART)]
        within = bool(parts_of_places) and _has_number(named, places, discourse)
        indicator = None if part or within else named.indicator  # a part is not the whole
        known = named.indicator
        month = leaves_time_open(self._context, discourse, clause.text, statement.values[0].unit)
        adds_up = known is not None and adds_up_since_unnamed_year(
            self._context, discourse, clause.text, known.id
        )
        several = len({token.period for token in statement.of_kind(Kind.PERIOD)}) > 1
        return replace(
            self._builder(
                discourse,
                self._role(clause, discourse),
                indicator,
                named.text,
                named=statement.indicator is not None,
            ),
            notes=[*([f"{clause.giver}下达"] if clause.giver else []), *parts_of_places],
            part=part,
            doubtful=month or adds_up or several,
        )

    def _builder(
        self,
        discourse: Discourse,
        claim: RoleClaim,
        indicator: Indicator | None,
        written: str,
        *,
        named: bool,
    ) -> FigureBuilder:
        return FigureBuilder(self._context, discourse, claim, indicator, written, named=named)

    def _read_as_phrases(self, clause: Clause, statement: Statement, discourse: Discourse) -> None:
        """Read a statement whose indicator the catalogue does not know."""
        stated = Clause(statement.tokens, giver=clause.giver)
        self._read_phrases(stated, discourse, discourse.places)

    def _add_old(
        self,
        old: Token | None,
        old_period: str,
        builder: FigureBuilder,
        places: Sequence[NamedPlace],
    ) -> None:
        """Add the value that another starts from (由2020年的80%提高到85%) as a baseline."""
        if old is None:
            return
        discourse = builder.discourse
        period = discourse.period_compared_with(old_period)
        if not period or period == discourse.period:
            baseline = replace(builder, claim=BASELINE, open_since=True)
            baseline.add_values(Statement([old], (), None, [old], part=False), places)
            return
        discourse.change_base = period
        discourse.baseline_period = period
        baseline = replace(builder, claim=BASELINE)
        baseline.add_values(Statement([old], (), None, [old], part=False), places)
        discourse.baseline_period = ""

    def _read_phrases(
        self, clause: Clause, discourse: Discourse, places: list[NamedPlace] | None
    ) -> None:
        """Read a clause about things that the catalogue does not know."""
        for phrase in read_phrases(clause.tokens):
            if isinstance(phrase, LeftOut):
                discourse.leave_out([phrase.number], phrase.reason)
                continue
            self._note_periods(phrase.tokens, discourse)
            if phrase.part and phrase.places and discourse.places_of_whole is None:
                discourse.places_of_whole = places
            if phrase.unclear:
                places = None
            elif phrase.places:
                places = [named_place(token) for token in phrase.places]
            elif (
                discourse.places_of_whole
                and not phrase.adjacent
                and not semicolon_behind(clause, discourse)
            ):
                places = None  # the part's, or the whole's again?
            discourse.places = places
            self._read_phrase(clause, phrase, discourse)
        discourse.places = places

    def _read_phrase(self, clause: Clause, phrase: Phrase, discourse: Discourse) -> None:
        unit = phrase.numbers[-1].unit.lstrip(POWERS)
        of_a_time = any(token.kind == Kind.PERIOD for token in phrase.tokens)
        goes_on = discourse.part_unit == unit or (phrase.adjacent and discourse.part_unit)
        part = (phrase.part or bool(goes_on)) and not phrase.places and not of_a_time
        written, same_thing = self._things.of_phrase(phrase, discourse, unit)
        if not written and clause.opened.endswith(("（", "(")) and len(clause.tokens) == 1:
            written = self._things.of_bracket(discourse, unit)
        if not written or is_condition(self._context, discourse):
            discourse.leave_out(phrase.numbers, "threshold" if written else "no_words")
            return
        places = discourse.places_spoken_of(named=bool(phrase.places))
        if phrase.unclear:
            places = [self._unknown_place(phrase, discourse)]
        discourse.part_unit = unit if part else ""
        known = self._things.known(written, unit)
        adds_up = adds_up_since_unnamed_year(
            self._context, discourse, clause.text, known.id if known else written
        )
        notes = [f"{clause.giver}下达"] if clause.giver else []
        notes += ["累计"] * adds_up
        notes += [token.text for token in phrase.tokens if token.kind == Kind.PLACE_PART]
        several = len({t.period for t in phrase.tokens if t.kind == Kind.PERIOD}) > 1
        doubtful = several or self._period_is_doubtful(clause, discourse, unit)
        claim = self._role(clause, discourse)
        for n, thing in enumerate(phrase.things or [written]):
            indicator = self._things.known(thing, unit) if same_thing and not adds_up else None
            if part and indicator and _is_last(indicator, discourse):
                indicator = None  # a part is not the indicator's whole
            builder = replace(
                self._builder(discourse, claim, indicator, thing, named=bool(phrase.written)),
                notes=notes,
                part=part,
                doubtful=doubtful,
            )
            self._add_old(phrase.old, phrase.old_period, builder, places)
            builder.add_phrase(phrase.only(n) if phrase.things else phrase, places)
        _note_counted(discourse, written, unit)

    def _unknown_place(self, phrase: Phrase, discourse: Discourse) -> NamedPlace:
        """Return what stands for the place of a phrase that leaves it open."""
        named = self._context.match(phrase.unclear)
        likely = [place.code for place in (*named.candidates, named.place) if place]
        return discourse.unknown_place(phrase.unclear, likely)

    def _period_is_doubtful(self, clause: Clause, discourse: Discourse, unit: str) -> bool:
        """Return whether no one can tell of which period a clause's numbers in a unit are."""
        period = discourse.period or ""
        month = "-" in period and "/" not in period
        if "累计" in clause.text and month:
            return True
        return leaves_time_open(self._context, discourse, clause.text, unit)

    def _note_periods(self, tokens: Sequence[Token], discourse: Discourse) -> None:
        for token in tokens:
            if token.kind == Kind.PERIOD and not _adds_nothing(token, discourse):
                if token.period in BEFORE:  # 去年同期19天: of this clause alone
                    discourse.period_to_resume = discourse.period or ""
                discourse.period_named, discourse.period_start = True, token.start
                discourse.period_words = token.text
                discourse.period_of_year = says_year(token.period, self._context, discourse)
                if discourse.period_of_year:
                    ground = Reason("period", Known.CARRIED, "before", token.text)
                    discourse.period_ground = ground
                deadline = re.fullmatch("(?!截[止至]).*[前底末]", token.text)
                discourse.is_deadline = deadline is not None
                discourse.period = with_year(token.period, discourse.period, self._context) or None
                if not discourse.taken and not discourse.left_out:
                    discourse.sentence_period = discourse.period or ""

    def _role(self, clause: Clause, discourse: Discourse) -> RoleClaim:
        return claim_role(self._context, discourse, clause.text, clause.tokens[-1].end)


def _add_values(statement: Statement, builder: FigureBuilder, places: Sequence[NamedPlace]) -> None:
    """Add a statement's values; those of several years (2021—2023年分别为) each in its year."""
    discourse = builder.discourse
    years = periods_each(statement, discourse) if len(places) == 1 else []
    if not years:
        return builder.add_values(statement, places)
    for year, value in zip(years, statement.values, strict=True):
        discourse.period = year
        of_year = replace(statement, values=[value])
        replace(builder, doubtful=False).add_values(of_year, places)
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


def _note_counted(discourse: Discourse, written: str, unit: str) -> None:
    """Keep what was counted for numbers that go on about it; a share counts nothing."""
    if unit == "%":
        discourse.last_share = written
    if unit not in _CHANGE_UNITS:
        discourse.counted_by_unit[unit.lstrip(POWERS)] = discourse.last_counted = written


def _has_number(indicator: Token, places: Sequence[NamedPlace], discourse: Discourse) -> bool:
    """Return whether the places have a number of the indicator: another is of a part of them."""
    known = indicator.indicator
    with_number = {
        taken.figure.place
        for taken in discourse.taken
        if known and taken.figure.indicator == known.id and taken.figure.period == discourse.period
    }
    return all(place.code in with_number for place in places)


def _stretches(statement: Statement, indicator: Token, discourse: Discourse) -> bool:
    """Return whether a number is aimed at beyond one that is asked for: 力争达到93%."""
    aims = any(token.text in ("力争", "争取") for token in statement.of_kind(Kind.INTENT))
    return aims and not statement.indicator and _same_as_before(indicator, discourse)


def _same_as_before(named: Token, discourse: Discourse) -> bool:
    """Return whether the number before was of the same indicator: 其中 tells a part of that."""
    return named.indicator is not None and _is_last(named.indicator, discourse)


def _is_last(indicator: Indicator, discourse: Discourse) -> bool:
    """Return whether the last figure is of an indicator."""
    return bool(discourse.taken) and discourse.taken[-1].figure.indicator == indicator.id
