"""How much of a region a grid has values for, and which: what its map says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from aqmap.book.underlays import Covered, Grid
from aqmap.model.findings import Finding, Severity
from aqmap.words import text
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Region

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

LEAST_COVERED = 0.5
"""Of a region's area; where a grid covers less, that is a finding."""
_POINTS_A_SIDE = 500
"""Of a region's extent: about one a pixel of a map on A4."""


class RegionCoverage:
    """
    What grids cover of regions, told by points of which each stands for the same area.

    Parameters
    ----------
    counties
        With their codes and shapes, in degrees.
    regions
        Of the workspace.
    """

    def __init__(self, counties: GeoDataFrame, regions: Sequence[Region]) -> None:
        self._counties = counties
        self.regions = {region.id: region for region in regions}
        self._points: dict[str, np.ndarray] = {}

    def of(self, grid: Grid, region: str) -> Covered:
        """Return what a grid covers of a region."""
        if region not in self._points:
            self._points[region] = self._points_of(self.regions[region])
        values = grid.at(self._points[region])
        values = values[np.isfinite(values)]
        if not len(values):
            return Covered(0.0, None, None)
        share = len(values) / len(self._points[region])
        return Covered(share, float(values.min()), float(values.max()))

    def _points_of(self, region: Region) -> np.ndarray:
        shapes = self._counties[self._counties["code"].isin(region.places)]
        area = shapely.union_all(shapes.geometry.to_numpy())
        west, south, east, north = area.bounds
        shares = (np.arange(_POINTS_A_SIDE) + 0.5) / _POINTS_A_SIDE
        # Even steps of the sine of the latitude part the globe into bands of one area.
        low, high = np.sin(np.radians([south, north]))
        lat = np.degrees(np.arcsin(low + shares * (high - low)))
        x, y = (side.ravel() for side in np.meshgrid(west + shares * (east - west), lat))
        shapely.prepare(area)
        inside = shapely.contains_xy(area, x, y)
        return np.column_stack((x[inside], y[inside]))


def coverage_findings(
    layers: Sequence[LayerSpec], grids: Mapping[tuple[str, int], Grid], coverage: RegionCoverage
) -> Iterator[Finding]:
    """Yield a finding for each grid that covers less of a region than `LEAST_COVERED`."""
    for layer in layers:
        for number, spec in enumerate(layer.underlay):
            for region in layer.regions:
                covered = coverage.of(grids[layer.id, number], region)
                if covered.share >= LEAST_COVERED:
                    continue
                facts = {
                    "title": spec.title,
                    "region": coverage.regions[region].name,
                    "share": covered.percent,
                }
                yield Finding(
                    id=f"underlay-{layer.id}-{number + 1}-{region}",
                    severity=Severity.NOTE,
                    kind="layer",
                    indicator="",
                    title=text("finding.underlay.title", **facts),
                    detail=text("finding.underlay.detail", file=spec.raster, layer=layer.id),
                    figures=(),
                )
