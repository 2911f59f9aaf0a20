"""What a document's title and opening say of it: its kind and its period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal

from aqmap.model.figures import Role
from aqmap.model.periods import OPEN_YEAR
from aqmap.model.transcript import Known, Reason
from aqmap.read.lexicon.dates import SAME_YEAR, find_period, find_periods
from aqmap.read.lexicon.plain_signs import narrow, without_blanks
from aqmap.read.lexicon.role_words import AIM_REACHED, INTENT, PROGRESS
from aqmap.workspace.sources import Source

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_REPORT = re.compile(
    "(?<!基本)情况$|情况(?:统计)?表|整改情况|完成情况|公示|公报|总结|通报|报告|汇报|[月季年简快]报|状况|排名|进展|进度(?!安排)|调度"
    "|监测(?:结果|数据|统计)|评估|自查"
)
_PLAN = re.compile(
    "计划|方案|目标|清单|任务表|分解表|要点|规划|攻坚|(?:工作安排|工作部署|打算|思路|责任书|实施意见)(?:的通知)?\\s*$"
)
_SUBJECT = re.compile("[^，。；：,;]*空气质量[^，。；：,;]*")
_CUT_OFF = re.compile(r"截[止至]到?(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|[底末])")
_LOOKS_AHEAD = re.compile(f"目标|{INTENT}|规划|到20|下一?步|《")
_SIGNED = re.compile(r"[^，。；：]{0,24}?(20\d{2})年\d{1,2}月\d{1,2}日\s*")
_ISSUER = re.compile(r"\s*[^，。；：:、\d]{3,40}(?:文件|办公室|委员会|人民政府|生态环境局)\s*")
_SPEAKER = re.compile(
    "[^。；]{0,20}?在?[^。；]{2,20}第[一二三四五六七八九十百\\d]+届[^。；]{2,24}会议"
    "|来源\\s*[：:]\\s*[^。；：:\\d]{2,24}|记者[^。；）)]{0,6}从[^。；]{2,24}获悉"
)
_PUBLISHES = re.compile(
    "(?:^|[，。 ])据?[^。；，]{2,16}(?:局|厅)(?:[今日前近昨]{2})?(?:向媒体|向社会)?"
    "(?:通报|发布|公布|公开)"
)
_SIGNATURE = re.compile(
    "\\s*[^，。；：:、\\d]{4,40}(?:政府|办公室|委员会|指挥部|分局|局|站|中心|小组|专班)\\s*"
)
_WRITTEN_ON = re.compile(
    r"(?!.{0,4}(?:召开|会议|完成|截[止至]|[开完竣施]工|起止|实施))"
    r"(?:.{0,8}[：:]|[^。；：:，]{2,40}(?:编|印发?|\s{2})|[^。；，]{0,60}(?:(?:发布|印发|成文|发稿)(?:时间|日期)|(?<=[\s|])时间)[：:]"
    r"|(?:文章)?来源\s*[：:]\s*[^。；：:\d]{0,24}"
    r"|[（(][^（）()]{2,40}号[，,、\s]*)?"
    r"[（(\s]*(20\d{2})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?!\d)(?!\s*月|日?\s*[至到—–~，、-])"
)
_BOTH = re.compile(
    "(?:总结|回顾|情况|报告)(?:以?及|和|与|暨|、).{0,24}(?:计划|安排|打算|要点|思路|目标)|工作报告|政府报告|计划.{0,30}报告|评估"
)
_DIRECTS = re.compile("[^。；]{2,60}的?(?:通知|意见|决定|办法|批复|函|通告|令)\\s*")
_HEADLINE = re.compile(r"[^。；！？：:，,]{6,60}")
_NO_TITLE = re.compile(
    r"[。；！？](?!$)|(?:[，,]|\d\s*(?:万?[户台辆亩]|%|微克)).*。$|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])"
)
_AGAINST = re.compile(r"(?:[较比与到自由从]|(?<!截)至)20\d{2}年")  # not the year told of
_PART_OF_YEAR = re.compile(r"20\d{2}\s*年(?:度)?\s*(?:\d|[上下]半年|第?[一二三四前])")
_TELLS_OF = re.compile(
    "^(?:根据.{0,40}，)?(?:现将|现就).{4,80}(?:如下|通报|公布|公示|报告)"
    r"|^.{0,120}20\d{2}年\d{1,2}月.{0,40}(?:情况|结果|排名)(?:通报)?如下"
)
_CALLED = re.compile(
    '[（(](?:以下)?(?:简称|称|统称)[为：:]?[“"]?(?P<name>[^（）()“”"]{2,12})[”"]?[）)]'
)
_MONTH = re.compile(r"20\d{2}-\d{2}")
_OPENING = 8  # paragraphs: title, addressees, the first sentence
_LONGEST = 20_000  # signs of a line in which a year is looked for
_NUMBERED_ISSUE = re.compile(r"[周旬日]报|(?:总第|第)\s*\d+\s*期")  # of a time within its year
_UNDER_TITLE = 4  # lines in which a title's period stands alone
_SIGNED_IN = 4  # paragraphs: who signs it, when, and what stands below
_TITLE = 60  # a longer line is no title
_FIRST_WORDS = 2_000  # signs of a line in which other places are looked for
_TITLE_LINE = 120  # signs of a line in which its date is looked for


def title_lines(paragraphs: Sequence[str]) -> list[str]:
    """
    Return the lines at the head of a document that call it a plan or a report.

    Where none does, its first line is its title, if it is one.
    """
    named = [
        line
        for line in paragraphs[:12]
        if len(line) <= _TITLE
        and not _NO_TITLE.search(line)
        and (_PLAN.search(line) or _REPORT.search(line) or _SUBJECT.fullmatch(line))
    ]
    return named or [line for line in paragraphs[:1] if _HEADLINE.fullmatch(line)]


def letterhead(paragraphs: Sequence[str]) -> list[str]:
    """Return the first lines of a document that say who issues it."""
    return [line for line in paragraphs[:_OPENING] if _ISSUER.fullmatch(line)]


def speaking_lines(paragraphs: Sequence[str]) -> list[str]:
    """Return what the first lines of a document say of who speaks in it, and where."""
    opening = paragraphs[:_OPENING]
    spoken = [match[0] for line in opening for match in _SPEAKER.finditer(line)]
    return [*spoken, *(line for line in opening if _SIGNATURE.fullmatch(line))]


def publishing_lines(paragraphs: Sequence[str]) -> list[str]:
    """Return the first lines of a document that say which office publishes what it tells."""
    opening = [line[:_FIRST_WORDS] for line in paragraphs[:_OPENING]]
    return [line for line in opening if _PUBLISHES.search(line[:_TITLE_LINE])]


def signature(paragraphs: Sequence[str]) -> list[str]:
    """Return the last lines of a document that name who signs it."""
    return [line for line in paragraphs[-_SIGNED_IN:] if _SIGNATURE.fullmatch(line)]


def written_on(paragraphs: Sequence[str]) -> str:
    """Return the day on which a document was written, as its head or its end says, or nothing."""
    for line in (*paragraphs[:_OPENING], *paragraphs[-_SIGNED_IN:]):
        if written := _WRITTEN_ON.match(line[:_TITLE_LINE]):
            year, month, day = map(int, written.groups())
            try:
                return date(year, month, day).isoformat()
            except ValueError:
                continue
    return ""


def titled_period(paragraphs: Sequence[str]) -> tuple[str, Reason]:
    """
    Return the period that the title names, and which line does.

    The year is open where it names none: of a month alone (5月空气质量月报), or of anything.
    """
    titles = title_lines(paragraphs)
    for line in titles:
        if period := find_period(line):
            numbered = period.isdigit() and _NUMBERED_ISSUE.search(line)
            known = Known.ASSUMED if numbered else Known.CARRIED
            return period, Reason("period", known, "kind" if numbered else "title", line)
    for line in paragraphs[1:_UNDER_TITLE] if titles else ():
        if period := _whole_period(line):
            return period, Reason("period", Known.CARRIED, "title", line)
    parts = (found.period for line in titles[:1] for found in find_periods(line))
    part = next((part for part in parts if part.startswith(f"{SAME_YEAR}-")), SAME_YEAR)
    return part.replace(SAME_YEAR, OPEN_YEAR), Reason("period", Known.ASSUMED, "nothing")


def _whole_period(line: str) -> str:
    """Return the period that is all of a line, in brackets or not: （2023年11月）."""
    bare = line.strip(" \u3000（）()")
    return find_period(bare) if [(0, len(bare))] == [m[:2] for m in find_periods(bare)] else ""


def told_period(paragraphs: Sequence[str]) -> tuple[str, Reason]:
    """Return the period that the opening says is told of (现将2022年10月至…情况通报如下)."""
    for line in paragraphs[:_OPENING]:
        opening = _TELLS_OF.match(line.strip())
        if opening and (period := find_period(opening[0])):
            return period, Reason("period", Known.CARRIED, "before", opening[0])
    return OPEN_YEAR, Reason("period", Known.ASSUMED, "nothing")


def named_periods(paragraphs: Sequence[str]) -> dict[str, str]:
    """Return the periods that a text gives names of its own: 2022年10月至…（以下称前四个月）."""
    named: dict[str, str] = {}
    for line in paragraphs:
        mentions = find_periods(line) if _CALLED.search(line) else []
        for called in _CALLED.finditer(line):
            period = next((m.period for m in mentions if m.end == called.start()), "")
            if period and SAME_YEAR not in period and period[:1] == "2":
                named[called["name"]] = period
    return named


def months_of(period: str) -> dict[str, str]:
    """Return what 本月 means in a document of a month."""
    return dict.fromkeys(("本月", "当月"), period) if _MONTH.fullmatch(period) else {}


def suggested_period(paragraphs: Sequence[str], source: Source) -> tuple[str, Reason]:
    """
    Return the period that the years of a text suggest, or the day of its source.

    Of a plan's text it is the year written most often, of a report's the latest that it does not
    look ahead to. It is assumed unless no other is written and the document is dated in it, by its
    day or its title (2025年冬季): what a text names beside (a list of 2020, a score of 2019) is not
    its year. An open year without any.
    """
    plain = [without_blanks(narrow(line[:_LONGEST])).text for line in paragraphs]
    unsigned = [line for line in plain if not _SIGNED.fullmatch(line)]
    if year := _year_of_text(plain):
        named = {m[1] for line in unsigned for m in _YEAR.finditer(_AGAINST.sub("", line))}
        if not named:
            return year, Reason("period", Known.ASSUMED, "file_date")
        titled = (m[1] for line in title_lines(plain) for m in _YEAR.finditer(line))
        dated = written_on(paragraphs)[:4] or next(titled, "")
        if named == {year} == {dated} and not any(map(_PART_OF_YEAR.search, unsigned)):
            return year, Reason("period", Known.CARRIED, "only_year", year)
        return year, Reason("period", Known.ASSUMED, "years")
    if source.date:
        return str(source.date.year), Reason("period", Known.ASSUMED, "file_date")
    return OPEN_YEAR, Reason("period", Known.ASSUMED, "nothing")


def years_named(paragraphs: Sequence[str]) -> set[str]:
    """Return the years that a text names, of whatever."""
    return {m[1] for line in paragraphs for m in _YEAR.finditer(narrow(line[:_LONGEST]))}


def _year_of_text(paragraphs: Sequence[str]) -> str:
    if document_kind(paragraphs) == "report":
        signed = [m[1] for line in paragraphs if (m := _SIGNED.fullmatch(line))]
        years_told = [year for line in paragraphs for year in _years_told(line)]
        last = max(signed, default="")
        years_told = [year for year in years_told if not signed or year <= last]
        if years_told:
            return max(years_told)
    years = Counter(m[1] for line in paragraphs for m in _YEAR.finditer(line))
    return years.most_common(1)[0][0] if years else ""


def _years_told(line: str) -> list[str]:
    """Return the years that a line tells of, not those it looks ahead to or is signed in."""
    if _SIGNED.fullmatch(line):
        return []
    years: list[str] = []
    for sentence in re.split("[。；;]", line):
        ahead = _LOOKS_AHEAD.search(sentence)
        before = sentence[: ahead.start()] if ahead else sentence
        years += [m[1] for m in _YEAR.finditer(before)]
    return years


def progress_period(paragraphs: Sequence[str], period: str) -> str:
    """
    Return the period of a document on progress: up to the cut-off that its beginning names.

    The title calls it 进展, 进度, 调度 or 通报; without a cut-off, or with the year of another, the
    period is the one given.
    """
    title = "".join(title_lines(paragraphs)[:1])
    if not re.search(f"{PROGRESS}|调度|通报", title):
        return period
    cut_offs = (
        _CUT_OFF.search(without_blanks(narrow(line)).text) for line in paragraphs[:_OPENING]
    )
    first = next(filter(None, cut_offs), None)
    cuts = [mention.period for mention in find_periods(first[0])] if first else []
    cut = next(iter(cuts), "").replace(SAME_YEAR, period[:4])
    return cut if cut[:4] == period[:4] and "/" in cut else period


def document_kind(paragraphs: Sequence[str], told: Role | None = None) -> Literal["plan", "report"]:
    """
    Return what the title calls the document; a plan's 完成情况 is a report, 空气质量 is one.

    Where it calls it nothing, it is what its numbers were told to be.
    """
    title = next(iter(title_lines(paragraphs)), "")
    if not title and told is not None:
        return "plan" if told == Role.TARGET else "report"
    is_report = _REPORT.search(title) or (_SUBJECT.fullmatch(title) and not _PLAN.search(title))
    return "report" if is_report else "plan"


def kind_ground(paragraphs: Sequence[str]) -> Reason:
    """
    Return how the kind of a document is known by its title.

    A report of what was done and of what is to be done (政府工作报告) says both, and so may one
    that directs others (通知); one that says neither tells nothing.
    """
    title = next(iter(title_lines(paragraphs)), "")
    both = _BOTH.search(title) or (_PLAN.search(title) and re.search(AIM_REACHED, title))
    if both and not re.search("完成情况|执行情况$", title):
        return Reason("role", Known.ASSUMED, "disagree", title)
    if _PLAN.search(title) or _REPORT.search(title) or _SUBJECT.fullmatch(title):
        return Reason("role", Known.CARRIED, "title", title)
    directs = next((line for line in paragraphs[:_OPENING] if _DIRECTS.fullmatch(line)), "")
    if directs:
        return Reason("role", Known.ASSUMED, "disagree", directs)
    return Reason("role", Known.ASSUMED, "nothing")
