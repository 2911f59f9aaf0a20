"""The places of a block in words: which meet the target, which do not, which lack data and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aqmap.decide.report.asked import target_words
from aqmap.decide.report.compared_table import COMPARED, is_left_open
from aqmap.decide.report.comparisons import changes, gap_words
from aqmap.decide.report.office_numbers import in_unit, with_unit
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text


def block_sentence(data: ReportData, block: Block) -> Text:
    """Return what a block says of its places, in one sentence."""
    totals = filter(None, map(block.total, ("target", "measured")))
    groups = [*totals, *_groups(data, block)]
    return text(
        "report.block",
        period=period_text(block.period),
        region=block.region.name,
        layer=block.layer.title,
        count=len(block.rows),
        groups=listed(groups, "；"),
    )


def _groups(data: ReportData, block: Block) -> Iterator[Text]:
    if not block.has_targets:
        yield from _measured_groups(data, block)
        return
    by_status: dict[Status, list[JoinedRow]] = {}
    for row in block.rows:
        by_status.setdefault(row.status, []).append(row)
    for status in COMPARED:
        if rows := by_status.get(status):
            items = [_compared_place(data, block, row) for row in rows]
            yield _group(f"report.group.{status}", items)
    if rows := by_status.get(Status.NOT_JUDGED):
        left_open = [_compared_place(data, block, r) for r in rows if is_left_open(block, r)]
        yield (
            _group("report.group.left_open", left_open)
            if left_open
            else text("report.group.not_judged", count=len(rows))
        )
    if rows := by_status.get(Status.NO_TASK):
        yield _group("report.group.no_task", _names(data, rows))
    yield from _by_reason(data, block, by_status.get(Status.NO_MEASUREMENT, []), _no_value_reason)
    without = by_status.get(Status.NO_TARGET, [])
    valued = [row for row in without if row.measured is not None]
    if valued:
        items = [_measured_place(data, block, row) for row in valued]
        yield _group("report.group.no_target_with_value", items)
    rest = [row for row in without if row.measured is None]
    yield from _by_reason(data, block, rest, _no_target_reason)


def _no_target_reason(row: JoinedRow) -> str:
    return "no_target" if row.target_reason in ("", "no_figure") else row.target_reason


def _no_value_reason(row: JoinedRow) -> str:
    return row.measured_reason or "no_measurement"


def _measured_groups(data: ReportData, block: Block) -> Iterator[Text]:
    """Yield the places of a block that has no targets: those with a value, then by reason."""
    valued = [row for row in block.rows if row.measured is not None]
    if valued:
        items = [_measured_place(data, block, row) for row in valued]
        yield _group("report.group.with_value", items)
    rest = [row for row in block.rows if row.measured is None]
    yield from _by_reason(data, block, rest, _no_value_reason)


def _by_reason(
    data: ReportData, block: Block, rows: Sequence[JoinedRow], reason_of: Callable[[JoinedRow], str]
) -> Iterator[Text]:
    by_reason: dict[str, list[JoinedRow]] = {}
    for row in rows:
        by_reason.setdefault(reason_of(row), []).append(row)
    for reason, of_reason in by_reason.items():
        facts = {"reason": text(f"reason.{reason}"), "count": len(of_reason)}
        if len(of_reason) == len(block.rows):
            yield text("report.group.all", **facts)
        else:
            names = listed(_names(data, of_reason))
            yield text("report.group.reason", places=names, **facts)


def _group(key: str, items: Sequence[Text]) -> Text:
    return text(key, count=len(items), places=listed(items))


def _names(data: ReportData, rows: Sequence[JoinedRow]) -> list[Text]:
    return [data.places[row.place].label for row in rows]


def _compared_place(data: ReportData, block: Block, row: JoinedRow) -> Text:
    """Return a place with its value, its target, by how much they differ, and what qualifies it."""
    unit = block.indicator.unit
    said: list[Text] = []
    if row.measured is not None:
        view = block.layer.views.get("measured")
        word = view.title if view else text("view.measured")
        said.append(text("report.value", word=word, value=with_unit(row.measured, unit)))
    target = data.card(row.target_figure)
    if target is not None:
        word = block.layer.views["target"].title
        asked = target_words(block, target, row.target)
        value = asked if row.target is None else in_unit(asked, unit)
        said.append(text("report.value", word=word, value=value))
    if row.gap is not None:
        said.append(gap_words(row.gap, unit))
    said += [row.reason] if row.reason else []
    said += row.qualifiers
    said += changes(data, block, row)
    return _with_details(data, row, said)


def _measured_place(data: ReportData, block: Block, row: JoinedRow) -> Text:
    """Return a place with its value alone, and what qualifies it."""
    assert row.measured is not None  # noqa: S101 - only such rows come here
    said = [with_unit(row.measured, block.indicator.unit), *row.qualifiers]
    card = data.card(row.measured_figure)
    if card is not None and card.figure.is_own_report:
        said.append(text("qualifier.reported"))
    said += changes(data, block, row)
    return _with_details(data, row, list(dict.fromkeys(said)))


def _with_details(data: ReportData, row: JoinedRow, said: Sequence[Text]) -> Text:
    name = data.places[row.place].label
    return text("report.place", place=name, details=listed(said, "，")) if said else name
