"""Totals of two sister rows that do not cover the same places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import paragraph, place_names, sum_of
from aqmap.decide.audit.paired_rows import SisterRow, sister_rows
from aqmap.decide.audit.topics import TopicFigure
from aqmap.model.figures import Absence, Figure
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text

_SILENT = frozenset((Absence.BLANK, Absence.DASH, Absence.NOT_REPORTED))
_SMALL = Decimal("0.05")


def check_coverage(figures: Sequence[TopicFigure]) -> Iterator[Finding]:
    """
    Yield a finding where sister rows with printed totals do not cover the same places.

    A place counts that has a number other than 0 in one row, and in the other a blank, a dash,
    未报送 or no cell. A printed 0 is a number: it covers its place. It is a doubt where the places
    that the other row lacks make more than 5 % of a row, and a note where they make less.
    """
    for homes, area in sister_rows(figures):
        if homes.total is None or area.total is None:
            continue
        sides = [(homes, area, _lacking(homes, area)), (area, homes, _lacking(area, homes))]
        if any(uncovered for _, _, uncovered in sides):
            yield _finding(sides)


def _lacking(row: SisterRow, sister: SisterRow) -> list[Figure]:
    """Return the cells of a row that stand beside nothing in the other."""
    return [
        figure
        for place, figure in row.cells.items()
        if figure.value and (place not in sister.cells or sister.cells[place].absence in _SILENT)
    ]


def _finding(sides: Sequence[tuple[SisterRow, SisterRow, list[Figure]]]) -> Finding:
    (homes, area, _), _ = sides
    assert homes.total is not None  # noqa: S101 - only rows with totals come here
    assert area.total is not None  # noqa: S101
    detail = [_side_text(*side) for side in sides if side[2]]
    shares = [_share(row, uncovered) for row, _, uncovered in sides]
    cited_figures = [homes.total, area.total]
    for row, sister, uncovered in sides:
        ids = {figure.id for figure in uncovered}
        places = [place for place, figure in row.cells.items() if figure.id in ids]
        cited_figures += [
            each_row.cells[place]
            for place in places
            for each_row in (row, sister)
            if place in each_row.cells
        ]
    covered = [sum(f.value is not None for f in row.cells.values()) for row in (homes, area)]
    return Finding(
        id=f"coverage-{homes.total.source}-{homes.topic.name(homes.total)}-{homes.total.period}",
        severity=Severity.DOUBTFUL if max(shares) > _SMALL else Severity.NOTE,
        kind="coverage",
        indicator=homes.topic.id,
        title=text(
            "finding.coverage.title",
            indicator=homes.topic.label,
            sister=area.topic.label,
            first=covered[0],
            second=covered[1],
        ),
        detail=paragraph([*detail, text("finding.coverage.so")]),
        figures=tuple(dict.fromkeys(f.id for f in cited_figures)),
    )


def _share(row: SisterRow, uncovered: Sequence[Figure]) -> Decimal:
    row_sum = sum_of(list(row.cells.values()))
    return sum_of(uncovered) / row_sum if row_sum else Decimal(0)


def _side_text(row: SisterRow, sister: SisterRow, uncovered: Sequence[Figure]) -> Text:
    share = (_share(row, uncovered) * 100).quantize(Decimal("0.1"))
    return text(
        "finding.coverage.side",
        places=place_names(uncovered),
        has=row.topic.label,
        lacks=sister.topic.label,
        unit=row.topic.unit,
        added=number_text(sum_of(uncovered)),
        share=number_text(share),
    )
