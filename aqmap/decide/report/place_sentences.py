"""The places of a block in words: which meet the target, which do not, which lack data and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aqmap.decide.report.asked import target_words
from aqmap.decide.report.compared_table import COMPARED, is_left_open
from aqmap.decide.report.comparisons import changes, gap_words
from aqmap.decide.report.office_numbers import in_unit, with_unit
from aqmap.decide.report.report_data import Block, ReportData
from aqmap.decide.report.table_numbers import TableNumbers
from aqmap.model.joined import JoinedRow, Status
from aqmap.model.periods import period_text
from aqmap.words import Text, listed, text

_MOST_WITH_NUMBERS = 5
"""Places of a group whose numbers stand in the sentence; those of more stand in the table."""
_MOST_NAMED = 12
"""Places of a group whose names stand in the sentence; more are counted."""


def block_sentence(data: ReportData, block: Block, tables: TableNumbers) -> Text:
    """Return what a block says of its places, in one sentence."""
    totals = filter(None, map(block.total, ("target", "measured")))
    groups = [*totals, *_Groups(data, block, tables).words()]
    return text(
        "report.block",
        period=period_text(block.period),
        region=block.region.name,
        layer=block.layer.title,
        count=len(block.rows),
        groups=listed(groups, "；"),
    )


@dataclass(frozen=True)
class _Groups:
    """The places of one block, by what is said of them."""

    data: ReportData
    block: Block
    tables: TableNumbers

    def words(self) -> Iterator[Text]:
        """Yield every group in words."""
        if not self.block.has_targets:
            yield from self._valued("with_value", self.block.rows)
            rest = [row for row in self.block.rows if row.measured is None]
            yield from self._by_reason(rest, _no_value_reason, "measured")
            return
        by_status: dict[Status, list[JoinedRow]] = {}
        for row in self.block.rows:
            by_status.setdefault(row.status, []).append(row)
        for status in COMPARED:
            yield from self._compared(str(status), by_status.get(status, []))
        yield from self._not_judged(by_status.get(Status.NOT_JUDGED, []))
        if rows := by_status.get(Status.NO_TASK):
            yield self._named(text("report.group.no_task", count=len(rows)), rows, "target")
        lacking = by_status.get(Status.NO_MEASUREMENT, [])
        yield from self._by_reason(lacking, _no_value_reason, "measured")
        without = by_status.get(Status.NO_TARGET, [])
        yield from self._valued("no_target_with_value", without)
        rest = [row for row in without if row.measured is None]
        yield from self._by_reason(rest, _no_target_reason, "target", "measured")

    def _not_judged(self, rows: Sequence[JoinedRow]) -> Iterator[Text]:
        left_open = [row for row in rows if is_left_open(self.block, row)]
        if left_open:
            yield from self._compared("left_open", left_open)
        elif rows:
            yield text("report.group.not_judged", count=len(rows))

    def _compared(self, name: str, rows: Sequence[JoinedRow]) -> Iterator[Text]:
        """Yield places with value, target and difference: few with numbers, more without."""
        notes = [(*([row.reason] if row.reason else []), *row.qualifiers) for row in rows]
        yield from self._noted(name, rows, notes, self._compared_numbers, self.tables.of_compared())

    def _valued(self, name: str, rows: Sequence[JoinedRow]) -> Iterator[Text]:
        """Yield places with a value alone."""
        rows = [row for row in rows if row.measured is not None]
        notes = [self.data.qualifiers(row) for row in rows]
        table = self.tables.of_values(self.block, "measured")
        yield from self._noted(name, rows, notes, self._measured_number, table)

    def _noted(
        self,
        name: str,
        rows: Sequence[JoinedRow],
        notes: Sequence[Sequence[Text]],
        numbers_of: Callable[[JoinedRow], list[Text]],
        table: Text | None,
    ) -> Iterator[Text]:
        """Yield a group; what is noted of all its places is said once."""
        if not rows:
            return
        head = text(f"report.group.{name}", count=len(rows))
        common = [n for n in notes[0] if all(n in of_row for of_row in notes)]
        shared = common if len(rows) > 1 else []
        if len(rows) > _MOST_WITH_NUMBERS:
            yield self._without_numbers(head, rows, shared, table)
            return
        places = []
        for row, of_row in zip(rows, notes, strict=True):
            own_notes = [note for note in of_row if note not in shared]
            details = [*numbers_of(row), *own_notes, *changes(self.data, self.block, row)]
            places.append(self._place(row, list(dict.fromkeys(details))))
        yield _group(head, shared, None, places)

    def _without_numbers(
        self, head: Text, rows: Sequence[JoinedRow], shared: Sequence[Text], table: Text | None
    ) -> Text:
        names = self._names(rows) if len(rows) <= _MOST_NAMED else []
        return _group(head, shared, table, names)

    def _named(self, head: Text, rows: Sequence[JoinedRow], *roles: str) -> Text:
        """Return places that have no numbers: by name, or only counted where there are many."""
        if len(rows) <= _MOST_NAMED:
            return _group(head, (), None, self._names(rows))
        return _group(head, (), self.tables.of_values(self.block, *roles), ())

    def _by_reason(
        self, rows: Sequence[JoinedRow], reason_of: Callable[[JoinedRow], str], *roles: str
    ) -> Iterator[Text]:
        by_reason: dict[str, list[JoinedRow]] = {}
        for row in rows:
            by_reason.setdefault(reason_of(row), []).append(row)
        for reason, of_reason in by_reason.items():
            facts = {"reason": text(f"reason.{reason}"), "count": len(of_reason)}
            if len(of_reason) == len(self.block.rows):
                yield text("report.group.all", **facts)
            else:
                yield self._named(text("report.group.reason", **facts), of_reason, *roles)

    def _names(self, rows: Sequence[JoinedRow]) -> list[Text]:
        return [self.data.places[row.place].label for row in rows]

    def _compared_numbers(self, row: JoinedRow) -> list[Text]:
        """Return a place's value, its target, and by how much they differ."""
        block, unit = self.block, self.block.indicator.unit
        details: list[Text] = []
        if row.measured is not None:
            view = block.layer.views.get("measured")
            word = view.title if view else text("view.measured")
            details.append(text("report.value", word=word, value=with_unit(row.measured, unit)))
        target = self.data.card(row.target_figure)
        if target is not None:
            word = block.layer.views["target"].title
            asked = target_words(block, target, row.target)
            value = asked if row.target is None else in_unit(asked, unit)
            details.append(text("report.value", word=word, value=value))
        return [*details, gap_words(row.gap, unit)] if row.gap is not None else details

    def _measured_number(self, row: JoinedRow) -> list[Text]:
        assert row.measured is not None  # noqa: S101 - only such rows come here
        return [with_unit(row.measured, self.block.indicator.unit)]

    def _place(self, row: JoinedRow, details: Sequence[Text]) -> Text:
        name = self.data.places[row.place].label
        if not details:
            return name
        return text("report.place", place=name, details=listed(details, "，"))


def _group(head: Text, shared: Sequence[Text], table: Text | None, places: Sequence[Text]) -> Text:
    """Return a group's words and count, what is noted of all, where it stands, and its places."""
    notes = [text("report.group.shared", notes=listed(shared, "，"))] if shared else []
    notes += [table] if table else []
    if notes:
        head = text("report.group.noted", group=head, notes=listed(notes, "；"))
    return text("report.group.places", group=head, places=listed(places)) if places else head


def _no_target_reason(row: JoinedRow) -> str:
    return "no_target" if row.target_reason in ("", "no_figure") else row.target_reason


def _no_value_reason(row: JoinedRow) -> str:
    return row.measured_reason or "no_measurement"
