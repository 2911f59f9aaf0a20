"""What a build did, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from aqmap.book.map_book import MapBook
from aqmap.book.scales import REASONS
from aqmap.model.figures import Figure
from aqmap.model.findings import Severity
from aqmap.words import Text, listed, text


def summary_lines(
    figures: Sequence[Figure], book: MapBook, out: Path | None = None
) -> Iterable[Text]:
    """Yield what was read, drawn, missing, contradictory, and where it lies."""
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
    if out is not None:
        views = sum(len(layer.views) for layer in book.layers)
        yield text("summary.drawn", views=views, sheets=len(book.sheets()))
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
    graded = Counter(finding.severity for finding in book.findings)
    yield text("summary.contradictory", **{s.value: graded[s] for s in Severity})
    if book.unmatched:
        names = listed(book.unmatched)
        yield text("summary.unmatched", count=len(book.unmatched), names=names)
    if out is not None:
        yield text("summary.out", out=out)
