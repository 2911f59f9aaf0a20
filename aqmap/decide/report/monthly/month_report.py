"""A month's table → its report (月报) in the layout of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.report.report_parts import Heading, Paragraph, Report, ReportMap
from aqmap.decide.report.monthly.month_sentences import (
    behind_sentences,
    corrected_sentences,
    lights_sentence,
    missing_sentences,
    questions_sentence,
    reports_sentence,
    row_sentence,
    scope_sentence,
    since_release_sentences,
)
from aqmap.decide.report.monthly.month_tables import MonthTables
from aqmap.model.periods import day_text
from aqmap.words import Text, text

Part = Heading | Paragraph

_NUMERALS = tuple(
    Text(*pair)
    for pair in (
        ("一", "I"),
        ("二", "II"),
        ("三", "III"),
        ("四", "IV"),
        ("五", "V"),
        ("六", "VI"),
        ("七", "VII"),
        ("八", "VIII"),
        ("九", "IX"),
    )
)


def month_report(book: MonthBook, maps: Sequence[ReportMap] = ()) -> Report:
    """
    Return a month's report: sentences, tables, sources; a draft says so in title and head.

    Parameters
    ----------
    book
        The month, with what is for the audience alone.
    maps
        Of the month, if any, to stand in the annex.
    """
    return Report(
        title=book.titled("monthly.report.title"),
        date=day_text(book.day),
        compiler=book.compiler,
        notice=book.notice,
        text=tuple(_text(book)),
        tables=MonthTables(book).all(),
        maps=tuple(maps),
        sources=book.sources,
        findings=None,
    )


def _text(book: MonthBook) -> Iterator[Part]:
    for numeral, (name, paragraphs) in zip(_NUMERALS, _sections(book), strict=False):
        words = text(f"monthly.heading.{name}")
        yield Heading(text("monthly.heading", number=numeral, words=words), 1)
        yield from map(Paragraph, paragraphs)


def _sections(book: MonthBook) -> Iterator[tuple[str, Iterable[Text]]]:
    """Yield the sections of the text with their paragraphs; the last is for a person to write."""
    totals, has_units = book.totals, bool(book.table.units)
    reports = [reports_sentence(book)] if has_units else []
    yield "overview", [scope_sentence(book), *reports, lights_sentence(book), *book.notes]
    shown = [row for row in book.plan_rows if row.indicator in totals]
    yield "progress", [row_sentence(book, row, totals[row.indicator]) for row in shown]
    judged = any(row.done is not None for row in book.table.rows)
    none = text("monthly.none_behind" if judged else "monthly.none_judged")
    yield "behind", list(behind_sentences(book)) or [none]
    if has_units:
        yield "missing", missing_sentences(book)
    if book.audience.gets_unpublished:
        yield "corrected", list(corrected_sentences(book)) or [text("monthly.none_corrected")]
    if since := list(since_release_sentences(book)):
        yield "since_release", since
    if book.air:
        yield "air", [text("monthly.air", count=len({place for place, _, _ in book.air}))]
    if book.audience.gets_findings:
        yield "questions", [questions_sentence(book)]
    yield "next", [Text("", "")]
