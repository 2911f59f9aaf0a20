"""What stands below the tables of a year's assessment: the rules that they go by."""

from __future__ import annotations

from aqmap.book.dispatch.year_book import Scores, YearBook
from aqmap.book.dispatch.year_cells import POINTS_DECIMALS
from aqmap.model.dispatch.yearend.year_rows import YearPart
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text


def as_of_sentences(book: YearBook) -> tuple[Text, ...]:
    """Return as of which day it stands and what came later; nothing where it is as of now."""
    if book.as_of is None:
        return ()
    day = day_text(book.as_of)
    items = [text(f"yearend.left_out.{n}", count=c) for n, c in book.left_out.items() if c]
    if not items:
        return (text("yearend.sentence.as_of", day=day),)
    return (text("yearend.sentence.left_out", day=day, items=listed(items)),)


def as_of_notes(book: YearBook) -> tuple[Text, ...]:
    """Return the same as notes below a table."""
    return tuple(text("yearend.note.note", words=words) for words in as_of_sentences(book))


def table_notes(book: YearBook) -> tuple[Text, ...]:
    """Return the notes of the table of rows."""
    notes = [*as_of_notes(book), text("yearend.note.verdict"), text("yearend.note.deducted")]
    if book.table.of_part(YearPart.QUALITY):
        notes.append(text("yearend.note.air"))
    if not book.table.is_final:
        notes.append(text("yearend.note.cut_off", day=day_text(book.table.cut_off)))
    return tuple(notes)


def chain_notes() -> tuple[Text, ...]:
    """Return the notes of the task chain."""
    return (text("yearend.note.chain"),)


def score_notes(scores: Scores) -> tuple[Text, ...]:
    """Return by which document and rule scores are."""
    decimals = Text("", "")
    if scores.decimals is not None:
        decimals = text("yearend.note.decimals", decimals=scores.decimals)
    facts = {
        "document": scores.document,
        "rule": scores.rule,
        "decimals": decimals,
        "shown": POINTS_DECIMALS,
    }
    return (text("yearend.note.rules", **facts),)
