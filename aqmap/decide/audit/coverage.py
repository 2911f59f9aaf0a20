"""Totals of two sister rows that do not cover the same places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import added, phrases, place_names
from aqmap.decide.audit.paired_rows import Line, sister_rows
from aqmap.decide.audit.topics import Said
from aqmap.model.figures import Absence, Figure
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, text

_SILENT = frozenset((Absence.BLANK, Absence.DASH, Absence.NOT_REPORTED))
_SMALL = Decimal("0.05")


def check_coverage(said: Said) -> Iterator[Finding]:
    """
    Yield a finding where sister rows with printed totals do not cover the same places.

    A place counts that has a number other than 0 in one row, and in the other a blank, a dash,
    未报送 or no cell. A printed 0 is a number: it covers its place. It is a doubt where the places
    that the other row lacks make more than 5 % of a row, and a note where they make less.
    """
    for homes, area in sister_rows(said):
        if homes.total is None or area.total is None:
            continue
        sides = [(homes, area, _lacking(homes, area)), (area, homes, _lacking(area, homes))]
        if any(alone for _, _, alone in sides):
            yield _finding(sides)


def _lacking(line: Line, other: Line) -> list[Figure]:
    """Return the cells of a row that stand beside nothing in the other."""
    return [
        figure
        for place, figure in line.cells.items()
        if figure.value and (place not in other.cells or other.cells[place].absence in _SILENT)
    ]


def _finding(sides: Sequence[tuple[Line, Line, list[Figure]]]) -> Finding:
    (homes, area, _), _ = sides
    assert homes.total is not None  # noqa: S101 - only rows with totals come here
    assert area.total is not None  # noqa: S101
    detail = [_side(*side) for side in sides if side[2]]
    shares = [_share(line, alone) for line, _, alone in sides]
    cited = [homes.total, area.total]
    for line, other, alone in sides:
        pairs = [place for place, figure in line.cells.items() if figure in alone]
        cited += [
            row.cells[place] for place in pairs for row in (line, other) if place in row.cells
        ]
    covered = [sum(f.value is not None for f in line.cells.values()) for line in (homes, area)]
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
        detail=phrases([*detail, text("finding.coverage.so")]),
        figures=tuple(dict.fromkeys(f.id for f in cited)),
    )


def _share(line: Line, alone: Sequence[Figure]) -> Decimal:
    whole = added(list(line.cells.values()))
    return added(alone) / whole if whole else Decimal(0)


def _side(line: Line, other: Line, alone: Sequence[Figure]) -> Text:
    share = (_share(line, alone) * 100).quantize(Decimal("0.1"))
    return text(
        "finding.coverage.side",
        places=place_names(alone),
        has=line.topic.label,
        lacks=other.topic.label,
        unit=line.topic.unit,
        added=number_text(added(alone)),
        share=number_text(share),
    )
