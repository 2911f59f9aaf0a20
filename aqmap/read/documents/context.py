"""What a document says of itself: its source, its kind, its period, and the place 州直 means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Literal

from aqmap.workspace.indicators import Indicators
from aqmap.workspace.places import OWN_WORDS, Match, Place, Places
from aqmap.workspace.sources import Source


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
