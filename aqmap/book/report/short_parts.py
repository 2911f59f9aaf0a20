"""What a short document consists of, in words: a leader's page, a letter."""

from __future__ import annotations

from dataclasses import dataclass

from aqmap.book.report.report_parts import Heading, Paragraph, ReportTable
from aqmap.words import Text


@dataclass(frozen=True, slots=True)
class ShortDocument:
    """
    A document of a page or two.

    Attributes
    ----------
    title
        Its title.
    head
        Lines above it that an office fills in: its number.
    addressed
        To whom it is written; none where it is no letter.
    parts
        Headings, paragraphs and tables in their order.
    closing
        What stands at its end on the right: who writes it, the day.
    notice
        Whom it is for, and whether it is a draft: in the head of every page.
    compiler
        Who makes it; none where not stated.
    is_close
        Whether its text is set smaller, so that it stays on one page.
    """

    title: Text
    head: tuple[Text, ...]
    addressed: Text | None
    parts: tuple[Heading | Paragraph | ReportTable, ...]
    closing: tuple[Text, ...]
    notice: Text
    compiler: Text | None
    is_close: bool = False
