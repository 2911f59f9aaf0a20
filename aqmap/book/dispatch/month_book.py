"""All that any renderer needs of a month: its table, with the names and rules behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from aqmap.book.dispatch.light_looks import signed_light
from aqmap.model.audience import Audience
from aqmap.model.dispatch.ledger_rows import MonthEvent, Question, Receipt
from aqmap.model.dispatch.lights import RED, Light
from aqmap.model.dispatch.month_rows import MonthRow, MonthTable, RowTotal, UnitStatus
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion
from aqmap.words import Text, listed, text


@dataclass(frozen=True, kw_only=True)
class MonthBook:
    """
    A month, ready to be written.

    Attributes
    ----------
    table, plan
        What was reported and what it comes to; the annex as it holds in the month.
    region
        The name of what reports.
    places
        Names of the places by code, in the annex's order.
    names, units_of_measure
        Short names and units of the rows, by indicator.
    kinds
        What sort of row each is, by indicator: some have words of their own for a light.
    units
        Names of the reporting units, by id.
    leads
        Units in charge (牵头单位) of the rows, by indicator.
    rules
        By which rule each row is judged, in words, by indicator.
    ranks
        Rank and code of the places of each row that has any, by indicator; ties share a rank.
    air
        Places with whose data it is of, and what their air of the year so far leaves, in words.
    sources
        What the plan and the reports come from, in words.
    questions, returned
        Questions to units, and the forms that were sent back.
    audience, compiler, day
        Whom it is for, who makes it, and the one date in its files.
    release
        Of a released month by whom and when; none of a draft.
    notes
        What else stands at its end.
    """

    table: MonthTable
    plan: PlanVersion
    region: Text
    places: Mapping[str, Text]
    names: Mapping[str, Text]
    units_of_measure: Mapping[str, Text]
    kinds: Mapping[str, str | None] = field(default_factory=dict)
    units: Mapping[str, str]
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: Mapping[str, Text] = field(default_factory=dict)
    ranks: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    air: tuple[tuple[str, Text, Text], ...] = ()
    sources: tuple[Text, ...] = ()
    questions: tuple[Question, ...] = ()
    returned: tuple[Receipt, ...] = ()
    audience: Audience = Audience.INTERNAL
    compiler: Text | None = None
    day: date
    release: MonthEvent | None = None
    notes: tuple[Text, ...] = ()

    @property
    def title(self) -> Text:
        """What the month's outputs are called, without what each of them is."""
        return text("monthly.title", month=self.table.month.in_words, region=self.region)

    @property
    def notice(self) -> Text:
        """Whether it is a draft, and whom it is for: in the head of every page."""
        label = text(f"report.notice.{self.audience}")
        return text("monthly.draft.notice", notice=label) if self.table.draft else label

    def titled(self, key: str) -> Text:
        """Return the title of one of its documents; that of a draft says so."""
        title = text(key, title=self.title)
        return text("monthly.draft.title", title=title) if self.table.draft else title

    def rows_of(self, indicator: str) -> tuple[MonthRow, ...]:
        """Return a row of the annex, place by place."""
        return tuple(row for row in self.table.rows if row.indicator == indicator)

    def cells_of(self, indicator: str) -> dict[str, MonthRow]:
        """Return a row of the annex by place."""
        return {row.place: row for row in self.rows_of(indicator)}

    @property
    def totals(self) -> dict[str, RowTotal]:
        """The totals by indicator."""
        return {total.indicator: total for total in self.table.totals}

    @property
    def plan_rows(self) -> tuple[PlanRow, ...]:
        """The rows of the annex that the month's table has, in the annex's order."""
        present = {row.indicator for row in self.table.rows}
        return tuple(row for row in self.plan.rows if row.indicator in present)

    def numbered(self, row: PlanRow) -> Text:
        """Return a row's short name after its number in the annex."""
        return text("monthly.row", number=row.number, name=self.names[row.indicator])

    @property
    def shown_places(self) -> tuple[str, ...]:
        """The places that the table has, in the annex's order."""
        present = {row.place for row in self.table.rows}
        return tuple(code for code in self.places if code in present)

    def rule_lines(self, rows: Sequence[PlanRow]) -> tuple[Text, ...]:
        """Return the rules that rows are judged by, each once, with the rows that it is of."""
        named: dict[Text, list[Text]] = {}
        for row in rows:
            if rule := self.rules.get(row.indicator):
                named.setdefault(rule, []).append(self.numbered(row))
        return tuple(
            text("monthly.rule", rows=listed(names), rule=rule) for rule, names in named.items()
        )

    def open_questions(self) -> tuple[Question, ...]:
        """Return the questions that no unit has answered yet."""
        return tuple(question for question in self.questions if question.closed_on is None)

    def missing(self) -> tuple[UnitStatus, ...]:
        """Return the units of which no form counts, whether none came or all were sent back."""
        return tuple(unit for unit in self.table.units if unit.received is None)

    def lagging(self) -> Iterator[MonthRow]:
        """Yield the rows that have a red light."""
        return (row for row in self.table.rows if row.light in RED)

    def light_of(self, row: MonthRow) -> Text:
        """Return a row's light by sign and words."""
        return signed_light(row.light, self.kinds.get(row.indicator))

    def counts_in_words(self, rows: Iterable[MonthRow]) -> dict[Text, int]:
        """Return how many rows have each light, by its words: a cap is not behind but ahead."""
        by_light = sorted(rows, key=lambda row: list(Light).index(row.light))
        return dict(Counter(self.light_of(row) for row in by_light))

    def count(self, *lights: Light) -> int:
        """Return how many rows have one of the lights."""
        return sum(row.light in lights for row in self.table.rows)
