"""The month that a report is for, and the days that it counts to and is due on."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from aqmap.files.table_columns import UnfitCellError
from aqmap.words import Text

_WRITTEN = re.compile(r"(20\d{2})-(0[1-9]|1[0-2])", re.ASCII)
DECEMBER = 12


@dataclass(frozen=True, order=True, slots=True)
class DispatchMonth:
    """
    A month of reports: 2021-09.

    >>> month = dispatch_month("2021-03")
    >>> month.last_day.isoformat(), str(month.previous)
    ('2021-03-31', '2021-02')
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def previous(self) -> DispatchMonth | None:
        """The month before it in its year; none in January: amounts start anew with the year."""
        return DispatchMonth(self.year, self.month - 1) if self.month > 1 else None

    @property
    def share_of_year(self) -> Fraction:
        """Which part of the year's twelve months has passed at its end."""
        return Fraction(self.month, DECEMBER)

    @property
    def in_words(self) -> Text:
        """The month as people say it."""
        return Text(f"{self.year}年{self.month}月", f"{self.first_day:%B} {self.year}")


def dispatch_month(written: str) -> DispatchMonth:
    """
    Read a month: 2021-09.

    Raises
    ------
    UnfitCellError
        If it is written in any other way.
    """
    match = _WRITTEN.fullmatch(written)
    if not match:
        raise UnfitCellError("2021-09")
    return DispatchMonth(int(match[1]), int(match[2]))
