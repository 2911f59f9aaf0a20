"""What a build did, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from aqmap.book.map_book import MapBook
from aqmap.book.missing_values import printed_sheets
from aqmap.book.scales import REASONS
from aqmap.model.figures import Figure
from aqmap.model.findings import Finding, Severity
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text

_MOST_NAMED = 3
"""So many indicators and periods without a layer are named; the rest are counted."""


def summary_lines(
    figures: Sequence[Figure],
    book: MapBook,
    findings: Sequence[Finding],
    undrawn: Sequence[Figure] = (),
    out: Path | None = None,
) -> Iterable[Text]:
    """Yield what was read, in no layer, drawn, missing, contradictory, and where it lies."""
    yield text(
        "summary.read",
        figures=len(figures),
        sources=len({figure.source for figure in figures}),
        counties=sum(place.level == "county" for place in book.places),
        layers=len(book.layers),
    )
    unnamed = sum(not figure.indicator for figure in figures)
    if unnamed:
        yield text("summary.not_in_catalogue", number=unnamed)
    if undrawn:
        yield text("summary.undrawn", number=len(undrawn), listed=_by_period(undrawn, book))
    if out is not None:
        views = sum(len(layer.views) for layer in book.page_layers)
        yield text("summary.drawn", views=views, sheets=len(printed_sheets(book)))
    reasons = Counter(
        cell.reason
        for layer in book.layers
        for name, view in layer.views.items()
        for cells in view.cells.values()
        for cell in cells
        if name in ("target", "measured") and cell is not None and cell.reason
    )
    counted = [
        (text(f"reason.{reason}"), reasons[reason]) for reason, _ in REASONS if reasons[reason]
    ]
    yield text(
        "summary.missing",
        places=reasons.total(),
        reasons=Text(
            "，".join(f"{name.zh}{count}" for name, count in counted) or "-",
            ", ".join(f"{name.en} {count}" for name, count in counted) or "-",
        ),
    )
    graded = Counter(finding.severity for finding in findings)
    yield text("summary.contradictory", **{s.value: graded[s] for s in Severity})
    if book.unmatched:
        names = listed(book.unmatched)
        yield text("summary.unmatched", count=len(book.unmatched), names=names)
    if out is not None:
        yield text("summary.out", out=out)


def _by_period(undrawn: Sequence[Figure], book: MapBook) -> Text:
    """Return how many figures there are of each indicator and period, the most first."""
    numbers = Counter((figure.indicator, figure.period) for figure in undrawn)
    names = {figure.indicator: book.figures[figure.id].indicator for figure in undrawn}
    common = numbers.most_common(_MOST_NAMED)
    groups = [
        text(
            "summary.undrawn.group",
            indicator=names[indicator],
            period=period_text(period),
            count=count,
        )
        for (indicator, period), count in common
    ]
    rest = len(undrawn) - sum(count for _, count in common)
    return listed([*groups, text("summary.undrawn.rest", count=rest)] if rest else groups)
