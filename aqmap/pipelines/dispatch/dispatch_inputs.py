"""What every command of the monthly dispatch reads: rules, units, and the plan's figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from aqmap.errors import AqmapError, Fault, PlaceError, SourceError, SpecError
from aqmap.files.table_columns import UnfitCellError
from aqmap.model.dispatch.months import DispatchMonth, dispatch_month
from aqmap.model.dispatch.tasks import PlanVersion
from aqmap.model.dispatch.unit_rows import ReportingUnit
from aqmap.model.figures import Figure
from aqmap.pipelines.reading.unregistered_sources import one_a_source
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.data_folders import find_tables
from aqmap.workspace.dispatch.reporting_units import dispatch_folder, read_reporting_units
from aqmap.workspace.dispatch.settings import (
    FILE,
    DispatchSettings,
    dispatch_region,
    read_dispatch_settings,
)
from aqmap.workspace.workspace import Region, Workspace, open_workspace


@dataclass(frozen=True)
class DispatchInputs:
    """
    A workspace's files, as far as the dispatch needs them.

    Attributes
    ----------
    workspace, settings
        The workspace, and its ``dispatch.toml``.
    units
        In the order of ``data/dispatch/units.csv``.
    figures, origins
        The figures of ``data/targets/``, and where each stands.
    """

    workspace: Workspace
    settings: DispatchSettings
    units: tuple[ReportingUnit, ...]
    figures: tuple[Figure, ...]
    origins: Mapping[str, tuple[Path, int]]

    @property
    def folder(self) -> Path:
        """The folder of the units and the ledger."""
        return dispatch_folder(self.workspace)

    @property
    def region(self) -> Region:
        """The region whose places report."""
        return dispatch_region(self.settings, self.workspace)

    @cached_property
    def _plans(self) -> dict[DispatchMonth, PlanVersion]:
        return {}

    def plan_of(self, month: DispatchMonth) -> PlanVersion:
        """Return the plan as it holds in a month."""
        from aqmap.decide.progress.plan_of_month import plan_of_month

        if month not in self._plans:
            self._plans[month] = plan_of_month(
                self.figures,
                self.settings,
                month,
                indicators=self.workspace.indicators,
                region=self.region,
                origins=self.origins,
            )
        return self._plans[month]

    def sources_in_force(self, month: DispatchMonth) -> tuple[str, ...]:
        """Return which of the plan's sources ask for something in a month."""
        from aqmap.decide.progress.plan_of_month import sources_in_force

        issued = {key: source.date for key, source in self.workspace.sources.items()}
        return sources_in_force(self.figures, self.settings, month, issued=issued)


def read_dispatch_inputs(folder: Path) -> DispatchInputs:
    """
    Read what a workspace says of its dispatch.

    Raises
    ------
    AqmapError
        With all faults of the settings, the units and the tables of targets.
    """
    workspace = open_workspace(folder)
    attempts = Attempts()
    settings = attempts.read(read_dispatch_settings, workspace)
    units = attempts.read(read_reporting_units, workspace)
    figures = attempts.read(read_figure_folder, workspace, workspace.figure_folders[0])
    if settings is None or units is None or figures is None:
        raise attempts.error()
    inputs = DispatchInputs(workspace, settings, units, *figures)
    outside = [
        Fault(
            "dispatch_unit_outside",
            inputs.folder / "units.csv",
            "places",
            found=workspace.places[place].name,
            unit=unit.name,
            region=inputs.region.name,
        )
        for unit in units
        for place in unit.places
        if place not in inputs.region.places
    ]
    if outside:
        raise SpecError(outside)
    return inputs


def month_asked(written: str, settings: DispatchSettings, workspace: Workspace) -> DispatchMonth:
    """
    Return the month that a command was given.

    Raises
    ------
    SpecError
        If it is no month, or none of the plan's year.
    """
    file = workspace.folder / FILE
    try:
        month = dispatch_month(written)
    except UnfitCellError:
        raise SpecError(Fault("dispatch_month", "", found=written)) from None
    if month.year != settings.year:
        raise SpecError(Fault("dispatch_year", file, found=written, expected=settings.year))
    return month


def require_past(day: date, about: object, option: str) -> None:
    """
    Refuse a day that is still to come: what the ledger has once stays there.

    Raises
    ------
    SourceError
        If it is after today.
    """
    today = date.today()
    if day > today:
        raise SourceError(Fault("day_to_come", about, found=day, today=today, option=option))


def measured_figures(workspace: Workspace) -> tuple[Figure, ...]:
    """Return the figures of ``data/measured/``: what the air was like, among others."""
    return read_figure_folder(workspace, workspace.figure_folders[1])[0]


def read_figure_folder(
    workspace: Workspace, folder: Path
) -> tuple[tuple[Figure, ...], dict[str, tuple[Path, int]]]:
    """
    Read the figures of a folder with their places, and where each stands.

    Raises
    ------
    AqmapError
        With every fault of its tables, and every name that is no one place.
    """
    from aqmap.decide.compare.join import match_places
    from aqmap.pipelines.review.workspace_decisions import lay_over_tables, read_reviews, reviews_of
    from aqmap.read.tables.read_figures import read_figures

    files = find_tables(folder)
    if files.faults:
        raise SpecError(files.faults)
    try:
        tables = read_figures(
            files.paths,
            indicators=workspace.indicators,
            places=workspace.places,
            sources=tuple(workspace.sources),
            bases=workspace.bases_of_sources,
        )
    except AqmapError as problem:
        raise next(iter(one_a_source([problem]))) from None
    is_of_targets = folder == workspace.figure_folders[0]
    reviews = reviews_of(read_reviews(workspace), of_targets=is_of_targets)
    tables, _ = lay_over_tables(tables, reviews, workspace.sources)  # build and check say the rest
    matched = match_places(tables.figures, workspace.places, workspace.sources, tables.origins)
    if matched.faults:
        raise PlaceError(matched.faults)
    return matched.figures, tables.origins
