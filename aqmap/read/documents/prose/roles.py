"""What a number in a sentence is: aimed at, reached, or there before; and of which period."""

from __future__ import annotations

import re

from aqmap.model.figures import Role
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose import vocabulary as v
from aqmap.read.documents.prose.discourse import Said
from aqmap.read.documents.prose.tokenizer import plain
from aqmap.read.lexicon.dates import SAME_YEAR, YEAR_BEFORE, same_part
from aqmap.read.lexicon.role_words import NAMED_AIM

_COMPARED = re.compile("[与较比](?:去年|上年|上一年)(?:度|同期)?")
_AIMS = re.compile(f"{NAMED_AIM}|应")
_REACHED = re.compile("实际|现?已|目前")
_ANSWERED = re.compile("[，,](?:实际|现?已|目前|截[止至].{0,14}?已)")


def dated(period: str, said: str | None, context: Context) -> str:
    """Return a period with its year: that of the sentence, or the document's one."""
    if period == YEAR_BEFORE:
        return same_part(said or context.period)
    if SAME_YEAR not in period:
        return period
    if period.endswith(f"/{SAME_YEAR}"):
        return _since(period[:4], context.period)
    year = said or context.period
    return period.replace(SAME_YEAR, year[:4]) if year[:4] == year[-4:] or "-" in year else ""


def _since(year: str, period: str) -> str:
    """Return the stretch from the beginning of a year to the end of the document's period."""
    if year == period[:4]:
        return period
    first, _, last = period.partition("/")
    end = last or first
    return f"{year}{'-01-01'[: len(end) - 4]}/{end}" if end[:4] > year else ""


def since_no_year(context: Context, state: Said, here: str, counted: str) -> bool:
    """
    Return whether a clause adds up (累计) since a year that no one names, or beyond a month.

    A plan's 到2025年累计 is named; behind a number of the same thing and period it began before.
    """
    month = re.fullmatch(r"\d{4}-\d{2}", state.period or "") is not None
    if "累计" not in here or (context.kind == "plan" and state.dated):
        return False
    told = [f.figure for f in state.found if f.figure.period == state.period]
    again = any(counted in (figure.indicator, figure.indicator_written) for figure in told)
    return month or again or not (state.dated or "/" in (state.opening or ""))


def of_no_month(context: Context, state: Said, here: str, unit: str) -> bool:
    """
    Return whether a count without a date may be the month's or that of the year so far.

    A notice of a month (8月进展情况) counts both: 已拆除41台 is of no one month.
    """
    monthly = re.fullmatch(r"\d{4}-\d{2}", context.period) and state.period == context.period
    counts = unit not in ("%", "个百分点") and not unit.endswith("立方米")
    if not monthly or state.dated or not counts or _AIMS.search(here):
        return False
    if here.startswith("已"):  # so far
        state.period = f"{context.period[:4]}-01/{context.period}"
    return not here.startswith("已")


def number_role(context: Context, state: Said, here: str, end: int) -> Role | None:
    """
    Return what a clause's numbers are, or nothing where it leaves that open.

    Parameters
    ----------
    context, state
        The document's kind and period; what the sentence said so far.
    here
        The clause's text.
    end
        Where it ends in the sentence.
    """
    if state.period is None or state.baseline:
        return Role.BASELINE if state.period and state.baseline else None
    told = plain(state.sentence)
    year, last = state.period[:4], context.period[:4]
    if context.kind == "plan":
        before = _COMPARED.sub("", told[:end]).replace("累计达到", "")
        past = any(word in before for word in v.PAST)
        if past or (year >= last and v.CONSEQUENCE.search(told)):
            return None
        return Role.BASELINE if year < last else Role.TARGET
    if state.ahead and (year > last or not state.dated):
        return Role.TARGET if state.dated else None
    if state.aimed or v.ASSIGNED.search(here):
        return Role.TARGET
    return _intended(told, end) if year > last else _reported(state, told, here, end)


def _intended(told: str, end: int) -> Role | None:
    """Return the role of a report's number of a year to come."""
    said = re.split("[；;]", told[:end])[-1]
    return Role.TARGET if any(word in said for word in v.INTENDED) else None


def _reported(state: Said, told: str, here: str, end: int) -> Role | None:
    """Return the role of a report's number of its own time: reached, or aimed at."""
    aimed = re.search("应达|任务(?!的)|目标", here) is not None
    if aimed and not re.search("完成|占.{0,12}(?:任务|目标)", here):
        return Role.TARGET
    if _REACHED.match(here) and not aimed:
        return Role.MEASURED
    ought = re.search(v.OUGHT, here)
    if (ought or re.search(v.NOT_YET, here)) and _ANSWERED.match(told, end):
        return Role.TARGET  # 计划造林10万亩，实际完成10.6万亩
    said = re.split("[；;]|[，,](?=实际|现?已|目前)", told[:end])[-1]
    intended = re.search(f"{v.NOT_YET}|{v.OUGHT}", said)
    begins = told.rfind("，", 0, end - len(said) + intended.start()) if intended else end
    if state.dated and state.dated_at >= begins:
        return Role.TARGET  # 确保全年PM2.5平均浓度不高于33微克/立方米: its period is named
    return None if ought or re.search(v.NOT_YET, said) else Role.MEASURED
