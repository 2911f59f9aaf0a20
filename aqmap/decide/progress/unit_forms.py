"""The forms of a month: what each unit is asked, and which rows nobody or two would fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from aqmap.decide.progress.checks.check_context import EarlierAmount
from aqmap.decide.progress.unit_tasks import RowKey, expected_units, tasks_of_unit
from aqmap.model.dispatch.blank_forms import BlankForm, BlankRow
from aqmap.model.dispatch.forms import CHOICES, CellState
from aqmap.model.dispatch.month_rows import Amount
from aqmap.model.dispatch.months import DispatchMonth
from aqmap.model.dispatch.tasks import PlanRow, PlanVersion
from aqmap.model.dispatch.unit_rows import ReportingUnit, UnitKind
from aqmap.model.findings import Finding, Severity
from aqmap.words import Text, listed, text
from aqmap.workspace.dispatch.settings import DispatchSettings
from aqmap.workspace.indicators import Indicators

_WORDS = {state: word for word, state in CHOICES.items()}
_NOT_REPORTED = Amount(state=CellState.NOT_REPORTED)


@dataclass(frozen=True, kw_only=True)
class FormsOfMonth:
    """
    What forms are made from.

    Attributes
    ----------
    month, plan, title
        The month, the plan as it holds in it, and the plan's short title.
    units, settings
        Who reports, and by which rules.
    place_names
        As the region's documents write them, by code.
    earlier
        By unit and row, what stands for the months before, oldest first.
    was_asked
        Whether anything came in for the month before: who is not in it then has not reported.
    """

    month: DispatchMonth
    plan: PlanVersion
    title: Text
    units: Sequence[ReportingUnit]
    settings: DispatchSettings
    place_names: Mapping[str, str]
    earlier: Mapping[str, Mapping[RowKey, tuple[EarlierAmount, ...]]]
    was_asked: bool

    @property
    def expected(self) -> list[ReportingUnit]:
        """The units that are to report in the month, in their order."""
        return expected_units(self.units, self.plan, self.settings.last_day_that_counts(self.month))

    def forms(self) -> Iterator[BlankForm]:
        """Yield the form of every unit that is to report."""
        for unit in self.expected:
            yield BlankForm(
                unit=unit.id,
                unit_name=unit.name,
                month=self.month,
                plan_version=self.plan.id,
                plan=self.title,
                compiler=self.settings.compiler,
                cut_off=self.settings.last_day_that_counts(self.month),
                report_by=self.settings.last_day_to_report(self.month),
                rows=tuple(self._rows(unit)),
            )

    def _rows(self, unit: ReportingUnit) -> Iterator[BlankRow]:
        for row, task in tasks_of_unit(unit, self.plan).values():
            rule = self.settings.rule_of(row.indicator)
            yield BlankRow(
                number=row.number,
                name=row.written,
                place_name=self.place_names.get(task.place, task.place),
                measure=row.unit,
                task=task,
                last=self._last(unit, (row.indicator, task.place)),
                stages=rule.stages,
                done=rule.done,
            )

    def _last(self, unit: ReportingUnit, key: RowKey) -> Amount | None:
        """Return what stands for the month before; none where no report was asked for."""
        previous = self.month.previous
        if previous is None:
            return None
        stands = self.earlier.get(unit.id, {}).get(key, ())
        if stands and stands[-1].month == previous:
            state = stands[-1].state
            return Amount(state=state, value=stands[-1].value, written=_WORDS.get(state, ""))
        existed = unit.exists_on(self.settings.last_day_that_counts(previous))
        return _NOT_REPORTED if self.was_asked and existed else None


def form_findings(made: FormsOfMonth, indicators: Indicators) -> list[Finding]:
    """
    Say of rows of the annex what their forms do not settle.

    Returns
    -------
    findings
        Rows of places that no unit fills, and such that two counties or zones fill; indicators
        whose kind nobody has declared, so that they are shown and never judged.
    """
    findings: list[Finding] = []
    for row in made.plan.rows:
        findings += _fillers(row, made)
        if indicators[row.indicator].kind is None:
            findings.append(_finding("kind_undeclared", Severity.NOTE, row, {}))
    return findings


def _fillers(row: PlanRow, made: FormsOfMonth) -> Iterator[Finding]:
    unfilled: list[str] = []
    doubled: list[str] = []
    for task in row.tasks:
        name = made.place_names.get(task.place, task.place)
        fillers = [unit for unit in made.expected if unit.fills(task.place, row.indicator)]
        own = [unit.name for unit in fillers if unit.kind != UnitKind.DEPARTMENT]
        if not fillers:
            unfilled.append(name)
        elif len(own) > 1:
            doubled.append(f"{name} ({', '.join(own)})")
    if unfilled:
        yield _finding("row_unfilled", Severity.DOUBTFUL, row, {"places": listed(unfilled)})
    if doubled:
        yield _finding("row_doubled", Severity.DOUBTFUL, row, {"places": listed(doubled)})


def _finding(kind: str, severity: Severity, row: PlanRow, facts: Mapping[str, Text]) -> Finding:
    label = f"{row.number} {row.written}".strip()
    return Finding(
        id=f"{kind}-{row.indicator}",
        severity=severity,
        kind=kind,
        indicator=row.indicator,
        title=text(f"finding.{kind}.title", row=label),
        detail=text(f"finding.{kind}.detail", **facts),
        figures=tuple(task.figure for task in row.tasks),
    )
