"""A year's assessment → its report (年终考核) in the layout of GB/T 9704."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aqmap.book.dispatch.year_book import YearBook
from aqmap.book.dispatch.year_notes import as_of_sentences
from aqmap.book.report.report_parts import Heading, Paragraph, Report
from aqmap.decide.report.yearend.year_sentences import (
    appeal_sentence,
    chain_sentences,
    count_sentence,
    missing_sentences,
    rectification_sentences,
    row_sentences,
    scope_sentence,
    score_sentences,
)
from aqmap.decide.report.yearend.year_tables import YearTables
from aqmap.model.dispatch.yearend.year_rows import YearPart
from aqmap.model.periods import day_text
from aqmap.words import Text, text

_NUMERALS = tuple(
    Text(*pair)
    for pair in (
        *(("一", "I"), ("二", "II"), ("三", "III"), ("四", "IV"), ("五", "V")),
        *(("六", "VI"), ("七", "VII"), ("八", "VIII")),
    )
)


def year_report(book: YearBook) -> Report:
    """Return the report of an assessment: sentences, tables, sources."""
    return Report(
        title=book.titled("yearend.report.title"),
        date=day_text(book.dated),
        compiler=book.compiler,
        notice=book.notice,
        text=tuple(_text(book)),
        tables=YearTables(book).all(),
        maps=(),
        sources=book.sources,
        findings=None,
    )


def _text(book: YearBook) -> Iterator[Heading | Paragraph]:
    for numeral, (name, paragraphs) in zip(_NUMERALS, _sections(book), strict=False):
        words = text(f"yearend.heading.{name}")
        yield Heading(text("monthly.heading", number=numeral, words=words), 1)
        yield from map(Paragraph, paragraphs)


def _sections(book: YearBook) -> Iterator[tuple[str, Iterable[Text]]]:
    """Yield the sections with their paragraphs; the last is for a person to write."""
    scope = [scope_sentence(book), count_sentence(book)]
    yield "overview", [*scope, *appeal_sentence(book), *as_of_sentences(book)]
    for part in YearPart:
        if book.table.of_part(part):
            yield str(part), row_sentences(book, part)
    yield "chain", list(chain_sentences(book)) or [text("yearend.sentence.no_chain")]
    if book.scores is not None:
        yield "scores", score_sentences(book, book.scores)
    if book.rectification:
        yield "rectification", rectification_sentences(book)
    yield "missing", missing_sentences(book)
    yield "next", [Text("", "")]
