"""Grids under the county lines of a layer, as far as they are for the audience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from aqmap.book.book_layers import BookLayer
from aqmap.book.scales import NO_TEXT
from aqmap.book.underlays import Grid, Underlay
from aqmap.decide.compare.release import Release
from aqmap.decide.compose.classify import PALETTES
from aqmap.decide.compose.color_ramps import even_ramp
from aqmap.decide.compose.underlay_coverage import RegionCoverage
from aqmap.model.figures import Basis, Withheld
from aqmap.words import Text, text
from aqmap.workspace.layer_parts.underlay_specs import Underlay as UnderlaySpec

_COLORS = 64
"""Of a colour bar: its steps cannot be told apart, and a picture of them is small."""


def with_underlays(
    layer: BookLayer,
    specs: Sequence[UnderlaySpec],
    grids: Mapping[tuple[str, int], Grid],
    release: Release,
    coverage: RegionCoverage,
) -> BookLayer:
    """
    Return a layer with the grids under its maps.

    Parameters
    ----------
    layer
        Without them.
    specs
        What its file says of them.
    grids
        Their values, by layer and number.
    release
        Whom the book is for: of a grid that is not for them a note says so, and no more.
    coverage
        What grids cover of regions.
    """
    underlays: dict[str, tuple[Underlay, ...]] = {}
    notes = []
    for number, spec in enumerate(specs):
        if reason := _why_not(spec, release):
            notes.append(text("underlay.withheld", title=spec.title, reason=reason))
            continue
        grid = grids[layer.id, number]
        covered = {region: coverage.of(grid, region) for region in layer.regions}
        underlay = replace(_underlay(layer, spec, grid), covered=covered)
        for period in spec.periods:
            underlays[period] = (*underlays.get(period, ()), underlay)
    return replace(layer, underlays=underlays, notes=(*layer.notes, *notes))


def _why_not(spec: UnderlaySpec, release: Release) -> Text | None:
    if spec.basis == Basis.MONITOR_REALTIME and not release.audience.gets_unreviewed:
        return text(f"reason.{Withheld.UNREVIEWED}")
    return None if release.gives_source(spec.source) else text(f"reason.{Withheld.UNPUBLISHED}")


def _underlay(layer: BookLayer, spec: UnderlaySpec, grid: Grid) -> Underlay:
    unit = spec.unit or (Text(grid.unit, grid.unit) if grid.unit else NO_TEXT)
    return Underlay(
        grid,
        spec.title,
        unit,
        spec.source,
        spec.basis,
        spec.period,
        spec.views or tuple(layer.views),
        spec.limits,
        even_ramp(PALETTES[spec.palette or _unused_palette(layer)], _COLORS),
        shown=spec.shown,
    )


def _unused_palette(layer: BookLayer) -> str:
    """Return a palette that no class of the layer has: a colour then means one thing."""
    scales = [view.scale for view in layer.views.values()]
    used = {
        name
        for name, palette in PALETTES.items()
        for scale in scales
        if scale.classes
        and {klass.color for klass in scale.classes} <= set(even_ramp(palette, len(scale.classes)))
    }
    return next((name for name in PALETTES if name not in used), next(iter(PALETTES)))
