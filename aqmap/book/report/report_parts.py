"""What a report consists of, in words and numbers, whoever sets it: Word, slides."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.book.map_book import MapSheet
from aqmap.words import Text, text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is 一、, level 2 is （一）, and both bear their numbers."""

    words: Text
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text; an empty one is left for a person to write."""

    words: Text


@dataclass(frozen=True, slots=True)
class ReportColumn:
    """A column of a table: its words, its share of the width, and whether it holds numbers."""

    words: Text
    share: float
    is_of_numbers: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """
    A table of the annex.

    Attributes
    ----------
    title
        With its number, 表1.
    unit
        The line above it on the right.
    columns, rows
        Cells in words, as many in each row as there are columns.
    notes
        Below it: what its words mean, what is left out.
    """

    title: Text
    unit: Text
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportMap:
    """A map of the annex, and its caption with its number, 图1, and the numbers of its sources."""

    sheet: MapSheet
    caption: Text


@dataclass(frozen=True, slots=True)
class Report:
    """
    A report, ready to be set.

    Attributes
    ----------
    title, date, compiler
        Of its head; none where not stated. Its 期号, 签发 and 文号 stay blank.
    notice
        Whom the copy is for.
    text
        The text: 一 to 五.
    tables
        附表, on landscape pages.
    maps
        附图, in their order.
    sources
        数据来源, numbered by their order.
    findings
        The annex of internal copies; none in others.
    """

    title: Text
    date: Text | None
    compiler: Text | None
    notice: Text
    text: tuple[Heading | Paragraph, ...]
    tables: tuple[ReportTable, ...]
    maps: tuple[ReportMap, ...]
    sources: tuple[Text, ...]
    findings: ReportTable | None

    @property
    def compiled(self) -> Text | None:
        """Compiler and date on one line, as far as they are stated."""
        if self.compiler and self.date:
            return text("report.compiled", compiler=self.compiler, date=self.date)
        return self.compiler or self.date
