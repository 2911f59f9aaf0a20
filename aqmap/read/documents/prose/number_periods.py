"""Of which period a number in a sentence is."""

from __future__ import annotations

import re

from aqmap.model.periods import encloses, has_open_year
from aqmap.model.transcript import Known
from aqmap.read.documents.context import Context
from aqmap.read.documents.prose.discourse import Discourse
from aqmap.read.lexicon.dates import BEFORE, SAME_YEAR, stated_against
from aqmap.read.lexicon.role_words import NAMED_AIM

_AIMS = re.compile(f"{NAMED_AIM}|应")
_MONTH = re.compile(r"\d{4}-\d{2}")
_SHORT_TIME = re.compile(
    r"至此|迄今|[今去]冬|今春|上个?采暖[季期]|本[旬周期日](?![间内])|日均?(?:浓度)?最[高大低](?!8)|最[高大低]日均|(?<!\d)(?<!\d月)[上中下]旬|[一二两三四五六七八九十\d]年[以之]?内"
)
_NOW = re.compile(
    r"至此|迄今|目前|现(?:有(?!效)|存(?!在)|保有)|(?<!\d)(?:月|周|旬)末|尚[有存余]|仍有"
)
"""Words of a time that no one dates: 本旬新增完工412户, 日均最高值, 目前尚有3台."""
_OF_AIR = ("立方米", "m3", "m³", "/L")


def with_year(period: str, spoken_of: str | None, context: Context) -> str:
    """Return a period with its year: of the period spoken of, or the document's one."""
    if period in BEFORE:
        return stated_against(period, spoken_of) if spoken_of else ""
    if SAME_YEAR not in period:
        return period
    if period.endswith(f"/{SAME_YEAR}"):
        return _since_year(period[:4], context.period)
    whole = spoken_of or context.period
    years = dict.fromkeys(part[:4] for part in whole.split("/"))
    dated = [period.replace(SAME_YEAR, year) for year in years]
    if len(dated) > 1:  # of a winter: the year in which the month lies
        dated = [one for one in dated if encloses(whole, one)]
    return dated[0] if len(dated) == 1 else ""


def says_year(period: str, context: Context, discourse: Discourse) -> bool:
    """Return whether a period says its year; 2018年以来, up to no one knows when, does not."""
    if period in BEFORE:  # 去年同期, of a period whose year is said
        return discourse.period_of_year
    until = context.period if period.endswith(f"/{SAME_YEAR}") else ""
    is_told = context.kind == "report" and period[:4] == until[:4]
    is_open = until and context.period_ground.known == Known.ASSUMED and not is_told
    return period[:2] == "20" and not is_open


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


def leaves_time_open(context: Context, discourse: Discourse, clause_text: str, unit: str) -> bool:
    """
    Return whether the words of a clause leave open of which time its numbers are.

    What a report of a year tells of now (目前) is that year's, unless it told of a part of it.
    """
    since = 1 + max(discourse.plain.rfind(sign, 0, discourse.clause_start) for sign in "；;")
    end = discourse.clause_start + len(clause_text)
    short, now = (
        max((m.start() for m in words.finditer(discourse.plain, since, end)), default=-1)
        for words in (_SHORT_TIME, _NOW)
    )
    ground = discourse.period_ground
    sure = ground.known != Known.ASSUMED and ground.by != "only_year"
    is_years = discourse.period == context.period and sure
    named = discourse.period_start if discourse.period_named else -1
    if named < short or (named < now and not is_years):
        return True
    return is_of_no_one_month(context, discourse, clause_text, unit)


def is_of_no_one_month(context: Context, discourse: Discourse, clause_text: str, unit: str) -> bool:
    """
    Return whether a count without a date may be the month's or that of the year so far.

    A notice of a month (8月进展情况) counts both: 已拆除41台 is of no one month.
    """
    monthly = _MONTH.fullmatch(context.period) and discourse.period == context.period
    if context.period.endswith("-01"):  # the first month is the year so far
        return False
    counts = unit not in ("", "%", "个百分点", "天") and not unit.endswith(_OF_AIR)
    if not monthly or discourse.period_named or not counts or _AIMS.search(clause_text):
        return False
    if clause_text.startswith("已"):  # so far
        discourse.period = f"{context.period[:4]}-01/{context.period}"
    return not clause_text.startswith("已")


def aimed_at(period: str, discourse: Discourse, document_period: str, *, aimed: bool) -> str:
    """Return the period of a target that a report names: its year, but for a deadline in it."""
    if has_open_year(period):
        return period
    here = discourse.period_start >= discourse.clause_start
    its_month = here and _MONTH.fullmatch(period) is not None
    named = discourse.period_named and (period != document_period or its_month)
    if discourse.is_deadline or (named and (here or aimed)):
        return period
    if len({part[:4] for part in period.split("/")}) > 1:  # a winter has no year
        return period
    return period[:4] if period[:4] == period.partition("/")[2][:4] or "-" in period else period
