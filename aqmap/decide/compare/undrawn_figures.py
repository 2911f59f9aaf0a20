"""Figures that no layer draws, though the catalogue knows what they are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from aqmap.decide.compare.pick_figures import is_part_so_far
from aqmap.model.figures import Absence, Figure, Level, Role
from aqmap.model.joined import JoinedRow
from aqmap.workspace.layers import LayerSpec
from aqmap.workspace.workspace import Workspace

_VIEWS = {
    Role.TARGET: {"target", "gap", "status"},
    Role.MEASURED: {"measured", "gap", "status"},
}
"""The views that show a role; a baseline and a stage on the way are in none."""


def undrawn_figures(
    workspace: Workspace, figures: Sequence[Figure], joined: Iterable[JoinedRow]
) -> list[Figure]:
    """
    Return the targets and results of listed counties and zones that are in no layer.

    Parameters
    ----------
    workspace
        Its layers and regions. A place that no region lists has a finding of its own.
    figures
        With their places' codes, those alone that the cards show. One without a number, unless it
        is yet to be confirmed, says why there is none, and is missed on no map.
    joined
        What the layers draw: the other year that one of them has taken stands in its rows.
    """
    regions = workspace.settings.regions
    listed = {code for region in regions for code in region.places}
    views = {layer.id: set(layer.views) for layer in workspace.layers}
    chosen = {
        key
        for row in joined
        for role, key in ((Role.TARGET, row.target_figure), (Role.MEASURED, row.measured_figure))
        if views[row.layer] & _VIEWS[role]
    }
    # Another source's figure of the same place and period was weighed, though it did not win.
    drawn = {_statement(figure) for figure in figures if figure.id in chosen}
    layers: dict[str, list[tuple[LayerSpec, set[str]]]] = defaultdict(list)
    for layer in workspace.layers:
        of_layer = (region for region in regions if region.id in layer.regions)
        places = {code for region in of_layer for code in region.places}
        layers[layer.indicator].append((layer, places))
    return [
        figure
        for figure in figures
        if (figure.value is not None or figure.absence == Absence.UNCONFIRMED)
        and figure.indicator in workspace.indicators
        and figure.role in _VIEWS
        and figure.level in (Level.COUNTY, Level.ZONE)
        and figure.place in listed
        and _statement(figure) not in drawn
        and not any(
            figure.place in places and _has(layer, figure)
            for layer, places in layers.get(figure.indicator, ())
        )
    ]


def _statement(figure: Figure) -> tuple[str, str, Role, str]:
    return figure.place, figure.indicator, figure.role, figure.period


def _has(layer: LayerSpec, figure: Figure) -> bool:
    """Return whether a layer of its indicator is of a figure's role and period, or its part."""
    if not _VIEWS[figure.role] & set(layer.views):
        return False
    if figure.period in layer.periods:
        return True
    is_result = figure.role == Role.MEASURED
    return is_result and any(is_part_so_far(figure.period, period) for period in layer.periods)
