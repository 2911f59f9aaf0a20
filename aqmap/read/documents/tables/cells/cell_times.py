"""The role and the period of a table's value, and how each is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aqmap.model.figures import Figure, Role
from aqmap.model.periods import OPEN_YEAR, has_open_year
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.context import Context
from aqmap.read.documents.tables.caption import Title
from aqmap.read.documents.tables.label import Label, in_year
from aqmap.read.lexicon.dates import YEAR_BEFORE, same_part
from aqmap.read.lexicon.role_words import NAMED_AIM, role_of_name

_MONTH_END = re.compile("月[底末]")
_MONTH = re.compile(r"(?:\d{4}|XXXX)-\d{2}")


@dataclass(frozen=True)
class CellTime:
    """What a value says, of when, and how both are known."""

    role: Role
    period: str
    reasons: tuple[Reason, Reason]


def time_of(heading: Label, labels: Sequence[Label], title: Title, context: Context) -> CellTime:
    """
    Return the role and the period of a value.

    Parameters
    ----------
    heading
        What row and column say together.
    labels
        Those of row and column, for their words.
    title, context
        What holds for the whole table, and for the document.
    """
    if heading.role in (Role.MEASURED, Role.PROGRESS) and any(label.due for label in labels):
        heading = replace(heading, period="", own_year=False)  # done by now, whatever the deadline
        labels = [replace(label, period="", due=False) for label in labels]
    if _is_undated(heading, labels):
        return _undated(heading, labels, title)
    period, ground = _period(heading, labels, title)
    if heading.period == YEAR_BEFORE and heading.role != Role.TARGET:
        role = Role.BASELINE if context.kind == "plan" else Role.MEASURED
        of_role = replace(ground, field="role", proposals=())
        return CellTime(role, period or OPEN_YEAR, (of_role, ground))
    role, reason = _role(heading, labels, title, context, period)
    if role != Role.TARGET and (so_far := context.so_far(period)):  # of a year that was not over
        words = _words(labels, "period") or ground.words
        ground = Reason("period", Known.ASSUMED, "running", words, (so_far, period))
    if heading.role is None and any(label.doubtful_role for label in labels):
        either = (Role.TARGET, Role.MEASURED)
        words = _words(labels, "doubtful_role")
        reason = Reason("role", Known.ASSUMED, "disagree", words, either)
    if heading.role == Role.TARGET and not heading.period and title.role not in (None, role):
        period = period[:4]  # the task beside what was done in 1-11月 is the year's
    return CellTime(role, period or OPEN_YEAR, (reason, ground))


def _undated(heading: Label, labels: Sequence[Label], title: Title) -> CellTime:
    """Return the time of a value from before (基数, 现状), whose year no one names."""
    words = _words(labels, "role")
    years = (same_part(title.period[:4]), title.period[:4])
    proposals = tuple(year for year in years if year and not has_open_year(year))
    of_period = Reason("period", Known.ASSUMED, "nothing", words, proposals)
    role = heading.role or Role.BASELINE
    return CellTime(role, OPEN_YEAR, (_of_role(Known.SAID, "header", words), of_period))


def _is_undated(heading: Label, labels: Sequence[Label]) -> bool:
    """Return whether a label tells of a time before (基数, 现状) that it does not name."""
    now = heading.role == Role.MEASURED and any("现状" in label.text for label in labels)
    return (heading.role == Role.BASELINE or now) and not heading.period


def _period(heading: Label, labels: Sequence[Label], title: Title) -> tuple[str, Reason]:
    """Return the period of a value, and how it is known."""
    if (doubt := _doubtful_period(heading, labels, title)) is not None:
        return doubt
    ground = title.told["period"]
    if not heading.period:
        return title.period, ground
    words = _words(labels, "period")
    said = Reason("period", Known.SAID, "header", words)
    if heading.own_year:
        return heading.period, said
    if heading.period == YEAR_BEFORE:
        period = same_part(title.period)
    elif re.search("[上去]一?年", words):
        period = heading.period
    else:
        period = in_year(heading.period, title.period[:4])
    return period, said if ground.known == Known.SAID else ground


def _doubtful_period(
    heading: Label, labels: Sequence[Label], title: Title
) -> tuple[str, Reason] | None:
    """Return the likeliest period of a value whose labels leave it open, and others; else none."""
    period = heading.period or title.period
    others: tuple[str, ...] = ()
    if words := _words(labels, "unclear"):
        by, last = "disagree", heading.period
        others = (f"{int(last) - 4}/{last}",) if last.isdigit() else ()
    elif words := _since_unsaid(labels, heading, title):
        by, plain = "since", [replace(label, summed=False) for label in labels]
        period, _ = _period(heading, plain, title)
        period = f"{period[:4]}-01/{period}" if _MONTH.fullmatch(period) else period
        others = (period,)
    elif words := "" if heading.period else _words(labels, "doubtful_period"):
        by = "disagree"
        others = (period, *(la.doubtful_period for la in labels if la.doubtful_period))
    elif words := _due(heading, labels) if "/" in period else "":
        period = period if heading.own_year else in_year(period, title.period[:4])
        by, others = "due", (period, period[:4])
    return (period, Reason("period", Known.ASSUMED, by, words, others)) if words else None


def _due(heading: Label, labels: Sequence[Label]) -> str:
    """Return the label that says by when something is due: 9月底前完成, a target of 3月底."""
    ends = (la.text for la in labels if heading.role == Role.TARGET and _MONTH_END.search(la.text))
    return _words(labels, "due") or next(ends, "")


def _since_unsaid(labels: Sequence[Label], heading: Label, title: Title) -> str:
    """Return the label that adds up (累计) what is another one's year, or a month, if one does."""
    summed = next((label for label in labels if label.summed and not label.period), None)
    dated = any(label.period and not label.summed for label in labels)
    of_month = not heading.period and _MONTH.fullmatch(title.period)
    return summed.text if summed and (dated or of_month) else ""


def _role(
    heading: Label, labels: Sequence[Label], title: Title, context: Context, period: str
) -> tuple[Role, Reason]:
    """Return the role of a value: by its labels, the table's title, the years, the document."""
    year, last, words = _last_year(period), context.first_year, _words(labels, "period")
    dated = bool(words) and not has_open_year(period) and not has_open_year(last)
    if dated and year < last and context.kind == "plan" and heading.role in (None, Role.MEASURED):
        return _of_past_year(title, year, words)
    if own := heading.role or role_of_name(heading.name):
        words = _words(labels, "role") if heading.role else heading.name
        return own, _of_role(Known.SAID, "header", words)
    if dated and title.aimed and year < title.aimed and title.role != Role.TARGET:
        return _of_year_before_aims(title, period, words, context)
    if title.role and (not dated or _holds(title, year, context)):
        role = _reached(title.role, period, context) if dated else title.role
        return role, title.told["role"]
    if not heading.indicator and re.search(NAMED_AIM, heading.name):
        return Role.TARGET, _of_role(Known.SAID, "header", heading.name)
    return _of_document(context, title, words, period)


def _of_past_year(title: Title, year: str, words: str) -> tuple[Role, Reason]:
    """Return the role below a year before a plan's: its base, or what was reached since that."""
    if title.based and year > title.based:
        return Role.MEASURED, _of_role(Known.CARRIED, "beside", words)
    return Role.BASELINE, _of_role(Known.CARRIED, "header", words)


def _of_year_before_aims(
    title: Title, period: str, words: str, context: Context
) -> tuple[Role, Reason]:
    """Return the role below a year that stands beside a later one's targets: what was reached."""
    done = title.role if title.role in (Role.MEASURED, Role.PROGRESS) else Role.MEASURED
    role = _reached(done, period, context)
    later = period[:4] > context.period[:4] and len(period) == len("2025")
    if later and context.kind == "plan" and title.role is None:  # or a step on the way
        either = (Role.MEASURED, Role.TARGET)
        return role, Reason("role", Known.ASSUMED, "disagree", words, either)
    return role, _of_role(Known.CARRIED, "beside", words)


def _reached(role: Role, period: str, context: Context) -> Role:
    """Return the role of what a title calls progress: that of a year that is over is a result."""
    over = len(period) == len("2025") and period < context.period[:4]
    return Role.MEASURED if role == Role.PROGRESS and over else role


def _last_year(period: str) -> str:
    """Return the year in which a period ends."""
    return period.rpartition("/")[2][:4]


def _holds(title: Title, year: str, context: Context) -> bool:
    """Return whether the role of a table's title is that of a column's year."""
    if title.role == Role.TARGET:
        return year >= title.period[:4]
    return year == title.period[:4] or (context.kind == "report" and year < title.period[:4])


def _of_document(context: Context, title: Title, words: str, period: str) -> tuple[Role, Reason]:
    """Return the role that the document as a whole suggests, which its title may say."""
    own = Role.TARGET if context.kind == "plan" else Role.MEASURED
    other = Role.MEASURED if own == Role.TARGET else Role.TARGET
    ground, year, last = context.role_ground, period[:4], context.period[:4]
    words = words or title.told["period"].words
    if title.compared and ground.known == Known.ASSUMED and year <= last:
        return Role.MEASURED, _of_role(Known.CARRIED, "compared", title.compared)
    if year < context.first_year and not has_open_year(last):
        own = Role.BASELINE if own == Role.TARGET else own
        ground = _of_role(Known.CARRIED, "year", words)
    if year > last and not has_open_year(year) and own == Role.MEASURED:
        own, other = other, own
        ground = Reason("role", Known.ASSUMED, "disagree", words)
    if ground.known != Known.ASSUMED:
        return own, ground
    if context.given_role:
        return context.given_role, _of_role(Known.CARRIED, "option", "")
    return own, replace(ground, proposals=(own, other))


def _of_role(known: Known, by: str, words: str) -> Reason:
    return Reason("role", known, by, words)


def _words(labels: Sequence[Label], name: str) -> str:
    """Return the words of the label that says a field."""
    return next((label.text for label in labels if getattr(label, name)), "")


def year_before_of(figure: Figure, words: str, context: Context) -> CellTime | None:
    """Return what a number in brackets behind a value is, which its header calls 同期."""
    period = same_part(figure.period)
    if not period or figure.role == Role.TARGET:
        return None
    role = Role.BASELINE if context.kind == "plan" else Role.MEASURED
    of_period = Reason("period", Known.ASSUMED, "nearest", words, (period, figure.period))
    return CellTime(role, period, (_of_role(Known.CARRIED, "header", words), of_period))
