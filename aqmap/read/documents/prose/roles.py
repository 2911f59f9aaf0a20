"""What a number in a sentence is: aimed at, reached, or there before; and of which period."""

from __future__ import annotations

import re

from aqmap.model.figures import Role
from aqmap.model.periods import has_open_year
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Discourse
from aqmap.read.lexicon.dates import SAME_YEAR, YEAR_BEFORE, same_part
from aqmap.read.lexicon.role_words import NAMED_AIM

_COMPARED = re.compile("[与较比](?:去年|上年|上一年)(?:度|同期)?")
_AIMS = re.compile(f"{NAMED_AIM}|应")
_AIMED_AT = re.compile("应达|任务(?!的)|目标")
_DONE_OF = re.compile("完成|占.{0,12}(?:任务|目标)")
_REACHED = re.compile("实际|现?已|目前")
_ANSWERED = re.compile("[，,](?:实际|现?已|目前|截[止至].{0,14}?已)")
_MONTH = re.compile(r"\d{4}-\d{2}")


def with_year(period: str, spoken_of: str | None, context: Context) -> str:
    """Return a period with its year: of the period spoken of, or the document's one."""
    if period == YEAR_BEFORE:
        return same_part(spoken_of or context.period)
    if SAME_YEAR not in period:
        return period
    if period.endswith(f"/{SAME_YEAR}"):
        return _since_year(period[:4], context.period)
    year = spoken_of or context.period
    return period.replace(SAME_YEAR, year[:4]) if year[:4] == year[-4:] or "-" in year else ""


def _since_year(year: str, period: str) -> str:
    """Return the stretch from the beginning of a year to the end of the document's period."""
    if year == period[:4]:
        return period
    if has_open_year(period):
        return ""
    first, _, last = period.partition("/")
    end = last or first
    return f"{year}{'-01-01'[: len(end) - 4]}/{end}" if end[:4] > year else ""


def adds_up_since_unnamed_year(
    context: Context, discourse: Discourse, clause_text: str, counted: str
) -> bool:
    """
    Return whether a clause adds up (累计) since a year that no one names, or beyond a month.

    A plan's 到2025年累计 is named; behind a number of the same thing and period it began before.
    """
    month = _MONTH.fullmatch(discourse.period or "") is not None
    if "累计" not in clause_text or (context.kind == "plan" and discourse.period_named):
        return False
    figures = (taken.figure for taken in discourse.taken)
    again = any(
        figure.period == discourse.period
        and counted in (figure.indicator, figure.indicator_written)
        for figure in figures
    )
    named = discourse.period_named or "/" in (discourse.opening_period or "")
    return month or again or not named


def is_of_no_one_month(context: Context, discourse: Discourse, clause_text: str, unit: str) -> bool:
    """
    Return whether a count without a date may be the month's or that of the year so far.

    A notice of a month (8月进展情况) counts both: 已拆除41台 is of no one month.
    """
    monthly = _MONTH.fullmatch(context.period) and discourse.period == context.period
    counts = unit not in ("%", "个百分点") and not unit.endswith("立方米")
    if not monthly or discourse.period_named or not counts or _AIMS.search(clause_text):
        return False
    if clause_text.startswith("已"):  # so far
        discourse.period = f"{context.period[:4]}-01/{context.period}"
    return not clause_text.startswith("已")


def number_role(context: Context, discourse: Discourse, clause_text: str, end: int) -> Role | None:
    """
    Return what a clause's numbers are, or nothing where it leaves that open.

    Parameters
    ----------
    context, discourse
        The document's kind and period; what the sentence has spoken of so far.
    clause_text
        The clause's text.
    end
        Where it ends in the sentence.
    """
    if discourse.period is None or discourse.baseline_period:
        return Role.BASELINE if discourse.period and discourse.baseline_period else None
    year, last = discourse.period[:4], context.period[:4]
    if context.kind == "plan":
        return _planned(discourse.plain, end, year=year, last=last)
    if discourse.looks_ahead and (year > last or not discourse.period_named):
        return Role.TARGET if discourse.period_named else None
    if discourse.states_aims or v.ASSIGNED.search(clause_text):
        return Role.TARGET
    if year > last:
        return _intended(discourse.plain, end)
    return _reported(discourse, clause_text, end)


def _planned(sentence: str, end: int, *, year: str, last: str) -> Role | None:
    """Return the role of a plan's number: its target, or of a year before it."""
    before = _COMPARED.sub("", sentence[:end]).replace("累计达到", "")
    past = any(word in before for word in v.PAST)
    if past or (year >= last and v.CONSEQUENCE.search(sentence)):
        return None
    return Role.BASELINE if year < last else Role.TARGET


def _intended(sentence: str, end: int) -> Role | None:
    """Return the role of a report's number of a year to come."""
    since_semicolon = re.split("[；;]", sentence[:end])[-1]
    return Role.TARGET if any(word in since_semicolon for word in v.INTENDED) else None


def _reported(discourse: Discourse, clause_text: str, end: int) -> Role | None:
    """Return the role of a report's number of its own time: reached, or aimed at."""
    sentence = discourse.plain
    aimed = _AIMED_AT.search(clause_text) is not None
    if aimed and not _DONE_OF.search(clause_text):
        return Role.TARGET
    if _REACHED.match(clause_text) and not aimed:
        return Role.MEASURED
    ought = re.search(v.OUGHT, clause_text)
    if (ought or re.search(v.NOT_YET, clause_text)) and _ANSWERED.match(sentence, end):
        return Role.TARGET  # 计划造林10万亩，实际完成10.6万亩
    leading = re.split("[；;]|[，,](?=实际|现?已|目前)", sentence[:end])[-1]
    intended = re.search(f"{v.NOT_YET}|{v.OUGHT}", leading)
    begins = sentence.rfind("，", 0, end - len(leading) + intended.start()) if intended else end
    if discourse.period_named and discourse.period_start >= begins:
        return Role.TARGET  # 确保全年PM2.5平均浓度不高于33微克/立方米: its period is named
    return None if ought or re.search(v.NOT_YET, leading) else Role.MEASURED
