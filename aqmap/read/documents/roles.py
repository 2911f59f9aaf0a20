"""What a number in a sentence is: aimed at, reached, or there before; and of which period."""

from __future__ import annotations

import re

from aqmap.figures import Role
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import SAME_YEAR, YEAR_BEFORE, same_part
from aqmap.read.documents.mentions import plain
from aqmap.read.documents.sayings import Said

_COMPARED = re.compile("[与较比](?:去年|上年|上一年)(?:度|同期)?")
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


def since_no_year(state: Said, here: str) -> bool:
    """Return whether a clause adds up (累计) since a year that no one names, or beyond a month."""
    month = re.fullmatch(r"\d{4}-\d{2}", state.period or "") is not None
    return "累计" in here and (month or not (state.dated or "/" in (state.opening or "")))


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
        past = any(word in _COMPARED.sub("", told[:end]) for word in v.PAST)
        if past or v.CONSEQUENCE.search(told):
            return None
        return Role.BASELINE if year < last else Role.TARGET
    if state.ahead and (year > last or not state.dated):
        return Role.TARGET if state.dated else None
    if state.aimed or v.ASSIGNED.search(here):
        return Role.TARGET
    return _intended(told, end) if year > last else _reported(told, here, end)


def _intended(told: str, end: int) -> Role | None:
    """Return the role of a report's number of a year to come."""
    said = re.split("[；;]", told[:end])[-1]
    return Role.TARGET if any(word in said for word in v.INTENDED) else None


def _reported(told: str, here: str, end: int) -> Role | None:
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
    return None if ought or re.search(v.NOT_YET, said) else Role.MEASURED
