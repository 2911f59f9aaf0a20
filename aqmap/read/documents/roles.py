"""What a number in a sentence is: aimed at, reached, or there before; and of which period."""

from __future__ import annotations

import re

from aqmap.figures import Role
from aqmap.read.documents import vocabulary as v
from aqmap.read.documents.context import Context
from aqmap.read.documents.dates import SAME_YEAR
from aqmap.read.documents.mentions import plain
from aqmap.read.documents.sayings import Said


def dated(period: str, said: str | None, context: Context) -> str:
    """Return a period with its year: that of the sentence, or the document's one."""
    if SAME_YEAR not in period:
        return period
    year = said or context.period
    return period.replace(SAME_YEAR, year[:4]) if year[:4] == year[-4:] or "-" in year else ""


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
    said = told[:end]
    year, last = state.period[:4], context.period[:4]
    if context.kind == "plan":
        if any(word in said for word in v.PAST) or v.CONSEQUENCE.search(told):
            return None
        return Role.BASELINE if year < last else Role.TARGET
    if state.ahead and (year > last or not state.dated):
        return Role.TARGET if state.dated else None
    if state.aimed or any(word in here for word in v.ASSIGNED):
        return Role.TARGET
    return _reported(re.split("[；;]", said)[-1], here, later=year > last)


def _reported(said: str, here: str, *, later: bool) -> Role | None:
    """Return the role of a report's number: reached, or intended by a known year."""
    if later:
        return Role.TARGET if any(word in said for word in v.INTENDED) else None
    reached = re.search("完成|占.{0,12}(?:任务|目标)", here)
    if re.search("应达|任务(?!的)|目标", here) and not reached:
        return Role.TARGET
    return None if re.search(v.NOT_YET, said) or re.search(v.OUGHT, here) else Role.MEASURED
