"""What `aqmap read` says of what it read: how much, what is open, and how it is answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from aqmap.model.figures import Figure
from aqmap.model.transcript import Passage, Transcript
from aqmap.pipelines.read_documents import DocumentsRead
from aqmap.pipelines.reading.document_sources import source_stub
from aqmap.pipelines.reading.waiting_figures import fields_in_words, open_fields
from aqmap.pipelines.reading.workspace_names import register_of
from aqmap.words import Text, listed, text

_OPTIONS = {"place": "--place", "period": "--period", "role": "--role", "unit": "--unit-of"}
"""What answers a field for a whole document; the others are answered one by one."""
_NO_NUMBERS = (
    "date",
    "base",
    "name",
    "saying",
    "ordinal",
    "number",
    "title",
    "office",
    "qualifier",
)
"""Reasons of what has digits and counts nothing; the others leave a number open."""


def reading_lines(
    done: DocumentsRead, out: Path, *, workspace: Path = Path(), registered: bool = False
) -> Iterator[Text]:
    """Yield what was read, what waits to be confirmed, and which rows and sources are unknown."""
    values = sum(figure.value is not None for figure in done.figures)
    yield text(
        "summary.reading",
        figures=len(done.figures),
        values=values,
        absent=len(done.figures) - values,
        out=out,
    )
    yield from _to_confirm(done.figures)
    if done.unnamed:
        yield text("summary.unnamed", names=listed(done.unnamed, "；"))
        yield from (Text(line, line) for line in done.stubs.split("\n"))
    counted = sum(not f.indicator and not f.locator.table for f in done.figures)
    if counted:
        yield text("summary.counted", number=counted)
    left = _left(done.transcripts)
    if left:
        yield text("summary.left", number=left)
    if done.unregistered:
        names = listed([source.id for source in done.unregistered])
        key = "summary.registered" if registered else "summary.unregistered"
        yield text(key, names=names, register=register_of(workspace))
        stubs = () if registered else map(source_stub, done.unregistered)
        yield from (Text(line, line) for stub in stubs for line in stub.split("\n"))


def _to_confirm(figures: Sequence[Figure]) -> Iterator[Text]:
    """Yield how many figures a person has to confirm, of what, and how that is answered."""
    waiting = open_fields(figures)
    if not waiting:
        return
    options = listed([_OPTIONS[name] for name in waiting if name in _OPTIONS])
    count = sum(bool(figure.confirm) for figure in figures)
    yield text("summary.to_confirm", count=count, fields=fields_in_words(waiting))
    yield (
        text("summary.confirm_how")
        if not options.zh
        else text("summary.confirm_options", options=options)
    )


def reading_remarks(done: DocumentsRead) -> list[Text]:
    """Return what should be known of the files, and which names fit no place."""
    return [fault.said for fault in (*done.remarks, *done.unmatched)]


def _left(transcripts: Sequence[Transcript]) -> int:
    """Return how many numbers were left because a sentence or cell leaves them open."""
    passages = (passage for transcript in transcripts for passage in transcript.passages)
    marks = (mark for p in passages if isinstance(p, Passage) for mark in p.marks)
    return sum(mark.reason not in ("", *_NO_NUMBERS) for mark in marks)
