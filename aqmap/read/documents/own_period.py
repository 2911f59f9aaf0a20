"""The period that a document is about: its title's, the one told, or what its years suggest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from aqmap.errors import Fault
from aqmap.model.periods import OPEN_YEAR, encloses, has_open_year, period_bounds
from aqmap.model.transcript import Known, Reason
from aqmap.read.documents.answers import Answers
from aqmap.read.documents.context import Context
from aqmap.read.documents.document_head import (
    suggested_period,
    titled_period,
    told_period,
    written_on,
    years_named,
)
from aqmap.read.formats.blocks import Document, Grid
from aqmap.workspace.sources import Source

_OPTION = Reason("period", Known.CARRIED, "option")
_SOON = timedelta(days=92)
"""After a month that its bulletin, or the news of it, is published."""


def own_period(document: Document, source: Source, answers: Answers) -> tuple[str, Reason]:
    """
    Return the period that a document is about, and how it is known.

    The title's holds. Where it is silent, or names a month or days without their year, the period
    told is taken, as far as it is open; then the one that the opening speaks of; then what the
    years of the text suggest, which is assumed.
    """
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    headed = [*paragraphs, *_lone_cells(document.grids)]
    titled, ground = titled_period(paragraphs)
    if titled == OPEN_YEAR:
        titled, ground = titled_period(headed)
    if not has_open_year(titled):
        return titled, ground
    if answers.period and (told := _filled(titled, answers.period)):
        return told, _OPTION
    told, ground = told_period(paragraphs)
    if not has_open_year(told):
        return told, ground
    if dated := _dated(titled, paragraphs):
        return dated, Reason("period", Known.CARRIED, "dated", titled)
    cells = [cell.text for grid in document.grids for row in grid.rows for cell in row]
    for texts in (paragraphs, [*paragraphs, *cells]):
        suggested, ground = suggested_period(texts, source)
        if not has_open_year(suggested):
            return _filled(titled, suggested) or suggested, ground
    return titled, ground


def other_period(context: Context) -> Iterable[Fault]:
    """Yield the remark that the document's period is not the one told, if it is not."""
    told, ground = context.answers.period, context.period_ground
    if told and ground != _OPTION and not encloses(told, context.period):
        facts = {"option": f"--period {told}", "found": ground.words or context.period}
        yield Fault("option_other", context.file, **facts)


def _filled(open_period: str, told: str) -> str:
    """Return a period with the year of the one told, which alone may be missing; or nothing."""
    if open_period == OPEN_YEAR:
        return told
    years = {part[:4] for part in told.split("/")}
    return open_period.replace(OPEN_YEAR, years.pop()) if len(years) == 1 else ""


def _dated(open_period: str, paragraphs: Sequence[str]) -> str:
    """
    Return a title's months without their year with that of the day the document was written on.

    They were over by then, for no more than a few months, and the text names no year but that one;
    else nothing.
    """
    written = written_on(paragraphs)
    if open_period == OPEN_YEAR or not written or years_named(paragraphs) - {written[:4]}:
        return ""
    period = open_period.replace(OPEN_YEAR, written[:4])
    since_then = date.fromisoformat(written) - period_bounds(period)[1]
    return period if timedelta(0) <= since_then <= _SOON else ""


def _lone_cells(grids: Sequence[Grid]) -> list[str]:
    """Return the texts that fill a whole row of a table: its titles."""
    rows = ({cell.text for cell in row if cell.text.strip()} for grid in grids for row in grid.rows)
    return [text for texts in rows if len(texts) == 1 for text in texts]
