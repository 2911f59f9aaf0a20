"""Sister rows: the households and the area of one thing, row beside row in one table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.decide.audit.numbers import is_total
from aqmap.decide.audit.topics import Topic, TopicFigure, plain_unit
from aqmap.model.figures import Figure, Role

_AREAS = re.compile("平方米|平方公里|平方千米|亩|公顷|㎡|m2|m²|km2|km²|hm2", re.IGNORECASE)


@dataclass(frozen=True)
class SisterRow:
    """
    One row of a table.

    Attributes
    ----------
    topic
        What it is about.
    cells
        Its figures by place, each by code or, without one, as written.
    total
        Its printed total, if it has one.
    """

    topic: Topic
    cells: Mapping[str, Figure]
    total: Figure | None


def sister_rows(figures: Sequence[TopicFigure]) -> Iterator[tuple[SisterRow, SisterRow]]:
    """
    Yield each pair of sister rows, the households first and the area second.

    Two rows of one table, period and role are sisters if one is in 户 and the other in a unit of
    area (either in 万 too), and their names, of one theme in the catalogue, are equal but for a
    last 户数, 面积 or 占地面积: 电采暖户数 and 电采暖面积, 煤改电（户） and 煤改电（万平方米）.
    """
    tables: dict[tuple[str, str, str, Role, str, str], dict[str, list[TopicFigure]]]
    tables = defaultdict(lambda: defaultdict(list))
    for figure, topic in figures:
        if figure.locator.table and topic.amount and not figure.part:
            key = figure.source, figure.locator.table, figure.period, figure.role, figure.as_of
            tables[(*key, topic.stem)][topic.key].append((figure, topic))
    for rows in tables.values():
        sisters = [_sister_row(row) for row in rows.values()]
        homes = [sister for sister in sisters if plain_unit(sister.topic.unit)[1].zh == "户"]
        areas = [
            sister for sister in sisters if _AREAS.fullmatch(plain_unit(sister.topic.unit)[1].zh)
        ]
        if len(homes) == len(areas) == 1:
            yield homes[0], areas[0]


def _sister_row(row: list[TopicFigure]) -> SisterRow:
    figures = [figure for figure, _ in row]
    totals = [f for f in figures if is_total(f) and f.value is not None]
    cells = {f.place or f.place_written: f for f in figures if not is_total(f)}
    return SisterRow(row[0][1], cells, totals[0] if len(totals) == 1 else None)
