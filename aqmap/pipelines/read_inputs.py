"""A workspace's own files, read and checked: what every map is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aqmap.errors import Fault, PlaceError, SourceError, TableError
from aqmap.model.figures import Level, Role
from aqmap.model.findings import Finding
from aqmap.model.measures import Measure
from aqmap.model.station_days import StationDays
from aqmap.pipelines.reading.unregistered_sources import one_a_source
from aqmap.progress import Progress
from aqmap.workspace.attempts import Attempts
from aqmap.workspace.data_folders import find_tables, misnamed_folders
from aqmap.workspace.layers import OverlaySpec
from aqmap.workspace.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from aqmap.book.underlays import Grid
    from aqmap.read.geodata.boundaries import Boundaries
    from aqmap.read.tables.read_figures import FigureTables


@dataclass(frozen=True)
class Inputs:
    """
    What a workspace's files say.

    Attributes
    ----------
    workspace, boundaries
        Settings, specifications and outlines.
    tables
        The figures, and where each stands.
    measures, days
        The registers of measures, and the days of stations.
    overlays
        Each overlay's specification with its features.
    findings
        What was taken although the layers' files do not say it, and decisions that do not hold.
    grids
        Those under the county lines, by layer and their order in its file.
    """

    workspace: Workspace
    boundaries: Boundaries
    tables: FigureTables
    measures: tuple[Measure, ...]
    days: StationDays
    overlays: Sequence[tuple[OverlaySpec, GeoDataFrame]]
    findings: tuple[Finding, ...] = ()
    grids: Mapping[tuple[str, int], Grid] = field(default_factory=dict)


def read_inputs(folder: Path, progress: Progress) -> Inputs:
    """
    Read a workspace.

    Parameters
    ----------
    folder
        The workspace.
    progress
        Called as the steps go by.

    Raises
    ------
    AqmapError
        With all faults of the step that failed: the specifications, the outlines, the tables, the
        overlays.
    """
    from aqmap.read.geodata.boundaries import read_boundaries
    from aqmap.read.geodata.place_checks import check_places

    progress("step.read", 0, 3)
    workspace = open_workspace(folder)
    boundaries = read_boundaries(workspace.boundaries)
    _require_polygons(workspace, set(boundaries.counties["code"]))
    check_places(boundaries.counties, workspace.places, workspace.boundaries)
    progress("step.read", 1, 3)
    tables, measures, days, undecided = _read_tables(workspace)
    progress("step.read", 2, 3)
    findings = [*boundaries.findings, *undecided]
    overlays = _read_overlays(workspace, findings)
    grids = _read_grids(workspace, boundaries)
    progress("step.read", 3, 3)
    return Inputs(workspace, boundaries, tables, measures, days, overlays, tuple(findings), grids)


def _require_polygons(workspace: Workspace, drawn: set[str]) -> None:
    missing = [
        workspace.places[code]
        for region in workspace.settings.regions
        for code in region.places
        if workspace.places[code].level == Level.COUNTY and code not in drawn
    ]
    if missing:
        raise PlaceError(
            Fault("place_without_polygon", workspace.boundaries, found=f"{p.name.zh} {p.code}")
            for p in missing
        )


def _read_tables(
    workspace: Workspace,
) -> tuple[FigureTables, tuple[Measure, ...], StationDays, list[Finding]]:
    """
    Read the tables of figures, of measures and of days; all faults come together.

    What was decided about the figures is laid over them; what of it does not hold is a finding.
    """
    from aqmap.pipelines.review.workspace_decisions import lay_over_tables, read_reviews
    from aqmap.read.tables.read_figures import read_figures
    from aqmap.read.tables.read_measures import read_registers
    from aqmap.read.tables.read_station_days import read_daily

    places, sources = workspace.places, tuple(workspace.sources)
    figure_files = find_tables(*workspace.figure_folders)
    measure_files, daily_files = map(
        find_tables, (workspace.measure_folder, workspace.daily_folder)
    )
    attempts = Attempts()
    faults = [
        *misnamed_folders(workspace.data),
        *(fault for files in (figure_files, measure_files, daily_files) for fault in files.faults),
    ]
    if faults:
        attempts.problems.append(SourceError(faults))
    elif workspace.layers and not figure_files.paths and not daily_files.paths:
        raise SourceError(Fault("no_tables", workspace.data))
    tables = attempts.read(
        read_figures,
        figure_files.paths,
        indicators=workspace.indicators,
        places=places,
        sources=sources,
        bases=workspace.bases_of_sources,
    )
    measures = attempts.read(read_registers, measure_files.paths, places=places, sources=sources)
    days = attempts.read(read_daily, daily_files.paths, sources=sources)
    reviews = attempts.read(read_reviews, workspace)
    if attempts.problems or tables is None or measures is None or days is None or reviews is None:
        attempts.problems[:] = one_a_source(attempts.problems)
        raise attempts.error()
    tables, undecided = lay_over_tables(tables, reviews, workspace.sources)
    _require_folders(workspace, {figure.role for figure in tables.figures})
    return tables, measures, days, undecided


def _require_folders(workspace: Workspace, roles: set[Role]) -> None:
    """Require the folder of the figures that layers draw; an empty one says that there are none."""
    targets, measured = workspace.figure_folders
    of_targets = [spec.id for spec in workspace.layers if set(spec.views) - {"measured"}]
    of_measured = [spec.id for spec in workspace.layers if set(spec.views) == {"measured"}]
    faults = [
        Fault("no_folder_of_tables", folder, found=", ".join(layers))
        for folder, layers, there in (
            (targets, of_targets, Role.TARGET in roles),
            (measured, of_measured, bool(roles - {Role.TARGET})),
        )
        if layers and not there and not folder.is_dir()
    ]
    if faults:
        raise SourceError(faults)


def _read_overlays(
    workspace: Workspace, findings: list[Finding]
) -> list[tuple[OverlaySpec, GeoDataFrame]]:
    """Read every overlay; the faults of all come together."""
    from aqmap.read.geodata.overlays import read_overlay

    attempts = Attempts()
    overlays = [
        (spec, attempts.read(read_overlay, spec, workspace.folder, findings))
        for spec in workspace.overlays
    ]
    if attempts.problems:
        raise attempts.error(TableError)
    return overlays


def _read_grids(workspace: Workspace, boundaries: Boundaries) -> dict[tuple[str, int], Grid]:
    """Read the grids that lie under the counties; the faults of all come together."""
    asked = [
        (spec, number, underlay)
        for spec in workspace.layers
        for number, underlay in enumerate(spec.underlay)
    ]
    if not asked:
        return {}
    from aqmap.read.rasters.underlay_grid import read_underlay

    counties, grids, attempts = boundaries.counties, {}, Attempts()
    for spec, number, underlay in asked:
        regions = [region for region in workspace.settings.regions if region.id in spec.regions]
        codes = {code for region in regions for code in region.places}
        west, south, east, north = counties[counties["code"].isin(codes)].total_bounds.tolist()
        own_file = workspace.folder / "layers" / f"{spec.id}.toml"
        extent = (west, south, east, north)
        grid = attempts.read(read_underlay, underlay, workspace.folder, extent, own_file)
        if grid is not None:
            grids[spec.id, number] = grid
    if attempts.problems:
        raise attempts.error()
    return grids
