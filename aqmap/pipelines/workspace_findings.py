"""What must be said of a workspace itself: how its layers were taken, and what no region holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from aqmap.book.book_layers import Marks
from aqmap.model.findings import Finding
from aqmap.pipelines.read_inputs import Inputs

if TYPE_CHECKING:
    from aqmap.decide.compare.join import MatchedFigures
    from aqmap.decide.compose.compose_book import Geometry


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

    yield from inputs.findings
    counties = inputs.boundaries.counties
    core = counties[counties["role"] == "core"]
    names = dict(zip(core["code"], core["name"], strict=True))
    yield from unlisted_places(inputs.workspace, names, matched.figures)
    listed = {code for region in inputs.workspace.settings.regions for code in region.places}
    for overlay in marks:
        yield from outside_regions(overlay, geometry.web_counties, listed)
