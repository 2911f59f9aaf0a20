"""What a document says of itself: its source, its year, and the place that 州直 means."""

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
from aqmap.sources import Source

_YEAR = re.compile(r"(?<!\d)(20\d{2})年")
_REPORTS = ("整改情况", "公示", "总结", "通报", "报告", "完成情况")
_TITLE = 60  # a longer line is no title
_PLANS = ("计划", "方案", "目标", "清单")


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
        The year that the document is about.
    kind
        ``plan``: its numbers are targets; ``report``: they are what was reached.
    """

    file: Path
    source: Source
    places: Places
    indicators: Indicators
    period: str
    kind: Literal["plan", "report"]
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def next_id(self) -> str:
        """Return the next figure's id, in document order."""
        return f"{self.source.id}-{next(self._numbers):04d}"

    @property
    def own(self) -> Place | None:
        """The place that the document speaks of, if its source declares one."""
        return self.places.by_code.get(self.source.place)

    def match(self, written: str) -> Match:
        """Match a name as this document would mean it."""
        prefecture = self.own.prefecture if self.own else ""
        return self.places.match(written, prefecture=prefecture, own=self.source.place)


def title_lines(paragraphs: Sequence[str]) -> list[str]:
    """Return the lines at the head of a document that call it a plan or a report."""
    return [
        line
        for line in paragraphs[:12]
        if len(line) <= _TITLE and any(word in line for word in (*_PLANS, *_REPORTS))
    ]


def document_year(paragraphs: Sequence[str], source: Source) -> str:
    """Return the year of the title, or else the one written most often, or the source's own."""
    found = next(filter(None, map(_YEAR.search, title_lines(paragraphs))), None)
    if found:
        return found[1]
    years = Counter(m[1] for line in paragraphs for m in _YEAR.finditer(line))
    if years:
        return years.most_common(1)[0][0]
    return str(source.date.year) if source.date else ""


def document_kind(paragraphs: Sequence[str]) -> Literal["plan", "report"]:
    """Return what the title calls the document."""
    title = next((line for line in paragraphs[:6] if any(w in line for w in _REPORTS)), "")
    return "report" if title else "plan"
