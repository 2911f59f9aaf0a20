"""Tables that lack some of the counties of a region whose other counties they list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.decide.audit.numbers import paragraph
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Figure, Level
from aqmap.model.findings import Finding, Severity
from aqmap.words import listed, text
from aqmap.workspace.places import Place

TableKey = tuple[str, str]
"""A source, and the number of one of its tables."""
_FEWEST = 3  # counties of a region that a table of all of it lists


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
        if figure.locator.table and figure.place in counties and not figure.part:
            told[table_of(figure)][figure.place].add(topic.key)
            cited[table_of(figure)].append(figure.id)
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
