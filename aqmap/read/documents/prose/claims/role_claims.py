"""The role of a sentence's numbers, and how it is known: what the rules that hold say together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from aqmap.model.figures import Role
from aqmap.model.periods import has_open_year
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.claims.role_rules import ROLE_RULES, Rank, Where
from aqmap.read.documents.prose.discourse import Discourse, RoleVote, TakenFigure
from aqmap.read.lexicon.comparators import COMPARATORS, any_word
from aqmap.read.lexicon.role_words import AIMED, OUGHT

_COMPARED = re.compile("[与较比](?:去年|上年|上一年)(?:度|同期)?")
_BY_YEAR = re.compile(r"(?<![截达升降增减加少高低长日])[到至](?P<year>20\d{2})年")
_TURNS = re.compile("[；;]|[，,](?=实际|现?已|目前|截[止至][^，]{0,14}?已)")
_BOUNDED = re.compile(rf"{any_word(COMPARATORS)}|以[上下内]|[至到]\d")
_ANSWERED = re.compile("[，,](?:实际|现?已|目前|截[止至][^，]{0,14}?已)")
_ANSWERED_BEHIND = re.compile(
    r"(?:[（(][^（）()]{0,30}[)）])?[，,](?:实际|现?已)(?:安装|完成|建成|改造|淘汰|拆除|实施)"
    r"[^，。；]{0,8}\d"
)
_WORKED = re.compile("完成(?!率)|实施|投[入资]|建成|淘汰|拆除|新增")
_DONE = re.compile("完成|实际|已|达|建成")
_YEARS = re.compile(r"\d{4}/\d{4}")
_YEAR_SO_FAR = re.compile(r"(\d{4})-01(?:-01)?/\1-")
_TOLD = re.compile("完成|实际|已|达|建成|为|是|共|累计|现有|同比|[较比]")
_LONGEST_BEHIND = 40
_BY = {
    Rank.CLAUSE: "clause",
    Rank.HEADING: "heading",
    Rank.YEAR: "year",
    Rank.TITLE: "title",
    Rank.VERB: "verb",
}


class RoleClaim(NamedTuple):
    """The role of a number, how it is known, and the names of the rules that decided."""

    role: Role
    reason: Reason
    rules: frozenset[str] = frozenset()


_SAID = Reason("role", Known.SAID, "clause")
BASELINE = RoleClaim(Role.BASELINE, _SAID, frozenset({"baseline"}))
"""What is told to compare with: the years before."""
SHARE_OF_TASK = RoleClaim(Role.MEASURED, _SAID, frozenset({"done of a task"}))
"""What a clause tells how much of a task is done."""
NAMED_TARGET = RoleClaim(Role.TARGET, _SAID, frozenset({"named target"}))
"""What a clause calls the target of what was spoken of before it."""


def heading_votes(headings: Sequence[str]) -> tuple[RoleVote, ...]:
    """Return what the nearest heading that tells a role says; two, where it tells both."""
    for heading in reversed(headings):
        votes = tuple(
            RoleVote(Rank.HEADING, rule.role, heading, rule=rule.name)
            for rule in ROLE_RULES
            if rule.where == Where.HEADING and rule.finds({Where.HEADING: heading})
        )
        if votes:
            return votes
    return ()


def _kind(context: Context) -> str:
    """Return the kind of document that the title says; nothing where it does not."""
    return context.kind if context.role_ground.known != Known.ASSUMED else ""


def doubted_alike(taken: Sequence[TakenFigure]) -> list[TakenFigure]:
    """
    Return a sentence's figures; where one's role is doubted, so is what goes along with it.

    That is a number of the same period and role which only a heading or the title tells of:
    2019年1—9月，PM2.5为37微克/立方米，同比下降7.5%，优良天数比例90.8% under 一、目标.
    """
    told = [next((r for r in one.reasons if r.field == "role"), None) for one in taken]
    doubts = {
        (one.figure.period, one.figure.role): reason
        for one, reason in zip(taken, told, strict=True)
        if reason and reason.known == Known.ASSUMED and reason.by == "disagree"
    }
    alike: list[TakenFigure] = []
    for one, reason in zip(taken, told, strict=True):
        doubt = doubts.get((one.figure.period, one.figure.role))
        if doubt and reason and reason.known == Known.CARRIED:
            reasons = tuple(doubt if r.field == "role" else r for r in one.reasons)
            alike.append(replace(one, reasons=reasons))
        else:
            alike.append(one)
    return alike


def is_condition(context: Context, discourse: Discourse) -> bool:
    """Return whether a plan's sentence tells what follows if a number is reached."""
    return _kind(context) == "plan" and v.CONSEQUENCE.search(discourse.plain) is not None


def claim_role(context: Context, discourse: Discourse, clause_text: str, end: int) -> RoleClaim:
    """
    Return what a clause's numbers are, and how that is known.

    Parameters
    ----------
    context, discourse
        The document's kind and period; what the sentence has spoken of so far.
    clause_text
        The clause's text.
    end
        Where it ends in the sentence.
    """
    if discourse.baseline_period:
        return BASELINE
    votes = [
        *_word_votes(context, discourse, clause_text, end),
        *(
            vote
            for vote in discourse.heading_votes
            if _reaches(vote, context, discourse, clause_text)
        ),
        *_year_votes(context, discourse, clause_text),
        *_document_votes(context),
    ]
    said = any(vote.rank == Rank.CLAUSE and not vote.weak for vote in votes)
    if not said and _is_over(context, discourse):
        votes.append(RoleVote(Rank.CLAUSE, Role.MEASURED, discourse.period_words, rule="over"))
    if not said and _may_be_of_task(clause_text, discourse):
        votes.append(RoleVote(Rank.CLAUSE, Role.TARGET, "任务", weak=True, rule="behind a task"))
    if _is_of_the_whole(clause_text, discourse) and not any(
        vote.rank == Rank.CLAUSE for vote in votes
    ):
        return _told_before(discourse)
    return _decided(votes, context) or _told_before(discourse)


def _reaches(vote: RoleVote, context: Context, discourse: Discourse, clause_text: str) -> bool:
    """
    Return whether a heading tells of a number: no aims are of an earlier year that is named.

    Where no one says the document's own year, a bound (降至46以下) may still be one.
    """
    year = _year(discourse) if discourse.period_named else ""
    if vote.role != Role.TARGET or not year or year in vote.words or year >= context.period[:4]:
        return True
    if context.period_ground.known != Known.ASSUMED:
        return False
    return _kind(context) == "plan" or _BOUNDED.search(clause_text) is not None


def _may_be_of_task(clause_text: str, discourse: Discourse) -> bool:
    """Return whether a clause says no role behind a target: 下达任务40台；配套改造线路3公里."""
    if not discourse.taken or discourse.taken[-1].figure.role != Role.TARGET:
        return False
    between = discourse.plain[discourse.taken[-1].spans[-1][1] : discourse.clause_start]
    return "；" in between and _TOLD.search(clause_text) is None


def _is_over(context: Context, discourse: Discourse) -> bool:
    """
    Return whether a time that the sentence names was over when the document was written.

    Of a plan that counts only for its year so far: no task is set for 1—9月 in October.
    """
    named = discourse.period_named and not discourse.is_deadline and not discourse.states_aims
    period = discourse.period or ""
    so_far = _kind(context) != "plan" or _YEAR_SO_FAR.match(period) is not None
    return named and so_far and context.is_past(period)


def _is_of_the_whole(clause_text: str, discourse: Discourse) -> bool:
    """Return whether parts are told of a number before, and no more: they are what that is."""
    part = discourse.taken and discourse.tells_parts
    return bool(part) and _DONE.search(clause_text) is None


def _word_votes(
    context: Context, discourse: Discourse, clause_text: str, end: int
) -> Iterator[RoleVote]:
    """Yield what the words of the clause and around it say."""
    sentence = discourse.plain
    leading = _TURNS.split(sentence[:end])[-1]
    lead = leading.removesuffix(clause_text)
    kind = _kind(context)
    if kind == "plan":
        lead = _COMPARED.sub("", sentence[:end])
    texts = {
        Where.CLAUSE: clause_text,
        Where.LEAD: lead,
        Where.BEHIND: clause_text + sentence[end : end + _LONGEST_BEHIND],
    }
    for rule in ROLE_RULES:
        if rule.where == Where.HEADING or rule.kind not in ("", kind):
            continue
        if words := rule.finds(texts):
            yield RoleVote(rule.rank, rule.role, words, rule.weak, rule.name)
    if discourse.states_aims:
        yield RoleVote(Rank.CLAUSE, Role.TARGET, "目标", rule="states aims")
    yield from _later_votes(context, discourse, clause_text, end)


def _later_votes(
    context: Context, discourse: Discourse, clause_text: str, end: int
) -> Iterator[RoleVote]:
    """Yield what the words say together with the period that they are said of."""
    sentence = discourse.plain
    last = context.period[:4]
    leading = _TURNS.split(sentence[:end])[-1]
    for by in _BY_YEAR.finditer(leading):
        if by["year"] > last:
            yield RoleVote(Rank.CLAUSE, Role.TARGET, by[0], rule="by a later year")
    intended = re.search(f"{AIMED}|{OUGHT}", leading)
    begins = sentence.rfind("，", 0, end - len(leading) + intended.start()) if intended else end
    here = discourse.period_start >= discourse.clause_start
    other = here and not re.search(f"{AIMED}|{OUGHT}", clause_text)
    if intended and discourse.period_named and discourse.period_start >= begins and not other:
        # 确保全年PM2.5平均浓度不高于33微克/立方米: its period is named
        yield RoleVote(Rank.CLAUSE, Role.TARGET, intended[0], rule="aimed at in a named period")
    if re.search(f"{AIMED}|{OUGHT}", clause_text) and _ANSWERED.match(sentence, end):
        # 计划造林10万亩，实际完成10.6万亩
        yield RoleVote(Rank.CLAUSE, Role.TARGET, clause_text, rule="answered")
    elif _ANSWERED_BEHIND.match(sentence, end) and not _TOLD.search(clause_text):
        # 新增变压器138台（总容量41兆伏安），已安装101台
        yield RoleVote(Rank.CLAUSE, Role.TARGET, clause_text, weak=True, rule="perhaps answered")
    word = next((word for word in v.INTENDED if word in leading), "")
    if word and _year(discourse) > last and not has_open_year(context.period):
        yield RoleVote(Rank.CLAUSE, Role.TARGET, word, rule="aimed at in a later year")


def _year(discourse: Discourse) -> str:
    """Return the year spoken of; empty where it is open."""
    period = discourse.period or ""
    last = period[5:] if _YEARS.fullmatch(period) else period  # 2021/2023 is over with its last
    return "" if has_open_year(period) else last[:4]


def _year_votes(context: Context, discourse: Discourse, clause_text: str) -> Iterator[RoleVote]:
    """
    Yield what the year of a number says against the document's.

    What was done in a year before a plan (完成11631户) is a result, and no base of its aims.
    """
    year, last = _year(discourse), context.period[:4]
    if not year or has_open_year(context.period) or year == last:
        return
    if context.period_ground.known == Known.ASSUMED and context.role_ground.by == "disagree":
        return  # the years of such a document may all be before it, or behind it
    if year < last:
        base = _kind(context) == "plan" and not _WORKED.search(clause_text)
        role = Role.BASELINE if base else Role.MEASURED
        yield RoleVote(Rank.YEAR, role, year, rule="an earlier year")
        return
    if context.period_ground.known == Known.ASSUMED:
        return
    if _kind(context) == "report":  # it may be written when that year has begun
        yield RoleVote(Rank.YEAR, Role.MEASURED, year, rule="a later year")
    yield RoleVote(Rank.YEAR, Role.TARGET, year, rule="a later year")


def _document_votes(context: Context) -> Iterator[RoleVote]:
    """Yield what the document's title says, or the header above a cell's sentences."""
    ground = context.role_ground
    if ground.by == "nothing":
        return
    rank = Rank.HEADING if ground.by == "header" else Rank.TITLE
    own = Role.TARGET if context.kind == "plan" else Role.MEASURED
    roles = (own, Role.MEASURED if own == Role.TARGET else Role.TARGET)
    for role in roles if ground.known == Known.ASSUMED else roles[:1]:
        yield RoleVote(rank, role, ground.words, rule=ground.by)


def _told_before(discourse: Discourse) -> RoleClaim:
    """Return the role of the number before it in its sentence, or one that is asked."""
    told = (taken for taken in reversed(discourse.taken) if taken.figure.role != Role.BASELINE)
    if last := next(told, None):
        reason = next(reason for reason in last.reasons if reason.field == "role")
        if reason.known != Known.ASSUMED:
            return RoleClaim(last.figure.role, replace(reason, known=Known.CARRIED, by="before"))
    other = (Role.TARGET,)
    return RoleClaim(Role.MEASURED, Reason("role", Known.ASSUMED, "nothing", "", other))


def _decided(votes: Sequence[RoleVote], context: Context) -> RoleClaim | None:
    """Return what the votes of the first rank say, the weak ones with it; none without any."""
    strong = [vote for vote in votes if not vote.weak]
    weak = [vote for vote in votes if vote.weak]
    rank = min((vote.rank for vote in strong), default=Rank.VERB)
    heard = [vote for vote in strong if vote.rank == rank]
    if rank != Rank.CLAUSE:
        heard += weak
    roles = tuple(dict.fromkeys(vote.role for vote in heard))
    if len(roles) == 1:
        first = min(heard, key=lambda vote: vote.rank)
        known = Known.SAID if first.rank == Rank.CLAUSE else Known.CARRIED
        by = "header" if first.rule == "header" else _BY[Rank(first.rank)]
        rules = frozenset(vote.rule for vote in heard)
        return RoleClaim(roles[0], Reason("role", known, by, first.words), rules)
    if context.given_role:
        return RoleClaim(context.given_role, Reason("role", Known.SAID, "option"))
    if roles:
        words = "；".join(dict.fromkeys(vote.words for vote in heard if vote.words))
        return RoleClaim(roles[0], Reason("role", Known.ASSUMED, "disagree", words, roles[1:]))
    return None
