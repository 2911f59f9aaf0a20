"""What of a workspace may go to those whom the outputs are for; the rest is in no output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from aqmap.model.audience import Audience
from aqmap.model.figures import Absence, Basis, Figure, Quality, Role, Withheld
from aqmap.model.measures import Measure
from aqmap.model.station_days import Making
from aqmap.words import Text
from aqmap.workspace.indicators import Indicators
from aqmap.workspace.sources import Source

_UNREVIEWED = re.compile(
    r"未(?:经|予|曾|作)?(?:过)?(?:最终)?(?:人工)?(?:审核|复核|审定)|(?:待|尚需|有待)(?:审核|审定)"
    r"|\bun(?:reviewed|validated|verified)\b|\bnot (?:yet )?(?:been )?(?:reviewed|validated)\b",
    re.IGNORECASE,
)
_REALTIME = re.compile(r"实时|\breal[- ]?time\b", re.IGNORECASE)
_REVIEWED = re.compile(r"(?:已|经)(?:审核|复核|审定)|\b(?:reviewed|validated)\b", re.IGNORECASE)
_REVIEWED_BASES = frozenset({Basis.MONITOR_REVIEWED, Basis.VERIFIED})
_NO_VALUE = frozenset(
    {
        *(Absence.BLANK, Absence.DASH, Absence.NOT_REPORTED, Absence.NOT_COVERED),
        *(Absence.NO_STATION, Absence.NO_FIGURE),
    }
)
"""Absences that no value stands behind: that a source is silent may be told as long as it may."""


@dataclass(frozen=True)
class Release:
    """
    What may go to an audience.

    Attributes
    ----------
    audience
        Whom the outputs are for.
    sources, indicators
        What the register and the catalogue say.
    """

    audience: Audience
    sources: Mapping[str, Source]
    indicators: Indicators

    def gives_source(self, key: str) -> bool:
        """Return whether what a source says is for the audience; an unknown one is unpublished."""
        if self.audience.gets_unpublished:
            return True
        return key in self.sources and self.sources[key].published

    def why_not(self, figure: Figure) -> Withheld | None:
        """Return why a figure is not for the audience; nothing if it is."""
        if not self.audience.gets_unreviewed and self._is_unreviewed(figure):
            return Withheld.UNREVIEWED
        is_given = self.audience.gets_unpublished or not figure.is_internal
        return None if is_given and self.gives_source(figure.source) else Withheld.UNPUBLISHED

    def gives_measure(self, measure: Measure) -> bool:
        """Return whether a measure is for the audience."""
        is_given = self.audience.gets_unpublished or not measure.is_internal
        return is_given and self.gives_source(measure.source)

    def why_no_day(self, making: Making) -> Withheld | None:
        """Return why days of stations made in one way are not for the audience."""
        if not self.audience.gets_unreviewed and (
            making.basis == Basis.MONITOR_REALTIME
            or (making.basis not in _REVIEWED_BASES and self._source_is_unreviewed(making.source))
        ):
            return Withheld.UNREVIEWED
        return None if self.gives_source(making.source) else Withheld.UNPUBLISHED

    def gives(self, figure: Figure) -> bool:
        """Return whether a figure is for the audience; unconfirmed ones are the office's own."""
        is_sure = not figure.confirm or self.audience is Audience.INTERNAL
        return is_sure and self.why_not(figure) is None

    def given(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        """Return the figures that are for the audience."""
        return tuple(figure for figure in figures if self.gives(figure))

    def stripped(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        """Return all figures; of one that is withheld, the reason instead of what it says."""
        return tuple(self._stripped(figure) for figure in figures)

    def _stripped(self, figure: Figure) -> Figure:
        if self.gives(figure):
            return figure
        return replace(
            figure,
            value=None,
            absence=self.why_not(figure) or Absence.UNCONFIRMED,
            comparator=None,
            change=None,
            change_unit="",
            baseline_period="",
            value_written="",
            unit_written="",
            quality=Quality.VALID,
            part=False,
            scope="",
            checked_by="",
            checked_on="",
            rechecked_by="",
            confirm=(),
            note="",
        )

    def _is_unreviewed(self, figure: Figure) -> bool:
        """
        Return whether a figure is a real-time value that nobody has reviewed.

        The basis says so; where it says neither, the words of the figure or of its source do.
        """
        if figure.role == Role.TARGET or figure.absence in _NO_VALUE:
            return False
        if figure.basis == Basis.MONITOR_REALTIME:
            return True
        named = self.indicators.get(figure.indicator)
        of_air = named is None or named.of_air
        words = f"{figure.note} {figure.scope} {figure.value_written}"
        if _says_unreviewed(words, of_air=of_air):
            return True
        if figure.basis in _REVIEWED_BASES or not of_air:
            return False
        return self._source_is_unreviewed(figure.source)

    def _source_is_unreviewed(self, key: str) -> bool:
        source = self.sources.get(key)
        if source is None:
            return False
        if source.basis == Basis.MONITOR_REALTIME:
            return True
        phrases = (source.title, source.note or Text("", ""))
        words = " ".join(part for phrase in phrases for part in phrase)
        return _says_unreviewed(words, of_air=True)


def _says_unreviewed(words: str, *, of_air: bool) -> bool:
    """Return whether words say that values are not reviewed; 实时 says so of the air alone."""
    if _UNREVIEWED.search(words):
        return True
    return of_air and bool(_REALTIME.search(words)) and not _REVIEWED.search(words)
