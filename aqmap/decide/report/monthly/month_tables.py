"""The tables of a month's report: reports, totals, amounts by place, who is behind, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from aqmap.book.dispatch.light_looks import signed_light
from aqmap.book.dispatch.month_book import MonthBook
from aqmap.book.dispatch.month_cells import (
    NO_WORDS,
    MonthCell,
    amount_cell,
    done_cell,
    light_cell,
    plain,
    points_words,
    rate_cell,
    reported_words,
    share_cell,
    task_cell,
    total_rate_cell,
)
from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.decide.report.monthly.month_sentences import (
    by_difference,
    changed_field,
    plain_words,
    unit_name,
)
from aqmap.model.dispatch.lights import RED, YELLOW, Light
from aqmap.model.dispatch.month_rows import Correction, MonthRow, RowTotal
from aqmap.model.dispatch.tasks import PlanRow
from aqmap.model.periods import day_text
from aqmap.words import Text, listed, text

MOST_PLACES = 12
"""Columns of places that a page across takes; more go on in a further table."""
Rows = tuple[tuple[Text, ...], ...]


@dataclass
class MonthTables:
    """The tables of a month, numbered as they are asked for."""

    book: MonthBook
    count: int = 0

    def all(self) -> tuple[ReportTable, ...]:
        """Return every table that the month has."""
        tables = [
            *([self.reports()] if self.book.table.units else []),
            self.totals(),
            *self.amounts(),
            *self._present(self.behind, any(r.light in RED | YELLOW for r in self._rows)),
            *self._present(self.ranks, bool(self.book.ranks)),
            *self._present(self.air, bool(self.book.air)),
            *self._present(self.corrections, any(row.corrections for row in self._rows)),
            *self._present(self.since_release, any(row.since_release for row in self._rows)),
            *self._present(self.problems, any(r.problems or r.next_steps for r in self._rows)),
            *self._present(self.questions, bool(self.book.open_questions())),
        ]
        return tuple(tables)

    @property
    def _rows(self) -> Sequence[MonthRow]:
        return self.book.table.rows

    @staticmethod
    def _present(made: Callable[[], ReportTable], there: bool) -> Iterator[ReportTable]:  # noqa: FBT001
        if there:
            yield made()

    def _table(
        self,
        name: str,
        columns: Sequence[ReportColumn],
        rows: Sequence[tuple[Text, ...]],
        *notes: Text,
        **facts: object,
    ) -> ReportTable:
        self.count += 1
        title = text(f"monthly.table.{name}", number=self.count, **facts)
        return ReportTable(title, NO_WORDS, tuple(columns), tuple(rows), notes)

    def reports(self) -> ReportTable:
        """Return how the report of each unit stands."""
        knows_questions = self.book.audience.gets_findings
        note = "three_counts" if knows_questions else "two_counts"
        columns = [
            _column("unit", 4),
            _column("received", 2.4, numbers=True),
            *(_column(name, 1.4, numbers=True) for name in ("on_time", "complete")),
            *([_column("valid", 1.4, numbers=True)] * knows_questions),
            *([_column("open_questions", 1.6, numbers=True)] * knows_questions),
            _column("state", 2.6, numbers=True),
        ]
        rows = []
        for unit in self.book.table.units:
            came = unit.received is not None
            day = day_text(unit.received) if unit.received else NO_WORDS
            state = "reported" if came else "returned" if unit.returned else "missing"
            flags = [unit.on_time, unit.complete, *([unit.valid] * knows_questions)]
            number = [plain_words(str(unit.open_questions))] * knows_questions
            yes_or_no = [text(f"monthly.{'yes' if flag else 'no'}") for flag in flags]
            cells = [*(yes_or_no if came else [NO_WORDS] * len(flags)), *number]
            name = unit_name(self.book, unit.unit)
            rows.append((name, day, *cells, text(f"monthly.state.{state}")))
        return self._table("reports", columns, rows, text(f"monthly.note.{note}"))

    def totals(self) -> ReportTable:
        """Return the totals of the rows, and how many places have each light."""
        totals = self.book.totals
        shown = [light for light in Light if self.book.count(light)]
        columns = [
            *_heads(),
            *(_column(name, 1.7, numbers=True) for name in ("task_sum", "task_printed", "done")),
            _column("rate", 1.9, numbers=True),
            _column("reported", 1.6, numbers=True),
            *(ReportColumn(signed_light(light), 1.5, is_of_numbers=True) for light in shown),
        ]
        rows = [
            (*self._named(row), *_total_cells(total), *_light_counts(total, shown))
            for row in self.book.plan_rows
            if (total := totals.get(row.indicator))
        ]
        return self._table("totals", columns, rows, *_total_notes(self.book))

    def amounts(self) -> Iterator[ReportTable]:
        """Yield task, done, rate and light of each row by place, a few places a table."""
        codes = self.book.shown_places
        parts = -(-len(codes) // MOST_PLACES)
        each = -(-len(codes) // (parts or 1))
        for part in range(parts):
            yield self._amounts(codes[part * each : (part + 1) * each], part + 1, parts)

    def _amounts(self, codes: Sequence[str], part: int, parts: int) -> ReportTable:
        columns = [
            *_heads(),
            _column("what", 1.6),
            *(ReportColumn(self.book.places[c], 1.5, is_of_numbers=True) for c in codes),
        ]
        lines: dict[str, Callable[[MonthRow], MonthCell]] = {
            "task": lambda row: task_cell(row.task),
            "done": done_cell,
            "rate": rate_cell,
            "light": lambda row: light_cell(row, self.book.kinds.get(row.indicator)),
        }
        rows = []
        for row in self.book.plan_rows:
            cells = self.book.cells_of(row.indicator)
            for name, cell_of in lines.items():
                of_line = [cell_of(cells[c]).words if c in cells else NO_WORDS for c in codes]
                if name in ("task", "done") or any(words.zh for words in of_line):
                    rows.append((*self._named(row), text(f"monthly.column.{name}"), *of_line))
        key = "amounts" if parts == 1 else "amounts.part"
        facts = {} if parts == 1 else {"part": part, "parts": parts}
        rules = self.book.rule_lines(self.book.plan_rows)
        return self._table(key, columns, rows, text("monthly.note.cells"), *rules, **facts)

    def behind(self) -> ReportTable:
        """Return every task that is behind, with the difference and the schedule."""
        columns = [
            *_heads(),
            _column("place", 1.8),
            *(_column(name, 1.6, numbers=True) for name in ("task", "done", "rate", "expected")),
            _column("difference", 2, numbers=True),
            _column("light", 2.4, numbers=True),
        ]
        rows, shown = [], []
        for plan_row in self.book.plan_rows:
            behind = [r for r in self.book.rows_of(plan_row.indicator) if r.light in RED | YELLOW]
            shown += [plan_row] * bool(behind)
            for row in by_difference(behind):
                due = share_cell(row.expected).words if row.expected is not None else NO_WORDS
                difference = points_words(row) if row.difference else NO_WORDS
                numbers = (task_cell(row.task).words, done_cell(row).words, rate_cell(row).words)
                judged = (due, difference, self.book.light_of(row))
                name = self.book.places[row.place]
                rows.append((*self._named(plan_row), name, *numbers, *judged))
        unrounded = text("monthly.note.unrounded")
        return self._table("behind", columns, rows, *self.book.rule_lines(shown), unrounded)

    def ranks(self) -> ReportTable:
        """Return the places of each row in their order; those without a rank stand apart."""
        columns = [*_heads(), _column("ranked", 9), _column("apart", 4)]
        rows = []
        for row in self.book.plan_rows:
            cells = self.book.cells_of(row.indicator)
            ranks = self.book.ranks.get(row.indicator, ())
            if not ranks:
                continue
            ranked = [
                text("monthly.rank", rank=n, place=self.book.places[p], lead=_lead(cells[p]))
                for n, p in ranks
            ]
            apart = [self.book.places[p] for p in cells if p not in {place for _, place in ranks}]
            rows.append((*self._named(row), listed(ranked), listed(apart)))
        return self._table("ranks", columns, rows, text("monthly.note.ranks"))

    def air(self) -> ReportTable:
        """Return what the air of the year so far leaves of its targets."""
        columns = [_column("place", 2), _column("basis", 2.4), _column("air", 12)]
        rows = [(self.book.places[place], basis, words) for place, basis, words in self.book.air]
        return self._table("air", columns, rows, text("monthly.note.air"))

    def corrections(self) -> ReportTable:
        """Return what was changed in earlier, released months."""
        return self._changes("corrections", lambda row: row.corrections)

    def since_release(self) -> ReportTable:
        """Return what of the month was changed since it was released itself."""
        return self._changes("since_release", lambda row: row.since_release)

    def _changes(
        self, name: str, changes_of: Callable[[MonthRow], Sequence[Correction]]
    ) -> ReportTable:
        columns = [
            *_heads(),
            _column("what", 1.8),
            _column("place", 2),
            _column("month", 2, numbers=True),
            *(_column(name, 1.8, numbers=True) for name in ("old", "new")),
            _column("received", 2.4, numbers=True),
            _column("reason", 5),
        ]
        rows = []
        for plan_row in self.book.plan_rows:
            for row in self.book.rows_of(plan_row.indicator):
                for change in changes_of(row):
                    amounts = (_released_amount(change), amount_cell(change.new).words)
                    day, reason = day_text(change.received), plain_words(change.reason)
                    what = changed_field(change)
                    what = what if what.zh else text("monthly.column.done")
                    where = (what, self.book.places[row.place], change.month.in_words)
                    rows.append((*self._named(plan_row), *where, *amounts, day, reason))
        return self._table(name, columns, rows)

    def problems(self) -> ReportTable:
        """Return what the units wrote of problems and next steps, as they wrote it."""
        columns = [
            *_heads(),
            _column("place", 2),
            _column("problems", 6),
            _column("next_steps", 6),
        ]
        rows = []
        for plan_row in self.book.plan_rows:
            for row in self.book.rows_of(plan_row.indicator):
                if row.problems or row.next_steps:
                    written = (plain_words(row.problems), plain_words(row.next_steps))
                    rows.append((*self._named(plan_row), self.book.places[row.place], *written))
        return self._table("problems", columns, rows, text("monthly.note.as_written"))

    def questions(self) -> ReportTable:
        """Return what the units have yet to answer."""
        columns = [
            _column("unit", 3),
            _column("name", 3),
            _column("place", 2),
            _column("cell", 1.2, numbers=True),
            _column("question", 7),
            _column("asked_on", 2.4, numbers=True),
        ]
        rows = [
            (
                unit_name(self.book, question.unit),
                self.book.names.get(question.indicator, NO_WORDS),
                self.book.places.get(question.place, NO_WORDS),
                plain_words(question.cell),
                text(f"remark.{question.code}", **question.facts),
                day_text(question.asked_on),
            )
            for question in self.book.open_questions()
        ]
        return self._table("questions", columns, rows)

    def _named(self, row: PlanRow) -> tuple[Text, Text, Text]:
        name, unit = self.book.names[row.indicator], self.book.units_of_measure[row.indicator]
        return plain_words(row.number), name, unit


def _lead(row: MonthRow) -> Text:
    """Return how far a place is from its schedule, or from the level that it is to reach."""
    if row.difference is not None:
        return points_words(row)
    return NO_WORDS if row.from_level is None else plain(row.from_level)


def _released_amount(change: Correction) -> Text:
    """Return what stood in a release, or that no report had come by then."""
    return amount_cell(change.old).words if change.old else Light.NO_REPORT.in_words()


def _heads() -> tuple[ReportColumn, ...]:
    return _column("number", 0.9), _column("name", 2.8), _column("measure", 1.2)


def _column(name: str, share: float, *, numbers: bool = False) -> ReportColumn:
    return ReportColumn(text(f"monthly.column.{name}"), share, is_of_numbers=numbers)


def _total_cells(total: RowTotal) -> tuple[Text, ...]:
    amounts = (total.task_sum, total.task_printed, total.done)
    words = [NO_WORDS if amount is None else plain(amount) for amount in amounts]
    return (*words, total_rate_cell(total).words, reported_words(total))


def _light_counts(total: RowTotal, shown: Sequence[Light]) -> list[Text]:
    if not total.lights:
        return [NO_WORDS for _ in shown]
    return [plain_words(str(total.lights.get(light, 0))) for light in shown]


def _total_notes(book: MonthBook) -> Iterator[Text]:
    """Yield which of two totals a rate is of, where they differ."""
    told = any(total.expected_reports for total in book.table.totals)
    yield text("monthly.note.at_least" if told else "monthly.note.no_data")
    if any(total.without_unit for total in book.table.totals):
        yield text("monthly.note.without_unit")
    totals = book.totals
    for row in book.plan_rows:
        total = totals.get(row.indicator)
        if total and total.task_printed is not None and total.task_printed != total.task_sum:
            key = f"monthly.note.denominator.{total.denominator or 'open'}"
            yield text(key, name=book.names[row.indicator])
