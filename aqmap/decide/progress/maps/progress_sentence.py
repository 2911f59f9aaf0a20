"""What the monthly report says of a row, in one text to be copied: with its rule and cut-off."""

from __future__ import annotations

from collections.abc import Iterable

from aqmap.book.dispatch.month_book import MonthBook
from aqmap.decide.report.monthly.month_sentences import behind_sentence, row_sentence
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.periods import day_text
from aqmap.words import Text, text


def progress_sentence(book: MonthBook, row: PlanRow) -> Text:
    """
    Return how far a row is, who is behind, and by which rule, in the monthly report's own words.

    A draft says so at its end.
    """
    sentences = [row_sentence(book, row, book.totals[row.indicator])]
    behind = behind_sentence(book, row)
    sentences += [behind] if behind is not None else []
    sentences.append(text("progress.map.counted", rule=progress_rule(book, row)))
    sentences += [text("progress.map.draft")] if book.table.draft else []
    return _joined(sentences)


def progress_rule(book: MonthBook, row: PlanRow) -> Text:
    """Return by which rule a row is judged, and up to which day its amounts count."""
    facts = {"rule": book.rules[row.indicator], "cut_off": day_text(book.table.cut_off)}
    return text("progress.map.rule", **facts)


def _joined(sentences: Iterable[Text]) -> Text:
    listed = tuple(sentences)
    return Text("".join(s.zh for s in listed), " ".join(s.en for s in listed))
