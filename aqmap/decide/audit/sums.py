"""The cells of a table's row against its printed total."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from aqmap.book.figure_cards import number_text
from aqmap.decide.audit.coverage import (
    SumGap,
    TableKey,
    missing_findings,
    missing_places,
    table_of,
)
from aqmap.decide.audit.numbers import (
    named_total,
    number_of,
    paragraph,
    place_names,
    reading_order,
    rounding_bound,
    sum_of,
)
from aqmap.decide.audit.topics import Topic, TopicFigure
from aqmap.model.figures import Absence, Figure, Level, Role
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, listed, text
from aqmap.workspace.places import SUBTOTALS, Place

_MOST_TWICE = 8  # places of a line that stand twice
RowKey = tuple[str, str, str, str, Role, str]


def check_sums(figures: Sequence[TopicFigure], places: Iterable[Place] = ()) -> Iterator[Finding]:
    """
    Yield a finding for each line of a table whose cells do not add up to its printed total.

    A line is a row, or a column where the table is the other way round. A total is known by its
    name (合计, 汇总), else as the one cell of the whole prefecture; a 小计 is the sum of the cells
    between it and the total before it, and where a line has totals of several prefectures each is
    the sum of its own counties. Of a row that the catalogue does not know it is a doubt, because
    the row may not add up, and nothing is said where the total is less than one of its cells,
    as a mean is. A table that lacks some of the places of a region gives one finding that names
    them, and none for each total that is more than the others make.
    """
    missing = missing_places(figures, places)
    gaps: dict[TableKey, list[SumGap]] = defaultdict(list)
    for total, cells, topic in sums_of(figures):
        for finding in _finding(total, cells, topic):
            more = number_of(total) - sum_of(cells)
            if more > 0 and table_of(total) in missing:
                gaps[table_of(total)].append(SumGap(total, topic, number_text(more)))
            else:
                yield finding
    yield from missing_findings(missing, gaps)


def sums_of(figures: Sequence[TopicFigure]) -> Iterator[tuple[Figure, list[Figure], Topic]]:
    """Yield each printed total of the tables, the cells that it is the sum of, and of what."""
    rows: dict[RowKey, list[TopicFigure]] = defaultdict(list)
    for figure, topic in figures:
        if figure.locator.table and topic.adds_up and not figure.part:
            key = figure.source, figure.locator.table, topic.key, figure.period, figure.role
            rows[(*key, figure.as_of)].append((figure, topic))
    for cells in rows.values():
        for line in _lines([figure for figure, _ in cells]):
            for total, parts in _wholes(line):
                if total.value is not None and any(f.value is not None for f in parts):
                    yield total, _once_each(parts, total), cells[0][1]


def _lines(cells: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Yield the cells of one indicator row by row, or by column where no row holds a total."""
    for word in ("row", "column"):
        lines: dict[str, list[Figure]] = defaultdict(list)
        for figure in cells:
            lines[figure.locator.only(word)].append(figure)
        lines_with_total = [line for line in lines.values() if len(line) > 1 and any(_wholes(line))]
        if lines_with_total:
            yield from lines_with_total
            return


def _wholes(line: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Yield each total of a line with the cells that it is the sum of."""
    named_totals = [f for f in line if named_total(f)]
    totals = named_totals or [f for f in line if f.level == Level.PREFECTURE]
    parts = [f for f in line if f not in totals]
    if not parts:
        return
    for total in totals:
        if _is_subtotal(total):
            yield total, _since_last(total, line, totals)
            continue
        other_totals = [f for f in totals if f is not total and not _is_subtotal(f)]
        if not other_totals:
            yield total, parts
        elif total.place and all(f.place for f in (*other_totals, *parts)):
            yield total, [f for f in parts if f.place[:4] == total.place[:4]]


def _since_last(total: Figure, line: Sequence[Figure], totals: Sequence[Figure]) -> list[Figure]:
    """Return the cells between a 小计 and the total before it, in the order of their ids."""
    ordered = sorted(line, key=reading_order)
    before = ordered[: ordered.index(total)]
    starts = [number for number, f in enumerate(before, 1) if f in totals]
    return before[starts[-1] if starts else 0 :]


def _finding(total: Figure, cells: Sequence[Figure], topic: Topic) -> Iterator[Finding]:
    numbers = [f for f in cells if f.value is not None]
    sum_of_cells, printed = sum_of(numbers), number_of(total)
    difference = sum_of_cells - printed
    if difference == 0:
        return
    if not topic.known and printed < max(map(number_of, numbers)):
        return
    bound = rounding_bound([*numbers, total], counts=topic.counts)
    explained = abs(difference) <= bound
    facts = {
        "indicator": topic.label,
        "unit": topic.unit,
        "terms": " + ".join(number_text(number_of(f)) for f in numbers if f.value),
        "added": number_text(sum_of_cells),
        "printed": number_text(printed),
        "difference": number_text(difference, signed=True),
        "bound": number_text(bound.normalize()),
    }
    detail = [text("finding.sum.detail", **facts)]
    if explained:
        detail.append(text("finding.sum.rounding", **facts))
    else:
        detail += _seen_reason(difference, numbers)
        detail += [] if topic.known else [text("finding.sum.unknown")]
    silent = [f for f in cells if f.absence in (Absence.NOT_REPORTED, Absence.BLANK)]
    if silent:
        detail.append(text("finding.sum.silent", places=place_names(silent)))
    grave = Severity.ERROR if topic.known else Severity.DOUBTFUL
    yield Finding(
        id=f"sum-{total.source}-{topic.name(total)}-{total.period}",
        severity=Severity.NOTE if explained else grave,
        kind="sum",
        indicator=topic.id,
        title=text(f"finding.sum.title.{'rounding' if explained else 'differs'}", **facts),
        detail=paragraph(detail),
        figures=(total.id, *(f.id for f in cells)),
    )


def _seen_reason(difference: Decimal, numbers: Sequence[Figure]) -> list[Text]:
    """Return what would explain the difference: the one cell, or the one pair, that equals it."""
    for count in (1, 2):
        groups = [
            group
            for group in combinations([f for f in numbers if f.value], count)
            if sum_of(group) == abs(difference)
        ]
        if len(groups) == 1:
            places = listed(f"{f.place_written} {f.value_written}" for f in groups[0])
            key = "missing_in_total" if difference > 0 else "twice_in_total"
            return [text(f"finding.sum.{key}", places=places)]
    return []


def _once_each(parts: Sequence[Figure], total: Figure) -> list[Figure]:
    """Return the cells of a line; of a place that stands twice, the one that the total counts."""
    by_place: dict[str, list[Figure]] = defaultdict(list)
    for figure in parts:
        by_place[figure.place or figure.id].append(figure)
    twice = [figures for figures in by_place.values() if len(figures) > 1]
    if not 0 < len(twice) <= _MOST_TWICE:
        return list(parts)
    once = [figures[0] for figures in by_place.values() if len(figures) == 1]
    choices = [[*once, *chosen] for chosen in product(*twice)]
    return next((c for c in choices if sum_of(c) == number_of(total)), choices[0])


def _is_subtotal(total: Figure) -> bool:
    return any(word in total.place_written for word in SUBTOTALS)
