"""The tables of results: how many places each status has; targets and values, place by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from aqmap.book.printed_totals import printed_total
from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.book.scales import REASONS
from aqmap.decide.report.asked import target_words
from aqmap.decide.report.citations import Citations
from aqmap.decide.report.office_numbers import office_number
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.model.figures import Figure
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text

NO_WORDS = Text("", "")
_VERDICTS = (Status.MET, Status.NOT_MET)
_MOST_PLACES = 12
"""Columns of places that a landscape page takes; more go on in a second table."""


def status_name(status: str) -> Text:
    """Return a status, or a reason in its place, in the words of the maps."""
    return text(f"status.{status}" if status in _VERDICTS else f"reason.{status}")


def shown_status(row: JoinedRow) -> str:
    """
    Return a row's status, or in its place the reason why the number that it lacks is missing.

    A blank, a dash, 未报送 and a task in words are different things, as on the overview sheets.
    """
    lacking = {Status.NO_TARGET: row.target_reason, Status.NO_MEASUREMENT: row.measured_reason}
    return lacking.get(row.status) or str(row.status)


def in_order(statuses: Iterable[str]) -> list[str]:
    """Return statuses and reasons each once: verdicts first, the others as the maps order them."""
    ranks = [*_VERDICTS, *(name for name, _ in REASONS)]
    return sorted(set(statuses), key=ranks.index)


def overview_table(data: ReportData, number: int) -> ReportTable:
    """Return how many places of each layer and region have each status."""
    blocks = [block for block in data.blocks if block.has_targets]
    counts = [Counter(map(shown_status, block.rows)) for block in blocks]
    occurring = in_order(status for count in counts for status in count)
    columns = [
        ReportColumn(text("report.column.indicator"), 3),
        ReportColumn(text("report.column.period"), 1.4),
        ReportColumn(text("report.column.region"), 1.6),
        *(ReportColumn(status_name(status), 1.6, is_of_numbers=True) for status in occurring),
        ReportColumn(text("report.column.places"), 1.2, is_of_numbers=True),
    ]
    rows = [
        (
            block.layer.title,
            period_text(block.period),
            block.region.name,
            *(_count(count[status]) for status in occurring),
            _count(count.total()),
        )
        for block, count in zip(blocks, counts, strict=True)
    ]
    total = sum(counts, Counter[str]())
    last = (text("report.all"), NO_WORDS, NO_WORDS, *(_count(total[s]) for s in occurring))
    return ReportTable(
        text("report.table.overview", number=number),
        text("report.unit", unit=text("report.unit.places")),
        tuple(columns),
        (*rows, (*last, _count(total.total()))),
        (text("report.note.counted"),),
    )


def _count(number: int) -> Text:
    return Text(str(number), str(number))


@dataclass(frozen=True, slots=True)
class ValueTable:
    """A table of targets or of values, and the blocks that are its rows."""

    table: ReportTable
    role: str
    blocks: tuple[Block, ...]


def value_tables(data: ReportData, citations: Citations, first: int) -> Iterator[ValueTable]:
    """Yield a table of targets and one of values for each region and period."""
    keys = dict.fromkeys((block.region.id, block.period) for block in data.blocks)
    number = first
    for region, period in keys:
        blocks = [b for b in data.blocks if (b.region.id, b.period) == (region, period)]
        for role in ("target", "measured"):
            shown = [block for block in blocks if _has_any(block, role)]
            if not shown:
                continue
            silent = [b for b in blocks if b not in shown and role in b.layer.views]
            parts = _parts_of(shown[0])
            for part, codes in enumerate(parts, 1):
                table = _value_table(
                    data, citations, shown, silent=silent, role=role, number=number, codes=codes
                )
                if len(parts) > 1:
                    facts = {"title": table.title, "part": part, "parts": len(parts)}
                    table = replace(table, title=text("report.table.part", **facts))
                yield ValueTable(table, role, tuple(shown))
                number += 1


def _has_any(block: Block, role: str) -> bool:
    """Return whether any place has a number, or says in words what is asked."""
    if role == "measured":
        return any(row.measured is not None for row in block.rows)
    return block.has_targets and any(row.target_figure for row in block.rows)


def _parts_of(block: Block) -> list[tuple[str, ...]]:
    """Return a region's places as many at a time as a table takes, evenly shared."""
    codes = tuple(row.place for row in block.rows)
    tables = -(-len(codes) // _MOST_PLACES)
    each = -(-len(codes) // tables)
    return [codes[start : start + each] for start in range(0, len(codes), each)]


def _value_table(
    data: ReportData,
    citations: Citations,
    blocks: Sequence[Block],
    *,
    silent: Sequence[Block],
    role: str,
    number: int,
    codes: Sequence[str],
) -> ReportTable:
    totals = [_total(data, block) if role == "target" else None for block in blocks]
    has_totals = any(totals)
    columns = [
        ReportColumn(text("report.column.indicator"), 2.6),
        ReportColumn(text("report.column.unit"), 1.5),
        *(ReportColumn(data.places[code].label, 1.2, is_of_numbers=True) for code in codes),
        *([ReportColumn(text("report.column.total"), 1.4, is_of_numbers=True)] * has_totals),
        ReportColumn(text("report.column.citation"), 2.2),
    ]
    rows = []
    for block, total in zip(blocks, totals, strict=True):
        shown = [row for row in block.rows if row.place in codes]
        cells = [_cell(data, block, row, role) for row in shown]
        cited = [c.figure for row in shown if (c := data.card(getattr(row, f"{role}_figure")))]
        printed = [_printed(total)] * has_totals
        name, unit = _named(block, role), block.indicator.unit
        rows.append((name, unit, *cells, *printed, citations.spots(cited)))
    notes = [text("report.note.cells"), *_open_totals(blocks, totals)]
    if role == "measured":
        notes += _qualifiers(data, blocks, codes)
    if silent:
        names = listed(block.layer.title for block in silent)
        notes.append(text(f"report.note.silent.{role}", layers=names))
    return ReportTable(
        text(
            f"report.table.{role}",
            number=number,
            region=blocks[0].region.name,
            period=period_text(blocks[0].period),
        ),
        text("report.unit", unit=text("report.unit.in_table")),
        tuple(columns),
        tuple(rows),
        tuple(notes),
    )


def _named(block: Block, role: str) -> Text:
    """Return a row's name, with what its numbers are where they are no plain target or value."""
    title, view = block.layer.title, block.layer.views.get(role)
    return text("report.row", layer=title, view=view.title) if view else title


def _printed(total: Figure | None) -> Text:
    if total is None or total.value is None:
        return NO_WORDS
    return Text(*[office_number(total.value)] * 2)


def _total(data: ReportData, block: Block) -> Figure | None:
    figures = (card.figure for card in data.book.figures.values())
    total = printed_total(block.indicator.id, block.region.prefecture, block.period, figures)
    return total if total and total.value is not None else None


def _open_totals(blocks: Sequence[Block], totals: Sequence[Figure | None]) -> Iterator[Text]:
    """Yield what the source's total and its places come to, where these differ."""
    for block, total in zip(blocks, totals, strict=True):
        stated = block.total("target")
        added = sum((row.target for row in block.rows if row.target is not None), Decimal(0))
        if stated and total and total.value != added:
            yield text("report.note.total", layer=block.layer.title, total=stated)


def _cell(data: ReportData, block: Block, row: JoinedRow, role: str) -> Text:
    """Return a number with its comparator, or the reason why there is none: never 0 for it."""
    value: Decimal | None = getattr(row, role)
    card = data.card(getattr(row, f"{role}_figure"))
    reason = getattr(row, f"{role}_reason") or ("no_target" if role == "target" else "no_figure")
    if role == "target" and (value is not None or reason in ("relative", "text")):
        return target_words(block, card, value)
    if value is not None:
        return Text(*[office_number(value)] * 2)
    return text(f"report.cell.{reason}")


def _qualifiers(data: ReportData, blocks: Sequence[Block], codes: Sequence[str]) -> Iterator[Text]:
    """Yield what qualifies the values of a table, by layer, with the places that share it."""
    for block in blocks:
        places: dict[tuple[Text, ...], list[Text]] = {}
        for row in block.rows:
            qualifiers = data.qualifiers(row)
            if row.measured is not None and qualifiers and row.place in codes:
                places.setdefault(qualifiers, []).append(data.places[row.place].label)
        for qualifiers, names in places.items():
            yield text(
                "report.note.qualified",
                layer=block.layer.title,
                places=listed(names),
                qualifiers=listed(qualifiers, "，"),
            )
