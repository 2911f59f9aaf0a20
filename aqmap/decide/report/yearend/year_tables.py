"""The tables of a year's assessment: verdicts by place, each place's rows, chain, scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.book.dispatch.year_book import Scores, YearBook
from aqmap.book.dispatch.year_cells import (
    CHAIN_COLUMNS,
    SCORE_COLUMNS,
    YEAR_COLUMNS,
    Cells,
    chain_cells,
    score_cells,
    year_cells,
)
from aqmap.book.dispatch.year_notes import chain_notes, score_notes, table_notes
from aqmap.book.report.report_parts import ReportColumn, ReportTable
from aqmap.model.dispatch.yearend.year_rows import Verdict
from aqmap.words import Text, text

_NOTHING = Text("", "")
_SHARES = {"name": 3.2, "reason": 4.6, "verdict": 2.2, "task": 1.7, "reported": 1.9, "place": 1.8}
_SHARES |= {"superior": 2, "plan": 2.2, "rule": 2.6, "rate": 1.9, "number": 1.1}
_OF_WORDS = frozenset(("name", "reason", "rule", "place"))


@dataclass
class YearTables:
    """The tables of an assessment, numbered as they are made."""

    book: YearBook
    count: int = 0

    def all(self) -> tuple[ReportTable, ...]:
        """Return every table that the assessment has."""
        tables = [self._summary(), self._chain()]
        if self.book.scores is not None:
            tables.append(self._scores(self.book.scores))
        return (*tables, *self._places())

    def _table(
        self,
        name: str,
        columns: Mapping[str, Text],
        rows: Sequence[Cells],
        notes: Sequence[Text] = (),
        **facts: object,
    ) -> ReportTable:
        self.count += 1
        return ReportTable(
            text(f"yearend.table.{name}", number=self.count, **facts),
            _NOTHING,
            tuple(
                ReportColumn(words, _SHARES.get(key, 1.5), is_of_numbers=key not in _OF_WORDS)
                for key, words in columns.items()
            ),
            tuple(tuple(cells[key].words for key in columns) for cells in rows),
            tuple(notes),
        )

    def _summary(self) -> ReportTable:
        """Return how many rows of each place come to which verdict."""
        self.count += 1
        shown = [verdict for verdict in Verdict if self.book.count(verdict)]
        columns = [ReportColumn(text("yearend.column.place"), 2)]
        columns += [ReportColumn(verdict.words, 1.6, is_of_numbers=True) for verdict in shown]
        rows = []
        for place in self.book.shown_places:
            verdicts = [row.verdict for row in self.book.rows_of(place)]
            counts = [str(verdicts.count(verdict)) for verdict in shown]
            rows.append((self.book.places[place], *(Text(count, count) for count in counts)))
        title = text("yearend.table.summary", number=self.count)
        return ReportTable(title, _NOTHING, tuple(columns), tuple(rows), table_notes(self.book))

    def _chain(self) -> ReportTable:
        rows = [chain_cells(row, self.book) for row in self.book.table.chain]
        return self._table("chain", _heads(CHAIN_COLUMNS), rows, chain_notes())

    def _scores(self, scores: Scores) -> ReportTable:
        rows = [score_cells(score, self.book) for score in scores.places]
        return self._table("scores", _heads(SCORE_COLUMNS), rows, score_notes(scores))

    def _places(self) -> Iterator[ReportTable]:
        """Yield the rows of each place."""
        columns = _heads([name for name in YEAR_COLUMNS if name != "place"])
        for place in self.book.shown_places:
            rows = [year_cells(row, self.book) for row in self.book.rows_of(place)]
            yield self._table("place", columns, rows, place=self.book.places[place])


def _heads(names: Sequence[str]) -> dict[str, Text]:
    return {name: text(f"yearend.column.{name}") for name in names}
