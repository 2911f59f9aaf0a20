"""A value beside its target, the year before, and the base year: only what is alike is compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from aqmap.decide.report.office_numbers import difference, with_unit
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.model.figures import Figure, Role
from aqmap.model.joined import JoinedRow
from aqmap.model.periods import covers_whole_year, period_bounds, period_text
from aqmap.words import Text, text


def gap_words(gap: Decimal, unit: Text) -> Text:
    """Return by how much a value lies above or below its target."""
    if gap == 0:
        return text("report.gap.none")
    return text("report.gap.above" if gap > 0 else "report.gap.below", gap=difference(gap, unit))


def changes(data: ReportData, block: Block, row: JoinedRow) -> Iterator[Text]:
    """Yield how a measured value has changed: against the year before, and the base year."""
    card = data.card(row.measured_figure)
    if card is None or row.measured is None:
        return
    measured, unit = card.figure, block.indicator.unit
    if measured.baseline_period and measured.change is not None:
        stated = [n for n in card.notices if period_text(measured.baseline_period).zh in n.zh]
        yield from (text("report.change.stated", change=n) for n in stated[:1])
    is_whole = covers_whole_year(measured.period) and not measured.as_of
    if not is_whole or row.indicative or _is_vague(measured):
        return
    before = _year_before(measured.period)
    for earlier in _alike(data, measured):
        assert earlier.value is not None  # noqa: S101 - only such are alike
        if earlier.role == Role.MEASURED and earlier.period == before:
            yield _changed("year", row.measured, earlier, unit)
        elif earlier.role == Role.BASELINE:
            yield _changed("base", row.measured, earlier, unit)


def _is_vague(figure: Figure) -> bool:
    """Return whether a number is approximate or a bound: what it differs by is not known."""
    return figure.is_approximate or figure.comparator is not None


def _year_before(period: str) -> str:
    return str((period_bounds(period)[0] - timedelta(days=1)).year)


def _alike(data: ReportData, figure: Figure) -> Iterator[Figure]:
    """Yield whole years of the same thing by the same rules, the newest first."""
    alike = [
        other
        for other in (card.figure for card in data.book.figures.values())
        if other.id != figure.id
        and other.value is not None
        and covers_whole_year(other.period)
        and not other.as_of
        and not _is_vague(other)
        and other.period < figure.period
        and all(
            getattr(other, name) == getattr(figure, name)
            for name in ("indicator", "place", "level", "unit", "dust", "state", "quality", "xpcc")
        )
        and (other.role == Role.BASELINE or other.basis == figure.basis)
    ]
    return iter(sorted(alike, key=lambda other: other.period, reverse=True))


def _changed(kind: str, now: Decimal, earlier: Figure, unit: Text) -> Text:
    assert earlier.value is not None  # noqa: S101 - see `_alike`
    change = now - earlier.value
    facts = {"before": with_unit(earlier.value, unit), "period": period_text(earlier.period)}
    if change == 0:
        return text(f"report.change.{kind}.none", **facts)
    direction = "up" if change > 0 else "down"
    return text(f"report.change.{kind}.{direction}", change=difference(change, unit), **facts)
