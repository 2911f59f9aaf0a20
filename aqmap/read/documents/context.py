"""What a document says of itself: its source, its kind, its period, and the place 州直 means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from aqmap.indicators import Indicators
from aqmap.places import Match, Place, Places
from aqmap.read.documents.dates import find_period
from aqmap.sources import Source

_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_REPORT = re.compile(
    "(?<!基本)情况$|情况(?:统计)?表|整改情况|完成情况|公示|公报|总结|通报|报告|[月季年简快]报|状况|排名|进展|进度(?!安排)|调度"
    "|监测(?:结果|数据|统计)"
)
_PLAN = re.compile("计划|方案|目标|清单|任务表|分解表|要点|规划|攻坚")
_SUBJECT = re.compile("[^，。；：,;]*空气质量[^，。；：,;]*")
_CUT_OFF = re.compile(r"截[止至]到?20\d{2}年\d{1,2}月(?:\d{1,2}日|[底末])")
_LOOKS_AHEAD = re.compile("目标|力争|争取|确保|计划|规划|预计|拟|将|到20|下一?步|《")
_SIGNED = re.compile(r"[^，。；：]{0,24}?(20\d{2})年\d{1,2}月\d{1,2}日\s*")
_ISSUER = re.compile(r"\s*[^，。；：:、\d]{4,40}(?:文件|办公室|委员会|人民政府|生态环境局)\s*")
_OPENING = 8  # paragraphs: title, addressees, the first sentence
_TITLE = 60  # a longer line is no title
OWN_WORDS = (
    *("州直", "全州", "我州", "全市", "我市", "全县", "我县", "全区", "我区"),
    *("全地区", "我地区", "本地区", "全盟", "我盟", "全旗", "我旗"),
)


@dataclass
class Context:
    """
    What reading a document needs to know beside its blocks.

    Attributes
    ----------
    file
        For messages.
    source
        The register's entry; `source.place` is the place that 州直, 全市 and the like mean.
    places, indicators
        The workspace's.
    period
        The year, or the part of one, that the document is about.
    kind
        ``plan``: its numbers are targets; ``report``: they are what was reached.
    """

    file: Path
    source: Source
    places: Places
    indicators: Indicators
    period: str
    kind: Literal["plan", "report"]
    _numbers: count[int] = field(init=False, default_factory=lambda: count(1))
    _matched: dict[str, Match] = field(init=False, default_factory=dict)

    def next_id(self) -> str:
        """Return the next figure's id, in document order."""
        return f"{self.source.id}-{next(self._numbers):04d}"

    @property
    def own(self) -> Place | None:
        """The place that the document speaks of, if its source declares one."""
        return self.places.by_code.get(self.source.place)

    def match(self, written: str) -> Match:
        """Match a name as this document would mean it; 全州 in a county's is its prefecture."""
        own = re.fullmatch(f"({'|'.join(OWN_WORDS)})(?:平均值?|均值)?", written)
        if own:
            return Match(self._meant(own[1]))
        if written not in self._matched:
            prefecture = self.own.prefecture if self.own else ""
            found = self.places.match(written, prefecture=prefecture, own=self.source.place)
            self._matched[written] = found
        return self._matched[written]

    def _meant(self, word: str) -> Place | None:
        if self.own is None:
            return None
        around = self.places.by_code.get(self.own.prefecture)
        sort = "州" if word == "州直" else word[1:]
        named = [p for p in (self.own, around) if p and p.name.zh.endswith(sort)]
        if sort == "区":  # of a district; in a 地区 全区 may be the whole region's
            named = [p for p in named if not p.name.zh.endswith("地区")]
        return next(iter(named), None)


def title_lines(paragraphs: Sequence[str]) -> list[str]:
    """Return the lines at the head of a document that call it a plan or a report."""
    return [
        line
        for line in paragraphs[:12]
        if len(line) <= _TITLE
        and (_PLAN.search(line) or _REPORT.search(line) or _SUBJECT.fullmatch(line))
    ]


def letterhead(paragraphs: Sequence[str]) -> list[str]:
    """Return the first lines of a document that say who issues it."""
    return [line for line in paragraphs[:_OPENING] if _ISSUER.fullmatch(line)]


def document_period(paragraphs: Sequence[str], source: Source) -> str:
    """
    Return the period of the title, or else of the text, or the source's own.

    Of a plan's text it is the year written most often, of a report's the latest that it does not
    look ahead to. A title with a month is about that month: its numbers are no year's.
    """
    found = next(filter(None, map(find_period, title_lines(paragraphs))), "")
    if found:
        return found
    if document_kind(paragraphs) == "report":
        signed = [m[1] for line in paragraphs if (m := _SIGNED.fullmatch(line))]
        told = [year for line in paragraphs for year in _years_told(line)]
        told = [year for year in told if not signed or year <= max(signed)]
        if told:
            return max(told)
    years = Counter(m[1] for line in paragraphs for m in _YEAR.finditer(line))
    if years:
        return years.most_common(1)[0][0]
    return str(source.date.year) if source.date else ""


def _years_told(line: str) -> list[str]:
    """Return the years that a line tells of, not those it looks ahead to or is signed in."""
    if _SIGNED.fullmatch(line):
        return []
    found: list[str] = []
    for sentence in re.split("[。；;]", line):
        ahead = _LOOKS_AHEAD.search(sentence)
        told = sentence[: ahead.start()] if ahead else sentence
        found += [m[1] for m in _YEAR.finditer(told)]
    return found


def progress_period(paragraphs: Sequence[str], period: str) -> str:
    """
    Return the period of a document on progress: up to the cut-off that its beginning names.

    The title calls it 进展, 进度, 调度 or 通报; without a cut-off, or with the year of another, the
    period is the one given.
    """
    title = "".join(title_lines(paragraphs)[:1])
    if not re.search("进展|进度|调度|通报", title):
        return period
    found = (_CUT_OFF.search(line) for line in paragraphs[:_OPENING])
    first = next(filter(None, found), None)
    cut = find_period(first[0]) if first else ""
    return cut if cut[:4] == period[:4] and "/" in cut else period


def document_kind(paragraphs: Sequence[str]) -> Literal["plan", "report"]:
    """Return what the title calls the document; a plan's 完成情况 is a report, 空气质量 is one."""
    title = next(iter(title_lines(paragraphs)), "")
    told = _REPORT.search(title) or (_SUBJECT.fullmatch(title) and not _PLAN.search(title))
    return "report" if told else "plan"
