"""What a document says of itself: its source, its kind, its period, and the place 州直 means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from aqmap.model.figures import Role
from aqmap.model.periods import has_open_year, period_bounds
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.answers import NO_ANSWERS, Answers
from aqmap.read.lexicon.spoken_names import SpokenNames
from aqmap.workspace.indicators import Indicator, Indicators
from aqmap.workspace.places import Match, Place, Places
from aqmap.workspace.sources import Source

_YEARS = re.compile(r"(20\d{2})年?\s*[-—–~～至到]{1,2}\s*(20\d{2})年")
_BY_TITLE = Reason("period", Known.CARRIED, "title")
_ROLE_BY_TITLE = Reason("role", Known.CARRIED, "title")
_BY_SOURCE = Reason("place", Known.CARRIED, "source")


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
        The year, or the part of one, that the document is about; `OPEN_YEAR` where nothing tells.
    kind
        ``plan``: its numbers are targets; ``report``: they are what was reached.
    answers
        What was said when the document was read; it holds where the text leaves something open.
    period_ground, own_ground
        How `period`, and the place of `own`, are known: what a field takes over from them.
    role_ground
        How `kind` is known: assumed where the title says both (``disagree``) or nothing.
    title
        The line that says what the document is; it is no heading of a part.
    named_periods
        The periods that the document gives names of its own, and what 本月 means in it.
    this_year
        What 今年 means in it, where its title does not say it; empty where nothing tells.
    written_on
        The day on which it was written, as its head or its end says; empty where nothing tells.
    """

    file: Path
    source: Source
    places: Places
    indicators: Indicators
    period: str
    kind: Literal["plan", "report"]
    answers: Answers = NO_ANSWERS
    period_ground: Reason = _BY_TITLE
    own_ground: Reason = _BY_SOURCE
    role_ground: Reason = _ROLE_BY_TITLE
    title: str = ""
    named_periods: Mapping[str, str] = field(default_factory=dict)
    this_year: str = ""
    written_on: str = ""
    _matched: dict[str, Match] = field(init=False, default_factory=dict)

    @property
    def own(self) -> Place | None:
        """The place that the document speaks of, if its source declares one."""
        return self.places.by_code.get(self.source.place)

    @cached_property
    def names(self) -> SpokenNames:
        """The ways that a document names the indicators."""
        return SpokenNames(self.indicators)

    @property
    def first_year(self) -> str:
        """The year in which what it tells of begins: 2024 of a plan for 2024—2025年."""
        years = _YEARS.search(self.title)
        return years[1] if years and years[2] >= self.period[:4] else self.period[:4]

    def find_indicator(self, written: str, unit: str = "") -> Indicator | None:
        """Return the indicator that a document writes so and gives in such a unit, or none."""
        known = self.indicators.find_with_unit(written, unit)
        return known or self.names.find_whole(written)

    def is_past(self, period: str) -> bool:
        """Return whether a part of a year, or a year, was over when the document was written."""
        if not self.written_on or not period or has_open_year(period):
            return False
        return period_bounds(period)[1].isoformat() <= self.written_on

    def so_far(self, period: str) -> str:
        """
        Return the part of a year that was over when the document was written, in whole months.

        In its first month that is the year before; nothing where the year was over, or almost.
        """
        year, _, month = self.written_on[:7].partition("-")
        if not year or period != year or month == "12":
            return ""
        return f"{year}-01/{year}-{int(month) - 1:02d}" if month > "01" else str(int(year) - 1)

    @property
    def given_role(self) -> Role | None:
        """What numbers are whose words do not say it, if it was told."""
        return self.answers.role

    def given_unit(self, indicator: str) -> str:
        """Return the unit that was told for an indicator's numbers without one, or nothing."""
        return self.answers.units.get(indicator, "")

    def match(self, written: str) -> Match:
        """Match a name as this document would mean it."""
        if written not in self._matched:
            prefecture = self.own.prefecture if self.own else ""
            self._matched[written] = self.places.match(
                written, prefecture=prefecture, own=self.source.place
            )
        return self._matched[written]
