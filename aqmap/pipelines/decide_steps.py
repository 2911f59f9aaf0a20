"""The steps from a workspace's inputs to what a map book is composed of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aqmap.book.book_layers import Marks
from aqmap.errors import PlaceError, SpecError, TableError
from aqmap.model.findings import Finding
from aqmap.model.joined import JoinedRow
from aqmap.pipelines.read_inputs import Inputs
from aqmap.words import Text
from aqmap.workspace.workspace import Workspace

if TYPE_CHECKING:
    from aqmap.decide.compare.join import MatchedFigures
    from aqmap.decide.compare.left_out import LeftOut
    from aqmap.decide.compare.release import Release
    from aqmap.decide.compose.compose_book import BookContents, Geometry
    from aqmap.read.geodata.boundaries import Boundaries


def release_inputs(inputs: Inputs, release: Release) -> tuple[Inputs, LeftOut]:
    """Return what of the inputs is for the audience, and what is left out."""
    from aqmap.decide.compare.left_out import find_left_out

    overlays = inputs.workspace.overlays
    tables, measures = inputs.tables, inputs.measures
    left_out = find_left_out(release, tables.figures, measures, overlays, inputs.days)
    hidden = {overlay.id for overlay in left_out.overlays}
    withheld = {figure.id for figure in left_out.figures}
    given = replace(
        inputs,
        workspace=replace(
            inputs.workspace, overlays=tuple(spec for spec in overlays if spec.id not in hidden)
        ),
        tables=replace(tables, figures=release.given(tables.figures)),
        measures=tuple(
            replace(m, figures=tuple(key for key in m.figures if key not in withheld))
            for m in measures
            if m not in left_out.measures
        ),
        overlays=[(spec, drawn) for spec, drawn in inputs.overlays if spec.id not in hidden],
    )
    return given, left_out


def match_figures(inputs: Inputs, *, without_unmatched: bool) -> MatchedFigures:
    """Give the figures their places."""
    from aqmap.decide.compare.join import match_places

    workspace, tables = inputs.workspace, inputs.tables
    matched = match_places(tables.figures, workspace.places, workspace.sources, tables.origins)
    if matched.faults and not without_unmatched:
        raise PlaceError(matched.faults)
    return matched


def require_no_duplicates(inputs: Inputs, matched: MatchedFigures) -> None:
    """Raise TableError if a row says again what another row of its source says."""
    from aqmap.decide.compare.join import find_duplicates

    duplicates = find_duplicates(matched.figures, inputs.tables.origins)
    if duplicates:
        raise TableError(duplicates)


def monitor_remarks(
    inputs: Inputs, matched: MatchedFigures, marks: Sequence[Marks]
) -> dict[str, Text]:
    """Return how far satellites' values lie from the monitors of their county, by figure."""
    from aqmap.decide.compare.satellite_bias import Station, satellite_biases

    stations = {
        mark.code: Station(mark.name, mark.place)
        for overlay in marks
        for mark in overlay.features
        if mark.place and not mark.background
    }
    workspace = inputs.workspace
    return satellite_biases(matched.figures, workspace.layers, workspace.indicators, stations)


def join_figures(
    inputs: Inputs, matched: MatchedFigures, remarks: Mapping[str, Text]
) -> tuple[JoinedRow, ...]:
    """Join targets and results; raise SpecError where no winner is named."""
    from aqmap.decide.compare.join import join_layers

    workspace = inputs.workspace
    joined, faults = join_layers(
        workspace.layers,
        workspace.settings.regions,
        matched.figures,
        workspace.indicators,
        remarks,
    )
    if faults:
        raise SpecError(dict.fromkeys(faults))
    return tuple(joined)


def book_geometry(workspace: Workspace, boundaries: Boundaries) -> Geometry:
    """Return the outlines for paper and page, and the areas."""
    from aqmap import geo
    from aqmap.decide.compose.compose_book import Geometry

    english = [_english(workspace, row) for row in boundaries.counties.itertuples()]
    counties = boundaries.counties.assign(name_en=english)
    web_counties, web_outlines = geo.simplify_for_web(counties, boundaries.outlines)
    areas = geo.areas_km2(counties)
    return Geometry(counties, boundaries.outlines, web_counties, web_outlines, areas)


def book_marks(inputs: Inputs, matched: MatchedFigures, geometry: Geometry) -> list[Marks]:
    """Return the overlays with their counties and figures."""
    from aqmap.decide.compose.overlay_marks import compose_marks

    counties, indicators = geometry.web_counties, inputs.workspace.indicators
    return [
        compose_marks(spec, features, counties, matched.figures, indicators)
        for spec, features in inputs.overlays
    ]


def book_contents(
    inputs: Inputs,
    matched: MatchedFigures,
    joined: tuple[JoinedRow, ...],
    marks: Sequence[Marks],
    release: Release,
) -> BookContents:
    """Return what a book is composed of, but for the findings and what is said beside figures."""
    from aqmap.decide.compose.compose_book import BookContents

    return BookContents(
        figures={figure.id: figure for figure in matched.figures},
        joined=joined,
        findings=(),
        marks=marks,
        release=release,
        measures=inputs.measures,
        days=inputs.days,
        grids=inputs.grids,
        unmatched=tuple(
            dict.fromkeys(
                f.place_written
                for f in release.given(matched.unmatched)
                if "place" not in f.confirm  # it is asked for, and no name that fits nothing
            )
        ),
    )


def _english(workspace: Workspace, unit: Any) -> str:
    """Return a unit's English name, or its own where the workspace has none."""
    place = workspace.places.by_code.get(unit.code)
    return place.name.en if place else str(unit.name)


def workspace_findings(
    inputs: Inputs, matched: MatchedFigures, geometry: Geometry, marks: Sequence[Marks]
) -> Iterator[Finding]:
    """
    Yield what must be said of the workspace itself.

    Parameters
    ----------
    inputs
        With the findings of its layers.
    matched
        The figures with their places: those of places that no region lists are cited.
    geometry, marks
        The counties, and the overlays whose features may lie outside all regions.
    """
    from aqmap.decide.compare.unlisted_places import unlisted_places
    from aqmap.decide.compose.overlay_marks import outside_regions
    from aqmap.decide.compose.underlay_coverage import RegionCoverage, coverage_findings

    yield from inputs.findings
    workspace = inputs.workspace
    coverage = RegionCoverage(geometry.web_counties, workspace.settings.regions)
    yield from coverage_findings(workspace.layers, inputs.grids, coverage)
    counties = inputs.boundaries.counties
    core = counties[counties["role"] == "core"]
    names = dict(zip(core["code"], core["name"], strict=True))
    yield from unlisted_places(inputs.workspace, names, matched.figures)
    listed = {code for region in inputs.workspace.settings.regions for code in region.places}
    for overlay in marks:
        yield from outside_regions(overlay, geometry.web_counties, listed)
