"""``dispatch.toml``: what the office that orders the monthly reports has laid down."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from aqmap.errors import Fault, SourceError, SpecError
from aqmap.model.dispatch.form_parts import column_words, without_blanks
from aqmap.model.dispatch.months import DECEMBER, DispatchMonth
from aqmap.words import text
from aqmap.workspace.dispatch.days_of_month import DayOfMonth
from aqmap.workspace.toml_schema import BilingualText, Spec, check_spec, read_toml
from aqmap.workspace.workspace import Region, Workspace

FILE = "dispatch.toml"
_WHOLE = 100
Percentage = Annotated[Decimal, Field(ge=0, le=100)]
Schedule = Literal["months", "days"] | tuple[Percentage, ...]


class Thresholds(Spec):
    """
    From which difference to the schedule a light is yellow or red, in percentage points.

    Attributes
    ----------
    behind
        An amount less than the schedule by more than this is red.
    over
        A cap used beyond the schedule by more than this is red.
    """

    behind: Decimal = Field(default=Decimal(10), ge=0, le=100)
    over: Decimal = Field(default=Decimal(5), ge=0, le=100)


class RowRule(Spec):
    """
    How a row of the annex is counted and judged.

    Attributes
    ----------
    stages
        In which stages it is counted (开工, 完工, 验收), in their order.
    done
        Which of them counts as done.
    deadline
        Its last day; without it that of all rows.
    schedule
        How much is to be done by when; without it that of all rows.
    thresholds
        Without them those of all rows.
    lead
        Units in charge (牵头单位); without them those of the measures that name the row.
    denominator
        Whether its rate is of the ``printed`` total of the annex or of the ``sum`` of its places.
    not_started
        Whether 未开展 counts as ``zero`` or is ``not_judged``.
    """

    stages: tuple[str, ...] = Field(default=(), max_length=6)
    done: str = ""
    deadline: datetime.date | None = None
    schedule: Schedule | None = None
    thresholds: Thresholds | None = None
    lead: tuple[str, ...] = ()
    denominator: Literal["sum", "printed"] | None = None
    not_started: Literal["zero", "not_judged"] = "not_judged"

    @field_validator("schedule", mode="before")
    @classmethod
    def _is_known(cls, written: object) -> object:
        return _known_schedule(written)

    @field_validator("schedule")
    @classmethod
    def _rises(cls, schedule: Schedule | None) -> Schedule | None:
        return _checked_schedule(schedule)

    @field_validator("stages")
    @classmethod
    def _are_columns(cls, stages: tuple[str, ...]) -> tuple[str, ...]:
        """Require names that can stand over columns of their own, beside those of every form."""
        stripped = tuple(" ".join(stage.split()) for stage in stages)
        bare = [without_blanks(stage) for stage in stripped]
        if not all(bare) or len(set(bare)) < len(bare) or column_words().keys() & set(bare):
            raise ValueError("spec.dispatch_stages")
        return stripped

    @field_validator("done")
    @classmethod
    def _blanks_as_in_stages(cls, done: str) -> str:
        return " ".join(done.split())

    @model_validator(mode="after")
    def _done_is_a_stage(self) -> RowRule:
        if self.done not in (self.stages or ("",)):
            raise ValueError("spec.dispatch_done")
        return self


class DispatchSettings(Spec):
    """
    What ``dispatch.toml`` says.

    Attributes
    ----------
    plan
        Ids of the sources whose annex is dispatched: the plan, then its changes.
    region
        Id of the region whose places report.
    year
        The plan's year.
    compiler
        The bureau that collects, for the heads of forms and reports.
    source
        Id of the source that the units' reports are: if it is marked as published, the public may
        have their amounts; without it, it may not.
    report_by
        The last day on which a report is in time (25日前).
    cut_off
        The last day that a report counts. It is no default: without it no form is made.
    final_report_by
        The last day to report for December, where its form is the year's final one: it then counts
        up to 31 December. Without it December counts as any month.
    superior
        Ids of the sources in which a superior hands down tasks (上级下达), for the task chain.
    deadline
        The last day of rows that have none of their own.
    schedule
        ``months`` (a twelfth a month), ``days``, or twelve rising percentages.
    thresholds, denominator
        Of rows that have none of their own.
    rows
        Rules of rows, by indicator.
    """

    plan: tuple[str, ...] = Field(min_length=1)
    region: str
    year: int = Field(ge=2000, le=2099)
    compiler: BilingualText | None = None
    source: str = ""
    report_by: DayOfMonth
    cut_off: DayOfMonth
    final_report_by: datetime.date | None = None
    superior: tuple[str, ...] = ()
    deadline: datetime.date | None = None
    schedule: Schedule = "months"
    thresholds: Thresholds = Thresholds()
    denominator: Literal["sum", "printed"] | None = None
    rows: dict[str, RowRule] = Field(default_factory=dict)

    @field_validator("schedule", mode="before")
    @classmethod
    def _is_known(cls, written: object) -> object:
        return _known_schedule(written)

    @field_validator("schedule")
    @classmethod
    def _rises(cls, schedule: Schedule) -> Schedule:
        return _checked_schedule(schedule) or "months"

    @field_validator("final_report_by")
    @classmethod
    def _ends_after_the_year(
        cls, day: datetime.date | None, checked: ValidationInfo
    ) -> datetime.date | None:
        if day and day <= datetime.date(checked.data.get("year", day.year - 1), DECEMBER, 31):
            raise ValueError("spec.dispatch_final")
        return day

    @field_validator("plan", "superior", mode="before")
    @classmethod
    def _one_or_several(cls, written: object) -> object:
        return (written,) if isinstance(written, str) else written

    def rule_of(self, indicator: str) -> RowRule:
        """Return how a row is counted and judged, with what holds for all rows filled in."""
        own = self.rows.get(indicator, RowRule())
        return own.model_copy(
            update={
                "deadline": own.deadline or self.deadline,
                "schedule": own.schedule or self.schedule,
                "thresholds": own.thresholds or self.thresholds,
                "denominator": own.denominator or self.denominator,
            }
        )

    @property
    def last_month(self) -> DispatchMonth:
        """December, whose form may be the year's final one."""
        return DispatchMonth(self.year, DECEMBER)

    def last_day_to_report(self, month: DispatchMonth) -> datetime.date:
        """Return the last day on which a month's report is in time."""
        if self.final_report_by and month == self.last_month:
            return self.final_report_by
        return self.report_by.of(month)

    def last_day_that_counts(self, month: DispatchMonth) -> datetime.date:
        """Return the day up to which a month's report counts."""
        if self.final_report_by and month == self.last_month:
            return month.last_day
        return self.cut_off.of(month)


def _known_schedule(written: object) -> object:
    if isinstance(written, str) and written not in ("months", "days"):
        raise ValueError("spec.dispatch_schedule")
    return written


def _checked_schedule(schedule: Schedule | None) -> Schedule | None:
    if isinstance(schedule, tuple):
        rises = all(a <= b for a, b in pairwise(schedule))
        if len(schedule) != DECEMBER or not rises or schedule[-1] != _WHOLE:
            raise ValueError("spec.dispatch_schedule")
    return schedule


def read_dispatch_settings(workspace: Workspace) -> DispatchSettings:
    """
    Read a workspace's ``dispatch.toml``.

    Raises
    ------
    SourceError
        If there is none.
    SpecError
        With every mistake in it, and every name that it uses and nothing defines.
    """
    path = workspace.folder / FILE
    if not path.exists():
        raise SourceError(Fault("dispatch_missing", path))
    try:
        settings = check_spec(DispatchSettings, read_toml(path), file=path)
    except SpecError as problem:
        raise SpecError(_in_own_words(fault) for fault in problem.faults) from None
    faults = [*_undefined_names(settings, workspace, path), *_stages_alike(settings, path)]
    first = datetime.date(settings.year, 1, 1)
    deadlines = {"deadline": settings.deadline} | {
        f"rows.{name}.deadline": rule.deadline for name, rule in settings.rows.items()
    }
    faults += [
        Fault("wrong_value", path, key, expected=text("spec.dispatch_deadline"), found=day)
        for key, day in deadlines.items()
        if day and day < first
    ]
    january = DispatchMonth(settings.year, 1)
    if settings.cut_off.of(january) > settings.report_by.of(january):
        found, by = settings.cut_off.of(january), settings.report_by.of(january)
        faults.append(Fault("dispatch_cut_off_late", path, "cut_off", found=found, report_by=by))
    if faults:
        raise SpecError(faults)
    return settings


def _in_own_words(fault: Fault) -> Fault:
    """Say where the keys are listed, and of a missing cut-off why no other day stands in."""
    if fault.code == "unknown_key":
        return Fault("dispatch_unknown_key", fault.file, fault.at)
    is_cut_off = (fault.code, fault.at) == ("missing_key", "cut_off")
    return Fault("dispatch_cut_off_missing", fault.file, fault.at) if is_cut_off else fault


def _undefined_names(settings: DispatchSettings, workspace: Workspace, path: Path) -> list[Fault]:
    regions = {region.id for region in workspace.settings.regions}
    uses = [
        *(("plan", name, name in workspace.sources) for name in settings.plan),
        *(("superior", name, name in workspace.sources) for name in settings.superior),
        ("region", settings.region, settings.region in regions),
        ("source", settings.source, settings.source in {"", *workspace.sources}),
        *((f"rows.{name}", name, name in workspace.indicators) for name in settings.rows),
    ]
    return [Fault("undefined_name", path, key, found=name) for key, name, ok in uses if not ok]


def _stages_alike(settings: DispatchSettings, path: Path) -> Iterator[Fault]:
    """Yield names of stages that differ in their blanks alone: they would head one column."""
    first: dict[str, str] = {}
    for indicator, rule in settings.rows.items():
        for stage in rule.stages:
            known = first.setdefault(without_blanks(stage), stage)
            if known != stage:
                key = f"rows.{indicator}.stages"
                yield Fault("dispatch_stages_alike", path, key, found=stage, expected=known)


def dispatch_region(settings: DispatchSettings, workspace: Workspace) -> Region:
    """Return the region whose places report."""
    return next(r for r in workspace.settings.regions if r.id == settings.region)
