"""Deadlines: 2021年9月底前, 年底, 6月30日前 → the last day that is left."""

from __future__ import annotations

import calendar
import re
from datetime import date

from aqmap.read.lexicon.free_stretches import FreeStretches
from aqmap.read.lexicon.header_words import DEADLINE

_PATTERN = re.compile(
    r"(?<![\d月.\-年])(?P<lead>[到至])?(?:(?P<year>20\d{2})年度?|(?P<this>今年|本年度?|当年))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月份?(?:(?P<day>[12]\d|3[01]|0?[1-9])日)?"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度"
    r"|(?<![一二三四五六七八九十两几多近往历每])(?P<whole>年)(?=[底末内]))?"
    r"(?P<end>底之?前|末之?前|底|末|之?前(?![一二三四两几\d])|内)?"
)
_DATED = re.compile(
    r"(?P<year>20\d{2})\s*[-./年]\s*(?P<month>\d{1,2})(?:\s*[-./月]\s*(?P<day>\d{1,2})日?)?"
)
_ASIDE = re.compile("《[^》]{1,100}》|〔[^〕]{1,20}〕")
_NO_DEADLINE = re.compile("(?:[每逐历往去上]年|每个?月)的?$|截[止至]?到?$")
_LABELLED = re.compile(rf"(?:完成|整改|办结)?(?:{DEADLINE})\s*[:：][^；;。）)\n]*")
_FROM = re.compile(
    r"(?P<year>20\d{2}年)?\d{1,2}月(?:\d{1,2}日)?\s*[-—–~～至到]\s*(?=(?P<own>20\d{2}年)?\d{1,2}月)"
    r"|20\d{2}年?\s*[-—–~～至到]\s*(?=20\d{2}年)"
)


def find_deadlines(text: str, year: str, *, bare: bool = False) -> tuple[str, ...]:
    """
    Return the deadlines of a text, ISO 8601, in order and each once.

    Parameters
    ----------
    text
        A measure. Titles of other documents are left out, and so is what recurs (每年9月底前), what
        only counts (截至9月底), and the beginning of a stretch (3月至9月).
    year
        The document's: what names no year belongs to it.
    bare
        Whether a date is a deadline without 前, 底 or 到, as in a column of deadlines; behind a
        label (完成时限：2021年9月) it always is.
    """
    plain = _ASIDE.sub(lambda match: " " * len(match[0]), text)
    plain = _FROM.sub(lambda m: "" if m["own"] else m["year"] or "", plain)
    unlabelled = FreeStretches(len(plain))
    for match in _LABELLED.finditer(plain):
        unlabelled.close(*match.span())
    days = []
    for match in _PATTERN.finditer(plain):
        plainly = bare or not unlabelled.is_free(match.start(), match.start() + 1)
        if _is_deadline(match, bare=plainly):
            days.append(_last_day(match, year))
    if bare and not any(days):
        days = [_day(match) for match in _DATED.finditer(plain)]
    return tuple(dict.fromkeys(filter(None, days)))


def _is_deadline(match: re.Match[str], *, bare: bool) -> bool:
    if _NO_DEADLINE.search(match.string[max(match.start() - 6, 0) : match.start()]):
        return False
    exact = any(match[name] for name in ("month", "half", "quarter"))
    named = any(match[name] for name in ("year", "this", "whole"))
    if match["end"]:
        return exact or (named and match["end"] not in ("前", "之前"))  # 2021年前 is before 2021
    if match["lead"] and match["year"]:
        return match.string[match.end() : match.end() + 1] in ("，", ",", "、")
    return bare and (exact or named)


def _last_day(match: re.Match[str], own: str) -> str:
    year = int(match["year"] or own or 0)
    if not 2000 <= year < 2100:
        return ""
    if match["half"]:
        month = 6 if match["half"] == "上" else 12
    elif match["quarter"]:
        month = 3 * ("一二三四".index(match["quarter"]) + 1)
    else:
        month = int(match["month"] or 12)
    return _iso(year, month, int(match["day"] or 0))


def _day(match: re.Match[str]) -> str:
    return _iso(int(match["year"]), int(match["month"]), int(match["day"] or 0))


def _iso(year: int, month: int, day: int) -> str:
    """Return the day, or the month's last; nothing for what no calendar has."""
    if not 1 <= month <= 12:
        return ""
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last).isoformat() if day <= last else ""
