"""Places that a table does not cover: counties of its region, or those of a sister row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.numbers import paragraph, place_names, sum_of
from aqmap.decide.audit.paired_rows import SisterRow, sister_rows
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Absence, Figure, Level
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, listed, text
from aqmap.workspace.places import Place

TableKey = tuple[str, str]
"""A source, and the number of one of its tables."""
_FEWEST = 3  # counties of a region that a table of all of it lists
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


@dataclass(frozen=True)
class SumGap:
    """A printed total that is more than its parts make."""

    total: Figure
    topic: Topic
    more: str


@dataclass(frozen=True)
class MissingPlaces:
    """The places that a table lacks, how many of their region it lists, and its figures."""

    places: tuple[Place, ...]
    listed: int
    figures: tuple[str, ...]


def table_of(figure: Figure) -> TableKey:
    """Return the table in which a figure stands."""
    return figure.source, figure.locator.table


def missing_places(
    figures: Sequence[TopicFigure], places: Iterable[Place]
) -> Mapping[TableKey, MissingPlaces]:
    """
    Return the places that tables lack, by table.

    A table is of a whole region where it tells the same things of three or more of its counties,
    and of twice as many as it lacks; what another table of the source tells the same of is not
    lacking.
    """
    counties = {p.code: p for p in places if p.level == Level.COUNTY and not p.context}
    regions: dict[str, list[Place]] = defaultdict(list)
    for place in counties.values():
        regions[place.prefecture].append(place)
    told: dict[TableKey, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    cited: dict[TableKey, list[str]] = defaultdict(list)
    for figure, topic in figures:
        if figure.place in counties and not figure.part and (table := table_of(figure))[1]:
            told[table][figure.place].add(topic.key)
            cited[table].append(figure.id)
    found = {}
    for table, topics in told.items():
        if len({frozenset(keys) for keys in topics.values()}) > 1:
            continue  # a list of tasks, of each place others
        things = next(iter(topics.values()))
        elsewhere = {
            code
            for other, of_other in told.items()
            if other[0] == table[0]
            for code, keys in of_other.items()
            if keys & things
        }
        lacking, count = [], 0
        for region in regions.values():
            of_region = [place for place in region if place.code in topics]
            others = [place for place in region if place.code not in elsewhere]
            if len(of_region) >= max(_FEWEST, 2 * len(others)):
                lacking += others
                count += len(of_region)
        if lacking:
            found[table] = MissingPlaces(tuple(lacking), count, tuple(cited[table]))
    return found


def missing_findings(
    missing: Mapping[TableKey, MissingPlaces], gaps: Mapping[TableKey, Sequence[SumGap]]
) -> Iterator[Finding]:
    """Yield one finding a table that lacks places, whatever totals it prints beside them."""
    for (source, table), lacking in missing.items():
        names = listed(place.name for place in lacking.places)
        open_sums = gaps.get((source, table), ())
        facts = {"table": table, "places": names, "listed": lacking.listed}
        detail = [text("finding.places.detail", **facts)]
        if open_sums:
            shown = listed(
                text(
                    "finding.places.gap",
                    indicator=gap.topic.label,
                    more=gap.more,
                    unit=gap.topic.unit,
                )
                for gap in open_sums[:3]
            )
            detail.append(text("finding.places.sums", count=len(open_sums), shown=shown))
        yield Finding(
            id=f"places-{source}-{table}",
            severity=Severity.DOUBTFUL if open_sums else Severity.NOTE,
            kind="places",
            indicator="",
            title=text("finding.places.title", **facts),
            detail=paragraph(detail),
            figures=tuple(gap.total.id for gap in open_sums) or lacking.figures[:1],
        )
