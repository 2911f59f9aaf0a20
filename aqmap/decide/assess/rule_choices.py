"""What the rules leave open, decided in one place and printed with every result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from aqmap.standards.standards import Edition, edition_on, editions
from aqmap.words import Text, catalogue, text


@dataclass(frozen=True, slots=True)
class Choices:
    """
    The switches of the assessment.

    Attributes
    ----------
    index_edition
        ``by_day``: each day by the edition in force on it, the plain reading of the dates; or one
        edition of HJ 633 for all days. How the ministry judges 2026 is unverified.
    county_order
        ``days_first``: a county's day is the mean of its stations' days and its year the mean of
        its days; ``stations_first``: its year is the mean of its stations' years. HJ 663 annex A
        was not read: unverified.
    station_share
        Percent of a county's stations that must have a valid day; 0 asks for one. The 75 % of
        HJ 663 are unverified.
    month_rule
        Whether a month alone, or several, must have 27 valid days each (25 in February), as in a
        valid year: ``days_27``, common practice and unverified, or ``none``.
    composite
        Weights of the composite index: ``equal`` as in 2013, or ``2026`` (PM2.5 3, O3 and NO2 2,
        others 1; unverified).
    """

    index_edition: Literal["by_day", "HJ 633-2012", "HJ 633-2026"] = "by_day"
    county_order: Literal["days_first", "stations_first"] = "days_first"
    station_share: int = 0
    month_rule: Literal["days_27", "none"] = "days_27"
    composite: Literal["equal", "2026"] = "equal"

    def edition(self, day: date) -> Edition | None:
        """Return the edition of HJ 633 that a day is judged by; none held before 2012-02-29."""
        if self.index_edition == "by_day":
            return edition_on("index", day)
        return next(edition for edition in editions() if edition.name == self.index_edition)

    def in_words(self) -> Iterator[Text]:
        """Yield each choice in words, for the output."""
        for field in fields(self):
            value = getattr(self, field.name)
            words = catalogue().get(f"choice_value.{value}", str(value))
            yield text(f"choice.{field.name}", value=words)
