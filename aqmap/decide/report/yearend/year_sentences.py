"""The sentences of a year's assessment; each number is that of a cell of its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from aqmap.book.dispatch.year_book import Scores, YearBook
from aqmap.book.dispatch.year_cells import chain_cells, score_cells, year_cells
from aqmap.model.dispatch.yearend.rectification_rows import Overdue, RectificationState
from aqmap.model.dispatch.yearend.year_rows import (
    DIFFERENCES,
    VERDICTS,
    Verdict,
    YearPart,
    YearRow,
)
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text

_CHAIN = ("superior", "plan", "printed", "places_sum")
_COUNTED = frozenset({Verdict.NO_TASK, Verdict.NOT_JUDGED})
_OVERDUE = (Overdue.OPEN, Overdue.DONE_NOT_ACCEPTED)


def scope_sentence(book: YearBook) -> Text:
    """Say what is assessed, and up to which day."""
    return text(
        "yearend.sentence.scope",
        region=book.region,
        places=len(book.shown_places),
        rows=len(book.table.rows),
        day=day_text(book.table.cut_off),
    )


def count_sentence(book: YearBook) -> Text:
    """Say how many rows come to what."""
    counts = [
        text("yearend.sentence.count", verdict=verdict.words, count=book.count(verdict))
        for verdict in Verdict
        if book.count(verdict)
    ]
    return text("yearend.sentence.counts", counts=listed(counts))


def row_sentences(book: YearBook, part: YearPart) -> Iterator[Text]:
    """Yield for each row which places come to what; those without verdict by choice are counted."""
    for indicator, rows in book.by_indicator(part).items():
        groups = [
            _group(book, verdict, [r for r in rows if r.verdict == verdict]) for verdict in Verdict
        ]
        name = _named(book, indicator)
        told = listed([group for group in groups if group.zh], "；")
        yield text("yearend.sentence.row", name=name, groups=told)


def _group(book: YearBook, verdict: Verdict, rows: list[YearRow]) -> Text:
    """Return a verdict with its places; of those judged with result and task."""
    if not rows:
        return Text("", "")
    if verdict in _COUNTED:
        return text("yearend.sentence.places", verdict=verdict.words, count=len(rows))
    places = [_place(book, row) for row in rows]
    return text(
        "yearend.sentence.group", verdict=verdict.words, count=len(rows), places=listed(places)
    )


def _place(book: YearBook, row: YearRow) -> Text:
    """Return a place; where it is judged with result and task, and whether it is under appeal."""
    place = book.places[row.place]
    if row.verdict in VERDICTS:
        cells = year_cells(row, book)
        facts = {"value": cells["verified"].words, "task": cells["task"].words}
        place = text("yearend.sentence.place", place=place, **facts)
    return text("yearend.sentence.under_appeal", place=place) if row.open_appeal else place


def appeal_sentence(book: YearBook) -> Iterator[Text]:
    """Yield which rows are under appeal, since when; nothing where none is."""
    rows = [
        text(
            "yearend.sentence.appeal",
            place=book.places[row.place],
            name=book.names[row.indicator],
            day=day_text(row.open_appeal.date),
        )
        for row in book.table.rows
        if row.open_appeal is not None
    ]
    if rows:
        yield text("yearend.sentence.appeals", count=len(rows), rows=listed(rows))


def _named(book: YearBook, indicator: str) -> Text:
    """Return a row's number, name and unit: 40/41 of them are no 40 of 41 cases."""
    name, measure = book.numbered(indicator), book.measures[indicator]
    return Text(f"{name.zh}（{measure.zh}）", f"{name.en} ({measure.en})")


def chain_sentences(book: YearBook) -> Iterator[Text]:
    """Yield the rows whose task differs along the chain."""
    for chain in book.table.chain:
        if not chain.differs:
            continue
        cells = chain_cells(chain, book)
        amounts = [
            text(
                "yearend.sentence.amount",
                what=text(f"yearend.column.{name}"),
                amount=cells[name].words,
            )
            for name in (*_CHAIN, *DIFFERENCES)
            if cells[name].words.zh
        ]
        named = _named(book, chain.row.indicator)
        yield text("yearend.sentence.chain", name=named, amounts=listed(amounts, "，"))


def score_sentences(book: YearBook, scores: Scores) -> Iterator[Text]:
    """Yield the totals, and of which places there is none and why."""
    told, untold = [], []
    for score in scores.places:
        cells = score_cells(score, book)
        place = book.places[score.place]
        if score.total is None:
            reason = cells["reason"].words
            untold.append(text("yearend.sentence.unscored", place=place, reason=reason))
            continue
        grade = text("yearend.sentence.grade", grade=score.grade) if score.grade else ""
        total = cells["total"].words
        told_of = text("yearend.sentence.score", place=place, total=total, grade=grade)
        is_open = bool(score.appealed)
        told.append(text("yearend.sentence.under_appeal", place=told_of) if is_open else told_of)
    if told:
        document = scores.document
        yield text("yearend.sentence.scores", document=document, scores=listed(told))
    yield from untold


def rectification_sentences(book: YearBook) -> Iterator[Text]:
    """Yield how many problems are how far, and which are overdue."""
    counts = Counter(problem.state for problem in book.rectification)
    states = [
        text("yearend.sentence.state", state=state.words, count=counts[state])
        for state in RectificationState
        if counts[state]
    ]
    count = len(book.rectification)
    yield text("yearend.sentence.rectification", count=count, states=listed(states))
    overdue = [p for p in book.rectification if p.overdue(book.day) in _OVERDUE]
    if overdue:
        items = [
            text(
                "yearend.sentence.item",
                number=problem.number,
                units=listed(problem.units),
                deadline=day_text(problem.deadline),
            )
            for problem in overdue
        ]
        facts = {"day": day_text(book.day), "count": len(overdue)}
        yield text("yearend.sentence.overdue", items=listed(items), **facts)


def missing_sentences(book: YearBook) -> Iterator[Text]:
    """Yield which units handed in no final form, and how much nobody has verified."""
    units, missing = book.table.units, book.table.missing
    if missing:
        names = listed(book.units.get(unit.unit, unit.unit) for unit in missing)
        facts = {"expected": len(units), "count": len(missing)}
        yield text("yearend.sentence.missing", names=names, **facts)
    else:
        yield text("yearend.sentence.all_in", expected=len(units))
    if unverified := book.count(Verdict.REPORTED):
        yield text("yearend.sentence.unverified", count=unverified)
