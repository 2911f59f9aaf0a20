"""All that any renderer needs of a year's assessment, with the names behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import MonthEvent
from aqmap.model.dispatch.yearend.rectification_rows import Rectification
from aqmap.model.dispatch.yearend.score_rows import PlaceScore
from aqmap.model.dispatch.yearend.year_rows import Verdict, YearPart, YearRow, YearTable
from aqmap.words import Text, text


@dataclass(frozen=True, kw_only=True)
class Scores:
    """The scores of a year, the document that they go by, and the decimals they are rounded to."""

    document: str
    places: tuple[PlaceScore, ...]
    rule: Text
    decimals: int | None


@dataclass(frozen=True, kw_only=True)
class YearBook:
    """
    A year's assessment, ready to be written.

    Attributes
    ----------
    table
        What every row comes to.
    region, places
        The name of what is assessed, and names of its places by code, in order.
    names, numbers, measures, kinds
        Of the rows by indicator: short name, number in the annex, unit, what sort it is.
    units
        Names of the reporting units, by id.
    sources
        What it goes by, in words.
    scores
        None without ``scoring.toml``.
    rectification, day
        The rectification ledger, and the day as of which it is overdue.
    as_of, left_out
        The day as of which all of it stands, none where it is as of now; and how much came later,
        by sort, and is left out.
    audience, compiler, dated
        Whom it is for, who makes it, and the one date in its files.
    release
        Of a released year by whom and when; none of a draft.
    """

    table: YearTable
    region: Text
    places: Mapping[str, Text]
    names: Mapping[str, Text]
    numbers: Mapping[str, str]
    measures: Mapping[str, Text]
    kinds: Mapping[str, str | None]
    units: Mapping[str, str]
    sources: tuple[Text, ...]
    scores: Scores | None
    rectification: tuple[Rectification, ...]
    day: date
    audience: Audience
    compiler: Text | None
    dated: date
    release: MonthEvent | None = None
    as_of: date | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def title(self) -> Text:
        """What its files are called, without what each of them is."""
        return text("yearend.title", year=self.table.year, region=self.region)

    @property
    def notice(self) -> Text:
        """Whether it is a draft, and whom it is for: in the head of every page."""
        label = text(f"report.notice.{self.audience}")
        return label if self.release else text("monthly.draft.notice", notice=label)

    def titled(self, key: str) -> Text:
        """Return the title of one of its documents; that of a draft says so."""
        title = text(key, title=self.title)
        return title if self.release else text("monthly.draft.title", title=title)

    @property
    def state(self) -> Text:
        """Whether it is a draft, in a word."""
        return text("monthly.sheet.released" if self.release else "monthly.sheet.draft")

    @property
    def shown_places(self) -> tuple[str, ...]:
        """The places that have a row, in order."""
        present = {row.place for row in self.table.rows}
        return tuple(code for code in self.places if code in present)

    def rows_of(self, place: str) -> tuple[YearRow, ...]:
        """Return the rows of a place."""
        return tuple(row for row in self.table.rows if row.place == place)

    def by_indicator(self, part: YearPart) -> dict[str, tuple[YearRow, ...]]:
        """Return the rows of a part by indicator, in the table's order."""
        rows: dict[str, tuple[YearRow, ...]] = {}
        for row in self.table.of_part(part):
            rows[row.indicator] = (*rows.get(row.indicator, ()), row)
        return rows

    def numbered(self, indicator: str) -> Text:
        """Return a row's short name after its number in the annex, where it has one."""
        name, number = self.names[indicator], self.numbers.get(indicator, "")
        return text("monthly.row", number=number, name=name) if number else name

    def count(self, *verdicts: Verdict) -> int:
        """Return how many rows come to one of the verdicts."""
        return sum(row.verdict in verdicts for row in self.table.rows)
